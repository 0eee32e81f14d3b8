/* test-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-json.h"
#include "relais-test.h"

static void
assert_refused (const char *text,
                gssize      length,
                gsize       max_size,
                int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (relais_json_parse (text, length, max_size, "a reply", &error));
  g_assert_error (error, RELAIS_CORE_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "a reply: "));
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_parse (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = relais_json_parse (" {\"a\": [1, \"[[\\\"{\"], \"é\": null}trailing", 32, 100, "a reply", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = relais_json_stringify (node);
  g_assert_cmpstr (text, ==, "{\"a\":[1,\"[[\\\"{\"],\"é\":null}");
}

static void
test_refused (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) balanced = g_string_new (NULL);
  g_autoptr(JsonNode) node = NULL;

  assert_refused ("", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("{\"secret\": }", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("{\"secret\": 'a'}", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("[1,]", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("{\"a\": 1", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("// secret\n{}", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("[1] [2]", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("[\"\xff\"]", -1, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("[\"a\0b\"]", 7, 100, RELAIS_CORE_ERROR_INVALID);
  assert_refused ("[1, 2, 3]", -1, 8, RELAIS_CORE_ERROR_TOO_LARGE);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  assert_refused (deep->str, (gssize) deep->len, 1000000, RELAIS_CORE_ERROR_TOO_LARGE);

  g_string_truncate (deep, RELAIS_JSON_MAX_DEPTH);
  g_string_append (balanced, deep->str);
  for (guint i = 0; i < RELAIS_JSON_MAX_DEPTH; i++)
    g_string_append_c (balanced, ']');
  node = relais_json_parse (balanced->str, -1, 1000, "a reply", NULL);
  g_assert_nonnull (node);
}

static void
test_members (void)
{
  g_autoptr(JsonNode) node = relais_json_parse ("{\"text\": \"a\", \"number\": 3, \"half\": 0.5, \"yes\": true, \"nothing\": null, "
                                                "\"list\": [1], \"object\": {\"a\": 1}}", -1, 1000, "test", NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (relais_json_get_string (object, "text", "x"), ==, "a");
  g_assert_cmpstr (relais_json_get_string (object, "number", "x"), ==, "x");
  g_assert_cmpstr (relais_json_get_string (object, "nothing", "x"), ==, "x");
  g_assert_cmpstr (relais_json_get_string (object, "list", "x"), ==, "x");
  g_assert_cmpstr (relais_json_get_string (NULL, "text", "x"), ==, "x");
  g_assert_cmpint (relais_json_get_int (object, "number", 7), ==, 3);
  g_assert_cmpint (relais_json_get_int (object, "half", 7), ==, 7);
  g_assert_cmpint (relais_json_get_int (object, "text", 7), ==, 7);
  g_assert_cmpfloat (relais_json_get_double (object, "half", 7), ==, 0.5);
  g_assert_cmpfloat (relais_json_get_double (object, "number", 7), ==, 3);
  g_assert_cmpfloat (relais_json_get_double (object, "absent", 7), ==, 7);
  g_assert_true (relais_json_get_bool (object, "yes", FALSE));
  g_assert_true (relais_json_get_bool (object, "text", TRUE));
  g_assert_cmpuint (json_array_get_length (relais_json_get_array (object, "list")), ==, 1);
  g_assert_null (relais_json_get_array (object, "object"));
  g_assert_nonnull (relais_json_get_object (object, "object"));
  g_assert_null (relais_json_get_object (object, "list"));
  g_assert_null (relais_json_get_object (object, "absent"));
}

static void
test_clock (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 now = relais_clock_now ();

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / 1000);
  relais_clock_freeze (1000);
  relais_clock_advance (5);
  g_assert_cmpint (relais_clock_now (), ==, 1005);
  relais_clock_thaw ();
  g_assert_cmpint (relais_clock_now (), >=, now);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/json/parse", test_parse);
  g_test_add_func ("/core/json/refused", test_refused);
  g_test_add_func ("/core/json/members", test_members);
  g_test_add_func ("/core/clock", test_clock);

  return g_test_run ();
}
