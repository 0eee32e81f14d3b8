/* test-queue-kill.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "relais-job-queue.h"
#include "relais-test.h"

/* The promise of the queue, kept against kill -9: every job is done, none is lost, and an effect that was recorded is
 * never repeated. */

#define N_JOBS 1500
#define N_KILLS 60

static char *worker_path;

typedef struct
{
  char *folder;
  char *database;
  char *effects;
  char *records;
} Paths;

static gboolean
enqueue_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *payload = g_strdup_printf ("\"effect %u\"", i);

      if (!relais_job_enqueue (sql, "effect", payload, payload, 0, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static void
fill (Paths *paths)
{
  g_autoptr(RelaisDatabase) database = relais_database_new (paths->database);

  relais_test_await (relais_database_open (database));
  relais_test_await (relais_database_write (database, "filling", enqueue_sql, NULL, NULL));
  g_assert_finalize_object (g_steal_pointer (&database));
  relais_test_settle ();
}

static GSubprocess *
spawn_worker (Paths *paths)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *worker = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, worker_path, paths->database, paths->effects,
                                          paths->records, NULL);

  g_assert_no_error (error);

  return worker;
}

static char **
read_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_new0 (char *, 1);

  lines = g_strsplit (g_strchomp (text), "\n", -1);

  return g_steal_pointer (&lines);
}

static gsize
file_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

typedef struct
{
  Paths *paths;
  gsize  before;
  gint64 kill_at;
} Moment;

/* Any instant after the worker did something, so that each kill lands inside the work and not inside the start. */
static gboolean
is_moment (gpointer user_data)
{
  Moment *moment = user_data;

  if (moment->kill_at == 0 && file_size (moment->paths->effects) > moment->before)
    moment->kill_at = g_get_monotonic_time () + g_random_int_range (0, 8000);

  return moment->kill_at != 0 && g_get_monotonic_time () >= moment->kill_at;
}

static gboolean
read_states_sql (RelaisSql  *sql,
                 gpointer    data,
                 GValue     *result,
                 GError    **error)
{
  gint64 n_done, n_all, n_interrupted;

  g_assert_true (relais_sql_get_int64 (sql, &n_all, error, "SELECT count(*) FROM job", NULL));
  g_assert_true (relais_sql_get_int64 (sql, &n_done, error, "SELECT count(*) FROM job WHERE state = 'done'", NULL));
  g_assert_true (relais_sql_get_int64 (sql, &n_interrupted, error, "SELECT sum(interrupted) FROM job", NULL));
  g_test_message ("%d jobs, %d interruptions", (int) n_all, (int) n_interrupted);
  g_assert_cmpint (n_all, ==, N_JOBS);
  g_assert_cmpint (n_done, ==, N_JOBS);

  return TRUE;
}

static void
check_states (Paths *paths)
{
  g_autoptr(RelaisDatabase) database = relais_database_new (paths->database);

  relais_test_await (relais_database_open (database));
  relais_test_await (relais_database_check (database));
  relais_test_await (relais_database_read (database, "checking", read_states_sql, NULL, NULL));
  g_assert_finalize_object (g_steal_pointer (&database));
  relais_test_settle ();
}

static guint
count_different (char **lines)
{
  g_autoptr(GHashTable) different = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; lines[i] != NULL; i++)
    g_hash_table_add (different, lines[i]);

  return g_hash_table_size (different);
}

static void
wait_for_lock (Paths *paths)
{
  /* The kernel lets the lock of a killed process go before it is reaped; nothing to wait for, but it must be so. */
  g_autoptr(RelaisDatabase) database = relais_database_new (paths->database);

  relais_test_await (relais_database_open (database));
  relais_database_close (database);
  relais_test_settle ();
}

static void
test_kill (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *database = g_build_filename (folder, "relais.db", NULL);
  g_autofree char *effects = g_build_filename (folder, "effects", NULL);
  g_autofree char *records = g_build_filename (folder, "records", NULL);
  Paths paths = { folder, database, effects, records };
  g_autoptr(GSubprocess) last = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) effect_lines = NULL;
  g_auto(GStrv) record_lines = NULL;
  guint n_kills;

  fill (&paths);

  for (n_kills = 0; n_kills < N_KILLS; n_kills++)
    {
      g_autoptr(GSubprocess) worker = spawn_worker (&paths);
      Moment moment = { &paths, file_size (effects), 0 };

      if (!relais_test_until (is_moment, &moment, 60 * 1000))
        g_error ("The worker did nothing");
      g_subprocess_force_exit (worker);
      g_subprocess_wait (worker, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_get_if_signaled (worker));
      wait_for_lock (&paths);
    }

  last = spawn_worker (&paths);
  g_subprocess_wait_check (last, NULL, &error);
  g_assert_no_error (error);

  check_states (&paths);

  /* Every effect is there, and each exactly once. */
  effect_lines = read_lines (effects);
  g_assert_cmpuint (count_different (effect_lines), ==, N_JOBS);
  g_assert_cmpuint (g_strv_length (effect_lines), ==, N_JOBS);

  /* What was said to be recorded was said once. */
  record_lines = read_lines (records);
  g_assert_cmpuint (count_different (record_lines), ==, g_strv_length (record_lines));
  g_test_message ("%u kills, %u of %d outcomes announced", n_kills, g_strv_length (record_lines), N_JOBS);

  relais_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  worker_path = argv[1];

  g_test_add_func ("/queue/kill", test_kill);

  return g_test_run ();
}
