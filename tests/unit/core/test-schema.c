/* test-schema.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-schema.h"
#include "relais-test.h"

static const char mail[] =
  "{\"type\": \"object\", \"required\": [\"to\", \"subject\"], \"properties\": {"
  "\"to\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 2, \"items\": {\"type\": \"object\", \"required\": [\"email\"], \"properties\": {"
  "  \"email\": {\"type\": \"string\", \"format\": \"email\"}, \"name\": {\"type\": \"string\"}}}},"
  "\"subject\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 5},"
  "\"kind\": {\"type\": \"string\", \"enum\": [\"note\", \"news\"]},"
  "\"count\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 9}, \"ratio\": {\"type\": [\"number\", \"null\"]},"
  "\"day\": {\"type\": \"string\", \"format\": \"date\"}, \"at\": {\"type\": \"string\", \"format\": \"date-time\"},"
  "\"link\": {\"type\": \"string\", \"format\": \"uri\"}, \"now\": {\"type\": \"boolean\"}, \"none\": {\"type\": \"null\"},"
  "\"tags\": {\"type\": \"object\", \"additionalProperties\": true, \"description\": \"as you like\"}}}";

#define TO "\"to\": [{\"email\": \"a@b.example\"}]"
#define START "{" TO ", \"subject\": \"S\""

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_valid (void)
{
  static const char *const values[] = {
    START "}",
    "{\"to\": [{\"email\": \"a@b.example\", \"name\": \"A\"}, {\"email\": \"c@d.example\"}], \"subject\": \"éèàùô\"}",
    START ", \"kind\": \"news\", \"count\": 9, \"ratio\": 0.5, \"now\": false, \"none\": null, \"tags\": {\"any\": [1]}}",
    START ", \"ratio\": null, \"tags\": {\"any\": \"\\u0001\"}}",
    "{" TO ", \"subject\": \"a\\r\\n\\tb\"}",
    START ", \"count\": 2.0, \"ratio\": 3, \"day\": \"2026-02-28\", \"at\": \"2026-11-22T10:00:00+01:00\", \"link\": \"https://a.example/b\"}",
  };
  g_autoptr(JsonNode) schema = parse (mail);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(JsonNode) value = parse (values[i]);
      g_autoptr(GError) error = NULL;

      relais_schema_validate (json_node_get_object (schema), value, &error);
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *value;
    const char *says;
  } wrong[] = {
    { "[]", "the whole: object is wanted" },
    { "{\"subject\": \"S\"}", "to: is missing" },
    { "{" TO "}", "subject: is missing" },
    { "{\"to\": [], \"subject\": \"S\"}", "to: at least 1 are wanted" },
    { "{\"to\": [{\"email\": \"a@b\"}, {\"email\": \"a@b\"}, {\"email\": \"a@b\"}], \"subject\": \"S\"}", "to: at most 2 are taken" },
    { "{\"to\": [{\"email\": \"a@b\"}, {\"name\": \"secret\"}], \"subject\": \"S\"}", "to[1].email: is missing" },
    { "{\"to\": [{\"email\": \"secret\"}], \"subject\": \"S\"}", "to[0].email: this is no email" },
    { "{\"to\": \"secret\", \"subject\": \"S\"}", "to: array is wanted" },
    { "{" TO ", \"subject\": \"\"}", "subject: may not be empty" },
    { "{" TO ", \"subject\": \"secret\"}", "subject: at most 5 characters are taken" },
    { "{" TO ", \"subject\": 3}", "subject: string is wanted" },
    { START ", \"kind\": \"secret\"}", "kind: one of \"note\", \"news\" is wanted" },
    { START ", \"count\": 0}", "count: at least 1 is wanted" },
    { START ", \"count\": 10}", "count: at most 9 is taken" },
    { START ", \"count\": 1.5}", "count: integer is wanted" },
    { START ", \"count\": \"1\"}", "count: integer is wanted" },
    { START ", \"ratio\": true}", "ratio: number or null is wanted" },
    { START ", \"now\": 1}", "now: boolean is wanted" },
    { START ", \"none\": false}", "none: null is wanted" },
    { START ", \"day\": \"2026-02-30\"}", "day: this is no date" },
    { START ", \"day\": \"2026-02-28T10:00:00Z\"}", "day: this is no date" },
    { START ", \"at\": \"2026-02-28T10:00:00\"}", "at: this is no date-time" },
    { START ", \"at\": \"20260228T100000Z\"}", "at: this is no date-time" },
    { START ", \"link\": \"secret\"}", "link: this is no uri" },
    { START ", \"tags\": []}", "tags: object is wanted" },
    { "{" TO ", \"subject\": \"a\\u0007\"}", "subject: holds a control character" },
    { "{" TO ", \"subject\": \"a\\u009b\"}", "subject: holds a control character" },
    { START ", \"bcc\": \"secret\"}", "the whole: holds a property that is not described" },
  };
  g_autoptr(JsonNode) schema = parse (mail);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(JsonNode) value = parse (wrong[i].value);
      g_autoptr(GError) error = NULL;

      g_assert_false (relais_schema_validate (json_node_get_object (schema), value, &error));
      g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].says);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *schema;
    const char *says;
  } wrong[] = {
    { "{}", "the whole: a type is wanted" },
    { "{\"type\": []}", "the whole: a type is wanted" },
    { "{\"type\": [\"string\", \"text\"]}", "the whole: a type is wanted" },
    { "{\"type\": \"text\"}", "the whole: a type is wanted" },
    { "{\"type\": \"string\", \"pattern\": \"a\"}", "the whole: the schema says “pattern”, which is not understood" },
    { "{\"type\": \"string\", \"format\": \"phone\"}", "the whole: there is no format “phone”" },
    { "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"array\", \"items\": {\"type\": \"x\"}}}}", "a[]: a type is wanted" },
    { "{\"type\": \"object\", \"properties\": {\"a\": true}}", "a: a schema is wanted" },
  };
  g_autoptr(JsonNode) schema = parse (mail);
  g_autoptr(GError) good = NULL;

  g_assert_true (relais_schema_check (json_node_get_object (schema), &good));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(JsonNode) node = parse (wrong[i].schema);
      g_autoptr(GError) error = NULL;

      g_assert_false (relais_schema_check (json_node_get_object (node), &error));
      g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].says);
    }
}

/* What cannot be checked is not believed. */
static void
test_unknown_keyword (void)
{
  g_autoptr(JsonNode) schema = parse ("{\"type\": \"string\", \"pattern\": \"^a\"}");
  g_autoptr(JsonNode) value = parse ("\"a\"");
  g_autoptr(GError) error = NULL;

  g_assert_false (relais_schema_validate (json_node_get_object (schema), value, &error));
  g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/schema/valid", test_valid);
  g_test_add_func ("/core/schema/refused", test_refused);
  g_test_add_func ("/core/schema/check", test_check);
  g_test_add_func ("/core/schema/unknown-keyword", test_unknown_keyword);

  return g_test_run ();
}
