/* relais-webkit.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gmodule.h>

#include "relais-webkit-private.h"

/* The library of the API that we are compiled with. */
#define LIBRARY "libwebkitgtk-6.0.so.4"

static gpointer
open_library (gpointer data)
{
  GModule *library = g_module_open (LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (library == NULL)
    g_error ("letters cannot be shown: %s", g_module_error ());
  g_module_make_resident (library);

  return library;
}

static GModule *
get_library (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_library, NULL);
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  get_library ();
  g_task_return_boolean (task, TRUE);
}

void
relais_webkit_prepare (GObject             *owner,
                       GAsyncReadyCallback  opened)
{
  g_autoptr(GTask) task = g_task_new (owner, NULL, opened, NULL);

  g_task_set_source_tag (task, relais_webkit_prepare);
  g_task_run_in_thread (task, prepare_thread);
}

gpointer
relais_webkit_find (const char *function)
{
  gpointer symbol;

  if (!g_module_symbol (get_library (), function, &symbol))
    g_error ("letters cannot be shown: %s", g_module_error ());

  return symbol;
}
