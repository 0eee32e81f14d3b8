/* relais-promise.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"

G_BEGIN_DECLS

/* A future that foreign code completes: the way for a callback or a thread to give a result.
 * relais_promise_complete() may be called from any thread, exactly once; the future resolves on the main thread. */
typedef struct _RelaisPromise RelaisPromise;

RelaisPromise *relais_promise_new             (void);
DexFuture     *relais_promise_dup_future      (RelaisPromise *promise);
GCancellable  *relais_promise_get_cancellable (RelaisPromise *promise);
void           relais_promise_set_release     (RelaisPromise *promise,
                                               gpointer       data,
                                               GDestroyNotify destroy);
void           relais_promise_complete        (RelaisPromise *promise,
                                               const GValue  *value,
                                               GError        *error);

G_END_DECLS
