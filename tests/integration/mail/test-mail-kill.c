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

/* The program is killed at random moments of its work, again and again; in the end every message was processed once. The
 * client is this program, started again with other arguments. */

#define N_KILLS 20
#define N_MESSAGES 200

static const char *program;

static int
run_client (const char *folder,
            gboolean    to_the_end)
{
  MailWorld *world;
  RelaisMailAccount *account;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  world = mail_world_new (folder, TRUE);
  mail_world_start (world);
  account = mail_world_wait_account (world);
  mail_world_wait_state (world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);

  while (!to_the_end)
    g_main_context_iteration (NULL, TRUE);

  mail_world_wait_total (mail_world_inbox (account), N_MESSAGES);
  mail_world_settle (world);
  mail_world_close (world);

  return 0;
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
  relais_test_remove (folder);
  relais_test_remove (scratch);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3)
    {
      relais_core_init ();
      return run_client (argv[2], strcmp (argv[1], "--to-the-end") == 0);
    }

  program = argv[0];
  relais_test_init (&argc, &argv);
  g_test_add_func ("/mail/kill/twenty-times", test_kill);

  return g_test_run ();
}
