/* install-packs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-test.h"
#include "relais-workspace.h"

/* What a person does on the first page: chooses all packs of kinds. */
int
main (int   argc,
      char *argv[])
{
  g_autoptr(RelaisWorkspace) workspace = NULL;
  g_autoptr(GPtrArray) packs = NULL;

  relais_test_init (&argc, &argv);
  workspace = relais_workspace_new (NULL, NULL, RELAIS_WORKSPACE_OFFLINE);
  relais_test_await (relais_workspace_start (workspace));
  packs = relais_pack_list_shipped ();
  for (guint i = 0; i < packs->len; i++)
    relais_test_await (relais_kind_store_install (relais_workspace_get_kinds (workspace), g_ptr_array_index (packs, i)));
  relais_test_await (relais_triage_settled (relais_workspace_get_triage (workspace)));
  relais_test_await (relais_workspace_stop (workspace));
  g_clear_object (&workspace);
  relais_test_settle ();

  return 0;
}
