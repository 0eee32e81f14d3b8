/* relais-compose-window.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A new message, in plain text. Sending goes through the delivery queue and can be taken back for a moment, from @parent. */
#define RELAIS_TYPE_COMPOSE_WINDOW (relais_compose_window_get_type ())

G_DECLARE_FINAL_TYPE (RelaisComposeWindow, relais_compose_window, RELAIS, COMPOSE_WINDOW, AdwWindow)

/* @parent: the RelaisWindow that tells what became of it */
RelaisComposeWindow *relais_compose_window_new        (GtkWindow           *parent,
                                                       RelaisWorkspace     *workspace);

/* RFC 6068: to, cc, bcc, subject and body. "attach" is not followed: an address must not choose files. */
void                 relais_compose_window_set_mailto (RelaisComposeWindow *self,
                                                       const char          *uri);

/* An answer to @message, which it quotes. @account: (nullable): where the message lies, and who answers. @all: with a copy to whom else it
 * went */
void                 relais_compose_window_set_reply  (RelaisComposeWindow *self,
                                                       RelaisMailAccount   *account,
                                                       RelaisParsedMessage *message,
                                                       gboolean             all);

/* @message is passed on, whole. @account: (nullable): where it lies, and who passes it on. */
void                 relais_compose_window_set_forward (RelaisComposeWindow *self,
                                                       RelaisMailAccount   *account,
                                                       RelaisMailMessage   *message);

/* What is typed is kept a moment later; this keeps it now, before the program ends. */
void                 relais_compose_window_keep       (RelaisComposeWindow *self);

/* For relais-compose-drafts.c: goes on with what was kept under @number. @message: (nullable): what it passes on, when that can be read */
void                 relais_compose_window_set_draft  (RelaisComposeWindow *self,
                                                       guint                number,
                                                       JsonObject          *draft,
                                                       GBytes              *message);

G_END_DECLS
