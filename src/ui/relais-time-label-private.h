/* relais-time-label-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows @text, and the whole of @time (ms since 1970) to whom points at it, and to assistive technologies. */
void relais_time_label_show (GtkLabel   *label,
                             const char *text,
                             gint64      time);

G_END_DECLS
