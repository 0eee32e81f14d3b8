/* relais-compose-drafts.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* Messages that were begun and not sent, kept in the workspace's settings "compose.draft.1" … as they are typed: they survive the end of
 * the program, however it ends. A composer claims a number for as long as it is open; what is kept under the others is
 * offered. A message that is passed on lies beside them, see relais-compose-messages.h. Main thread.
 */

/* How many are kept that no composer has open. */
guint       relais_compose_drafts_count   (RelaisWorkspace *workspace);

/* Asks what became of those that were queued: to be called at start, and when a mail that no window watches changed. */
void        relais_compose_drafts_settle  (RelaisWorkspace *workspace);

/* Once at start: removes the messages that no draft passes on. */
void        relais_compose_drafts_sweep   (RelaisWorkspace *workspace);

/* What became of the mail that @draft was: it is forgotten, kept on, or a draft again. */
void        relais_compose_drafts_take_state (RelaisWorkspace     *workspace,
                                              guint                number,
                                              JsonObject          *draft,
                                              RelaisDeliveryState  state);

/* Opens a composer for each, over @parent. */
void        relais_compose_drafts_open    (GtkWindow       *parent,
                                           RelaisWorkspace *workspace);

/* Opens a composer for one whose @number is claimed already, or 0, once the message that it passes on is read. */
void        relais_compose_drafts_reopen  (GtkWindow       *parent,
                                           RelaisWorkspace *workspace,
                                           guint            number,
                                           JsonObject      *draft);

/* A number for a composer, or 0: there are too many, and this one cannot be kept. */
guint       relais_compose_drafts_claim   (RelaisWorkspace *workspace);
void        relais_compose_drafts_release (RelaisWorkspace *workspace,
                                           guint            number);

/* @draft: (nullable): there is nothing in it, for now. Resolves when it is on the disk; RELAIS_CORE_ERROR_TOO_LARGE: it is not, and what
 * was kept before stays. */
DexFuture  *relais_compose_drafts_save    (RelaisWorkspace *workspace,
                                           guint            number,
                                           JsonObject      *draft);

/* For good. @message: (nullable): the file of the one that it passed on */
void        relais_compose_drafts_forget  (RelaisWorkspace *workspace,
                                           guint            number,
                                           const char      *message);

/* It is about to be queued as the mail @message_id, and is not offered for as long as that may leave. To be called before, so that it is
 * true also when the program ends between the two. */
void        relais_compose_drafts_save_leaving (RelaisWorkspace *workspace,
                                                guint            number,
                                                JsonObject      *draft,
                                                const char      *message_id);

G_END_DECLS
