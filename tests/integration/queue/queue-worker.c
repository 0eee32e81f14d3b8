/* queue-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "relais-job-queue.h"
#include "relais-resources.h"

/* queue-worker DATABASE EFFECTS RECORDS: does all jobs of the database, and is killed while it does.
 *
 * The effect of a job is a line with its payload in EFFECTS. The id of each job that the queue says is recorded as done goes to
 * RECORDS. */

static const char *effects_path;
static int effects_fd;
static int records_fd;

static void
write_line (int         fd,
            const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  gssize length = (gssize) strlen (text);

  if (write (fd, text, (gsize) length) != length || fsync (fd) < 0)
    g_error ("Writing a line: %s", g_strerror (errno));
}

static gboolean
has_effect (const char *payload)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (effects_path, &text, NULL, NULL))
    return FALSE;

  lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char * const *) lines, payload);
}

static DexFuture *
effect_handler (RelaisJob *job,
                gpointer   user_data)
{
  const char *payload = relais_job_get_payload (job);

  /* Only the mark is a reason to look: without it the effect cannot be there. */
  if (!relais_job_was_interrupted (job) || !has_effect (payload))
    write_line (effects_fd, payload);

  return relais_future_sleep ((guint) g_random_int_range (0, 8));
}

static void
changed_cb (RelaisJobQueue *queue,
            gint64          id,
            int             state,
            gpointer        user_data)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (state == RELAIS_JOB_DONE)
    write_line (records_fd, line);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(RelaisDatabase) database = NULL;
  g_autoptr(RelaisJobQueue) queue = NULL;
  g_autoptr(GError) error = NULL;

  g_assert (argc == 4);
  relais_core_init ();
  effects_path = argv[2];
  effects_fd = g_open (argv[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  records_fd = g_open (argv[3], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  database = relais_database_new (argv[1]);
  queue = relais_job_queue_new (database);
  relais_job_queue_handle (queue, "effect", 4, 3, effect_handler, NULL);
  g_signal_connect (queue, "changed", G_CALLBACK (changed_cb), NULL);

  if (!relais_future_run (relais_database_open (database), NULL, &error) ||
      !relais_future_run (relais_job_queue_start (queue), NULL, &error) ||
      !relais_future_run (relais_job_queue_idle (queue), NULL, &error) ||
      !relais_future_run (relais_job_queue_stop (queue), NULL, &error))
    g_error ("%s", error->message);

  return 0;
}
