/* relais-chat-wire-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-chat-wire-private.h"

/* What a reasoning model thinks counts as completion, too: the limit of the answer alone would end it in the middle of a thought. */
#define REASONING_TOKENS 16384

static const char *
role_name (RelaisChatRole role)
{
  switch (role)
    {
    case RELAIS_CHAT_SYSTEM: return "system";
    case RELAIS_CHAT_USER: return "user";
    case RELAIS_CHAT_ASSISTANT: return "assistant";
    default: g_return_val_if_reached ("user");
    }
}

static JsonNode *
new_object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return node;
}

static void
add_message (JsonArray  *messages,
             const char *role,
             const char *content)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "role", role);
  json_object_set_string_member (message, "content", content);
  json_array_add_object_element (messages, message);
}

/* DeepSeek wants the word JSON in the prompt for json_object; the others need the schema there. */
static void
add_schema_message (JsonArray  *messages,
                    JsonObject *schema)
{
  g_autoptr(JsonNode) node = new_object_node (schema);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *content = g_strconcat ("Reply with one JSON object and nothing else. "
                                          "It must be valid against this JSON Schema:\n",
                                          text, NULL);

  add_message (messages, "system", content);
}

static JsonObject *
new_response_format (const RelaisChatOptions *options,
                     RelaisChatMode           mode)
{
  JsonObject *format = json_object_new ();
  JsonObject *wrapped;

  if (mode == RELAIS_CHAT_MODE_OBJECT)
    {
      json_object_set_string_member (format, "type", "json_object");
      return format;
    }

  wrapped = json_object_new ();
  json_object_set_string_member (wrapped, "name", options->schema_name);
  json_object_set_boolean_member (wrapped, "strict", TRUE);
  json_object_set_object_member (wrapped, "schema", json_object_ref (options->schema));
  json_object_set_string_member (format, "type", "json_schema");
  json_object_set_object_member (format, "json_schema", wrapped);

  return format;
}

GBytes *
relais_chat_wire_request (GPtrArray               *roles,
                          GPtrArray               *contents,
                          const RelaisChatOptions *options,
                          RelaisChatMode           mode,
                          guint                    quirks)
{
  g_autoptr(JsonObject) body = json_object_new ();
  g_autoptr(JsonNode) root = NULL;
  JsonArray *messages = json_array_new ();
  char *text;

  json_object_set_string_member (body, "model", options->model);
  if (options->temperature >= 0 && (quirks & RELAIS_CHAT_QUIRK_NO_TEMPERATURE) == 0)
    json_object_set_double_member (body, "temperature", options->temperature);
  if (options->max_tokens > 0 && (quirks & RELAIS_CHAT_QUIRK_COMPLETION_TOKENS) != 0)
    json_object_set_int_member (body, "max_completion_tokens", (gint64) options->max_tokens + REASONING_TOKENS);
  else if (options->max_tokens > 0)
    json_object_set_int_member (body, "max_tokens", options->max_tokens);

  if (options->schema != NULL && mode != RELAIS_CHAT_MODE_SCHEMA)
    add_schema_message (messages, options->schema);
  for (guint i = 0; i < roles->len; i++)
    add_message (messages, role_name (GPOINTER_TO_INT (g_ptr_array_index (roles, i))),
                 g_ptr_array_index (contents, i));
  json_object_set_array_member (body, "messages", messages);

  if (options->schema != NULL && mode != RELAIS_CHAT_MODE_TOLD)
    json_object_set_object_member (body, "response_format", new_response_format (options, mode));

  root = new_object_node (body);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}
