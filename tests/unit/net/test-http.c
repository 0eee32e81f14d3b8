/* test-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>
#include <string.h>

#include "http-case.h"

/* One exchange: what arrives, what comes back, and how. */

static void
test_right (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "POST",
                                                            "/things/42?q=private-query");
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  const ScriptedRequest *seen;
  const RelaisHttpCall *call;

  scripted_http_reply (http->server, 201,
                       "Content-Type: Application/JSON; charset=utf-8\nX-One: 1", "private-reply");
  http_case_sign (request);
  relais_http_request_set_header (request, "Accept", "text/plain");
  relais_http_request_set_header (request, "accept", "application/json");
  relais_http_request_set_body (request, body, "application/json");

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (relais_http_response_get_status (response), ==, 201);
  g_assert_cmpstr (relais_http_response_get_header (response, "x-one"), ==, "1");
  g_assert_null (relais_http_response_get_header (response, "x-two"));
  g_assert_cmpstr (relais_http_response_get_content_type (response), ==, "application/json");
  g_assert_cmpmem (g_bytes_get_data (relais_http_response_get_body (response), NULL),
                   g_bytes_get_size (relais_http_response_get_body (response)), "private-reply", 13);

  seen = scripted_http_get_request (http->server, 0);
  g_assert_cmpstr (seen->method, ==, "POST");
  g_assert_cmpstr (seen->path, ==, "/things/42?q=private-query");
  g_assert_cmpstr (seen->body, ==, "{\"a\":1}");
  g_assert_cmpstr (soup_message_headers_get_one (seen->headers, "Authorization"), ==,
                   "Bearer " SECRET);
  g_assert_cmpstr (soup_message_headers_get_list (seen->headers, "Accept"), ==, "application/json");
  g_assert_cmpstr (soup_message_headers_get_one (seen->headers, "Content-Type"), ==,
                   "application/json");

  g_assert_cmpuint (http->calls->len, ==, 1);
  call = g_ptr_array_index (http->calls, 0);
  g_assert_cmpstr (call->service, ==, "test");
  g_assert_cmpstr (call->method, ==, "POST");
  g_assert_true (g_str_has_prefix (call->host, "127.0.0.1:"));
  g_assert_cmpstr (call->path, ==, "/things/{id}");
  g_assert_cmpuint (call->status, ==, 201);
  g_assert_cmpuint (call->sent, ==, 7);
  g_assert_cmpuint (call->received, ==, 13);
  g_assert_cmpuint (call->attempt, ==, 1);
  g_assert_cmpstr (call->outcome, ==, "ok");
  g_assert_cmpint (ABS (call->time - g_get_real_time () / 1000), <, 10000);
}

static void
test_statuses (void)
{
  static const struct
  {
    guint          status;
    gboolean       signed_request;
    RelaisNetError code;
  } cases[] = {
    { 400, TRUE, RELAIS_NET_ERROR_REJECTED },
    { 401, TRUE, RELAIS_NET_ERROR_AUTH_EXPIRED },
    { 401, FALSE, RELAIS_NET_ERROR_AUTH_REQUIRED },
    { 402, TRUE, RELAIS_NET_ERROR_QUOTA },
    { 403, TRUE, RELAIS_NET_ERROR_AUTH_REQUIRED },
    { 404, TRUE, RELAIS_NET_ERROR_NOT_FOUND },
    { 408, FALSE, RELAIS_NET_ERROR_TIMED_OUT },
    { 409, FALSE, RELAIS_NET_ERROR_REJECTED },
    { 410, FALSE, RELAIS_NET_ERROR_NOT_FOUND },
    { 422, TRUE, RELAIS_NET_ERROR_REJECTED },
    { 429, TRUE, RELAIS_NET_ERROR_RATE_LIMITED },
    { 500, TRUE, RELAIS_NET_ERROR_SERVER },
    { 501, TRUE, RELAIS_NET_ERROR_SERVER },
    { 503, TRUE, RELAIS_NET_ERROR_SERVER },
    { 504, TRUE, RELAIS_NET_ERROR_TIMED_OUT },
    { 304, FALSE, RELAIS_NET_ERROR_INVALID_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HttpCase) http = http_case_new ();
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, "POST", "/x");
      g_autoptr(GError) error = NULL;
      RelaisHttpResponse *response;

      scripted_http_reply (http->server, cases[i].status, "X-Detail: it", "private-detail");
      if (cases[i].signed_request)
        http_case_sign (request);

      error = http_case_fail (http, request, cases[i].code);
      g_assert_null (strstr (error->message, "private-detail"));
      g_assert_cmpint (relais_net_error_get_retry_after (error), ==, -1);

      response = relais_net_error_get_response (error);
      g_assert_nonnull (response);
      g_assert_cmpuint (relais_http_response_get_status (response), ==, cases[i].status);
      g_assert_cmpstr (relais_http_response_get_header (response, "X-Detail"), ==, "it");

      /* A POST without a key: nobody knows what the first one did. */
      g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
    }
}

static void
test_500_then_200 (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  const RelaisHttpCall *call;

  scripted_http_reply (http->server, 500, NULL, "");
  scripted_http_reply (http->server, 200, NULL, "fine");

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 2);
  g_assert_cmpuint (http->calls->len, ==, 2);
  call = g_ptr_array_index (http->calls, 0);
  g_assert_cmpstr (call->outcome, ==, "server");
  call = g_ptr_array_index (http->calls, 1);
  g_assert_cmpstr (call->outcome, ==, "ok");
  g_assert_cmpuint (call->attempt, ==, 2);
}

static void
test_500_for_ever (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;

  scripted_http_reply (http->server, 500, NULL, "");
  relais_http_request_set_max_attempts (request, 3);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_SERVER);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 3);
}

static void
test_idempotency_key (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "POST", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  scripted_http_reply (http->server, 502, NULL, "");
  scripted_http_reply (http->server, 200, NULL, "");
  relais_http_request_set_idempotency_key (request, "Idempotency-Key", "job-17");

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (soup_message_headers_get_one (scripted_http_get_request (http->server, i)->headers,
                                                   "Idempotency-Key"), ==, "job-17");
}

static void
test_retry_after_seconds (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  scripted_http_reply (http->server, 429, "Retry-After: 1", "");
  scripted_http_reply (http->server, 200, NULL, "");

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_TIME_SPAN_SECOND);
}

static void
test_retry_after_long (void)
{
  static const struct
  {
    guint       status;
    const char *headers;
    gint64      expected;
  } cases[] = {
    { 429, "Retry-After: 120", 120000 },
    { 503, "Retry-After: 3600", 3600000 },
    { 429, "Retry-After: 99999999", 24 * 60 * 60 * 1000 },
    /* By the service's clock, which may be years off. */
    { 429, "Date: Sun, 06 Nov 1994 08:49:37 GMT\nRetry-After: Sun, 06 Nov 1994 08:59:37 GMT", 600000 },
    { 503, "Date: Sun, 06 Nov 1994 08:49:37 GMT\nRetry-After: Sun, 06 Nov 1994 08:51:07 GMT", 90000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HttpCase) http = http_case_new ();
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
      g_autoptr(GError) error = NULL;

      scripted_http_reply (http->server, cases[i].status, cases[i].headers, "");
      error = http_case_fail (http, request, RELAIS_NET_ERROR_RATE_LIMITED);
      g_assert_cmpint (relais_net_error_get_retry_after (error), ==, cases[i].expected);
      g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
    }
}

static void
test_retry_after_odd (void)
{
  static const char * const values[] = { "Retry-After: soon", "Retry-After: -5", "Retry-After:", "Retry-After: 1e3" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(HttpCase) http = http_case_new ();
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, "POST", "/x");
      g_autoptr(GError) error = NULL;

      scripted_http_reply (http->server, 429, values[i], "");
      error = http_case_fail (http, request, RELAIS_NET_ERROR_RATE_LIMITED);
      g_assert_cmpint (relais_net_error_get_retry_after (error), ==, -1);
    }
}

static void
test_slow (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  scripted_http_hang (http->server);
  relais_http_request_set_deadlines (request, 60, 150);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), >=, 2);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), <=, 3);
}

static void
test_slow_body (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;

  /* Never ending, but within what may be received. */
  scripted_http_endless (http->server);
  relais_http_request_set_deadlines (request, 80, 100);
  relais_http_request_set_max_attempts (request, 1);
  relais_http_request_set_max_response (request, G_MAXSIZE);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_TIMED_OUT);
}

static void
test_garbage (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;

  scripted_http_raw (http->server, "\x16\x03\x01 this is no HTTP\r\n\r\n");
  error = http_case_fail (http, request, RELAIS_NET_ERROR_INVALID_REPLY);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
}

static void
test_cut_short (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  scripted_http_raw (http->server, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"half\":");
  scripted_http_raw (http->server, "");
  scripted_http_reply (http->server, 200, NULL, "whole");

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (relais_http_response_get_body (response)), ==, 5);
}

static gboolean
nothing_open (gpointer user_data)
{
  return scripted_http_get_n_open (user_data) == 0;
}

static void
test_huge (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;

  scripted_http_endless (http->server);
  scripted_http_reply (http->server, 200, NULL, "fine");
  relais_http_request_set_max_response (request, 100 * 1000);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_TOO_LARGE);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
  relais_test_wait_for (nothing_open, http->server);

  g_clear_error (&error);
  g_clear_pointer (&request, relais_http_request_unref);
  request = http_case_request (http, "GET", "/x");
  relais_http_response_unref (http_case_run (http, request, &error));
  g_assert_no_error (error);
}

static void
test_bomb (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *zeros = g_malloc0 (8 * 1024 * 1024);
  g_autoptr(GBytes) plain = g_bytes_new_take (g_steal_pointer (&zeros), 8 * 1024 * 1024);
  g_autoptr(GBytes) packed = g_converter_convert_bytes (compressor, plain, NULL);
  g_autoptr(GError) error = NULL;

  scripted_http_reply_bytes (http->server, 200, "Content-Encoding: gzip", packed);
  relais_http_request_set_max_response (request, 1024 * 1024);
  g_assert_cmpuint (g_bytes_get_size (packed), <, 100 * 1024);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  captured_log_start ();
  relais_test_init (&argc, &argv);

  g_test_add_func ("/net/http/right", test_right);
  g_test_add_func ("/net/http/statuses", test_statuses);
  g_test_add_func ("/net/http/500-then-200", test_500_then_200);
  g_test_add_func ("/net/http/500-for-ever", test_500_for_ever);
  g_test_add_func ("/net/http/idempotency-key", test_idempotency_key);
  g_test_add_func ("/net/http/retry-after/seconds", test_retry_after_seconds);
  g_test_add_func ("/net/http/retry-after/long", test_retry_after_long);
  g_test_add_func ("/net/http/retry-after/odd", test_retry_after_odd);
  g_test_add_func ("/net/http/slow", test_slow);
  g_test_add_func ("/net/http/slow-body", test_slow_body);
  g_test_add_func ("/net/http/garbage", test_garbage);
  g_test_add_func ("/net/http/cut-short", test_cut_short);
  g_test_add_func ("/net/http/huge", test_huge);
  g_test_add_func ("/net/http/bomb", test_bomb);

  int result = g_test_run ();

  /* What every test above sent and got. */
  g_assert_true (captured_log_contains ("/things/{id}"));
  g_assert_false (captured_log_contains (SECRET));
  g_assert_false (captured_log_contains ("private-"));

  return result;
}
