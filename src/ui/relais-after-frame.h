/* relais-after-frame.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once what somebody waits for is painted: calls @func on @widget, when there is nothing else to do. Never when the widget is gone
 * by then, or not on screen. */
void relais_after_frame (GtkWidget *widget,
                         void     (*func) (GtkWidget *widget));

G_END_DECLS
