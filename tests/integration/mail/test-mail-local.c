/* test-mail-local.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "mail-world.h"
#include "relais-mail-message.h"

/* A local account: a Maildir, its list, its intake; no server and no bus. */

static char *
make_maildir (const char *folder,
              guint       n_messages)
{
  char *maildir = g_build_filename (folder, "Maildir", NULL);

  for (guint i = 0; i < n_messages; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u@elsewhere.example", i);
      g_autofree char *subject = g_strdup_printf ("Letter %u", i);
      g_autofree char *name = mail_world_deliver (maildir, id, "Camille Morel <camille@elsewhere.example>", subject,
                                                  "Bonjour, je voudrais un certificat de scolarité.");
    }

  return maildir;
}

static RelaisMailAccount *
open_local (MailWorld  *world,
            const char *maildir)
{
  RelaisMailAccount *account = relais_mail_add_local (world->mail, "desk", "Desk", "desk@relais.example", maildir);

  mail_world_start (world);
  mail_world_wait_state (world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 10000);

  return account;
}

static void
test_list_and_load (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 20);
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailAccount *account = open_local (world, maildir);
  RelaisMailFolder *inbox = mail_world_inbox (account);
  g_autoptr(RelaisMessageList) list = mail_world_load_list (inbox, 20);
  g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autoptr(RelaisMailItem) again = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_auto(GValue) value = G_VALUE_INIT;
  RelaisMailMessage *message;

  g_assert_cmpint (relais_mail_get_state (world->mail), ==, RELAIS_MAIL_READY);
  g_assert_true (item == again);
  g_assert_cmpstr (relais_mail_item_get_sender (item), ==, "Camille Morel");
  g_assert_cmpstr (relais_mail_item_get_address (item), ==, "camille@elsewhere.example");
  g_assert_true (g_str_has_prefix (relais_mail_item_get_subject (item), "Letter "));
  g_assert_cmpint (relais_mail_item_get_flags (item) & RELAIS_MAIL_SEEN, ==, 0);
  g_assert_cmpuint (relais_message_list_find (list, relais_mail_item_get_uid (item)), ==, 3);

  relais_test_await_value (relais_mail_folder_load (inbox, relais_mail_item_get_uid (item)), &value);
  message = g_value_get_object (&value);
  g_assert_cmpstr (relais_parsed_message_get_subject (relais_mail_message_get_parsed (message)), ==,
                   relais_mail_item_get_subject (item));

  g_clear_object (&item);
  g_clear_object (&again);
  g_clear_object (&list);
  g_value_unset (&value);
  mail_world_close (world);
  relais_test_remove (folder);
}

static void
test_intake_once (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 30);
  g_autofree char *late = NULL;
  MailWorld *world = mail_world_new (folder, FALSE);
  g_auto(GValue) value = G_VALUE_INIT;

  open_local (world, maildir);
  mail_world_settle (world);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM message WHERE stage = 'extracted'"), ==, 30);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM test_sink"), ==, 30);
  g_assert_cmpint (mail_world_number (world, "SELECT count(DISTINCT message) FROM test_sink"), ==, 30);
  g_assert_cmpuint (world->extracted->len, ==, 30);
  relais_test_await_value (relais_intake_search (relais_mail_get_intake (world->mail), "certificat scolar", 100), &value);
  g_assert_cmpuint (g_bytes_get_size (g_value_get_boxed (&value)), ==, 30 * sizeof (gint64));
  mail_world_close (world);

  /* Started again, nothing is done again; what arrived meanwhile is. */
  late = mail_world_deliver (maildir, "late@elsewhere.example", "late@elsewhere.example", "Late", "Hello");
  world = mail_world_new (folder, FALSE);
  open_local (world, maildir);
  mail_world_settle (world);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM test_sink"), ==, 31);
  g_assert_cmpint (mail_world_sunk (world, "Late"), ==, 1);
  mail_world_close (world);
  relais_test_remove (folder);
}

static gboolean
late_came (gpointer user_data)
{
  MailWorld *world = user_data;

  return world->extracted->len == 3;
}

static void
test_arrival (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 2);
  g_autofree char *late = NULL;
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailAccount *account = open_local (world, maildir);
  g_autoptr(RelaisMessageList) list = mail_world_load_list (mail_world_inbox (account), 2);

  mail_world_settle (world);
  late = mail_world_deliver (maildir, "late@elsewhere.example", "late@elsewhere.example", "Late", "Hello");
  relais_test_wait_for (late_came, world);
  g_assert_cmpint (mail_world_sunk (world, "Late"), ==, 1);
  g_clear_object (&list);
  list = mail_world_load_list (mail_world_inbox (account), 3);
  g_clear_object (&list);
  mail_world_close (world);
  relais_test_remove (folder);
}

/* What the server had long before the first look is not new mail, however late it is seen; a wrong date of the sender's is. */
static void
test_late_backlog (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 2);
  g_autofree char *old = g_build_filename (maildir, "new", "1700000000.old.relais", NULL);
  g_autofree char *wrong_name = g_strdup_printf ("%" G_GINT64_FORMAT ".wrong.relais", g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *wrong = g_build_filename (maildir, "new", wrong_name, NULL);
  const char *head = "From: a@elsewhere.example\r\nTo: desk@relais.example\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\n";
  g_autofree char *old_mail = g_strdup_printf ("Received: from a by b; Tue, 14 Nov 2023 22:13:20 +0000\r\n%s"
                                               "Message-ID: <old@elsewhere.example>\r\nSubject: Old\r\n\r\nforgotten\r\n", head);
  g_autofree char *wrong_mail = g_strdup_printf ("%sMessage-ID: <wrong@elsewhere.example>\r\nSubject: Wrong\r\n\r\nHello\r\n", head);
  MailWorld *world = mail_world_new (folder, FALSE);
  g_auto(GValue) value = G_VALUE_INIT;

  relais_intake_set_horizon (relais_mail_get_intake (world->mail), 14);
  open_local (world, maildir);
  mail_world_settle (world);
  g_assert_true (g_file_set_contents (old, old_mail, -1, NULL));
  g_assert_true (g_file_set_contents (wrong, wrong_mail, -1, NULL));
  relais_test_wait_for (late_came, world);
  mail_world_settle (world);
  g_assert_cmpint (mail_world_sunk (world, "Wrong"), ==, 1);
  g_assert_cmpint (mail_world_sunk (world, "Old"), ==, 0);
  relais_test_await_value (relais_intake_search (relais_mail_get_intake (world->mail), "forgotten", 100), &value);
  g_assert_cmpuint (g_bytes_get_size (g_value_get_boxed (&value)), ==, sizeof (gint64));
  mail_world_close (world);
  relais_test_remove (folder);
}

/* A row must not show another address than the sender's. */
static void
test_direction (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = g_build_filename (folder, "Maildir", NULL);
  g_autofree char *name = mail_world_deliver (maildir, "turned@elsewhere.example",
                                              "=?utf-8?q?Bank_=E2=80=AEmoc.elpmaxe@nimda?= <eve@elsewhere.example>",
                                              "=?utf-8?q?Photo_=E2=80=AEgnp.exe?=", "Hello");
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailFolder *inbox = mail_world_inbox (open_local (world, maildir));
  g_autoptr(RelaisMessageList) list = mail_world_load_list (inbox, 1);
  g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_cmpstr (relais_mail_item_get_sender (item), ==, "Bank moc.elpmaxe@nimda");
  g_assert_cmpstr (relais_mail_item_get_subject (item), ==, "Photo gnp.exe");
  g_assert_cmpstr (relais_mail_item_get_address (item), ==, "eve@elsewhere.example");

  g_clear_object (&item);
  g_clear_object (&list);
  mail_world_close (world);
  relais_test_remove (folder);
}

static void
test_move_and_undo (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 5);
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailAccount *account = open_local (world, maildir);
  RelaisMailFolder *inbox = mail_world_inbox (account);
  g_autoptr(RelaisMessageList) list = mail_world_load_list (inbox, 5);
  g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autofree char *uid = g_strdup (relais_mail_item_get_uid (item));
  const char *uids[] = { uid, NULL };
  g_auto(GValue) value = G_VALUE_INIT;
  g_auto(GValue) place = G_VALUE_INIT;
  g_auto(GValue) number = G_VALUE_INIT;
  RelaisMailMove *move;

  mail_world_settle (world);
  relais_test_await_value (relais_intake_find (relais_mail_get_intake (world->mail), "desk",
                                               relais_mail_folder_get_full_name (inbox), uid), &number);

  relais_test_await_value (relais_mail_folder_delete (inbox, uids), &value);
  move = g_value_get_boxed (&value);
  g_assert_true (relais_mail_move_can_undo (move));
  mail_world_wait_total (inbox, 4);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_assert_cmpuint (relais_message_list_find (list, uid), ==, G_MAXUINT);

  relais_test_await (relais_mail_move_undo (move));
  mail_world_wait_total (inbox, 5);
  g_clear_object (&item);
  g_clear_object (&list);
  list = mail_world_load_list (inbox, 5);

  /* It came back as the message it was: nothing is processed again. */
  mail_world_settle (world);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM test_sink"), ==, 5);
  relais_test_await_value (relais_intake_locate (relais_mail_get_intake (world->mail), g_value_get_int64 (&number)), &place);
  g_assert_cmpstr (((RelaisPlace *) g_value_get_boxed (&place))->folder, ==, relais_mail_folder_get_full_name (inbox));

  g_clear_object (&list);
  g_value_unset (&value);
  mail_world_close (world);
  relais_test_remove (folder);
}

#define N_QUICK 8

static gboolean
all_are_listed (gpointer list)
{
  return g_list_model_get_n_items (list) == N_QUICK;
}

static void
free_move (gpointer move)
{
  g_boxed_free (RELAIS_TYPE_MAIL_MOVE, move);
}

/* As fast as keys are pressed: each message moved by itself, the moves taken back before the first one is. */
static void
test_undo_at_once (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, N_QUICK);
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailAccount *account = open_local (world, maildir);
  RelaisMailFolder *inbox = mail_world_inbox (account);
  RelaisMessageList *list = mail_world_load_list (inbox, N_QUICK);
  g_autoptr(GPtrArray) futures = g_ptr_array_new ();
  g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func (free_move);

  mail_world_settle (world);
  for (guint i = 0; i < N_QUICK; i++)
    {
      g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);
      const char *uids[] = { relais_mail_item_get_uid (item), NULL };

      g_ptr_array_add (futures, relais_mail_folder_move_to_role (inbox, uids, RELAIS_MAIL_ROLE_ARCHIVE));
    }
  for (guint i = 0; i < N_QUICK; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      relais_test_await_value (futures->pdata[i], &value);
      g_ptr_array_add (moves, g_value_dup_boxed (&value));
    }

  g_ptr_array_set_size (futures, 0);
  for (guint i = N_QUICK; i > 0; i--)
    g_ptr_array_add (futures, relais_mail_move_undo (moves->pdata[i - 1]));
  for (guint i = 0; i < N_QUICK; i++)
    relais_test_await (futures->pdata[i]);
  relais_test_wait_for (all_are_listed, list);

  mail_world_settle (world);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM test_sink"), ==, N_QUICK);
  g_clear_object (&list);
  g_ptr_array_set_size (moves, 0);
  mail_world_close (world);
  relais_test_remove (folder);
}

static void
test_flags (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 3);
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailAccount *account = open_local (world, maildir);
  RelaisMailFolder *inbox = mail_world_inbox (account);
  g_autoptr(RelaisMessageList) list = mail_world_load_list (inbox, 3);
  g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  const char *uids[] = { relais_mail_item_get_uid (item), NULL };
  DexFuture *future;

  mail_world_wait_total (inbox, 3);
  g_assert_cmpuint (relais_mail_folder_get_unread (inbox), ==, 3);
  future = relais_mail_folder_set_flags (inbox, uids, RELAIS_MAIL_SEEN | RELAIS_MAIL_FLAGGED, RELAIS_MAIL_SEEN | RELAIS_MAIL_FLAGGED);
  g_assert_true ((relais_mail_item_get_flags (item) & RELAIS_MAIL_FLAGGED) != 0);
  relais_test_await (future);
  relais_test_settle ();
  g_assert_true ((relais_mail_item_get_flags (item) & RELAIS_MAIL_SEEN) != 0);

  g_clear_object (&item);
  g_clear_object (&list);
  mail_world_close (world);

  /* Kept, although nothing was synchronised before the end. */
  world = mail_world_new (folder, FALSE);
  account = open_local (world, maildir);
  inbox = mail_world_inbox (account);
  mail_world_wait_total (inbox, 3);
  g_assert_cmpuint (relais_mail_folder_get_unread (inbox), ==, 2);
  mail_world_close (world);
  relais_test_remove (folder);
}

/* Without a Message-ID two mails may look the same and still be two. With one they are the same mail. */
static void
test_duplicates (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 0);
  MailWorld *world;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *one = mail_world_deliver (maildir, NULL, "till@shop.example", "Receipt", "Total 12");
      g_autofree char *two = mail_world_deliver (maildir, "same@shop.example", "till@shop.example", "Order", "Total 12");
    }

  world = mail_world_new (folder, FALSE);
  open_local (world, maildir);
  mail_world_settle (world);
  g_assert_cmpint (mail_world_sunk (world, "Receipt"), ==, 3);
  g_assert_cmpint (mail_world_sunk (world, "Order"), ==, 1);
  mail_world_close (world);
  relais_test_remove (folder);
}

static gboolean
one_failed (gpointer user_data)
{
  return ((MailWorld *) user_data)->failed->len > 0;
}

static void
test_poison (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 10);
  g_autofree char *poison = mail_world_deliver (maildir, "p@x.example", "p@x.example", "poison for the sink", "x");
  MailWorld *world = mail_world_new (folder, FALSE);

  open_local (world, maildir);
  mail_world_settle (world);
  relais_test_wait_for (one_failed, world);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM test_sink"), ==, 10);
  g_assert_cmpint (mail_world_number (world, "SELECT count(*) FROM message WHERE stage = 'failed' AND attempts = 1 "
                                             "AND pending > 0"), ==, 1);
  mail_world_close (world);
  relais_test_remove (folder);
}

static gboolean
pass_time (gpointer user_data)
{
  return FALSE;
}

/* Somebody removed the mail of an open mailbox: said once, tried again with longer and longer pauses, and found when it is back. */
static void
test_gone (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *maildir = make_maildir (folder, 3);
  g_autofree char *aside = g_build_filename (folder, "aside", NULL);
  MailWorld *world = mail_world_new (folder, FALSE);
  RelaisMailAccount *account = open_local (world, maildir);

  g_assert_true (mail_world_wait_account (world) == account);
  g_assert_nonnull (mail_world_inbox (account));
  relais_mail_set_keep_alive_ms (world->mail, 500, 300);
  g_assert_no_errno (g_rename (maildir, aside));
  mail_world_wait_state (world, account, RELAIS_MAIL_ACCOUNT_FAILED, 10000);

  g_string_truncate (world->states, 0);
  relais_test_until (pass_time, NULL, 3000);
  g_assert_cmpuint (world->states->len, <, 16 * 2);
  g_assert_false (mail_world_has_been (world, RELAIS_MAIL_ACCOUNT_ALIVE));

  g_assert_no_errno (g_rename (aside, maildir));
  mail_world_wait_state (world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);

  mail_world_close (world);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/mail/local/list-and-load", test_list_and_load);
  g_test_add_func ("/mail/local/intake-once", test_intake_once);
  g_test_add_func ("/mail/local/arrival", test_arrival);
  g_test_add_func ("/mail/local/late-backlog", test_late_backlog);
  g_test_add_func ("/mail/local/move-and-undo", test_move_and_undo);
  g_test_add_func ("/mail/local/direction", test_direction);
  g_test_add_func ("/mail/local/undo-at-once", test_undo_at_once);
  g_test_add_func ("/mail/local/flags", test_flags);
  g_test_add_func ("/mail/local/duplicates", test_duplicates);
  g_test_add_func ("/mail/local/poison", test_poison);
  g_test_add_func ("/mail/local/gone", test_gone);

  return g_test_run ();
}
