/* test-workspace-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-account-setup-private.h"
#include "workspace-world.h"

#define DAY (24 * 60 * 60)
#define WAIT_MS 60000

/* What is set holds from that moment on, not from the next start. */

typedef struct
{
  RelaisMailAccount *account;
  gint64             last_alive;
} Proof;

static gboolean
has_proof (gpointer user_data)
{
  Proof *proof = user_data;

  return relais_mail_account_get_last_alive (proof->account) > proof->last_alive;
}

/* The next proof was due after 40 seconds (60, less the time an answer may take); now it is due after 7. */
static void
test_keep_alive (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  Proof proof = { relais_mail_get_account (relais_workspace_get_mail (world->workspace), "demo"), 0 };
  gint64 begin;

  workspace_world_settle (world);
  g_assert_true (relais_test_until (has_proof, &proof, WAIT_MS));
  proof.last_alive = relais_mail_account_get_last_alive (proof.account);
  begin = g_get_monotonic_time ();
  relais_test_await (relais_settings_set_int (relais_workspace_get_settings (world->workspace), "mail.keep-alive", 10));
  g_assert_true (relais_test_until (has_proof, &proof, WAIT_MS));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 35 * G_USEC_PER_SEC);

  workspace_world_close (world);
  relais_test_remove (folder);
}

/* Opens a mailbox whose one mail is a hundred days old. Returns: how many of its mails are kept aside as old */
static gint64
open_old_mailbox (WorkspaceWorld *world,
                  const char     *id)
{
  RelaisMail *mail = relais_workspace_get_mail (world->workspace);
  g_autofree char *maildir = g_build_filename (world->folder, id, NULL);
  g_autofree char *draft = g_build_filename (maildir, "tmp", NULL);
  g_autofree char *new = g_build_filename (maildir, "new", NULL);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".M1.relais", g_get_real_time () / G_USEC_PER_SEC - 100 * DAY);
  g_autofree char *statement = g_strdup_printf ("SELECT count(*) FROM message WHERE account = '%s' AND stage = 'backlog'", id);

  g_assert_cmpint (g_mkdir_with_parents (draft, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (new, 0700), ==, 0);
  workspace_world_deliver (maildir, name, "From: Ada <ada@example.org>\r\nTo: desk@relais.example\r\nSubject: Old\r\n"
                                          "Message-ID: <old@example.org>\r\n\r\nHello\r\n");
  relais_mail_add_local (mail, id, id, "desk@relais.example", maildir);
  workspace_world_settle (world);
  g_assert_cmpint (workspace_world_number (world, "SELECT count(*) FROM message WHERE pending IS NOT NULL"), ==, 0);

  return workspace_world_number (world, statement);
}

static void
test_horizon (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);

  g_assert_cmpint (open_old_mailbox (world, "first"), ==, 1);
  relais_test_await (relais_settings_set_int (relais_workspace_get_settings (world->workspace), "mail.horizon-days", 365));
  g_assert_cmpint (open_old_mailbox (world, "second"), ==, 0);

  workspace_world_close (world);
  relais_test_remove (folder);
}

/* What is asked of providers when an account is added goes through the one door, and so into the log of calls. */
static void
test_one_door (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);

  g_assert_true (relais_account_setup_get (relais_workspace_get_mail (world->workspace))->http ==
                 relais_workspace_get_http (world->workspace));

  workspace_world_close (world);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_test_add_func ("/workspace/settings/keep-alive", test_keep_alive);
  g_test_add_func ("/workspace/settings/horizon", test_horizon);
  g_test_add_func ("/workspace/settings/one-door", test_one_door);

  return g_test_run ();
}
