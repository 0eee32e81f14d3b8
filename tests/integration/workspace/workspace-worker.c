/* workspace-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "relais-resources.h"
#include "workspace-world.h"

/* workspace-worker FOLDER COUNT: opens the workspace and works until COUNT answers have left; says "open" when it begins. It is
 * killed while it works. */

int
main (int   argc,
      char *argv[])
{
  WorkspaceWorld *world;

  g_assert_cmpint (argc, ==, 3);
  relais_core_init ();
  world = workspace_world_open (argv[1], RELAIS_WORKSPACE_OFFLINE);
  puts ("open");
  fflush (stdout);
  workspace_world_wait_sent (world, (guint) g_ascii_strtoull (argv[2], NULL, 10));
  workspace_world_settle (world);
  workspace_world_close (world);

  return 0;
}
