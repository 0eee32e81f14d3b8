/* relais-about.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-about.h"

AdwDialog *
relais_about_new (void)
{
  AdwDialog *about = adw_about_dialog_new ();
  const char *developers[] = { "The Relais developers", NULL };

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (about), "Relais");
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (about), RELAIS_APPLICATION_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (about), RELAIS_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (about), "The Relais developers");
  adw_about_dialog_set_developers (ADW_ABOUT_DIALOG (about), developers);
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (about), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (about),
                                 _("Understands, routes and answers your team’s mail, on your own machine."));
  /* Translators: your name, one a line */
  adw_about_dialog_set_translator_credits (ADW_ABOUT_DIALOG (about), _("translator-credits"));

  return about;
}
