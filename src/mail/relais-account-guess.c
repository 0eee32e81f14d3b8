/* relais-account-guess.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-outgoing.h"

/* Somebody waits in front of the dialog. */
#define LOOKUP_MS 5000
#define HTTP_MS 5000
#define MAX_REPLY (64 * 1024)

/* Known providers → SRV → autoconfig of the domain → known mail exchangers → usual names. Each step when the one before found nothing. */
typedef struct
{
  RelaisMail    *mail;       /* (owned) */
  RelaisHttp    *http;       /* (owned) */
  char          *address;    /* (owned) normalised */
  RelaisPromise *promise;    /* (owned) until completed */
  guint          n_asked;    /* addresses of the domain's autoconfig so far */
} Guess;

static void ask_domain (Guess *self);

static void
finish (Guess               *self,
        RelaisAccountConfig *config,
        const GError        *error)
{
  g_auto(GValue) value = G_VALUE_INIT;

  if (config != NULL)
    {
      g_value_init (&value, RELAIS_TYPE_ACCOUNT_CONFIG);
      g_value_take_boxed (&value, config);
    }
  relais_promise_complete (g_steal_pointer (&self->promise), &value, error != NULL ? g_error_copy (error) : NULL);
  g_object_unref (self->mail);
  g_object_unref (self->http);
  g_free (self->address);
  g_free (self);
}

static gboolean
lookup (RelaisAccountConfig *(*func) (const char *, GCancellable *),
        const char          *address,
        GCancellable        *cancellable,
        GValue              *result,
        GError             **error)
{
  RelaisAccountConfig *config = func (address, cancellable);

  if (config == NULL)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "the domain says nothing");
      return FALSE;
    }
  g_value_init (result, RELAIS_TYPE_ACCOUNT_CONFIG);
  g_value_take_boxed (result, config);

  return TRUE;
}

static gboolean
srv_work (gpointer       data,
          GCancellable  *cancellable,
          GValue        *result,
          GError       **error)
{
  return lookup (relais_account_lookup_srv, data, cancellable, result, error);
}

static gboolean
last_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  return lookup (relais_account_lookup_last, data, cancellable, result, error);
}

static void
last_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  Guess *self = user_data;

  if (error == NULL)
    {
      finish (self, g_value_dup_boxed (value), NULL);
    }
  else
    {
      /* The name service does not answer: then the user finds the most usual names to correct. */
      finish (self, relais_account_usual_names (self->address), NULL);
    }
}

static DexFuture *
look_up (Guess          *self,
         const char     *what,
         RelaisWorkFunc  func)
{
  return relais_future_timeout (relais_worker_run (relais_mail_get_worker (self->mail), what, func,
                                                   g_strdup (self->address), g_free),
                                LOOKUP_MS, what);
}

static void
asked_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Guess *self = user_data;
  RelaisAccountConfig *config = NULL;

  if (error == NULL)
    {
      GBytes *body = relais_http_response_get_body (g_value_get_boxed (value));
      gsize length;
      const char *xml = g_bytes_get_data (body, &length);

      config = relais_autoconfig_parse (xml, length, self->address);
    }

  if (config != NULL)
    finish (self, config, NULL);
  else
    ask_domain (self);
}

/* The domain itself, over HTTPS, and nobody else: a directory of all providers would learn who sets up mail. The address is not
 * in the question: only its domain is. */
static void
ask_domain (Guess *self)
{
  static const char * const paths[] = { "/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml" };
  const char *domain = strrchr (self->address, '@') + 1;
  g_autoptr(RelaisHttpRequest) request = NULL;
  g_autofree char *url = NULL;

  if (self->n_asked >= G_N_ELEMENTS (paths) || *domain == '[')
    {
      relais_future_to_ui (look_up (self, "look up", last_work), NULL, NULL, last_cb, self);
      return;
    }

  url = g_strconcat ("https://", self->n_asked == 0 ? "autoconfig." : "", domain, paths[self->n_asked], NULL);
  request = relais_http_request_new ("autoconfig", "GET", url, paths[self->n_asked]);
  relais_http_request_set_deadlines (request, HTTP_MS, HTTP_MS);
  relais_http_request_set_max_attempts (request, 1);
  relais_http_request_set_max_response (request, MAX_REPLY);
  relais_http_request_set_by_hand (request, TRUE);
  self->n_asked++;
  relais_future_to_ui (relais_http_send (self->http, request), NULL, NULL, asked_cb, self);
}

static void
srv_cb (gpointer      owner,
        const GValue *value,
        const GError *error,
        gpointer      user_data)
{
  Guess *self = user_data;

  if (error == NULL)
    finish (self, g_value_dup_boxed (value), NULL);
  else
    ask_domain (self);
}

static DexFuture *
resolved (RelaisAccountConfig *config)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, RELAIS_TYPE_ACCOUNT_CONFIG);
  g_value_take_boxed (&value, config);
  relais_promise_complete (promise, &value, NULL);

  return future;
}

void
relais_account_setup_use_http (RelaisMail *mail,
                               RelaisHttp *http)
{
  g_return_if_fail (RELAIS_IS_MAIL (mail));

  g_set_object (&relais_account_setup_get (mail)->http, http);
}

/**
 * relais_account_setup_guess:
 * @address: as somebody typed it
 *
 * Returns: (transfer full): resolves to a RelaisAccountConfig without a name, at the latest after about 20 seconds; its "source"
 *   says how sure it is. %RELAIS_MAIL_ERROR_INVALID: @address is none
 */
DexFuture *
relais_account_setup_guess (RelaisMail *mail,
                            const char *address)
{
  g_autofree char *normal = NULL;
  RelaisAccountConfig *known;
  RelaisHttp *http;
  DexFuture *future;
  GError *error = NULL;
  Guess *self;

  g_return_val_if_fail (RELAIS_IS_MAIL (mail), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  normal = relais_mail_address_normalize (address, &error);
  if (normal == NULL)
    return relais_future_new_error (error);

  known = relais_known_host_for_domain (normal);
  if (known != NULL)
    return resolved (known);

  http = relais_account_setup_get (mail)->http;
  self = g_new0 (Guess, 1);
  self->mail = g_object_ref (mail);
  self->http = http != NULL ? g_object_ref (http) : relais_http_new ();
  self->address = g_steal_pointer (&normal);
  self->promise = relais_promise_new ();
  future = relais_promise_dup_future (self->promise);
  relais_future_to_ui (look_up (self, "look up", srv_work), NULL, NULL, srv_cb, self);

  return future;
}
