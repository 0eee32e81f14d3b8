/* test-workspace-mail.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "mail-world.h"
#include "send-world.h"
#include "workspace-world.h"

#define MAILS 200
#define APPROVED 20
/* For all of them, under a checker, on a machine with other work. */
#define WAIT_MS (5 * 60000)

/* The workspace among Dovecot, an SMTP server, evolution-data-server and a keyring. */
static WorkspaceWorld *
open_world (const char *folder)
{
  WorkspaceWorld *world = g_new0 (WorkspaceWorld, 1);

  world->folder = g_strdup (folder);
  world->maildir = mail_peers_maildir ("desk");
  world->workspace = relais_workspace_new (NULL, folder, RELAIS_WORKSPACE_DEFAULT);
  world->triage = relais_workspace_get_triage (world->workspace);
  relais_test_await (relais_workspace_start (world->workspace));

  return world;
}

/* As the dialog does it. */
static void
add_account (WorkspaceWorld *world)
{
  RelaisMail *mail = relais_workspace_get_mail (world->workspace);
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  const char *password = g_getenv ("RELAIS_PEER_PASSWORD");

  relais_test_await (relais_account_setup_check (mail, config, password, NULL));
  relais_test_await (relais_account_setup_create (mail, config, password));
}

static void
deliver_all (const char *maildir)
{
  for (guint i = 0; i < MAILS; i++)
    {
      gboolean automatic = i % 2 == 0;
      g_autofree char *id = g_strdup_printf ("ask-%u@example.org", i);
      g_autofree char *from = g_strdup_printf ("Person %u <person-%u@example.org>", i, i);
      g_autofree char *subject = g_strdup_printf ("%s %u", automatic ? "Certificate" : "Order", 20000 + i);
      g_autofree char *text = g_strdup_printf (automatic
                                               ? "Hello,\n\ncould you please send me a certificate of enrolment? My employer asks for it."
                                               : "Hello,\n\nwhere is my order %u? It should have been delivered last week.", 20000 + i);
      g_autofree char *path = mail_world_deliver (maildir, id, from, subject, text);
    }
}

static gboolean
has_recorded (gpointer user_data)
{
  return send_world_recorded (NULL) >= GPOINTER_TO_UINT (user_data);
}

/* On the server, seen from outside: the letter R in the name of each that was answered; S where a person did it. */
static gboolean
are_marked (gpointer user_data)
{
  g_autofree char *maildir = mail_peers_maildir ("desk");
  g_autofree char *path = g_build_filename (maildir, "cur", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint answered = 0;
  guint seen = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *flags = strstr (name, ":2,");

      answered += flags != NULL && strchr (flags, 'R') != NULL;
      seen += flags != NULL && strchr (flags, 'S') != NULL;
    }

  return answered == GPOINTER_TO_UINT (user_data) && seen == APPROVED;
}

/* Sends the first drafts of orders; returns how the last two left. */
static void
approve (WorkspaceWorld *world,
         GPtrArray      *messages)
{
  const RelaisTriageFilter drafts = { NULL, "order-status", RELAIS_FATE_DRAFT, 0 };
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *found;

  relais_test_await_value (relais_triage_list (world->triage, &drafts, 1000), &value);
  found = g_value_get_object (&value);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, MAILS / 2);
  for (guint i = 0; i < APPROVED; i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (found, i);

      /* The mailbox was added last: its owner's name signs all the same. */
      g_assert_true (g_str_has_suffix (relais_triage_record_get_answer_text (record), "Le Désk"));
      relais_test_await (relais_triage_send_answer (world->triage, relais_triage_record_get_answer (record)));
      g_ptr_array_add (messages, g_object_ref (record));
    }
}

static char *
dup_message_id (WorkspaceWorld *world,
                gint64          message)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_deliveries_for_reply (relais_workspace_get_deliveries (world->workspace), message), &value);

  return g_strdup (relais_delivery_get_message_id (g_value_get_object (&value)));
}

static void
deliver_report (WorkspaceWorld     *world,
                RelaisTriageRecord *record)
{
  g_autofree char *id = dup_message_id (world, relais_triage_record_get_message (record));
  g_autofree char *mail =
    g_strdup_printf ("From: MAILER-DAEMON@mx.example\nTo: desk@relais.example\nSubject: Undelivered\n"
                     "Message-ID: <dsn-1@mx.example>\nMIME-Version: 1.0\n"
                     "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                     "--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
                     "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
                     "Final-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\n\n"
                     "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <%s>\n\n--b--\n",
                     relais_triage_record_get_answer_recipient (record), id);

  workspace_world_deliver (world->maildir, "1795000000.M1P1.host", mail);
}

static void
deliver_reply (WorkspaceWorld     *world,
               RelaisTriageRecord *record)
{
  g_autofree char *id = dup_message_id (world, relais_triage_record_get_message (record));
  g_autofree char *mail = g_strdup_printf ("From: %s\nTo: desk@relais.example\nSubject: Re: x\nMessage-ID: <re-1@mx.example>\n"
                                           "In-Reply-To: <%s>\nReferences: <%s>\n\nThank you!\n",
                                           relais_triage_record_get_answer_recipient (record), id, id);

  workspace_world_deliver (world->maildir, "1795000001.M2P1.host", mail);
}

static void
test_end_to_end (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autoptr(GPtrArray) sent = g_ptr_array_new_with_free_func (g_object_unref);
  WorkspaceWorld *world;
  gint64 begin;

  relais_test_bear_camel ();
  world = open_world (folder);
  workspace_world_automate (world, "certificate");
  relais_test_await (relais_settings_set_int (relais_workspace_get_settings (world->workspace), "triage.undo-seconds", 0));
  relais_test_await (relais_settings_set_string (relais_workspace_get_settings (world->workspace), "me.name", ""));
  add_account (world);
  begin = g_get_monotonic_time ();
  deliver_all (world->maildir);
  workspace_world_wait_number (world, "SELECT COUNT(*) FROM message WHERE stage = 'triaged'", MAILS, WAIT_MS);
  g_test_message ("200 mails triaged in %.1f s", (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  workspace_world_wait_number (world, "SELECT COUNT(*) FROM answer WHERE automatic", MAILS / 2, WAIT_MS);
  g_assert_true (relais_test_until (has_recorded, GUINT_TO_POINTER (MAILS / 2), WAIT_MS));

  approve (world, sent);
  g_assert_true (relais_test_until (has_recorded, GUINT_TO_POINTER (MAILS / 2 + APPROVED), WAIT_MS));
  workspace_world_wait_number (world, "SELECT COUNT(*) FROM delivery WHERE state = 'queued'", 0, WAIT_MS);
  for (guint i = 0; i < sent->len; i++)
    {
      g_autofree char *id = dup_message_id (world, relais_triage_record_get_message (g_ptr_array_index (sent, i)));

      g_assert_cmpuint (send_world_recorded (id), ==, 1);
    }

  g_assert_true (relais_test_until (are_marked, GUINT_TO_POINTER (MAILS / 2 + APPROVED), WAIT_MS));

  deliver_report (world, g_ptr_array_index (sent, 0));
  deliver_reply (world, g_ptr_array_index (sent, 1));
  workspace_world_wait_number (world, "SELECT COUNT(*) FROM delivery WHERE state = 'bounced'", 1, WAIT_MS);
  workspace_world_wait_number (world, "SELECT COUNT(*) FROM delivery WHERE state = 'answered'", 1, WAIT_MS);
  workspace_world_wait_fate (world, relais_triage_record_get_message (g_ptr_array_index (sent, 0)), RELAIS_FATE_BOUNCED);

  /* Nothing is judged or sent again after a restart. */
  workspace_world_close (world);
  world = open_world (folder);
  workspace_world_settle (world);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM answer WHERE state = 'queued'"), ==, MAILS / 2 + APPROVED);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM message WHERE NOT outgoing"), ==, MAILS + 2);
  g_assert_cmpuint (send_world_recorded (NULL), ==, MAILS / 2 + APPROVED);
  workspace_world_close (world);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_test_add_func ("/workspace/mail/end-to-end", test_end_to_end);

  return g_test_run ();
}
