/* test-guards.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-guard.h"
#include "triage-case.h"

#define RECEIVED 2000

static TriageCase desk;

static const RelaisLimits generous = {
  .confidence = 0.9, .per_person_day = 1, .per_day = 5, .bar = 0.98, .bar_messages = 0, .since = 1000,
};

/* What is asked of a guard on the database's thread. */
typedef struct
{
  const RelaisLimits  *limits;
  RelaisVerdict       *verdict;
  RelaisParsedMessage *message;
  const char          *forward_to;
  gint64               received;
  RelaisGuard          guard;
} Question;

static gboolean
ask (RelaisSql  *sql,
     gpointer    data,
     GValue     *result,
     GError    **error)
{
  Question *question = data;

  if (question->forward_to != NULL)
    return relais_guard_check_forward (sql, question->limits, question->verdict, question->message, question->forward_to,
                                       question->received, &question->guard, error);

  return relais_guard_check (sql, question->limits, question->verdict, question->message, "desk@relais.example",
                             question->received, &question->guard, error);
}

static const char *
check_mail (const char         *headers,
            const char         *text,
            const RelaisLimits *limits,
            gint64              received,
            const RelaisOpinion *opinion,
            const char         *forward_to)
{
  g_autofree char *mail = g_strdup_printf ("%sTo: desk@relais.example\r\nSubject: Certificate\r\n\r\n%s\r\n", headers, text);
  g_autoptr(GBytes) bytes = g_bytes_new (mail, strlen (mail));
  g_autoptr(RelaisParsedMessage) parsed = relais_parsed_message_new_from_bytes (bytes, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(RelaisVerdict) verdict = relais_verdict_new (desk.knowledge, parsed, opinion, now);
  Question question = { limits, verdict, parsed, forward_to, received, RELAIS_GUARD_ALLOWED };

  g_assert_nonnull (relais_verdict_get_kind (verdict));
  relais_test_await (relais_database_read (desk.database, "guard", ask, &question, NULL));

  return relais_guard_to_string (question.guard);
}

#define ASKS "Hello, could you please send me a certificate of enrolment? My employer asks for it."
#define JO "From: Jo Doe <jo@example.org>\r\n"

/* The mail alone decides (RFC 3834). The kind is a person's or a model's word where a machine's mail would have none. */
static void
test_messages (void)
{
  const RelaisOpinion opinion = { RELAIS_SOURCE_MODEL, "certificate", 0.99, NULL, "m" };
  static const struct { const char *headers; const char *guard; } cases[] = {
    { JO, "allowed" },
    { JO "Auto-Submitted: no\r\n", "allowed" },
    { JO "Auto-Submitted: auto-generated\r\n", "automatic" },
    { JO "Auto-Submitted: auto-replied\r\n", "automatic" },
    { JO "Return-Path: <>\r\n", "automatic" },
    { JO "List-Id: <news.example.org>\r\n", "list" },
    { JO "List-Unsubscribe: <https://example.org/u>\r\n", "list" },
    { JO "Precedence: bulk\r\n", NULL },
    { "From: Shop <no-reply@example.org>\r\n", NULL },
    { "From: MAILER-DAEMON@example.org\r\n", NULL },
    { "From: Me <DESK@relais.example>\r\n", "no-reply" },
    { JO "Reply-To: desk@relais.example\r\n", "no-reply" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *guard = check_mail (cases[i].headers, ASKS, &generous, RECEIVED, &opinion, NULL);

      g_test_message ("%s → %s", cases[i].headers, guard);
      if (cases[i].guard != NULL)
        g_assert_cmpstr (guard, ==, cases[i].guard);
      else
        g_assert_cmpstr (guard, !=, "allowed");
    }
}

static void
test_limits (void)
{
  const RelaisOpinion person = { RELAIS_SOURCE_PERSON, "certificate", 1.0, NULL, NULL };
  const RelaisOpinion timid = { RELAIS_SOURCE_MODEL, "certificate", 0.5, NULL, "m" };
  RelaisLimits paused = generous;
  RelaisLimits strict = generous;
  RelaisLimits none = generous;
  RelaisLimits proud = generous;

  paused.paused = TRUE;
  strict.per_person_day = 0;
  none.per_day = 0;
  proud.bar_messages = 1;
  g_assert_cmpstr (check_mail (JO, ASKS, &paused, RECEIVED, NULL, NULL), ==, "paused");
  g_assert_cmpstr (check_mail (JO, ASKS, &generous, 999, NULL, NULL), ==, "backlog");
  g_assert_cmpstr (check_mail (JO, ASKS, &generous, RECEIVED, &person, NULL), ==, "person");
  g_assert_cmpstr (check_mail (JO, ASKS, &generous, RECEIVED, &timid, NULL), ==, "confidence");
  g_assert_cmpstr (check_mail (JO, ASKS, &strict, RECEIVED, NULL, NULL), ==, "same-day");
  g_assert_cmpstr (check_mail (JO, ASKS, &none, RECEIVED, NULL, NULL), ==, "daily-total");
  g_assert_cmpstr (check_mail (JO, ASKS, &proud, RECEIVED, NULL, NULL), ==, "not-earned");
}

static void
test_forwards (void)
{
  const RelaisOpinion opinion = { RELAIS_SOURCE_MODEL, "certificate", 0.99, NULL, "m" };
  RelaisLimits none = generous;
  RelaisLimits paused = generous;

  none.per_day = 0;
  paused.paused = TRUE;
  g_assert_cmpstr (check_mail (JO, ASKS, &generous, RECEIVED, NULL, "anna@relais.example"), ==, "allowed");
  g_assert_cmpstr (check_mail (JO "Auto-Submitted: auto-generated\r\n", ASKS, &generous, RECEIVED, &opinion, "anna@relais.example"),
                   ==, "allowed");
  g_assert_cmpstr (check_mail (JO "Auto-Submitted: auto-replied\r\n", ASKS, &generous, RECEIVED, &opinion, "anna@relais.example"),
                   ==, "automatic");
  g_assert_cmpstr (check_mail (JO, ASKS, &generous, RECEIVED, NULL, "JO@example.org"), ==, "automatic");
  g_assert_cmpstr (check_mail (JO, ASKS, &generous, 999, NULL, "anna@relais.example"), ==, "backlog");
  g_assert_cmpstr (check_mail (JO, ASKS, &paused, RECEIVED, NULL, "anna@relais.example"), ==, "paused");
  g_assert_cmpstr (check_mail (JO, ASKS, &none, RECEIVED, NULL, "anna@relais.example"), ==, "daily-total");
}

/* A message of the past: what the person's answer to it proved (nullable: there was none), what was decided about it, and what a person said it
 * is (nullable). */
static gboolean
add_past (RelaisSql   *sql,
          gint64       id,
          const char  *outcome,
          const char  *kind,
          const char  *person,
          GError     **error)
{
  g_autofree char *name = g_strdup_printf ("past-%" G_GINT64_FORMAT, id);

  return relais_sql_exec (sql, error, "INSERT INTO message (id, account, fingerprint, stage, message_id) "
                          "VALUES (?1, 'a', CAST(?2 AS BLOB), 'triaged', ?2)", "is", id, name) &&
         (outcome == NULL ||
          relais_sql_exec (sql, error, "INSERT INTO proof (message, kind, outcome) VALUES (?, 'certificate', ?)", "is", id, outcome)) &&
         relais_sql_exec (sql, error, "INSERT INTO decision (message, created, current, kind, confidence, source, action, record) "
                          "VALUES (?, 1, ?, ?, 1, 'classifier', 'draft', '{}')", "iis", id, (gint64) (person == NULL), kind) &&
         (person == NULL ||
          relais_sql_exec (sql, error, "INSERT INTO decision (message, created, kind, confidence, source, action, record) "
                           "VALUES (?, 2, ?, 1, 'person', 'draft', '{}')", "is", id, person));
}

typedef struct
{
  gint64          first;
  guint           count;
  const char     *outcome;
  const char     *kind;
  const char     *person;
  RelaisAutonomy  autonomy;
} Past;

static gboolean
write_past (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Past *past = data;

  for (guint i = 0; i < past->count; i++)
    if (!add_past (sql, past->first + i, past->outcome, past->kind, past->person, error))
      return FALSE;

  return relais_guard_measure (sql, &generous, "certificate", &past->autonomy, error);
}

static void
check_past (Past  past,
            guint messages,
            guint right,
            guint unclear)
{
  relais_test_await (relais_database_write (desk.database, "past", write_past, &past, NULL));
  g_assert_cmpuint (past.autonomy.messages, ==, messages);
  g_assert_cmpuint (past.autonomy.right, ==, right);
  g_assert_cmpuint (past.autonomy.unclear, ==, unclear);
}

/* An automatic answer of this kind that left just now. */
static gboolean
write_own (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  return relais_sql_exec (sql, error, "INSERT INTO answer (message, decision, purpose, state, automatic, recipient, subject, text, created, "
                          "updated) SELECT 1, id, 'answer', 'queued', 1, 'jo@example.org', '', '', ?, 1 FROM decision WHERE message = 1", "i",
                          relais_clock_now ());
}

/* Autonomy is earned by what people really answered, lost by what they corrected, and by nothing doubtful. */
static void
test_earned (void)
{
  const char *asks = "From: eve@example.org\r\n";
  RelaisLimits limits = generous;

  limits.bar = 0.98;
  limits.bar_messages = 30;
  check_past ((Past) { 1, 29, "right", "certificate", NULL, { 0 } }, 29, 29, 0);
  g_assert_cmpstr (check_mail (asks, ASKS, &limits, RECEIVED, NULL, NULL), ==, "not-earned");

  /* What could not be compared, what was learned from, and answers by themselves prove nothing. */
  check_past ((Past) { 100, 12, "unclear", "certificate", NULL, { 0 } }, 29, 29, 12);
  check_past ((Past) { 120, 5, "learned", "certificate", NULL, { 0 } }, 29, 29, 12);
  check_past ((Past) { 130, 5, NULL, "certificate", NULL, { 0 } }, 29, 29, 12);
  check_past ((Past) { 140, 1, "right", "certificate", "certificate", { 0 } }, 29, 29, 12);
  g_assert_cmpstr (check_mail (asks, ASKS, &limits, RECEIVED, NULL, NULL), ==, "not-earned");

  check_past ((Past) { 150, 1, "right", NULL, NULL, { 0 } }, 30, 30, 12);
  g_assert_cmpstr (check_mail (asks, ASKS, &limits, RECEIVED, NULL, NULL), ==, "allowed");
  relais_test_await (relais_database_write (desk.database, "own", write_own, NULL, NULL));
  g_assert_cmpstr (check_mail ("From: Jo <JO@example.org>\r\n", ASKS, &limits, RECEIVED, NULL, NULL), ==, "same-day");

  /* A correction counts at once, before anything is measured again; 30 of 31 is less than 98 %: back to drafts by itself. */
  check_past ((Past) { 200, 1, "right", "certificate", "complaint", { 0 } }, 31, 30, 12);
  g_assert_cmpstr (check_mail (asks, ASKS, &limits, RECEIVED, NULL, NULL), ==, "not-earned");

  /* Counted once, whatever says it; and what was never said to be of the kind is not held against it. */
  check_past ((Past) { 210, 1, "wrong", "certificate", "complaint", { 0 } }, 32, 30, 12);
  check_past ((Past) { 220, 1, "wrong", "quote", NULL, { 0 } }, 33, 30, 12);
  check_past ((Past) { 230, 1, NULL, "quote", "complaint", { 0 } }, 33, 30, 12);
}

int
main (int    argc,
      char **argv)
{
  int status;

  triage_case_open (&desk, &argc, &argv);

  g_test_add_func ("/triage/guards/messages", test_messages);
  g_test_add_func ("/triage/guards/limits", test_limits);
  g_test_add_func ("/triage/guards/forwards", test_forwards);
  g_test_add_func ("/triage/guards/earned", test_earned);
  status = g_test_run ();

  triage_case_close (&desk);

  return status;
}
