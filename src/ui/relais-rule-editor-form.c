/* relais-rule-editor-form.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-choices.h"
#include "relais-rule-editor-private.h"
#include "relais-rule-words.h"

/* Choices of list_row */
enum
{
  LIST_ANY,
  LIST_ONLY,
  LIST_NONE,
};

/* (transfer full) */
static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
set_text (JsonObject  *object,
          const char  *member,
          AdwEntryRow *row)
{
  g_autofree char *text = dup_text (row);

  if (text[0] != '\0')
    json_object_set_string_member (object, member, text);
}

static JsonArray *
read_words (RelaisRuleEditor *self)
{
  JsonArray *words = json_array_new ();
  g_auto(GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->words_row)), ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      json_array_add_string_element (words, parts[i]);

  return words;
}

static JsonObject *
read_conditions (RelaisRuleEditor *self)
{
  JsonObject *conditions = json_object_new ();
  g_autoptr(JsonArray) words = read_words (self);
  guint list = adw_combo_row_get_selected (self->list_row);

  if (relais_choices_get_kind (self->if_kind_row) != NULL)
    json_object_set_string_member (conditions, "kind", relais_choices_get_kind (self->if_kind_row));
  set_text (conditions, "sender", self->sender_row);
  if (json_array_get_length (words) > 0)
    json_object_set_array_member (conditions, "words", g_steal_pointer (&words));
  if (relais_choices_get_field (self->field_row) != NULL)
    json_object_set_string_member (conditions, "field", relais_choices_get_field (self->field_row));
  if (list == LIST_ONLY || list == LIST_NONE)
    json_object_set_boolean_member (conditions, "list", list == LIST_ONLY);

  return conditions;
}

static JsonObject *
read_consequence (RelaisRuleEditor *self)
{
  JsonObject *consequence = json_object_new ();
  int action = relais_choices_get_action (self->action_row);
  gint64 member = relais_choices_get_member (self->member_row);

  if (relais_choices_get_kind (self->then_kind_row) != NULL)
    json_object_set_string_member (consequence, "kind", relais_choices_get_kind (self->then_kind_row));
  if (action >= 0)
    json_object_set_string_member (consequence, "action", relais_action_to_string ((RelaisAction) action));
  if (member != 0)
    json_object_set_int_member (consequence, "member", member);
  if (action == RELAIS_ACTION_FORWARD)
    {
      set_text (consequence, "note", self->note_row);
      if (adw_switch_row_get_active (self->automatic_row))
        json_object_set_boolean_member (consequence, "automatic", TRUE);
    }

  return consequence;
}

/* A rule without a name is called what it asks for. */
JsonNode *
relais_rule_editor_read (RelaisRuleEditor *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *conditions = read_conditions (self);
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *words = relais_rule_dup_conditions (self->workspace, conditions);

  json_object_set_string_member (object, "name", name[0] != '\0' ? name : words);
  json_object_set_object_member (object, "if", conditions);
  json_object_set_object_member (object, "then", read_consequence (self));
  json_node_take_object (node, object);

  return node;
}

const char *
relais_rule_editor_find_fault (RelaisRuleEditor  *self,
                               GtkWidget        **place)
{
  g_autofree char *sender = dup_text (self->sender_row);
  g_autoptr(JsonObject) conditions = read_conditions (self);
  g_autoptr(JsonObject) consequence = read_consequence (self);

  *place = GTK_WIDGET (self->sender_row);
  if (sender[0] != '\0' && strchr (sender, '@') == NULL)
    return _("Write the sender as an address, or as @example.com.");
  *place = GTK_WIDGET (self->if_kind_row);
  if (json_object_get_size (conditions) == 0)
    return _("Say what the message must look like.");
  *place = GTK_WIDGET (self->member_row);
  if (relais_choices_get_action (self->action_row) == RELAIS_ACTION_FORWARD &&
      relais_choices_get_member (self->member_row) == 0)
    return _("Choose the person who gets the mail.");
  *place = GTK_WIDGET (self->then_kind_row);
  if (json_object_get_size (consequence) == 0)
    return _("Say what happens then.");

  return NULL;
}

static void
show_conditions (RelaisRuleEditor *self,
                 JsonObject       *conditions)
{
  JsonNode *words = json_object_get_member (conditions, "words");
  g_autoptr(GString) text = g_string_new (NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->sender_row), json_object_get_string_member_with_default (conditions, "sender", ""));
  for (guint i = 0; words != NULL && i < json_array_get_length (json_node_get_array (words)); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", json_array_get_string_element (json_node_get_array (words), i));
  gtk_editable_set_text (GTK_EDITABLE (self->words_row), text->str);
  if (json_object_has_member (conditions, "list"))
    adw_combo_row_set_selected (self->list_row, json_object_get_boolean_member (conditions, "list") ? LIST_ONLY : LIST_NONE);
}

void
relais_rule_editor_fill (RelaisRuleEditor *self,
                         JsonObject       *conditions)
{
  RelaisRule *rule = self->rule;
  const char *kind = conditions != NULL ? json_object_get_string_member_with_default (conditions, "kind", NULL) : NULL;

  relais_choices_fill_kinds (self->if_kind_row, self->workspace, _("Any kind"), NULL, kind);
  relais_choices_fill_fields (self->field_row, self->workspace, kind, _("With or without"),
                              conditions != NULL ? json_object_get_string_member_with_default (conditions, "field", NULL) : NULL);
  relais_choices_fill_kinds (self->then_kind_row, self->workspace, _("As recognised"), NULL,
                             rule != NULL ? relais_rule_get_then_kind (rule) : NULL);
  relais_choices_fill_actions (self->action_row, _("As the kind says"), FALSE,
                               rule != NULL ? relais_rule_get_then_action (rule) : -1);
  relais_choices_fill_team (self->member_row, self->workspace, _("As the kind says"),
                            rule != NULL ? relais_rule_get_then_member (rule) : 0);
  if (g_list_model_get_n_items (G_LIST_MODEL (relais_workspace_get_team (self->workspace))) == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->member_row), _("People are added in Preferences."));
  if (rule == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), relais_rule_get_name (rule));
  gtk_editable_set_text (GTK_EDITABLE (self->note_row),
                         relais_rule_get_then_note (rule) != NULL ? relais_rule_get_then_note (rule) : "");
  adw_switch_row_set_active (self->automatic_row, relais_rule_is_automatic (rule));
  show_conditions (self, conditions);
}
