/* relais-today-page-repairs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-first-steps.h"
#include "relais-today-page-private.h"

/* Sentences such as “Next try in 12 seconds” are written again this often. */
#define TICK_SECONDS 2

/* They are seen while a person takes the first steps, too. */
guint
relais_today_page_show_repairs (RelaisTodayPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));

  if (self->first_steps != NULL)
    relais_first_steps_update (RELAIS_FIRST_STEPS (self->first_steps));

  return relais_today_repairs_show (self->repairs, accounts);
}

static gboolean
tick_cb (gpointer data)
{
  RelaisTodayPage *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    relais_today_page_show_repairs (self);

  return G_SOURCE_CONTINUE;
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
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}
