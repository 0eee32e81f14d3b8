/* relais-parsed-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-json.h"
#include "relais-parsed-message-private.h"
#include "relais-parsed-record.h"

static void
clear_address (gpointer data)
{
  RelaisParsedAddress *address = data;

  g_free (address->name);
  g_free (address->address);
}

static void
clear_attachment (gpointer data)
{
  RelaisParsedAttachment *attachment = data;

  g_free (attachment->name);
  g_free (attachment->media_type);
  g_free (attachment->content_id);
  g_free (attachment->part_path);
  g_free (attachment->text);
}

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/* Returns: (nullable) (transfer full): the array that @text is */
static JsonArray *
read_array (const char *text)
{
  g_autoptr(JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_ref (json_node_get_array (node)) : NULL;
}

static GArray *
addresses_from_json (JsonArray  *array,
                     const char *kind)
{
  GArray *addresses = g_array_new (FALSE, TRUE, sizeof (RelaisParsedAddress));

  g_array_set_clear_func (addresses, clear_address);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *address = relais_json_get_string (object, "address", NULL);
      RelaisParsedAddress value;

      if (address == NULL || g_strcmp0 (relais_json_get_string (object, "kind", NULL), kind) != 0)
        continue;
      value.name = g_strdup (relais_json_get_string (object, "name", NULL));
      value.address = g_strdup (address);
      g_array_append_val (addresses, value);
    }

  return addresses;
}

static GArray *
attachments_from_json (JsonArray *array)
{
  GArray *attachments = g_array_new (FALSE, TRUE, sizeof (RelaisParsedAttachment));

  g_array_set_clear_func (attachments, clear_attachment);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      RelaisParsedAttachment value = { 0 };

      if (object == NULL)
        continue;
      value.name = g_strdup (relais_json_get_string (object, "name", ""));
      value.media_type = g_strdup (relais_json_get_string (object, "type", "application/octet-stream"));
      value.part_path = g_strdup (relais_json_get_string (object, "path", "0"));
      value.size = (gsize) MAX (0, relais_json_get_int (object, "size", 0));
      value.is_inline = relais_json_get_bool (object, "inline", FALSE);
      g_array_append_val (attachments, value);
    }

  return attachments;
}

static GStrv
strings_from_json (JsonArray *array)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

char *
relais_parsed_message_to_record (RelaisParsedMessage *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *record = json_object_new ();

  json_node_take_object (node, record);
  json_object_set_int_member (record, "flags", (gint64) self->flags);
  set_string (record, "reply_to", self->reply_to);
  set_string (record, "list_id", self->list_id);
  set_string (record, "list_unsubscribe", self->list_unsubscribe);
  if (self->language != NULL)
    json_object_set_double_member (record, "language_confidence", self->language_confidence);
  if (self->references != NULL && self->references[0] != NULL)
    {
      JsonArray *references = json_array_new ();

      for (guint i = 0; self->references[i] != NULL; i++)
        json_array_add_string_element (references, self->references[i]);
      json_object_set_array_member (record, "references", references);
    }

  return relais_json_stringify (node);
}

static char *
dup_unless_empty (const char *text)
{
  return text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

RelaisParsedMessage *
relais_parsed_message_new_from_columns (const RelaisParsedColumns  *columns,
                                        const char                 *record,
                                        GError                    **error)
{
  g_autoptr(JsonNode) node = record != NULL ? json_from_string (record, NULL) : NULL;
  g_autoptr(JsonArray) recipients = read_array (columns->recipients);
  g_autoptr(JsonArray) attachments = read_array (columns->attachments);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  RelaisParsedMessage *self;

  if (record != NULL && object == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the record of a message is damaged");
      return NULL;
    }

  self = g_new0 (RelaisParsedMessage, 1);
  g_atomic_ref_count_init (&self->refs);
  self->message_id = dup_unless_empty (columns->message_id);
  self->in_reply_to = dup_unless_empty (columns->in_reply_to);
  self->references = strings_from_json (relais_json_get_array (object, "references"));
  self->subject = dup_text (columns->subject);
  self->plain_subject = g_strdup (relais_parse_skip_prefixes (self->subject));
  self->from.name = dup_unless_empty (columns->sender_name);
  self->from.address = dup_unless_empty (columns->sender_address);
  self->reply_to = g_strdup (relais_json_get_string (object, "reply_to", NULL));
  self->to = addresses_from_json (recipients, "to");
  self->cc = addresses_from_json (recipients, "cc");
  self->date = columns->date;
  self->list_id = g_strdup (relais_json_get_string (object, "list_id", NULL));
  self->list_unsubscribe = g_strdup (relais_json_get_string (object, "list_unsubscribe", NULL));
  self->flags = (RelaisParsedFlags) relais_json_get_int (object, "flags",
                                                         columns->automatic ? RELAIS_PARSED_AUTOMATIC : RELAIS_PARSED_NONE);
  self->text = dup_text (columns->text);
  self->full_text = g_strdup (self->text);
  self->segments = g_array_new (FALSE, TRUE, sizeof (RelaisTextSegment));
  self->language = columns->language != NULL ? g_intern_string (columns->language) : NULL;
  self->language_confidence = relais_json_get_double (object, "language_confidence", 0);
  self->attachments = attachments_from_json (attachments);

  return self;
}
