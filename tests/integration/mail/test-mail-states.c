/* test-mail-states.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <signal.h>

#include "mail-world.h"
#include "relais-mail-message.h"

/* What is missing is a state that can be shown: a bus, the registry, a keyring, its key. Run with the peers that mail-peers.py was
 * told to start; local accounts work with all of them. */

typedef struct
{
  char      *folder;   /* (owned) */
  MailWorld *world;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  relais_test_bear_camel ();
  fixture->folder = relais_test_make_folder ();
  fixture->world = mail_world_new (fixture->folder, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  mail_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
expect_local_works (Fixture *fixture)
{
  g_autofree char *maildir = g_build_filename (fixture->folder, "Maildir", NULL);
  g_autofree char *name = mail_world_deliver (maildir, "a@x.example", "a@x.example", "Local", "Hello");
  RelaisMailAccount *account = relais_mail_add_local (fixture->world->mail, "local", "Local", "desk@relais.example", maildir);

  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 10000);
  mail_world_settle (fixture->world);
  g_assert_cmpint (mail_world_sunk (fixture->world, "Local"), ==, 1);
}

static void
test_no_bus (Fixture       *fixture,
             gconstpointer  data)
{
  mail_world_start (fixture->world);
  g_assert_cmpint (relais_mail_get_state (fixture->world->mail), ==, RELAIS_MAIL_NO_BUS);
  expect_local_works (fixture);
}

static void
test_no_keyring (Fixture       *fixture,
                 gconstpointer  data)
{
  RelaisMailAccount *account;
  g_autoptr(ESource) source = NULL;

  mail_world_start (fixture->world);
  source = mail_world_add_imap (fixture->world, "nokeyring", mail_peers_port ("RELAIS_PEER_IMAP"), "none", NULL);
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_NO_KEYRING, 20000);
  g_assert_error (relais_mail_account_get_error (account), RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_REQUIRED);
  g_assert_true (e_source_remove_sync (source, NULL, NULL));
}

static void
test_locked_keyring (Fixture       *fixture,
                     gconstpointer  data)
{
  RelaisMailAccount *account;
  g_autoptr(ESource) source = NULL;
  g_autoptr(SecretService) service = NULL;
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(GError) error = NULL;
  GList list = { NULL };

  mail_world_start (fixture->world);
  source = mail_world_add_imap (fixture->world, "locked", mail_peers_port ("RELAIS_PEER_IMAP"), "none",
                                g_getenv ("RELAIS_PEER_PASSWORD"));
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);
  mail_world_close (fixture->world);

  service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (collection);
  list.data = collection;
  g_assert_cmpint (secret_service_lock_sync (service, &list, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);

  fixture->world = mail_world_new (fixture->folder, TRUE);
  mail_world_start (fixture->world);
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED, 20000);
  g_assert_true (e_source_remove_sync (relais_mail_account_get_source (account), NULL, NULL));
}

typedef struct
{
  RelaisMail      *mail;
  RelaisMailState  state;
} StateWait;

static gboolean
mail_has_state (gpointer user_data)
{
  StateWait *wait = user_data;

  return relais_mail_get_state (wait->mail) == wait->state;
}

static void
wait_mail_state (Fixture         *fixture,
                 RelaisMailState  state)
{
  StateWait wait = { fixture->world->mail, state };

  if (!relais_test_until (mail_has_state, &wait, 20000))
    g_error ("The mail service is in state %d, not %d", (int) relais_mail_get_state (fixture->world->mail), (int) state);
}

static void
kill_registry (void)
{
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;
  guint32 pid;

  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "GetConnectionUnixProcessID",
                                       g_variant_new ("(s)", "org.gnome.evolution.dataserver.Sources5"),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &pid);
  g_assert_cmpint (kill ((pid_t) pid, SIGKILL), ==, 0);
}

static void
test_registry_killed (Fixture       *fixture,
                      gconstpointer  data)
{
  RelaisMailAccount *account;
  g_autoptr(ESource) source = NULL;
  g_autoptr(GError) error = NULL;

  mail_world_start (fixture->world);
  source = mail_world_add_imap (fixture->world, "registry", mail_peers_port ("RELAIS_PEER_IMAP"), "none",
                                g_getenv ("RELAIS_PEER_PASSWORD"));
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);

  kill_registry ();
  wait_mail_state (fixture, RELAIS_MAIL_NO_SERVICE);
  g_assert_cmpint (relais_mail_account_get_state (account), ==, RELAIS_MAIL_ACCOUNT_ALIVE);

  wait_mail_state (fixture, RELAIS_MAIL_READY);
  g_assert_true (relais_mail_get_account (fixture->world->mail, e_source_get_uid (source)) == account);
  g_assert_true (e_source_remove_sync (source, NULL, &error));
  g_assert_no_error (error);
}

/* How often the server was asked for the inbox and could not open it, as it says itself. */
static guint
count_refusals (void)
{
  g_autofree char *folder = g_path_get_dirname (g_getenv ("RELAIS_PEER_MAIL"));
  g_autofree char *path = g_build_filename (folder, "dovecot.log", NULL);
  g_autofree char *log = NULL;
  guint count = 0;

  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  for (const char *found = strstr (log, "Error: Mailbox INBOX:"); found != NULL; found = strstr (found + 1, "Error: Mailbox INBOX:"))
    count++;

  return count;
}

static gboolean
never (gpointer user_data)
{
  return FALSE;
}

/* A server that takes the login and does not open the inbox is not asked without a pause, and not called alive in between. */
static void
test_no_inbox (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const parts[] = { "", "cur", "new", "tmp" };
  g_autofree char *maildir = mail_peers_maildir ("closed");
  RelaisMailAccount *account;
  g_autoptr(ESource) source = NULL;
  g_autoptr(GError) error = NULL;
  guint before;

  /* Dovecot serves it as somebody else. */
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_build_filename (maildir, parts[i], NULL);

      g_assert_no_errno (g_mkdir_with_parents (part, 0755));
      g_assert_no_errno (g_chmod (part, parts[i][0] != '\0' ? 0 : 0777));
    }

  mail_world_start (fixture->world);
  source = mail_world_add_imap (fixture->world, "closed", mail_peers_port ("RELAIS_PEER_IMAP"), "none", g_getenv ("RELAIS_PEER_PASSWORD"));
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_FAILED, 20000);
  g_string_truncate (fixture->world->states, 0);

  before = count_refusals ();
  relais_test_until (never, NULL, 3000);
  g_assert_cmpuint (count_refusals () - before, <, 30);
  g_assert_false (mail_world_has_been (fixture->world, RELAIS_MAIL_ACCOUNT_ALIVE));

  for (guint i = 1; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_build_filename (maildir, parts[i], NULL);

      g_assert_no_errno (g_chmod (part, 0777));
    }
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 30000);
  g_assert_true (e_source_remove_sync (source, NULL, &error));
  g_assert_no_error (error);
}

/* A start without a network: what was fetched is there to be read. */
static void
test_offline_start (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *maildir = mail_peers_maildir ("traveller");
  g_autofree char *name = mail_world_deliver (maildir, "kept@elsewhere.example", "camille@elsewhere.example", "Kept", "Bonjour");
  RelaisMailAccount *account;
  g_autoptr(ESource) source = NULL;
  g_autoptr(ESource) again = NULL;
  g_autoptr(RelaisMessageList) list = NULL;
  g_autoptr(RelaisMailItem) item = NULL;
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  mail_world_start (fixture->world);
  source = mail_world_add_imap (fixture->world, "traveller", mail_peers_port ("RELAIS_PEER_IMAP"), "none",
                                g_getenv ("RELAIS_PEER_PASSWORD"));
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 20000);
  mail_world_wait_total (mail_world_inbox (account), 1);
  mail_world_settle (fixture->world);
  g_assert_cmpint (mail_world_sunk (fixture->world, "Kept"), ==, 1);

  /* Nothing listens on port 1. */
  e_source_authentication_set_port (e_source_get_extension (source, E_SOURCE_EXTENSION_AUTHENTICATION), 1);
  g_assert_true (e_source_write_sync (source, NULL, &error));
  mail_world_close (fixture->world);
  fixture->world = mail_world_new (fixture->folder, TRUE);
  mail_world_start (fixture->world);
  account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_RECONNECTING, 20000);

  list = mail_world_load_list (mail_world_inbox (account), 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (relais_mail_item_get_subject (item), ==, "Kept");
  relais_test_await_value (relais_mail_folder_load (mail_world_inbox (account), relais_mail_item_get_uid (item)), &value);
  g_assert_cmpstr (relais_parsed_message_get_subject (relais_mail_message_get_parsed (g_value_get_object (&value))), ==, "Kept");

  again = g_object_ref (relais_mail_account_get_source (account));
  e_source_authentication_set_port (e_source_get_extension (again, E_SOURCE_EXTENSION_AUTHENTICATION),
                                    (guint16) mail_peers_port ("RELAIS_PEER_IMAP"));
  g_assert_true (e_source_write_sync (again, NULL, &error));
  mail_world_wait_state (fixture->world, account, RELAIS_MAIL_ACCOUNT_ALIVE, 30000);
  g_assert_true (e_source_remove_sync (again, NULL, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/mail/states/" name, Fixture, NULL, set_up, func, tear_down)
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    {
      ADD ("no-bus", test_no_bus);
    }
  else if (g_strcmp0 (g_getenv ("RELAIS_PEER_KEYRING"), "none") == 0)
    {
      ADD ("no-keyring", test_no_keyring);
    }
  else
    {
      ADD ("registry-killed", test_registry_killed);
      ADD ("no-inbox", test_no_inbox);
      ADD ("offline-start", test_offline_start);
      ADD ("locked-keyring", test_locked_keyring);
    }
#undef ADD

  return g_test_run ();
}
