/* relais-rule.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind.h"
#include "relais-rule.h"

struct _RelaisRule
{
  GObject     parent_instance;

  gint64      id;
  JsonNode   *definition;   /* (owned) immutable */
  JsonObject *conditions;   /* (unowned) in definition */
  JsonObject *consequence;  /* (unowned) in definition */
  GPtrArray  *words;        /* (owned) of char, folded */
};

G_DEFINE_FINAL_TYPE (RelaisRule, relais_rule, G_TYPE_OBJECT)

static const char * const condition_names[] = { "kind", "sender", "words", "field", "list", NULL };
static const char * const consequence_names[] = { "kind", "action", "member", "note", "automatic", NULL };

/* Case and accents do not count: people write "reçu" and "recu". */
static char *
fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = g_utf8_casefold (decomposed != NULL ? decomposed : "", -1);
  GString *plain = g_string_sized_new (strlen (lower));

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_type (letter) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (plain, letter);
    }

  return g_string_free_and_steal (plain);
}

static gboolean
is_known (JsonObject         *object,
          const char * const *names,
          char              **unknown)
{
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (names, l->data))
      {
        *unknown = g_strdup (l->data);
        return FALSE;
      }

  return TRUE;
}

/* "@rectorat.example" names a domain and those below it, anything else a whole address. */
static gboolean
sender_matches (const char *condition,
                const char *address)
{
  const char *at;

  if (address == NULL)
    return FALSE;
  if (condition[0] != '@')
    return g_ascii_strcasecmp (condition, address) == 0;

  at = strrchr (address, '@');
  if (at == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (at, condition) == 0)
    return TRUE;

  return strlen (at) > strlen (condition) &&
         at[strlen (at) - strlen (condition)] == '.' &&
         g_ascii_strcasecmp (at + strlen (at) - strlen (condition) + 1, condition + 1) == 0;
}

static gboolean
words_match (RelaisRule          *self,
             RelaisParsedMessage *message)
{
  g_autofree char *whole = g_strconcat (relais_parsed_message_get_subject (message), "\n",
                                        relais_parsed_message_get_text (message), NULL);
  g_autofree char *folded = fold (whole);

  for (guint i = 0; i < self->words->len; i++)
    {
      const char *word = g_ptr_array_index (self->words, i);
      const char *found = folded;
      gboolean hit = FALSE;

      while (!hit && (found = strstr (found, word)) != NULL)
        {
          gunichar before = found > folded ? g_utf8_get_char (g_utf8_prev_char (found)) : ' ';
          gunichar after = g_utf8_get_char (found + strlen (word));

          hit = !g_unichar_isalnum (before) && !g_unichar_isalnum (after);
          found = g_utf8_next_char (found);
        }
      if (hit)
        return TRUE;
    }

  return FALSE;
}

static void
relais_rule_finalize (GObject *object)
{
  RelaisRule *self = RELAIS_RULE (object);

  g_clear_pointer (&self->definition, json_node_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_rule_parent_class)->finalize (object);
}

static void
relais_rule_class_init (RelaisRuleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_rule_finalize;
}

static void
relais_rule_init (RelaisRule *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
}

static JsonObject *
get_part (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* A condition with the wrong type would read as absent, and a rule that asks for less fires more: refused. */
static const char *
find_fault (JsonObject *conditions,
            JsonObject *consequence)
{
  static const struct { const char *name; GType type; } types[] = {
    { "kind", G_TYPE_STRING }, { "sender", G_TYPE_STRING }, { "field", G_TYPE_STRING }, { "list", G_TYPE_BOOLEAN },
    { "action", G_TYPE_STRING }, { "note", G_TYPE_STRING }, { "member", G_TYPE_INT64 }, { "automatic", G_TYPE_BOOLEAN },
  };
  RelaisAction action;
  JsonNode *words = json_object_get_member (conditions, "words");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      JsonNode *a = json_object_get_member (conditions, types[i].name);
      JsonNode *b = json_object_get_member (consequence, types[i].name);

      if ((a != NULL && json_node_get_value_type (a) != types[i].type) ||
          (b != NULL && json_node_get_value_type (b) != types[i].type))
        return types[i].name;
    }
  if (words != NULL && !JSON_NODE_HOLDS_ARRAY (words))
    return "words";
  if (json_object_has_member (consequence, "action") &&
      !relais_action_from_string (json_object_get_string_member (consequence, "action"), &action))
    return "action";

  return NULL;
}

/**
 * relais_rule_new_from_json:
 * @id: its row, or 0
 * @error: %RELAIS_TRIAGE_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the rule
 */
RelaisRule *
relais_rule_new_from_json (gint64     id,
                           JsonNode  *definition,
                           GError   **error)
{
  g_autoptr(RelaisRule) self = NULL;
  g_autofree char *unknown = NULL;
  const char *fault;
  JsonNode *words;

  if (definition == NULL || !JSON_NODE_HOLDS_OBJECT (definition))
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID, "a rule must be an object");
      return NULL;
    }

  self = g_object_new (RELAIS_TYPE_RULE, NULL);
  self->id = id;
  self->definition = json_node_copy (definition);
  self->conditions = get_part (json_node_get_object (self->definition), "if");
  self->consequence = get_part (json_node_get_object (self->definition), "then");

  if (self->conditions == NULL || self->consequence == NULL || json_object_get_size (self->conditions) == 0)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID,
                   "a rule needs at least one condition in “if”, and “then”");
      return NULL;
    }
  if (!is_known (self->conditions, condition_names, &unknown) ||
      !is_known (self->consequence, consequence_names, &unknown))
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID, "rule: “%s” is not known", unknown);
      return NULL;
    }
  fault = find_fault (self->conditions, self->consequence);
  if (fault != NULL)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID, "rule: “%s” has a wrong value", fault);
      return NULL;
    }

  words = json_object_get_member (self->conditions, "words");
  for (guint i = 0; words != NULL && i < json_array_get_length (json_node_get_array (words)); i++)
    {
      JsonNode *word = json_array_get_element (json_node_get_array (words), i);
      g_autofree char *stripped = NULL;

      if (json_node_get_value_type (word) == G_TYPE_STRING)
        stripped = g_strstrip (fold (json_node_get_string (word)));
      if (stripped == NULL || stripped[0] == '\0')
        {
          g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID, "rule: a word is empty");
          return NULL;
        }
      g_ptr_array_add (self->words, g_steal_pointer (&stripped));
    }

  return g_steal_pointer (&self);
}

/**
 * relais_rule_to_json:
 *
 * Returns: (transfer full): its definition
 */
JsonNode *
relais_rule_to_json (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), NULL);

  return json_node_copy (self->definition);
}

gint64
relais_rule_get_id (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), 0);

  return self->id;
}

const char *
relais_rule_get_name (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), NULL);

  return json_object_get_string_member_with_default (json_node_get_object (self->definition), "name", "");
}

gboolean
relais_rule_asks_fields (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), FALSE);

  return json_object_has_member (self->conditions, "field");
}

/**
 * relais_rule_matches:
 * @kind: (nullable): what it was recognised as; %NULL: none of these
 * @fields: (nullable): what was read in it
 *
 * Returns: whether every condition holds
 */
gboolean
relais_rule_matches (RelaisRule          *self,
                     RelaisParsedMessage *message,
                     const char          *kind,
                     JsonObject          *fields)
{
  JsonObject *conditions;
  const char *value;

  g_return_val_if_fail (RELAIS_IS_RULE (self), FALSE);

  conditions = self->conditions;
  value = json_object_get_string_member_with_default (conditions, "kind", NULL);
  if (value != NULL && g_strcmp0 (value, kind) != 0)
    return FALSE;

  value = json_object_get_string_member_with_default (conditions, "sender", NULL);
  if (value != NULL && !sender_matches (value, relais_parsed_message_get_from_address (message)))
    return FALSE;

  value = json_object_get_string_member_with_default (conditions, "field", NULL);
  if (value != NULL && (fields == NULL || !json_object_has_member (fields, value)))
    return FALSE;

  if (json_object_has_member (conditions, "list") &&
      json_object_get_boolean_member (conditions, "list") != relais_parsed_message_has_flag (message, RELAIS_PARSED_LIST))
    return FALSE;

  return self->words->len == 0 || words_match (self, message);
}

const char *
relais_rule_get_then_kind (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), NULL);

  return json_object_get_string_member_with_default (self->consequence, "kind", NULL);
}

int
relais_rule_get_then_action (RelaisRule *self)
{
  RelaisAction action;

  g_return_val_if_fail (RELAIS_IS_RULE (self), -1);

  if (!relais_action_from_string (json_object_get_string_member_with_default (self->consequence, "action", NULL), &action))
    return -1;

  return (int) action;
}

gint64
relais_rule_get_then_member (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), 0);

  return json_object_get_int_member_with_default (self->consequence, "member", 0);
}

const char *
relais_rule_get_then_note (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), NULL);

  return json_object_get_string_member_with_default (self->consequence, "note", NULL);
}

/**
 * relais_rule_is_automatic:
 *
 * Returns: whether the person who made the rule allowed it to act without approval
 */
gboolean
relais_rule_is_automatic (RelaisRule *self)
{
  g_return_val_if_fail (RELAIS_IS_RULE (self), FALSE);

  return json_object_get_boolean_member_with_default (self->consequence, "automatic", FALSE);
}
