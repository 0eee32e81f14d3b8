/* relais-toolkit.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "relais-glyphs.h"
#include "relais-toolkit.h"

/* GTK reads its own style sheet with the first look at its settings, and Adwaita puts another in its place at once: a tenth of a start.
 * The variable is how GTK is told of a theme before there are settings; without it, Adwaita then does what it always does. */
static void
read_settings (void)
{
  if (g_getenv ("GTK_THEME") != NULL)
    return;

  g_setenv ("GTK_THEME", "Empty", TRUE);
  gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

void
relais_toolkit_init (void)
{
  gtk_init ();
  read_settings ();
  relais_glyphs_warm ();
  /* Adwaita adds its icons to the theme, and GtkApplication looks for ours in it: after it, or all folders are read again. */
  adw_init ();
}
