/* relais-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-http.h"
#include "relais-http-attempt-private.h"
#include "relais-http-service-private.h"
#include "relais-net-error-private.h"

/* The budget ends a call by itself; this much later its fiber is cancelled whatever it does. */
#define BUDGET_GRACE 2000

struct _RelaisHttp
{
  GObject      parent_instance;

  SoupSession *session;    /* (owned) */
  GHashTable  *services;   /* (owned) (element-type utf8 RelaisHttpService) */
  GPtrArray   *calls;      /* (owned) (element-type RelaisHttpCall) to be told */
  guint        tell_id;
  gboolean     stopped;
};

typedef struct
{
  RelaisHttp        *self;      /* (owned) */
  RelaisHttpRequest *request;   /* (owned) */
} Send;

enum
{
  SIGNAL_CALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RelaisHttp, relais_http, G_TYPE_OBJECT)

static void
send_free (gpointer data)
{
  Send *send = data;

  g_clear_object (&send->self);
  g_clear_pointer (&send->request, relais_http_request_unref);
  g_free (send);
}

static RelaisHttpService *
get_service (RelaisHttp *self,
             const char *name)
{
  RelaisHttpService *service = g_hash_table_lookup (self->services, name);

  if (service == NULL)
    {
      service = relais_http_service_new (name);
      g_hash_table_insert (self->services, g_strdup (name), service);
    }

  return service;
}

static gboolean
tell_calls_cb (gpointer user_data)
{
  g_autoptr(RelaisHttp) self = g_object_ref (user_data);
  g_autoptr(GPtrArray) calls = g_steal_pointer (&self->calls);

  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_http_call_free);
  self->tell_id = 0;

  for (guint i = 0; i < calls->len; i++)
    g_signal_emit (self, signals[SIGNAL_CALL], 0, g_ptr_array_index (calls, i));

  return G_SOURCE_REMOVE;
}

/* Those who listen must not run on a fiber's stack. */
static void
tell_call (RelaisHttp     *self,
           RelaisHttpCall *call)
{
  g_ptr_array_add (self->calls, call);
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_DEFAULT, tell_calls_cb, self, NULL);
}

static RelaisHttpCall *
begin_call (RelaisHttpRequest *request,
            guint              attempt)
{
  RelaisHttpCall *call = g_new0 (RelaisHttpCall, 1);

  call->time = g_get_real_time () / 1000;
  call->service = g_strdup (request->service);
  call->method = g_strdup (request->method);
  call->host = g_strdup ("");
  call->path = g_strdup (request->path_template);
  call->sent = request->body != NULL ? g_bytes_get_size (request->body) : 0;
  call->attempt = attempt;

  return call;
}

static void
end_call (RelaisHttp     *self,
          RelaisHttpCall *call,
          gint64          began,
          const GError   *error)
{
  call->duration = (guint) ((g_get_monotonic_time () - began) / 1000);

  if (error == NULL)
    call->outcome = g_strdup ("ok");
  else if (error->domain == RELAIS_NET_ERROR)
    call->outcome = g_strdup (relais_net_error_get_nick (error->code));
  else
    call->outcome = g_strdup ("cancelled");

  g_debug ("%s %s %s%s: %u, %s, %u ms, %" G_GSIZE_FORMAT " bytes, try %u",
           call->service, call->method, call->host, call->path,
           call->status, call->outcome, call->duration, call->received, call->attempt);
  tell_call (self, call);
}

/* One try, with its turn, its place in the log, and its status judged. */
static RelaisHttpResponse *
try_once (RelaisHttp         *self,
          RelaisHttpRequest  *request,
          guint               attempt,
          gint64              until,
          gboolean           *tried,
          GError            **error)
{
  RelaisHttpService *service = get_service (self, request->service);
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) local_error = NULL;
  RelaisHttpCall *call;
  gint64 began;
  guint status;

  *tried = relais_http_service_enter (service, until, request->by_hand, error);
  if (!*tried)
    return NULL;

  began = g_get_monotonic_time ();
  call = begin_call (request, attempt);
  response = relais_http_attempt (self->session, request,
                                  MIN (until, began + (gint64) request->attempt * 1000),
                                  call, &local_error);

  if (response != NULL)
    {
      status = relais_http_response_get_status (response);
      if (status < 200 || status > 299)
        local_error = relais_net_error_for_response (request->service,
                                                     relais_http_request_has_secret (request),
                                                     response);
    }

  end_call (self, call, began, local_error);
  relais_http_service_leave (service, local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&response);
}

/* Waits before the next try. FALSE: there will be none; @error then says why it was cancelled,
 * if it was. */
static gboolean
wait_for_next (RelaisHttp         *self,
               RelaisHttpRequest  *request,
               const GError       *failure,
               guint               attempt,
               gint64              until,
               GError            **error)
{
  RelaisHttpService *service = get_service (self, request->service);
  gint64 retry_after = relais_net_error_get_retry_after (failure);
  gint64 pause;

  if (!request->repeatable || attempt >= request->max_attempts ||
      !relais_net_error_is_passing (failure))
    return FALSE;
  if (retry_after > relais_http_service_get_limits (service)->retry_after_cap)
    return FALSE;

  pause = relais_http_service_backoff (service, attempt, retry_after);
  if (g_get_monotonic_time () + pause * 1000 >= until)
    return FALSE;

  return relais_http_service_pause (service, pause, error);
}

static DexFuture *
send_fiber (gpointer user_data)
{
  Send *send = user_data;
  RelaisHttp *self = send->self;
  RelaisHttpRequest *request = send->request;
  gint64 until = g_get_monotonic_time () + (gint64) request->budget * 1000;
  g_autoptr(GError) failure = NULL;

  for (guint attempt = 1; !self->stopped; attempt++)
    {
      g_autoptr(RelaisHttpResponse) response = NULL;
      g_autoptr(GError) error = NULL;
      gboolean tried;

      response = try_once (self, request, attempt, until, &tried, &error);
      if (response != NULL)
        return dex_future_new_take_boxed (RELAIS_TYPE_HTTP_RESPONSE, g_steal_pointer (&response));

      /* When it could not even be tried again, what happened before says more. */
      if (!tried && failure != NULL && !relais_error_is_cancelled (error))
        break;

      g_clear_error (&failure);
      failure = g_steal_pointer (&error);
      if (!tried)
        break;
      if (!wait_for_next (self, request, failure, attempt, until, &error))
        {
          if (error != NULL)
            return dex_future_new_for_error (g_steal_pointer (&error));
          break;
        }
    }

  if (failure == NULL || self->stopped)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The program is about to end");

  return dex_future_new_for_error (g_steal_pointer (&failure));
}

static void
relais_http_dispose (GObject *object)
{
  RelaisHttp *self = RELAIS_HTTP (object);

  relais_http_stop (self);
  g_clear_handle_id (&self->tell_id, g_source_remove);

  G_OBJECT_CLASS (relais_http_parent_class)->dispose (object);
}

static void
relais_http_finalize (GObject *object)
{
  RelaisHttp *self = RELAIS_HTTP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->services, g_hash_table_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_http_parent_class)->finalize (object);
}

static void
relais_http_class_init (RelaisHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_http_dispose;
  object_class->finalize = relais_http_finalize;

  /**
   * RelaisHttp::call:
   * @call: the try that is over
   */
  signals[SIGNAL_CALL] =
    g_signal_new ("call", RELAIS_TYPE_HTTP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, RELAIS_TYPE_HTTP_CALL | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
relais_http_init (RelaisHttp *self)
{
  /* The limits of each service bound how much goes on at once, so the session's own must not be
   * narrower; deadlines are ours. */
  self->session = soup_session_new_with_options ("user-agent", "Relais/" RELAIS_VERSION,
                                                 "max-conns", 256,
                                                 "max-conns-per-host", 64,
                                                 "timeout", 0,
                                                 "idle-timeout", 30,
                                                 NULL);
  /* A 401 is an answer, not a question to whoever is at the screen. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);

  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) relais_http_service_free);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_http_call_free);
}

RelaisHttp *
relais_http_new (void)
{
  return g_object_new (RELAIS_TYPE_HTTP, NULL);
}

void
relais_http_set_limits (RelaisHttp             *self,
                        const char             *service,
                        const RelaisHttpLimits *limits)
{
  g_return_if_fail (RELAIS_IS_HTTP (self));

  relais_http_service_set_limits (get_service (self, service), limits);
}

DexFuture *
relais_http_send (RelaisHttp        *self,
                  RelaisHttpRequest *request)
{
  Send *send;

  g_return_val_if_fail (RELAIS_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  send = g_new0 (Send, 1);
  send->self = g_object_ref (self);
  send->request = relais_http_request_ref (request);

  /* A fiber alone would go on when nobody waits for it any more; one behind a deadline is
   * cancelled. */
  return relais_future_timeout (relais_future_spawn ("net: send", send_fiber, send, send_free),
                                request->budget + BUDGET_GRACE, "The call");
}

void
relais_http_stop (RelaisHttp *self)
{
  GHashTableIter iter;
  gpointer service;

  g_return_if_fail (RELAIS_IS_HTTP (self));

  self->stopped = TRUE;
  g_hash_table_iter_init (&iter, self->services);
  while (g_hash_table_iter_next (&iter, NULL, &service))
    relais_http_service_cancel (service);
  soup_session_abort (self->session);
}
