/* relais-rule-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-rule-words.h"
#include "relais-words.h"

static JsonObject *
get_part (JsonNode   *definition,
          const char *name)
{
  return json_object_get_object_member (json_node_get_object (definition), name);
}

static const char *
get_kind_name (RelaisWorkspace *workspace,
               const char      *id)
{
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (workspace), id);

  return kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : _("a deleted kind");
}

static char *
dup_words (JsonObject *conditions)
{
  JsonArray *words = json_object_get_array_member (conditions, "words");
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (words); i++)
    /* Translators: between words of which one is enough */
    g_string_append_printf (list, "%s“%s”", i > 0 ? _(" or ") : "", json_array_get_string_element (words, i));

  /* Translators: a condition of a rule: one of these words stands in the message */
  return g_strdup_printf (_("with %s"), list->str);
}

/* The label of a detail, in whatever kind reads it. */
static const char *
get_field_name (RelaisWorkspace *workspace,
                const char      *name)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      /* The list keeps it. */
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);
      GPtrArray *fields = relais_kind_get_fields (kind);

      for (guint j = 0; j < fields->len; j++)
        if (g_str_equal (((RelaisKindField *) g_ptr_array_index (fields, j))->name, name))
          return relais_kind_field_get_label (g_ptr_array_index (fields, j), relais_words_get_language ());
    }

  return name;
}

char *
relais_rule_dup_conditions (RelaisWorkspace *workspace,
                            JsonObject      *conditions)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *value;

  value = json_object_get_string_member_with_default (conditions, "kind", NULL);
  if (value != NULL)
    g_ptr_array_add (parts, g_strdup (get_kind_name (workspace, value)));
  value = json_object_get_string_member_with_default (conditions, "sender", NULL);
  if (value != NULL)
    /* Translators: a condition of a rule: the sender's address or domain */
    g_ptr_array_add (parts, g_strdup_printf (_("from %s"), value));
  if (json_object_has_member (conditions, "words"))
    g_ptr_array_add (parts, dup_words (conditions));
  value = json_object_get_string_member_with_default (conditions, "field", NULL);
  if (value != NULL)
    /* Translators: a condition of a rule: this detail was found in the message */
    g_ptr_array_add (parts, g_strdup_printf (_("with the detail “%s”"), get_field_name (workspace, value)));
  if (json_object_has_member (conditions, "list"))
    g_ptr_array_add (parts, g_strdup (json_object_get_boolean_member (conditions, "list")
                                      ? _("through a mailing list") : _("not through a mailing list")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

static char *
dup_consequence (RelaisWorkspace *workspace,
                 RelaisRule      *rule)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  RelaisMember *who = relais_team_find (relais_workspace_get_team (workspace), relais_rule_get_then_member (rule));
  int action = relais_rule_get_then_action (rule);

  if (relais_rule_get_then_kind (rule) != NULL)
    /* Translators: what a rule says: the message is of this kind */
    g_ptr_array_add (parts, g_strdup_printf (_("it is %s"), get_kind_name (workspace, relais_rule_get_then_kind (rule))));
  if (action >= 0)
    g_ptr_array_add (parts, g_strdup (relais_words_get_action ((RelaisAction) action)));
  if (who != NULL)
    g_ptr_array_add (parts, g_strdup (relais_member_get_name (who)));
  if (relais_rule_is_automatic (rule))
    g_ptr_array_add (parts, g_strdup (_("without asking")));
  if (relais_rule_get_then_note (rule) != NULL)
    /* Translators: the note that goes along when mail is passed on */
    g_ptr_array_add (parts, g_strdup_printf (_("with the note “%s”"), relais_rule_get_then_note (rule)));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

char *
relais_rule_dup_sentence (RelaisWorkspace *workspace,
                          RelaisRule      *rule)
{
  g_autoptr(JsonNode) definition = relais_rule_to_json (rule);
  g_autofree char *conditions = relais_rule_dup_conditions (workspace, get_part (definition, "if"));
  g_autofree char *consequence = dup_consequence (workspace, rule);

  return g_strdup_printf ("%s → %s", conditions, consequence);
}
