/* test-delivery.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>

#include "relais-delivery-private.h"
#include "relais-test.h"

/* What comes back, and what it does to the record. Sending itself is tested in tests/integration/send. */

typedef struct
{
  char             *folder;
  RelaisDatabase   *database;
  RelaisJobQueue   *queue;
  RelaisDeliveries *deliveries;
  GPtrArray        *changes;     /* (element-type utf8) "1 sent" */
} Fixture;

typedef struct
{
  RelaisOutgoing      *outgoing;
  RelaisParsedMessage *parsed;
  RelaisDeliveryState  state;
  gint64               id;
} Step;

static void
changed_cb (RelaisDeliveries *deliveries,
            gint64            id,
            int               state,
            gpointer          user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->changes, g_strdup_printf ("%" G_GINT64_FORMAT " %s", id, relais_delivery_state_to_string (state)));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->folder = relais_test_make_folder ();
  path = g_build_filename (fixture->folder, "relais.db", NULL);
  fixture->database = relais_database_new (path);
  relais_test_await (relais_database_open (fixture->database));
  fixture->queue = relais_job_queue_new (fixture->database);
  fixture->deliveries = relais_deliveries_new (NULL, fixture->database, fixture->queue);
  fixture->changes = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->deliveries, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  relais_database_close (fixture->database);
  relais_test_settle ();
  g_clear_object (&fixture->queue);
  g_clear_object (&fixture->deliveries);
  g_clear_object (&fixture->database);
  g_ptr_array_unref (fixture->changes);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static RelaisOutgoing *
new_mail (const char *first,
          const char *second)
{
  RelaisOutgoing *mail = relais_outgoing_new ("desk");

  g_assert_true (relais_outgoing_set_from (mail, NULL, "desk@relais.example", NULL));
  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_TO, NULL, first, NULL));
  if (second != NULL)
    g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_CC, NULL, second, NULL));
  g_assert_true (relais_outgoing_set_subject (mail, "Votre demande", NULL));
  g_assert_true (relais_outgoing_set_text (mail, "Bonjour", NULL));

  return mail;
}

static gboolean
enqueue_func (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Step *step = data;

  return relais_delivery_enqueue (sql, step->outgoing, 0, 0, &step->id, error);
}

static gboolean
set_func (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  Step *step = data;

  return relais_delivery_sql_set (sql, step->id, ",queued,", step->state, "", NULL, error);
}

static gboolean
match_func (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Step *step = data;
  gint64 message;

  /* As the intake does: the row is there when the sink is asked. */
  if (!relais_sql_exec (sql, error, "INSERT INTO message (account, fingerprint) VALUES ('desk', randomblob (8))", ""))
    return FALSE;
  message = relais_sql_last_id (sql);

  return relais_deliveries_match (sql, message, step->parsed, &step->id, error);
}

static gint64
enqueue (Fixture        *fixture,
         RelaisOutgoing *mail)
{
  Step step = { .outgoing = mail };

  relais_test_await (relais_database_write (fixture->database, "test", enqueue_func, &step, NULL));
  g_assert_cmpint (step.id, >, 0);

  return step.id;
}

static gint64
enqueue_sent (Fixture        *fixture,
              RelaisOutgoing *mail)
{
  Step step = { .id = enqueue (fixture, mail), .state = RELAIS_DELIVERY_SENT };

  relais_test_await (relais_database_write (fixture->database, "test", set_func, &step, NULL));

  return step.id;
}

static gint64
match (Fixture    *fixture,
       const char *source)
{
  g_autoptr(GBytes) bytes = g_bytes_new (source, strlen (source));
  g_autoptr(RelaisParsedMessage) parsed = relais_parsed_message_new_from_bytes (bytes, NULL);
  Step step = { .parsed = parsed };

  relais_test_await (relais_database_write (fixture->database, "test", match_func, &step, NULL));

  return step.id;
}

static RelaisDelivery *
get (Fixture *fixture,
     gint64   id)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_deliveries_get (fixture->deliveries, id), &value);

  return g_value_dup_object (&value);
}

static void
assert_state (Fixture             *fixture,
              gint64               id,
              RelaisDeliveryState  state,
              const char          *detail)
{
  g_autoptr(RelaisDelivery) delivery = get (fixture, id);

  g_assert_cmpstr (relais_delivery_state_to_string (relais_delivery_get_state (delivery)), ==, relais_delivery_state_to_string (state));
  if (detail != NULL)
    g_assert_cmpstr (relais_delivery_get_detail (delivery), ==, detail);
}

static char *
notice (const char *message_id,
        const char *address,
        const char *action,
        const char *diagnostic)
{
  return g_strdup_printf (
    "From: MAILER-DAEMON@example.org\r\nTo: desk@relais.example\r\nSubject: Delivery Status Notification\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
    "Final-Recipient: rfc822; %s\r\nAction: %s\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; %s\r\n\r\n"
    "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: desk@relais.example\r\nTo: %s\r\nSubject: Votre demande\r\n%s%s%s\r\n"
    "--b--\r\n", address, action, diagnostic, address,
    message_id != NULL ? "Message-ID: <" : "", message_id != NULL ? message_id : "", message_id != NULL ? ">\r\n" : "");
}

static char *
answer (const char *in_reply_to,
        const char *references,
        const char *more)
{
  return g_strdup_printf ("From: Ada <ada@example.org>\r\nTo: desk@relais.example\r\nSubject: Re: Votre demande\r\n"
                          "Message-ID: <answer@example.org>\r\n%s%s%s%s%s%s%s\r\nMerci !\r\n",
                          in_reply_to != NULL ? "In-Reply-To: <" : "", in_reply_to != NULL ? in_reply_to : "", in_reply_to != NULL ? ">\r\n" : "",
                          references != NULL ? "References: <a@b> <" : "", references != NULL ? references : "",
                          references != NULL ? ">\r\n" : "", more);
}

static void
test_enqueue (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  gint64 id = enqueue (fixture, mail);
  g_autoptr(RelaisDelivery) delivery = get (fixture, id);
  Step again = { .outgoing = mail };
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (relais_delivery_get_message_id (delivery), ==, relais_outgoing_get_message_id (mail));
  g_assert_cmpint (relais_delivery_get_state (delivery), ==, RELAIS_DELIVERY_QUEUED);
  g_assert_cmpstr (relais_delivery_get_detail (delivery), ==, "");
  g_assert_cmpint (relais_delivery_get_updated (delivery), >, 0);
  g_assert_cmpstr (fixture->changes->pdata[0], ==, "1 queued");

  /* The same mail twice is a mistake that must not become two mails. */
  error = relais_test_await_error (relais_database_write (fixture->database, "test", enqueue_func, &again, NULL));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT);
}

static void
test_incomplete (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = relais_outgoing_new ("desk");
  Step step = { .outgoing = mail };
  g_autoptr(GError) error = relais_test_await_error (relais_database_write (fixture->database, "test", enqueue_func, &step, NULL));

  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
}

static gboolean
cancel (Fixture *fixture,
        gint64   id)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_deliveries_cancel (fixture->deliveries, id), &value);

  return g_value_get_boolean (&value);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  g_autoptr(RelaisOutgoing) other = new_mail ("ada@example.org", NULL);
  gint64 id = enqueue (fixture, mail);
  gint64 sent = enqueue_sent (fixture, other);

  g_assert_true (cancel (fixture, id));
  assert_state (fixture, id, RELAIS_DELIVERY_CANCELLED, "");
  g_assert_false (cancel (fixture, id));
  g_assert_false (cancel (fixture, sent));
  assert_state (fixture, sent, RELAIS_DELIVERY_SENT, "");
}

static void
test_bounce (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  gint64 id = enqueue_sent (fixture, mail);
  g_autofree char *dsn = notice (relais_outgoing_get_message_id (mail), "ada@example.org", "failed", "550 5.1.1 no such user");

  g_assert_cmpint (match (fixture, dsn), ==, id);
  assert_state (fixture, id, RELAIS_DELIVERY_BOUNCED, "ada@example.org: 550 5.1.1 no such user");
  g_assert_cmpstr (fixture->changes->pdata[fixture->changes->len - 1], ==, "1 bounced");
}

/* The worst of several wins; what is newest of one replaces what was known of it. */
static void
test_several_recipients (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", "bob@example.org");
  const char *message_id = relais_outgoing_get_message_id (mail);
  gint64 id = enqueue_sent (fixture, mail);
  g_autofree char *ada_delayed = notice (message_id, "ada@example.org", "delayed", "450 later");
  g_autofree char *ada_delivered = notice (message_id, "ada@example.org", "delivered", "250 ok");
  g_autofree char *bob_failed = notice (message_id, "bob@example.org", "failed", "550 no");

  match (fixture, ada_delayed);
  assert_state (fixture, id, RELAIS_DELIVERY_DELAYED, "ada@example.org: 450 later");
  match (fixture, ada_delivered);
  assert_state (fixture, id, RELAIS_DELIVERY_DELIVERED, "ada@example.org: 250 ok");
  match (fixture, bob_failed);
  assert_state (fixture, id, RELAIS_DELIVERY_BOUNCED, "ada@example.org: 250 ok\nbob@example.org: 550 no");
  match (fixture, ada_delayed);
  assert_state (fixture, id, RELAIS_DELIVERY_BOUNCED, NULL);
}

static void
test_bounce_without_id (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) first = new_mail ("ada@example.org", NULL);
  g_autoptr(RelaisOutgoing) second = new_mail ("ada@example.org", NULL);
  g_autofree char *dsn = notice (NULL, "Ada@Example.org", "failed", "550 no");
  g_autofree char *stranger = notice (NULL, "eve@example.org", "failed", "550 no");
  g_autofree char *foreign = notice ("somebody-else@example.org", "ada@example.org", "failed", "550 no");
  gint64 old, new;

  old = enqueue_sent (fixture, first);
  new = enqueue_sent (fixture, second);
  g_assert_cmpint (match (fixture, stranger), ==, 0);
  g_assert_cmpint (match (fixture, foreign), ==, 0);
  g_assert_cmpint (match (fixture, dsn), ==, new);
  assert_state (fixture, new, RELAIS_DELIVERY_BOUNCED, NULL);
  assert_state (fixture, old, RELAIS_DELIVERY_SENT, NULL);
}

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  g_autoptr(RelaisOutgoing) other = new_mail ("bob@example.org", NULL);
  gint64 id = enqueue_sent (fixture, mail);
  gint64 by_thread = enqueue_sent (fixture, other);
  g_autofree char *reply = answer (relais_outgoing_get_message_id (mail), NULL, "");
  g_autofree char *in_thread = answer ("unknown@example.org", relais_outgoing_get_message_id (other), "");
  g_autofree char *unrelated = answer ("unknown@example.org", NULL, "");
  g_autofree char *late_bounce = notice (relais_outgoing_get_message_id (mail), "ada@example.org", "failed", "550 no");

  g_assert_cmpint (match (fixture, unrelated), ==, 0);
  g_assert_cmpint (match (fixture, reply), ==, id);
  assert_state (fixture, id, RELAIS_DELIVERY_ANSWERED, "");
  g_assert_cmpint (match (fixture, in_thread), ==, by_thread);
  assert_state (fixture, by_thread, RELAIS_DELIVERY_ANSWERED, "");

  g_assert_cmpint (match (fixture, late_bounce), ==, id);
  assert_state (fixture, id, RELAIS_DELIVERY_ANSWERED, "ada@example.org: 550 no");
}

/* It is known what it is about, but nobody answered. */
static void
test_automatic_answer (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  gint64 id = enqueue_sent (fixture, mail);
  g_autofree char *away = answer (relais_outgoing_get_message_id (mail), NULL, "Auto-Submitted: auto-replied\r\n");
  g_autofree char *bulk = answer (relais_outgoing_get_message_id (mail), NULL, "Precedence: auto_reply\r\n");

  g_assert_cmpint (match (fixture, away), ==, id);
  g_assert_cmpint (match (fixture, bulk), ==, id);
  assert_state (fixture, id, RELAIS_DELIVERY_SENT, "");
}

static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = relais_test_await_error (relais_deliveries_get (fixture->deliveries, 99));
  g_autoptr(GError) reply_error = relais_test_await_error (relais_deliveries_for_reply (fixture->deliveries, 99));
  g_autoptr(GError) retry_error = relais_test_await_error (relais_deliveries_retry (fixture->deliveries, 99));

  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
  g_assert_error (reply_error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
  g_assert_error (retry_error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
}

typedef struct
{
  RelaisOutgoing *outgoing;
  gint64          message;
  gint64          id;
} Asked;

/* An answer to a message that was received. */
static gboolean
enqueue_answer_func (RelaisSql  *sql,
                     gpointer    data,
                     GValue     *result,
                     GError    **error)
{
  Asked *asked = data;

  if (!relais_sql_exec (sql, error, "INSERT INTO message (account, fingerprint) VALUES ('desk', randomblob (8))", ""))
    return FALSE;
  asked->message = relais_sql_last_id (sql);

  return relais_delivery_enqueue (sql, asked->outgoing, asked->message, 0, &asked->id, error);
}

static gboolean
read_log_func (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT step, outcome, attention FROM event WHERE message IS nullif (?, 0) ORDER BY id",
                                                 "i", *(gint64 *) data);
  g_autoptr(GString) log = g_string_new (NULL);

  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, error))
    g_string_append_printf (log, "%s%s %s%s", log->len > 0 ? ", " : "", relais_rows_get_string (rows, 0),
                            relais_rows_get_string (rows, 1), relais_rows_get_int64 (rows, 2) != 0 ? "!" : "");
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, log->str);

  return TRUE;
}

static char *
read_log (Fixture *fixture,
          gint64   message)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_read (fixture->database, "log", read_log_func, &message, NULL), &value);

  return g_value_dup_string (&value);
}

static void
assert_log (Fixture    *fixture,
            gint64      message,
            const char *expected)
{
  g_autofree char *log = read_log (fixture, message);

  g_assert_cmpstr (log, ==, expected);
}

static gboolean
asks_nobody (gpointer user_data)
{
  g_autofree char *log = read_log (user_data, 0);

  return strchr (log, '!') == NULL;
}

static void
set_state (Fixture             *fixture,
           gint64               id,
           RelaisDeliveryState  state)
{
  Step step = { .id = id, .state = state };

  relais_test_await (relais_database_write (fixture->database, "test", set_func, &step, NULL));
}

/* Each change is told once, to the message that was answered; what came later settles what somebody had to look at. */
static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  Asked asked = { .outgoing = mail };
  const char *message_id = relais_outgoing_get_message_id (mail);
  g_autofree char *delayed = notice (message_id, "ada@example.org", "delayed", "451 later");
  g_autofree char *bounce = notice (message_id, "ada@example.org", "failed", "550 no");
  g_autofree char *reply = answer (message_id, NULL, "");

  relais_test_await (relais_database_write (fixture->database, "test", enqueue_answer_func, &asked, NULL));
  assert_log (fixture, asked.message, "queued info");
  /* A try that failed for now is no change. */
  set_state (fixture, asked.id, RELAIS_DELIVERY_QUEUED);
  set_state (fixture, asked.id, RELAIS_DELIVERY_SENT);
  set_state (fixture, asked.id, RELAIS_DELIVERY_SENT);
  for (guint i = 0; i < 2; i++)
    relais_test_await (relais_database_write (fixture->database, "test", relais_delivery_event_copied, &asked.id, NULL));
  assert_log (fixture, asked.message, "queued info, sent ok, copied ok");

  match (fixture, delayed);
  match (fixture, delayed);
  match (fixture, bounce);
  match (fixture, bounce);
  assert_log (fixture, asked.message, "queued info, sent ok, copied ok, delayed info, bounced failed!");
  match (fixture, reply);
  assert_log (fixture, asked.message, "queued info, sent ok, copied ok, delayed info, bounced failed, answered ok");
}

/* What answers nothing stands in the log by itself. */
static void
test_log_alone (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  g_autoptr(RelaisOutgoing) other = new_mail ("bob@example.org", NULL);
  gint64 id = enqueue (fixture, mail);

  set_state (fixture, id, RELAIS_DELIVERY_UNCERTAIN);
  assert_log (fixture, 0, "queued info, uncertain failed!");
  g_assert_true (cancel (fixture, enqueue (fixture, other)));
  assert_log (fixture, 0, "queued info, uncertain failed!, queued info, cancelled info");
}

static gboolean
kill_job_func (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  return relais_sql_exec (sql, error, "UPDATE job SET state = 'dead'", "");
}

/* Whoever discards it is not asked about it any more. */
static void
test_log_discarded (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  gint64 id = enqueue (fixture, mail);

  set_state (fixture, id, RELAIS_DELIVERY_UNCERTAIN);
  relais_test_await (relais_database_write (fixture->database, "test", kill_job_func, NULL, NULL));
  relais_test_await (relais_job_queue_discard (fixture->queue, 1));
  g_assert_true (relais_test_until (asks_nobody, fixture, 30000));
  assert_log (fixture, 0, "queued info, uncertain failed");
  assert_state (fixture, id, RELAIS_DELIVERY_UNCERTAIN, "");
}

/* Its job died of too many tries, and the process ended before that was recorded: the next start does so, once. */
static void
test_log_given_up (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ("ada@example.org", NULL);
  gint64 id = enqueue (fixture, mail);

  relais_test_await (relais_database_write (fixture->database, "test", kill_job_func, NULL, NULL));
  assert_state (fixture, id, RELAIS_DELIVERY_FAILED, NULL);
  for (guint i = 0; i < 2; i++)
    {
      relais_deliveries_start (fixture->deliveries);
      assert_log (fixture, 0, "queued info, unsent failed!");
    }
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);
  camel_init (NULL, FALSE);

#define ADD(path, func) g_test_add ("/mail/delivery/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("enqueue", test_enqueue);
  ADD ("incomplete", test_incomplete);
  ADD ("cancel", test_cancel);
  ADD ("bounce", test_bounce);
  ADD ("several-recipients", test_several_recipients);
  ADD ("bounce-without-id", test_bounce_without_id);
  ADD ("answer", test_answer);
  ADD ("automatic-answer", test_automatic_answer);
  ADD ("not-found", test_not_found);
  ADD ("log", test_log);
  ADD ("log-alone", test_log_alone);
  ADD ("log-discarded", test_log_discarded);
  ADD ("log-given-up", test_log_given_up);

  return g_test_run ();
}
