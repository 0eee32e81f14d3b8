/* test-http-limits.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "http-case.h"

/* Many calls, calls given up, and services that fail. */

typedef struct
{
  guint left;
  guint failed;
} Burst;

static void
burst_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Burst *burst = user_data;

  burst->left--;
  if (error != NULL)
    burst->failed++;
}

static gboolean
burst_over (gpointer user_data)
{
  return ((Burst *) user_data)->left == 0;
}

static void
send_burst (HttpCase *http,
            Burst    *burst,
            guint     n)
{
  burst->left = n;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");

      relais_future_to_ui (relais_http_send (http->http, request), NULL, NULL, burst_cb, burst);
    }
  relais_test_wait_for (burst_over, burst);
}

static void
test_concurrent (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  Burst burst = { 0 };

  http_case_limit (http, 5, 100);
  scripted_http_set_delay (http->server, 20, 5);
  send_burst (http, &burst, 30);

  g_assert_cmpuint (burst.failed, ==, 0);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 30);
  g_assert_cmpuint (scripted_http_get_max_at_once (http->server), ==, 5);
}

static void
test_rate (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  Burst burst = { 0 };
  gint64 began = g_get_monotonic_time ();

  /* Four at once, then one each 25 ms: the twelfth after 200 ms. */
  relais_http_set_limits (http->http, "test", &(RelaisHttpLimits) {
    .concurrent = 20, .requests = 4, .period = 100, .failures = 10, .rest = 100,
  });
  send_burst (http, &burst, 12);

  g_assert_cmpuint (burst.failed, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 200 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_TIME_SPAN_SECOND);
}

static void
test_rate_beyond_budget (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;

  relais_http_set_limits (http->http, "test", &(RelaisHttpLimits) {
    .concurrent = 20, .requests = 1, .period = 60000, .failures = 10, .rest = 100,
  });
  relais_http_request_set_deadlines (request, 500, 500);
  relais_http_response_unref (http_case_run (http, request, &error));
  g_assert_no_error (error);

  error = http_case_fail (http, request, RELAIS_NET_ERROR_RATE_LIMITED);
  g_assert_cmpint (relais_net_error_get_retry_after (error), >, 50000);
  g_assert_cmpint (relais_net_error_get_retry_after (error), <=, 60001);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
}

/* One call is told to wait: the others of that service wait, too. */
static void
test_pause_for_all (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "POST", "/x");
  g_autoptr(RelaisHttpRequest) other = http_case_request (http, "POST", "/x");
  g_autoptr(GError) error = NULL;

  scripted_http_reply (http->server, 429, "Retry-After: 30", "");
  scripted_http_reply (http->server, 200, NULL, "");
  error = http_case_fail (http, request, RELAIS_NET_ERROR_RATE_LIMITED);
  g_clear_error (&error);

  relais_http_request_set_deadlines (other, 200, 200);
  error = http_case_fail (http, other, RELAIS_NET_ERROR_RATE_LIMITED);
  g_assert_cmpint (relais_net_error_get_retry_after (error), >, 25000);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
}

static void
test_turn_too_late (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) first = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpRequest) second = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;
  DexFuture *held;

  http_case_limit (http, 1, 100);
  scripted_http_hang (http->server);
  held = relais_http_send (http->http, first);
  relais_http_request_set_deadlines (second, 100, 100);
  error = http_case_fail (http, second, RELAIS_NET_ERROR_TIMED_OUT);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 1);
  dex_unref (held);
}

static gboolean
one_request (gpointer user_data)
{
  return scripted_http_get_n_requests (user_data) == 1;
}

static gboolean
two_requests (gpointer user_data)
{
  return scripted_http_get_n_requests (user_data) == 2;
}

static gboolean
nothing_open (gpointer user_data)
{
  return scripted_http_get_n_open (user_data) == 0;
}

/* Nobody waits any more: the connection is closed, the turn is free, the log says so. */
static void
test_cancel (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  const RelaisHttpCall *call;
  DexFuture *future;

  http_case_limit (http, 1, 100);
  scripted_http_hang (http->server);
  scripted_http_reply (http->server, 200, NULL, "");

  future = relais_http_send (http->http, request);
  relais_test_wait_for (one_request, http->server);
  g_assert_cmpuint (scripted_http_get_n_open (http->server), ==, 1);
  dex_unref (future);
  relais_test_wait_for (nothing_open, http->server);

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (http->calls->len, ==, 2);
  call = g_ptr_array_index (http->calls, 0);
  g_assert_cmpstr (call->outcome, ==, "cancelled");
}

static void
test_cancel_early (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *futures = g_ptr_array_new_with_free_func ((GDestroyNotify) dex_unref);

  http_case_limit (http, 2, 100);

  /* Before the first step, while others hold the turns, and while it pauses. */
  dex_unref (relais_http_send (http->http, request));
  scripted_http_hang (http->server);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (futures, relais_http_send (http->http, request));
  relais_test_wait_for (two_requests, http->server);
  g_ptr_array_unref (futures);
  relais_test_wait_for (nothing_open, http->server);

  scripted_http_reply (http->server, 200, NULL, "");
  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
}

static void
stopped_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  guint *n = user_data;

  g_assert_null (value);
  g_assert_true (relais_error_is_cancelled (error));
  (*n)++;
}

static gboolean
ten_stopped (gpointer user_data)
{
  return *(guint *) user_data == 10;
}

static void
test_stop (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(GError) error = NULL;
  guint n = 0;

  http_case_limit (http, 3, 100);
  scripted_http_hang (http->server);
  for (guint i = 0; i < 10; i++)
    relais_future_to_ui (relais_http_send (http->http, request), NULL, NULL, stopped_cb, &n);
  relais_test_wait_for (one_request, http->server);

  relais_http_stop (http->http);
  relais_test_wait_for (ten_stopped, &n);
  g_assert_false (relais_future_run (relais_http_send (http->http, request), NULL, &error));
  g_assert_true (relais_error_is_cancelled (error));
}

/* A busy machine is not so late that the rest is over before it was looked at. */
#define REST_MS 1000

/* Three failures, a rest, one that tries, and back to work. */
static void
test_rest (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  relais_http_set_limits (http->http, "test", &(RelaisHttpLimits) {
    .concurrent = 4, .retry_after_cap = 60000, .failures = 3, .rest = REST_MS,
  });
  for (guint i = 0; i < 4; i++)
    scripted_http_reply (http->server, 500, NULL, "");
  scripted_http_reply (http->server, 200, NULL, "");
  relais_http_request_set_max_attempts (request, 1);

  for (guint i = 0; i < 3; i++)
    {
      g_clear_error (&error);
      error = http_case_fail (http, request, RELAIS_NET_ERROR_SERVER);
      g_assert_nonnull (relais_net_error_get_response (error));
    }

  g_clear_error (&error);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_SERVER);
  g_assert_null (relais_net_error_get_response (error));
  g_assert_cmpint (relais_net_error_get_retry_after (error), >, 0);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 3);

  /* The rest over, one tries and fails: twice as long. */
  relais_future_run (relais_future_sleep (REST_MS + 100), NULL, NULL);
  g_clear_error (&error);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_SERVER);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 4);
  relais_future_run (relais_future_sleep (REST_MS + 100), NULL, NULL);
  g_clear_error (&error);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_SERVER);
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 4);

  /* A person who waits is not refused, and finds that it works. */
  g_clear_error (&error);
  relais_http_request_set_by_hand (request, TRUE);
  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_clear_pointer (&response, relais_http_response_unref);
  relais_http_request_set_by_hand (request, FALSE);
  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
}

static void
test_unreachable (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(ScriptedHttp) gone = scripted_http_new ();
  g_autofree char *url = scripted_http_url (gone, "/x");
  g_autoptr(RelaisHttpRequest) request = relais_http_request_new ("test", "GET", url, "/x");
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&gone, scripted_http_free);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_OFFLINE);
  g_assert_cmpuint (http->calls->len, ==, 4);
  g_assert_cmpuint (((RelaisHttpCall *) g_ptr_array_index (http->calls, 0))->status, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/net/limits/concurrent", test_concurrent);
  g_test_add_func ("/net/limits/rate", test_rate);
  g_test_add_func ("/net/limits/rate-beyond-budget", test_rate_beyond_budget);
  g_test_add_func ("/net/limits/pause-for-all", test_pause_for_all);
  g_test_add_func ("/net/limits/turn-too-late", test_turn_too_late);
  g_test_add_func ("/net/limits/cancel", test_cancel);
  g_test_add_func ("/net/limits/cancel-early", test_cancel_early);
  g_test_add_func ("/net/limits/stop", test_stop);
  g_test_add_func ("/net/limits/rest", test_rest);
  g_test_add_func ("/net/limits/unreachable", test_unreachable);

  return g_test_run ();
}
