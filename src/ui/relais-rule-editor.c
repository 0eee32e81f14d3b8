/* relais-rule-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-choices.h"
#include "relais-rule-editor.h"
#include "relais-words.h"

struct _RelaisRuleEditor
{
  AdwDialog        parent_instance;

  GtkButton       *save_button;
  AdwBanner       *banner;
  AdwEntryRow     *name_row;
  AdwComboRow     *if_kind_row;
  AdwEntryRow     *sender_row;
  AdwEntryRow     *words_row;
  AdwComboRow     *list_row;
  AdwComboRow     *then_kind_row;
  AdwComboRow     *action_row;
  AdwComboRow     *member_row;
  AdwEntryRow     *note_row;
  AdwSwitchRow    *automatic_row;

  RelaisWorkspace *workspace;   /* (owned) (nullable) */
  RelaisRule      *rule;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisRuleEditor, relais_rule_editor, ADW_TYPE_DIALOG)

/* Choices of list_row */
enum
{
  LIST_ANY,
  LIST_ONLY,
  LIST_NONE,
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  g_autoptr(JsonNode) before = self->rule != NULL ? relais_rule_to_json (self->rule) : NULL;
  JsonObject *old = before != NULL ? json_object_get_object_member (json_node_get_object (before), "if") : NULL;
  JsonObject *conditions = json_object_new ();
  g_autoptr(JsonArray) words = read_words (self);
  guint list = adw_combo_row_get_selected (self->list_row);

  /* A condition that the form does not show stays. */
  if (old != NULL && json_object_has_member (old, "field"))
    json_object_set_string_member (conditions, "field", json_object_get_string_member (old, "field"));
  if (relais_choices_get_kind (self->if_kind_row) != NULL)
    json_object_set_string_member (conditions, "kind", relais_choices_get_kind (self->if_kind_row));
  set_text (conditions, "sender", self->sender_row);
  if (json_array_get_length (words) > 0)
    json_object_set_array_member (conditions, "words", g_steal_pointer (&words));
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

/* Returns: (transfer full) */
static JsonNode *
read_rule (RelaisRuleEditor *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  set_text (object, "name", self->name_row);
  json_object_set_object_member (object, "if", read_conditions (self));
  json_object_set_object_member (object, "then", read_consequence (self));
  json_node_take_object (node, object);

  return node;
}

/* What is still to be filled in; NULL when nothing is. */
static const char *
find_fault (RelaisRuleEditor *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autoptr(JsonObject) conditions = read_conditions (self);
  g_autoptr(JsonObject) consequence = read_consequence (self);

  if (name[0] == '\0')
    return _("Give the rule a name.");
  if (json_object_get_size (conditions) == 0)
    return _("Say what the message must look like.");
  if (json_object_get_size (consequence) == 0)
    return _("Say what happens then.");
  if (relais_choices_get_action (self->action_row) == RELAIS_ACTION_FORWARD &&
      relais_choices_get_member (self->member_row) == 0)
    return _("Choose the person who gets the mail.");

  return NULL;
}

static void
changed_cb (RelaisRuleEditor *self)
{
  gboolean forward = relais_choices_get_action (self->action_row) == RELAIS_ACTION_FORWARD;
  const char *fault;

  if (self->workspace == NULL)
    return;

  fault = find_fault (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), fault == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save_button), fault);
  gtk_widget_set_visible (GTK_WIDGET (self->note_row), forward);
  gtk_widget_set_visible (GTK_WIDGET (self->automatic_row), forward);
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisRuleEditor *self = owner;

  if (error != NULL)
    {
      g_autofree char *sentence = relais_words_dup_error (error);

      adw_banner_set_title (self->banner, sentence);
      adw_banner_set_revealed (self->banner, TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (RelaisRuleEditor *self)
{
  g_autoptr(JsonNode) definition = read_rule (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  relais_future_to_ui (relais_triage_save_rule (relais_workspace_get_triage (self->workspace),
                                                self->rule != NULL ? relais_rule_get_id (self->rule) : 0, definition),
                       self, NULL, saved_cb, NULL);
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

AdwDialog *
relais_rule_editor_new (RelaisWorkspace *workspace,
                        RelaisRule      *rule)
{
  RelaisRuleEditor *self = g_object_new (RELAIS_TYPE_RULE_EDITOR, NULL);
  g_autoptr(JsonNode) definition = rule != NULL ? relais_rule_to_json (rule) : NULL;
  JsonObject *conditions = definition != NULL ? json_object_get_object_member (json_node_get_object (definition), "if") : NULL;

  g_set_object (&self->rule, rule);
  relais_choices_fill_kinds (self->if_kind_row, workspace, _("Any kind"),
                             conditions != NULL ? json_object_get_string_member_with_default (conditions, "kind", NULL) : NULL);
  relais_choices_fill_kinds (self->then_kind_row, workspace, _("As recognised"),
                             rule != NULL ? relais_rule_get_then_kind (rule) : NULL);
  relais_choices_fill_actions (self->action_row, _("As the kind says"), FALSE,
                               rule != NULL ? relais_rule_get_then_action (rule) : -1);
  relais_choices_fill_team (self->member_row, workspace, _("As the kind says"),
                            rule != NULL ? relais_rule_get_then_member (rule) : 0);
  if (rule != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), relais_rule_get_name (rule));
      gtk_editable_set_text (GTK_EDITABLE (self->note_row),
                             relais_rule_get_then_note (rule) != NULL ? relais_rule_get_then_note (rule) : "");
      adw_switch_row_set_active (self->automatic_row, relais_rule_is_automatic (rule));
      show_conditions (self, conditions);
    }
  else
    {
      adw_dialog_set_title (ADW_DIALOG (self), _("New Rule"));
    }
  self->workspace = g_object_ref (workspace);
  changed_cb (self);

  return ADW_DIALOG (self);
}

static void
relais_rule_editor_dispose (GObject *object)
{
  RelaisRuleEditor *self = RELAIS_RULE_EDITOR (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->rule);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_RULE_EDITOR);

  G_OBJECT_CLASS (relais_rule_editor_parent_class)->dispose (object);
}

static void
relais_rule_editor_class_init (RelaisRuleEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_rule_editor_dispose;

  signals[SAVED] = g_signal_new ("saved", RELAIS_TYPE_RULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-rule-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, if_kind_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, sender_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, words_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, list_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, then_kind_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, action_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, member_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, note_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, automatic_row);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
relais_rule_editor_init (RelaisRuleEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
