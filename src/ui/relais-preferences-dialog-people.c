/* relais-preferences-dialog-people.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-row.h"
#include "relais-member-dialog.h"
#include "relais-preferences-bind.h"
#include "relais-preferences-dialog-private.h"
#include "relais-toast.h"

static void
remove_response_cb (GtkWidget  *row,
                    const char *response)
{
  if (g_str_equal (response, "remove"))
    relais_future_to_ui (relais_mail_account_remove (relais_account_row_get_account (RELAIS_ACCOUNT_ROW (row))), row, NULL,
                         relais_toast_error_cb, NULL);
}

static void
remove_cb (GtkWidget *row)
{
  RelaisMailAccount *account = relais_account_row_get_account (RELAIS_ACCOUNT_ROW (row));
  AdwDialog *dialog = adw_alert_dialog_new (NULL, _("Its mail stays on the server. What Relais learned from it stays here."));

  /* Translators: %s is the name of a mailbox */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _("Remove “%s”?"), relais_mail_account_get_name (account));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), row, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, row);
}

static GtkWidget *
create_account_row (gpointer item,
                    gpointer user_data)
{
  GtkWidget *row = relais_account_row_new (item);

  if (relais_mail_account_is_removable (item))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, _("Remove Mailbox"));
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), row, G_CONNECT_SWAPPED);
      relais_account_row_add_suffix (RELAIS_ACCOUNT_ROW (row), button);
    }

  return row;
}

static gboolean
tick_cb (gpointer data)
{
  RelaisPreferencesDialog *self = data;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->accounts_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (RELAIS_IS_ACCOUNT_ROW (row))
      relais_account_row_update (RELAIS_ACCOUNT_ROW (row));

  return G_SOURCE_CONTINUE;
}

static void
open_member_cb (GtkWidget *row)
{
  adw_dialog_present (ADW_DIALOG (relais_member_dialog_new (g_object_get_data (G_OBJECT (row), "team"),
                                                            g_object_get_data (G_OBJECT (row), "member"))),
                      row);
}

static GtkWidget *
create_member_row (gpointer item,
                   gpointer user_data)
{
  RelaisMember *member = item;
  GtkWidget *row = adw_action_row_new ();

  g_object_set_data_full (G_OBJECT (row), "member", g_object_ref (member), g_object_unref);
  g_object_set_data (G_OBJECT (row), "team", user_data);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), relais_member_get_name (member));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), relais_member_get_address (member));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, relais_member_get_name (member), TRUE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_member_cb), row, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
new_empty (const char *sentence)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  gtk_widget_add_css_class (row, "dim-label");

  return row;
}

void
relais_preferences_dialog_init_lists (RelaisPreferencesDialog *self)
{
  RelaisTeam *team = relais_workspace_get_team (self->workspace);
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));

  gtk_list_box_set_placeholder (self->accounts_list, new_empty (_("No mailbox yet")));
  gtk_list_box_bind_model (self->accounts_list, accounts, create_account_row, NULL, NULL);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);

  gtk_list_box_set_placeholder (self->team_list, new_empty (_("Nobody yet")));
  gtk_list_box_bind_model (self->team_list, G_LIST_MODEL (team), create_member_row, team, NULL);

  if (relais_workspace_is_demo (self->workspace))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->add_account_row), FALSE);
      adw_preferences_group_set_description (self->accounts_group, _("A demo opens no real mailbox."));
    }
}
