/* relais-resources.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-engine-resources.h"
#include "relais-resources.h"

/**
 * relais_core_init:
 *
 * First call of every program and test, on the thread that will run the main loop. May be called again.
 */
void
relais_core_init (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      dex_init ();
      relais_engine_register_resource ();
      g_once_init_leave (&done, 1);
    }
}
