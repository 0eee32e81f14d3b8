/* relais-workspace-demo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-workspace-private.h"

/* The files too: they are small, and whoever asks the database for something next waits for them anyway. */
static gboolean
lay_out (RelaisSql  *sql,
         gpointer    data,
         GValue     *result,
         GError    **error)
{
  RelaisWorkspace *self = data;

  self->demo = relais_demo_unpack (self->folder, relais_clock_now (), error);

  return self->demo != NULL && relais_demo_install (sql, self->demo, error);
}

/* See the private header. */
void
relais_workspace_ask_demo (RelaisWorkspace *self)
{
  g_queue_push_tail (&self->asked, relais_kind_store_install_shipped (self->kinds));
  g_queue_push_tail (&self->asked, relais_database_write (self->database, "demo", lay_out, g_object_ref (self), g_object_unref));
}

/* See the private header. */
void
relais_workspace_add_demo (RelaisWorkspace *self)
{
  relais_mail_add_local (self->mail, "demo", self->demo->address, self->demo->address, self->demo->maildir);
}
