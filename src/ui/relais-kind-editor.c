/* relais-kind-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-ask-to-save.h"
#include "relais-choices.h"
#include "relais-dialog-focus.h"
#include "relais-kind-editor-private.h"
#include "relais-kinds-row.h"
#include "relais-kinds-trial.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisKindEditor, relais_kind_editor, ADW_TYPE_DIALOG)

static gboolean
is_changed (RelaisKindEditor *self)
{
  g_autofree char *now = relais_kind_editor_dup_state (self);

  return !g_str_equal (now, self->before) || relais_kind_editor_examples_is_changed (self->examples);
}

static void
changed_cb (RelaisKindEditor *self)
{
  g_autoptr(RelaisKind) kind = NULL;

  if (self->filling || self->workspace == NULL)
    return;

  adw_banner_set_revealed (self->banner, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), is_changed (self));
  kind = relais_kind_editor_read_kind (self, NULL);
  relais_kind_editor_answer_preview (self->answer, kind);
}

static void
fields_changed_cb (RelaisKindEditor *self)
{
  g_autoptr(JsonArray) fields = relais_kind_editor_fields_dup (self->fields);

  relais_kind_editor_answer_set_fields (self->answer, fields);
  changed_cb (self);
}

static void
say (RelaisKindEditor *self,
     const char       *sentence)
{
  adw_banner_set_title (self->banner, sentence);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
say_error (RelaisKindEditor *self,
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
  RelaisKindEditor *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (error != NULL)
    say_error (self, error);
  else
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_cb (RelaisKindEditor *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *fault = relais_kind_editor_find_fault (self);
  g_autoptr(RelaisKind) kind = fault == NULL ? relais_kind_editor_read_kind (self, &error) : NULL;
  g_autoptr(GPtrArray) added = NULL;

  if (fault != NULL)
    say (self, fault);
  else if (kind == NULL)
    say_error (self, error);
  if (kind == NULL)
    return;

  added = relais_kind_editor_examples_dup_added (self->examples);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  relais_future_to_ui (relais_kind_store_teach (relais_workspace_get_kinds (self->workspace), kind,
                                                relais_kind_editor_examples_get_dropped (self->examples), added),
                       self, NULL, saved_cb, NULL);
}

static void
save_form (AdwDialog *form)
{
  save_cb (RELAIS_KIND_EDITOR (form));
}

static void
close_attempt_cb (RelaisKindEditor *self)
{
  relais_ask_to_save (ADW_DIALOG (self), is_changed (self), save_form);
}

/* The workspace's kinds, this one as it is in the form, with the examples that are not saved yet. */
static void
test_cb (RelaisKindEditor *self)
{
  GListModel *model = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  g_autoptr(RelaisProposal) proposal = relais_proposal_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *fault = relais_kind_editor_find_fault (self);
  g_autoptr(RelaisKind) edited = fault == NULL ? relais_kind_editor_read_kind (self, &error) : NULL;

  if (fault != NULL)
    say (self, fault);
  else if (edited == NULL)
    say_error (self, error);
  if (edited == NULL)
    return;

  proposal->kinds = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (model, i);

      if (!g_str_equal (relais_kind_get_id (kind), relais_kind_get_id (edited)))
        g_ptr_array_add (proposal->kinds, g_steal_pointer (&kind));
    }
  proposal->taught = g_strdup (relais_kind_get_id (edited));
  proposal->added = relais_kind_editor_examples_dup_added (self->examples);
  proposal->dropped = relais_kind_editor_examples_dup_dropped (self->examples);
  g_ptr_array_add (proposal->kinds, g_steal_pointer (&edited));
  adw_dialog_present (relais_kinds_trial_new (self->workspace, proposal), GTK_WIDGET (self));
}

static void
show_autonomy (RelaisKindEditor     *self,
               const RelaisAutonomy *autonomy)
{
  g_autofree char *measure = relais_kinds_dup_measure (autonomy);
  g_autofree char *bar = relais_words_dup_percent (autonomy->bar);
  g_autoptr(GString) subtitle = g_string_new (NULL);
  int action = relais_choices_get_action (self->action_row);

  if (autonomy->earned)
    g_string_append (subtitle, _("This kind has earned it: you may choose “Answer by itself” above."));
  else
    /* Translators: a share as “98 %”, and how many messages */
    g_string_append_printf (subtitle, ngettext ("Can be chosen once %1$s of at least %2$u message was recognised rightly.",
                                                "Can be chosen once %1$s of at least %2$u messages were recognised rightly.",
                                                autonomy->bar_messages), bar, autonomy->bar_messages);
  if (autonomy->unclear > 0)
    {
      g_string_append_c (subtitle, '\n');
      g_string_append_printf (subtitle, ngettext ("%u of your replies could not be compared: it is like no kind’s answer.",
                                                  "%u of your replies could not be compared: they are like no kind’s answer.",
                                                  autonomy->unclear), autonomy->unclear);
      if (!autonomy->earned)
        g_string_append_printf (subtitle, " %s", _("Put your usual words into the answer, and more can be."));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->autonomy_row), measure[0] != '\0' ? measure : _("Nothing measured yet"));
  adw_action_row_set_subtitle (self->autonomy_row, subtitle->str);
  gtk_widget_set_visible (GTK_WIDGET (self->autonomy_icon), autonomy->earned);

  /* A kind that answers by itself already keeps the choice, so that it can be seen and changed. */
  self->filling = TRUE;
  relais_choices_fill_actions (self->action_row, NULL, autonomy->earned || action == RELAIS_ACTION_AUTO, action);
  self->filling = FALSE;
}

static void
measured_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  if (error == NULL)
    show_autonomy (owner, g_value_get_boxed (value));
}

static void
measure (RelaisKindEditor *self)
{
  relais_cancellable_renew (&self->cancellable);
  relais_future_to_ui (relais_triage_measure (relais_workspace_get_triage (self->workspace), relais_kind_get_id (self->kind)), self,
                       self->cancellable, measured_cb, NULL);
}

static void
show_kind (RelaisKindEditor *self)
{
  g_autoptr(JsonNode) node = self->kind != NULL ? relais_kind_to_json (self->kind) : NULL;
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  RelaisAction action = self->kind != NULL ? relais_kind_get_action (self->kind) : RELAIS_ACTION_DRAFT;

  self->filling = TRUE;
  if (object != NULL)
    {
      relais_kind_editor_show_localized (object, "name", self->name_en, self->name_fr);
      relais_kind_editor_show_localized (object, "description", self->description_en, self->description_fr);
      if (json_object_has_member (object, "fields"))
        relais_kind_editor_fields_set (self->fields, json_object_get_array_member (object, "fields"));
    }
  relais_choices_fill_actions (self->action_row, NULL, action == RELAIS_ACTION_AUTO, (int) action);
  relais_choices_fill_team (self->member_row, self->workspace, _("Nobody"),
                            self->kind != NULL ? relais_kind_get_member (self->kind) : 0);
  relais_kind_editor_answer_set (self->answer, self->workspace, self->kind != NULL ? relais_kind_get_id (self->kind) : NULL,
                                 object != NULL && json_object_has_member (object, "template")
                                 ? json_object_get_object_member (object, "template") : NULL);
  relais_kind_editor_examples_set_kind (self->examples, self->workspace,
                                        self->kind != NULL ? relais_kind_get_id (self->kind) : NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (relais_workspace_get_team (self->workspace))) == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->member_row), _("People are added in Preferences."));
  self->filling = FALSE;
  self->before = relais_kind_editor_dup_state (self);
  fields_changed_cb (self);
}

AdwDialog *
relais_kind_editor_new (RelaisWorkspace *workspace,
                        RelaisKind      *kind)
{
  RelaisKindEditor *self = g_object_new (RELAIS_TYPE_KIND_EDITOR, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->kind, kind);
  adw_dialog_set_title (ADW_DIALOG (self), kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : _("New Kind"));
  gtk_widget_set_visible (GTK_WIDGET (self->autonomy_group), kind != NULL);
  show_kind (self);
  if (kind != NULL)
    {
      g_signal_connect_object (relais_workspace_get_triage (workspace), "measured", G_CALLBACK (measure), self, G_CONNECT_SWAPPED);
      measure (self);
    }
  else
    relais_dialog_focus (ADW_DIALOG (self), relais_kind_editor_get_name_row (self));

  return ADW_DIALOG (self);
}

static void
relais_kind_editor_dispose (GObject *object)
{
  RelaisKindEditor *self = RELAIS_KIND_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->kind);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR);

  G_OBJECT_CLASS (relais_kind_editor_parent_class)->dispose (object);
}

static void
relais_kind_editor_finalize (GObject *object)
{
  g_free (RELAIS_KIND_EDITOR (object)->before);

  G_OBJECT_CLASS (relais_kind_editor_parent_class)->finalize (object);
}

static void
relais_kind_editor_class_init (RelaisKindEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kind_editor_dispose;
  object_class->finalize = relais_kind_editor_finalize;

  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_FIELDS);
  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_ANSWER);
  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_EXAMPLES);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, name_en);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, name_fr);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, description_en);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, description_fr);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, action_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, member_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, autonomy_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, autonomy_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, autonomy_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, answer);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, examples);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
relais_kind_editor_init (RelaisKindEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
