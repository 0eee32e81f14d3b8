/* relais-message-web.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-mail-message.h"

G_BEGIN_DECLS

/* A letter, shown by WebKit with everything active switched off: no scripts, no plugins, no files, no storage, and a network that leads
 * nowhere unless remote pictures were allowed. The document itself was made from an allow list (RelaisRenderFlags) and carries a
 * Content-Security-Policy. Pictures of the message come through "cid:". Links open outside, after the real target was shown.
 */
#define RELAIS_TYPE_MESSAGE_WEB (relais_message_web_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMessageWeb, relais_message_web, RELAIS, MESSAGE_WEB, AdwBin)

/* A letter is to be expected: what showing it needs is made ready in the background, in steps shorter than a frame. */
void relais_message_web_prepare (RelaisMessageWeb *self);

/* @message: (nullable): shows nothing */
void relais_message_web_show (RelaisMessageWeb  *self,
                              RelaisMailMessage *message,
                              gboolean           remote);

/* (transfer none) (nullable): what takes the focus */
GtkWidget *relais_message_web_get_view (RelaisMessageWeb *self);

G_END_DECLS
