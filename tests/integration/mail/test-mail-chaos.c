/* test-mail-chaos.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "chaos.h"
#include "mail-world.h"
#include "relais-mail-message.h"

/* A bad network between the account and Dovecot while a message arrives every second. Nothing may be lost, nothing done twice,
 * and a link that carries nothing must be said within one keep-alive period. */

#define PERIOD_MS 6000
#define DEADLINE_MS 2000
/* For a link that is slow. */
#define PATIENT_PERIOD_MS 8000
#define PATIENT_DEADLINE_MS 6000
/* Threads that begin late; how late the machine wakes this one is measured. */
#define TOLERANCE_MS 1000
#define PULSE_MS 50
#define WAIT_MS 60000

typedef struct
{
  char              *folder;    /* (owned) */
  char              *user;      /* (owned) */
  char              *maildir;   /* (owned) */
  MailWorld         *world;
  Chaos             *chaos;
  ESource           *source;    /* (owned) */
  RelaisMailAccount *account;
  guint              n_delivered;
  guint              n_wanted;    /* of these, before the wait is over */
  guint              arrival_id;
  guint              pulse_id;
  gint64             last_pulse;  /* monotonic */
  gint64             late;        /* microseconds that this process was not woken in time, together */
} Fixture;

static gboolean
pulse_cb (gpointer data)
{
  Fixture *fixture = data;
  gint64 now = g_get_monotonic_time ();

  fixture->late += MAX (0, now - fixture->last_pulse - PULSE_MS * 1000);
  fixture->last_pulse = now;

  return G_SOURCE_CONTINUE;
}

static void
deliver_one (Fixture *fixture)
{
  guint i = fixture->n_delivered++;
  g_autofree char *id = g_strdup_printf ("chaos.%u.%s@elsewhere.example", i, fixture->user);
  g_autofree char *subject = g_strdup_printf ("chaos %u", i);
  g_autofree char *name = mail_world_deliver (fixture->maildir, id, "Noah Lee <noah@elsewhere.example>", subject, "Hello?");
}

static gboolean
arrival_cb (gpointer data)
{
  deliver_one (data);

  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static guint counter = 0;

  relais_test_bear_camel ();
  fixture->folder = relais_test_make_folder ();
  fixture->user = g_strdup_printf ("chaos%u", ++counter);
  fixture->maildir = mail_peers_maildir (fixture->user);
  fixture->chaos = chaos_new (mail_peers_port ("RELAIS_PEER_IMAP"));
  deliver_one (fixture);
  fixture->world = mail_world_new (fixture->folder, TRUE);
  relais_mail_set_keep_alive_ms (fixture->world->mail, PERIOD_MS, DEADLINE_MS);
  mail_world_start (fixture->world);
  fixture->source = mail_world_add_imap (fixture->world, fixture->user, chaos_get_port (fixture->chaos), "none",
                                         g_getenv ("RELAIS_PEER_PASSWORD"));
  fixture->account = mail_world_wait_account (fixture->world);
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_ALIVE, WAIT_MS);
  mail_world_settle (fixture->world);
  fixture->arrival_id = g_timeout_add (1000, arrival_cb, fixture);
  fixture->last_pulse = g_get_monotonic_time ();
  fixture->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, fixture);
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
  g_clear_handle_id (&fixture->arrival_id, g_source_remove);
  g_clear_handle_id (&fixture->pulse_id, g_source_remove);
  g_assert_true (e_source_remove_sync (fixture->source, NULL, NULL));
  relais_test_wait_for (no_account, fixture->world->mail);
  g_clear_object (&fixture->source);
  mail_world_close (fixture->world);
  chaos_free (fixture->chaos);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->user);
  g_free (fixture->maildir);
}

static gboolean
is_false (gpointer user_data)
{
  return FALSE;
}

/* Turns the main loop: the only wait for a time, because the subject is what happens in that time. */
static void
live_for (guint milliseconds)
{
  relais_test_until (is_false, NULL, milliseconds);
}

static gboolean
all_came (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->world->extracted->len >= fixture->n_wanted;
}

/* That were delivered until now. */
static void
wait_for_all (Fixture *fixture)
{
  fixture->n_wanted = fixture->n_delivered;
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_ALIVE, WAIT_MS);
  if (!relais_test_until (all_came, fixture, WAIT_MS))
    g_error ("%u of %u messages came", fixture->world->extracted->len, fixture->n_wanted);
}

static void
expect_all_once (Fixture *fixture)
{
  g_clear_handle_id (&fixture->arrival_id, g_source_remove);
  wait_for_all (fixture);
  mail_world_settle (fixture->world);
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(*) FROM test_sink"), ==, fixture->n_delivered);
  g_assert_cmpint (mail_world_number (fixture->world, "SELECT count(DISTINCT subject) FROM test_sink"), ==, fixture->n_delivered);
  g_test_message ("%u messages, states: %s", fixture->n_delivered, fixture->world->states->str);
}

/* The link stays open and carries nothing. The time that a busy machine gave to others is not the account's. */
static void
expect_alarm (Fixture *fixture)
{
  gint64 start = g_get_monotonic_time ();
  gint64 late = fixture->late;
  gint64 waited;

  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_STALLED, 4 * PERIOD_MS);
  waited = (fixture->world->last_state - start) / 1000;
  live_for (2 * PULSE_MS);
  late = (fixture->late - late) / 1000;
  g_test_message ("STALLED %" G_GINT64_FORMAT " ms after the link died, %" G_GINT64_FORMAT " ms of them late", waited, late);
  g_assert_cmpint (waited - late, <=, PERIOD_MS + TOLERANCE_MS);
}

static void
test_swallow (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      live_for (1000 * i);
      chaos_order (fixture->chaos, "swallow");
      expect_alarm (fixture);
      live_for (1500);
      chaos_order (fixture->chaos, "pass");
      /* Dead again while what came is still being looked at. */
      mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_ALIVE, WAIT_MS);
    }
  expect_all_once (fixture);
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  for (guint i = 0; i < 8; i++)
    {
      live_for (900);
      chaos_order (fixture->chaos, "cut");
    }
  expect_all_once (fixture);
}

static void
test_refuse (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 next;

  chaos_order (fixture->chaos, "refuse");
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_RECONNECTING, WAIT_MS);
  next = relais_mail_account_get_next_attempt (fixture->account);
  g_assert_cmpint (next, >, g_get_real_time () / 1000);
  g_assert_nonnull (relais_mail_account_get_error (fixture->account));
  live_for (4000);
  chaos_order (fixture->chaos, "pass");
  expect_all_once (fixture);
}

/* Camel calls it a refusal although the server was not asked: nobody needs to type a password for that. */
static void
test_not_asked (Fixture       *fixture,
                gconstpointer  data)
{
  chaos_order (fixture->chaos, "greet * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] not now");
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_RECONNECTING, WAIT_MS);
  g_assert_error (relais_mail_account_get_error (fixture->account), RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED);
  chaos_order (fixture->chaos, "pass");
  expect_all_once (fixture);

  /* Until it says so again and again. */
  chaos_order (fixture->chaos, "greet * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] not any more");
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD, WAIT_MS);
}

static void
test_delay (Fixture       *fixture,
            gconstpointer  data)
{
  /* Slow is not dead: no alarm. What is asked for waits for some round trips of what is under way, and all of them together stay well
   * below the deadline, also under a sanitizer on a machine with other work. */
  relais_mail_set_keep_alive_ms (fixture->world->mail, PATIENT_PERIOD_MS, PATIENT_DEADLINE_MS);
  g_string_truncate (fixture->world->states, 0);
  chaos_order (fixture->chaos, "delay 100");
  live_for (PATIENT_PERIOD_MS + PATIENT_DEADLINE_MS / 2);
  g_assert_cmpstr (fixture->world->states->str, ==, "");
  chaos_order (fixture->chaos, "pass");
  expect_all_once (fixture);
}

/* What was fetched can be read without a link, and what a person does meanwhile is not lost. */
static void
test_offline_reading (Fixture       *fixture,
                      gconstpointer  data)
{
  RelaisMailFolder *inbox = mail_world_inbox (fixture->account);
  g_autoptr(RelaisMessageList) list = NULL;
  g_autoptr(RelaisMailItem) item = NULL;
  g_auto(GValue) value = G_VALUE_INIT;
  const char *uids[2] = { NULL, NULL };

  g_clear_handle_id (&fixture->arrival_id, g_source_remove);
  list = mail_world_load_list (inbox, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  uids[0] = relais_mail_item_get_uid (item);

  chaos_order (fixture->chaos, "refuse");
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_RECONNECTING, WAIT_MS);
  relais_test_await_value (relais_mail_folder_load (inbox, uids[0]), &value);
  g_assert_cmpstr (relais_parsed_message_get_subject (relais_mail_message_get_parsed (g_value_get_object (&value))), ==, "chaos 0");
  relais_test_await (relais_mail_folder_set_flags (inbox, uids, RELAIS_MAIL_FLAGGED, RELAIS_MAIL_FLAGGED));
  g_assert_true ((relais_mail_item_get_flags (item) & RELAIS_MAIL_FLAGGED) != 0);

  chaos_order (fixture->chaos, "pass");
  mail_world_wait_state (fixture->world, fixture->account, RELAIS_MAIL_ACCOUNT_ALIVE, WAIT_MS);
  g_assert_true ((relais_mail_item_get_flags (item) & RELAIS_MAIL_FLAGGED) != 0);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/mail/chaos/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("swallow", test_swallow);
  ADD ("cut", test_cut);
  ADD ("refuse", test_refuse);
  ADD ("not-asked", test_not_asked);
  ADD ("delay", test_delay);
  ADD ("offline-reading", test_offline_reading);
#undef ADD

  return g_test_run ();
}
