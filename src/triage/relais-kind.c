/* relais-kind.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-private.h"
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
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_kind_field_free);
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

  if (definition == NULL || !JSON_NODE_HOLDS_OBJECT (definition))
    {
      relais_kind_json_invalid (error, "?", "it must be an object");
      return NULL;
    }

  self = g_object_new (RELAIS_TYPE_KIND, NULL);
  self->pack = g_strdup (pack);
  self->definition = relais_kind_json_copy (definition);
  if (!relais_kind_json_read (self, error))
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

  return relais_kind_json_get_text (relais_kind_json_get_object (json_node_get_object (self->definition), "name"), language);
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

  text = relais_kind_json_get_text (relais_kind_json_get_object (json_node_get_object (self->definition), "description"), language);

  return text != NULL ? text : "";
}

const char *
relais_kind_get_sign (RelaisKind *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND (self), NULL);

  return relais_kind_json_get_string (json_node_get_object (self->definition), "sign");
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
  const char *label = relais_kind_json_get_text (relais_kind_json_get_object (field->texts, "label"), language);

  return label != NULL ? label : field->name;
}

static const char *
get_template_part (RelaisKind *self,
                   const char *language,
                   const char *part)
{
  JsonObject *templates = relais_kind_json_get_object (json_node_get_object (self->definition), "template");
  const char *text = language != NULL ? relais_kind_json_get_string (relais_kind_json_get_object (templates, language), part) : NULL;

  for (guint i = 0; text == NULL && i < RELAIS_KIND_N_LANGUAGES; i++)
    text = relais_kind_json_get_string (relais_kind_json_get_object (templates, relais_kind_languages[i]), part);

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

  return relais_kind_json_get_string (relais_kind_json_get_object (relais_kind_json_get_object (json_node_get_object (self->definition), "template"), language),
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

/* See the private header. */
gboolean
relais_field_type_from_string (const char      *string,
                               RelaisFieldType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_type_names); i++)
    if (g_strcmp0 (string, field_type_names[i]) == 0)
      {
        *type = (RelaisFieldType) i;
        return TRUE;
      }

  return FALSE;
}
