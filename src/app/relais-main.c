/* relais-main.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "relais-application.h"
#include "relais-environment.h"
#include "relais-log.h"
#include "relais-resources.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(RelaisApplication) application = NULL;
  const char *localedir = g_getenv ("RELAIS_LOCALEDIR");

  relais_environment_init ();
  relais_log_install ();
  setlocale (LC_ALL, "");
  /* The variable is for a program that is not installed: tests, and pictures in another language. */
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : RELAIS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  relais_core_init ();
  application = relais_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
