/* relais-mail-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-keyring-private.h"
#include "relais-mail-session-private.h"

/* What is known of one service. */
typedef struct
{
  char                   *password;     /* (owned) (nullable) */
  GHashTable             *trusted;      /* (owned) (element-type utf8) fingerprints */
  RelaisCertificate      *certificate;  /* (owned) (nullable) refused last */
  RelaisMailAccountState  problem;
} ServiceNotes;

struct _RelaisMailSession
{
  CamelSession  parent_instance;

  struct
  {
    GMutex                      mutex;
    ESourceRegistry            *registry;     /* (owned) (nullable) */
    ESourceCredentialsProvider *credentials;  /* (owned) (nullable) */
    GHashTable                 *notes;        /* (owned) uid → ServiceNotes */
  } locked;
};

G_DEFINE_FINAL_TYPE (RelaisMailSession, relais_mail_session, CAMEL_TYPE_SESSION)

static void
service_notes_free (gpointer data)
{
  ServiceNotes *notes = data;

  g_free (notes->password);
  g_hash_table_unref (notes->trusted);
  g_clear_pointer (&notes->certificate, relais_certificate_free);
  g_free (notes);
}

/* With the mutex held. */
static ServiceNotes *
notes_of (RelaisMailSession *self,
          const char        *service)
{
  ServiceNotes *notes = g_hash_table_lookup (self->locked.notes, service);

  if (notes == NULL)
    {
      notes = g_new0 (ServiceNotes, 1);
      notes->trusted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      notes->problem = RELAIS_MAIL_ACCOUNT_OFFLINE;
      g_hash_table_insert (self->locked.notes, g_strdup (service), notes);
    }

  return notes;
}

static void
set_problem (RelaisMailSession      *self,
             CamelService           *service,
             RelaisMailAccountState  problem)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);

  notes_of (self, camel_service_get_uid (service))->problem = problem;
}

static ESource *
ref_source (RelaisMailSession           *self,
            CamelService                *service,
            ESourceRegistry            **registry,
            ESourceCredentialsProvider **credentials)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);

  if (self->locked.registry == NULL)
    return NULL;

  *registry = g_object_ref (self->locked.registry);
  *credentials = g_object_ref (self->locked.credentials);

  return e_source_registry_ref_source (*registry, camel_service_get_uid (service));
}

static char *
find_password (RelaisMailSession  *self,
               CamelService       *service,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr(ESourceRegistry) registry = NULL;
  g_autoptr(ESourceCredentialsProvider) credentials = NULL;
  g_autoptr(ESource) source = NULL;
  g_autoptr(ENamedParameters) values = NULL;
  g_autoptr(GError) lookup_error = NULL;
  RelaisMailAccountState problem = RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD;

  g_mutex_lock (&self->locked.mutex);
  {
    char *password = g_strdup (notes_of (self, camel_service_get_uid (service))->password);

    g_mutex_unlock (&self->locked.mutex);
    if (password != NULL)
      return password;
  }

  source = ref_source (self, service, &registry, &credentials);
  if (source != NULL)
    {
      if (relais_keyring_lookup (credentials, source, cancellable, &values, &lookup_error) &&
          values != NULL)
        {
          const char *password = e_named_parameters_get (values, E_SOURCE_CREDENTIAL_PASSWORD);

          if (password != NULL && *password != '\0')
            return g_strdup (password);
        }

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      problem = lookup_error != NULL && lookup_error->domain == G_DBUS_ERROR
                ? RELAIS_MAIL_ACCOUNT_NO_KEYRING
                : relais_keyring_why_no_password (source, cancellable);
    }

  set_problem (self, service, problem);
  g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_REQUIRED,
                       problem == RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED ? "login: the keyring is locked" :
                       problem == RELAIS_MAIL_ACCOUNT_NO_KEYRING ? "login: there is no keyring" :
                       "login: no password is kept");
  return NULL;
}

/* The base class asks again for ever when a password is refused; here a refusal is the end, and a person is asked. */
static gboolean
relais_mail_session_authenticate_sync (CamelSession  *session,
                                       CamelService  *service,
                                       const char    *mechanism,
                                       GCancellable  *cancellable,
                                       GError       **error)
{
  RelaisMailSession *self = RELAIS_MAIL_SESSION (session);
  CamelAuthenticationResult result;
  gboolean with_password;

  if (g_strcmp0 (mechanism, "none") == 0)
    mechanism = NULL;
  with_password = relais_mechanism_needs_password (mechanism);

  if (with_password)
    {
      g_autofree char *password = find_password (self, service, cancellable, error);

      if (password == NULL)
        return FALSE;
      camel_service_set_password (service, password);
    }

  result = camel_service_authenticate_sync (service, mechanism, cancellable, error);

  if (result == CAMEL_AUTHENTICATION_ACCEPTED)
    {
      set_problem (self, service, RELAIS_MAIL_ACCOUNT_OFFLINE);
      return TRUE;
    }

  if (result == CAMEL_AUTHENTICATION_REJECTED)
    {
      g_clear_error (error);
      set_problem (self, service, with_password ? RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD : RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN);
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED,
                           "login: the server refused the credentials");
    }

  return FALSE;
}

static gboolean
relais_mail_session_get_oauth2_access_token_sync (CamelSession  *session,
                                                  CamelService  *service,
                                                  char         **access_token,
                                                  int           *expires_in,
                                                  GCancellable  *cancellable,
                                                  GError       **error)
{
  RelaisMailSession *self = RELAIS_MAIL_SESSION (session);
  g_autoptr(ESourceRegistry) registry = NULL;
  g_autoptr(ESourceCredentialsProvider) credentials = NULL;
  g_autoptr(ESource) source = ref_source (self, service, &registry, &credentials);
  g_autoptr(ESource) collection = NULL;
  g_autoptr(GError) token_error = NULL;

  if (source != NULL)
    {
      collection = e_source_registry_find_extension (registry, source, E_SOURCE_EXTENSION_COLLECTION);
      if (collection != NULL && e_util_can_use_collection_as_credential_source (collection, source))
        g_set_object (&source, collection);

      if (e_source_get_oauth2_access_token_sync (source, cancellable, access_token, expires_in, &token_error))
        return TRUE;

      if (g_error_matches (token_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&token_error));
          return FALSE;
        }
      g_debug ("token: %s/%d", g_quark_to_string (token_error->domain), token_error->code);
    }

  set_problem (self, service, RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN);
  g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED,
                       "login: the desktop must sign in again");
  return FALSE;
}

/* Answers "not now", never "never": Camel keeps a "never" for good, even when the user changes their mind. */
static CamelCertTrust
relais_mail_session_trust_prompt (CamelSession         *session,
                                  CamelService         *service,
                                  GTlsCertificate      *certificate,
                                  GTlsCertificateFlags  flags)
{
  RelaisMailSession *self = RELAIS_MAIL_SESSION (session);
  g_autoptr(CamelSettings) settings = camel_service_ref_settings (service);
  g_autofree char *host = NULL;
  g_autoptr(RelaisCertificate) shown = NULL;
  g_autoptr(GMutexLocker) locker = NULL;
  ServiceNotes *notes;

  if (CAMEL_IS_NETWORK_SETTINGS (settings))
    host = camel_network_settings_dup_host (CAMEL_NETWORK_SETTINGS (settings));
  shown = relais_certificate_new_from_tls (certificate, host, flags);

  locker = g_mutex_locker_new (&self->locked.mutex);
  notes = notes_of (self, camel_service_get_uid (service));
  if (g_hash_table_contains (notes->trusted, shown->sha256))
    return CAMEL_CERT_TRUST_FULLY;

  g_clear_pointer (&notes->certificate, relais_certificate_free);
  notes->certificate = g_steal_pointer (&shown);

  return CAMEL_CERT_TRUST_UNKNOWN;
}

/* IMAPX asks for it at each new message of an inbox, and complains loudly when there is none. It filters nothing. */
static CamelFilterDriver *
relais_mail_session_get_filter_driver (CamelSession  *session,
                                       const char    *type,
                                       CamelFolder   *for_folder,
                                       GError       **error)
{
  return camel_filter_driver_new (session);
}

static void
relais_mail_session_dispose (GObject *object)
{
  RelaisMailSession *self = RELAIS_MAIL_SESSION (object);

  relais_mail_session_set_registry (self, NULL);

  G_OBJECT_CLASS (relais_mail_session_parent_class)->dispose (object);
}

static void
relais_mail_session_finalize (GObject *object)
{
  RelaisMailSession *self = RELAIS_MAIL_SESSION (object);

  g_hash_table_unref (self->locked.notes);
  g_mutex_clear (&self->locked.mutex);

  G_OBJECT_CLASS (relais_mail_session_parent_class)->finalize (object);
}

static void
relais_mail_session_class_init (RelaisMailSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  CamelSessionClass *session_class = CAMEL_SESSION_CLASS (klass);

  object_class->dispose = relais_mail_session_dispose;
  object_class->finalize = relais_mail_session_finalize;

  session_class->authenticate_sync = relais_mail_session_authenticate_sync;
  session_class->get_oauth2_access_token_sync = relais_mail_session_get_oauth2_access_token_sync;
  session_class->trust_prompt = relais_mail_session_trust_prompt;
  session_class->get_filter_driver = relais_mail_session_get_filter_driver;
}

static void
relais_mail_session_init (RelaisMailSession *self)
{
  g_mutex_init (&self->locked.mutex);
  self->locked.notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, service_notes_free);
}

/* Main thread: Camel's signals come in the context of this call. */
CamelSession *
relais_mail_session_new (const char *data_dir,
                         const char *cache_dir)
{
  CamelSession *self = g_object_new (RELAIS_TYPE_MAIL_SESSION,
                                     "user-data-dir", data_dir,
                                     "user-cache-dir", cache_dir,
                                     NULL);

  camel_session_set_online (self, TRUE);

  return self;
}

void
relais_mail_session_set_registry (RelaisMailSession *self,
                                  ESourceRegistry   *registry)
{
  g_autoptr(ESourceCredentialsProvider) old = NULL;
  g_autoptr(ESourceCredentialsProvider) credentials = NULL;
  g_autoptr(GMutexLocker) locker = NULL;

  if (registry != NULL)
    credentials = e_source_credentials_provider_new (registry);

  locker = g_mutex_locker_new (&self->locked.mutex);
  g_set_object (&self->locked.registry, registry);
  old = g_steal_pointer (&self->locked.credentials);
  self->locked.credentials = g_steal_pointer (&credentials);
}

/* (transfer none) (nullable): main thread */
ESourceCredentialsProvider *
relais_mail_session_get_credentials (RelaisMailSession *self)
{
  return self->locked.credentials;
}

void
relais_mail_session_set_password (RelaisMailSession *self,
                                  const char        *service,
                                  const char        *password)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);

  g_set_str (&notes_of (self, service)->password, password);
}

void
relais_mail_session_trust (RelaisMailSession *self,
                           const char        *service,
                           const char        *sha256)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);

  g_hash_table_add (notes_of (self, service)->trusted, g_ascii_strup (sha256, -1));
}

RelaisCertificate *
relais_mail_session_dup_certificate (RelaisMailSession *self,
                                     const char        *service)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);
  ServiceNotes *notes = notes_of (self, service);

  return notes->certificate != NULL ? relais_certificate_copy (notes->certificate) : NULL;
}

RelaisMailAccountState
relais_mail_session_get_problem (RelaisMailSession *self,
                                 const char        *service)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);

  return notes_of (self, service)->problem;
}

void
relais_mail_session_forget_problem (RelaisMailSession *self,
                                    const char        *service)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);
  ServiceNotes *notes = notes_of (self, service);

  notes->problem = RELAIS_MAIL_ACCOUNT_OFFLINE;
  g_clear_pointer (&notes->certificate, relais_certificate_free);
}
