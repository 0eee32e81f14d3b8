/* test-database.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#include "relais-database.h"
#include "relais-test.h"

typedef struct
{
  char           *folder;
  char           *path;
  RelaisDatabase *database;
} Fixture;

static gboolean
make_table_sql (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  return relais_sql_exec (sql, error,
                          "CREATE TABLE sample (id INTEGER PRIMARY KEY, text TEXT UNIQUE, number REAL, bytes BLOB, "
                          "parent INTEGER REFERENCES sample)", NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = relais_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "made", "relais.db", NULL);
  fixture->database = relais_database_new (fixture->path);
  relais_test_await (relais_database_open (fixture->database));
  relais_test_await (relais_database_write (fixture->database, "test", make_table_sql, NULL, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->database != NULL)
    g_assert_finalize_object (fixture->database);
  relais_test_settle ();
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
insert_sql (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  if (!relais_sql_exec (sql, error, "INSERT INTO sample (text) VALUES (?)", "s", data))
    return FALSE;

  relais_sql_notify (sql, "sample", relais_sql_last_id (sql));
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, relais_sql_last_id (sql));

  return TRUE;
}

static gboolean
insert_and_fail_sql (RelaisSql  *sql,
                     gpointer    data,
                     GValue     *result,
                     GError    **error)
{
  if (insert_sql (sql, data, result, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "on purpose");

  return FALSE;
}

static gboolean
count_sql (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  gint64 n;

  if (!relais_sql_get_int64 (sql, &n, error, "SELECT count(*) FROM sample", NULL))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, n);

  return TRUE;
}

static gint64
count_rows (RelaisDatabase *database)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_read (database, "counting", count_sql, NULL, NULL), &value);

  return g_value_get_int64 (&value);
}

static void
test_private_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf info;

  g_assert_no_errno (g_stat (fixture->path, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_no_errno (g_stat (wal, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  relais_database_close (fixture->database);
  g_assert_no_errno (g_chmod (fixture->path, 0644));
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
  fixture->database = relais_database_new (fixture->path);
  relais_test_await (relais_database_open (fixture->database));
  g_assert_no_errno (g_stat (fixture->path, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static gboolean
pragmas_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "PRAGMA journal_mode", NULL);
  gint64 value;

  g_assert_nonnull (rows);
  g_assert_true (relais_rows_next (rows, error));
  g_assert_cmpstr (relais_rows_get_string (rows, 0), ==, "wal");

  g_assert_true (relais_sql_get_int64 (sql, &value, error, "PRAGMA foreign_keys", NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (relais_sql_get_int64 (sql, &value, error, "PRAGMA synchronous", NULL));
  g_assert_cmpint (value, ==, 2);

  return TRUE;
}

static void
test_durable (Fixture       *fixture,
              gconstpointer  data)
{
  /* SQLite counts asking for the journal mode as writing. */
  relais_test_await (relais_database_write (fixture->database, "test", pragmas_sql, NULL, NULL));
  relais_test_await (relais_database_check (fixture->database));
}

static gboolean
all_types_sql (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr(GBytes) read_back = NULL;
  g_autoptr(RelaisRows) rows = NULL;

  g_assert_true (relais_sql_exec (sql, error, "INSERT INTO sample VALUES (?, ?, ?, ?, ?)", "isdbn",
                                  G_GINT64_CONSTANT (1) << 40, "é'; DROP TABLE sample", 0.5, bytes));
  g_assert_true (relais_sql_exec (sql, error, "INSERT INTO sample VALUES (?, ?, ?, ?, ?)", "isdbi",
                                  (gint64) 2, NULL, 3.0, NULL, G_GINT64_CONSTANT (1) << 40));

  rows = relais_sql_query (sql, error, "SELECT * FROM sample ORDER BY id DESC", NULL);
  g_assert_true (relais_rows_next (rows, error));
  g_assert_cmpint (relais_rows_get_int64 (rows, 0), ==, G_GINT64_CONSTANT (1) << 40);
  g_assert_cmpstr (relais_rows_get_string (rows, 1), ==, "é'; DROP TABLE sample");
  g_assert_cmpfloat (relais_rows_get_double (rows, 2), ==, 0.5);
  read_back = relais_rows_dup_bytes (rows, 3);
  g_assert_true (g_bytes_equal (bytes, read_back));
  g_assert_true (relais_rows_is_null (rows, 4));

  g_assert_true (relais_rows_next (rows, error));
  g_assert_null (relais_rows_get_string (rows, 1));
  g_assert_null (relais_rows_dup_bytes (rows, 3));
  g_assert_cmpint (relais_rows_get_int64 (rows, 4), ==, G_GINT64_CONSTANT (1) << 40);
  g_assert_false (relais_rows_next (rows, error));
  g_assert_no_error (*error);

  return TRUE;
}

static void
test_types (Fixture       *fixture,
            gconstpointer  data)
{
  relais_test_await (relais_database_write (fixture->database, "test", all_types_sql, NULL, NULL));
}

static gboolean
refused_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  g_autoptr(GError) local = NULL;
  gint64 value;

  g_assert_false (relais_sql_exec (sql, &local, "INSERT INTO sample (id) VALUES (?)", "ii", (gint64) 1, (gint64) 2));
  g_assert_error (local, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED);
  g_clear_error (&local);

  g_assert_false (relais_sql_exec (sql, &local, "DELETE FROM sample; DELETE FROM sample", NULL));
  g_assert_error (local, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED);
  g_clear_error (&local);

  g_assert_false (relais_sql_exec (sql, &local, "DELETE FROM nothing", NULL));
  g_assert_error (local, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED);
  g_clear_error (&local);

  g_assert_false (relais_sql_exec (sql, &local, "INSERT INTO sample (parent) VALUES (?)", "i", (gint64) 999));
  g_assert_error (local, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT);
  g_clear_error (&local);

  g_assert_false (relais_sql_get_int64 (sql, &value, &local, "SELECT id FROM sample WHERE id = ?", "i", (gint64) 999));
  g_assert_error (local, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&local);

  g_assert_true (relais_sql_get_int64 (sql, &value, &local, "SELECT max(id) FROM sample", NULL));
  g_assert_cmpint (value, ==, 0);

  return TRUE;
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  relais_test_await (relais_database_write (fixture->database, "test", refused_sql, NULL, NULL));

  error = relais_test_await_error (relais_database_read (fixture->database, "test", insert_sql,
                                                         (gpointer) "x", NULL));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED);
  g_assert_cmpint (count_rows (fixture->database), ==, 0);
}

static void
noted_cb (RelaisDatabase *database,
          gint64          id,
          gpointer        user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  GPtrArray *settled = user_data;

  g_ptr_array_add (settled, error != NULL ? g_error_copy (error) : NULL);
}

static gboolean
has_five (gpointer user_data)
{
  return ((GPtrArray *) user_data)->len == 5;
}

static void
free_error (gpointer data)
{
  g_clear_error ((GError **) &data);
}

/* Five that wait together: the two that fail are undone alone and announce nothing. */
static void
test_batch (Fixture       *fixture,
            gconstpointer  data)
{
  const char *texts[] = { "one", "two", "one", "three", "four" };
  const RelaisSqlFunc funcs[] = { insert_sql, insert_and_fail_sql, insert_sql, insert_sql, insert_sql };
  g_autoptr(GPtrArray) settled = g_ptr_array_new_with_free_func (free_error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_signal_connect (fixture->database, "committed::sample", G_CALLBACK (noted_cb), ids);
  g_signal_connect (fixture->database, "committed::other", G_CALLBACK (noted_cb), others);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    relais_future_to_ui (relais_database_write (fixture->database, "test", funcs[i], (gpointer) texts[i], NULL),
                         NULL, NULL, settled_cb, settled);
  relais_test_wait_for (has_five, settled);

  g_assert_null (settled->pdata[0]);
  g_assert_error ((GError *) settled->pdata[1], G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_error ((GError *) settled->pdata[2], RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT);
  g_assert_null (settled->pdata[3]);
  g_assert_null (settled->pdata[4]);
  g_assert_cmpint (count_rows (fixture->database), ==, 3);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpuint (others->len, ==, 0);
}

static void
saw_row_cb (RelaisDatabase *database,
            gint64          id,
            gpointer        user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_announced_before_resolved (Fixture       *fixture,
                                gconstpointer  data)
{
  gboolean seen = FALSE;

  g_signal_connect (fixture->database, "committed::sample", G_CALLBACK (saw_row_cb), &seen);
  relais_test_await (relais_database_write (fixture->database, "test", insert_sql, (gpointer) "x", NULL));
  g_assert_true (seen);
}

static gboolean
slow_sql (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  gint64 n;

  g_atomic_int_set ((int *) data, TRUE);

  return relais_sql_get_int64 (sql, &n, error,
                               "WITH RECURSIVE endless (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) "
                               "SELECT max(n) FROM endless", NULL);
}

static gboolean
is_set (gpointer user_data)
{
  return g_atomic_int_get ((int *) user_data);
}

static gboolean
has_one (gpointer user_data)
{
  return ((GPtrArray *) user_data)->len == 1;
}

static void
test_cancelled_read (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) settled = g_ptr_array_new_with_free_func (free_error);
  int started = FALSE;

  relais_future_to_ui (relais_database_read (fixture->database, "endless", slow_sql, &started, NULL),
                       NULL, cancellable, settled_cb, settled);
  relais_test_wait_for (is_set, &started);
  g_cancellable_cancel (cancellable);
  relais_test_wait_for (has_one, settled);
  g_assert_true (relais_error_is_cancelled (settled->pdata[0]));

  /* The thread is free again. */
  g_assert_cmpint (count_rows (fixture->database), ==, 0);
}

static void
test_close_keeps_writes (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) settled = g_ptr_array_new_with_free_func (free_error);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    relais_future_detach (relais_database_write (fixture->database, "test", insert_sql,
                                                 g_strdup_printf ("%u", i), g_free), "test");
  relais_database_close (fixture->database);
  relais_database_close (fixture->database);

  relais_future_to_ui (relais_database_read (fixture->database, "late", count_sql, NULL, NULL),
                       NULL, NULL, settled_cb, settled);
  relais_test_wait_for (has_one, settled);
  g_assert_true (relais_error_is_cancelled (settled->pdata[0]));

  g_assert_finalize_object (g_steal_pointer (&fixture->database));
  fixture->database = relais_database_new (fixture->path);
  relais_test_await (relais_database_open (fixture->database));
  g_assert_cmpint (count_rows (fixture->database), ==, 500);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(RelaisDatabase) second = relais_database_new (fixture->path);
  g_autoptr(GError) error = relais_test_await_error (relais_database_open (second));
  g_autofree char *pid = g_strdup_printf ("process %d", (int) getpid ());

  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, pid));
  g_clear_error (&error);

  error = relais_test_await_error (relais_database_read (second, "test", count_sql, NULL, NULL));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED);
}

static void
test_abandoned (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);
  g_autofree char *lock = g_strconcat (other, ".lock", NULL);

  g_assert_false (relais_database_is_abandoned (fixture->path));
  relais_database_close (fixture->database);
  g_assert_true (relais_database_is_abandoned (fixture->path));
  g_assert_false (relais_database_is_abandoned (other));

  /* Somebody else opens it, and has not come as far as the lock. */
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  g_assert_false (relais_database_is_abandoned (other));
  g_assert_true (g_file_set_contents (lock, "1\n", 2, NULL));
  g_assert_true (relais_database_is_abandoned (other));
}

static gboolean
make_newer_sql (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  return relais_sql_exec (sql, error, "PRAGMA user_version = 9999", NULL);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size, after_size;
  g_autoptr(GError) error = NULL;

  relais_test_await (relais_database_write (fixture->database, "test", make_newer_sql, NULL, NULL));
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_size, NULL));

  fixture->database = relais_database_new (fixture->path);
  error = relais_test_await_error (relais_database_open (fixture->database));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NEWER);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (g_steal_pointer (&fixture->database));
  g_assert_true (g_file_set_contents (fixture->path, "This was never a database. It is only long enough.", -1, NULL));
  fixture->database = relais_database_new (fixture->path);
  error = relais_test_await_error (relais_database_open (fixture->database));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_DAMAGED);
}

/* A transaction that was not committed when the process was killed never happened; one that was, did. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *copy_of_wal = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  g_autofree char *other_wal = g_strconcat (other, "-wal", NULL);
  g_autofree char *main_text = NULL;
  gsize wal_size, main_size;
  g_autoptr(RelaisDatabase) survivor = NULL;

  relais_test_await (relais_database_write (fixture->database, "test", insert_sql, (gpointer) "kept", NULL));
  /* What another process would find on the disk now. */
  g_assert_true (g_file_get_contents (fixture->path, &main_text, &main_size, NULL));
  g_assert_true (g_file_get_contents (wal, &copy_of_wal, &wal_size, NULL));
  g_assert_true (g_file_set_contents (other, main_text, (gssize) main_size, NULL));
  g_assert_true (g_file_set_contents (other_wal, copy_of_wal, (gssize) wal_size, NULL));

  survivor = relais_database_new (other);
  relais_test_await (relais_database_open (survivor));
  g_assert_cmpint (count_rows (survivor), ==, 1);
  relais_test_await (relais_database_check (survivor));
}

/* Another program looks into the file and closes it, as a backup does. Would it take itself for the last one, it would remove the
 * write-ahead log, and what is written later would go nowhere. */
static void
test_visited (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_auto(GStrv) environment = g_environ_setenv (g_get_environ (), "RELAIS_TEST_VISITED", fixture->path, TRUE);

  if (g_test_subprocess ())
    {
      sqlite3 *db;

      g_assert_cmpint (sqlite3_open (g_getenv ("RELAIS_TEST_VISITED"), &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, "SELECT count (*) FROM sample", NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
      return;
    }

  relais_test_await (relais_database_write (fixture->database, "test", insert_sql, (gpointer) "first", NULL));
  g_test_trap_subprocess_with_envp (NULL, (const char * const *) environment, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  relais_test_await (relais_database_write (fixture->database, "test", insert_sql, (gpointer) "second", NULL));
  g_assert_finalize_object (g_steal_pointer (&fixture->database));

  fixture->database = relais_database_new (fixture->path);
  relais_test_await (relais_database_open (fixture->database));
  g_assert_cmpint (count_rows (fixture->database), ==, 2);
}

static void
note_thread_cb (gpointer data)
{
  *(GThread **) data = g_thread_self ();
}

static void
test_data_freed_here (Fixture       *fixture,
                      gconstpointer  data)
{
  GThread *freed_by = NULL;

  relais_test_await (relais_database_read (fixture->database, "test", count_sql, &freed_by, note_thread_cb));
  g_assert_true (freed_by == g_thread_self ());
}

int
main (int    argc,
      char **argv)
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/storage/database/private-file", test_private_file },
    { "/storage/database/durable", test_durable },
    { "/storage/database/types", test_types },
    { "/storage/database/refused", test_refused },
    { "/storage/database/batch", test_batch },
    { "/storage/database/announced-before-resolved", test_announced_before_resolved },
    { "/storage/database/cancelled-read", test_cancelled_read },
    { "/storage/database/close-keeps-writes", test_close_keeps_writes },
    { "/storage/database/locked", test_locked },
    { "/storage/database/abandoned", test_abandoned },
    { "/storage/database/newer", test_newer },
    { "/storage/database/damaged", test_damaged },
    { "/storage/database/killed", test_killed },
    { "/storage/database/visited", test_visited },
    { "/storage/database/data-freed-here", test_data_freed_here },
  };

  relais_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
