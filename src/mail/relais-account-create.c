/* relais-account-create.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"

/* The registry answers in milliseconds; after this long it will not. */
#define CREATE_MS 20000
#define APPEAR_MS 5000

/* Reference counted: the worker may still run when nobody waits any more. */
typedef struct
{
  RelaisMail          *mail;         /* (owned) */
  ESourceRegistry     *registry;     /* (owned) */
  RelaisAccountConfig *config;       /* (owned) */
  char                *password;     /* (owned) */
  char                *imap_login;   /* (owned) (nullable) */
  char                *smtp_login;   /* (owned) (nullable) */
  char                *uid;          /* (owned) of the account */
  char                *smtp_uid;     /* (owned) */
  RelaisPromise       *promise;      /* (owned) until completed */
  gulong               added_id;
  guint                late_id;
} Create;

static void
create_clear (gpointer data)
{
  Create *self = data;

  g_object_unref (self->mail);
  g_object_unref (self->registry);
  relais_account_config_free (self->config);
  g_free (self->password);
  g_free (self->imap_login);
  g_free (self->smtp_login);
  g_free (self->uid);
  g_free (self->smtp_uid);
}

static void
create_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, create_clear);
}

static void
finish (Create            *self,
        RelaisMailAccount *account,
        const GError      *error)
{
  GListModel *accounts = relais_mail_get_accounts (self->mail);
  g_auto(GValue) value = G_VALUE_INIT;

  if (account != NULL)
    {
      g_value_init (&value, RELAIS_TYPE_MAIL_ACCOUNT);
      g_value_set_object (&value, account);
    }
  g_clear_signal_handler (&self->added_id, accounts);
  g_clear_handle_id (&self->late_id, g_source_remove);
  relais_promise_complete (g_steal_pointer (&self->promise), &value, error != NULL ? g_error_copy (error) : NULL);
  create_unref (self);
}

static const char *
security_name (RelaisSecurity security)
{
  switch (security)
    {
    case RELAIS_SECURITY_TLS:
      return "ssl-on-alternate-port";
    case RELAIS_SECURITY_STARTTLS:
      return "starttls-on-standard-port";
    case RELAIS_SECURITY_NONE:
    default:
      return "none";
    }
}

static void
set_server (ESource            *source,
            const RelaisServer *server,
            const char         *address,
            const char         *login)
{
  ESourceAuthentication *authentication = e_source_get_extension (source, E_SOURCE_EXTENSION_AUTHENTICATION);
  ESourceSecurity *security = e_source_get_extension (source, E_SOURCE_EXTENSION_SECURITY);

  e_source_authentication_set_host (authentication, server->host);
  e_source_authentication_set_port (authentication, server->port);
  e_source_authentication_set_user (authentication, server->user != NULL ? server->user : address);
  e_source_authentication_set_remember_password (authentication, TRUE);
  if (login != NULL)
    e_source_authentication_set_method (authentication, login);
  e_source_security_set_method (security, security_name (server->security));
}

static ESource *
new_source (const char  *uid,
            const char  *parent,
            const char  *name,
            GError     **error)
{
  ESource *source = e_source_new_with_uid (uid, NULL, error);

  if (source == NULL)
    return NULL;
  if (parent != NULL)
    e_source_set_parent (source, parent);
  e_source_set_display_name (source, name);

  return source;
}

/* Account on top, identity and transport below it: as Evolution does, so that all three can be removed together. */
static gboolean
create_sources (Create        *self,
                GCancellable  *cancellable,
                GError       **error)
{
  const RelaisAccountConfig *config = self->config;
  g_autofree char *identity_uid = e_util_generate_uid ();
  g_autoptr(ESource) account = new_source (self->uid, NULL, config->address, error);
  g_autoptr(ESource) identity = account != NULL ? new_source (identity_uid, self->uid, config->address, error) : NULL;
  g_autoptr(ESource) transport = identity != NULL ? new_source (self->smtp_uid, self->uid, config->address, error) : NULL;
  ESourceMailIdentity *person;
  g_autoptr(GList) list = NULL;

  if (transport == NULL)
    return FALSE;

  e_source_backend_set_backend_name (e_source_get_extension (account, E_SOURCE_EXTENSION_MAIL_ACCOUNT), "imapx");
  e_source_mail_account_set_identity_uid (e_source_get_extension (account, E_SOURCE_EXTENSION_MAIL_ACCOUNT), identity_uid);
  set_server (account, &config->imap, config->address, self->imap_login);

  person = e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_IDENTITY);
  e_source_mail_identity_set_address (person, config->address);
  e_source_mail_identity_set_name (person, config->name);
  e_source_mail_submission_set_transport_uid (e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_SUBMISSION), self->smtp_uid);
  e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_COMPOSITION);

  e_source_backend_set_backend_name (e_source_get_extension (transport, E_SOURCE_EXTENSION_MAIL_TRANSPORT), "smtp");
  set_server (transport, &config->smtp, config->address, self->smtp_login);

  list = g_list_append (list, identity);
  list = g_list_append (list, transport);
  list = g_list_append (list, account);

  return e_source_registry_create_sources_sync (self->registry, list, cancellable, error);
}

/* Plain IMAP and SMTP sources do not share a password in the keyring. */
static void
keep_password (Create       *self,
               GCancellable *cancellable)
{
  const char *uids[] = { self->uid, self->smtp_uid };

  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    {
      g_autoptr(ESource) source = e_source_registry_ref_source (self->registry, uids[i]);
      g_autoptr(GError) error = NULL;

      /* Without a keyring the account works until the program ends, and its state says then what is missing. */
      if (source == NULL || !e_source_store_password_sync (source, self->password, TRUE, cancellable, &error))
        g_info ("the password could not be kept: %s/%d", error != NULL ? g_quark_to_string (error->domain) : "no source",
                error != NULL ? error->code : 0);
    }
}

static gboolean
create_work (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  Create *self = data;

  if (!create_sources (self, cancellable, error))
    {
      relais_mail_error_map (error, "create");
      return FALSE;
    }
  keep_password (self, cancellable);

  return TRUE;
}

/* The registry's signals bring the account; its identity and transport can come after it. */
static void
look_for_account (Create *self)
{
  RelaisMailAccount *account = relais_mail_get_account (self->mail, self->uid);

  if (account == NULL)
    return;

  relais_mail_account_update (account, self->registry);
  finish (self, account, NULL);
}

static void
added_cb (GListModel *model,
          guint       position,
          guint       n_removed,
          guint       n_added,
          gpointer    user_data)
{
  look_for_account (user_data);
}

static gboolean
late_cb (gpointer data)
{
  Create *self = data;
  g_autoptr(GError) error = g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NO_SERVICE,
                                                 "create: the account was made but does not appear");

  self->late_id = 0;
  finish (self, NULL, error);

  return G_SOURCE_REMOVE;
}

static void
created_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Create *self = user_data;

  if (error != NULL)
    {
      finish (self, NULL, error);
      return;
    }

  if (relais_mail_get_account (self->mail, self->uid) != NULL)
    {
      look_for_account (self);
      return;
    }
  self->added_id = g_signal_connect (relais_mail_get_accounts (self->mail), "items-changed", G_CALLBACK (added_cb), self);
  self->late_id = g_timeout_add (APPEAR_MS, late_cb, self);
}

DexFuture *
relais_account_setup_create (RelaisMail                *mail,
                             const RelaisAccountConfig *config,
                             const char                *password)
{
  RelaisAccountSetup *setup;
  RelaisMailSession *session;
  g_autofree char *key = NULL;
  GError *error = NULL;
  DexFuture *future;
  Create *self;

  g_return_val_if_fail (RELAIS_IS_MAIL (mail), NULL);
  g_return_val_if_fail (config != NULL && password != NULL, NULL);

  if (!relais_account_config_check (config, &error))
    return relais_future_new_error (error);
  if (relais_mail_get_registry (mail) == NULL)
    return relais_future_new_error (g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NO_SERVICE,
                                                         "create: evolution-data-server cannot be reached"));

  setup = relais_account_setup_get (mail);
  session = RELAIS_MAIL_SESSION (relais_mail_get_session (mail));
  key = relais_account_servers_key (config);

  self = g_atomic_rc_box_new0 (Create);
  self->mail = g_object_ref (mail);
  self->registry = g_object_ref (relais_mail_get_registry (mail));
  self->config = relais_account_config_copy (config);
  self->password = g_strdup (password);
  self->uid = e_util_generate_uid ();
  self->smtp_uid = e_util_generate_uid ();
  self->promise = relais_promise_new ();
  if (g_strcmp0 (key, setup->checked) == 0)
    {
      self->imap_login = g_strdup (setup->imap_login);
      self->smtp_login = g_strdup (setup->smtp_login);
    }
  else
    {
      self->imap_login = g_strdup ("PLAIN");
      self->smtp_login = g_strdup ("PLAIN");
    }

  /* The account logs in as soon as it appears, which may be before the keyring has the password. */
  relais_mail_session_set_password (session, self->uid, password);
  relais_mail_session_set_password (session, self->smtp_uid, password);

  future = relais_promise_dup_future (self->promise);
  relais_future_to_ui (relais_future_timeout (relais_worker_run (relais_mail_get_worker (mail), "create", create_work,
                                                                 g_atomic_rc_box_acquire (self), create_unref),
                                              CREATE_MS, "create"),
                       NULL, NULL, created_cb, self);

  return future;
}
