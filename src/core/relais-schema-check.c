/* relais-schema-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-schema-private.h"

static const char *const keywords[] = {
  "type", "enum", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "minimum",
  "maximum", "format", "title", "description", "default", "examples", NULL,
};
static const char *const types[] = { "object", "array", "string", "integer", "number", "boolean", "null", NULL };
static const char *const formats[] = { "email", "uri", "date", "date-time", NULL };

gboolean
relais_schema_refuse (GString     *place,
                      GError     **error,
                      const char  *format,
                      ...)
{
  g_autofree char *problem = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID, "%s: %s", place->len > 0 ? place->str : "the whole", problem);

  return FALSE;
}

gsize
relais_schema_enter_member (GString    *place,
                            const char *name)
{
  gsize length = place->len;

  g_string_append_printf (place, "%s%s", length > 0 ? "." : "", name);

  return length;
}

static gboolean
is_type (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_strv_contains (types, json_node_get_string (node));
}

/* "type" itself, or the list of them. */
static gboolean
check_types (JsonNode  *type,
             GString   *place,
             GError   **error)
{
  JsonArray *list = type != NULL && JSON_NODE_HOLDS_ARRAY (type) ? json_node_get_array (type) : NULL;

  if (list == NULL)
    return is_type (type) || relais_schema_refuse (place, error, "a type is wanted");
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!is_type (json_array_get_element (list, i)))
      return relais_schema_refuse (place, error, "a type is wanted");

  return json_array_get_length (list) > 0 || relais_schema_refuse (place, error, "a type is wanted");
}

/* Of one level. */
gboolean
relais_schema_check_keywords (JsonObject  *schema,
                              GString     *place,
                              GError     **error)
{
  const char *format = relais_json_get_string (schema, "format", NULL);
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, schema);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_strv_contains (keywords, name))
      return relais_schema_refuse (place, error, "the schema says “%s”, which is not understood", name);
  if (format != NULL && !g_strv_contains (formats, format))
    return relais_schema_refuse (place, error, "there is no format “%s”", format);

  return check_types (json_object_get_member (schema, "type"), place, error);
}

static gboolean
check (JsonObject  *schema,
       GString     *place,
       GError     **error)
{
  JsonObject *properties = relais_json_get_object (schema, "properties");
  JsonObject *items = relais_json_get_object (schema, "items");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!relais_schema_check_keywords (schema, place, error))
    return FALSE;

  if (properties != NULL)
    {
      json_object_iter_init_ordered (&iter, properties);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          gsize outer = relais_schema_enter_member (place, name);

          if (!JSON_NODE_HOLDS_OBJECT (member))
            return relais_schema_refuse (place, error, "a schema is wanted");
          if (!check (json_node_get_object (member), place, error))
            return FALSE;
          g_string_truncate (place, outer);
        }
    }
  if (items != NULL)
    {
      gsize outer = place->len;

      g_string_append (place, "[]");
      if (!check (items, place, error))
        return FALSE;
      g_string_truncate (place, outer);
    }

  return TRUE;
}

gboolean
relais_schema_check (JsonObject  *schema,
                     GError     **error)
{
  g_autoptr(GString) place = g_string_new (NULL);

  g_return_val_if_fail (schema != NULL, FALSE);

  return check (schema, place, error);
}
