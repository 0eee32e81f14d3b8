/* bench-mail.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "relais-mail-private.h"
#include "relais-resources.h"

/* bench-mail MAILDIR FOLDER: takes a Maildir in as backlog, then opens its list and searches. One line of JSON.
 *
 * Also the longest time that the main loop was held, which is what a person would feel. */

typedef struct
{
  gint64 last;
  gint64 longest;
} Pulse;

static gboolean
pulse_cb (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last - 1000);
  pulse->last = now;

  return G_SOURCE_CONTINUE;
}

static void
await (DexFuture *future,
       GValue    *value)
{
  g_autoptr(GError) error = NULL;

  if (!relais_future_run (future, value, &error))
    g_error ("%s", error->message);
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static guint64
memory_kib (const char *field)
{
  g_autofree char *content = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/smaps_rollup", &content, NULL, NULL));
  line = strstr (content, field);

  return line != NULL ? g_ascii_strtoull (line + strlen (field), NULL, 10) : 0;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *) a;
  double two = *(const double *) b;

  return one < two ? -1 : one > two;
}

/* Queries as people type them: a word, two words, the beginning of a word; common ones and rare ones. */
static void
measure_search (RelaisIntake *intake,
                char        **words,
                guint         n_words,
                double       *median,
                double       *p99)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *query = NULL;
      g_auto(GValue) value = G_VALUE_INIT;
      gint64 start;
      double seconds;

      if (i % 3 == 0)
        query = g_strdup (words[i % n_words]);
      else if (i % 3 == 1)
        query = g_strdup_printf ("%s %s", words[i % n_words], words[(i * 7) % n_words]);
      else
        query = g_strndup (words[i % n_words], 3);
      start = g_get_monotonic_time ();
      await (relais_intake_search (intake, query, 100), &value);
      seconds = since (start);
      g_array_append_val (times, seconds);
    }
  g_array_sort (times, compare_doubles);
  *median = g_array_index (times, double, times->len / 2);
  *p99 = g_array_index (times, double, times->len * 99 / 100);
}

static char **
subject_words (RelaisMessageList *list)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), i * 7);

      if (item != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", relais_mail_item_get_subject (item));
    }

  return g_strsplit (all->str, " ", -1);
}

static RelaisMail *
open_mail (RelaisDatabase     *database,
           const char         *maildir,
           const char         *folder,
           RelaisMailAccount **account)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  RelaisMail *mail = relais_mail_new (database, NULL, data, cache);

  relais_mail_use_desktop (mail, FALSE);
  relais_intake_set_horizon (relais_mail_get_intake (mail), 1);
  *account = relais_mail_add_local (mail, "bench", "Bench", "office@example.com", maildir);
  await (relais_mail_start (mail), NULL);

  return mail;
}

/* Until the rows are there. */
static RelaisMessageList *
open_list (RelaisMailAccount *account)
{
  RelaisMailFolder *inbox;
  RelaisMessageList *list;

  while ((inbox = relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_INBOX)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  list = relais_mail_folder_dup_list (inbox);
  while (relais_message_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);

  return list;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr(RelaisDatabase) database = NULL;
  g_autoptr(RelaisMail) mail = NULL;
  g_autoptr(RelaisMessageList) list = NULL;
  g_auto(GStrv) words = NULL;
  RelaisMailAccount *account;
  Pulse pulse = { 0 };
  gint64 start, indexing_stall, opening_stall;
  double indexed, opened, median, p99;
  guint64 before_list, after_list;

  if (argc != 3)
    {
      g_printerr ("bench-mail MAILDIR FOLDER\n");
      return 2;
    }

  relais_core_init ();
  g_assert_cmpint (g_mkdir_with_parents (argv[2], 0700), ==, 0);
  path = g_build_filename (argv[2], "relais.db", NULL);
  database = relais_database_new (path);
  await (relais_database_open (database), NULL);

  /* The first time: everything is backlog. */
  start = g_get_monotonic_time ();
  mail = open_mail (database, argv[1], argv[2], &account);
  pulse.last = g_get_monotonic_time ();
  g_timeout_add (1, pulse_cb, &pulse);
  await (relais_intake_settled (relais_mail_get_intake (mail)), NULL);
  indexed = since (start);
  indexing_stall = pulse.longest;
  await (relais_mail_stop (mail), NULL);
  g_clear_object (&mail);

  /* Every other time. */
  start = g_get_monotonic_time ();
  mail = open_mail (database, argv[1], argv[2], &account);
  pulse.last = g_get_monotonic_time ();
  pulse.longest = 0;
  before_list = memory_kib ("Pss:");
  list = open_list (account);
  opened = since (start);
  await (relais_intake_settled (relais_mail_get_intake (mail)), NULL);
  opening_stall = pulse.longest;
  after_list = memory_kib ("Pss:");
  words = subject_words (list);
  measure_search (relais_mail_get_intake (mail), words, g_strv_length (words), &median, &p99);

  g_print ("{\"messages\": %u, \"index_seconds\": %.1f, \"index_stall_ms\": %.1f, \"open_seconds\": %.2f, \"open_stall_ms\": %.1f, "
           "\"list_kib\": %d, \"pss_kib\": %u, \"search_median_ms\": %.1f, \"search_p99_ms\": %.1f}\n",
           g_list_model_get_n_items (G_LIST_MODEL (list)), indexed, (double) indexing_stall / 1000, opened,
           (double) opening_stall / 1000, (int) after_list - (int) before_list, (guint) after_list, median * 1000, p99 * 1000);

  g_clear_object (&list);
  await (relais_mail_stop (mail), NULL);
  relais_database_close (database);

  return 0;
}
