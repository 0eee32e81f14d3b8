/* test-kill.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>

#include "send-world.h"

/* The program is killed while it sends, twenty times; then it finishes. Every mail must have reached the server once.
 *
 * The same executable is the program: "test-kill prepare FOLDER" and "test-kill work FOLDER". */
#define N_MAILS 200
#define N_KILLS 20
#define FINISH_SECONDS 120

static char *program;

typedef struct
{
  const char *account;
  GString    *ids;
} Prepare;

static gboolean
prepare_func (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Prepare *prepare = data;

  for (guint i = 0; i < N_MAILS; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Mail %u", i);
      g_autoptr(RelaisOutgoing) mail = send_world_mail (prepare->account, "ada@example.org", subject);

      if (!relais_delivery_enqueue (sql, mail, 0, 0, NULL, error))
        return FALSE;
      g_string_append_printf (prepare->ids, "%s\n", relais_outgoing_get_message_id (mail));
    }

  return TRUE;
}

static int
prepare (const char *folder)
{
  SendWorld *world = send_world_open (folder, TRUE);
  RelaisMailAccount *account = send_world_add_account (world);
  g_autoptr(GString) ids = g_string_new (NULL);
  Prepare data = { relais_mail_account_get_id (account), ids };
  g_autofree char *path = g_build_filename (folder, "ids", NULL);

  relais_test_await (relais_database_write (world->database, "prepare", prepare_func, &data, NULL));
  g_assert_true (g_file_set_contents (path, ids->str, -1, NULL));
  send_world_start_queue (world);
  send_world_close (world);

  return 0;
}

static gboolean
count_func (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  gint64 number;

  if (!relais_sql_get_int64 (sql, &number, error, data, ""))
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, number);

  return TRUE;
}

static gint64
number (SendWorld  *world,
        const char *statement)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_read (world->database, "count", count_func, (gpointer) statement, NULL), &value);

  return g_value_get_int64 (&value);
}

static gboolean
is_done (gpointer user_data)
{
  return number (user_data, "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')") == 0;
}

static int
work (const char *folder)
{
  SendWorld *world = send_world_open (folder, TRUE);
  gboolean done;

  send_world_start_queue (world);
  done = relais_test_until (is_done, world, FINISH_SECONDS * 1000);
  send_world_close (world);

  return done ? 0 : 1;
}

static GPid
start (const char *mode,
       const char *folder,
       gboolean    is_killed)
{
  char *argv[] = { program, (char *) mode, (char *) folder, NULL };
  g_auto(GStrv) environment = g_get_environ ();
  g_autoptr(GError) error = NULL;
  GPid pid;

  /* What is killed never tells of leaks, and needs no whole stacks to tell them apart. */
  if (is_killed)
    environment = g_environ_setenv (environment, "ASAN_OPTIONS", "strict_string_checks=1", TRUE);
  g_spawn_async (NULL, argv, environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

static int
wait_for (GPid pid)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return status;
}

/* Lets it send a few mails and kills it wherever it is then. FALSE when it came to its end before. */
static gboolean
kill_somewhere (GPid pid)
{
  guint wanted = send_world_recorded (NULL) + (guint) g_test_rand_int_range (1, 5);

  while (send_world_recorded (NULL) < wanted)
    {
      int status;

      if (waitpid (pid, &status, WNOHANG) == pid)
        {
          g_test_message ("it ended by itself: status %d, %u mails", status, send_world_recorded (NULL));
          return FALSE;
        }
      g_usleep (500);
    }
  g_usleep ((gulong) g_test_rand_int_range (0, 15000));
  kill (pid, SIGKILL);
  wait_for (pid);

  return TRUE;
}

static void
test_kill (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "ids", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) ids = NULL;
  guint n_kills = 0, n_missing = 0;
  SendWorld *world;
  gint64 n_uncertain;

  g_assert_cmpint (wait_for (start ("prepare", folder, FALSE)), ==, 0);
  while (n_kills < N_KILLS && kill_somewhere (start ("work", folder, TRUE)))
    n_kills++;
  g_assert_cmpuint (n_kills, ==, N_KILLS);
  g_test_message ("%u mails after %u kills", send_world_recorded (NULL), n_kills);
  g_assert_cmpuint (send_world_recorded (NULL), <, N_MAILS);
  g_assert_cmpint (wait_for (start ("work", folder, FALSE)), ==, 0);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  ids = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < N_MAILS; i++)
    {
      guint n = send_world_recorded (ids[i]);

      if (n > 1)
        g_error ("a mail was sent %u times", n);
      n_missing += n == 0;
    }

  world = send_world_open (folder, FALSE);
  n_uncertain = number (world, "SELECT count(*) FROM delivery WHERE state = 'uncertain'");
  g_test_message ("%u mails did not arrive, %d are for a person to decide", n_missing, (int) n_uncertain);
  g_assert_cmpint (number (world, "SELECT count(*) FROM delivery WHERE state IN ('sent', 'uncertain')"), ==, N_MAILS);

  if (g_getenv ("RELAIS_PEER_SAVES_SENT") != NULL)
    {
      /* Sent knows of every mail that the server took. */
      g_assert_cmpuint (n_missing, ==, 0);
      g_assert_cmpint (n_uncertain, ==, 0);
    }
  else
    {
      /* What nobody knows is not sent again, and is said; what is missing is among it. */
      g_assert_cmpint (n_missing, <=, n_uncertain);
    }
  send_world_start_queue (world);
  send_world_close (world);
  relais_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  program = argv[0];
  if (argc == 3 && (g_str_equal (argv[1], "prepare") || g_str_equal (argv[1], "work")))
    {
      g_autofree char *folder = g_strdup (argv[2]);
      gboolean is_work = g_str_equal (argv[1], "work");
      int none = 1;
      char **rest = argv;

      argv[1] = NULL;
      relais_test_init (&none, &rest);
      return is_work ? work (folder) : prepare (folder);
    }

  relais_test_init (&argc, &argv);
  g_test_add_func ("/send/kill", test_kill);

  return g_test_run ();
}
