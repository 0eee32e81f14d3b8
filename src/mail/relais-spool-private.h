/* relais-spool-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-outgoing-private.h"

G_BEGIN_DECLS

/* The files of mails that wait. A mail may leave long after it was queued (undo, a server that is away, a retry by hand), and what
 * it carries is what lay there when it was queued: each file is copied into a folder of ours, one folder a mail, and goes when no job
 * needs it any more. Main thread; the files are moved on a thread of its own. */
#define RELAIS_TYPE_SPOOL (relais_spool_get_type ())

G_DECLARE_FINAL_TYPE (RelaisSpool, relais_spool, RELAIS, SPOOL, GObject)

/* @folder: made when the first file comes */
RelaisSpool *relais_spool_new     (RelaisDatabase *database,
                                   const char     *folder);

/* Resolves to a RelaisOutgoing, the same mail with copies of the files; RELAIS_MAIL_ERROR_INVALID when one cannot be read, TRY_LATER
 * when there is no room. What is kept for it stays at least until relais_spool_release(). */
DexFuture   *relais_spool_keep    (RelaisSpool    *self,
                                   RelaisOutgoing *outgoing);

/* The mail is queued, or never will be: from now on the queue says whether its files are needed. */
void         relais_spool_release (RelaisSpool    *self,
                                   const char     *message_id);

/* Soon removes what no job needs. Costs nothing while no file is kept. */
void         relais_spool_sweep   (RelaisSpool    *self);

/* As relais_spool_sweep(), whatever an earlier process left there. */
void         relais_spool_open    (RelaisSpool    *self);

/* In relais-spool-files.c; blocking, for a worker. Copies into @folder, which must not exist, and makes the mail's files those.
 * @outgoing: not shared */
gboolean     relais_spool_copy    (RelaisOutgoing *outgoing,
                                   const char     *folder,
                                   GCancellable   *cancellable,
                                   GError        **error);

G_END_DECLS
