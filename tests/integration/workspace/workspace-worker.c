/* workspace-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "relais-resources.h"
#include "workspace-world.h"

/* workspace-worker FOLDER COUNT: opens the workspace and works until COUNT answers have left; is killed while it does. */

static void
flush_cb (RelaisTriage *triage,
          gint64        message,
          gpointer      user_data)
{
  puts ("decided");
  fflush (stdout);
}

int
main (int   argc,
      char *argv[])
{
  WorkspaceWorld *world;

  g_assert_cmpint (argc, ==, 3);
  relais_core_init ();
  world = workspace_world_open (argv[1], RELAIS_WORKSPACE_OFFLINE);
  g_signal_connect (world->triage, "decided", G_CALLBACK (flush_cb), NULL);
  workspace_world_wait_sent (world, (guint) g_ascii_strtoull (argv[2], NULL, 10));
  workspace_world_settle (world);
  workspace_world_close (world);

  return 0;
}
