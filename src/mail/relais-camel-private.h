/* relais-camel-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

G_BEGIN_DECLS

/* Camel's maildir provider (3.56) is not made for several threads: a look through the files of a folder, beside a move into it, may
 * find the message that is being added, and then looks for a free UID for ever, with the folder's lock. So what changes a summary
 * goes through these, one at a time where the store is local. Blocking; for a worker. The errors are Camel's. */

gboolean relais_camel_refresh_sync     (CamelFolder   *folder,
                                        GCancellable  *cancellable,
                                        GError       **error);

/* Moves. @uids: (element-type utf8) */
gboolean relais_camel_transfer_sync    (CamelFolder   *source,
                                        GPtrArray     *uids,
                                        CamelFolder   *destination,
                                        GCancellable  *cancellable,
                                        GError       **error);

gboolean relais_camel_synchronize_sync (CamelFolder   *folder,
                                        gboolean       expunge,
                                        GCancellable  *cancellable,
                                        GError       **error);

G_END_DECLS
