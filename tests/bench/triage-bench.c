/* triage-bench.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "relais-chat.h"
#include "workspace-world.h"

/* triage-bench [MESSAGES]: how many messages a second go from a Maildir to a durable decision with its draft, and how long one new mail takes to its
 * draft when a model is asked (model-stub.py, on this machine). */

#define LATE 20

static guint n_decided;
static gint64 noticed;
static gint64 decided;

static void
decided_cb (RelaisTriage *triage,
            gint64        message,
            gpointer      user_data)
{
  n_decided++;
  decided = g_get_monotonic_time ();
}

static void
extracted_cb (RelaisIntake *intake,
              gint64        message,
              gpointer      user_data)
{
  noticed = g_get_monotonic_time ();
}

static void
deliver (const char *maildir,
         guint       index)
{
  static const char * const asks[] = {
    "could you please send me a certificate of enrolment? My employer asks for it.",
    "where is my order 20417? It should have been here on Monday.",
    "my daughter Jeanne Morel is ill and will be absent tomorrow.",
    "could you make us a quote for the repair of two cellos?",
  };
  g_autofree char *name = g_strdup_printf ("1795%06u.M%u.relais", index, index);
  g_autofree char *mail = g_strdup_printf ("From: Person %u <person-%u@example.org>\r\nTo: desk@relais.example\r\n"
                                           "Subject: A question\r\nMessage-ID: <ask-%u@example.org>\r\n"
                                           "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nHello,\r\n\r\n%s\r\n\r\nThank you\r\n",
                                           index, index, index, asks[index % G_N_ELEMENTS (asks)]);

  workspace_world_deliver (maildir, name, mail);
}

static gboolean
all_decided (gpointer user_data)
{
  return n_decided >= GPOINTER_TO_UINT (user_data);
}

static GSubprocess *
use_stub (WorkspaceWorld *world)
{
  g_autofree char *path = g_build_filename (g_getenv ("RELAIS_SOURCE_DIR"), "tests", "lib", "model-stub.py", NULL);
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                                           "python3", path, NULL);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_autoptr(JsonNode) told = json_from_string (line, NULL);
  RelaisSettings *settings = relais_workspace_get_settings (world->workspace);

  relais_test_await (relais_workspace_set_model (world->workspace,
                                                 json_object_get_string_member (json_node_get_object (told), "base_url"),
                                                 "stub-1", NULL));
  relais_test_await (relais_settings_set_boolean (settings, "model.enabled", TRUE));
  relais_test_await (relais_settings_set_boolean (settings, "model.prefer", TRUE));

  return process;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

int
main (int   argc,
      char *argv[])
{
  guint n_messages = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autofree char *folder = NULL;
  g_autoptr(GSubprocess) stub = NULL;
  WorkspaceWorld *world;
  gint64 times[LATE];
  gint64 begin;

  relais_test_init (&argc, &argv);
  folder = relais_test_make_folder ();
  world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  workspace_world_automate (world, "certificate");
  relais_test_await (relais_settings_set_boolean (relais_workspace_get_settings (world->workspace), "triage.paused", TRUE));
  workspace_world_close (world);
  {
    g_autofree char *maildir = g_build_filename (folder, "Maildir", NULL);

    for (guint i = 0; i < n_messages; i++)
      deliver (maildir, i);
  }

  begin = g_get_monotonic_time ();
  world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  g_signal_connect (world->triage, "decided", G_CALLBACK (decided_cb), NULL);
  g_signal_connect (relais_mail_get_intake (relais_workspace_get_mail (world->workspace)), "extracted",
                    G_CALLBACK (extracted_cb), NULL);
  g_assert_true (relais_test_until (all_decided, GUINT_TO_POINTER (n_messages), 300000));
  printf ("durable triage: %u messages in %.2f s with opening: %.0f/s\n", n_messages,
          (double) (decided - begin) / G_USEC_PER_SEC, n_messages / ((double) (decided - begin) / G_USEC_PER_SEC));

  stub = use_stub (world);
  for (guint i = 0; i < LATE; i++)
    {
      noticed = 0;
      deliver (world->maildir, n_messages + i);
      g_assert_true (relais_test_until (all_decided, GUINT_TO_POINTER (n_messages + i + 1), 60000));
      times[i] = decided - noticed;
    }
  qsort (times, LATE, sizeof *times, compare_times);
  printf ("read to draft with a model: median %.1f ms, worst %.1f ms\n", (double) times[LATE / 2] / 1000,
          (double) times[LATE - 1] / 1000);

  g_output_stream_close (g_subprocess_get_stdin_pipe (stub), NULL, NULL);
  g_subprocess_wait (stub, NULL, NULL);
  workspace_world_close (world);
  relais_test_remove (folder);

  return 0;
}
