/* relais-flag-changes-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

G_BEGIN_DECLS

/* Changes of a folder's flags that its server was not seen to take yet. Threads: any.
 *
 * Camel keeps per message what its flags are, what the server is thought to know of them (the "server-flags" of an IMAP message), and
 * whether that is to be told. What is changed while it tells the server of something else can be taken for told (Camel 3.56: the flags
 * at the end of camel_imapx_server_sync_changes_sync() count as those that were sent; when there was nothing to send, what was marked
 * meanwhile is unmarked, and news of its earlier flags may then look like what was asked for). It does so on its own as well, before each
 * refresh. So each change is remembered here until it was seen to be sent and to stand. */
typedef struct _RelaisFlagChanges RelaisFlagChanges;

RelaisFlagChanges *relais_flag_changes_new  (void);
void               relais_flag_changes_free (RelaisFlagChanges  *self);

/* Changes them in Camel's summary, which is local and therefore instant. @mask, @flags: of CamelMessageFlags. From a worker. */
void               relais_flag_changes_make (RelaisFlagChanges  *self,
                                             CamelFolder        *camel,
                                             const char *const  *uids,
                                             guint32             mask,
                                             guint32             flags);

/* Whether the server was seen to take all of them. */
gboolean           relais_flag_changes_is_empty (RelaisFlagChanges *self);

/* Whether Camel has nothing to tell, of before a restart. From a worker. */
gboolean           relais_flag_changes_nothing_waits (CamelFolder  *camel);

/* Blocking: tells the server. RELAIS_MAIL_ERROR_TRY_LATER when it was not seen to take them all, and Camel's errors; what it did not take
 * stays remembered. From a worker. */
gboolean           relais_flag_changes_sync (RelaisFlagChanges  *self,
                                             CamelFolder        *camel,
                                             GCancellable       *cancellable,
                                             GError            **error);

/* Whether all that was told since the last look still stands in the summary. News of a message's earlier flags can be on their way while
 * the server is told of new ones, and Camel takes what comes last for what holds: then a refresh asks the server. From a worker. */
gboolean           relais_flag_changes_look (RelaisFlagChanges  *self,
                                             CamelFolder        *camel);

G_END_DECLS
