/* test-workspace-autonomy.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace-world.h"

/* A long history: so many mails of one kind, and who answered them. */
#define PAST 64
#define TRIED 12
#define WAIT_MS 120000

typedef struct
{
  char           *folder;
  WorkspaceWorld *world;
  guint           delivered;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const parts[] = { "cur", "new", "tmp" };
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  RelaisSettings *settings;

  fixture->folder = relais_test_make_folder ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "Maildir", ".Sent", parts[i], NULL);

      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    }
  fixture->world = workspace_world_open (fixture->folder, RELAIS_WORKSPACE_OFFLINE);
  for (guint i = 0; i < packs->len; i++)
    relais_test_await (relais_kind_store_install (relais_workspace_get_kinds (fixture->world->workspace),
                                                  g_ptr_array_index (packs, i)));
  settings = relais_workspace_get_settings (fixture->world->workspace);
  relais_test_await (relais_settings_set_int (settings, "workspace.created", 1));
  relais_test_await (relais_settings_set_string (settings, "me.name", "Louise Ferrand"));
  relais_test_await (relais_triage_settled (fixture->world->triage));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  workspace_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

typedef struct
{
  WorkspaceWorld *world;
  const char     *statement;
  gint64          wanted;
  gint64          found;
} Count;

static gboolean
is_count (gpointer data)
{
  Count *count = data;

  count->found = workspace_world_number (count->world, count->statement);

  return count->found == count->wanted;
}

static void
wait_count (Fixture    *fixture,
            const char *statement,
            gint64      wanted)
{
  Count count = { fixture->world, statement, wanted, -1 };

  if (!relais_test_until (is_count, &count, WAIT_MS))
    g_error ("%s: %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT, statement, count.found, wanted);
}

/* One request, until it is judged. Returns: its number */
static guint
ask (Fixture    *fixture,
     const char *text)
{
  guint index = fixture->delivered++;
  g_autofree char *name = g_strdup_printf ("1795%06u.M%u.relais", index, index);
  g_autofree char *mail = g_strdup_printf ("From: Person %u <person-%u@example.org>\r\nTo: desk@relais.example\r\nSubject: Request %u\r\n"
                                           "Message-ID: <ask-%u@example.org>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n%s\r\n",
                                           index, index, index, index, text);

  workspace_world_deliver (fixture->world->maildir, name, mail);

  return index;
}

/* What a person wrote with another program: it lies in Sent. */
static void
reply (Fixture *fixture,
       guint    index)
{
  g_autofree char *sent = g_build_filename (fixture->world->maildir, ".Sent", NULL);
  g_autofree char *name = g_strdup_printf ("1796%06u.M%u.relais", index, index);
  g_autofree char *mail = g_strdup_printf ("From: Desk <desk@relais.example>\r\nTo: person-%u@example.org\r\nSubject: Re: Request %u\r\n"
                                           "Message-ID: <reply-%u@relais.example>\r\nIn-Reply-To: <ask-%u@example.org>\r\n"
                                           "Date: Fri, 20 Nov 2026 11:00:00 +0000\r\n\r\nHere it is. Regards, Louise\r\n",
                                           index, index, index, index);

  workspace_world_deliver (sent, name, mail);
}

static RelaisAutonomy
measure (Fixture *fixture)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_triage_measure (fixture->world->triage, "certificate"), &value);

  return *(RelaisAutonomy *) g_value_get_boxed (&value);
}

static gint64
find (Fixture *fixture,
      guint    index)
{
  g_autofree char *statement = g_strdup_printf ("SELECT id FROM message WHERE subject = 'Request %u'", index);

  return workspace_world_number (fixture->world, statement);
}

#define TRIAGED "SELECT COUNT(*) FROM message WHERE stage = 'triaged'"
#define RECOGNISED "SELECT COUNT(*) FROM decision WHERE current AND kind = 'certificate'"
#define REPLIES "SELECT COUNT(*) FROM message WHERE outgoing AND in_reply_to <> ''"
#define TOLD "SELECT COUNT(*) FROM event WHERE step = 'fell-back' AND attention"
#define HELD "SELECT COUNT(*) FROM event WHERE step = 'held' AND json_extract (detail, '$.why') = 'not-earned'"
#define ASKS "Could you please send me a certificate of enrolment for my daughter? The bank asks for it."
#define ASKS_ILL "Could you please send me a certificate of enrolment? My daughter is ill today and stays in bed with a fever."

/* Offered on what was really answered, taken back by corrections. */
static void
test_earned (Fixture       *fixture,
             gconstpointer  data)
{
  RelaisKindStore *kinds = relais_workspace_get_kinds (fixture->world->workspace);
  g_autoptr(RelaisKind) automatic = NULL;
  RelaisAutonomy autonomy;

  for (guint i = 0; i < PAST; i++)
    ask (fixture, i < 2 ? ASKS_ILL : ASKS);
  wait_count (fixture, TRIAGED, PAST);
  wait_count (fixture, RECOGNISED, PAST);
  autonomy = measure (fixture);
  g_assert_cmpuint (autonomy.messages, ==, 0);
  g_assert_false (autonomy.earned);

  /* All right, on too few. */
  for (guint i = 0; i < autonomy.bar_messages - 1; i++)
    reply (fixture, i);
  wait_count (fixture, REPLIES, autonomy.bar_messages - 1);
  autonomy = measure (fixture);
  g_assert_cmpuint (autonomy.messages, ==, 29);
  g_assert_cmpuint (autonomy.right, ==, 29);
  g_assert_false (autonomy.earned);

  for (guint i = autonomy.bar_messages - 1; i < PAST; i++)
    reply (fixture, i);
  wait_count (fixture, REPLIES, PAST);
  autonomy = measure (fixture);
  g_assert_cmpuint (autonomy.messages, ==, PAST);
  g_assert_cmpfloat (autonomy.precision, ==, 1.0);
  g_assert_cmpfloat (autonomy.bar, ==, 0.98);
  g_assert_true (autonomy.earned);

  /* It answers by itself: once, and what it sent proves nothing. */
  automatic = relais_kind_with (relais_kind_store_find (kinds, "certificate"), RELAIS_ACTION_AUTO, 0, TRUE);
  relais_test_await (relais_kind_store_save (kinds, automatic));
  relais_test_await (relais_triage_settled (fixture->world->triage));
  ask (fixture, ASKS);
  workspace_world_wait_sent (fixture->world, 1);
  g_assert_cmpuint (measure (fixture).messages, ==, PAST);

  /* One wrong in 64 is still 98 %, two are not. */
  for (guint i = 0; i < 2; i++)
    {
      relais_test_await (relais_triage_correct (fixture->world->triage, find (fixture, i), "absence"));
      autonomy = measure (fixture);
      g_assert_cmpuint (autonomy.messages, ==, PAST);
      g_assert_cmpuint (autonomy.right, ==, PAST - 1 - i);
      g_assert_cmpint (autonomy.earned, ==, i == 0);
    }
  relais_test_await (relais_triage_settled (fixture->world->triage));

  /* Drafts again, and somebody is told: once. */
  ask (fixture, ASKS);
  wait_count (fixture, HELD, 1);
  ask (fixture, ASKS);
  wait_count (fixture, HELD, 2);
  wait_count (fixture, TRIAGED, PAST + 3);
  g_assert_cmpint (workspace_world_number (fixture->world, TOLD), ==, 1);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM answer WHERE automatic"), ==, 1);
}

/* What the past says of the kinds as they are: nothing is sent by looking. */
static void
test_past (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *trials;

  for (guint i = 0; i < TRIED; i++)
    ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, TRIED);

  relais_test_await_value (relais_triage_try_on_past (fixture->world->triage, NULL, 1000), &value);
  trials = g_value_get_object (&value);
  g_assert_cmpuint (g_list_model_get_n_items (trials), ==, TRIED);
  for (guint i = 0; i < TRIED; i++)
    {
      g_autoptr(RelaisTrial) trial = g_list_model_get_item (trials, i);

      g_assert_cmpstr (relais_trial_get_after (trial)->kind, ==, "certificate");
      g_assert_cmpint (relais_trial_get_after (trial)->action, ==, RELAIS_ACTION_DRAFT);
      g_assert_false (relais_trial_is_different (trial));
    }
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM delivery"), ==, 0);
}

/* A message, and a dead job about it. */
static gboolean
fail_sql (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  const char **statements = data;

  for (guint i = 0; statements[i] != NULL; i++)
    if (!relais_sql_exec (sql, error, statements[i], NULL))
      return FALSE;

  return TRUE;
}

static RelaisJob *
find_dead (Fixture *fixture)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_job_queue_list (relais_workspace_get_queue (fixture->world->workspace), RELAIS_JOB_DEAD, 10),
                           &value);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (&value)), ==, 1);

  return g_list_model_get_item (g_value_get_object (&value), 0);
}

/* What cannot be done is given up together with what it was about: nothing written is lost, and nobody is asked again. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *unsorted[] = {
    "UPDATE job SET state = 'dead', error = 'late' WHERE kind = 'triage'",
    "UPDATE message SET stage = 'failed'",
    "INSERT INTO event (time, message, step, outcome, attention) SELECT 1, id, 'classified', 'failed', 1 FROM message",
    NULL,
  };
  static const char *unsent[] = {
    "INSERT INTO job (id, kind, payload, state, created, updated, not_before) VALUES (900, 'mail.send', '{\"delivery\":70}', 'dead', 1, 1, 1)",
    "INSERT INTO delivery (id, message_id, account, recipients, subject, state, job, in_reply, created, updated) "
    "SELECT 70, 'x@relais.example', 'demo', '[]', 's', 'failed', 900, id, 1, 1 FROM message",
    "UPDATE answer SET state = 'queued', message_id = 'x@relais.example'",
    "INSERT INTO event (time, message, step, outcome, attention) SELECT 1, id, 'refused', 'failed', 1 FROM message",
    NULL,
  };
  RelaisDatabase *database = relais_workspace_get_database (fixture->world->workspace);
  g_autoptr(RelaisJob) mail = NULL;
  g_autoptr(RelaisJob) message = NULL;

  ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, 1);
  relais_test_await (relais_triage_settled (fixture->world->triage));

  relais_test_await (relais_database_write (database, "test", fail_sql, unsent, NULL));
  mail = find_dead (fixture);
  relais_test_await (relais_triage_discard_job (fixture->world->triage, mail));
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM answer WHERE state = 'draft' AND message_id IS NULL"), ==, 1);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM delivery WHERE state = 'cancelled'"), ==, 1);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM event WHERE attention"), ==, 0);

  relais_test_await (relais_database_write (database, "test", fail_sql, unsorted, NULL));
  message = find_dead (fixture);
  relais_test_await (relais_triage_discard_job (fixture->world->triage, message));
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM job WHERE state = 'dead'"), ==, 0);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM handling WHERE done"), ==, 1);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM event WHERE attention"), ==, 0);
}

/* Tried again, the message is judged, and what was said of it is over. */
static void
test_tried_again (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *unsorted[] = {
    "UPDATE job SET state = 'dead', error = 'late' WHERE kind = 'triage'",
    "UPDATE message SET stage = 'failed'",
    "INSERT INTO event (time, message, step, outcome, attention) SELECT 1, id, 'classified', 'failed', 1 FROM message",
    NULL,
  };
  g_autoptr(RelaisJob) job = NULL;

  ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, 1);
  relais_test_await (relais_triage_settled (fixture->world->triage));
  relais_test_await (relais_database_write (relais_workspace_get_database (fixture->world->workspace), "test", fail_sql, unsorted,
                                            NULL));
  job = find_dead (fixture);
  relais_test_await (relais_triage_retry_job (fixture->world->triage, job));
  wait_count (fixture, TRIAGED, 1);
  wait_count (fixture, "SELECT COUNT(*) FROM job WHERE kind = 'triage' AND state = 'done'", 1);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM event WHERE attention"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/workspace/autonomy/earned", Fixture, NULL, fixture_set_up, test_earned, fixture_tear_down);
  g_test_add ("/workspace/autonomy/past", Fixture, NULL, fixture_set_up, test_past, fixture_tear_down);
  g_test_add ("/workspace/autonomy/given-up", Fixture, NULL, fixture_set_up, test_given_up, fixture_tear_down);
  g_test_add ("/workspace/autonomy/tried-again", Fixture, NULL, fixture_set_up, test_tried_again, fixture_tear_down);

  return g_test_run ();
}
