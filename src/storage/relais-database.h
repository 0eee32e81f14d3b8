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
 * worker thread. Everything is asked from the main thread and answered there, in the order it was asked. Writes that
 * wait together are committed together, each still whole or not at all: a burst costs one flush to the disk.
 *
 * #RelaisDatabase::committed (detailed with the topic; gint64 id): what a committed transaction told with
 * relais_sql_notify(), on the main thread, before the future of that transaction resolves.
 *
 * relais_core_init() comes before any of it.
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
 * the function returns %TRUE and rolled back otherwise. It never begins or ends a transaction itself.
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
DexFuture      *relais_database_check (RelaisDatabase *self);
void            relais_database_close (RelaisDatabase *self);

/* Whether some process had the file at @path open, and none has now. Blocks; on any thread. */
gboolean        relais_database_is_abandoned (const char *path);

G_END_DECLS
