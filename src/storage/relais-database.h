/* relais-database.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"
#include "relais-sql.h"

G_BEGIN_DECLS

/* One SQLite file: WAL, foreign keys, synchronous=FULL for what must survive a power cut, one connection on one
 * worker thread. Everything is asked from the main thread and answered there.
 */
#define RELAIS_TYPE_DATABASE (relais_database_get_type ())

G_DECLARE_FINAL_TYPE (RelaisDatabase, relais_database, RELAIS, DATABASE, GObject)

/**
 * RelaisSqlFunc:
 * @sql: valid during the call
 * @data: what the caller gave
 * @result: zeroed; leave it to resolve to %TRUE
 *
 * Runs on the database's thread. In relais_database_write() all of it is one transaction: it is committed when
 * the function returns %TRUE and rolled back otherwise.
 */
typedef gboolean (*RelaisSqlFunc) (RelaisSql  *sql,
                                   gpointer    data,
                                   GValue     *result,
                                   GError    **error);

RelaisDatabase *relais_database_new   (const char     *path);
DexFuture      *relais_database_open  (RelaisDatabase *self);
DexFuture      *relais_database_read  (RelaisDatabase *self,
                                       const char     *what,
                                       RelaisSqlFunc   func,
                                       gpointer        data,
                                       GDestroyNotify  destroy);
DexFuture      *relais_database_write (RelaisDatabase *self,
                                       const char     *what,
                                       RelaisSqlFunc   func,
                                       gpointer        data,
                                       GDestroyNotify  destroy);
void            relais_database_close (RelaisDatabase *self);

G_END_DECLS
