/* test-mail-kill.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/prctl.h>

#include "mail-world.h"
#include "relais-resources.h"

/* The program is killed at random moments of its work, again and again; in the end every message was processed once, every flag that
 * counted as set is on the server, and no move lost or doubled a message. The client is this program, started again with other
 * arguments. */

#define N_KILLS 20
#define N_MESSAGES 200
#define N_CHANGED 60
#define N_CHANGE_KILLS 8

static const char *program;

static RelaisMailAccount *
start_mail (MailWorld *world)
{
  RelaisMailAccount *account;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  mail_world_start (world);
  account = mail_world_wait_account (world);
  mail_world_wait_state (world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);

  return account;
}

static int
run_client (const char *folder,
            gboolean    to_the_end)
{
  MailWorld *world = mail_world_new (folder, TRUE);
  RelaisMailAccount *account = start_mail (world);

  while (!to_the_end)
    g_main_context_iteration (NULL, TRUE);

  mail_world_wait_total (mail_world_inbox (account), N_MESSAGES);
  mail_world_settle (world);
  mail_world_close (world);

  return 0;
}

static gboolean
never (gpointer user_data)
{
  return FALSE;
}

/* Flags one message after the other, and says which are flagged. */
G_GNUC_NORETURN static void
run_flagging_client (const char *folder)
{
  MailWorld *world = mail_world_new (folder, TRUE);
  RelaisMailFolder *inbox = mail_world_inbox (start_mail (world));
  g_autoptr(RelaisMessageList) list = mail_world_load_list (inbox, N_CHANGED);

  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *uids[] = { relais_mail_item_get_uid (item), NULL };

      if ((relais_mail_item_get_flags (item) & RELAIS_MAIL_FLAGGED) != 0)
        continue;
      relais_test_await (relais_mail_folder_set_flags (inbox, uids, RELAIS_MAIL_FLAGGED, RELAIS_MAIL_FLAGGED));
      g_print ("%s\n", relais_mail_item_get_subject (item));
      relais_test_until (never, NULL, g_random_int_range (0, 80));
    }
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

/* Archives a message and takes it back, without end. */
G_GNUC_NORETURN static void
run_moving_client (const char *folder)
{
  MailWorld *world = mail_world_new (folder, TRUE);
  RelaisMailFolder *inbox = mail_world_inbox (start_mail (world));
  g_autoptr(RelaisMessageList) list = relais_mail_folder_dup_list (inbox);

  while (TRUE)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
      g_autoptr(RelaisMailItem) item = n > 0 ? g_list_model_get_item (G_LIST_MODEL (list), g_random_int_range (0, n)) : NULL;
      g_auto(GValue) move = G_VALUE_INIT;
      g_autofree char *uid = NULL;

      if (item == NULL)
        {
          g_main_context_iteration (NULL, TRUE);
          continue;
        }
      uid = g_strdup (relais_mail_item_get_uid (item));
      relais_test_await_value (relais_mail_folder_move_to_role (inbox, (const char *[]) { uid, NULL }, RELAIS_MAIL_ROLE_ARCHIVE), &move);
      relais_test_await (relais_mail_move_undo (g_value_get_boxed (&move)));
    }
}

static GSubprocess *
start_client (const char *folder,
              const char *mode)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, mode, folder, NULL);

  g_assert_no_error (error);

  return process;
}

static void
remove_account (const char *folder)
{
  MailWorld *world = mail_world_new (folder, TRUE);
  g_autoptr(GError) error = NULL;

  mail_world_start (world);
  e_source_remove_sync (relais_mail_account_get_source (mail_world_wait_account (world)), NULL, &error);
  g_assert_no_error (error);
  mail_world_close (world);
}

static void
test_kill (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *scratch = relais_test_make_folder ();
  g_autofree char *maildir = mail_peers_maildir ("killed");
  MailWorld *world = mail_world_new (scratch, TRUE);
  g_autoptr(ESource) source = NULL;
  g_autoptr(GSubprocess) last = NULL;
  g_autoptr(GError) error = NULL;
  guint n_delivered = 0;

  relais_test_bear_camel ();
  /* Only for the account; the mail is the client's. */
  mail_world_start (world);
  source = mail_world_add_imap (world, "killed", mail_peers_port ("RELAIS_PEER_IMAP"), "none",
                                g_getenv ("RELAIS_PEER_PASSWORD"));
  mail_world_close (world);

  for (guint kill = 0; kill < N_KILLS; kill++)
    {
      g_autoptr(GSubprocess) client = start_client (folder, "--until-killed");
      gint64 end = g_get_monotonic_time () + g_random_int_range (60, 900) * 1000;

      while (g_get_monotonic_time () < end)
        {
          if (n_delivered < (kill + 1) * N_MESSAGES / N_KILLS)
            {
              g_autofree char *id = g_strdup_printf ("kill.%u@elsewhere.example", n_delivered);
              g_autofree char *subject = g_strdup_printf ("kill %u", n_delivered);
              g_autofree char *name = mail_world_deliver (maildir, id, "Noah <noah@elsewhere.example>", subject, "Hello?");

              n_delivered++;
            }
          g_usleep (10000);
        }
      g_subprocess_send_signal (client, SIGKILL);
      g_subprocess_wait (client, NULL, NULL);
      for (; n_delivered < (kill + 1) * N_MESSAGES / N_KILLS; n_delivered++)
        {
          g_autofree char *id = g_strdup_printf ("kill.%u@elsewhere.example", n_delivered);
          g_autofree char *subject = g_strdup_printf ("kill %u", n_delivered);
          g_autofree char *name = mail_world_deliver (maildir, id, "Noah <noah@elsewhere.example>", subject, "Hello?");
        }
    }

  last = start_client (folder, "--to-the-end");
  g_subprocess_wait_check (last, NULL, &error);
  g_assert_no_error (error);

  world = mail_world_new (folder, FALSE);
  mail_world_start (world);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM test_sink"), ==, N_MESSAGES);
  g_assert_cmpint (mail_world_number (world, "SELECT count(DISTINCT subject) FROM test_sink"), ==, N_MESSAGES);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM message WHERE stage = 'extracted'"), ==, N_MESSAGES);
  mail_world_close (world);
  remove_account (folder);
  relais_test_remove (folder);
  relais_test_remove (scratch);
}

/* The account of the clients on @folder, with mail that a move or a flag changes. Returns: (transfer full): its Maildir */
static char *
prepare_changed (const char *user)
{
  g_autofree char *scratch = relais_test_make_folder ();
  char *maildir = mail_peers_maildir (user);
  MailWorld *world = mail_world_new (scratch, TRUE);
  g_autoptr(ESource) source = NULL;

  relais_test_bear_camel ();
  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autofree char *id = g_strdup_printf ("changed.%u@elsewhere.example", i);
      g_autofree char *subject = g_strdup_printf ("changed %02u", i);
      g_autofree char *name = mail_world_deliver (maildir, id, "Noah <noah@elsewhere.example>", subject, "Hello?");
    }
  mail_world_start (world);
  source = mail_world_add_imap (world, user, mail_peers_port ("RELAIS_PEER_IMAP"), "none", g_getenv ("RELAIS_PEER_PASSWORD"));
  mail_world_close (world);
  relais_test_remove (scratch);

  return maildir;
}

/* Reads what the client says until it is killed. @said: (nullable) (element-type utf8): gets the lines */
static void
run_until_killed (const char *folder,
                  const char *mode,
                  guint       milliseconds,
                  GHashTable *said)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) client = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, mode, folder, NULL);
  g_autofree char *output = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_no_error (error);
  g_usleep (milliseconds * 1000);
  g_subprocess_send_signal (client, SIGKILL);
  g_subprocess_communicate_utf8 (client, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  /* Until then it had no fault of its own. */
  g_assert_true (g_subprocess_get_if_signaled (client));
  g_assert_cmpint (g_subprocess_get_term_sig (client), ==, SIGKILL);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; said != NULL && lines[i] != NULL && lines[i + 1] != NULL; i++)
    g_hash_table_add (said, g_strdup (lines[i]));
}

/* Subjects of the mails in one folder of a Maildir. @with: a letter that its flags must have, or 0 */
static void
count_subjects (const char *maildir,
                const char *sub,
                char        with,
                GHashTable *counts)
{
  g_autofree char *path = g_build_filename (maildir, sub, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *content = NULL;
      g_autofree char *subject = NULL;
      const char *flags = strstr (name, ":2,");
      const char *start;

      if (with != 0 && (flags == NULL || strchr (flags, with) == NULL))
        continue;
      /* One that is moved at this moment is counted at the next look. */
      if (!g_file_get_contents (file, &content, NULL, NULL))
        continue;
      start = strstr (content, "Subject: ");
      g_assert_nonnull (start);
      subject = g_strndup (start + strlen ("Subject: "), strcspn (start + strlen ("Subject: "), "\r\n"));
      g_hash_table_insert (counts, g_strdup (subject),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, subject)) + 1));
    }
}

typedef struct
{
  const char *maildir;
  GHashTable *said;
} FlagsWait;

static gboolean
all_said_are_flagged (gpointer user_data)
{
  FlagsWait *wait = user_data;
  g_autoptr(GHashTable) flagged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer subject;

  count_subjects (wait->maildir, "cur", 'F', flagged);
  g_hash_table_iter_init (&iter, wait->said);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    if (!g_hash_table_contains (flagged, subject))
      return FALSE;

  return TRUE;
}

/* Killed before the server was told: the next start tells it. */
static void
test_flags (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = prepare_changed ("killedflags");
  g_autoptr(GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FlagsWait wait = { maildir, said };
  MailWorld *world;

  /* A busy machine may need longer than that until the first one. */
  for (guint kill = 0; kill < N_CHANGE_KILLS || (kill < 4 * N_CHANGE_KILLS && g_hash_table_size (said) == 0); kill++)
    run_until_killed (folder, "--flag", g_random_int_range (500, 2500) * (1 + kill / N_CHANGE_KILLS), said);
  g_test_message ("%u flags counted as set", g_hash_table_size (said));
  g_assert_cmpuint (g_hash_table_size (said), >, 0);

  world = mail_world_new (folder, TRUE);
  mail_world_start (world);
  relais_test_wait_for (all_said_are_flagged, &wait);
  mail_world_close (world);
  remove_account (folder);
  relais_test_remove (folder);
}

static void
test_moves (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = prepare_changed ("killedmoves");
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const subs[] = { "cur", "new", ".Archive/cur", ".Archive/new" };
  guint n_archived = 0;

  for (guint kill = 0; kill < N_CHANGE_KILLS; kill++)
    run_until_killed (folder, "--move", g_random_int_range (500, 2500), NULL);

  /* The server finishes what it was told. */
  g_usleep (G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (subs); i++)
    {
      count_subjects (maildir, subs[i], 0, counts);
      if (i == 1)
        n_archived = N_CHANGED - g_hash_table_size (counts);
    }
  g_test_message ("%u of %u were in the archive at the end", n_archived, (guint) N_CHANGED);
  g_assert_cmpuint (g_hash_table_size (counts), ==, N_CHANGED);
  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autofree char *subject = g_strdup_printf ("changed %02u", i);

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, subject)), ==, 1);
    }
  remove_account (folder);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3)
    {
      relais_core_init ();
      if (strcmp (argv[1], "--flag") == 0)
        run_flagging_client (argv[2]);
      if (strcmp (argv[1], "--move") == 0)
        run_moving_client (argv[2]);
      return run_client (argv[2], strcmp (argv[1], "--to-the-end") == 0);
    }

  program = argv[0];
  relais_test_init (&argc, &argv);
  g_test_add_func ("/mail/kill/twenty-times", test_kill);
  g_test_add_func ("/mail/kill/flags", test_flags);
  g_test_add_func ("/mail/kill/moves", test_moves);

  return g_test_run ();
}
