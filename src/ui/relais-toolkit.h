/* relais-toolkit.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Starts GTK and Adwaita, in the order in which nothing is read twice, and warms the fonts of the first frame. Main thread, once,
 * before GtkApplication's own startup, which finds both started. */
void relais_toolkit_init (void);

G_END_DECLS
