/* test-rules.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind.h"
#include "relais-rule.h"
#include "relais-test.h"

static RelaisRule *
make_rule (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  return relais_rule_new_from_json (7, node, error);
}

static RelaisParsedMessage *
parse (const char *from,
       const char *subject,
       const char *body)
{
  g_autofree char *mail = g_strdup_printf ("From: %s\r\nSubject: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n", from,
                                           subject, body);
  g_autoptr(GBytes) bytes = g_bytes_new (mail, strlen (mail));

  return relais_parsed_message_new_from_bytes (bytes, NULL);
}

static void
test_matching (void)
{
  static const struct { const char *rule; gboolean matches; } cases[] = {
    { "{\"if\":{\"sender\":\"@rectorat.example\"},\"then\":{}}", TRUE },
    { "{\"if\":{\"sender\":\"@torat.example\"},\"then\":{}}", FALSE },
    { "{\"if\":{\"sender\":\"ANNE@nord.rectorat.example\"},\"then\":{}}", TRUE },
    { "{\"if\":{\"kind\":\"certificate\"},\"then\":{}}", TRUE },
    { "{\"if\":{\"kind\":\"absence\"},\"then\":{}}", FALSE },
    { "{\"if\":{\"words\":[\"urgent\",\"reçu\"]},\"then\":{}}", TRUE },
    { "{\"if\":{\"words\":[\"REÇU\"]},\"then\":{}}", TRUE },
    { "{\"if\":{\"words\":[\"rec\"]},\"then\":{}}", FALSE },
    { "{\"if\":{\"field\":\"student\"},\"then\":{}}", TRUE },
    { "{\"if\":{\"field\":\"class\"},\"then\":{}}", FALSE },
    { "{\"if\":{\"list\":true},\"then\":{}}", FALSE },
    { "{\"if\":{\"kind\":\"certificate\",\"words\":[\"absent\"]},\"then\":{}}", FALSE },
  };
  g_autoptr(RelaisParsedMessage) message = parse ("Anne <anne@nord.rectorat.example>", "Votre dossier", "Bien recu, merci.");
  g_autoptr(JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "student", "Jo");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RelaisRule) rule = make_rule (cases[i].rule, &error);

      g_assert_no_error (error);
      if (relais_rule_matches (rule, message, "certificate", fields) != cases[i].matches)
        g_test_message ("%s", cases[i].rule);
      g_assert_cmpint (relais_rule_matches (rule, message, "certificate", fields), ==, cases[i].matches);
    }
}

/* A rule that asks for less than its author meant fires more: whatever is not understood is refused. */
static void
test_refused (void)
{
  static const char * const texts[] = {
    "[]", "{}", "{\"if\":{},\"then\":{}}", "{\"if\":{\"kind\":\"a\"}}", "{\"if\":{\"sendr\":\"a\"},\"then\":{}}",
    "{\"if\":{\"kind\":3},\"then\":{}}", "{\"if\":{\"words\":\"a\"},\"then\":{}}", "{\"if\":{\"words\":[\" \"]},\"then\":{}}",
    "{\"if\":{\"kind\":\"a\"},\"then\":{\"action\":\"explode\"}}", "{\"if\":{\"kind\":\"a\"},\"then\":{\"automatic\":\"yes\"}}",
    "{\"if\":{\"list\":\"true\"},\"then\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RelaisRule) rule = make_rule (texts[i], &error);

      g_assert_null (rule);
      g_assert_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID);
    }
}

static void
test_consequence (void)
{
  g_autoptr(RelaisRule) rule = make_rule ("{\"name\":\"R\",\"if\":{\"kind\":\"a\"},\"then\":{\"kind\":\"b\",\"action\":\"forward\","
                                          "\"member\":3,\"note\":\"N\",\"automatic\":true}}", NULL);
  g_autoptr(RelaisRule) silent = make_rule ("{\"if\":{\"kind\":\"a\"},\"then\":{}}", NULL);
  g_autoptr(JsonNode) json = relais_rule_to_json (rule);
  g_autoptr(RelaisRule) again = relais_rule_new_from_json (7, json, NULL);

  g_assert_cmpstr (relais_rule_get_name (again), ==, "R");
  g_assert_cmpstr (relais_rule_get_then_kind (again), ==, "b");
  g_assert_cmpint (relais_rule_get_then_action (again), ==, RELAIS_ACTION_FORWARD);
  g_assert_cmpint (relais_rule_get_then_member (again), ==, 3);
  g_assert_cmpstr (relais_rule_get_then_note (again), ==, "N");
  g_assert_true (relais_rule_is_automatic (again));
  g_assert_null (relais_rule_get_then_kind (silent));
  g_assert_cmpint (relais_rule_get_then_action (silent), ==, -1);
  g_assert_false (relais_rule_is_automatic (silent));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  int status;

  relais_test_init (&argc, &argv);
  folder = relais_test_make_folder ();
  camel_init (folder, FALSE);

  g_test_add_func ("/triage/rules/matching", test_matching);
  g_test_add_func ("/triage/rules/refused", test_refused);
  g_test_add_func ("/triage/rules/consequence", test_consequence);
  status = g_test_run ();
  relais_test_remove (folder);

  return status;
}
