/* relais-future.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asynchronous results. A DexFuture resolves once, to a GValue or a GError, always on the main thread.
 *
 * This header is the only door to libdex for the modules that must not know it (storage, mail, people,
 * ui): for them DexFuture is opaque. Leaving libdex would mean rewriting fibers, not callers.
 *
 * Every function here belongs to the main thread. A future is reference counted (dex_ref(), dex_unref()
 * for those who may include libdex); each function below says whether it takes it.
 */
typedef struct _DexFuture DexFuture;

typedef DexFuture *(*RelaisFiberFunc) (gpointer user_data);

/**
 * RelaisFutureCallback:
 * @owner: (nullable): the object given to relais_future_to_ui(), still alive
 * @value: (nullable): the result, or %NULL on failure
 * @error: (nullable): the reason, or %NULL on success; borrowed
 */
typedef void (*RelaisFutureCallback) (gpointer      owner,
                                      const GValue *value,
                                      const GError *error,
                                      gpointer      user_data);

DexFuture *relais_future_spawn       (const char           *name,
                                      RelaisFiberFunc       func,
                                      gpointer              user_data,
                                      GDestroyNotify        destroy);
void       relais_future_to_ui       (DexFuture            *future,
                                      gpointer              owner,
                                      GCancellable         *cancellable,
                                      RelaisFutureCallback  callback,
                                      gpointer              user_data);
void       relais_future_detach      (DexFuture            *future,
                                      const char           *what);
DexFuture *relais_future_timeout     (DexFuture            *future,
                                      guint                 milliseconds,
                                      const char           *what);
DexFuture *relais_future_sleep       (guint                 milliseconds);
gboolean   relais_future_run         (DexFuture            *future,
                                      GValue               *value,
                                      GError              **error);
DexFuture *relais_future_new_true    (void);
DexFuture *relais_future_new_error   (GError               *error);
gboolean   relais_error_is_cancelled (const GError         *error);

/* Before a request that takes the place of the last one: cancels that, and makes a new cancellable, since one may enter only one tree of
 * futures. @cancellable: (inout) (transfer full), the owner's; may hold %NULL */
void       relais_cancellable_renew  (GCancellable        **cancellable);

G_END_DECLS
