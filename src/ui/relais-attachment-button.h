/* relais-attachment-button.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-mail-message.h"

G_BEGIN_DECLS

/* A file of a message: opened by a click, saved from its menu, dragged out to anywhere that takes files. */
#define RELAIS_TYPE_ATTACHMENT_BUTTON (relais_attachment_button_get_type ())

G_DECLARE_FINAL_TYPE (RelaisAttachmentButton, relais_attachment_button, RELAIS, ATTACHMENT_BUTTON, AdwBin)

GtkWidget *relais_attachment_button_new (RelaisMailMessage *message,
                                         guint              attachment);

G_END_DECLS
