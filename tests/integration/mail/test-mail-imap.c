/* test-mail-imap.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "mail-world.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-message.h"

/* An IMAP account against Dovecot, made as the desktop makes it. Each test has a user, and therefore a mailbox, of its own. */

typedef struct
{
  char      *folder;    /* (owned) */
  char      *user;      /* (owned) */
  char      *maildir;   /* (owned) */
  MailWorld *world;
  ESource   *source;    /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static guint counter = 0;

  relais_test_bear_camel ();
  fixture->folder = relais_test_make_folder ();
  fixture->user = g_strdup_printf ("user%u", ++counter);
  fixture->maildir = mail_peers_maildir (fixture->user);
  fixture->world = mail_world_new (fixture->folder, TRUE);
  mail_world_start (fixture->world);
  g_assert_cmpint (relais_mail_get_state (fixture->world->mail), ==, RELAIS_MAIL_READY);
  g_assert_cmpuint (g_list_model_get_n_items (relais_mail_get_accounts (fixture->world->mail)), ==, 0);
}

static gboolean
no_account (gpointer user_data)
{
  return g_list_model_get_n_items (relais_mail_get_accounts (user_data)) == 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  if (fixture->source != NULL)
    {
      e_source_remove_sync (fixture->source, NULL, &error);
      g_assert_no_error (error);
      relais_test_wait_for (no_account, fixture->world->mail);
    }
  g_clear_object (&fixture->source);
  mail_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->user);
  g_free (fixture->maildir);
}

static void
deliver (Fixture    *fixture,
         guint       first,
         guint       n_messages,
         const char *prefix)
{
  for (guint i = first; i < first + n_messages; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s.%u.%s@elsewhere.example", prefix, i, fixture->user);
      g_autofree char *subject = g_strdup_printf ("%s %u", prefix, i);
      g_autofree char *name = mail_world_deliver (fixture->maildir, id, "Camille Morel <camille@elsewhere.example>", subject,
                                                  "Bonjour, quand est la rentrée ?");
    }
}

static RelaisMailAccount *
open_account (Fixture    *fixture,
              const char *password)
{
  fixture->source = mail_world_add_imap (fixture->world, fixture->user, mail_peers_port ("RELAIS_PEER_IMAP"), "none", password);

  return mail_world_wait_account (fixture->world);
}

static RelaisMailAccount *
open_alive (Fixture *fixture)
{
  RelaisMailAccount *account = open_account (fixture, g_getenv ("RELAIS_PEER_PASSWORD"));

  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);

  return account;
}

typedef struct
{
  MailWorld *world;
  guint      n_messages;
} ExtractedWait;

static gboolean
has_extracted (gpointer user_data)
{
  ExtractedWait *wait = user_data;

  return wait->world->extracted->len >= wait->n_messages;
}

static void
wait_extracted (Fixture *fixture,
                guint    n_messages,
                guint    milliseconds)
{
  ExtractedWait wait = { fixture->world, n_messages };

  if (!relais_test_until (has_extracted, &wait, milliseconds))
    g_error ("%u messages came, not %u", fixture->world->extracted->len, n_messages);
}

static void
assert_sunk_once (Fixture *fixture,
                  gint64   n_messages)
{
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(*) FROM test_sink"), ==, n_messages);
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(DISTINCT message) FROM test_sink"), ==, n_messages);
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(DISTINCT subject) FROM test_sink"), ==, n_messages);
}

/* What Camel would keep of each message that was read, for lists that we do not have. */
static void
assert_no_previews (RelaisMailFolder *folder)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (relais_mail_folder_get_camel (folder));
  GPtrArray *uids = camel_folder_summary_get_array (summary);

  g_assert_cmpuint (uids->len, >, 0);
  for (guint i = 0; i < uids->len; i++)
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, uids->pdata[i]);

      g_assert_nonnull (info);
      g_assert_null (camel_message_info_get_preview (info));
    }
  camel_folder_summary_free_array (uids);
}

static void
test_first_light (Fixture       *fixture,
                  gconstpointer  data)
{
  RelaisMailAccount *account;
  RelaisMailFolder *inbox;
  g_autoptr(RelaisMessageList) list = NULL;
  g_autoptr(RelaisMailItem) item = NULL;
  g_auto(GValue) value = G_VALUE_INIT;
  g_autofree char *address = NULL;
  gint64 start;

  deliver (fixture, 0, 10, "first");
  account = open_alive (fixture);
  mail_world_settle (fixture->world);
  inbox = mail_world_inbox (account);
  list = mail_world_load_list (inbox, 10);
  assert_sunk_once (fixture, 10);

  address = g_strdup_printf ("%s@relais.example", fixture->user);
  g_assert_cmpstr (relais_mail_account_get_address (account), ==, address);
  g_assert_cmpstr (relais_mail_account_get_sender_name (account), ==, "The desk");
  g_assert_cmpint (relais_mail_account_get_last_alive (account), >, 0);
  g_assert_true (relais_mail_account_is_removable (account));

  /* Roles as the server says. */
  g_assert_cmpstr (relais_mail_folder_get_full_name (relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_SENT)), ==, "Sent");
  g_assert_cmpstr (relais_mail_folder_get_full_name (relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_TRASH)), ==, "Trash");
  g_assert_cmpstr (relais_mail_folder_get_full_name (relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_ARCHIVE)), ==, "Archive");

  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  relais_test_await_value (relais_mail_folder_load (inbox, relais_mail_item_get_uid (item)), &value);
  g_assert_cmpstr (relais_parsed_message_get_text (relais_mail_message_get_parsed (g_value_get_object (&value))), ==,
                   "Bonjour, quand est la rentrée ?");

  /* By IDLE: nobody asks, and the keep-alive period is a minute. */
  start = g_get_monotonic_time ();
  deliver (fixture, 0, 1, "second");
  wait_extracted (fixture, 11, 10000);
  g_test_message ("new mail was processed %" G_GINT64_FORMAT " ms after its delivery", (g_get_monotonic_time () - start) / 1000);
  assert_sunk_once (fixture, 11);
  assert_no_previews (inbox);
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  RelaisMailAccount *account = open_account (fixture, "wrong");

  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD, 20000);
  g_assert_error (relais_mail_account_get_error (account), RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED);
  g_assert_cmpint (relais_mail_account_get_last_alive (account), ==, 0);

  relais_test_await (relais_mail_account_set_password (account, g_getenv ("RELAIS_PEER_PASSWORD")));
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);
}

static void
test_no_password (Fixture       *fixture,
                  gconstpointer  data)
{
  RelaisMailAccount *account = open_account (fixture, NULL);

  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD, 20000);
  g_assert_error (relais_mail_account_get_error (account), RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_REQUIRED);
}

static void
test_bad_certificate (Fixture       *fixture,
                      gconstpointer  data)
{
  RelaisMailAccount *account;
  const RelaisCertificate *certificate;
  g_autofree char *sha256 = NULL;

  fixture->source = mail_world_add_imap (fixture->world, fixture->user, mail_peers_port ("RELAIS_PEER_IMAPS"),
                                         "ssl-on-alternate-port", g_getenv ("RELAIS_PEER_PASSWORD"));
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE, 20000);
  certificate = relais_mail_account_get_certificate (account);
  g_assert_nonnull (certificate);
  g_assert_cmpstr (certificate->host, ==, "127.0.0.1");
  g_assert_true ((certificate->flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0);
  g_assert_cmpuint (strlen (certificate->sha256), ==, 32 * 3 - 1);

  sha256 = g_strdup (certificate->sha256);
  relais_test_await (relais_mail_account_trust_certificate (account, sha256));
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);
  g_assert_null (relais_mail_account_get_certificate (account));
}

static void
test_two_hundred (Fixture       *fixture,
                  gconstpointer  data)
{
  deliver (fixture, 0, 5, "old");
  open_alive (fixture);
  mail_world_settle (fixture->world);
  for (guint i = 0; i < 10; i++)
    {
      deliver (fixture, i * 20, 20, "burst");
      relais_test_settle ();
    }
  wait_extracted (fixture, 205, 30000);
  assert_sunk_once (fixture, 205);
}

/* Begins again on the same folder, as the program does. */
static RelaisMailAccount *
start_again (Fixture *fixture)
{
  RelaisMailAccount *account;

  fixture->world = mail_world_new (fixture->folder, TRUE);
  mail_world_start (fixture->world);
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);
  g_object_unref (g_steal_pointer (&fixture->source));
  fixture->source = g_object_ref (relais_mail_account_get_source (account));

  return account;
}

/* Dovecot forgets its numbering: every message gets a new UID under a new UIDVALIDITY, which is a time in seconds. */
static void
renumber (Fixture *fixture)
{
  static const char *const files[] = { "dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->maildir, files[i], NULL);

      g_unlink (path);
    }
}

static void
test_uidvalidity (Fixture       *fixture,
                  gconstpointer  data)
{
  deliver (fixture, 0, 20, "kept");
  open_alive (fixture);
  mail_world_settle (fixture->world);
  assert_sunk_once (fixture, 20);
  mail_world_close (fixture->world);

  /* The same second would mean the same UIDVALIDITY. */
  g_usleep (1100 * 1000);
  renumber (fixture);
  deliver (fixture, 0, 3, "new");

  start_again (fixture);
  wait_extracted (fixture, 3, 20000);
  mail_world_settle (fixture->world);
  assert_sunk_once (fixture, 23);
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(*) FROM placement"), ==, 23);
}

/* Orders for other-client.py, and NULL. */
static void G_GNUC_NULL_TERMINATED
other_client (Fixture    *fixture,
              const char *first,
              ...)
{
  g_autofree char *script = g_build_filename (g_getenv ("RELAIS_SOURCE_DIR"), "tests", "integration", "mail", "other-client.py", NULL);
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  va_list orders;

  g_ptr_array_add (arguments, script);
  g_ptr_array_add (arguments, fixture->user);
  va_start (orders, first);
  for (const char *order = first; order != NULL; order = va_arg (orders, const char *))
    g_ptr_array_add (arguments, (gpointer) order);
  va_end (orders);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
test_other_client (Fixture       *fixture,
                   gconstpointer  data)
{
  RelaisMailAccount *account;

  deliver (fixture, 0, 20, "mail");
  account = open_alive (fixture);
  mail_world_settle (fixture->world);
  assert_sunk_once (fixture, 20);

  /* While we run. */
  other_client (fixture, "expunge", "INBOX", "3", "move", "INBOX", "Archive", "5", NULL);
  mail_world_wait_total (mail_world_inbox (account), 12);

  /* While we do not: away and back again, with new numbers. */
  mail_world_close (fixture->world);
  other_client (fixture, "move", "Archive", "INBOX", "5", "expunge", "INBOX", "1", NULL);
  deliver (fixture, 0, 2, "news");
  account = start_again (fixture);
  wait_extracted (fixture, 2, 20000);
  mail_world_wait_total (mail_world_inbox (account), 18);
  mail_world_settle (fixture->world);
  assert_sunk_once (fixture, 22);
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(*) FROM placement"), ==, 18);
}

static void
test_move_and_undo (Fixture       *fixture,
                    gconstpointer  data)
{
  RelaisMailAccount *account;
  RelaisMailFolder *inbox;
  g_autoptr(RelaisMessageList) list = NULL;
  g_autoptr(RelaisMailItem) item = NULL;
  g_autofree char *uid = NULL;
  const char *uids[2] = { NULL, NULL };
  g_autoptr(GError) error = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  deliver (fixture, 0, 6, "mail");
  account = open_alive (fixture);
  mail_world_settle (fixture->world);
  inbox = mail_world_inbox (account);
  list = mail_world_load_list (inbox, 6);
  item = g_list_model_get_item (G_LIST_MODEL (list), 2);
  uid = g_strdup (relais_mail_item_get_uid (item));
  uids[0] = uid;

  relais_test_await_value (relais_mail_folder_move_to_role (inbox, uids, RELAIS_MAIL_ROLE_ARCHIVE), &value);
  mail_world_wait_total (inbox, 5);
  relais_test_await (relais_mail_move_undo (g_value_get_boxed (&value)));
  mail_world_wait_total (inbox, 6);
  /* As after a link that broke before the server's answer: what is back already counts. */
  relais_test_await (relais_mail_move_undo (g_value_get_boxed (&value)));
  mail_world_wait_total (inbox, 6);
  g_clear_object (&item);
  g_clear_object (&list);
  list = mail_world_load_list (inbox, 6);
  mail_world_settle (fixture->world);
  assert_sunk_once (fixture, 6);

  /* What is nowhere any more is said, not taken for done. */
  g_value_unset (&value);
  g_clear_pointer (&uid, g_free);
  item = g_list_model_get_item (G_LIST_MODEL (list), 2);
  uid = g_strdup (relais_mail_item_get_uid (item));
  uids[0] = uid;
  relais_test_await_value (relais_mail_folder_move_to_role (inbox, uids, RELAIS_MAIL_ROLE_ARCHIVE), &value);

  /* Nor is it moved twice, from a place that still shows it here. */
  error = relais_test_await_error (relais_mail_folder_move_to_role (inbox, uids, RELAIS_MAIL_ROLE_ARCHIVE));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
  g_clear_error (&error);

  other_client (fixture, "expunge", "Archive", "1", NULL);
  error = relais_test_await_error (relais_mail_move_undo (g_value_get_boxed (&value)));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
  g_clear_object (&list);
  g_value_unset (&value);
}

static void
test_flags_reach_the_server (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *cur = g_build_filename (fixture->maildir, "cur", NULL);
  RelaisMailAccount *account;
  RelaisMailFolder *inbox;
  g_autoptr(RelaisMessageList) list = NULL;
  g_autoptr(RelaisMailItem) item = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *uids[2] = { NULL, NULL };
  const char *name;
  gboolean flagged = FALSE;
  gint64 end;

  deliver (fixture, 0, 1, "mail");
  account = open_alive (fixture);
  inbox = mail_world_inbox (account);
  list = mail_world_load_list (inbox, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  uids[0] = relais_mail_item_get_uid (item);
  relais_test_await (relais_mail_folder_set_flags (inbox, uids, RELAIS_MAIL_FLAGGED, RELAIS_MAIL_FLAGGED));

  end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  while (!flagged && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&dir, g_dir_close);
      dir = g_dir_open (cur, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        flagged |= strstr (name, ":2,") != NULL && strchr (strstr (name, ":2,"), 'F') != NULL;
      g_usleep (20000);
    }
  g_assert_true (flagged);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/mail/imap/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("first-light", test_first_light);
  ADD ("wrong-password", test_wrong_password);
  ADD ("no-password", test_no_password);
  ADD ("bad-certificate", test_bad_certificate);
  ADD ("two-hundred", test_two_hundred);
  ADD ("uidvalidity", test_uidvalidity);
  ADD ("other-client", test_other_client);
  ADD ("move-and-undo", test_move_and_undo);
  ADD ("flags", test_flags_reach_the_server);
#undef ADD

  return g_test_run ();
}
