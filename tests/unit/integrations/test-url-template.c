/* test-url-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-test.h"
#include "relais-url-template.h"

static const char *
lookup (const char *name,
        gpointer    user_data)
{
  return g_hash_table_lookup (user_data, name);
}

/* (transfer full) (nullable): with “v” in the place of {v} */
static char *
expand (const char      *template,
        RelaisUrlPlace   place,
        const char      *v,
        GError         **error)
{
  g_autoptr(GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  if (v != NULL)
    g_hash_table_insert (values, (gpointer) "v", (gpointer) v);

  return relais_url_template_expand (template, place, lookup, values, error);
}

static void
assert_gives (const char     *template,
              RelaisUrlPlace  place,
              const char     *v,
              const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = expand (template, place, v, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (const char     *template,
                RelaisUrlPlace  place,
                const char     *v,
                int             code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (expand (template, place, v, &error));
  g_assert_error (error, RELAIS_INTEGRATION_ERROR, code);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_path (void)
{
  assert_gives ("/emails", RELAIS_URL_PATH, NULL, "/emails");
  assert_gives ("/emails/{v}/cancel", RELAIS_URL_PATH, "49a3999c-0ce1", "/emails/49a3999c-0ce1/cancel");
  assert_gives ("/{v}/{v}", RELAIS_URL_PATH, "a", "/a/a");
  assert_gives ("/emails/{v}", RELAIS_URL_PATH, "a/b?c#d e%é", "/emails/a%2Fb%3Fc%23d%20e%25%C3%A9");
  assert_gives ("/emails/{v}", RELAIS_URL_PATH, "..a", "/emails/..a");
  assert_gives ("/emails/{v}", RELAIS_URL_PATH, "\r\nHost: x", "/emails/%0D%0AHost%3A%20x");
  assert_refused ("/emails/{v}", RELAIS_URL_PATH, "", RELAIS_INTEGRATION_ERROR_INVALID);
  assert_refused ("/emails/{v}", RELAIS_URL_PATH, ".", RELAIS_INTEGRATION_ERROR_INVALID);
  assert_refused ("/emails/{v}/x", RELAIS_URL_PATH, "..", RELAIS_INTEGRATION_ERROR_INVALID);
  assert_refused ("/emails/{v}", RELAIS_URL_PATH, NULL, RELAIS_INTEGRATION_ERROR_MISSING);
}

static void
test_query (void)
{
  assert_gives ("{v}", RELAIS_URL_QUERY, "a&b=c +é", "a%26b%3Dc%20%2B%C3%A9");
  assert_gives ("from:{v}", RELAIS_URL_QUERY, "", "from:");
}

static void
test_header (void)
{
  assert_gives ("Token token={v}", RELAIS_URL_HEADER, "a b", "Token token=a b");
  assert_refused ("{v}", RELAIS_URL_HEADER, "secret\r\nHost: elsewhere", RELAIS_INTEGRATION_ERROR_INVALID);
  assert_refused ("{v}", RELAIS_URL_HEADER, "secret\x7f", RELAIS_INTEGRATION_ERROR_INVALID);
}

static void
test_base (void)
{
  static const char *const hosts[] = {
    "", "a/b", "a.example#", "a.example?", "a@b", "a:1", "a b", "-a", ".a", "a.", "a..b", "é", "a\n", "a%2e",
  };
  static const char *const addresses[] = {
    "", "secret", "ftp://secret.example", "https://", "https://u:secret@a.example", "https://a.example?b", "https://a.example#b",
    "https://a.example/\r\n", "javascript:secret",
  };

  assert_gives ("https://{v}.zendesk.example/api", RELAIS_URL_BASE, "ensemble-nord", "https://ensemble-nord.zendesk.example/api");
  assert_gives ("https://api.example", RELAIS_URL_BASE, NULL, "https://api.example");
  assert_gives ("{v}/api/v1", RELAIS_URL_BASE, "https://n8n.example.org/", "https://n8n.example.org/api/v1");
  assert_gives ("{v}", RELAIS_URL_BASE, "http://127.0.0.1:5678/sub", "http://127.0.0.1:5678/sub");
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    assert_refused ("https://{v}.example", RELAIS_URL_BASE, hosts[i], RELAIS_INTEGRATION_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_refused ("{v}/api", RELAIS_URL_BASE, addresses[i], RELAIS_INTEGRATION_ERROR_INVALID);
}

static void
test_check (void)
{
  static const char *const wrong[] = { "{", "}", "{}", "{v", "v}", "{V}", "{v w}", "{{v}}", "a{v}{", "{v.w}" };
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (relais_url_template_check ("/a/{b}/{c_1}", names, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (names), ==, 2);
  g_assert_true (g_hash_table_contains (names, "b") && g_hash_table_contains (names, "c_1"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (relais_url_template_check (wrong[i], NULL, &error));
      g_assert_error (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MANIFEST);
      g_clear_error (&error);
    }
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/integrations/url-template/path", test_path);
  g_test_add_func ("/integrations/url-template/query", test_query);
  g_test_add_func ("/integrations/url-template/header", test_header);
  g_test_add_func ("/integrations/url-template/base", test_base);
  g_test_add_func ("/integrations/url-template/check", test_check);

  return g_test_run ();
}
