/* relais-message-view.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The message pane: headers, the triage card, the letter, its attachments; and what is done with it (answer, forward, archive, delete, flag).
 *
 * Property "title": the subject, for the navigation page. Signal "moved": the message left the folder; the list shows the next one.
 */
#define RELAIS_TYPE_MESSAGE_VIEW (relais_message_view_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMessageView, relais_message_view, RELAIS, MESSAGE_VIEW, AdwBin)

void relais_message_view_set_workspace (RelaisMessageView *self,
                                        RelaisWorkspace   *workspace);
void relais_message_view_show          (RelaisMessageView *self,
                                        RelaisMailFolder  *folder,
                                        const char        *uid);

/* A message file from outside: shown, never stored. */
void relais_message_view_show_file     (RelaisMessageView *self,
                                        GFile             *file);

/* Nothing is chosen. */
void relais_message_view_clear         (RelaisMessageView *self);

/* Whether there are messages to choose from: without, the pane asks for no choice. */
void relais_message_view_set_ready     (RelaisMessageView *self,
                                        gboolean           ready);

/* So many are chosen in the list: there is nothing to read. */
void relais_message_view_show_several  (RelaisMessageView *self,
                                        guint              count);

/* The panes that F6 goes round: the card, the letter. */
void relais_message_view_add_panes     (RelaisMessageView *self,
                                        GPtrArray         *panes);

/* "message.…", or "triage.…" for the card. FALSE: there is nothing that it could be done with. */
gboolean relais_message_view_activate  (RelaisMessageView *self,
                                        const char        *action);

/* (nullable): of the message that is shown, in its folder */
const char *relais_message_view_get_uid (RelaisMessageView *self);

/* What is shown, when it is in sight: it may have come into sight. */
void relais_message_view_mark_read (RelaisMessageView *self);

/* What is being typed is kept now. */
void relais_message_view_keep (RelaisMessageView *self);

G_END_DECLS
