/* relais-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-sql-private.h"

/**
 * relais_rows_next:
 *
 * Returns: %TRUE on a row; %FALSE at the end, or with @error set
 */
gboolean
relais_rows_next (RelaisRows  *rows,
                  GError     **error)
{
  int result = sqlite3_step (rows->stmt);

  rows->has_row = result == SQLITE_ROW;
  if (rows->has_row || result == SQLITE_DONE)
    return rows->has_row;

  relais_sql_set_error (sqlite3_db_handle (rows->stmt), sqlite3_sql (rows->stmt), error);
  return FALSE;
}

/* A wrong column or a column of another type is a bug of ours, not of the file: tables are not STRICT. */
static gboolean
check_column (RelaisRows *rows,
              guint       column,
              int         type)
{
  int found;

  g_return_val_if_fail (rows->has_row, FALSE);
  g_return_val_if_fail (column < (guint) sqlite3_column_count (rows->stmt), FALSE);

  found = sqlite3_column_type (rows->stmt, (int) column);
  if (found == SQLITE_NULL)
    return FALSE;
  if (found != type && !(type == SQLITE_FLOAT && found == SQLITE_INTEGER))
    {
      g_critical ("Column %u is of type %d, not %d: %s", column, found, type, sqlite3_sql (rows->stmt));
      return FALSE;
    }

  return TRUE;
}

/**
 * relais_rows_get_int64:
 *
 * Returns: the number; 0 for NULL
 */
gint64
relais_rows_get_int64 (RelaisRows *rows,
                       guint       column)
{
  return check_column (rows, column, SQLITE_INTEGER) ? sqlite3_column_int64 (rows->stmt, (int) column) : 0;
}

/**
 * relais_rows_get_double:
 *
 * Returns: the number; 0 for NULL
 */
double
relais_rows_get_double (RelaisRows *rows,
                        guint       column)
{
  return check_column (rows, column, SQLITE_FLOAT) ? sqlite3_column_double (rows->stmt, (int) column) : 0;
}

/**
 * relais_rows_get_string:
 *
 * Returns: (transfer none) (nullable): valid until the next row; %NULL for NULL
 */
const char *
relais_rows_get_string (RelaisRows *rows,
                        guint       column)
{
  return check_column (rows, column, SQLITE_TEXT)
    ? (const char *) sqlite3_column_text (rows->stmt, (int) column) : NULL;
}

/**
 * relais_rows_dup_bytes:
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL for NULL
 */
GBytes *
relais_rows_dup_bytes (RelaisRows *rows,
                       guint       column)
{
  const void *data;

  if (!check_column (rows, column, SQLITE_BLOB))
    return NULL;

  data = sqlite3_column_blob (rows->stmt, (int) column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (rows->stmt, (int) column));
}

gboolean
relais_rows_is_null (RelaisRows *rows,
                     guint       column)
{
  g_return_val_if_fail (rows->has_row, TRUE);

  return sqlite3_column_type (rows->stmt, (int) column) == SQLITE_NULL;
}
