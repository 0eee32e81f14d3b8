/* relais-kind.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind.h"

struct _RelaisKind
{
  GObject       parent_instance;

  JsonNode     *definition;   /* (owned) immutable */
  char         *pack;         /* (owned) (nullable) */
  char         *id;           /* (owned) */
  GPtrArray    *fields;       /* (owned) of RelaisKindField */
  RelaisAction  action;
  gint64        member;
  gboolean      enabled;
};

G_DEFINE_FINAL_TYPE (RelaisKind, relais_kind, G_TYPE_OBJECT)

G_DEFINE_QUARK (relais-triage-error-quark, relais_triage_error)

static const char * const action_names[] = {
  [RELAIS_ACTION_NONE] = "none",
  [RELAIS_ACTION_DRAFT] = "draft",
  [RELAIS_ACTION_AUTO] = "auto",
  [RELAIS_ACTION_FORWARD] = "forward",
  [RELAIS_ACTION_TASK] = "task",
  [RELAIS_ACTION_IGNORE] = "ignore",
};

static const char * const field_type_names[] = {
  [RELAIS_FIELD_TEXT] = "text",
  [RELAIS_FIELD_PERSON] = "person",
  [RELAIS_FIELD_DATE] = "date",
  [RELAIS_FIELD_TIME] = "time",
  [RELAIS_FIELD_NUMBER] = "number",
  [RELAIS_FIELD_MONEY] = "money",
  [RELAIS_FIELD_EMAIL] = "email",
  [RELAIS_FIELD_PHONE] = "phone",
  [RELAIS_FIELD_PLACE] = "place",
  [RELAIS_FIELD_REFERENCE] = "reference",
};

static const char * const languages[] = { "en", "fr" };

static void
field_free (RelaisKindField *field)
{
  g_free (field->name);
  g_clear_pointer (&field->pattern, g_regex_unref);
  g_clear_pointer (&field->texts, json_object_unref);
  g_free (field);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisKindField, field_free)

static JsonObject *
get_object (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* The text in @language, or in another one: a word in the wrong language helps more than none. */
static const char *
get_text (JsonObject *texts,
          const char *language)
{
  const char *text = language != NULL ? get_string (texts, language) : NULL;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (languages); i++)
    text = get_string (texts, languages[i]);

  return text;
}

static gboolean
invalid (GError     **error,
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
  const char *type = get_string (object, "type");
  const char *pattern = get_string (object, "pattern");
  guint i;

  field->name = g_strdup (get_string (object, "name"));
  if (!is_identifier (field->name))
    {
      invalid (error, kind, "a field has no name, or one with other characters than a–z, 0–9, “-” and “_”");
      return NULL;
    }

  for (i = 0; i < G_N_ELEMENTS (field_type_names); i++)
    if (g_strcmp0 (type, field_type_names[i]) == 0)
      break;
  if (i == G_N_ELEMENTS (field_type_names))
    {
      g_autofree char *what = g_strdup_printf ("field “%s” has no known type", field->name);

      invalid (error, kind, what);
      return NULL;
    }
  field->type = (RelaisFieldType) i;
  field->required = json_object_get_boolean_member_with_default (object, "required", FALSE);

  if (pattern != NULL)
    {
      g_autoptr(GError) local = NULL;

      field->pattern = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &local);
      if (field->pattern == NULL || g_regex_get_capture_count (field->pattern) != 1)
        {
          g_autofree char *what = g_strdup_printf ("the pattern of field “%s” must be a regular expression with one group",
                                                   field->name);

          invalid (error, kind, what);
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
    return invalid (error, self->id, "“fields” must be a list");

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      RelaisKindField *field;

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return invalid (error, self->id, "each field must be an object");
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
  JsonObject *templates = get_object (object, "template");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      JsonObject *template = get_object (templates, languages[i]);

      if (template != NULL &&
          (get_string (template, "subject") == NULL || get_string (template, "body") == NULL))
        return invalid (error, self->id, "a template needs a subject and a body");
    }

  return TRUE;
}

static void
relais_kind_finalize (GObject *object)
{
  RelaisKind *self = RELAIS_KIND (object);

  g_clear_pointer (&self->definition, json_node_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self->pack);
  g_free (self->id);

  G_OBJECT_CLASS (relais_kind_parent_class)->finalize (object);
}

static void
relais_kind_class_init (RelaisKindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_kind_finalize;
}

static void
relais_kind_init (RelaisKind *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  self->enabled = TRUE;
}

/**
 * relais_kind_new_from_json:
 * @definition: as in a pack; examples in it are not looked at
 * @pack: (nullable): where it came from
 * @error: %RELAIS_TRIAGE_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the kind
 */
RelaisKind *
relais_kind_new_from_json (JsonNode    *definition,
                           const char  *pack,
                           GError     **error)
{
  g_autoptr(RelaisKind) self = NULL;
  g_autoptr(JsonNode) copy = NULL;
  JsonObject *object;
  const char *id;

  if (definition == NULL || !JSON_NODE_HOLDS_OBJECT (definition))
    {
      invalid (error, "?", "it must be an object");
      return NULL;
    }

  copy = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();
  {
    g_autoptr(GList) members = json_object_get_members (json_node_get_object (definition));

    for (GList *l = members; l != NULL; l = l->next)
      if (g_strcmp0 (l->data, "examples") != 0)
        json_object_set_member (object, l->data,
                                json_node_copy (json_object_get_member (json_node_get_object (definition), l->data)));
    json_node_take_object (copy, object);
  }

  id = get_string (object, "id");
  if (!is_identifier (id))
    {
      invalid (error, id != NULL ? id : "?",
               "its id must begin with a letter and hold a–z, 0–9, “-” and “_” only, at most 64");
      return NULL;
    }

  self = g_object_new (RELAIS_TYPE_KIND, NULL);
  self->id = g_strdup (id);
  self->pack = g_strdup (pack);
  self->definition = g_steal_pointer (&copy);

  if (get_text (get_object (object, "name"), NULL) == NULL)
    {
      invalid (error, id, "it has no name");
      return NULL;
    }
  if (!relais_action_from_string (get_string (object, "action"), &self->action) ||
      self->action == RELAIS_ACTION_NONE)
    {
      invalid (error, id, "its action must be draft, auto, forward, task or ignore");
      return NULL;
    }
  if (!read_fields (self, object, error) || !check_templates (self, object, error))
    return NULL;

  json_node_seal (self->definition);

  return g_steal_pointer (&self);
}

/**
 * relais_kind_with:
 *
 * Returns: (transfer full): the same kind with what the workspace says about it
 */
RelaisKind *
relais_kind_with (RelaisKind   *self,
                  RelaisAction  action,
                  gint64        member,
                  gboolean      enabled)
{
  RelaisKind *copy;

  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  copy = relais_kind_new_from_json (self->definition, self->pack, NULL);
  copy->action = action;
  copy->member = member;
  copy->enabled = enabled;

  return copy;
}

/**
 * relais_kind_to_json:
 *
 * Returns: (transfer full): the definition, as in a pack, with the action of the workspace
 */
JsonNode *
relais_kind_to_json (RelaisKind *self)
{
  JsonNode *node;

  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  {
    g_autofree char *text = json_to_string (self->definition, FALSE);

    node = json_from_string (text, NULL);
  }
  json_object_set_string_member (json_node_get_object (node), "action", action_names[self->action]);

  return node;
}

const char *
relais_kind_get_id (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return self->id;
}

const char *
relais_kind_get_pack (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return self->pack;
}

const char *
relais_kind_get_name (RelaisKind *self,
                      const char *language)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return get_text (get_object (json_node_get_object (self->definition), "name"), language);
}

/**
 * relais_kind_get_description:
 *
 * Returns: (transfer none): one sentence, or ""
 */
const char *
relais_kind_get_description (RelaisKind *self,
                             const char *language)
{
  const char *text;

  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  text = get_text (get_object (json_node_get_object (self->definition), "description"), language);

  return text != NULL ? text : "";
}

const char *
relais_kind_get_sign (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return get_string (json_node_get_object (self->definition), "sign");
}

RelaisAction
relais_kind_get_action (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), RELAIS_ACTION_NONE);

  return self->action;
}

/**
 * relais_kind_get_member:
 *
 * Returns: the responsible person's row, or 0
 */
gint64
relais_kind_get_member (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), 0);

  return self->member;
}

gboolean
relais_kind_get_enabled (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), FALSE);

  return self->enabled;
}

/**
 * relais_kind_get_fields:
 *
 * Returns: (transfer none) (element-type RelaisKindField): what to read in a message of this kind
 */
GPtrArray *
relais_kind_get_fields (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return self->fields;
}

/**
 * relais_kind_field_get_label:
 *
 * Returns: (transfer none): for people; the name when the definition has no label
 */
const char *
relais_kind_field_get_label (const RelaisKindField *field,
                             const char            *language)
{
  const char *label = get_text (get_object (field->texts, "label"), language);

  return label != NULL ? label : field->name;
}

static const char *
get_template_part (RelaisKind *self,
                   const char *language,
                   const char *part)
{
  JsonObject *templates = get_object (json_node_get_object (self->definition), "template");
  const char *text = language != NULL ? get_string (get_object (templates, language), part) : NULL;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (languages); i++)
    text = get_string (get_object (templates, languages[i]), part);

  return text;
}

/**
 * relais_kind_has_template:
 * @language: (nullable): %NULL: in any language
 */
gboolean
relais_kind_has_template (RelaisKind *self,
                          const char *language)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), FALSE);

  if (language == NULL)
    return get_template_part (self, NULL, "body") != NULL;

  return get_string (get_object (get_object (json_node_get_object (self->definition), "template"), language),
                     "body") != NULL;
}

/**
 * relais_kind_get_subject:
 *
 * Returns: (transfer none) (nullable): the template of the subject
 */
const char *
relais_kind_get_subject (RelaisKind *self,
                         const char *language)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return get_template_part (self, language, "subject");
}

/**
 * relais_kind_get_body:
 *
 * Returns: (transfer none) (nullable): the template of the answer
 */
const char *
relais_kind_get_body (RelaisKind *self,
                      const char *language)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return get_template_part (self, language, "body");
}

const char *
relais_action_to_string (RelaisAction action)
{
  g_return_val_if_fail (action <= RELAIS_ACTION_IGNORE, NULL);

  return action_names[action];
}

gboolean
relais_action_from_string (const char   *string,
                           RelaisAction *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_names); i++)
    if (g_strcmp0 (string, action_names[i]) == 0)
      {
        *action = (RelaisAction) i;
        return TRUE;
      }

  return FALSE;
}

const char *
relais_field_type_to_string (RelaisFieldType type)
{
  g_return_val_if_fail (type <= RELAIS_FIELD_REFERENCE, NULL);

  return field_type_names[type];
}
