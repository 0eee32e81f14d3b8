/* relais-camel.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"

/* One for all local stores: what they do is short. */
static GMutex local;

/* (nullable): a server's folders have locks of their own, and waiting for one server must not wait for another */
static GMutexLocker *
lock (CamelFolder *folder)
{
  return CAMEL_IS_OFFLINE_STORE (camel_folder_get_parent_store (folder)) ? NULL : g_mutex_locker_new (&local);
}

gboolean
relais_camel_refresh_sync (CamelFolder   *folder,
                           GCancellable  *cancellable,
                           GError       **error)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = lock (folder);

  return camel_folder_refresh_info_sync (folder, cancellable, error);
}

gboolean
relais_camel_transfer_sync (CamelFolder   *source,
                            GPtrArray     *uids,
                            CamelFolder   *destination,
                            GCancellable  *cancellable,
                            GError       **error)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = lock (source);

  return camel_folder_transfer_messages_to_sync (source, uids, destination, TRUE, NULL, cancellable, error);
}

gboolean
relais_camel_synchronize_sync (CamelFolder   *folder,
                               gboolean       expunge,
                               GCancellable  *cancellable,
                               GError       **error)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = lock (folder);

  return camel_folder_synchronize_sync (folder, expunge, cancellable, error);
}
