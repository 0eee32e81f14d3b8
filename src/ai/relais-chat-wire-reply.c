/* relais-chat-wire-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-chat-reply-private.h"
#include "relais-chat-wire-private.h"
#include "relais-schema.h"

#define MAX_MODELS 5000

static JsonNode *
parse (const char *text,
       gssize      length)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();

  /* An escaped NUL would end the C string that it is in, and hide what follows from every check. */
  if (!g_utf8_validate (text, length, NULL) || g_strstr_len (text, length, "\\u0000") != NULL ||
      !json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

static JsonObject *
parse_body (RelaisHttpResponse *response,
            JsonNode          **root)
{
  gsize size;
  const char *data = g_bytes_get_data (relais_http_response_get_body (response), &size);

  *root = size > 0 ? parse (data, (gssize) size) : NULL;

  return *root != NULL && JSON_NODE_HOLDS_OBJECT (*root) ? json_node_get_object (*root) : NULL;
}

/* Members as the wrong type count as absent: nothing that a service sends may trip an assertion. */
static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = get_member (object, name);

  return holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
}

static gint64
get_int (JsonObject *object,
         const char *name)
{
  JsonNode *node = get_member (object, name);

  return holds (node, G_TYPE_INT64) ? json_node_get_int (node) : 0;
}

/* A string, or chunks of which those of type "text" count (Mistral's reasoning models). */
static char *
get_content (JsonObject *message)
{
  const char *string = get_string (message, "content");
  JsonArray *chunks = get_array (message, "content");
  g_autoptr(GString) text = NULL;

  if (string != NULL)
    return g_strdup (string);
  if (chunks == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (chunks); i++)
    {
      JsonNode *node = json_array_get_element (chunks, i);
      JsonObject *chunk = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (g_strcmp0 (get_string (chunk, "type"), "text") == 0 && get_string (chunk, "text") != NULL)
        g_string_append (text, get_string (chunk, "text"));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static RelaisChatFinish
get_finish (JsonObject *choice)
{
  const char *reason = get_string (choice, "finish_reason");

  if (reason == NULL || g_str_equal (reason, "stop"))
    return RELAIS_CHAT_FINISH_STOP;
  if (g_str_equal (reason, "length") || g_str_equal (reason, "model_length"))
    return RELAIS_CHAT_FINISH_LENGTH;

  return RELAIS_CHAT_FINISH_OTHER;
}

/* Models that are only told to answer in JSON like to think aloud before and to put a fence
 * around. */
static JsonNode *
parse_text (const char *text)
{
  const char *thought = strstr (text, "</think>");
  const char *begin;
  const char *end;

  if (thought != NULL)
    text = thought + strlen ("</think>");

  begin = strchr (text, '{');
  end = strrchr (text, '}');
  if (begin == NULL || end == NULL || end < begin)
    return NULL;

  return parse (begin, end - begin + 1);
}

static gboolean
refuse (GError     **error,
        const char  *service,
        const char  *why)
{
  g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY, "%s: %s", service, why);

  return FALSE;
}

static gboolean
check_json (const char               *service,
            RelaisChatReply          *reply,
            const RelaisChatOptions  *options,
            GError                  **error)
{
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GError) unfit = NULL;

  if (relais_chat_reply_get_finish (reply) == RELAIS_CHAT_FINISH_LENGTH)
    return refuse (error, service, "the reply was cut at the limit of tokens");

  json = parse_text (relais_chat_reply_get_text (reply));
  if (json == NULL)
    return refuse (error, service, "the reply is not JSON");
  if (!relais_schema_validate (options->schema, json, &unfit))
    return refuse (error, service, unfit->message);

  relais_chat_reply_set_json (reply, json);

  return TRUE;
}

/* OpenRouter reports the failure of whom it asked inside HTTP 200. */
static gboolean
check_inner_error (const char  *service,
                   JsonObject  *body,
                   GError     **error)
{
  JsonObject *inner = get_object (body, "error");
  gint64 code = get_int (inner, "code");
  RelaisNetError mapped = RELAIS_NET_ERROR_SERVER;

  if (inner == NULL)
    return TRUE;

  if (code == 402)
    mapped = RELAIS_NET_ERROR_QUOTA;
  else if (code == 429)
    mapped = RELAIS_NET_ERROR_RATE_LIMITED;
  else if (code == 400)
    mapped = RELAIS_NET_ERROR_REJECTED;

  g_set_error (error, RELAIS_NET_ERROR, mapped, "%s: a failure inside HTTP status 200", service);

  return FALSE;
}

RelaisChatReply *
relais_chat_wire_reply (const char               *service,
                        RelaisHttpResponse       *response,
                        const RelaisChatOptions  *options,
                        GError                  **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(RelaisChatReply) reply = NULL;
  g_autofree char *content = NULL;
  JsonObject *body = parse_body (response, &root);
  JsonArray *choices = get_array (body, "choices");
  JsonObject *usage = get_object (body, "usage");
  const char *model = get_string (body, "model");
  JsonObject *choice;

  if (body == NULL)
    {
      refuse (error, service, "the answer is not a JSON object");
      return NULL;
    }
  if (!check_inner_error (service, body, error))
    return NULL;
  if (choices == NULL || json_array_get_length (choices) == 0 ||
      !JSON_NODE_HOLDS_OBJECT (json_array_get_element (choices, 0)))
    {
      refuse (error, service, "the answer has no choices");
      return NULL;
    }

  choice = json_array_get_object_element (choices, 0);
  content = get_content (get_object (choice, "message"));
  if (content == NULL)
    {
      refuse (error, service, "the answer has no text");
      return NULL;
    }

  reply = relais_chat_reply_new (g_steal_pointer (&content),
                                 g_strdup (model != NULL && *model != '\0' ? model
                                                                            : options->model),
                                 (guint) CLAMP (get_int (usage, "prompt_tokens"), 0, G_MAXINT),
                                 (guint) CLAMP (get_int (usage, "completion_tokens"), 0, G_MAXINT),
                                 get_finish (choice));

  if (options->schema != NULL && !check_json (service, reply, options, error))
    return NULL;

  return g_steal_pointer (&reply);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

GStrv
relais_chat_wire_models (const char          *service,
                         RelaisHttpResponse  *response,
                         GError             **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  JsonArray *data = get_array (parse_body (response, &root), "data");

  if (data == NULL)
    {
      refuse (error, service, "the answer is no list of models");
      return NULL;
    }

  for (guint i = 0; i < MIN (json_array_get_length (data), MAX_MODELS); i++)
    {
      JsonNode *node = json_array_get_element (data, i);
      JsonObject *model = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = get_string (model, "id");

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

guint
relais_chat_wire_quirk (const GError *error)
{
  RelaisHttpResponse *response = g_error_matches (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REJECTED)
                                 ? relais_net_error_get_response (error) : NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *body = response != NULL ? parse_body (response, &root) : NULL;
  const char *parameter = get_string (get_object (body, "error"), "param");

  if (g_strcmp0 (parameter, "max_tokens") == 0)
    return RELAIS_CHAT_QUIRK_COMPLETION_TOKENS;
  if (g_strcmp0 (parameter, "temperature") == 0)
    return RELAIS_CHAT_QUIRK_NO_TEMPERATURE;

  return 0;
}

GError *
relais_chat_wire_error (const char *service,
                        GError     *error)
{
  static const char * const quota[] = { "insufficient_quota", "insufficient_balance", NULL };
  static const char * const no_model[] = {
    "invalid_model", "unknown_model", "model_not_found", NULL,
  };
  RelaisHttpResponse *response = relais_net_error_get_response (error);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *body = response != NULL ? parse_body (response, &root) : NULL;
  JsonObject *inner = get_object (body, "error");
  JsonObject *detail = inner != NULL ? inner : body;
  const char *words[] = { get_string (detail, "code"), get_string (detail, "type") };
  GError *better = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words) && better == NULL; i++)
    {
      if (words[i] == NULL)
        continue;
      if (g_strv_contains (quota, words[i]))
        better = relais_net_error_new (RELAIS_NET_ERROR_QUOTA, -1, response, "%s: out of quota",
                                       service);
      else if (g_strv_contains (no_model, words[i]))
        better = relais_net_error_new (RELAIS_NET_ERROR_NOT_FOUND, -1, response,
                                       "%s: no such model", service);
    }

  if (better == NULL)
    return error;

  g_error_free (error);
  return better;
}
