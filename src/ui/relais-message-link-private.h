/* relais-message-link-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens what was clicked outside of the letter. What it shows as a link may not be where that leads, so the target is shown before. */
void relais_message_link_ask (GtkWidget  *letter,
                              const char *uri);

G_END_DECLS
