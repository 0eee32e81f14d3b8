/* relais-storage-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-sql-private.h"

G_DEFINE_QUARK (relais-storage-error-quark, relais_storage_error)

static RelaisStorageError
code_of_result (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return RELAIS_STORAGE_ERROR_CONSTRAINT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RELAIS_STORAGE_ERROR_LOCKED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return RELAIS_STORAGE_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return RELAIS_STORAGE_ERROR_READ_ONLY;
    default:
      return RELAIS_STORAGE_ERROR_FAILED;
    }
}

/* SQLite's messages name tables and columns, never values. */
void
relais_sql_set_error (sqlite3     *db,
                      const char  *what,
                      GError     **error)
{
  int result = sqlite3_extended_errcode (db);

  if (result == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%.*s: interrupted", RELAIS_SQL_QUOTED_CHARS, what);
  else
    g_set_error (error, RELAIS_STORAGE_ERROR, (int) code_of_result (result),
                 "%.*s: %s (%d)", RELAIS_SQL_QUOTED_CHARS, what, sqlite3_errmsg (db), result);
}
