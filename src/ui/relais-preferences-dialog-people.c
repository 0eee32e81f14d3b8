/* relais-preferences-dialog-people.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-member-dialog.h"
#include "relais-preferences-bind.h"
#include "relais-preferences-dialog-private.h"
#include "relais-toast.h"
#include "relais-words.h"

/* A mailbox's row, as it is found again when its state changes. */
static RelaisMailAccount *
get_account (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "account");
}

static GtkWidget *
add_button (GtkWidget  *row,
            const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), name, button);

  return button;
}

static void
update_account (GtkWidget *row)
{
  RelaisMailAccount *account = get_account (row);
  GtkWidget *repair = g_object_get_data (G_OBJECT (row), "repair");
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");
  gboolean is_ill = relais_account_needs_repair (account);
  const char *label = relais_words_get_repair (relais_mail_account_get_state (account));
  g_autofree char *sentence = relais_words_dup_account (account);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), is_ill ? "dialog-warning-symbolic" : "mail-unread-symbolic");
  if (is_ill)
    gtk_widget_add_css_class (icon, "warning");
  else
    gtk_widget_remove_css_class (icon, "warning");
  gtk_widget_set_visible (repair, label != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (repair), label);
}

static void
repair_cb (GtkWidget *row)
{
  relais_account_repair (get_account (row), row);
}

static void
removed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  if (error != NULL)
    relais_toast_say_error (owner, error);
}

static void
remove_response_cb (GtkWidget  *row,
                    const char *response)
{
  if (g_str_equal (response, "remove"))
    relais_future_to_ui (relais_mail_account_remove (get_account (row)), row, NULL, removed_cb, NULL);
}

static void
remove_cb (GtkWidget *row)
{
  AdwDialog *dialog = adw_alert_dialog_new (NULL, _("Its mail stays on the server. What Relais learned from it stays here."));

  /* Translators: %s is the name of a mailbox */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _("Remove “%s”?"), relais_mail_account_get_name (get_account (row)));
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
  RelaisMailAccount *account = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *repair;

  g_object_set_data_full (G_OBJECT (row), "account", g_object_ref (account), g_object_unref);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), relais_mail_account_get_address (account));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  repair = add_button (row, "repair");
  g_signal_connect_object (repair, "clicked", G_CALLBACK (repair_cb), row, G_CONNECT_SWAPPED);
  if (relais_mail_account_is_removable (account))
    {
      GtkWidget *button = add_button (row, "remove");

      gtk_button_set_icon_name (GTK_BUTTON (button), "user-trash-symbolic");
      gtk_widget_set_tooltip_text (button, _("Remove Mailbox"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), row, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (account, "notify::state", G_CALLBACK (update_account), row, G_CONNECT_SWAPPED);
  update_account (row);

  return row;
}

static gboolean
tick_cb (gpointer data)
{
  RelaisPreferencesDialog *self = data;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->accounts_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_ACTION_ROW (row) && get_account (row) != NULL)
      update_account (row);

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
