/* relais-mail-account-source.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"

/* What an account takes from the desktop, and gives to it. */

#define KEYRING_SECONDS 60

typedef struct
{
  RelaisMailAccount *account;   /* (owned) */
  gboolean           sending;   /* for sending only */
  char              *secret;    /* (owned) (nullable) a password */
  ESource           *transport; /* (owned) (nullable) */
} KeepPassword;

static void
keep_password_free (gpointer data)
{
  KeepPassword *keep = data;

  g_object_unref (keep->account);
  g_free (keep->secret);
  g_clear_object (&keep->transport);
  g_free (keep);
}

/* Worker. */
static gboolean
keep_password_func (gpointer       data,
                    GCancellable  *cancellable,
                    GValue        *result,
                    GError       **error)
{
  KeepPassword *keep = data;

  /* Plain IMAP and SMTP sources do not share a password in the keyring. */
  return (keep->sending || e_source_store_password_sync (keep->account->source, keep->secret, TRUE, cancellable, error)) &&
         (keep->transport == NULL ||
          e_source_store_password_sync (keep->transport, keep->secret, TRUE, cancellable, error));
}

static gboolean
give_up_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static gboolean
remove_source_func (gpointer       data,
                    GCancellable  *cancellable,
                    GValue        *result,
                    GError       **error)
{
  KeepPassword *keep = data;
  g_autoptr(GCancellable) forgetting = NULL;

  if (!e_source_remove_sync (keep->account->source, cancellable, error))
    return FALSE;

  /* Without its account nobody would find it again. Where there is no keyring there is nothing to forget. The account ends with its
   * source, which cancels its work: this goes on, but not for ever. (libsecret does not bear it: cancelled, it ends a request twice.) */
  forgetting = g_cancellable_new ();
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, KEYRING_SECONDS, give_up_cb, g_object_ref (forgetting), g_object_unref);
  e_source_delete_password_sync (keep->account->source, forgetting, NULL);
  if (keep->transport != NULL)
    e_source_delete_password_sync (keep->transport, forgetting, NULL);

  return TRUE;
}

RelaisMailAccount *
relais_mail_account_new_for_source (RelaisMail      *mail,
                                    CamelSession    *session,
                                    ESourceRegistry *registry,
                                    ESource         *source)
{
  ESourceBackend *backend = e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT);
  g_autofree char *name = e_source_backend_dup_backend_name (backend);
  RelaisMailAccount *self = relais_mail_account_new (mail, session, e_source_get_uid (source), name);

  self->source = g_object_ref (source);
  if (self->store != NULL)
    e_source_camel_configure_service (source, CAMEL_SERVICE (self->store));
  relais_mail_account_update (self, registry);

  return self;
}

static ESource *
ref_identity (ESourceRegistry *registry,
              ESource         *account)
{
  ESourceMailAccount *extension = e_source_get_extension (account, E_SOURCE_EXTENSION_MAIL_ACCOUNT);
  g_autofree char *uid = e_source_mail_account_dup_identity_uid (extension);

  return uid != NULL ? e_source_registry_ref_source (registry, uid) : NULL;
}

static void
update_transport (RelaisMailAccount *self,
                  ESourceRegistry   *registry,
                  ESource           *identity)
{
  ESourceMailSubmission *submission = e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_SUBMISSION);
  g_autofree char *uid = e_source_mail_submission_dup_transport_uid (submission);
  g_autoptr(ESource) source = uid != NULL ? e_source_registry_ref_source (registry, uid) : NULL;
  g_autofree char *backend = NULL;
  g_autoptr(GError) error = NULL;

  if (self->transport != NULL && g_strcmp0 (camel_service_get_uid (self->transport), uid) == 0)
    return;
  if (source == NULL || !e_source_has_extension (source, E_SOURCE_EXTENSION_MAIL_TRANSPORT))
    return;

  backend = e_source_backend_dup_backend_name (e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_TRANSPORT));
  g_clear_object (&self->transport);
  g_set_object (&self->transport_source, source);
  self->transport = camel_session_add_service (self->session, uid, backend, CAMEL_PROVIDER_TRANSPORT, &error);
  if (self->transport != NULL)
    e_source_camel_configure_service (source, self->transport);
  else
    g_info ("no transport: %s", error->message);
  g_object_notify (G_OBJECT (self), "can-send");
}

void
relais_mail_account_update (RelaisMailAccount *self,
                            ESourceRegistry   *registry)
{
  g_autoptr(ESource) identity = ref_identity (registry, self->source);
  g_autofree char *name = e_source_dup_display_name (self->source);

  if (identity != NULL)
    {
      ESourceMailIdentity *extension = e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_IDENTITY);
      g_autofree char *address = e_source_mail_identity_dup_address (extension);
      g_autofree char *sender = e_source_mail_identity_dup_name (extension);

      g_set_str (&self->sender_name, sender);
      update_transport (self, registry, identity);
      if (g_set_str (&self->address, address))
        g_object_notify (G_OBJECT (self), "address");
    }

  if (g_set_str (&self->name, name))
    g_object_notify (G_OBJECT (self), "name");
}

DexFuture *
relais_mail_account_set_password (RelaisMailAccount *self,
                                  const char        *password)
{
  KeepPassword *keep;
  RelaisMailSession *session;

  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  if (self->source == NULL)
    return relais_future_new_error (g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID,
                                                         "a local account has no password"));

  keep = g_new0 (KeepPassword, 1);
  keep->account = g_object_ref (self);
  keep->sending = relais_mail_account_is_about_sending (self);
  keep->secret = g_strdup (password);
  if (self->transport_source != NULL)
    keep->transport = g_object_ref (self->transport_source);

  /* Tried at once, also where there is no keyring to keep it. */
  session = RELAIS_MAIL_SESSION (self->session);
  if (!keep->sending)
    relais_mail_session_set_password (session, self->id, password);
  if (self->transport != NULL)
    relais_mail_session_set_password (session, camel_service_get_uid (self->transport), password);
  relais_mail_account_reconnect (self);

  return relais_mail_account_run (self, "keep password", keep_password_func, keep, keep_password_free, KEYRING_SECONDS);
}

DexFuture *
relais_mail_account_trust_certificate (RelaisMailAccount *self,
                                       const char        *sha256)
{
  RelaisMailSession *session;

  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  session = RELAIS_MAIL_SESSION (self->session);
  relais_mail_session_trust (session, self->id, sha256);
  if (self->transport != NULL)
    relais_mail_session_trust (session, camel_service_get_uid (self->transport), sha256);
  relais_mail_account_reconnect (self);

  return relais_future_new_true ();
}

DexFuture *
relais_mail_account_remove (RelaisMailAccount *self)
{
  KeepPassword *keep;

  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  if (!relais_mail_account_is_removable (self))
    return relais_future_new_error (g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_REFUSED,
                                                         "this account belongs to the desktop's settings"));

  keep = g_new0 (KeepPassword, 1);
  keep->account = g_object_ref (self);
  if (self->transport_source != NULL)
    keep->transport = g_object_ref (self->transport_source);

  return relais_mail_account_run (self, "remove account", remove_source_func, keep, keep_password_free, KEYRING_SECONDS);
}
