/* relais-verdict-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-verdict-private.h"

static JsonArray *
strings_to_json (const char * const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

/**
 * relais_verdict_dup_record:
 *
 * Returns: (transfer full): an object
 */
JsonNode *
relais_verdict_dup_record (RelaisVerdict *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *record = json_object_new ();
  RelaisClassifierModel *model = relais_knowledge_get_model (self->knowledge);

  json_object_set_string_member (record, "text", relais_parsed_message_get_text (self->message));
  json_object_set_string_member (record, "subject", relais_parsed_message_get_plain_subject (self->message));
  json_object_set_string_member (record, "language", self->language);
  json_object_set_string_member (record, "classifier", relais_classifier_model_get_version (model));
  json_object_set_double_member (record, "threshold", relais_classifier_model_get_threshold (model));
  json_object_set_array_member (record, "votes", json_array_ref (self->votes));
  json_object_set_array_member (record, "why", strings_to_json (relais_verdict_get_why (self)));
  json_object_set_array_member (record, "missing", strings_to_json (relais_verdict_get_missing (self)));
  json_object_set_string_member (record, "source", relais_source_to_string (self->source));
  if (self->model_version != NULL)
    json_object_set_string_member (record, "model", self->model_version);
  if (self->rule != NULL)
    json_object_set_string_member (record, "rule", relais_rule_get_name (self->rule));
  json_node_take_object (node, record);

  return node;
}

static JsonArray *
attachments_to_json (RelaisParsedMessage *message)
{
  JsonArray *array = json_array_new ();
  const RelaisParsedAttachment *attachments;
  guint n_attachments;

  attachments = relais_parsed_message_get_attachments (message, &n_attachments);
  for (guint i = 0; i < n_attachments; i++)
    if (!attachments[i].is_inline)
      json_array_add_string_element (array, attachments[i].name);

  return array;
}

/**
 * relais_verdict_to_json:
 * @id: how the caller names the message
 * @file: (nullable): where it was read
 *
 * Returns: (transfer full): an object
 */
JsonNode *
relais_verdict_to_json (RelaisVerdict *self,
                        const char    *id,
                        const char    *file)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  gint64 seconds = relais_parsed_message_get_date (self->message);
  g_autoptr(GDateTime) date = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *iso = date != NULL ? g_date_time_format_iso8601 (date) : NULL;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "file", file);
  json_object_set_string_member (object, "from", relais_parsed_message_get_from_address (self->message));
  json_object_set_string_member (object, "subject", relais_parsed_message_get_subject (self->message));
  json_object_set_string_member (object, "date", iso);
  json_object_set_string_member (object, "language", relais_parsed_message_get_language (self->message));
  json_object_set_string_member (object, "text", relais_parsed_message_get_text (self->message));
  json_object_set_array_member (object, "attachments", attachments_to_json (self->message));
  json_object_set_string_member (object, "kind", self->kind != NULL ? relais_kind_get_id (self->kind) : NULL);
  json_object_set_double_member (object, "confidence", self->confidence);
  json_object_set_array_member (object, "why", strings_to_json (relais_verdict_get_why (self)));
  json_object_set_object_member (object, "fields", json_object_ref (self->fields));
  json_object_set_string_member (object, "action", relais_action_to_string (self->action));
  json_object_set_string_member (object, "person", self->person != NULL ? self->person->name : NULL);
  json_object_set_string_member (object, "answer", relais_verdict_get_answer (self));
  json_node_take_object (node, object);

  return node;
}
