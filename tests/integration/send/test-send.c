/* test-send.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-clock.h"
#include "send-world.h"

/* Mails through a real SMTP server that fails as it is told, with their copies in a real Sent folder. */

typedef struct
{
  char              *folder;
  SendWorld         *world;
  RelaisMailAccount *account;
} Fixture;

static void
log_camel_cb (const char     *domain,
              GLogLevelFlags  level,
              const char     *message,
              gpointer        user_data)
{
  if (relais_test_is_ours (domain, level, message, NULL))
    g_log_default_handler (domain, level, message, user_data);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  relais_test_bear_camel ();
  fixture->folder = relais_test_make_folder ();
  fixture->world = send_world_open (fixture->folder, TRUE);
  fixture->account = send_world_add_account (fixture->world);
  send_world_start_queue (fixture->world);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  send_world_fault (NULL);
  /* The account's own thread may be stopped by its removal before it can say that it is done. */
  relais_future_run (relais_mail_account_remove (fixture->account), NULL, NULL);
  send_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static RelaisOutgoing *
new_mail (Fixture    *fixture,
          const char *recipient)
{
  return send_world_mail (relais_mail_account_get_id (fixture->account), recipient, "Réponse à votre demande");
}

/* How often the server took it, once it cannot change any more. */
static void
assert_recorded (Fixture        *fixture,
                 RelaisOutgoing *mail,
                 guint           times)
{
  relais_test_await (relais_job_queue_idle (fixture->world->queue));
  g_assert_cmpuint (send_world_recorded (relais_outgoing_get_message_id (mail)), ==, times);
}

static gboolean
has_folders (gpointer user_data)
{
  return g_list_model_get_n_items (relais_mail_account_get_folders (user_data)) > 0;
}

static void
test_sent (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  gint64 id;
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_BCC, NULL, "quiet@example.org", NULL));
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, mail, 1);
  send_world_wait_in_sent (fixture->world, relais_outgoing_get_message_id (mail));
  g_assert_cmpuint (send_world_in_sent (relais_outgoing_get_message_id (mail)), ==, 1);

  /* The server may be faster than the list of folders. */
  g_assert_true (relais_test_until (has_folders, fixture->account, 30000));
  relais_test_await_value (relais_mail_account_find_sent (fixture->account, relais_outgoing_get_message_id (mail)), &value);
  g_assert_true (g_value_get_boolean (&value));
}

static gboolean
is_gone (gpointer user_data)
{
  g_autoptr(GDir) dir = g_dir_open (user_data, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

/* The copy in Sent needs the file as well, and comes later. */
static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  g_autofree char *path = g_build_filename (fixture->folder, "report.bin", NULL);
  g_autofree char *spool = g_build_filename (fixture->folder, "data", "spool", NULL);
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_true (g_file_set_contents (path, "content", -1, NULL));
  g_assert_true (relais_outgoing_add_file (mail, path, NULL, NULL, NULL));
  relais_test_await_value (relais_deliveries_send (fixture->world->deliveries, mail, relais_clock_now () + 1000), &value);
  g_assert_cmpint (g_unlink (path), ==, 0);
  send_world_wait_state (fixture->world, g_value_get_int64 (&value), RELAIS_DELIVERY_SENT);
  send_world_wait_in_sent (fixture->world, relais_outgoing_get_message_id (mail));
  assert_recorded (fixture, mail, 1);
  g_assert_true (relais_test_until (is_gone, spool, 30000));
}

/* The link stays open, and one that the server closed meanwhile does no harm. */
static void
test_many_over_one_link (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 last = 0;

  for (guint i = 0; i < 20; i++)
    {
      if (i == 10)
        send_world_fault ("{\"drop\": \"MAIL\", \"once\": true}");
      g_ptr_array_add (mails, new_mail (fixture, "ada@example.org"));
      last = send_world_enqueue (fixture->world, mails->pdata[i], 0);
    }
  send_world_wait_state (fixture->world, last, RELAIS_DELIVERY_SENT);
  for (guint i = 0; i < mails->len; i++)
    assert_recorded (fixture, mails->pdata[i], 1);
}

static void
test_refused_recipient (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  g_autoptr(RelaisOutgoing) next = new_mail (fixture, "ada@example.org");
  g_autofree char *detail = NULL;
  gint64 id, next_id;

  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_TO, NULL, "nobody@example.org", NULL));
  send_world_fault ("{\"RCPT\": {\"nobody@example.org\": \"550 5.1.1 No such user\"}}");
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_FAILED);
  detail = send_world_detail (fixture->world, id);
  g_assert_cmpstr (detail, ==, "nobody@example.org: 5.1.1 No such user");
  assert_recorded (fixture, mail, 0);

  /* The same link serves the next. */
  next_id = send_world_enqueue (fixture->world, next, 0);
  send_world_wait_state (fixture->world, next_id, RELAIS_DELIVERY_SENT);

  /* A person corrected the server's mind. */
  send_world_fault (NULL);
  relais_test_await (relais_deliveries_retry (fixture->world->deliveries, id));
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, mail, 1);
}

/* Camel drops both codes of a server that announces the enhanced ones: its words decide. */
static void
test_refused_in_words (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) unknown = new_mail (fixture, "nobody@example.org");
  g_autoptr(RelaisOutgoing) listed = new_mail (fixture, "ada@example.org");
  gint64 id;

  send_world_fault ("{\"announce\": true, \"RCPT\": {\"nobody@example.org\": "
                    "\"550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown\"}}");
  id = send_world_enqueue (fixture->world, unknown, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_FAILED);
  assert_recorded (fixture, unknown, 0);

  send_world_fault ("{\"announce\": true, \"RCPT\": {\"ada@example.org\": "
                    "\"450 4.2.0 Recipient address rejected: Greylisted, user unknown for now\"}, \"once\": true}");
  id = send_world_enqueue (fixture->world, listed, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, listed, 1);
}

static void
test_refused_body (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  gint64 id;

  send_world_fault ("{\"DATA\": \"554 5.7.1 Looks like spam\"}");
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_FAILED);
  assert_recorded (fixture, mail, 0);
}

/* All of these may pass, and the mail is there once in the end. */
static void
test_passing_faults (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const faults[] = {
    "{\"MAIL\": \"451 4.3.0 Later\", \"once\": true}",
    "{\"RCPT\": {\"ada@example.org\": \"450 4.2.1 Greylisted\"}, \"once\": true}",
    "{\"DATA\": \"452 4.3.1 Disk full\", \"once\": true}",
    "{\"drop\": \"MAIL\", \"once\": true}",
    "{\"drop\": \"DATA\", \"once\": true}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
      gint64 id;

      g_test_message ("%s", faults[i]);
      send_world_fault (faults[i]);
      id = send_world_enqueue (fixture->world, mail, 0);
      send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
      assert_recorded (fixture, mail, 1);
    }
}

/* The body left, then nothing came: never again by itself. */
static void
test_uncertain (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  gint64 id;

  send_world_fault ("{\"drop\": \"body\", \"once\": true}");
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_UNCERTAIN);
  assert_recorded (fixture, mail, 0);

  /* A person looked, and wants it sent. */
  relais_test_await (relais_deliveries_retry (fixture->world->deliveries, id));
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, mail, 1);
}

/* The server took it and kept a copy by itself, only its answer was lost: the retry finds the copy. */
static void
test_uncertain_but_sent (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  gint64 id;

  send_world_fault ("{\"drop\": \"accepted\", \"once\": true}");
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_UNCERTAIN);
  assert_recorded (fixture, mail, 1);
  g_assert_cmpuint (send_world_in_sent (relais_outgoing_get_message_id (mail)), ==, 1);

  relais_test_await (relais_deliveries_retry (fixture->world->deliveries, id));
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, mail, 1);
  g_assert_cmpuint (send_world_in_sent (relais_outgoing_get_message_id (mail)), ==, 1);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  g_autoptr(RelaisOutgoing) next = new_mail (fixture, "ada@example.org");
  gint64 id, next_id;

  relais_mail_send_set_deadline (1000);
  send_world_fault ("{\"silent\": \"body\", \"once\": true}");
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_UNCERTAIN);

  /* Camel goes on calling the link connected. */
  next_id = send_world_enqueue (fixture->world, next, 0);
  send_world_wait_state (fixture->world, next_id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, next, 1);
  assert_recorded (fixture, mail, 0);
  relais_mail_send_set_deadline (0);
}

static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  gint64 id = send_world_enqueue (fixture->world, mail, relais_clock_now () + 400);
  g_autoptr(RelaisOutgoing) later = new_mail (fixture, "ada@example.org");
  gint64 later_id = send_world_enqueue (fixture->world, later, relais_clock_now () + 500);
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_deliveries_cancel (fixture->world->deliveries, id), &value);
  g_assert_true (g_value_get_boolean (&value));
  send_world_wait_state (fixture->world, later_id, RELAIS_DELIVERY_SENT);
  g_assert_cmpint (send_world_state (fixture->world, id), ==, RELAIS_DELIVERY_CANCELLED);
  assert_recorded (fixture, mail, 0);
}

/* A mail that waits for its account is sent when the account is there. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *account = g_strdup (relais_mail_account_get_id (fixture->account));
  g_autoptr(RelaisOutgoing) mail = new_mail (fixture, "ada@example.org");
  gint64 id;

  send_world_close (fixture->world);
  fixture->world = send_world_open (fixture->folder, TRUE);
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_start_queue (fixture->world);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_recorded (fixture, mail, 1);
  fixture->account = relais_mail_get_account (fixture->world->mail, account);
  g_assert_nonnull (fixture->account);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);
  g_log_set_handler ("camel", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL, log_camel_cb, NULL);

#define ADD(path, func) g_test_add ("/send/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("sent", test_sent);
  ADD ("file", test_file);
  ADD ("many-over-one-link", test_many_over_one_link);
  ADD ("refused-recipient", test_refused_recipient);
  ADD ("refused-in-words", test_refused_in_words);
  ADD ("refused-body", test_refused_body);
  ADD ("passing-faults", test_passing_faults);
  ADD ("uncertain", test_uncertain);
  if (g_getenv ("RELAIS_PEER_SAVES_SENT") != NULL)
    ADD ("uncertain-but-sent", test_uncertain_but_sent);
  ADD ("silence", test_silence);
  ADD ("taken-back", test_taken_back);
  ADD ("restart", test_restart);

  return g_test_run ();
}
