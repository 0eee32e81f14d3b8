/* relaisctl-records.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "relais-json.h"
#include "relaisctl.h"

void
relaisctl_print_message (JsonObject *object)
{
  const char *answer = relais_json_get_string (object, "answer", NULL);
  const char *kind = relais_json_get_string (object, "kind", NULL);
  const char *person = relais_json_get_string (object, "person", NULL);

  printf ("\n%s — %s\n", relais_json_get_string (object, "from", "?"), relais_json_get_string (object, "subject", ""));
  printf ("  %s, %d %%, %s%s%s\n", kind != NULL ? kind : "none of the kinds",
          (int) (100 * relais_json_get_double (object, "confidence", 0) + 0.5), relais_json_get_string (object, "action", "none"),
          person != NULL ? " → " : "", person != NULL ? person : "");
  if (answer != NULL && answer[0] != '\0')
    {
      g_auto(GStrv) lines = g_strsplit (answer, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        printf ("  | %s\n", lines[i]);
    }
  fflush (stdout);
}

JsonNode *
relaisctl_wrap_messages (JsonArray  *messages,
                         JsonObject *totals)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "messages", json_array_ref (messages));
  if (totals != NULL)
    json_object_set_object_member (object, "totals", totals);
  json_node_take_object (root, object);

  return root;
}

static JsonNode *
record_to_json (RelaisWorkspace    *workspace,
                RelaisTriageRecord *record)
{
  RelaisMember *member = relais_team_find (relais_workspace_get_team (workspace), relais_triage_record_get_member (record));
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (relais_triage_record_get_date (record) / 1000);
  g_autofree char *iso = g_date_time_format_iso8601 (date);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, relais_triage_record_get_message (record));
  const char * const *names = relais_triage_record_get_attachments (record);
  JsonArray *why = relais_json_get_array (relais_triage_record_get_record (record), "why");
  JsonArray *attachments = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (attachments, names[i]);

  json_object_set_string_member (object, "id", id);
  json_object_set_null_member (object, "file");
  json_object_set_string_member (object, "from", relais_triage_record_get_address (record));
  json_object_set_string_member (object, "subject", relais_triage_record_get_subject (record));
  json_object_set_string_member (object, "date", iso);
  json_object_set_string_member (object, "language", relais_triage_record_get_language (record));
  json_object_set_string_member (object, "text", relais_triage_record_get_text (record));
  json_object_set_array_member (object, "attachments", attachments);
  json_object_set_string_member (object, "kind", relais_triage_record_get_kind (record));
  json_object_set_double_member (object, "confidence", relais_triage_record_get_confidence (record));
  json_object_set_array_member (object, "why", why != NULL ? json_array_ref (why) : json_array_new ());
  json_object_set_object_member (object, "fields", json_object_ref (relais_triage_record_get_fields (record)));
  json_object_set_string_member (object, "action", relais_action_to_string (relais_triage_record_get_action (record)));
  json_object_set_string_member (object, "person", member != NULL ? relais_member_get_name (member) : NULL);
  json_object_set_string_member (object, "answer", relais_triage_record_get_answer_text (record));
  json_node_take_object (node, object);

  return node;
}

void
relaisctl_print_records (RelaisWorkspace *workspace,
                         GListModel      *records,
                         const char      *account,
                         gboolean         as_json,
                         JsonObject      *totals)
{
  g_autoptr(JsonArray) messages = json_array_new ();

  for (guint i = g_list_model_get_n_items (records); i > 0; i--)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i - 1);

      if (account == NULL || g_strcmp0 (account, relais_triage_record_get_account (record)) == 0)
        json_array_add_element (messages, record_to_json (workspace, record));
    }

  if (as_json)
    {
      g_autoptr(JsonNode) root = relaisctl_wrap_messages (messages, totals);

      relaisctl_print_json (root);
      return;
    }
  for (guint i = 0; i < json_array_get_length (messages); i++)
    relaisctl_print_message (json_array_get_object_element (messages, i));
  g_clear_pointer (&totals, json_object_unref);
}
