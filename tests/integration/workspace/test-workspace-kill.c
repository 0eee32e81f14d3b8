/* test-workspace-kill.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "workspace-world.h"

#define KILLS 20
#define MAILS 200

static const char *worker;

static void
prepare (const char *folder)
{
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);

  workspace_world_automate (world, "certificate");
  workspace_world_close (world);
}

static void
deliver (const char *maildir,
         guint       index)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".M%u.relais", g_get_real_time () / G_USEC_PER_SEC, index);
  g_autofree char *mail = g_strdup_printf ("From: Person %u <person-%u@example.org>\r\nTo: desk@relais.example\r\n"
                                           "Subject: Certificate of enrolment\r\nMessage-ID: <ask-%u@example.org>\r\n"
                                           "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                                           "Hello, could you please send me a certificate of enrolment? My employer asks for it.\r\n"
                                           "Thank you\r\n", index, index, index);

  workspace_world_deliver (maildir, name, mail);
}

static GSubprocess *
start_worker (const char *folder,
              guint       count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, worker, folder, number, NULL);

  g_assert_no_error (error);

  return process;
}

/* Every other time while it works, which under a checker begins late; else whenever it is, also while it starts. */
static void
kill_worker (GSubprocess *process,
             guint        turn)
{
  gint64 end;

  if (turn % 2 == 0)
    {
      g_autoptr(GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

      g_assert_cmpstr (line, ==, "open");
    }
  end = g_get_monotonic_time () + g_test_rand_int_range (0, 700) * 1000;
  while (g_get_monotonic_time () < end)
    g_usleep (1000);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
}

static void
check_answers (const char *maildir)
{
  g_autoptr(GPtrArray) mails = workspace_world_outbox (maildir);
  g_autoptr(GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (mails->len, ==, MAILS);
  for (guint i = 0; i < mails->len; i++)
    {
      const char *found = strstr (g_ptr_array_index (mails, i), "\nIn-Reply-To: <ask-");

      g_assert_nonnull (found);
      g_assert_nonnull (strstr (g_ptr_array_index (mails, i), "Auto-Submitted: auto-replied"));
      found++;
      g_assert_true (g_hash_table_add (answered, g_strndup (found, strcspn (found, "\r\n"))));
    }
  g_assert_cmpuint (g_hash_table_size (answered), ==, MAILS);
}

/* The log tells each step of each message once. */
static void
check_log (const char *folder)
{
  static const char * const steps[] = { "received", "extracted", "classified", "drafted", "approved", "queued", "sent" };
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);

  workspace_world_settle (world);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *all = g_strdup_printf ("SELECT count(*) FROM event WHERE step = '%s'", steps[i]);
      g_autofree char *messages = g_strdup_printf ("SELECT count(DISTINCT message) FROM event WHERE step = '%s'", steps[i]);

      g_assert_cmpint (workspace_world_number (world, all), ==, MAILS);
      g_assert_cmpint (workspace_world_number (world, messages), ==, MAILS);
    }
  workspace_world_close (world);
}

/* Each mail is answered once, wherever the program is killed while it works. */
static void
test_kill (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = g_build_filename (folder, "Maildir", NULL);
  guint delivered = 0;
  guint killed = 0;

  prepare (folder);
  for (guint i = 0; i < KILLS; i++)
    {
      g_autoptr(GSubprocess) process = NULL;

      for (guint j = 0; j < MAILS / KILLS; j++)
        deliver (maildir, delivered++);
      process = start_worker (folder, MAILS + 1);
      kill_worker (process, i);
      killed += g_subprocess_get_if_signaled (process) && g_subprocess_get_term_sig (process) == SIGKILL;
    }
  g_assert_cmpuint (killed, ==, KILLS);

  {
    g_autoptr(GSubprocess) process = start_worker (folder, MAILS);
    g_autoptr(GError) error = NULL;

    g_assert_true (g_subprocess_wait_check (process, NULL, &error));
    g_assert_no_error (error);
  }
  check_answers (maildir);
  check_log (folder);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  worker = argv[1];
  g_test_add_func ("/workspace/kill", test_kill);

  return g_test_run ();
}
