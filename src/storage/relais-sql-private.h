/* relais-sql-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "relais-sql.h"

G_BEGIN_DECLS

/* What a transaction told with relais_sql_notify(). */
typedef struct
{
  GQuark topic;
  gint64 id;
} RelaisSqlNote;

struct _RelaisRows
{
  RelaisSql    *sql;
  sqlite3_stmt *stmt;      /* (owned) */
  gboolean      has_row;
};

/* How much of a statement an error message quotes: enough to recognise it. */
#define RELAIS_SQL_QUOTED_CHARS 60

RelaisSql *relais_sql_new         (sqlite3      *db);
void       relais_sql_free        (RelaisSql    *sql);
sqlite3   *relais_sql_get_handle  (RelaisSql    *sql);
void       relais_sql_lend        (RelaisSql    *sql,
                                   gboolean      may_write,
                                   GArray       *notes);
void       relais_sql_give_back   (RelaisSql    *sql);
gboolean   relais_sql_run_script  (RelaisSql    *sql,
                                   const char   *script,
                                   GError      **error);
void       relais_sql_set_error   (sqlite3      *db,
                                   const char   *what,
                                   GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisSql, relais_sql_free)

G_END_DECLS
