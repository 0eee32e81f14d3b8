/* relais-today-repairs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-today-repairs.h"
#include "relais-words.h"

struct _RelaisTodayRepairs
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;   /* (owned) of AdwActionRow, owned by the group */
};

G_DEFINE_FINAL_TYPE (RelaisTodayRepairs, relais_today_repairs, ADW_TYPE_PREFERENCES_GROUP)

static void
repair_cb (RelaisTodayRepairs *self,
           GtkButton          *button)
{
  relais_account_repair (g_object_get_data (G_OBJECT (button), "account"), GTK_WIDGET (self));
}

static GtkWidget *
make_row (RelaisTodayRepairs *self,
          RelaisMailAccount  *account)
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
relais_today_repairs_show (RelaisTodayRepairs *self,
                           GListModel         *accounts)
{
  g_autoptr(GPtrArray) ill = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (RELAIS_IS_TODAY_REPAIRS (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      if (relais_account_needs_repair (account))
        g_ptr_array_add (ill, g_steal_pointer (&account));
    }

  for (guint i = self->rows->len; i > 0; i--)
    {
      AdwActionRow *row = g_ptr_array_index (self->rows, i - 1);
      guint position;

      if (g_ptr_array_find (ill, get_account (row), &position))
        {
          show_account (row);
          g_ptr_array_remove_index (ill, position);
        }
      else
        {
          g_ptr_array_remove_index (self->rows, i - 1);
          adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
        }
    }

  for (guint i = 0; i < ill->len; i++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_index (ill, i));

      show_account (ADW_ACTION_ROW (row));
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);

  return self->rows->len;
}

static void
relais_today_repairs_finalize (GObject *object)
{
  g_clear_pointer (&RELAIS_TODAY_REPAIRS (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_today_repairs_parent_class)->finalize (object);
}

static void
relais_today_repairs_class_init (RelaisTodayRepairsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_today_repairs_finalize;
}

static void
relais_today_repairs_init (RelaisTodayRepairs *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Needs a Repair"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
