/* test-http-policy.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "http-case.h"

/* Where credentials and content may go. */

static void
test_refused_addresses (void)
{
  static const char * const urls[] = {
    "http://192.0.2.1/x",
    "http://localhost.example.org/x",
    "http://127.0.0.1.example.org/x",
    "http://0.0.0.0/x",
    "https://user:hunter2@example.org/x",
    "http://user@127.0.0.1/x",
    "ftp://127.0.0.1/x",
    "file:///etc/passwd",
    "https:///x",
    "/x",
    "nonsense",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(HttpCase) http = http_case_new ();
      g_autoptr(RelaisHttpRequest) request = relais_http_request_new ("test", "GET", urls[i], "/x");
      g_autoptr(GError) error = http_case_fail (http, request, RELAIS_NET_ERROR_REFUSED_BY_POLICY);

      g_assert_null (strstr (error->message, "hunter2"));
      g_assert_cmpuint (http->calls->len, ==, 1);
    }
}

static void
test_typed_address (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autofree char *url = scripted_http_url_as (http->server, "0.0.0.0", "/x");
  g_autoptr(RelaisHttpRequest) request = relais_http_request_new ("test", "GET", url, "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  relais_http_request_set_plain_http (request, RELAIS_PLAIN_HTTP_TYPED);
  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
}

static void
test_unsound_headers (void)
{
  static const char * const values[] = { "a\r\nX-Evil: 1", "a\nb", "a\x01" };
  static const char * const names[] = { "X Y", "X:Y", "", "X\n" };
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(GBytes) split = g_bytes_new_static (SECRET "\nX: 1", strlen (SECRET "\nX: 1"));
  g_autoptr(RelaisHttpRequest) signed_request = http_case_request (http, "GET", "/x");

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");

      relais_http_request_set_header (request, "X-A", values[i]);
      g_error_free (http_case_fail (http, request, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");

      relais_http_request_set_header (request, names[i], "a");
      g_error_free (http_case_fail (http, request, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
    }

  relais_http_request_set_secret_header (signed_request, "Authorization", "Bearer ", split);
  g_error_free (http_case_fail (http, signed_request, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
  g_assert_cmpuint (scripted_http_get_n_requests (http->server), ==, 0);
}

/* Keys are pasted with a line end. */
static void
test_pasted_key (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(GBytes) pasted = g_bytes_new_static ("  " SECRET "\r\n", strlen (SECRET) + 4);
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/x");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  relais_http_request_set_secret_header (request, "X-Key", "", pasted);
  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (soup_message_headers_get_one (scripted_http_get_request (http->server, 0)->headers, "X-Key"),
                   ==, SECRET);
}

static void
test_redirect_same_host (void)
{
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(RelaisHttpRequest) request = http_case_request (http, "GET", "/old");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  scripted_http_reply (http->server, 302, "Location: /new?b=2", "");
  scripted_http_reply (http->server, 200, NULL, "there");
  http_case_sign (request);

  response = http_case_run (http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scripted_http_get_request (http->server, 1)->path, ==, "/new?b=2");
  g_assert_cmpstr (soup_message_headers_get_one (scripted_http_get_request (http->server, 1)->headers,
                                                 "Authorization"), ==, "Bearer " SECRET);
}

static void
redirect_to (HttpCase   *http,
             guint       status,
             const char *url)
{
  g_autofree char *header = g_strdup_printf ("Location: %s", url);

  scripted_http_reply (http->server, status, header, "");
}

static void
test_redirect_other_host (void)
{
  g_autoptr(ScriptedHttp) thief = scripted_http_new ();
  g_autofree char *other_port = scripted_http_url (thief, "/steal");
  g_autofree char *other_name = scripted_http_url_as (thief, "localhost", "/steal");
  const char *targets[] = { other_port, other_name };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(HttpCase) http = http_case_new ();
      g_autoptr(RelaisHttpRequest) with_secret = http_case_request (http, "GET", "/x");
      g_autoptr(RelaisHttpRequest) with_content = http_case_request (http, "POST", "/x");
      g_autoptr(RelaisHttpRequest) with_nothing = http_case_request (http, "GET", "/x");
      g_autoptr(GBytes) body = g_bytes_new_static ("content", 7);
      g_autoptr(RelaisHttpResponse) response = NULL;
      g_autoptr(GError) error = NULL;
      guint before = scripted_http_get_n_requests (thief);

      redirect_to (http, 307, targets[i]);
      http_case_sign (with_secret);
      g_error_free (http_case_fail (http, with_secret, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
      relais_http_request_set_body (with_content, body, "text/plain");
      g_error_free (http_case_fail (http, with_content, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
      g_assert_cmpuint (scripted_http_get_n_requests (thief), ==, before);

      response = http_case_run (http, with_nothing, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (scripted_http_get_n_requests (thief), ==, before + 1);
    }
}

static void
test_redirect_refused (void)
{
  static const struct
  {
    const char *method;
    guint       status;
    const char *location;
  } cases[] = {
    { "POST", 302, "/new" },              /* would become a GET */
    { "GET", 302, "http://192.0.2.1/" },  /* would go out unencrypted */
    { "GET", 302, "ftp://127.0.0.1/" },
    { "GET", 302, "http://[" },
    { "GET", 302, "/again" },             /* for ever */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HttpCase) http = http_case_new ();
      g_autoptr(RelaisHttpRequest) request = http_case_request (http, cases[i].method, "/x");

      redirect_to (http, cases[i].status, cases[i].location);
      g_error_free (http_case_fail (http, request, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
      g_assert_cmpuint (scripted_http_get_n_requests (http->server), <=, 6);
    }
}

static GTlsCertificate *
make_certificate (void)
{
  g_autofree char *folder = g_dir_make_tmp ("relais-tls-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate = g_build_filename (folder, "certificate.pem", NULL);
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  const char *argv[] = {
    openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-keyout", key, "-out", certificate, NULL,
  };
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GTlsCertificate) result = NULL;
  g_autoptr(GError) error = NULL;

  if (openssl == NULL || !g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    return NULL;

  process = g_subprocess_newv (argv,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  result = g_tls_certificate_new_from_files (certificate, key, &error);
  g_assert_no_error (error);

  g_unlink (key);
  g_unlink (certificate);
  g_rmdir (folder);

  return g_steal_pointer (&result);
}

/* One connection: the greeting of TLS, and nothing after it. */
static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  g_autoptr(GIOStream) tls = g_tls_server_connection_new (G_IO_STREAM (connection), user_data,
                                                          NULL);

  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, NULL, NULL, NULL);

  return TRUE;
}

static void
test_untrusted_certificate (void)
{
  g_autoptr(GTlsCertificate) certificate = make_certificate ();
  g_autoptr(HttpCase) http = http_case_new ();
  g_autoptr(GSocketService) service = NULL;
  g_autofree char *url = NULL;
  g_autoptr(RelaisHttpRequest) request = NULL;
  g_autoptr(GError) error = NULL;
  guint16 port;

  if (certificate == NULL)
    {
      g_test_skip ("no openssl program, or no TLS in GIO");
      return;
    }

  service = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), certificate);

  url = g_strdup_printf ("https://localhost:%u/x", port);
  request = relais_http_request_new ("test", "GET", url, "/x");
  http_case_sign (request);
  error = http_case_fail (http, request, RELAIS_NET_ERROR_REFUSED_BY_POLICY);
  g_assert_nonnull (strstr (error->message, "certificate"));
  g_assert_cmpuint (http->calls->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  captured_log_start ();
  relais_test_init (&argc, &argv);

  g_test_add_func ("/net/policy/refused-addresses", test_refused_addresses);
  g_test_add_func ("/net/policy/typed-address", test_typed_address);
  g_test_add_func ("/net/policy/unsound-headers", test_unsound_headers);
  g_test_add_func ("/net/policy/pasted-key", test_pasted_key);
  g_test_add_func ("/net/policy/redirect/same-host", test_redirect_same_host);
  g_test_add_func ("/net/policy/redirect/other-host", test_redirect_other_host);
  g_test_add_func ("/net/policy/redirect/refused", test_redirect_refused);
  g_test_add_func ("/net/policy/untrusted-certificate", test_untrusted_certificate);

  int result = g_test_run ();

  g_assert_true (captured_log_contains ("refused-by-policy"));
  g_assert_false (captured_log_contains (SECRET));

  return result;
}
