/* render-check.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a rendered document as a browser would and looks for anything that is not on lists of its own, which were written apart from those of
 * the renderer.
 * Returns: (transfer full) (nullable): what is wrong, or NULL when nothing is */
char *render_check (const char *document,
                    gboolean    allow_remote);

G_END_DECLS
