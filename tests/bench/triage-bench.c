/* triage-bench.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "bench-model.h"

/* triage-bench [MESSAGES]: how many messages a second go from a Maildir to a durable decision with its draft, and how long one new mail takes to its
 * draft when a model is asked (model-stub.py, on this machine). Fails below the bar. */

#define LATE 20
#define BAR_PER_SECOND 200.0

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
  GSubprocess *stub;
  WorkspaceWorld *world;
  gint64 times[LATE];
  gint64 begin;
  double speed;

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
  speed = n_messages / ((double) (decided - begin) / G_USEC_PER_SEC);
  printf ("%s durable triage: %u messages in %.2f s with opening: %.0f/s, bar %.0f/s\n", speed >= BAR_PER_SECOND ? "ok    " : "MISSED",
          n_messages, (double) (decided - begin) / G_USEC_PER_SEC, speed, BAR_PER_SECOND);

  stub = bench_model_start (world);
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

  bench_model_stop (stub);
  workspace_world_close (world);
  relais_test_remove (folder);

  return speed >= BAR_PER_SECOND ? 0 : 1;
}
