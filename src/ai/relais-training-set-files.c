/* relais-training-set-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-training-set.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static gboolean
fail_kinds (const char  *path,
            GError     **error,
            const char  *what)
{
  g_set_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_BAD_KINDS, "%s: %s", path,
               what);
  return FALSE;
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* A string, or an object with an identifier; NULL for anything else. */
static const char *
read_kind (JsonNode *node)
{
  const char *kind = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      kind = get_string (json_node_get_object (node), "id");
      if (kind == NULL)
        kind = get_string (json_node_get_object (node), "name");
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      kind = json_node_get_string (node);
    }

  return kind != NULL && *kind != '\0' ? kind : NULL;
}

static gboolean
collect_json_kinds (GPtrArray   *kinds,
                    JsonNode    *root,
                    const char  *path,
                    GError     **error)
{
  JsonArray *array;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    root = json_object_get_member (json_node_get_object (root), "kinds");
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return fail_kinds (path, error, "neither an array of kinds nor an object with “kinds”");

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *kind = read_kind (json_array_get_element (array, i));

      if (kind == NULL)
        {
          g_autofree char *what = g_strdup_printf ("kind %u has no identifier", i + 1);

          return fail_kinds (path, error, what);
        }
      g_ptr_array_add (kinds, g_strdup (kind));
    }

  return TRUE;
}

static void
collect_text_kinds (GPtrArray  *kinds,
                    const char *contents)
{
  g_auto(GStrv) lines = g_strsplit (contents, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *kind = g_strstrip (lines[i]);

      if (*kind != '\0')
        g_ptr_array_add (kinds, g_strdup (kind));
    }
}

gboolean
relais_training_set_load_kinds (RelaisTrainingSet  *self,
                                const char         *path,
                                GError            **error)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *contents = NULL;
  const char *start;
  gsize size;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;
  if (!g_utf8_validate (contents, (gssize) size, NULL))
    return fail_kinds (path, error, "not UTF-8 text");

  start = contents + strspn (contents, " \t\r\n");
  if (*start == '[' || *start == '{')
    {
      g_autoptr(JsonParser) parser = json_parser_new_immutable ();
      g_autoptr(GError) parse_error = NULL;

      if (!json_parser_load_from_data (parser, contents, -1, &parse_error))
        return fail_kinds (path, error, parse_error->message);
      if (!collect_json_kinds (kinds, json_parser_get_root (parser), path, error))
        return FALSE;
    }
  else
    {
      collect_text_kinds (kinds, contents);
    }

  for (guint i = 0; i < kinds->len; i++)
    if (!g_hash_table_add (seen, g_ptr_array_index (kinds, i)))
      {
        g_autofree char *what =
          g_strdup_printf ("“%s” is there twice", (char *) g_ptr_array_index (kinds, i));

        return fail_kinds (path, error, what);
      }

  for (guint i = 0; i < kinds->len; i++)
    relais_training_set_add_kind (self, g_ptr_array_index (kinds, i));
  return TRUE;
}

static gboolean
fail_row (const char            *path,
          guint                  line,
          RelaisClassifierError  code,
          const char            *what,
          GError               **error)
{
  g_set_error (error, RELAIS_CLASSIFIER_ERROR, (int) code, "%s, line %u: %s", path, line, what);
  return FALSE;
}

static gboolean
get_weight (JsonObject *object,
            double     *weight)
{
  JsonNode *node = json_object_get_member (object, "weight");
  GType type;

  *weight = 1.0;
  if (node == NULL)
    return TRUE;

  type = json_node_get_value_type (node);
  if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
    return FALSE;
  *weight = json_node_get_double (node);
  return isfinite (*weight) && *weight > 0.0;
}

static gboolean
read_row (RelaisTrainingSet  *rows,
          RelaisTrainingSet  *known,
          JsonNode           *root,
          const char         *path,
          guint               line,
          GError            **error)
{
  JsonObject *object;
  JsonNode *kind_node;
  const char *kind = NULL;
  const char *text;
  double weight;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_BAD_ROW, "not a JSON object", error);

  object = json_node_get_object (root);
  text = get_string (object, "text");
  if (text == NULL)
    return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_BAD_ROW, "no string “text”", error);
  if (!get_weight (object, &weight))
    return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_BAD_ROW,
                     "“weight” is not a number above 0", error);

  kind_node = json_object_get_member (object, "kind");
  if (kind_node != NULL && !JSON_NODE_HOLDS_NULL (kind_node))
    {
      kind = get_string (object, "kind");
      if (kind == NULL || *kind == '\0')
        return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_BAD_ROW,
                         "“kind” is neither a name nor null", error);
      if (known != NULL && !relais_training_set_has_kind (known, kind))
        {
          g_autofree char *what = g_strdup_printf ("“%s” is not one of the kinds", kind);

          return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_UNKNOWN_KIND, what, error);
        }
    }

  relais_training_set_add (rows, text, kind, weight);
  return TRUE;
}

gboolean
relais_training_set_load_rows (RelaisTrainingSet  *self,
                               const char         *path,
                               GError            **error)
{
  g_autoptr(RelaisTrainingSet) rows = relais_training_set_new ();
  g_autoptr(JsonParser) parser = json_parser_new ();
  RelaisTrainingSet *known = NULL;
  g_autofree char *contents = NULL;
  gsize size;
  guint line = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;

  if (relais_training_set_get_n_kinds (self) > 0)
    known = self;

  for (const char *start = contents, *end; start < contents + size; start = end + 1)
    {
      g_autoptr(GError) parse_error = NULL;
      gsize length;

      end = memchr (start, '\n', (gsize) (contents + size - start));
      if (end == NULL)
        end = contents + size;
      length = (gsize) (end - start);
      line++;

      if (strspn (start, " \t\r") >= length)
        continue;
      if (!g_utf8_validate (start, (gssize) length, NULL))
        return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_BAD_ROW, "not UTF-8 text", error);
      if (!json_parser_load_from_data (parser, start, (gssize) length, &parse_error))
        return fail_row (path, line, RELAIS_CLASSIFIER_ERROR_BAD_ROW, parse_error->message, error);
      if (!read_row (rows, known, json_parser_get_root (parser), path, line, error))
        return FALSE;
    }

  for (guint i = 0; i < relais_training_set_get_n_samples (rows); i++)
    {
      const RelaisTrainingSample *sample = relais_training_set_get_sample (rows, i);

      relais_training_set_add (self, sample->text, sample->kind, sample->weight);
    }
  return TRUE;
}
