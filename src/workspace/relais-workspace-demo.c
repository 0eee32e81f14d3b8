/* relais-workspace-demo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "relais-clock.h"
#include "relais-file.h"
#include "relais-workspace-private.h"

/* A demo has its database after a second. */
#define OPENING_SECONDS (10 * 60)

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

static gboolean
remove_folder (gpointer       data,
               GCancellable  *cancellable,
               GValue        *result,
               GError       **error)
{
  RelaisWorkspace *self = data;

  return relais_file_remove_tree (self->folder, error);
}

/* Others may have folders there, too. What never came as far as its database has no lock that tells whether somebody has it, but nobody
 * has touched it for long. */
static gboolean
is_left_behind (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, RELAIS_WORKSPACE_DATABASE, NULL);
  GStatBuf look;

  if (g_lstat (folder, &look) != 0 || !S_ISDIR (look.st_mode) || look.st_uid != getuid ())
    return FALSE;

  return relais_database_is_abandoned (database) ||
         (!g_file_test (database, G_FILE_TEST_EXISTS) && look.st_mtime < g_get_real_time () / G_USEC_PER_SEC - OPENING_SECONDS);
}

/* A program that was killed removed nothing. */
static gboolean
remove_left_behind (gpointer       data,
                    GCancellable  *cancellable,
                    GValue        *result,
                    GError       **error)
{
  g_autoptr(GDir) temporary = g_dir_open (g_get_tmp_dir (), 0, error);
  const char *name;

  if (temporary == NULL)
    return FALSE;

  while ((name = g_dir_read_name (temporary)) != NULL && !g_cancellable_is_cancelled (cancellable))
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

      if (g_str_has_prefix (name, RELAIS_WORKSPACE_DEMO_PREFIX) && is_left_behind (path))
        relais_file_remove_tree (path, NULL);
    }

  return TRUE;
}

/* See the private header. */
void
relais_workspace_ask_demo (RelaisWorkspace *self)
{
  g_queue_push_tail (&self->asked, relais_kind_store_install_shipped (self->kinds));
  g_queue_push_tail (&self->asked, relais_database_write (self->database, "demo", lay_out, g_object_ref (self), g_object_unref));
  if (self->temporary)
    relais_future_detach (relais_worker_run (self->worker, "demos that were killed", remove_left_behind, NULL, NULL),
                          "demos that were killed");
}

/* See the private header. */
void
relais_workspace_add_demo (RelaisWorkspace *self)
{
  relais_mail_add_local (self->mail, "demo", self->demo->address, self->demo->address, self->demo->maildir);
}

/* See the private header. */
DexFuture *
relais_workspace_remove_demo (RelaisWorkspace *self)
{
  return relais_worker_run (self->worker, "temporary folder", remove_folder, g_object_ref (self), g_object_unref);
}
