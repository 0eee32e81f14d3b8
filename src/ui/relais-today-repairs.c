/* relais-today-repairs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-account-row.h"
#include "relais-today-repairs.h"

struct _RelaisTodayRepairs
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;   /* (owned) of RelaisAccountRow, owned by the group */
};

G_DEFINE_FINAL_TYPE (RelaisTodayRepairs, relais_today_repairs, ADW_TYPE_PREFERENCES_GROUP)

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
      RelaisAccountRow *row = g_ptr_array_index (self->rows, i - 1);
      guint position;

      if (g_ptr_array_find (ill, relais_account_row_get_account (row), &position))
        {
          relais_account_row_update (row);
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
      GtkWidget *row = relais_account_row_new (g_ptr_array_index (ill, i));

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
