/* relais-compose-messages.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The messages that drafts pass on: each is a file of the workspace's folder "drafts", for its owner's eyes only, and its draft has the
 * name. The database's thread writes, reads and removes them, because it takes everything in the order it was asked for: a file is on
 * the disk before the draft that names it, and goes after the last draft that did, however the program ends meanwhile. Main thread.
 */

/* @name: a new one, of g_uuid_string_random(). Resolves when @message is on the disk; a draft that is saved later may name it. */
DexFuture *relais_compose_messages_keep   (RelaisWorkspace *workspace,
                                           const char      *name,
                                           GBytes          *message);

/* Resolves to a GBytes; rejected with G_FILE_ERROR, also when the file is damaged, or with G_IO_ERROR_CANCELLED when the workspace is being closed. */
DexFuture *relais_compose_messages_read   (RelaisWorkspace *workspace,
                                           const char      *name);

/* After the draft that named it was saved without. */
void       relais_compose_messages_remove (RelaisWorkspace *workspace,
                                           const char      *name);

/* Removes all but those in @named. (transfer full) (element-type utf8) a set */
void       relais_compose_messages_sweep  (RelaisWorkspace *workspace,
                                           GHashTable      *named);

G_END_DECLS
