/* relais-sql.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-sql-private.h"

/* Preparing costs more than most of our statements. A program has a few hundred different ones at most. */
#define MAX_CACHED_STATEMENTS 256
struct _RelaisSql
{
  sqlite3    *db;          /* (owned) */
  GHashTable *idle;        /* (owned) text (owned) → sqlite3_stmt * (owned), those not in use */
  GArray     *notes;       /* (nullable) RelaisSqlNote; borrowed while lent */
  GThread    *lent_to;     /* (nullable) who may use it */
  gboolean    may_write;
  guint       n_open_rows;
};

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

/**
 * relais_sql_new:
 * @db: (transfer full): an open connection
 */
RelaisSql *
relais_sql_new (sqlite3 *db)
{
  RelaisSql *self = g_new0 (RelaisSql, 1);

  self->db = db;
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);

  return self;
}

void
relais_sql_free (RelaisSql *sql)
{
  g_assert (sql->n_open_rows == 0);

  g_hash_table_unref (sql->idle);
  sqlite3_close_v2 (sql->db);
  g_free (sql);
}

sqlite3 *
relais_sql_get_handle (RelaisSql *sql)
{
  return sql->db;
}

/* @notes: (nullable): where relais_sql_notify() writes */
void
relais_sql_lend (RelaisSql *sql,
                 gboolean   may_write,
                 GArray    *notes)
{
  g_assert (sql->lent_to == NULL);

  sql->lent_to = g_thread_self ();
  sql->may_write = may_write;
  sql->notes = notes;
}

void
relais_sql_give_back (RelaisSql *sql)
{
  if (sql->n_open_rows > 0)
    g_error ("RelaisRows were kept longer than their transaction");

  sql->lent_to = NULL;
  sql->notes = NULL;
}

/* Several statements without values: migrations and pragmas. */
gboolean
relais_sql_run_script (RelaisSql   *sql,
                       const char  *script,
                       GError     **error)
{
  if (sqlite3_exec (sql->db, script, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  relais_sql_set_error (sql->db, script, error);
  return FALSE;
}

static sqlite3_stmt *
take_statement (RelaisSql   *sql,
                const char  *text,
                GError     **error)
{
  sqlite3_stmt *stmt = NULL;
  g_autofree char *key = NULL;
  const char *tail = NULL;

  g_assert (sql->lent_to == g_thread_self ());

  if (!g_hash_table_steal_extended (sql->idle, text, (gpointer *) &key, (gpointer *) &stmt))
    {
      if (sqlite3_prepare_v3 (sql->db, text, -1, SQLITE_PREPARE_PERSISTENT, &stmt, &tail) != SQLITE_OK)
        {
          relais_sql_set_error (sql->db, text, error);
          return NULL;
        }
      if (stmt == NULL || tail[strspn (tail, " \n;")] != '\0')
        {
          sqlite3_finalize (stmt);
          g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED,
                       "%.*s: not exactly one statement", RELAIS_SQL_QUOTED_CHARS, text);
          return NULL;
        }
    }

  if (!sql->may_write && !sqlite3_stmt_readonly (stmt))
    {
      sqlite3_finalize (stmt);
      g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED,
                   "%.*s: writes inside relais_database_read()", RELAIS_SQL_QUOTED_CHARS, text);
      return NULL;
    }

  return stmt;
}

static void
put_statement (RelaisSql    *sql,
               sqlite3_stmt *stmt)
{
  const char *text = sqlite3_sql (stmt);

  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);

  /* Two of one text are in use when a query runs inside a loop over itself. */
  if (g_hash_table_contains (sql->idle, text))
    {
      sqlite3_finalize (stmt);
      return;
    }

  if (g_hash_table_size (sql->idle) >= MAX_CACHED_STATEMENTS)
    g_hash_table_remove_all (sql->idle);
  g_hash_table_insert (sql->idle, g_strdup (text), stmt);
}

static int
bind_bytes (sqlite3_stmt *stmt,
            int           place,
            GBytes       *bytes)
{
  gsize size;
  const void *data;

  if (bytes == NULL)
    return sqlite3_bind_null (stmt, place);

  data = g_bytes_get_data (bytes, &size);

  return size == 0 ? sqlite3_bind_zeroblob (stmt, place, 0)
                   : sqlite3_bind_blob64 (stmt, place, data, size, SQLITE_TRANSIENT);
}

static gboolean
bind_all (RelaisSql     *sql,
          sqlite3_stmt  *stmt,
          const char    *types,
          va_list       *args,
          GError       **error)
{
  int n_types = types != NULL ? (int) strlen (types) : 0;

  if (n_types != sqlite3_bind_parameter_count (stmt))
    {
      g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED,
                   "%.*s: %d values for %d parameters", RELAIS_SQL_QUOTED_CHARS, sqlite3_sql (stmt),
                   n_types, sqlite3_bind_parameter_count (stmt));
      return FALSE;
    }

  for (int i = 0; i < n_types; i++)
    {
      int result;

      switch (types[i])
        {
        case 'i':
          result = sqlite3_bind_int64 (stmt, i + 1, va_arg (*args, gint64));
          break;
        case 'd':
          result = sqlite3_bind_double (stmt, i + 1, va_arg (*args, double));
          break;
        case 's':
          result = sqlite3_bind_text (stmt, i + 1, va_arg (*args, const char *), -1, SQLITE_TRANSIENT);
          break;
        case 'b':
          result = bind_bytes (stmt, i + 1, va_arg (*args, GBytes *));
          break;
        case 'n':
          result = sqlite3_bind_null (stmt, i + 1);
          break;
        default:
          g_error ("Unknown type “%c” of a value for: %s", types[i], sqlite3_sql (stmt));
        }

      if (result != SQLITE_OK)
        {
          relais_sql_set_error (sql->db, sqlite3_sql (stmt), error);
          return FALSE;
        }
    }

  return TRUE;
}

static RelaisRows *
query_valist (RelaisSql   *sql,
              GError     **error,
              const char  *statement,
              const char  *types,
              va_list     *args)
{
  sqlite3_stmt *stmt = take_statement (sql, statement, error);
  RelaisRows *rows;

  if (stmt == NULL)
    return NULL;

  if (!bind_all (sql, stmt, types, args, error))
    {
      put_statement (sql, stmt);
      return NULL;
    }

  rows = g_new0 (RelaisRows, 1);
  rows->sql = sql;
  rows->stmt = stmt;
  sql->n_open_rows++;

  return rows;
}

void
relais_rows_free (RelaisRows *rows)
{
  rows->sql->n_open_rows--;
  put_statement (rows->sql, rows->stmt);
  g_free (rows);
}

/**
 * relais_sql_exec:
 *
 * Runs one statement to its end; rows that it gives are dropped.
 */
gboolean
relais_sql_exec (RelaisSql   *sql,
                 GError     **error,
                 const char  *statement,
                 const char  *types,
                 ...)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;
  va_list args;

  va_start (args, types);
  rows = query_valist (sql, error, statement, types, &args);
  va_end (args);

  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    continue;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * relais_sql_notify:
 * @topic: what kind of thing changed: usually the name of the table
 * @id: which one
 *
 * Once this transaction is committed, and before its future resolves, #RelaisDatabase::committed is emitted on the
 * main thread with @topic as detail. When it is rolled back, nothing is.
 */
void
relais_sql_notify (RelaisSql  *sql,
                   const char *topic,
                   gint64      id)
{
  RelaisSqlNote note = { g_quark_from_string (topic), id };

  g_return_if_fail (sql->notes != NULL);

  g_array_append_val (sql->notes, note);
}

/**
 * relais_sql_last_id:
 *
 * Returns: the id of the row that was inserted last
 */
gint64
relais_sql_last_id (RelaisSql *sql)
{
  return sqlite3_last_insert_rowid (sql->db);
}

/**
 * relais_sql_changes:
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE touched
 */
guint
relais_sql_changes (RelaisSql *sql)
{
  return (guint) sqlite3_changes (sql->db);
}

/**
 * relais_sql_get_int64:
 * @value: (out): the first column of the first row; NULL counts as 0
 *
 * Returns: %FALSE on an error; %RELAIS_STORAGE_ERROR_NOT_FOUND when there is no row
 */
gboolean
relais_sql_get_int64 (RelaisSql   *sql,
                      gint64      *value,
                      GError     **error,
                      const char  *statement,
                      const char  *types,
                      ...)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;
  va_list args;

  va_start (args, types);
  rows = query_valist (sql, error, statement, types, &args);
  va_end (args);

  if (rows == NULL)
    return FALSE;

  if (!relais_rows_next (rows, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NOT_FOUND,
                     "%.*s: no row", RELAIS_SQL_QUOTED_CHARS, statement);
      return FALSE;
    }

  *value = relais_rows_get_int64 (rows, 0);

  return TRUE;
}

/**
 * relais_sql_query:
 *
 * Returns: (transfer full) (nullable): the rows; relais_rows_next() goes to the first. Free them before the function
 *   that @sql was lent to returns
 */
RelaisRows *
relais_sql_query (RelaisSql   *sql,
                  GError     **error,
                  const char  *statement,
                  const char  *types,
                  ...)
{
  RelaisRows *rows;
  va_list args;

  va_start (args, types);
  rows = query_valist (sql, error, statement, types, &args);
  va_end (args);

  return rows;
}
