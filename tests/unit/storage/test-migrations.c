/* test-migrations.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sqlite3.h>

#include "relais-database.h"
#include "relais-resources.h"
#include "relais-test.h"

#define FOLDER RELAIS_RESOURCE_PREFIX "migrations/"

static GPtrArray *
list_names (void)
{
  g_auto(GStrv) names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (sorted, g_strdup (names[i]));
  g_ptr_array_sort_values (sorted, (GCompareFunc) strcmp);

  return g_steal_pointer (&sorted);
}

static void
test_numbers (void)
{
  g_autoptr(GPtrArray) names = list_names ();

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%04u-", i + 1);

      g_assert_true (g_str_has_prefix (names->pdata[i], number));
    }
}

static void
run_script (sqlite3    *db,
            const char *script)
{
  if (sqlite3_exec (db, script, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
}

/* The file as a program that knew only @version migrations left it, with a row in every table it had. */
static void
make_old_file (const char *path,
               GPtrArray  *names,
               guint       version)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %u", version);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  for (guint i = 0; i < version; i++)
    {
      g_autofree char *resource = g_strconcat (FOLDER, names->pdata[i], NULL);
      g_autofree char *fixture = g_strdup_printf ("migrations/%04u.sql", i + 1);
      g_autoptr(GBytes) script = g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *sample_path = relais_test_fixture (fixture);
      g_autofree char *sample = NULL;
      g_autoptr(GError) error = NULL;

      run_script (db, g_bytes_get_data (script, NULL));
      g_file_get_contents (sample_path, &sample, NULL, &error);
      g_assert_no_error (error);
      run_script (db, sample);
    }
  run_script (db, pragma);
  sqlite3_close (db);
}

static gboolean
look_sql (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  gint64 value;

  g_assert_true (relais_sql_get_int64 (sql, &value, error, "PRAGMA user_version", NULL));
  g_assert_cmpint (value, ==, GPOINTER_TO_INT (data));
  g_assert_true (relais_sql_get_int64 (sql, &value, error, "SELECT count(*) FROM pragma_foreign_key_check", NULL));
  g_assert_cmpint (value, ==, 0);

  g_assert_true (relais_sql_get_int64 (sql, &value, error, "SELECT id FROM job WHERE key = 'answer-1'", NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (relais_sql_get_int64 (sql, &value, error,
                                       "SELECT rowid FROM message_search WHERE message_search MATCH 'zoe scolarite'", NULL));
  g_assert_cmpint (value, ==, 1);

  return TRUE;
}

static void
test_every_version (void)
{
  g_autoptr(GPtrArray) names = list_names ();

  for (guint version = 1; version <= names->len; version++)
    {
      g_autofree char *folder = relais_test_make_folder ();
      g_autofree char *path = g_build_filename (folder, "old.db", NULL);
      g_autoptr(RelaisDatabase) database = relais_database_new (path);

      make_old_file (path, names, version);
      relais_test_await (relais_database_open (database));
      relais_test_await (relais_database_read (database, "test", look_sql, GUINT_TO_POINTER (names->len), NULL));
      relais_test_await (relais_database_check (database));
      g_assert_finalize_object (g_steal_pointer (&database));
      relais_test_settle ();
      relais_test_remove (folder);
    }
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/storage/migrations/numbers", test_numbers);
  g_test_add_func ("/storage/migrations/every-version", test_every_version);

  return g_test_run ();
}
