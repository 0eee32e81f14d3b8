/* test-jq.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-jq.h"
#include "relais-json.h"
#include "relais-test.h"

#define N_THREADS 4
#define N_RUNS 200

static RelaisJq *
compile (const char *program)
{
  g_autoptr(GError) error = NULL;
  RelaisJq *jq = relais_jq_new (program, &error);

  g_assert_no_error (error);

  return jq;
}

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

static void
assert_gives (const char *program,
              const char *input,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisJq) jq = compile (program);
  g_autoptr(JsonNode) node = parse (input);
  g_autoptr(JsonNode) result = relais_jq_run (jq, node, &error);
  g_autoptr(JsonNode) wanted = parse (expected);

  g_assert_no_error (error);
  if (!json_node_equal (result, wanted))
    {
      g_autofree char *given = relais_json_stringify (result);

      g_error ("%s gives %s instead of %s", program, given, expected);
    }
}

static void
assert_fails (const char *program,
              const char *input,
              int         code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisJq) jq = compile (program);
  g_autoptr(JsonNode) node = parse (input);

  g_assert_null (relais_jq_run (jq, node, &error));
  g_assert_error (error, RELAIS_CORE_ERROR, code);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_values (void)
{
  const char *everything = "{\"a\": [1, 2.5, -3, true, false, null, \"é\\u0001\"], \"b\": {}, \"c\": [], \"\": 1e300}";

  assert_gives (".", everything, everything);
  assert_gives (".", "9007199254740993", "9007199254740993");
  assert_gives (".id", "{\"id\": -1234567890123456789}", "-1234567890123456789");
  assert_gives ("{to: [.to[].email], n: (.to | length)}", "{\"to\": [{\"email\": \"a@b.example\"}, {\"email\": \"c@d.example\"}]}",
                "{\"to\": [\"a@b.example\", \"c@d.example\"], \"n\": 2}");
  assert_gives ("with_entries(select(.value != null)) # and a remark", "{\"a\": null, \"b\": 1}", "{\"b\": 1}");
  assert_gives ("empty", "{}", "null");
  assert_gives (".a.b[3]?.c // \"none\"", "{}", "\"none\"");
}

static void
test_failures (void)
{
  assert_fails (".[]", "[1, 2]", RELAIS_CORE_ERROR_INVALID);
  assert_fails (".a", "[\"secret\"]", RELAIS_CORE_ERROR_INVALID);
  assert_fails ("error(.)", "\"secret\"", RELAIS_CORE_ERROR_INVALID);
  assert_fails ("tonumber", "\"secret\"", RELAIS_CORE_ERROR_INVALID);
  /* It runs again after it failed. */
  assert_gives ("tonumber", "\"12\"", "12");
}

static void
test_nesting (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisJq) jq = compile (".");
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_NULL);

  for (guint i = 0; i < RELAIS_JSON_MAX_DEPTH + 1; i++)
    {
      JsonArray *array = json_array_new ();

      json_array_add_element (array, g_steal_pointer (&node));
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, array);
    }
  g_assert_null (relais_jq_run (jq, node, &error));
  g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE);

  assert_fails ("reduce range(200) as $i (1; [.])", "null", RELAIS_CORE_ERROR_TOO_LARGE);
}

static void
assert_invalid (const char *program,
                const char *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (relais_jq_new (program, &error));
  g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_invalid (void)
{
  assert_invalid (".a |", "syntax error");
  assert_invalid ("nothing_like_it", "nothing_like_it/0 is not defined");
  assert_invalid (".a)", "syntax error");
  assert_invalid ("import \"a\" as a; .", "syntax error");
  assert_invalid ("include \"a\"; .", "syntax error");
}

static void
test_later (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisJq) good = relais_jq_new_later (".a + 1");
  g_autoptr(RelaisJq) bad = relais_jq_new_later (".a +");
  g_autoptr(JsonNode) node = parse ("{\"a\": 1}");
  g_autoptr(JsonNode) result = relais_jq_run (good, node, &error);

  g_assert_no_error (error);
  g_assert_cmpint (json_node_get_int (result), ==, 2);
  g_assert_cmpstr (relais_jq_get_program (bad), ==, ".a +");
  g_assert_null (relais_jq_run (bad, node, &error));
  g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID);
}

/* A program makes values of values. */
static void
test_fence (void)
{
  static const char *const programs[] = {
    "env", "env.HOME", "input", "inputs", "input_filename", "input_line_number", "debug", "debug(\"a\")", "stderr", "halt",
    "halt_error", "halt_error(1)", "now", "\"a\" | modulemeta", "get_search_list", "0 | localtime", "0 | strflocaltime(\"%H\")",
  };

  g_setenv ("RELAIS_TEST_SECRET", "secret", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    assert_fails (programs[i], "null", RELAIS_CORE_ERROR_INVALID);
  assert_gives ("$ENV", "null", "{}");
  assert_gives ("$ENV.RELAIS_TEST_SECRET", "null", "null");
  g_unsetenv ("RELAIS_TEST_SECRET");
}

static gpointer
run_often (gpointer data)
{
  for (int i = 0; i < N_RUNS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = json_node_new (JSON_NODE_VALUE);
      g_autoptr(JsonNode) result = NULL;

      json_node_set_int (node, i);
      result = relais_jq_run (data, node, &error);
      g_assert_no_error (error);
      g_assert_cmpint (json_node_get_int (result), ==, 2 * i + 1);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(RelaisJq) jq = compile (". * 2 + 1");
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("jq", run_often, jq);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/jq/values", test_values);
  g_test_add_func ("/core/jq/failures", test_failures);
  g_test_add_func ("/core/jq/nesting", test_nesting);
  g_test_add_func ("/core/jq/invalid", test_invalid);
  g_test_add_func ("/core/jq/later", test_later);
  g_test_add_func ("/core/jq/fence", test_fence);
  g_test_add_func ("/core/jq/threads", test_threads);

  return g_test_run ();
}
