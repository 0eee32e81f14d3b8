/* bench-queue.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "relais-job-queue.h"
#include "relais-resources.h"

/* bench-queue FOLDER: how many jobs that do nothing the queue leases and records in a second, on the disk of FOLDER, beside
 * SQLite alone when it commits the same two changes a job. Both flush for every commit. */

#define N_JOBS 4000
#define N_BARE_JOBS 500

static DexFuture *
nothing_handler (RelaisJob *job,
                 gpointer   user_data)
{
  return relais_future_new_true ();
}

static gboolean
enqueue_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  for (guint i = 0; i < N_JOBS; i++)
    if (!relais_job_enqueue (sql, "nothing", NULL, "{\"message\":1}", 0, NULL, error))
      return FALSE;

  return TRUE;
}

static void
run (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  if (!relais_future_run (future, NULL, &error))
    g_error ("%s", error->message);
}

static void
remove_database (const char *path)
{
  const char *suffixes[] = { "", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static double
measure_queue (const char *path,
               guint       at_once)
{
  g_autoptr(RelaisDatabase) database = relais_database_new (path);
  g_autoptr(RelaisJobQueue) queue = relais_job_queue_new (database);
  gint64 start;
  double seconds;

  run (relais_database_open (database));
  run (relais_database_write (database, "filling", enqueue_sql, NULL, NULL));
  relais_job_queue_handle (queue, "nothing", at_once, 3, nothing_handler, NULL);
  start = g_get_monotonic_time ();
  run (relais_job_queue_start (queue));
  run (relais_job_queue_idle (queue));
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  run (relais_job_queue_stop (queue));
  relais_database_close (database);
  remove_database (path);

  return N_JOBS / seconds;
}

static void
exec (sqlite3    *db,
      const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static double
measure_sqlite (const char *path)
{
  sqlite3 *db;
  gint64 start;
  double seconds;

  g_assert (sqlite3_open (path, &db) == SQLITE_OK);
  exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE job (id INTEGER PRIMARY KEY, state TEXT); CREATE INDEX by_state ON job (state);"
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) INSERT INTO job SELECT i, 'waiting' FROM n");
  start = g_get_monotonic_time ();
  for (guint i = 1; i <= N_BARE_JOBS; i++)
    {
      g_autofree char *lease = g_strdup_printf ("UPDATE job SET state = 'running' WHERE id = %u", i);
      g_autofree char *record = g_strdup_printf ("UPDATE job SET state = 'done' WHERE id = %u", i);

      exec (db, lease);
      exec (db, record);
    }
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  sqlite3_close (db);
  remove_database (path);

  return N_BARE_JOBS / seconds;
}

int
main (int    argc,
      char **argv)
{
  const guint places[] = { 1, 8, 64 };
  g_autofree char *path = NULL;

  g_assert (argc == 2);
  relais_core_init ();
  path = g_build_filename (argv[1], "bench-queue.db", NULL);
  remove_database (path);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_print ("queue, %2u at once: %6.0f jobs/s\n", places[i], measure_queue (path, places[i]));
  g_print ("SQLite alone, two commits a job: %6.0f jobs/s\n", measure_sqlite (path));

  return 0;
}
