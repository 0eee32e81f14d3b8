/* relais-call-log.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-http.h"

G_BEGIN_DECLS

/**
 * RelaisCallLog:
 *
 * Keeps the last calls in the table "call": follows the "call" signal, writes in batches, forgets
 * the oldest. Each batch is told as RelaisDatabase::committed with the topic "call". Main thread.
 */
#define RELAIS_TYPE_CALL_LOG (relais_call_log_get_type ())

G_DECLARE_FINAL_TYPE (RelaisCallLog, relais_call_log, RELAIS, CALL_LOG, GObject)

/**
 * relais_call_log_new:
 * @keep: how many calls to keep
 */
RelaisCallLog *relais_call_log_new   (RelaisDatabase *database,
                                      RelaisHttp     *http,
                                      guint           keep);

/**
 * relais_call_log_list:
 * @service: (nullable): only its calls
 * @limit: how many at most
 *
 * Returns: (transfer full): resolves to a GPtrArray (boxed) of RelaisHttpCall, the newest first
 */
DexFuture     *relais_call_log_list  (RelaisCallLog  *self,
                                      const char     *service,
                                      guint           limit);

/**
 * relais_call_log_flush:
 *
 * Returns: (transfer full): resolves to %TRUE when the calls told so far are written
 */
DexFuture     *relais_call_log_flush (RelaisCallLog  *self);

G_END_DECLS
