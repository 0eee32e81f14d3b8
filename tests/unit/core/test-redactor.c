/* test-redactor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-redactor.h"
#include "relais-test.h"

#define R RELAIS_REDACTED

static void
assert_redacted (const char *text,
                 const char *expected)
{
  g_autoptr(RelaisRedactor) redactor = relais_redactor_new (RELAIS_REDACTOR_DEFAULT);
  g_autofree char *found = relais_redactor_redact (redactor, text);
  g_autofree char *again = relais_redactor_redact (redactor, found);

  g_assert_cmpstr (found, ==, expected);
  /* What is clean stays as it is. */
  g_assert_cmpstr (again, ==, expected);
}

static void
assert_kept (const char *text)
{
  assert_redacted (text, text);
}

static void
test_headers (void)
{
  assert_redacted ("POST /x HTTP/1.1\r\nAuthorization: Bearer abc.def\r\nHost: a.example\r\n",
                   "POST /x HTTP/1.1\r\nAuthorization: " R "\r\nHost: a.example\r\n");
  assert_redacted ("> proxy-authorization: Basic dXNlcjpwYXNz\nx", "> proxy-authorization: " R "\nx");
  assert_redacted ("Cookie: a=1; b=2\nSet-Cookie: sid=xyz; Path=/\nok", "Cookie: " R "\nSet-Cookie: " R "\nok");
  assert_redacted ("{\"Authorization\": \"Token \\\"x\\\" y\", \"a\": 1}", "{\"Authorization\": \"" R "\", \"a\": 1}");
  assert_redacted ("sent Bearer a1b2c3d4e5f6 to it", "sent Bearer " R " to it");
  assert_redacted ("with basic dXNlcjpwYXNzd29yZA== here", "with basic " R " here");
  assert_redacted ("X-Api-Key: abcdef\nAccept: text/html", "X-Api-Key: " R "\nAccept: text/html");
}

static void
test_vendors (void)
{
  assert_redacted ("sk-proj-abcdefghijklmnop1234 sk_live_51Habcdefgh", R " " R);
  assert_redacted ("re_AbCdEf12_GhIjKlMnOpQrSt SG.abcdefghijklmnopqr.stuvwxyz0123456789", R " " R);
  assert_redacted ("ghp_abcdefghijklmnopqrstuvwxyz0123456789, github_pat_11ABCDEFG0abcdefghijkl", R ", " R);
  assert_redacted ("xoxb-123456789012-abcdef (AKIAIOSFODNN7EXAMPLE)", R " (" R ")");
  assert_redacted ("AIzaSyA1234567890abcdefghijklmnopqrstuv ya29.a0AfH6SMBx-yz", R " " R);
  assert_redacted ("123456789:AAabcdefghijklmnopqrstuvwxyz0123456", R);
  assert_redacted ("xkeysib-0123456789abcdef0123456789abcdef-AbCdEfGh key-0123456789abcdef0123456789abcdef", R " " R);
  assert_redacted ("shpat_0123456789abcdef0123456789abcdef pat-eu1-01234567-89ab-cdef-0123-456789abcdef", R " " R);
  assert_redacted ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN end", "token " R " end");
}

static void
test_urls (void)
{
  assert_redacted ("imaps://zoe%40x:pa:ss@mail.example.org/INBOX", "imaps://" R "@mail.example.org/INBOX");
  assert_redacted ("https://ghtoken@git.example/a https://a.example/b@c", "https://" R "@git.example/a https://a.example/b@c");
  assert_redacted ("GET /cb?code=12&access_token=abc&state=7#x", "GET /cb?code=12&access_token=" R "&state=7#x");
  assert_kept ("https://example.org/path?query=a&page=2 mailto:zoe@example.org");
}

static void
test_pairs (void)
{
  assert_redacted ("password=hunter2 user=zoe", "password=" R " user=zoe");
  assert_redacted ("{\"user\": \"zoe\", \"smtp_password\": \"a\\\"b\", \"n\": 1}", "{\"user\": \"zoe\", \"smtp_password\": \"" R "\", \"n\": 1}");
  assert_redacted ("'client_secret' => 'x y z', next", "'client_secret' => \"" R "\", next");
  assert_redacted ("MISTRAL_API_KEY=abc, RELAIS_DEBUG=1", "MISTRAL_API_KEY=" R ", RELAIS_DEBUG=1");
  assert_redacted ("Password: hunter2\nLogin: zoe", "Password: " R "\nLogin: zoe");
  assert_redacted ("Mot de passe\u00a0: soleil", "Mot de passe\u00a0: " R);
  assert_redacted ("refresh_token: 1/abc", "refresh_token: " R);
  assert_redacted ("\"token\":\"abc\"", "\"token\":\"" R "\"");
}

static void
test_pem (void)
{
  assert_redacted ("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK=\n-----END RSA PRIVATE KEY-----\nb", "a\n" R "\nb");
  assert_redacted ("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE----- and -----BEGIN EC PRIVATE KEY-----\nMHcC",
                   R " and " R);
}

static void
test_tokens (void)
{
  assert_redacted ("id 0123456789abcdef0123456789abcdef.", "id " R ".");
  assert_redacted ("v=aZ3kQ9xB7mT2pL5vR8nW4cJ6 x", "v=" R " x");
  assert_redacted ("q7w8e9r0t1y2u3i4o5p6a7s8", R);
  assert_redacted ("dGhpcyBpcyBhIHNlY3JldCB0b2tlbiAxMjM0NTY3ODkwIQ==", R);
}

static void
test_kept (void)
{
  const char *texts[] = {
    "", "Bonjour, le mot de passe a été oublié.", "The password was refused; the token has expired and basic information is missing.",
    "A bearer of authentication news: see basic Understanding of digest access.", "The key: a short one. Pin: the metal kind.",
    "123e4567-e89b-12d3-a456-426614174000", "job 17 took 1234567890 ms at 2026-11-21T03:04:05.123456Z",
    "/usr/share/icons/hicolor/symbolic/apps/org.relais.Relais-symbolic.svg", "evolution-data-server-3.56.2-1 libwebkitgtk-6.0-4",
    "/home/zoe/Documents/ProjectsOf2026/ScreenshotsOfTheWindow/Tuesday", "RelaisJobQueuePrivateHeaderOfTheStorageModule",
    "relais_database_file_open_and_migrate_to_0002", "Message-ID: <20261121030405.17@mail.example.org>", "zoe.martin@example.org",
    "SQLITE_CONSTRAINT_FOREIGNKEY (787)", "G_IO_ERROR_CONNECTION_REFUSED 39", "000000000000000000000000000000000000000",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "----------------------------------------", "==============================",
    "anticonstitutionnellement-parlant-et-indubitablement", "Tel: +33 1 23 45 67 89, IBAN not given", "[redacted]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_kept (texts[i]);
}

static void
test_registered (void)
{
  g_autoptr(RelaisRedactor) redactor = relais_redactor_new (RELAIS_REDACTOR_DEFAULT);
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  const char *text = "soleil levant, soleil%20levant, soleil, abc";

  before = relais_redactor_redact (redactor, text);
  g_assert_cmpstr (before, ==, text);
  relais_redactor_add_secret (redactor, "soleil");
  relais_redactor_add_secret (redactor, "soleil levant");
  relais_redactor_add_secret (redactor, "abc");
  during = relais_redactor_redact (redactor, text);
  g_assert_cmpstr (during, ==, R ", " R ", " R ", abc");
  relais_redactor_remove_secret (redactor, "soleil levant");
  relais_redactor_remove_secret (redactor, "soleil");
  relais_redactor_remove_secret (redactor, "never there");
  after = relais_redactor_redact (redactor, text);
  g_assert_cmpstr (after, ==, text);
}

static void
test_addresses (void)
{
  g_autoptr(RelaisRedactor) redactor = relais_redactor_new (RELAIS_REDACTOR_ADDRESSES);
  g_autofree char *found = relais_redactor_redact (redactor, "From: Zoé <zoé.martin+x@mail.example.org>, 3 @ 4, a@b");

  g_assert_cmpstr (found, ==, "From: Zoé <[address]>, 3 @ 4, a@b");
}

static void
test_invalid (void)
{
  assert_redacted ("a\xff password=x", "a\xef\xbf\xbd password=" R);
}

/* Long and awkward texts end soon, and end clean. */
static void
test_large (void)
{
  g_autoptr(RelaisRedactor) redactor = relais_redactor_new (RELAIS_REDACTOR_ADDRESSES);
  const char *pieces[] = { "a", "-----BEGIN A-----", "password", "://", "eyJ", "\"token\":\"", "A1b", "@a." };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *found = NULL;
      gint64 start = g_get_monotonic_time ();

      while (text->len < 64 * 1024)
        g_string_append (text, pieces[i]);
      g_string_append (text, " password=hunter2");
      found = relais_redactor_redact (redactor, text->str);
      g_assert_null (strstr (found, "hunter2"));
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/redactor/headers", test_headers);
  g_test_add_func ("/core/redactor/vendors", test_vendors);
  g_test_add_func ("/core/redactor/urls", test_urls);
  g_test_add_func ("/core/redactor/pairs", test_pairs);
  g_test_add_func ("/core/redactor/pem", test_pem);
  g_test_add_func ("/core/redactor/tokens", test_tokens);
  g_test_add_func ("/core/redactor/kept", test_kept);
  g_test_add_func ("/core/redactor/registered", test_registered);
  g_test_add_func ("/core/redactor/addresses", test_addresses);
  g_test_add_func ("/core/redactor/invalid", test_invalid);
  g_test_add_func ("/core/redactor/large", test_large);

  return g_test_run ();
}
