/* http-case.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "http-case.h"

static void
call_cb (HttpCase             *self,
         const RelaisHttpCall *call)
{
  g_ptr_array_add (self->calls, relais_http_call_copy (call));
}

HttpCase *
http_case_new (void)
{
  HttpCase *self = g_new0 (HttpCase, 1);

  self->http = relais_http_new ();
  self->server = scripted_http_new ();
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_http_call_free);
  g_signal_connect_swapped (self->http, "call", G_CALLBACK (call_cb), self);
  http_case_limit (self, 6, 100);

  return self;
}

void
http_case_free (HttpCase *self)
{
  relais_http_stop (self->http);
  scripted_http_free (self->server);
  relais_test_settle ();
  g_assert_finalize_object (self->http);
  g_ptr_array_unref (self->calls);
  g_free (self);
}

void
http_case_limit (HttpCase *self,
                 guint     concurrent,
                 guint     failures)
{
  relais_http_set_limits (self->http, "test", &(RelaisHttpLimits) {
    .concurrent = concurrent,
    .backoff_base = 10,
    .backoff_cap = 20,
    .retry_after_cap = 60000,
    .failures = failures,
    .rest = 100,
  });
}

RelaisHttpRequest *
http_case_request (HttpCase   *self,
                   const char *method,
                   const char *path)
{
  g_autofree char *url = scripted_http_url (self->server, path);

  return relais_http_request_new ("test", method, url, "/things/{id}");
}

void
http_case_sign (RelaisHttpRequest *request)
{
  g_autoptr(GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));

  relais_http_request_set_secret_header (request, "Authorization", "Bearer ", secret);
}

RelaisHttpResponse *
http_case_run (HttpCase           *self,
               RelaisHttpRequest  *request,
               GError            **error)
{
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) local_error = NULL;
  RelaisHttpResponse *response = NULL;

  if (relais_future_run (relais_http_send (self->http, request), &value, &local_error))
    {
      g_assert_true (G_VALUE_HOLDS (&value, RELAIS_TYPE_HTTP_RESPONSE));
      response = g_value_dup_boxed (&value);
    }
  else
    {
      g_assert_null (strstr (local_error->message, SECRET));
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  /* Calls are told from the main loop. */
  relais_test_settle ();

  return response;
}

GError *
http_case_fail (HttpCase          *self,
                RelaisHttpRequest *request,
                RelaisNetError     code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisHttpResponse) response = http_case_run (self, request, &error);

  g_assert_null (response);
  g_assert_error (error, RELAIS_NET_ERROR, (int) code);

  return g_steal_pointer (&error);
}
