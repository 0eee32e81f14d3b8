/* relais-schema.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-schema.h"

/* One keyword: whether @value holds to @argument. @why gets a constant text. */
typedef gboolean (*Keyword) (JsonNode    *argument,
                             JsonNode    *value,
                             const char **why);

static gboolean check (JsonObject *schema,
                       JsonNode   *value,
                       GString    *path,
                       char      **reason);

static gboolean
refuse (GString    *path,
        char      **reason,
        const char *why)
{
  if (reason != NULL)
    *reason = g_strdup_printf ("%s: %s", path->len > 0 ? path->str : "/", why);

  return FALSE;
}

static gboolean
is_of_type (JsonNode   *value,
            const char *type)
{
  GType held = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (value);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (value);
  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (value);
  if (g_str_equal (type, "string"))
    return held == G_TYPE_STRING;
  if (g_str_equal (type, "boolean"))
    return held == G_TYPE_BOOLEAN;
  if (g_str_equal (type, "integer"))
    return held == G_TYPE_INT64;
  if (g_str_equal (type, "number"))
    return held == G_TYPE_INT64 || held == G_TYPE_DOUBLE;

  return FALSE;
}

static gboolean
check_type (JsonNode    *argument,
            JsonNode    *value,
            const char **why)
{
  JsonArray *types;

  *why = "is of the wrong type";
  if (JSON_NODE_HOLDS_VALUE (argument))
    return is_of_type (value, json_node_get_string (argument));

  types = json_node_get_array (argument);
  for (guint i = 0; i < json_array_get_length (types); i++)
    if (is_of_type (value, json_array_get_string_element (types, i)))
      return TRUE;

  return FALSE;
}

static gboolean
check_enum (JsonNode    *argument,
            JsonNode    *value,
            const char **why)
{
  JsonArray *allowed = json_node_get_array (argument);

  *why = "is none of the allowed values";
  for (guint i = 0; i < json_array_get_length (allowed); i++)
    if (json_node_equal (json_array_get_element (allowed, i), value))
      return TRUE;

  return FALSE;
}

static gboolean
check_required (JsonNode    *argument,
                JsonNode    *value,
                const char **why)
{
  JsonArray *names = json_node_get_array (argument);

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return TRUE;

  *why = "lacks a required property";
  for (guint i = 0; i < json_array_get_length (names); i++)
    if (!json_object_has_member (json_node_get_object (value),
                                 json_array_get_string_element (names, i)))
      return FALSE;

  return TRUE;
}

static gboolean
has_string (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
}

static gboolean
check_min_length (JsonNode    *argument,
                  JsonNode    *value,
                  const char **why)
{
  *why = "is too short";

  return !has_string (value) ||
         g_utf8_strlen (json_node_get_string (value), -1) >= json_node_get_int (argument);
}

static gboolean
check_max_length (JsonNode    *argument,
                  JsonNode    *value,
                  const char **why)
{
  *why = "is too long";

  return !has_string (value) ||
         g_utf8_strlen (json_node_get_string (value), -1) <= json_node_get_int (argument);
}

static gboolean
check_minimum (JsonNode    *argument,
               JsonNode    *value,
               const char **why)
{
  *why = "is too small";

  return !is_of_type (value,
                      "number") || json_node_get_double (value) >= json_node_get_double (argument);
}

static gboolean
check_maximum (JsonNode    *argument,
               JsonNode    *value,
               const char **why)
{
  *why = "is too large";

  return !is_of_type (value,
                      "number") || json_node_get_double (value) <= json_node_get_double (argument);
}

static gboolean
check_min_items (JsonNode    *argument,
                 JsonNode    *value,
                 const char **why)
{
  *why = "has too few items";

  return !JSON_NODE_HOLDS_ARRAY (value) ||
         json_array_get_length (json_node_get_array (value)) >= json_node_get_int (argument);
}

static gboolean
check_max_items (JsonNode    *argument,
                 JsonNode    *value,
                 const char **why)
{
  *why = "has too many items";

  return !JSON_NODE_HOLDS_ARRAY (value) ||
         json_array_get_length (json_node_get_array (value)) <= json_node_get_int (argument);
}

/* Below: properties and items, which go deeper. */
static gboolean
check_annotation (JsonNode    *argument,
                  JsonNode    *value,
                  const char **why)
{
  return TRUE;
}

static const struct
{
  const char *name;
  Keyword     check;
} keywords[] = {
  { "type", check_type },
  { "enum", check_enum },
  { "required", check_required },
  { "minLength", check_min_length },
  { "maxLength", check_max_length },
  { "minimum", check_minimum },
  { "maximum", check_maximum },
  { "minItems", check_min_items },
  { "maxItems", check_max_items },
  { "properties", check_annotation },
  { "additionalProperties", check_annotation },
  { "items", check_annotation },
  { "title", check_annotation },
  { "description", check_annotation },
};

static Keyword
find_keyword (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_str_equal (keywords[i].name, name))
      return keywords[i].check;

  return NULL;
}

static gboolean
string_is_clean (const char *string)
{
  if (!g_utf8_validate (string, -1, NULL))
    return FALSE;

  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) == G_UNICODE_CONTROL && c != '\n' && c != '\t')
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_properties (JsonObject *schema,
                  JsonObject *object,
                  GString    *path,
                  char      **reason)
{
  JsonObject *properties = json_object_has_member (schema, "properties")
                           ? json_object_get_object_member (schema, "properties") : NULL;
  gboolean additional = json_object_get_boolean_member_with_default (schema,
                                                                     "additionalProperties", TRUE);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &member))
    {
      gsize length = path->len;

      if (properties == NULL || !json_object_has_member (properties, name))
        {
          if (additional)
            continue;
          return refuse (path, reason, "has a property that the schema does not know");
        }

      g_string_append_printf (path, "/%s", name);
      if (!check (json_object_get_object_member (properties, name), member, path, reason))
        return FALSE;
      g_string_truncate (path, length);
    }

  return TRUE;
}

static gboolean
check_items (JsonObject *schema,
             JsonArray  *array,
             GString    *path,
             char      **reason)
{
  JsonObject *items = json_object_get_object_member (schema, "items");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize length = path->len;

      g_string_append_printf (path, "/%u", i);
      if (!check (items, json_array_get_element (array, i), path, reason))
        return FALSE;
      g_string_truncate (path, length);
    }

  return TRUE;
}

static gboolean
check (JsonObject *schema,
       JsonNode   *value,
       GString    *path,
       char      **reason)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *argument;

  json_object_iter_init_ordered (&iter, schema);
  while (json_object_iter_next_ordered (&iter, &name, &argument))
    {
      Keyword keyword = find_keyword (name);
      const char *why = NULL;

      if (keyword == NULL)
        return refuse (path, reason, "cannot be checked: the schema has an unknown keyword");
      if (!keyword (argument, value, &why))
        return refuse (path, reason, why);
    }

  if (has_string (value) && !string_is_clean (json_node_get_string (value)))
    return refuse (path, reason, "has a control character");

  if (JSON_NODE_HOLDS_OBJECT (value))
    return check_properties (schema, json_node_get_object (value), path, reason);
  if (JSON_NODE_HOLDS_ARRAY (value) && json_object_has_member (schema, "items"))
    return check_items (schema, json_node_get_array (value), path, reason);

  return TRUE;
}

gboolean
relais_schema_check (JsonObject  *schema,
                     JsonNode    *value,
                     char       **reason)
{
  g_autoptr(GString) path = g_string_new (NULL);

  g_return_val_if_fail (schema != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return check (schema, value, path, reason);
}
