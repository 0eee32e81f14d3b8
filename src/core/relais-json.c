/* relais-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-json.h"

/* Looks before json-glib does, whose parser recurses. */
static gboolean
is_shallow (const char *text,
            gsize       length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      switch (text[i])
        {
        case '"':
          in_string = !in_string;
          break;
        case '\\':
          i++;
          break;
        case '[':
        case '{':
          if (!in_string && ++depth > RELAIS_JSON_MAX_DEPTH)
            return FALSE;
          break;
        case ']':
        case '}':
          if (!in_string && depth > 0)
            depth--;
          break;
        default:
          break;
        }
    }

  return TRUE;
}

JsonNode *
relais_json_parse (const char  *text,
                   gssize       length,
                   gsize        max_size,
                   const char  *what,
                   GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local_error = NULL;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (size > max_size)
    {
      g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE,
                   "%s: %" G_GSIZE_FORMAT " bytes of JSON; %" G_GSIZE_FORMAT " at most", what, size, max_size);
      return NULL;
    }

  if (!is_shallow (text, size))
    {
      g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE,
                   "%s: more than %d levels of JSON", what, RELAIS_JSON_MAX_DEPTH);
      return NULL;
    }

  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  if (!g_utf8_validate_len (text, size, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) size, &local_error) ||
      json_parser_get_root (parser) == NULL)
    {
      /* The parser's message quotes the text; the place is enough. */
      g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID,
                   "%s: not JSON (line %u)", what, json_parser_get_current_line (parser));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

char *
relais_json_stringify (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

static JsonNode *
get_value (JsonObject *object,
           const char *name,
           GType       type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;

  return node;
}

const char *
relais_json_get_string (JsonObject *object,
                        const char *name,
                        const char *otherwise)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : otherwise;
}

gint64
relais_json_get_int (JsonObject *object,
                     const char *name,
                     gint64      otherwise)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : otherwise;
}

double
relais_json_get_double (JsonObject *object,
                        const char *name,
                        double      otherwise)
{
  JsonNode *node = get_value (object, name, G_TYPE_DOUBLE);

  if (node == NULL)
    node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_double (node) : otherwise;
}

gboolean
relais_json_get_bool (JsonObject *object,
                      const char *name,
                      gboolean    otherwise)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : otherwise;
}

JsonArray *
relais_json_get_array (JsonObject *object,
                       const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
relais_json_get_object (JsonObject *object,
                        const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
