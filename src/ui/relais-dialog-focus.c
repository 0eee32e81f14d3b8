/* relais-dialog-focus.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-after-frame.h"
#include "relais-dialog-focus.h"

static void
grab_cb (GtkWidget *widget)
{
  gtk_widget_grab_focus (widget);
}

static void
map_cb (GtkWidget *widget)
{
  relais_after_frame (widget, grab_cb);
}

void
relais_dialog_focus (AdwDialog *dialog,
                     GtkWidget *widget)
{
  adw_dialog_set_focus (dialog, widget);
  g_signal_connect (widget, "map", G_CALLBACK (map_cb), NULL);
}
