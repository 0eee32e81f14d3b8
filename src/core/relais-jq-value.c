/* relais-jq-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "relais-jq.h"
#include "relais-jq-private.h"

/* Beyond it a double does not hold every whole number. */
#define MAX_EXACT (G_GINT64_CONSTANT (1) << 53)

static gboolean
too_deep (GError **error)
{
  g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE, "JSON nested deeper than %d", RELAIS_JSON_MAX_DEPTH);

  return FALSE;
}

static jv
number_of (JsonNode *node)
{
  gint64 whole;
  g_autofree char *literal = NULL;

  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return jv_number (json_node_get_double (node));

  whole = json_node_get_int (node);
  if (whole >= -MAX_EXACT && whole <= MAX_EXACT)
    return jv_number ((double) whole);

  /* Identifiers of some services are this long; jq keeps the digits of what it does not compute with. */
  literal = g_strdup_printf ("%" G_GINT64_FORMAT, whole);

  return jv_number_with_literal (literal);
}

static gboolean from_node (JsonNode  *node,
                           guint      depth,
                           jv        *value,
                           GError   **error);

static gboolean
from_array (JsonArray  *array,
            guint       depth,
            jv         *value,
            GError    **error)
{
  guint length = json_array_get_length (array);
  jv result = jv_array ();

  for (guint i = 0; i < length; i++)
    {
      jv element;

      if (!from_node (json_array_get_element (array, i), depth, &element, error))
        {
          jv_free (result);
          return FALSE;
        }
      result = jv_array_append (result, element);
    }
  *value = result;

  return TRUE;
}

static gboolean
from_object (JsonObject  *object,
             guint        depth,
             jv          *value,
             GError     **error)
{
  jv result = jv_object ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      jv element;

      if (!from_node (member, depth, &element, error))
        {
          jv_free (result);
          return FALSE;
        }
      result = jv_object_set (result, jv_string (name), element);
    }
  *value = result;

  return TRUE;
}

static gboolean
from_node (JsonNode  *node,
           guint      depth,
           jv        *value,
           GError   **error)
{
  if (depth > RELAIS_JSON_MAX_DEPTH)
    return too_deep (error);

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return from_object (json_node_get_object (node), depth + 1, value, error);
    case JSON_NODE_ARRAY:
      return from_array (json_node_get_array (node), depth + 1, value, error);
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        *value = jv_string (json_node_get_string (node));
      else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        *value = jv_bool (json_node_get_boolean (node));
      else
        *value = number_of (node);
      return TRUE;
    case JSON_NODE_NULL:
    default:
      *value = jv_null ();
      return TRUE;
    }
}

gboolean
relais_jq_from_node (JsonNode  *node,
                     jv        *value,
                     GError   **error)
{
  if (node != NULL)
    return from_node (node, 0, value, error);

  *value = jv_null ();

  return TRUE;
}

/* @value: borrowed */
static JsonNode *
node_of_number (jv value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  double number = jv_number_value (value);

  if (jv_number_has_literal (value) && fabs (number) >= MAX_EXACT)
    {
      const char *literal = jv_number_get_literal (value);
      gint64 whole;

      if (literal != NULL && g_ascii_string_to_signed (literal, 10, G_MININT64, G_MAXINT64, &whole, NULL))
        {
          json_node_set_int (node, whole);
          return node;
        }
    }

  if (number == trunc (number) && fabs (number) <= MAX_EXACT)
    json_node_set_int (node, (gint64) number);
  else
    json_node_set_double (node, number);

  return node;
}

static JsonNode *
node_of_string (jv value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  /* A C string ends with the first NUL, which JSON allows and nothing of ours needs. */
  const char *text = jv_string_value (value);

  json_node_set_string (node, text);

  return node;
}

static JsonNode *to_node (jv       value,
                          guint    depth,
                          GError **error);

static JsonNode *
to_array (jv       value,
          guint    depth,
          GError **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  JsonNode *node;

  jv_array_foreach (value, i, element)
    {
      JsonNode *member = to_node (element, depth, error);

      jv_free (element);
      if (member == NULL)
        return NULL;
      json_array_add_element (array, member);
    }

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, g_steal_pointer (&array));

  return node;
}

static JsonNode *
to_object (jv       value,
           guint    depth,
           GError **error)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node;

  jv_object_foreach (value, key, element)
    {
      JsonNode *member = to_node (element, depth, error);

      if (member != NULL)
        json_object_set_member (object, jv_string_value (key), member);
      jv_free (key);
      jv_free (element);
      if (member == NULL)
        return NULL;
    }

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&object));

  return node;
}

/* @value: borrowed */
static JsonNode *
to_node (jv       value,
         guint    depth,
         GError **error)
{
  JsonNode *node;

  if (depth > RELAIS_JSON_MAX_DEPTH)
    {
      too_deep (error);
      return NULL;
    }

  switch (jv_get_kind (value))
    {
    case JV_KIND_OBJECT:
      return to_object (value, depth + 1, error);
    case JV_KIND_ARRAY:
      return to_array (value, depth + 1, error);
    case JV_KIND_STRING:
      return node_of_string (value);
    case JV_KIND_NUMBER:
      return node_of_number (value);
    case JV_KIND_TRUE:
    case JV_KIND_FALSE:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_boolean (node, jv_get_kind (value) == JV_KIND_TRUE);
      return node;
    case JV_KIND_NULL:
    case JV_KIND_INVALID:
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}

JsonNode *
relais_jq_to_node (jv       value,
                   GError **error)
{
  JsonNode *node = to_node (value, 0, error);

  jv_free (value);

  return node;
}
