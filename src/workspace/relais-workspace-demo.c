/* relais-workspace-demo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-demo-private.h"
#include "relais-pack.h"
#include "relais-workspace-private.h"

/* A demo being laid out; the worker and then the database's thread use it. */
typedef struct
{
  RelaisWorkspace *self;   /* (owned) */
  RelaisDemo      *demo;   /* (owned) */
} DemoSetup;

static void
demo_setup_clear (gpointer data)
{
  DemoSetup *setup = data;

  g_clear_object (&setup->self);
  g_clear_pointer (&setup->demo, relais_demo_free);
}

static void
demo_setup_unref (gpointer setup)
{
  g_atomic_rc_box_release_full (setup, demo_setup_clear);
}

static gboolean
unpack_demo (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  DemoSetup *setup = data;

  setup->demo = relais_demo_unpack (setup->self->folder, relais_clock_now (), error);

  return setup->demo != NULL;
}

static gboolean
install_demo (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  DemoSetup *setup = data;

  return relais_demo_install (sql, setup->demo, error);
}

/* See the private header. */
gboolean
relais_workspace_await_demo (RelaisWorkspace  *self,
                             GError          **error)
{
  DemoSetup *setup = g_atomic_rc_box_new0 (DemoSetup);
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  gboolean done = FALSE;

  setup->self = g_object_ref (self);
  for (guint i = 0; i < packs->len; i++)
    if (!dex_await (relais_kind_store_install (self->kinds, g_ptr_array_index (packs, i)), error))
      goto out;

  if (!dex_await (relais_worker_run (self->worker, "demo mailbox", unpack_demo, g_atomic_rc_box_acquire (setup),
                                     demo_setup_unref), error) ||
      !dex_await (relais_database_write (self->database, "demo team", install_demo, g_atomic_rc_box_acquire (setup),
                                         demo_setup_unref), error) ||
      !dex_await (relais_settings_load (self->settings), error) ||
      !dex_await (relais_team_load (self->team), error))
    goto out;

  relais_mail_add_local (self->mail, "demo", setup->demo->address, setup->demo->address, setup->demo->maildir);
  done = TRUE;

out:
  demo_setup_unref (setup);
  return done;
}
