/* relais-rule-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-ask-to-save.h"
#include "relais-choices.h"
#include "relais-dialog-focus.h"
#include "relais-kinds-trial.h"
#include "relais-rule-editor-private.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisRuleEditor, relais_rule_editor, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Returns: (transfer full): all of the form in one text */
static char *
dup_state (RelaisRuleEditor *self)
{
  g_autoptr(JsonNode) node = relais_rule_editor_read (self);

  return json_to_string (node, FALSE);
}

static gboolean
is_changed (RelaisRuleEditor *self)
{
  g_autofree char *now = dup_state (self);

  return !g_str_equal (now, self->before);
}

static void
changed_cb (RelaisRuleEditor *self)
{
  gboolean forward = relais_choices_get_action (self->action_row) == RELAIS_ACTION_FORWARD;

  if (self->workspace == NULL || self->filling)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), is_changed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->note_row), forward);
  gtk_widget_set_visible (GTK_WIDGET (self->automatic_row), forward);
  adw_banner_set_revealed (self->banner, FALSE);
}

/* Each kind has its own details. */
static void
kind_changed_cb (RelaisRuleEditor *self)
{
  g_autofree char *field = NULL;

  if (self->workspace == NULL || self->filling)
    return;

  field = g_strdup (relais_choices_get_field (self->field_row));
  self->filling = TRUE;
  relais_choices_fill_fields (self->field_row, self->workspace, relais_choices_get_kind (self->if_kind_row),
                              _("With or without"), field);
  self->filling = FALSE;
  changed_cb (self);
}

static void
say (RelaisRuleEditor *self,
     const char       *sentence)
{
  adw_banner_set_title (self->banner, sentence);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
is_whole (RelaisRuleEditor *self)
{
  GtkWidget *place;
  const char *fault = relais_rule_editor_find_fault (self, &place);

  if (fault == NULL)
    return TRUE;
  gtk_widget_grab_focus (place);
  say (self, fault);

  return FALSE;
}

static void
say_error (RelaisRuleEditor *self,
           const GError     *error)
{
  g_autofree char *sentence = relais_words_dup_error (error);

  say (self, sentence);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisRuleEditor *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_cb (RelaisRuleEditor *self)
{
  g_autoptr(JsonNode) definition = NULL;

  if (!is_whole (self))
    return;

  definition = relais_rule_editor_read (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  relais_future_to_ui (relais_triage_save_rule (relais_workspace_get_triage (self->workspace),
                                                self->rule != NULL ? relais_rule_get_id (self->rule) : 0, definition),
                       self, NULL, saved_cb, NULL);
}

static void
save_form (AdwDialog *form)
{
  save_cb (RELAIS_RULE_EDITOR (form));
}

static void
close_attempt_cb (RelaisRuleEditor *self)
{
  relais_ask_to_save (ADW_DIALOG (self), is_changed (self), save_form);
}

/* The workspace's rules, this one as it is in the form: in its place, or the last one. */
static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisRuleEditor *self = owner;
  g_autoptr(RelaisProposal) proposal = relais_proposal_new ();
  g_autoptr(JsonNode) definition = relais_rule_editor_read (self);
  g_autoptr(RelaisRule) edited = NULL;
  GListModel *rules;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  edited = relais_rule_new_from_json (self->rule != NULL ? relais_rule_get_id (self->rule) : 0, definition, NULL);
  if (edited == NULL)
    return;

  rules = G_LIST_MODEL (g_value_get_object (value));
  proposal->rules = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr(RelaisRule) rule = g_list_model_get_item (rules, i);
      gboolean same = self->rule != NULL && relais_rule_get_id (rule) == relais_rule_get_id (self->rule);

      g_ptr_array_add (proposal->rules, g_object_ref (same ? edited : rule));
    }
  if (self->rule == NULL)
    g_ptr_array_add (proposal->rules, g_object_ref (edited));
  proposal->rule = g_steal_pointer (&edited);
  adw_dialog_present (relais_kinds_trial_new (self->workspace, proposal), GTK_WIDGET (self));
}

static void
test_cb (RelaisRuleEditor *self)
{
  if (is_whole (self))
    relais_future_to_ui (relais_triage_list_rules (relais_workspace_get_triage (self->workspace)), self, NULL, listed_cb, NULL);
}

AdwDialog *
relais_rule_editor_new (RelaisWorkspace *workspace,
                        RelaisRule      *rule)
{
  RelaisRuleEditor *self = g_object_new (RELAIS_TYPE_RULE_EDITOR, NULL);
  g_autoptr(JsonNode) definition = rule != NULL ? relais_rule_to_json (rule) : NULL;

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->rule, rule);
  if (rule == NULL)
    {
      adw_dialog_set_title (ADW_DIALOG (self), _("New Rule"));
      relais_dialog_focus (ADW_DIALOG (self), GTK_WIDGET (self->name_row));
    }
  self->filling = TRUE;
  relais_rule_editor_fill (self, definition != NULL ? json_object_get_object_member (json_node_get_object (definition), "if") : NULL);
  self->filling = FALSE;
  self->before = dup_state (self);
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
relais_rule_editor_finalize (GObject *object)
{
  g_free (RELAIS_RULE_EDITOR (object)->before);

  G_OBJECT_CLASS (relais_rule_editor_parent_class)->finalize (object);
}

static void
relais_rule_editor_class_init (RelaisRuleEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_rule_editor_dispose;
  object_class->finalize = relais_rule_editor_finalize;

  signals[SAVED] = g_signal_new ("saved", RELAIS_TYPE_RULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-rule-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, if_kind_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, sender_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, words_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, field_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, list_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, then_kind_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, action_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, member_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, note_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisRuleEditor, automatic_row);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
relais_rule_editor_init (RelaisRuleEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
