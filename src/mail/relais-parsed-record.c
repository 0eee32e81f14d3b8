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

static JsonArray *
addresses_to_json (GArray *addresses)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      const RelaisParsedAddress *address = &g_array_index (addresses, RelaisParsedAddress, i);
      JsonObject *object = json_object_new ();

      set_string (object, "name", address->name);
      set_string (object, "address", address->address);
      json_array_add_object_element (array, object);
    }

  return array;
}

static GArray *
addresses_from_json (JsonArray *array)
{
  GArray *addresses = g_array_new (FALSE, TRUE, sizeof (RelaisParsedAddress));

  g_array_set_clear_func (addresses, clear_address);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *address = relais_json_get_string (object, "address", NULL);
      RelaisParsedAddress value;

      if (address == NULL)
        continue;
      value.name = g_strdup (relais_json_get_string (object, "name", NULL));
      value.address = g_strdup (address);
      g_array_append_val (addresses, value);
    }

  return addresses;
}

static JsonArray *
attachments_to_json (GArray *attachments)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const RelaisParsedAttachment *attachment = &g_array_index (attachments, RelaisParsedAttachment, i);
      JsonObject *object = json_object_new ();

      set_string (object, "name", attachment->name);
      set_string (object, "type", attachment->media_type);
      set_string (object, "path", attachment->part_path);
      json_object_set_int_member (object, "size", (gint64) attachment->size);
      json_object_set_boolean_member (object, "inline", attachment->is_inline);
      json_array_add_object_element (array, object);
    }

  return array;
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

JsonNode *
relais_parsed_message_to_record (RelaisParsedMessage *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *record = json_object_new ();
  JsonArray *references = json_array_new ();

  for (guint i = 0; self->references != NULL && self->references[i] != NULL; i++)
    json_array_add_string_element (references, self->references[i]);

  set_string (record, "message_id", self->message_id);
  set_string (record, "in_reply_to", self->in_reply_to);
  json_object_set_array_member (record, "references", references);
  set_string (record, "subject", self->subject);
  set_string (record, "plain_subject", self->plain_subject);
  set_string (record, "from_name", self->from.name);
  set_string (record, "from_address", self->from.address);
  set_string (record, "reply_to", self->reply_to);
  json_object_set_array_member (record, "to", addresses_to_json (self->to));
  json_object_set_array_member (record, "cc", addresses_to_json (self->cc));
  json_object_set_int_member (record, "date", self->date);
  set_string (record, "list_id", self->list_id);
  set_string (record, "list_unsubscribe", self->list_unsubscribe);
  json_object_set_int_member (record, "flags", (gint64) self->flags);
  set_string (record, "language", self->language);
  json_object_set_double_member (record, "language_confidence", self->language_confidence);
  json_object_set_array_member (record, "attachments", attachments_to_json (self->attachments));
  json_node_take_object (node, record);

  return node;
}

RelaisParsedMessage *
relais_parsed_message_new_from_record (JsonNode    *record,
                                       const char  *text,
                                       GError     **error)
{
  RelaisParsedMessage *self;
  JsonObject *object;

  if (record == NULL || !JSON_NODE_HOLDS_OBJECT (record))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the record of a message is damaged");
      return NULL;
    }

  object = json_node_get_object (record);
  self = g_new0 (RelaisParsedMessage, 1);
  g_atomic_ref_count_init (&self->refs);
  self->message_id = g_strdup (relais_json_get_string (object, "message_id", NULL));
  self->in_reply_to = g_strdup (relais_json_get_string (object, "in_reply_to", NULL));
  self->references = strings_from_json (relais_json_get_array (object, "references"));
  self->subject = g_strdup (relais_json_get_string (object, "subject", ""));
  self->plain_subject = g_strdup (relais_json_get_string (object, "plain_subject", relais_parse_skip_prefixes (self->subject)));
  self->from.name = g_strdup (relais_json_get_string (object, "from_name", NULL));
  self->from.address = g_strdup (relais_json_get_string (object, "from_address", NULL));
  self->reply_to = g_strdup (relais_json_get_string (object, "reply_to", NULL));
  self->to = addresses_from_json (relais_json_get_array (object, "to"));
  self->cc = addresses_from_json (relais_json_get_array (object, "cc"));
  self->date = relais_json_get_int (object, "date", 0);
  self->list_id = g_strdup (relais_json_get_string (object, "list_id", NULL));
  self->list_unsubscribe = g_strdup (relais_json_get_string (object, "list_unsubscribe", NULL));
  self->flags = (RelaisParsedFlags) relais_json_get_int (object, "flags", 0);
  self->text = g_strdup (text != NULL ? text : "");
  self->full_text = g_strdup (self->text);
  self->segments = g_array_new (FALSE, TRUE, sizeof (RelaisTextSegment));
  self->language = g_intern_string (relais_json_get_string (object, "language", NULL));
  self->language_confidence = relais_json_get_double (object, "language_confidence", 0);
  self->attachments = attachments_from_json (relais_json_get_array (object, "attachments"));

  return self;
}
