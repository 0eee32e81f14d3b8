/* relais-account-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-file.h"
#include "relais-mail-error-private.h"

/* For each server, from the name service to the login. Camel itself would wait for 90 seconds. */
#define STEP_MS 20000

/* Reference counted: the worker may still run when nobody waits any more. Written by its thread, read by the main thread after that. */
typedef struct
{
  RelaisMail          *mail;         /* (owned) */
  CamelSession        *session;      /* (owned) */
  RelaisAccountConfig *config;       /* (owned) */
  char                *password;     /* (owned) */
  char                *trusted;      /* (owned) (nullable) */
  RelaisPromise       *promise;      /* (owned) until completed */
  RelaisCertificate   *certificate;  /* (owned) (nullable) */
  char                *imap_login;   /* (owned) (nullable) */
  char                *smtp_login;   /* (owned) (nullable) */
} Check;

typedef struct
{
  GCancellable *cancellable;   /* (owned) */
  int           has_fired;     /* (atomic) */
} Deadline;

static void
check_clear (gpointer data)
{
  Check *self = data;

  g_object_unref (self->mail);
  g_object_unref (self->session);
  relais_account_config_free (self->config);
  g_free (self->password);
  g_free (self->trusted);
  g_clear_pointer (&self->certificate, relais_certificate_free);
  g_free (self->imap_login);
  g_free (self->smtp_login);
}

static void
check_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, check_clear);
}

static gboolean
deadline_cb (gpointer data)
{
  Deadline *self = data;

  g_atomic_int_set (&self->has_fired, TRUE);
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
deadline_clear (gpointer data)
{
  g_object_unref (((Deadline *) data)->cancellable);
}

static void
deadline_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, deadline_clear);
}

static void
cancel_cb (GCancellable *outer,
           gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static CamelNetworkSecurityMethod
security_method (RelaisSecurity security)
{
  switch (security)
    {
    case RELAIS_SECURITY_TLS:
      return CAMEL_NETWORK_SECURITY_METHOD_SSL_ON_ALTERNATE_PORT;
    case RELAIS_SECURITY_STARTTLS:
      return CAMEL_NETWORK_SECURITY_METHOD_STARTTLS_ON_STANDARD_PORT;
    case RELAIS_SECURITY_NONE:
    default:
      return CAMEL_NETWORK_SECURITY_METHOD_NONE;
    }
}

/* Camel calls a host that does not exist "offline". */
static gboolean
resolve (const char    *host,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  GList *addresses = g_resolver_lookup_by_name (resolver, host, cancellable, error);
  gboolean found = addresses != NULL;

  g_resolver_free_addresses (addresses);

  return found;
}

/* How the server wants to be logged in to: PLAIN, LOGIN, or NULL. FALSE with @error set when it cannot be reached. */
static gboolean
choose_login (CamelService  *service,
              char         **login,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  GList *types = camel_service_query_auth_types_sync (service, cancellable, &local_error);
  gboolean has_plain = FALSE, has_login = FALSE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (GList *l = types; l != NULL; l = l->next)
    {
      const CamelServiceAuthType *type = l->data;

      has_plain |= g_strcmp0 (type->authproto, "PLAIN") == 0;
      has_login |= g_strcmp0 (type->authproto, "LOGIN") == 0;
    }
  g_list_free (types);
  *login = g_strdup (has_plain ? "PLAIN" : has_login ? "LOGIN" : NULL);

  return TRUE;
}

static gboolean
log_in (CamelService  *service,
        char         **login,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(CamelSettings) settings = camel_service_ref_settings (service);

  if (!choose_login (service, login, cancellable, error))
    return FALSE;
  g_object_set (settings, "auth-mechanism", *login, NULL);

  if (CAMEL_IS_OFFLINE_STORE (service) &&
      !camel_offline_store_set_online_sync (CAMEL_OFFLINE_STORE (service), TRUE, cancellable, error))
    return FALSE;

  return camel_service_get_connection_status (service) == CAMEL_SERVICE_CONNECTED ||
         camel_service_connect_sync (service, cancellable, error);
}

/* One server, with a service of its own that is forgotten afterwards. */
static gboolean
check_server (Check               *self,
              CamelProviderType    type,
              const RelaisServer  *server,
              char               **login,
              GCancellable        *cancellable,
              GError             **error)
{
  RelaisMailSession *session = RELAIS_MAIL_SESSION (self->session);
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *uid = g_strconcat ("relais-setup-", random, NULL);
  g_autoptr(CamelService) service = NULL;
  g_autoptr(CamelSettings) settings = NULL;
  g_autofree char *folder = NULL;
  gboolean done;

  if (!resolve (server->host, cancellable, error))
    return FALSE;

  service = camel_session_add_service (self->session, uid, type == CAMEL_PROVIDER_STORE ? "imapx" : "smtp", type, error);
  if (service == NULL)
    return FALSE;

  settings = camel_service_ref_settings (service);
  g_object_set (settings, "host", server->host, "port", (guint) server->port,
                "user", server->user != NULL ? server->user : self->config->address, NULL);
  camel_network_settings_set_security_method (CAMEL_NETWORK_SETTINGS (settings), security_method (server->security));
  relais_mail_session_set_password (session, uid, self->password);
  if (self->trusted != NULL)
    relais_mail_session_trust (session, uid, self->trusted);

  done = log_in (service, login, cancellable, error);

  if (!done && self->certificate == NULL)
    self->certificate = relais_mail_session_dup_certificate (session, uid);
  relais_mail_session_set_password (session, uid, NULL);
  camel_service_disconnect_sync (service, done, NULL, NULL);
  camel_session_remove_service (self->session, service);
  /* A store writes what it knows once more when it goes. */
  folder = g_strdup (camel_service_get_user_cache_dir (service));
  g_clear_object (&settings);
  g_clear_object (&service);
  relais_file_remove_tree (folder, NULL);

  return done;
}

static gboolean
check_step (Check               *self,
            const char          *name,
            CamelProviderType    type,
            const RelaisServer  *server,
            char               **login,
            GCancellable        *cancellable,
            GError             **error)
{
  Deadline *deadline = g_atomic_rc_box_new0 (Deadline);
  g_autoptr(GSource) timer = g_timeout_source_new (STEP_MS);
  g_autoptr(GError) local_error = NULL;
  gulong cancel_id;
  gboolean done;

  deadline->cancellable = camel_operation_new ();
  g_source_set_callback (timer, deadline_cb, g_atomic_rc_box_acquire (deadline), deadline_unref);
  g_source_attach (timer, NULL);
  cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb), g_object_ref (deadline->cancellable), g_object_unref);

  done = check_server (self, type, server, login, deadline->cancellable, &local_error);

  g_cancellable_disconnect (cancellable, cancel_id);
  g_source_destroy (timer);
  if (!done && g_atomic_int_get (&deadline->has_fired))
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TIMED_OUT, "%s: the server does not answer", name);
    }
  else if (!done)
    {
      relais_mail_error_map (&local_error, name);
      if (!g_str_has_prefix (local_error->message, name))
        g_prefix_error (&local_error, "%s: ", name);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  deadline_unref (deadline);

  return done;
}

static gboolean
check_work (gpointer       data,
            GCancellable  *cancellable,
            GValue        *result,
            GError       **error)
{
  Check *self = data;

  return check_step (self, "IMAP", CAMEL_PROVIDER_STORE, &self->config->imap, &self->imap_login, cancellable, error) &&
         check_step (self, "SMTP", CAMEL_PROVIDER_TRANSPORT, &self->config->smtp, &self->smtp_login, cancellable, error);
}

static void
checked_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Check *self = user_data;
  RelaisAccountSetup *setup = relais_account_setup_get (self->mail);

  if (error == NULL || !relais_error_is_cancelled (error))
    {
      g_clear_pointer (&setup->certificate, relais_certificate_free);
      setup->certificate = g_steal_pointer (&self->certificate);
    }
  if (error == NULL)
    {
      g_free (setup->checked);
      setup->checked = relais_account_servers_key (self->config);
      g_set_str (&setup->imap_login, self->imap_login);
      g_set_str (&setup->smtp_login, self->smtp_login);
    }

  relais_promise_complete (g_steal_pointer (&self->promise), NULL, error != NULL ? g_error_copy (error) : NULL);
  check_unref (self);
}

DexFuture *
relais_account_setup_check (RelaisMail                *mail,
                            const RelaisAccountConfig *config,
                            const char                *password,
                            const char                *trusted)
{
  GError *error = NULL;
  DexFuture *future;
  Check *self;

  g_return_val_if_fail (RELAIS_IS_MAIL (mail), NULL);
  g_return_val_if_fail (config != NULL && password != NULL, NULL);

  if (!relais_account_config_check (config, &error))
    return relais_future_new_error (error);

  self = g_atomic_rc_box_new0 (Check);
  self->mail = g_object_ref (mail);
  self->session = g_object_ref (relais_mail_get_session (mail));
  self->config = relais_account_config_copy (config);
  self->password = g_strdup (password);
  self->trusted = g_strdup (trusted);
  self->promise = relais_promise_new ();
  future = relais_promise_dup_future (self->promise);
  relais_future_to_ui (relais_worker_run (relais_mail_get_worker (mail), "check", check_work,
                                          g_atomic_rc_box_acquire (self), check_unref),
                       NULL, relais_promise_get_cancellable (self->promise), checked_cb, self);

  return future;
}

/**
 * relais_account_setup_dup_certificate:
 *
 * Returns: (transfer full) (nullable): what the last check was refused for
 */
RelaisCertificate *
relais_account_setup_dup_certificate (RelaisMail *mail)
{
  RelaisAccountSetup *setup;

  g_return_val_if_fail (RELAIS_IS_MAIL (mail), NULL);

  setup = relais_account_setup_get (mail);

  return setup->certificate != NULL ? relais_certificate_copy (setup->certificate) : NULL;
}
