/* relais-member-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-dialog-focus.h"
#include "relais-member-dialog.h"
#include "relais-outgoing.h"
#include "relais-words.h"

struct _RelaisMemberDialog
{
  AdwDialog            parent_instance;

  GtkButton           *save_button;
  AdwEntryRow         *name_row;
  AdwEntryRow         *address_row;
  AdwComboRow         *language_row;
  AdwPreferencesGroup *error_group;
  GtkLabel            *error_label;
  AdwPreferencesGroup *remove_group;

  RelaisTeam          *team;      /* (owned) */
  RelaisMember        *member;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisMemberDialog, relais_member_dialog, ADW_TYPE_DIALOG)

/* As the rows of "Language". */
static const char * const languages[] = { "en", "fr" };

static void
say (RelaisMemberDialog *self,
     const char         *sentence)
{
  gtk_label_set_label (self->error_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_group), sentence != NULL);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
edited_cb (RelaisMemberDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_row));

  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->address_row), GTK_ACCESSIBLE_STATE_INVALID);
  say (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), *name != '\0' && *address != '\0');
}

static void
done_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisMemberDialog *self = owner;
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  sentence = g_error_matches (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT)
             ? g_strdup (_("Somebody of the team has this address already."))
             : relais_words_dup_error (error);
  say (self, sentence);
}

static void
save_cb (RelaisMemberDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autofree char *address = relais_mail_address_normalize (gtk_editable_get_text (GTK_EDITABLE (self->address_row)), NULL);

  if (address == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->address_row), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      adw_entry_row_grab_focus_without_selecting (self->address_row);
      say (self, _("That is not an e-mail address."));
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  relais_future_to_ui (relais_team_save (self->team, self->member != NULL ? relais_member_get_id (self->member) : 0, name, address,
                                         languages[adw_combo_row_get_selected (self->language_row)]),
                       self, NULL, done_cb, NULL);
}

static void
remove_response_cb (RelaisMemberDialog *self,
                    const char         *response)
{
  if (g_str_equal (response, "remove"))
    relais_future_to_ui (relais_team_remove (self->team, relais_member_get_id (self->member)), self, NULL, done_cb, NULL);
}

static void
remove_cb (RelaisMemberDialog *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (NULL, _("Kinds of request that were theirs have nobody then. Past mail stays as it is."));

  /* Translators: %s is the name of somebody of the team */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _("Remove %s?"), relais_member_get_name (self->member));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
relais_member_dialog_dispose (GObject *object)
{
  RelaisMemberDialog *self = RELAIS_MEMBER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_MEMBER_DIALOG);
  g_clear_object (&self->team);
  g_clear_object (&self->member);

  G_OBJECT_CLASS (relais_member_dialog_parent_class)->dispose (object);
}

static void
relais_member_dialog_class_init (RelaisMemberDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = relais_member_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-member-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, error_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, RelaisMemberDialog, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
relais_member_dialog_init (RelaisMemberDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  relais_dialog_focus (ADW_DIALOG (self), GTK_WIDGET (self->name_row));
}

RelaisMemberDialog *
relais_member_dialog_new (RelaisTeam   *team,
                          RelaisMember *member)
{
  RelaisMemberDialog *self = g_object_new (RELAIS_TYPE_MEMBER_DIALOG, NULL);
  const char *language = member != NULL ? relais_member_get_language (member) : relais_words_get_language ();

  self->team = g_object_ref (team);
  g_set_object (&self->member, member);
  adw_dialog_set_title (ADW_DIALOG (self), member != NULL ? relais_member_get_name (member) : _("New Person"));
  gtk_button_set_label (self->save_button, member != NULL ? _("_Save") : _("_Add"));
  gtk_widget_set_visible (GTK_WIDGET (self->remove_group), member != NULL);
  if (member != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), relais_member_get_name (member));
      gtk_editable_set_text (GTK_EDITABLE (self->address_row), relais_member_get_address (member));
    }
  adw_combo_row_set_selected (self->language_row, g_strcmp0 (language, "fr") == 0 ? 1 : 0);

  return self;
}
