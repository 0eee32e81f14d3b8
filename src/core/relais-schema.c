/* relais-schema.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-schema-private.h"

static gsize
enter_element (GString *place,
               guint    index)
{
  gsize length = place->len;

  g_string_append_printf (place, "[%u]", index);

  return length;
}

/* Of the values to choose from; there may be hundreds. */
#define MAX_SAID 20

static gboolean
is_whole (JsonNode *value)
{
  double number;

  if (json_node_get_value_type (value) == G_TYPE_INT64)
    return TRUE;
  number = json_node_get_double (value);

  return number >= -9007199254740992.0 && number <= 9007199254740992.0 && number == (double) (gint64) number;
}

static gboolean
is_of_type (JsonNode   *value,
            const char *type)
{
  GType held = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;
  gboolean is_number = held == G_TYPE_INT64 || held == G_TYPE_DOUBLE;

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
  if (g_str_equal (type, "number"))
    return is_number;

  return is_number && is_whole (value);
}

static gboolean
has_type (JsonObject  *schema,
          JsonNode    *value,
          GString     *place,
          GError     **error)
{
  JsonArray *list = relais_json_get_array (schema, "type");
  g_autoptr(GString) wanted = g_string_new (relais_json_get_string (schema, "type", NULL));

  if (list == NULL && is_of_type (value, wanted->str))
    return TRUE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *type = json_array_get_string_element (list, i);

      if (is_of_type (value, type))
        return TRUE;
      g_string_append_printf (wanted, "%s%s", i > 0 ? " or " : "", type);
    }

  return relais_schema_refuse (place, error, "%s is wanted", wanted->str);
}

static gboolean
is_clean (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) == G_UNICODE_CONTROL && c != '\n' && c != '\r' && c != '\t')
        return FALSE;
    }

  return TRUE;
}

/* RFC 5321, roughly: one @ with something on either side, no space. Whether it exists, only sending tells. */
static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strchr (at + 1, '@') == NULL && strpbrk (text, " \t\r\n<>,;") == NULL;
}

static gboolean
is_date (const char *text)
{
  g_autoptr(GDateTime) day = NULL;
  g_autofree char *whole = g_strconcat (text, "T00:00:00Z", NULL);

  if (strlen (text) != strlen ("2026-11-22"))
    return FALSE;
  day = g_date_time_new_from_iso8601 (whole, NULL);

  return day != NULL;
}

/* RFC 3339, section 5.6: with its time zone. */
static gboolean
is_date_time (const char *text)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return time != NULL && strlen (text) >= strlen ("2026-11-22T10:00:00Z") && text[4] == '-';
}

gboolean
relais_schema_has_format (const char *text,
                          const char *format)
{
  g_return_val_if_fail (text != NULL && format != NULL, FALSE);

  if (g_str_equal (format, "email"))
    return is_email (text);
  if (g_str_equal (format, "uri"))
    return g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
  if (g_str_equal (format, "date"))
    return is_date (text);

  return is_date_time (text);
}

static gboolean
validate_text (JsonObject  *schema,
               const char  *text,
               GString     *place,
               GError     **error)
{
  gint64 length = g_utf8_strlen (text, -1);
  gint64 least = relais_json_get_int (schema, "minLength", 0);
  gint64 most = relais_json_get_int (schema, "maxLength", G_MAXINT64);
  const char *format = relais_json_get_string (schema, "format", NULL);

  if (length < least)
    return relais_schema_refuse (place, error, least == 1 ? "may not be empty" : "at least %" G_GINT64_FORMAT " characters are wanted", least);
  if (length > most)
    return relais_schema_refuse (place, error, "at most %" G_GINT64_FORMAT " characters are taken", most);
  if (!is_clean (text))
    return relais_schema_refuse (place, error, "holds a control character");
  if (format != NULL && !relais_schema_has_format (text, format))
    return relais_schema_refuse (place, error, "this is no %s", format);

  return TRUE;
}

static gboolean
validate_number (JsonObject  *schema,
                 double       number,
                 GString     *place,
                 GError     **error)
{
  double least = relais_json_get_double (schema, "minimum", -G_MAXDOUBLE);
  double most = relais_json_get_double (schema, "maximum", G_MAXDOUBLE);

  if (number < least)
    return relais_schema_refuse (place, error, "at least %g is wanted", least);
  if (number > most)
    return relais_schema_refuse (place, error, "at most %g is taken", most);

  return TRUE;
}

static gboolean
validate_choice (JsonObject  *schema,
                 JsonNode    *value,
                 GString     *place,
                 GError     **error)
{
  JsonArray *choices = relais_json_get_array (schema, "enum");
  guint n_choices = choices != NULL ? json_array_get_length (choices) : 0;
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < n_choices; i++)
    {
      JsonNode *choice = json_array_get_element (choices, i);
      g_autofree char *text = relais_json_stringify (choice);

      if (json_node_equal (choice, value))
        return TRUE;
      if (i < MAX_SAID)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", text);
    }
  if (choices == NULL)
    return TRUE;

  return relais_schema_refuse (place, error, "one of %s%s is wanted", list->str, n_choices > MAX_SAID ? ", …" : "");
}

static gboolean validate (JsonObject  *schema,
                          JsonNode    *value,
                          GString     *place,
                          GError     **error);

static gboolean
validate_array (JsonObject  *schema,
                JsonArray   *array,
                GString     *place,
                GError     **error)
{
  JsonObject *items = relais_json_get_object (schema, "items");
  gint64 least = relais_json_get_int (schema, "minItems", 0);
  gint64 most = relais_json_get_int (schema, "maxItems", G_MAXINT64);
  guint length = json_array_get_length (array);

  if (length < least)
    return relais_schema_refuse (place, error, "at least %" G_GINT64_FORMAT " are wanted", least);
  if (length > most)
    return relais_schema_refuse (place, error, "at most %" G_GINT64_FORMAT " are taken", most);
  for (guint i = 0; items != NULL && i < length; i++)
    {
      gsize outer = enter_element (place, i);

      if (!validate (items, json_array_get_element (array, i), place, error))
        return FALSE;
      g_string_truncate (place, outer);
    }

  return TRUE;
}

static gboolean
validate_object (JsonObject  *schema,
                 JsonObject  *object,
                 GString     *place,
                 GError     **error)
{
  JsonObject *properties = relais_json_get_object (schema, "properties");
  JsonArray *required = relais_json_get_array (schema, "required");
  gboolean others = relais_json_get_bool (schema, "additionalProperties", properties == NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      const char *wanted = json_array_get_string_element (required, i);

      if (!json_object_has_member (object, wanted))
        {
          relais_schema_enter_member (place, wanted);
          return relais_schema_refuse (place, error, "is missing");
        }
    }

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      JsonObject *inner = properties != NULL ? relais_json_get_object (properties, name) : NULL;
      gsize outer = relais_schema_enter_member (place, name);

      if (inner == NULL && !others)
        {
          /* Its name is the value's, not the schema's. */
          g_string_truncate (place, outer);
          return relais_schema_refuse (place, error, "holds a property that is not described");
        }
      if (inner != NULL && !validate (inner, member, place, error))
        return FALSE;
      g_string_truncate (place, outer);
    }

  return TRUE;
}

static gboolean
validate (JsonObject  *schema,
          JsonNode    *value,
          GString     *place,
          GError     **error)
{
  if (!relais_schema_check_keywords (schema, place, error) || !has_type (schema, value, place, error) ||
      !validate_choice (schema, value, place, error))
    return FALSE;

  if (JSON_NODE_HOLDS_OBJECT (value))
    return validate_object (schema, json_node_get_object (value), place, error);
  if (JSON_NODE_HOLDS_ARRAY (value))
    return validate_array (schema, json_node_get_array (value), place, error);
  if (is_of_type (value, "string"))
    return validate_text (schema, json_node_get_string (value), place, error);
  if (is_of_type (value, "number"))
    return validate_number (schema, json_node_get_double (value), place, error);

  return TRUE;
}

gboolean
relais_schema_validate (JsonObject  *schema,
                        JsonNode    *value,
                        GError     **error)
{
  g_autoptr(GString) place = g_string_new (NULL);

  g_return_val_if_fail (schema != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return validate (schema, value, place, error);
}
