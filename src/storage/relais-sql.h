/* relais-sql.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SQL on the database's own thread. A RelaisSql is lent to the functions that relais_database_read() and
 * relais_database_write() run; it must not outlive the call. Prepared statements only: values never enter the text.
 *
 * @types names the values that follow, one letter each: i = gint64, d = double, s = const char * (nullable),
 * b = GBytes * (nullable), n = NULL (no argument). An int given for 'i' is a bug that the compiler cannot see: cast.
 */
typedef struct _RelaisSql  RelaisSql;
typedef struct _RelaisRows RelaisRows;

#define RELAIS_STORAGE_ERROR (relais_storage_error_quark ())

/**
 * RelaisStorageError:
 * @RELAIS_STORAGE_ERROR_FAILED: SQLite refused; a full disk
 * @RELAIS_STORAGE_ERROR_NEWER: the file was written by a newer Relais: nothing was touched
 * @RELAIS_STORAGE_ERROR_LOCKED: another process owns the workspace
 * @RELAIS_STORAGE_ERROR_CONSTRAINT: a row with that key exists, or refers to one that does not
 * @RELAIS_STORAGE_ERROR_NOT_FOUND: no such row
 * @RELAIS_STORAGE_ERROR_DAMAGED: the file is not what was written
 * @RELAIS_STORAGE_ERROR_READ_ONLY: the file or its folder cannot be written
 */
typedef enum
{
  RELAIS_STORAGE_ERROR_FAILED,
  RELAIS_STORAGE_ERROR_NEWER,
  RELAIS_STORAGE_ERROR_LOCKED,
  RELAIS_STORAGE_ERROR_CONSTRAINT,
  RELAIS_STORAGE_ERROR_NOT_FOUND,
  RELAIS_STORAGE_ERROR_DAMAGED,
  RELAIS_STORAGE_ERROR_READ_ONLY,
} RelaisStorageError;

GQuark      relais_storage_error_quark (void);

gboolean    relais_sql_exec            (RelaisSql   *sql,
                                        GError     **error,
                                        const char  *statement,
                                        const char  *types,
                                        ...);
void        relais_sql_notify          (RelaisSql   *sql,
                                        const char  *topic,
                                        gint64       id);
gint64      relais_sql_last_id         (RelaisSql   *sql);
guint       relais_sql_changes         (RelaisSql   *sql);
gboolean    relais_sql_get_int64       (RelaisSql   *sql,
                                        gint64      *value,
                                        GError     **error,
                                        const char  *statement,
                                        const char  *types,
                                        ...);
RelaisRows *relais_sql_query           (RelaisSql   *sql,
                                        GError     **error,
                                        const char  *statement,
                                        const char  *types,
                                        ...);
gboolean    relais_rows_next           (RelaisRows  *rows,
                                        GError     **error);
gint64      relais_rows_get_int64      (RelaisRows  *rows,
                                        guint        column);
double      relais_rows_get_double     (RelaisRows  *rows,
                                        guint        column);
const char *relais_rows_get_string     (RelaisRows  *rows,
                                        guint        column);
GBytes     *relais_rows_dup_bytes      (RelaisRows  *rows,
                                        guint        column);
gboolean    relais_rows_is_null        (RelaisRows  *rows,
                                        guint        column);
void        relais_rows_free           (RelaisRows  *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisRows, relais_rows_free)

G_END_DECLS
