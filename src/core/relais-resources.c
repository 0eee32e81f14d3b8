/* relais-resources.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-engine-resources.h"
#include "relais-memory.h"
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
      relais_memory_init ();
      dex_init ();
      relais_engine_register_resource ();
      /* GLib takes in what was registered when it is first asked, and whoever asks on another thread meanwhile gets NULL: it is asked
       * here, before there are other threads. */
      relais_engine_get_resource ();
      g_once_init_leave (&done, 1);
    }
}
