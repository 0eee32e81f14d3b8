/* test-signed-in.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "send-world.h"

/* The desktop is signed in to a mail service (GNOME Online Accounts, by OAuth 2): its account appears by itself, reads and sends, with
 * a token that the desktop renews. Run under online-account.py. */

#define WAIT_MS 30000

typedef struct
{
  char              *folder;   /* (owned) */
  SendWorld         *world;
  RelaisMailAccount *account;  /* (unowned) */
} Fixture;

static void
set_token (const char *variable,
           const char *token)
{
  g_assert_true (g_file_set_contents (g_getenv (variable), token, -1, NULL));
}

static gboolean
has_account (gpointer user_data)
{
  Fixture *fixture = user_data;
  GListModel *accounts = relais_mail_get_accounts (fixture->world->mail);

  g_assert_cmpuint (g_list_model_get_n_items (accounts), <=, 1);
  if (g_list_model_get_n_items (accounts) == 0)
    return FALSE;

  fixture->account = g_list_model_get_item (accounts, 0);
  g_object_unref (fixture->account);

  return TRUE;
}

static void
open_world (Fixture *fixture)
{
  fixture->world = send_world_open (fixture->folder, TRUE);
  relais_deliveries_start (fixture->world->deliveries);
  send_world_start_queue (fixture->world);
  g_assert_true (relais_test_until (has_account, fixture, WAIT_MS));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  relais_test_bear_camel ();
  set_token ("RELAIS_PEER_TOKEN", "desk.first");
  set_token ("RELAIS_DESKTOP_TOKEN", "desk.first");
  fixture->folder = relais_test_make_folder ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  send_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
is_alive (gpointer user_data)
{
  return relais_mail_account_get_state (user_data) == RELAIS_MAIL_ACCOUNT_ALIVE;
}

static gboolean
has_inbox (gpointer user_data)
{
  return relais_mail_account_get_role (user_data, RELAIS_MAIL_ROLE_INBOX) != NULL;
}

static gboolean
must_sign_in (gpointer user_data)
{
  return relais_mail_account_get_state (user_data) == RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN;
}

static void
send_one (Fixture    *fixture,
          const char *subject)
{
  g_autoptr(RelaisOutgoing) mail = send_world_mail (relais_mail_account_get_id (fixture->account), "camille@example.org", subject);
  gint64 id = send_world_enqueue (fixture->world, mail, 0);
  const char *message_id = relais_outgoing_get_message_id (mail);

  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  g_assert_cmpuint (send_world_recorded (message_id), ==, 1);
  send_world_wait_in_sent (fixture->world, message_id);
  g_assert_cmpuint (send_world_in_sent (message_id), ==, 1);
}

static void
test_works (Fixture       *fixture,
            gconstpointer  data)
{
  open_world (fixture);
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));
  g_assert_cmpstr (relais_mail_account_get_address (fixture->account), ==, "desk@relais.example");
  g_assert_true (relais_mail_account_can_send (fixture->account));
  /* It belongs to the desktop. */
  g_assert_false (relais_mail_account_is_removable (fixture->account));
  g_assert_true (relais_test_until (has_inbox, fixture->account, WAIT_MS));
  send_one (fixture, "Signed in");
}

/* A token lives for an hour; the next login comes with the next one. */
static void
test_renewed (Fixture       *fixture,
              gconstpointer  data)
{
  open_world (fixture);
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));

  set_token ("RELAIS_PEER_TOKEN", "desk.second");
  set_token ("RELAIS_DESKTOP_TOKEN", "desk.second");
  relais_mail_account_reconnect (fixture->account);
  send_one (fixture, "Renewed");
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));
}

/* The person took the permission back, or changed the password: the desktop has no token any more. */
static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  set_token ("RELAIS_DESKTOP_TOKEN", "");
  open_world (fixture);
  g_assert_true (relais_test_until (must_sign_in, fixture->account, WAIT_MS));
  g_assert_error (relais_mail_account_get_error (fixture->account), RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED);

  set_token ("RELAIS_DESKTOP_TOKEN", "desk.first");
  relais_mail_account_reconnect (fixture->account);
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));
  send_one (fixture, "Signed in again");
}

/* The desktop still believes in a token that the server does not take any more. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  set_token ("RELAIS_PEER_TOKEN", "desk.other");
  open_world (fixture);
  g_assert_true (relais_test_until (must_sign_in, fixture->account, WAIT_MS));

  set_token ("RELAIS_DESKTOP_TOKEN", "desk.other");
  relais_mail_account_reconnect (fixture->account);
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));
}

/* The same while the mailbox is open: only the server for sending has asked for the token again. */
static void
test_refused_sending (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = NULL;
  gint64 id;

  open_world (fixture);
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));

  set_token ("RELAIS_PEER_TOKEN", "desk.other");
  mail = send_world_mail (relais_mail_account_get_id (fixture->account), "camille@example.org", "Later");
  id = send_world_enqueue (fixture->world, mail, 0);
  g_assert_true (relais_test_until (must_sign_in, fixture->account, WAIT_MS));
  g_assert_true (relais_mail_account_is_about_sending (fixture->account));
  g_assert_cmpuint (send_world_recorded (relais_outgoing_get_message_id (mail)), ==, 0);

  set_token ("RELAIS_DESKTOP_TOKEN", "desk.other");
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  g_assert_true (relais_test_until (is_alive, fixture->account, WAIT_MS));
  g_assert_cmpuint (send_world_recorded (relais_outgoing_get_message_id (mail)), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/send/signed-in/works", Fixture, NULL, set_up, test_works, tear_down);
  g_test_add ("/send/signed-in/renewed", Fixture, NULL, set_up, test_renewed, tear_down);
  g_test_add ("/send/signed-in/signed-out", Fixture, NULL, set_up, test_signed_out, tear_down);
  g_test_add ("/send/signed-in/refused", Fixture, NULL, set_up, test_refused, tear_down);

  g_test_add ("/send/signed-in/refused-sending", Fixture, NULL, set_up, test_refused_sending, tear_down);

  return g_test_run ();
}
