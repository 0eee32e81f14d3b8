/* relais-kind-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-private.h"

const char * const relais_kind_languages[RELAIS_KIND_N_LANGUAGES] = { "en", "fr" };

JsonObject *
relais_kind_json_get_object (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
relais_kind_json_get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* The text in @language, or in another one: a word in the wrong language helps more than none. */
const char *
relais_kind_json_get_text (JsonObject *texts,
          const char *language)
{
  const char *text = language != NULL ? relais_kind_json_get_string (texts, language) : NULL;

  for (guint i = 0; text == NULL && i < RELAIS_KIND_N_LANGUAGES; i++)
    text = relais_kind_json_get_string (texts, relais_kind_languages[i]);

  return text;
}

void
relais_kind_field_free (RelaisKindField *field)
{
  g_free (field->name);
  g_clear_pointer (&field->pattern, g_regex_unref);
  g_clear_pointer (&field->texts, json_object_unref);
  g_free (field);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisKindField, relais_kind_field_free)

gboolean
relais_kind_json_invalid (GError     **error,
                          const char  *kind,
                          const char  *what)
{
  g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID,
               "kind “%s”: %s", kind, what);
  return FALSE;
}

static gboolean
is_identifier (const char *id)
{
  if (id == NULL || !g_ascii_islower (id[0]) || strlen (id) > 64)
    return FALSE;

  for (const char *c = id; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-' && *c != '_')
      return FALSE;

  return TRUE;
}

static RelaisKindField *
field_new (JsonObject  *object,
           const char  *kind,
           GError     **error)
{
  g_autoptr(RelaisKindField) field = g_new0 (RelaisKindField, 1);
  const char *type = relais_kind_json_get_string (object, "type");
  const char *pattern = relais_kind_json_get_string (object, "pattern");

  field->name = g_strdup (relais_kind_json_get_string (object, "name"));
  if (!is_identifier (field->name))
    {
      relais_kind_json_invalid (error, kind, "a field has no name, or one with other characters than a–z, 0–9, “-” and “_”");
      return NULL;
    }

  if (!relais_field_type_from_string (type, &field->type))
    {
      g_autofree char *what = g_strdup_printf ("field “%s” has no known type", field->name);

      relais_kind_json_invalid (error, kind, what);
      return NULL;
    }
  field->required = json_object_get_boolean_member_with_default (object, "required", FALSE);

  if (pattern != NULL)
    {
      g_autoptr(GError) local = NULL;

      field->pattern = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &local);
      if (field->pattern == NULL || g_regex_get_capture_count (field->pattern) != 1)
        {
          g_autofree char *what = g_strdup_printf ("the pattern of field “%s” must be a regular expression with one group",
                                                   field->name);

          relais_kind_json_invalid (error, kind, what);
          return NULL;
        }
    }
  field->texts = json_object_ref (object);

  return g_steal_pointer (&field);
}

static gboolean
read_fields (RelaisKind  *self,
             JsonObject  *object,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, "fields");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return relais_kind_json_invalid (error, self->id, "“fields” must be a list");

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      RelaisKindField *field;

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return relais_kind_json_invalid (error, self->id, "each field must be an object");
      field = field_new (json_node_get_object (item), self->id, error);
      if (field == NULL)
        return FALSE;
      g_ptr_array_add (self->fields, field);
    }

  return TRUE;
}

static gboolean
check_templates (RelaisKind  *self,
                 JsonObject  *object,
                 GError     **error)
{
  JsonObject *templates = relais_kind_json_get_object (object, "template");

  for (guint i = 0; i < RELAIS_KIND_N_LANGUAGES; i++)
    {
      JsonObject *template = relais_kind_json_get_object (templates, relais_kind_languages[i]);

      if (template != NULL &&
          (relais_kind_json_get_string (template, "subject") == NULL || relais_kind_json_get_string (template, "body") == NULL))
        return relais_kind_json_invalid (error, self->id, "a template needs a subject and a body");
    }

  return TRUE;
}

/* See the header. */
JsonNode *
relais_kind_json_copy (JsonNode *definition)
{
  JsonObject *from = json_node_get_object (definition);
  g_autoptr(GList) members = json_object_get_members (from);
  JsonObject *object = json_object_new ();
  JsonNode *copy = json_node_new (JSON_NODE_OBJECT);

  for (GList *l = members; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, "examples") != 0)
      json_object_set_member (object, l->data, json_node_copy (json_object_get_member (from, l->data)));
  json_node_take_object (copy, object);

  return copy;
}

/* See the header. */
gboolean
relais_kind_json_read (RelaisKind  *self,
                       GError     **error)
{
  JsonObject *object = json_node_get_object (self->definition);
  const char *id = relais_kind_json_get_string (object, "id");

  if (!is_identifier (id))
    return relais_kind_json_invalid (error, id != NULL ? id : "?",
                                     "its id must begin with a letter and hold a–z, 0–9, “-” and “_” only, at most 64");
  self->id = g_strdup (id);

  if (relais_kind_json_get_text (relais_kind_json_get_object (object, "name"), NULL) == NULL)
    return relais_kind_json_invalid (error, id, "it has no name");
  if (!relais_action_from_string (relais_kind_json_get_string (object, "action"), &self->action) ||
      self->action == RELAIS_ACTION_NONE)
    return relais_kind_json_invalid (error, id, "its action must be draft, auto, forward, task or ignore");

  return read_fields (self, object, error) && check_templates (self, object, error);
}
