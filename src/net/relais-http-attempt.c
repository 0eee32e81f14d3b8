/* relais-http-attempt.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-future.h"
#include "relais-http-attempt-private.h"
#include "relais-http-response-private.h"
#include "relais-net-error-private.h"
#include "relais-promise.h"

#define MAX_REDIRECTS 5
#define CHUNK         (64 * 1024)

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RelaisPromise *promise = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  g_auto(GValue) value = G_VALUE_INIT;

  if (stream != NULL)
    {
      g_value_init (&value, G_TYPE_INPUT_STREAM);
      g_value_set_object (&value, stream);
    }
  relais_promise_complete (promise, &value, g_steal_pointer (&error));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RelaisPromise *promise = user_data;
  g_autoptr(GError) error = NULL;
  GBytes *bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_auto(GValue) value = G_VALUE_INIT;

  if (bytes != NULL)
    {
      g_value_init (&value, G_TYPE_BYTES);
      g_value_take_boxed (&value, bytes);
    }
  relais_promise_complete (promise, &value, g_steal_pointer (&error));
}

/* The promise's cancellable is cancelled when nobody waits any more, in time or not: libsoup
 * then closes the connection. */
static DexFuture *
until (RelaisPromise *promise,
       gint64         deadline)
{
  gint64 left = MAX (0, deadline - g_get_monotonic_time ()) / 1000;

  return relais_future_timeout (relais_promise_dup_future (promise), (guint) left, "the call");
}

static GInputStream *
send_message (SoupSession  *session,
              SoupMessage  *message,
              gint64        deadline,
              GError      **error)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *sent = until (promise, deadline);

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT,
                           relais_promise_get_cancellable (promise), send_cb, promise);

  return dex_await_object (sent, error);
}

static GBytes *
read_chunk (GInputStream  *stream,
            gint64         deadline,
            GError       **error)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *chunk = until (promise, deadline);

  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT,
                                   relais_promise_get_cancellable (promise), read_cb, promise);

  return dex_await_boxed (chunk, error);
}

static GBytes *
read_body (RelaisHttpRequest  *request,
           GInputStream       *stream,
           gint64              deadline,
           RelaisHttpCall     *call,
           GError            **error)
{
  g_autoptr(GByteArray) body = g_byte_array_new ();

  for (;;)
    {
      g_autoptr(GBytes) chunk = read_chunk (stream, deadline, error);
      gsize size;

      if (chunk == NULL)
        return NULL;

      size = g_bytes_get_size (chunk);
      if (size == 0)
        break;

      call->received += size;
      if (call->received > request->max_response)
        {
          g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_TOO_LARGE,
                       "%s: the reply is larger than %" G_GSIZE_FORMAT " bytes", request->service,
                       request->max_response);
          return NULL;
        }
      g_byte_array_append (body, g_bytes_get_data (chunk, NULL), (guint) size);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static gboolean
same_place (GUri *a,
            GUri *b)
{
  return g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b) &&
         g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b));
}

/* The same host, but now with TLS, on the ports that go with it. */
static gboolean
is_upgrade (GUri *from,
            GUri *to)
{
  return g_ascii_strcasecmp (g_uri_get_host (from), g_uri_get_host (to)) == 0 &&
         g_str_equal (g_uri_get_scheme (from), "http") && g_uri_get_port (from) == 80 &&
         g_str_equal (g_uri_get_scheme (to), "https") && g_uri_get_port (to) == 443;
}

/* Where a reply sends the request instead. NULL without an error: nowhere, the reply is the
 * answer. */
static GUri *
find_redirection (RelaisHttpRequest  *request,
                  SoupMessage        *message,
                  GError            **error)
{
  GUri *from = soup_message_get_uri (message);
  guint status = soup_message_get_status (message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Location");
  gboolean keeps_method = (status == SOUP_STATUS_TEMPORARY_REDIRECT ||
                           status == SOUP_STATUS_PERMANENT_REDIRECT);
  gboolean reads = g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD");
  const char *refusal = NULL;
  g_autoptr(GUri) to = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (status) || status == SOUP_STATUS_NOT_MODIFIED ||
      location == NULL)
    return NULL;

  to = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (to == NULL || g_uri_get_host (to) == NULL)
    refusal = "to what is no address";
  else if (!keeps_method && !reads)
    refusal = "that would change the method";
  else if (!same_place (from, to) && !is_upgrade (from, to))
    {
      if (relais_http_request_has_secret (request) || request->body != NULL || !reads)
        refusal = "to another host, which must not get credentials or content";
      else if (g_str_equal (g_uri_get_scheme (from), "https") &&
               !g_str_equal (g_uri_get_scheme (to), "https"))
        refusal = "away from TLS";
      else if (relais_http_uri_is_loopback (to) && !relais_http_uri_is_loopback (from))
        refusal = "into this machine";
    }

  if (refusal != NULL)
    {
      g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REFUSED_BY_POLICY,
                   "%s: redirection %s", request->service, refusal);
      return NULL;
    }
  if (!relais_http_request_may_use (request, to, error))
    return NULL;

  return g_steal_pointer (&to);
}

static SoupMessage *
new_message (RelaisHttpRequest *request,
             GUri              *uri)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->repeatable)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  else
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  relais_http_request_fill (request, message);

  return message;
}

/* One exchange: the reply, or in @redirection where to ask instead. */
static RelaisHttpResponse *
exchange (SoupSession        *session,
          RelaisHttpRequest  *request,
          GUri               *uri,
          gint64              deadline,
          RelaisHttpCall     *call,
          GUri              **redirection,
          GError            **error)
{
  g_autoptr(SoupMessage) message = new_message (request, uri);
  g_autoptr(GInputStream) stream = send_message (session, message, deadline, error);
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) local_error = NULL;

  relais_http_request_wipe (request, message);
  if (stream == NULL)
    return NULL;

  call->status = soup_message_get_status (message);
  *redirection = find_redirection (request, message, &local_error);
  if (*redirection == NULL && local_error == NULL)
    body = read_body (request, stream, deadline, call, &local_error);

  /* Not waited for: what was not read is given up together with its connection. */
  g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  if (body == NULL)
    return NULL;

  return relais_http_response_new (call->status, soup_message_get_response_headers (message), body);
}

RelaisHttpResponse *
relais_http_attempt (SoupSession        *session,
                     RelaisHttpRequest  *request,
                     gint64              deadline,
                     RelaisHttpCall     *call,
                     GError            **error)
{
  g_autoptr(GUri) uri = relais_http_request_check (request, error);

  for (guint i = 0; uri != NULL && i <= MAX_REDIRECTS; i++)
    {
      g_autoptr(RelaisHttpResponse) response = NULL;
      g_autoptr(GUri) redirection = NULL;
      g_autoptr(GError) local_error = NULL;

      g_free (call->host);
      call->host = g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
      call->received = 0;

      response = exchange (session, request, uri, deadline, call, &redirection, &local_error);
      if (response != NULL)
        return g_steal_pointer (&response);

      if (local_error != NULL)
        {
          if (local_error->domain == RELAIS_NET_ERROR || relais_error_is_cancelled (local_error))
            g_propagate_error (error, g_steal_pointer (&local_error));
          else
            g_propagate_error (error,
                               relais_net_error_for_transport (request->service, call->host,
                                                               local_error));
          return NULL;
        }

      g_clear_pointer (&uri, g_uri_unref);
      uri = g_steal_pointer (&redirection);
    }

  if (uri != NULL)
    g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REFUSED_BY_POLICY,
                 "%s: more than %d redirections", request->service, MAX_REDIRECTS);
  return NULL;
}
