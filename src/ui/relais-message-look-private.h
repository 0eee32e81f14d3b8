/* relais-message-look-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* A letter beside the window around it: its ground, its size. */

/* What makes the letters of a view lie on the window's colour, light and dark. (transfer full) */
WebKitUserContentManager *relais_message_look_new_paper (void);

/* Ground and size, as the desktop's style and font are now. */
void                      relais_message_look_apply     (WebKitWebView *view);

/* Pixels that a letter of this plain text takes up in a view, at least, and little more. WebKit tells nobody without scripts. */
int                       relais_message_look_measure   (GtkWidget     *view,
                                                         const char    *text);

G_END_DECLS
