/* relais-preferences-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-add-account-dialog.h"
#include "relais-member-dialog.h"
#include "relais-preferences-bind.h"
#include "relais-preferences-dialog-private.h"

G_DEFINE_FINAL_TYPE (RelaisPreferencesDialog, relais_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
add_account_cb (RelaisPreferencesDialog *self)
{
  adw_dialog_present (ADW_DIALOG (relais_add_account_dialog_new (self->workspace)), GTK_WIDGET (self));
}

static void
add_member_cb (RelaisPreferencesDialog *self)
{
  adw_dialog_present (ADW_DIALOG (relais_member_dialog_new (relais_workspace_get_team (self->workspace), NULL)),
                      GTK_WIDGET (self));
}

static void
bind_settings (RelaisPreferencesDialog *self)
{
  RelaisSettings *settings = relais_workspace_get_settings (self->workspace);

  relais_preferences_bind_text (settings, "me.name", "", G_OBJECT (self->name_row), GTK_WIDGET (self->name_row));
  relais_preferences_bind_text (settings, "me.team", "", G_OBJECT (self->team_row), GTK_WIDGET (self->team_row));
  relais_preferences_bind_text (settings, "me.signature-en", "", G_OBJECT (gtk_text_view_get_buffer (self->signature_en)),
                                GTK_WIDGET (self->signature_en));
  relais_preferences_bind_text (settings, "me.signature-fr", "", G_OBJECT (gtk_text_view_get_buffer (self->signature_fr)),
                                GTK_WIDGET (self->signature_fr));
  relais_preferences_bind_int (settings, "triage.undo-seconds", 10, self->undo_row);
  relais_preferences_bind_int (settings, "mail.keep-alive", 60, self->keep_alive_row);
  relais_preferences_bind_int (settings, "mail.horizon-days", 14, self->horizon_row);
  relais_preferences_bind_boolean (settings, "triage.paused", FALSE, self->paused_row);
  relais_preferences_bind_share (settings, "triage.confidence", 0.90, self->confidence_row);
  relais_preferences_bind_int (settings, "triage.per-person-day", 1, self->per_person_row);
  relais_preferences_bind_int (settings, "triage.per-day", 200, self->per_day_row);
  relais_preferences_bind_share (settings, "triage.bar", 0.98, self->bar_row);
  relais_preferences_bind_int (settings, "triage.bar-messages", 30, self->bar_messages_row);
  relais_preferences_bind_boolean (settings, "model.enabled", FALSE, self->model_enabled_row);
  relais_preferences_bind_boolean (settings, "model.prefer", FALSE, self->model_prefer_row);

  g_settings_bind (self->settings, "notify-attention", self->attention_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notify-new-mail", self->new_mail_row, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
relais_preferences_dialog_dispose (GObject *object)
{
  RelaisPreferencesDialog *self = RELAIS_PREFERENCES_DIALOG (object);

  if (self->workspace != NULL)
    relais_preferences_dialog_keep_model (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->test);
  g_clear_object (&self->test);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (relais_preferences_dialog_parent_class)->dispose (object);
}

static void
relais_preferences_dialog_class_init (RelaisPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = relais_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, team_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, signature_en);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, signature_fr);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, undo_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, attention_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, new_mail_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, accounts_list);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, add_account_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, keep_alive_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, horizon_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, team_list);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, paused_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, confidence_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, per_person_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, per_day_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, bar_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, bar_messages_row);
  gtk_widget_class_bind_template_callback (widget_class, add_account_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_member_cb);
  relais_preferences_dialog_class_model (widget_class);
}

static void
relais_preferences_dialog_init (RelaisPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (RELAIS_APPLICATION_ID);
}

RelaisPreferencesDialog *
relais_preferences_dialog_new (RelaisWorkspace *workspace)
{
  RelaisPreferencesDialog *self = g_object_new (RELAIS_TYPE_PREFERENCES_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  bind_settings (self);
  relais_preferences_dialog_init_lists (self);
  relais_preferences_dialog_init_model (self);

  return self;
}
