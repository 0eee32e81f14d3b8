/* relais-mail-account-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>
#include <libedataserver/libedataserver.h>

#include "relais-mail-account.h"
#include "relais-worker.h"

G_BEGIN_DECLS

/* What the module's other files do with an account. */

/* (transfer none) (nullable): the Camel side. They exist from construction; whether the server answers is another matter. For a
 * local account the transport is NULL. Any thread, as long as the account is held. */
CamelSession *relais_mail_account_get_session   (RelaisMailAccount *self);
CamelStore   *relais_mail_account_get_store     (RelaisMailAccount *self);
CamelService *relais_mail_account_get_transport (RelaisMailAccount *self);

/* (nullable): NULL for a local account */
ESource      *relais_mail_account_get_source    (RelaisMailAccount *self);

/**
 * relais_mail_account_run:
 * @what: (not nullable): static; names the work in errors
 * @func: runs on one of the account's own threads (never the main thread, never GTask's pool). It may call Camel's _sync
 *   functions with the cancellable it is given, which is a CamelOperation
 * @data: given to @func
 * @destroy: (nullable): frees @data, on the main thread
 * @deadline_seconds: how long nothing may happen: the cancellable is cancelled after that time, counted from when @func starts and
 *   again from each progress that Camel reports; in all at most ten times as long. 0: no deadline
 *
 * Main thread. Work of one account may run in parallel (three threads), and starts in order.
 *
 * Returns: (transfer full): resolves to what @func gave; rejected with RELAIS_MAIL_ERROR (mapped by
 *   relais_mail_error_map(); %RELAIS_MAIL_ERROR_TIMED_OUT for the deadline) or with %G_IO_ERROR_CANCELLED
 */
DexFuture    *relais_mail_account_run           (RelaisMailAccount *self,
                                                 const char        *what,
                                                 RelaisWorkFunc     func,
                                                 gpointer           data,
                                                 GDestroyNotify     destroy,
                                                 guint              deadline_seconds);

/**
 * relais_mail_account_open_role_sync:
 * @role: INBOX, SENT, DRAFTS, ARCHIVE, JUNK, TRASH or OUTBOX
 * @create: make it when the server has none
 *
 * Blocking; for functions run by relais_mail_account_run().
 *
 * Returns: (transfer full) (nullable): the folder, or %NULL with @error set
 */
CamelFolder  *relais_mail_account_open_role_sync (RelaisMailAccount  *self,
                                                  RelaisMailRole      role,
                                                  gboolean            create,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

G_END_DECLS
