/* relais-glyphs.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws the letters of the alphabet in the fonts of a list's row, on a thread of their own, into nothing: cairo keeps the pictures of
 * glyphs for the whole process, and the first frame of a window finds them made. Call it once, on the main thread, when GTK has its
 * settings. */
void relais_glyphs_warm (void);

G_END_DECLS
