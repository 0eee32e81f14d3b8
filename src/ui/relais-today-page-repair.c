/* relais-today-page-repair.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-today-page-private.h"
#include "relais-words.h"

static void
repair_cb (RelaisTodayPage *self,
           GtkButton       *button)
{
  relais_account_repair (g_object_get_data (G_OBJECT (button), "account"), GTK_WIDGET (self));
}

static GtkWidget *
make_row (RelaisTodayPage   *self,
          RelaisMailAccount *account)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *button = gtk_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "account", g_object_ref (account), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (repair_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);

  return row;
}

static RelaisMailAccount *
get_account (AdwActionRow *row)
{
  return g_object_get_data (g_object_get_data (G_OBJECT (row), "button"), "account");
}

static void
show_account (AdwActionRow *row)
{
  RelaisMailAccount *account = get_account (row);
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "button");
  const char *repair = relais_words_get_repair (relais_mail_account_get_state (account));
  g_autofree char *sentence = relais_words_dup_account (account);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), relais_mail_account_get_name (account));
  adw_action_row_set_subtitle (row, sentence);
  gtk_widget_set_visible (button, repair != NULL);
  if (repair != NULL)
    gtk_button_set_label (GTK_BUTTON (button), repair);
}

/* Rows of mailboxes that were ill before stay, so that a button does not go away under the pointer. Returns: how many */
guint
relais_today_page_show_repairs (RelaisTodayPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  g_autoptr(GPtrArray) ill = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      if (relais_account_needs_repair (account))
        g_ptr_array_add (ill, g_steal_pointer (&account));
    }

  for (guint i = self->repairs->len; i > 0; i--)
    {
      AdwActionRow *row = g_ptr_array_index (self->repairs, i - 1);
      guint position;

      if (g_ptr_array_find (ill, get_account (row), &position))
        {
          show_account (row);
          g_ptr_array_remove_index (ill, position);
        }
      else
        {
          g_ptr_array_remove_index (self->repairs, i - 1);
          adw_preferences_group_remove (self->repair_group, GTK_WIDGET (row));
        }
    }

  for (guint i = 0; i < ill->len; i++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_index (ill, i));

      show_account (ADW_ACTION_ROW (row));
      g_ptr_array_add (self->repairs, row);
      adw_preferences_group_add (self->repair_group, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->repair_group), self->repairs->len > 0);

  return self->repairs->len;
}

static void
accounts_changed_cb (RelaisTodayPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      g_signal_handlers_disconnect_by_func (account, relais_today_page_update, self);
      g_signal_connect_object (account, "notify::state", G_CALLBACK (relais_today_page_update), self, G_CONNECT_SWAPPED);
    }
  relais_today_page_update (self);
}

void
relais_today_page_watch_mail (RelaisTodayPage *self)
{
  RelaisMail *mail = relais_workspace_get_mail (self->workspace);

  g_signal_connect_object (mail, "notify::state", G_CALLBACK (relais_today_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_mail_get_accounts (mail), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
}
