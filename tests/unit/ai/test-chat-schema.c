/* test-chat-schema.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-schema.h"
#include "relais-test.h"

/* Each keyword refuses what it is there to refuse, says where, and quotes nothing. */

static const char schema_text[] =
  "{\"type\": \"object\", \"title\": \"Test\", \"additionalProperties\": false, \"required\": [\"kind\", \"list\"],"
  " \"properties\": {"
  "  \"kind\": {\"type\": \"string\", \"enum\": [\"a\", \"b\"], \"description\": \"which\"},"
  "  \"share\": {\"type\": [\"number\", \"null\"], \"minimum\": 0, \"maximum\": 1},"
  "  \"count\": {\"type\": \"integer\"},"
  "  \"flag\": {\"type\": \"boolean\"},"
  "  \"list\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 2, \"items\":"
  "   {\"type\": \"string\", \"minLength\": 2, \"maxLength\": 4}},"
  "  \"open\": {\"type\": \"object\"}}}";

static void
test_values (void)
{
  static const struct
  {
    const char *value;
    const char *reason;
  } cases[] = {
    { "{\"kind\": \"a\", \"list\": [\"été!\"]}", NULL },
    { "{\"kind\": \"b\", \"list\": [\"xx\", \"yy\"], \"share\": 1, \"count\": -3, \"flag\": true, \"open\": {\"x\": [1]}}", NULL },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"share\": null}", NULL },
    { "{\"kind\": \"a\", \"list\": [\"x\\n\\ty\"]}", NULL },
    { "[]", "/: is of the wrong type" },
    { "{\"kind\": \"a\"}", "/: lacks a required property" },
    { "{\"kind\": \"secret\", \"list\": [\"xx\"]}", "/kind: is none of the allowed values" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"secret\": 1}", "/: has a property that the schema does not know" },
    { "{\"kind\": \"a\", \"list\": []}", "/list: has too few items" },
    { "{\"kind\": \"a\", \"list\": [\"xx\", \"xx\", \"xx\"]}", "/list: has too many items" },
    { "{\"kind\": \"a\", \"list\": [\"xx\", \"y\"]}", "/list/1: is too short" },
    { "{\"kind\": \"a\", \"list\": [\"xxxxx\"]}", "/list/0: is too long" },
    { "{\"kind\": \"a\", \"list\": [3]}", "/list/0: is of the wrong type" },
    { "{\"kind\": \"a\", \"list\": [\"a\\u0007\"]}", "/list/0: has a control character" },
    { "{\"kind\": \"a\", \"list\": [\"a\\u009b\"]}", "/list/0: has a control character" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"share\": 1.01}", "/share: is too large" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"share\": -0.5}", "/share: is too small" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"share\": \"1\"}", "/share: is of the wrong type" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"count\": 1.5}", "/count: is of the wrong type" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"flag\": 1}", "/flag: is of the wrong type" },
    { "{\"kind\": \"a\", \"list\": [\"xx\"], \"open\": {\"x\": \"\\u0001\"}}", NULL },
  };
  g_autoptr(JsonNode) schema = json_from_string (schema_text, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) value = json_from_string (cases[i].value, NULL);
      g_autofree char *reason = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_nonnull (value);
      g_assert_cmpint (relais_schema_check (json_node_get_object (schema), value, &reason), ==,
                       cases[i].reason == NULL);
      g_assert_cmpstr (reason, ==, cases[i].reason);
      g_assert_cmpint (relais_schema_check (json_node_get_object (schema), value, NULL), ==,
                       cases[i].reason == NULL);
    }
}

/* What cannot be checked is not believed. */
static void
test_unknown_keyword (void)
{
  g_autoptr(JsonNode) schema = json_from_string ("{\"type\": \"string\", \"pattern\": \"^a\"}",
                                                 NULL);
  g_autoptr(JsonNode) value = json_from_string ("\"a\"", NULL);
  g_autofree char *reason = NULL;

  g_assert_false (relais_schema_check (json_node_get_object (schema), value, &reason));
  g_assert_nonnull (strstr (reason, "unknown keyword"));
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/ai/schema/values", test_values);
  g_test_add_func ("/ai/schema/unknown-keyword", test_unknown_keyword);

  return g_test_run ();
}
