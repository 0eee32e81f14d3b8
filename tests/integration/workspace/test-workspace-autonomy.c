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

/* Of the time before Relais: so many of each kind, and so many of the absences were answered as something else. */
#define BEFORE 36
#define OTHERWISE 4
#define BEFORE_IN_ALL (3 * BEFORE)

#define ASKS "Could you please send me a certificate of enrolment for my daughter? The bank asks for it."
#define ASKS_ILL "Could you please send me a certificate of enrolment? My daughter is ill today and stays in bed with a fever."
#define ASKS_FRENCH "Bonjour, pourriez-vous m’envoyer un certificat de scolarité pour ma fille ? La banque le demande. Merci d’avance."
#define IS_ILL "Hello, my daughter Jeanne is ill and will be absent from school today and tomorrow. Kind regards"
#define ASKS_WHEN "Could you tell me the timetable of class 4B for next week, please? On which days and in which room do they have maths?"

/* What a person who knows the answers by heart wrote, never twice the same; and in their own words. */
#define CERTIFICATE "Dear parent %u,\r\n\r\nWe have received your request for a certificate. We will prepare it this week and send it to you at this " \
                    "address.\r\n\r\nIf the organisation that asks for it requires its own form or a paper original, please let us know."
#define CERTIFICATE_FRENCH "Bonjour,\r\n\r\nNous avons bien reçu votre demande de certificat n° %u. Nous allons le préparer et vous l’envoyer à cette " \
                           "adresse.\r\n\r\nSi l’organisme qui le demande exige son propre formulaire ou un original sur papier, dites-le-nous."
#define ABSENCE "Hello,\r\n\r\nThank you for letting us know. We have noted your message %u about the absence and are passing it on to the " \
                "teachers concerned.\r\n\r\nIf you have a certificate or another supporting document, you can send it in reply to this message."
#define GENERAL "Hello,\r\n\r\nThank you for your message %u. We have read it and are passing it on to the person who can help you; you will " \
                "receive an answer at this address.\r\n\r\nIf it is urgent, please say so in reply, with a telephone number."
#define OWN "No. %u: Tuesday at ten and Friday at two, in the blue room."

typedef struct
{
  char           *folder;
  WorkspaceWorld *world;
  guint           delivered;
} Fixture;

static void
deliver_ask (Fixture    *fixture,
             const char *maildir,
             guint       seconds,
             const char *text)
{
  guint index = fixture->delivered++;
  g_autofree char *name = g_strdup_printf ("%u.M%u.relais", seconds + index, index);
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (seconds + index);
  g_autofree char *when = g_date_time_format (date, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *mail = g_strdup_printf ("From: Person %u <person-%u@example.org>\r\nTo: desk@relais.example\r\nSubject: Request %u\r\n"
                                           "Content-Type: text/plain; charset=utf-8\r\n"
                                           "Message-ID: <ask-%u@example.org>\r\nDate: %s\r\n\r\n%s\r\n",
                                           index, index, index, index, when, text);

  workspace_world_deliver (maildir, name, mail);
}

/* What a person wrote with another program: it lies in Sent. Some programs name what they answer only among the references. */
static void
deliver_reply (const char *maildir,
               guint       index,
               guint       seconds,
               const char *text)
{
  g_autofree char *sent = g_build_filename (maildir, ".Sent", NULL);
  g_autofree char *name = g_strdup_printf ("%u.M%u.relais", seconds + index, index);
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (seconds + index);
  g_autofree char *when = g_date_time_format (date, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *mail = g_strdup_printf ("From: Desk <desk@relais.example>\r\nTo: person-%u@example.org\r\nSubject: Re: Request %u\r\n"
                                           "Content-Type: text/plain; charset=utf-8\r\n"
                                           "Message-ID: <reply-%u@relais.example>\r\n%s <ask-%u@example.org>\r\n"
                                           "Date: %s\r\n\r\n%s\r\n\r\nRegards, Louise\r\n\r\n"
                                           "On Friday Person %u wrote:\r\n> Could you please send me something?\r\n",
                                           index, index, index, index % 2 == 0 ? "In-Reply-To:" : "References: <first@example.org>",
                                           index, when, text, index);

  workspace_world_deliver (sent, name, mail);
}

/* Mail of years ago, all of it answered. */
static void
lay_out_past (Fixture    *fixture,
              const char *maildir)
{
  static const guint asked = 1700000000;
  static const guint answered = 1710000000;
  static const struct
  {
    const char *ask;
    const char *reply;
    guint       count;
  } past[] = {
    { ASKS, CERTIFICATE, BEFORE / 2 },
    { ASKS_FRENCH, CERTIFICATE_FRENCH, BEFORE / 2 },
    { IS_ILL, ABSENCE, BEFORE - OTHERWISE },
    { IS_ILL, GENERAL, OTHERWISE },
    { ASKS_WHEN, OWN, BEFORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (past); i++)
    for (guint j = 0; j < past[i].count; j++)
      {
        g_auto(GStrv) parts = g_strsplit (past[i].reply, "%u", 2);
        g_autofree char *number = g_strdup_printf ("%u", fixture->delivered);
        g_autofree char *reply = g_strjoin (number, parts[0], parts[1], NULL);

        deliver_reply (maildir, fixture->delivered, answered, reply);
        deliver_ask (fixture, maildir, asked, past[i].ask);
      }
}

/* @data: whether the mailbox has a past */
static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const folders[] = { "", ".Sent" };
  static const char * const parts[] = { "cur", "new", "tmp" };
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  g_autofree char *maildir = NULL;
  RelaisSettings *settings;

  fixture->folder = relais_test_make_folder ();
  maildir = g_build_filename (fixture->folder, "Maildir", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        g_autofree char *path = g_build_filename (maildir, folders[i], parts[j], NULL);

        g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
      }
  if (GPOINTER_TO_INT (data))
    lay_out_past (fixture, maildir);
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

static void
wait_count (Fixture    *fixture,
            const char *statement,
            gint64      wanted)
{
  workspace_world_wait_number (fixture->world, statement, wanted, WAIT_MS);
}

/* A request of today. */
static void
ask (Fixture    *fixture,
     const char *text)
{
  deliver_ask (fixture, fixture->world->maildir, 1795000000, text);
}

static void
reply (Fixture *fixture,
       guint    index)
{
  g_auto(GStrv) parts = g_strsplit (CERTIFICATE, "%u", 2);
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *text = g_strjoin (number, parts[0], parts[1], NULL);

  deliver_reply (fixture->world->maildir, index, 1796000000, text);
}

static RelaisAutonomy
measure (Fixture    *fixture,
         const char *kind)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_triage_measure (fixture->world->triage, kind), &value);

  return *(RelaisAutonomy *) g_value_get_boxed (&value);
}

typedef struct
{
  Fixture        *fixture;
  const char     *kind;
  guint           messages;
  guint           right;
  guint           unclear;
  RelaisAutonomy  found;
} Wanted;

static gboolean
is_measured (gpointer data)
{
  Wanted *wanted = data;

  wanted->found = measure (wanted->fixture, wanted->kind);

  return wanted->found.messages == wanted->messages && wanted->found.right == wanted->right &&
         wanted->found.unclear == wanted->unclear;
}

/* It is measured in the background. */
static RelaisAutonomy
wait_measured (Fixture    *fixture,
               const char *kind,
               guint       messages,
               guint       right,
               guint       unclear)
{
  Wanted wanted = { fixture, kind, messages, right, unclear, { 0 } };

  if (!relais_test_until (is_measured, &wanted, WAIT_MS))
    g_error ("%s: %u of %u right, %u unclear, instead of %u of %u, %u", kind, wanted.found.right, wanted.found.messages,
             wanted.found.unclear, right, messages, unclear);

  return wanted.found;
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
#define TOLD "SELECT COUNT(*) FROM event WHERE step = 'fell-back' AND attention"
#define REPLIED "SELECT COUNT(*) FROM event WHERE step = 'replied'"
#define HELD "SELECT COUNT(*) FROM event WHERE step = 'held' AND json_extract (detail, '$.why') = 'not-earned'"
static void
answer_by_itself (Fixture    *fixture,
                  const char *kind)
{
  RelaisKindStore *kinds = relais_workspace_get_kinds (fixture->world->workspace);
  g_autoptr(RelaisKind) automatic = relais_kind_with (relais_kind_store_find (kinds, kind), RELAIS_ACTION_AUTO, 0, TRUE);

  relais_test_await (relais_kind_store_save (kinds, automatic));
  relais_test_await (relais_triage_settled (fixture->world->triage));
}

/* Offered on what was really answered, taken back by corrections. */
static void
test_earned (Fixture       *fixture,
             gconstpointer  data)
{
  RelaisAutonomy autonomy;

  for (guint i = 0; i < PAST; i++)
    ask (fixture, i < 2 ? ASKS_ILL : ASKS);
  wait_count (fixture, TRIAGED, PAST);
  wait_count (fixture, RECOGNISED, PAST);
  autonomy = measure (fixture, "certificate");
  g_assert_cmpuint (autonomy.messages, ==, 0);
  g_assert_false (autonomy.earned);

  /* All right, on too few. */
  for (guint i = 0; i < autonomy.bar_messages - 1; i++)
    reply (fixture, i);
  autonomy = wait_measured (fixture, "certificate", 29, 29, 0);
  g_assert_false (autonomy.earned);

  for (guint i = autonomy.bar_messages - 1; i < PAST; i++)
    reply (fixture, i);
  autonomy = wait_measured (fixture, "certificate", PAST, PAST, 0);
  g_assert_cmpfloat (autonomy.precision, ==, 1.0);
  g_assert_cmpfloat (autonomy.bar, ==, 0.98);
  g_assert_true (autonomy.earned);

  /* It answers by itself: once, and what it sent proves nothing. */
  answer_by_itself (fixture, "certificate");
  ask (fixture, ASKS);
  workspace_world_wait_sent (fixture->world, 1);
  g_assert_cmpuint (measure (fixture, "certificate").messages, ==, PAST);

  /* One wrong in 64 is still 98 %, two are not; that counts at once. What was learned may change the rest a moment later. */
  for (guint i = 0; i < 2; i++)
    {
      relais_test_await (relais_triage_correct (fixture->world->triage, find (fixture, i), "absence"));
      autonomy = measure (fixture, "certificate");
      g_assert_cmpuint (autonomy.messages - autonomy.right, ==, i + 1);
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

/* A new user with years of mail: what they answered then earns one kind its autonomy, and others not. */
static void
test_before (Fixture       *fixture,
             gconstpointer  data)
{
  RelaisAutonomy autonomy;

  autonomy = wait_measured (fixture, "certificate", BEFORE, BEFORE, 0);
  g_assert_true (autonomy.earned);
  autonomy = wait_measured (fixture, "absence", BEFORE, BEFORE - OTHERWISE, 0);
  g_assert_false (autonomy.earned);
  autonomy = wait_measured (fixture, "timetable", 0, 0, BEFORE);
  g_assert_false (autonomy.earned);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM decision"), ==, 0);

  /* Both may be set so; only one does it. */
  answer_by_itself (fixture, "certificate");
  answer_by_itself (fixture, "absence");
  wait_measured (fixture, "certificate", BEFORE, BEFORE, 0);
  ask (fixture, IS_ILL);
  ask (fixture, ASKS);
  workspace_world_wait_sent (fixture->world, 1);
  wait_count (fixture, TRIAGED, 2);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM answer JOIN decision ON decision.id = answer.decision "
                                           "WHERE answer.automatic AND decision.kind = 'certificate'"), ==, 1);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM answer WHERE automatic"), ==, 1);
  wait_count (fixture, HELD, 1);

  /* The person says that it was wrong: 36 of 37 is less than 98 %. */
  relais_test_await (relais_triage_correct (fixture->world->triage, find (fixture, BEFORE_IN_ALL + 1), "absence"));
  autonomy = measure (fixture, "certificate");
  g_assert_cmpuint (autonomy.messages - autonomy.right, ==, 1);
  g_assert_false (autonomy.earned);
  relais_test_await (relais_triage_settled (fixture->world->triage));
  ask (fixture, ASKS_FRENCH);
  wait_count (fixture, HELD, 2);
  g_assert_cmpint (workspace_world_number (fixture->world, "SELECT COUNT(*) FROM answer WHERE automatic"), ==, 1);
}

static void
send_draft (Fixture    *fixture,
            guint       index,
            const char *instead)
{
  g_autoptr(RelaisTriageRecord) record = workspace_world_load (fixture->world, find (fixture, index));
  gint64 answer = relais_triage_record_get_answer (record);

  if (instead != NULL)
    relais_test_await (relais_triage_save_answer (fixture->world->triage, answer, relais_triage_record_get_answer_recipient (record),
                                                  relais_triage_record_get_answer_subject (record), instead));
  relais_test_await (relais_triage_send_answer (fixture->world->triage, answer));
}

/* A draft that a person sends is proof of its kind when it is still that kind's answer. */
static void
test_sent (Fixture       *fixture,
           gconstpointer  data)
{
  RelaisSettings *settings = relais_workspace_get_settings (fixture->world->workspace);

  relais_test_await (relais_settings_set_int (settings, "triage.undo-seconds", 0));
  for (guint i = 0; i < 3; i++)
    ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, 3);

  send_draft (fixture, 0, NULL);
  workspace_world_wait_sent (fixture->world, 1);
  wait_measured (fixture, "certificate", 1, 1, 0);
  send_draft (fixture, 1, "Please ask at the front desk, they have all papers of this year and will help you at once.");
  workspace_world_wait_sent (fixture->world, 2);
  wait_measured (fixture, "certificate", 1, 1, 1);
  send_draft (fixture, 2, "Thank you for letting us know. We have noted your message about the absence and are passing it on to the teachers "
                          "concerned. If you have a certificate or another supporting document, you can send it in reply to this message.");
  workspace_world_wait_sent (fixture->world, 3);
  wait_measured (fixture, "certificate", 2, 1, 1);
}

/* Who only says to be us, and lies in the inbox. */
static void
pretend_reply (Fixture *fixture,
               guint    index)
{
  g_autofree char *mail = g_strdup_printf ("From: Desk <desk@relais.example>\r\nTo: person-%u@example.org\r\nSubject: Re: Request %u\r\n"
                                           "Message-ID: <pretended-%u@example.net>\r\nIn-Reply-To: <ask-%u@example.org>\r\n"
                                           "Date: Mon, 16 Nov 2026 10:00:00 +0000\r\n\r\nIt is done.\r\n", index, index, index, index);

  workspace_world_deliver (fixture->world->maildir, "1796000000.M9999.relais", mail);
}

/* What somebody answered in another program is not answered a second time. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  ask (fixture, ASKS);
  ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, 2);
  workspace_world_wait_fate (fixture->world, find (fixture, 0), RELAIS_FATE_DRAFT);

  pretend_reply (fixture, 0);
  wait_count (fixture, "SELECT COUNT(*) FROM message WHERE outgoing AND pending IS NULL", 1);
  g_assert_cmpint (workspace_world_number (fixture->world, REPLIED), ==, 0);

  reply (fixture, 0);
  workspace_world_wait_fate (fixture->world, find (fixture, 0), RELAIS_FATE_DONE);
  workspace_world_wait_fate (fixture->world, find (fixture, 1), RELAIS_FATE_DRAFT);
  g_assert_cmpint (workspace_world_number (fixture->world, REPLIED), ==, 1);

  /* A person may take it up again. */
  relais_test_await (relais_triage_set_done (fixture->world->triage, find (fixture, 0), FALSE));
  workspace_world_wait_fate (fixture->world, find (fixture, 0), RELAIS_FATE_DRAFT);

  /* The answer was there first; the second time, of a kind that is answered by itself. */
  reply (fixture, 2);
  wait_count (fixture, "SELECT COUNT(*) FROM message WHERE outgoing AND pending IS NULL", 3);
  ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, 3);
  workspace_world_wait_fate (fixture->world, find (fixture, 2), RELAIS_FATE_DONE);
  g_assert_cmpint (workspace_world_number (fixture->world, REPLIED), ==, 2);
  workspace_world_automate (fixture->world, "certificate");
  reply (fixture, 3);
  wait_count (fixture, "SELECT COUNT(*) FROM message WHERE outgoing AND pending IS NULL", 4);
  ask (fixture, ASKS);
  ask (fixture, ASKS);
  workspace_world_wait_sent (fixture->world, 1);
  workspace_world_wait_fate (fixture->world, find (fixture, 3), RELAIS_FATE_DONE);
  workspace_world_wait_fate (fixture->world, find (fixture, 4), RELAIS_FATE_AUTOMATIC);
  g_assert_cmpint (workspace_world_number (fixture->world, REPLIED), ==, 3);
}

/* What the past says of the kinds as they are: nothing is sent by looking. */
static void
test_past (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(RelaisProgress) progress = relais_progress_new ();
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *trials;
  guint done;
  guint total;

  for (guint i = 0; i < TRIED; i++)
    ask (fixture, ASKS);
  wait_count (fixture, TRIAGED, TRIED);
  wait_count (fixture, "SELECT COUNT(*) FROM message WHERE stage = 'backlog' AND pending IS NULL AND NOT outgoing", BEFORE_IN_ALL);

  relais_test_await_value (relais_triage_try_on_past (fixture->world->triage, NULL, TRIED + BEFORE, progress), &value);
  relais_progress_get (progress, &done, &total);
  g_assert_cmpuint (done, ==, TRIED + BEFORE);
  g_assert_cmpuint (total, ==, TRIED + BEFORE);
  trials = g_value_get_object (&value);
  g_assert_cmpuint (g_list_model_get_n_items (trials), ==, TRIED + BEFORE);
  for (guint i = 0; i < g_list_model_get_n_items (trials); i++)
    {
      g_autoptr(RelaisTrial) trial = g_list_model_get_item (trials, i);
      gboolean is_new = i < TRIED;

      g_assert_cmpstr (relais_trial_get_after (trial)->kind, ==, is_new ? "certificate" : "timetable");
      g_assert_cmpint (relais_trial_get_after (trial)->action, ==, RELAIS_ACTION_DRAFT);
      g_assert_cmpint (relais_trial_was_decided (trial), ==, is_new);
      g_assert_cmpint (relais_trial_was_answered (trial), ==, !is_new);
      g_assert_cmpint (relais_trial_is_different (trial), ==, !is_new);
      g_assert_cmpstr (relais_trial_get_before (trial)->kind, ==, is_new ? "certificate" : NULL);
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
  g_test_add ("/workspace/autonomy/before", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, test_before, fixture_tear_down);
  g_test_add ("/workspace/autonomy/sent", Fixture, NULL, fixture_set_up, test_sent, fixture_tear_down);
  g_test_add ("/workspace/autonomy/elsewhere", Fixture, NULL, fixture_set_up, test_elsewhere, fixture_tear_down);
  g_test_add ("/workspace/autonomy/past", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, test_past, fixture_tear_down);
  g_test_add ("/workspace/autonomy/given-up", Fixture, NULL, fixture_set_up, test_given_up, fixture_tear_down);
  g_test_add ("/workspace/autonomy/tried-again", Fixture, NULL, fixture_set_up, test_tried_again, fixture_tear_down);

  return g_test_run ();
}
