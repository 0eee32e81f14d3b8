/* test-job-queue.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-job-queue-private.h"
#include "relais-test.h"

#define NOON G_GINT64_CONSTANT (1800000000000)
#define YEAR (365 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define N_MANY 600

typedef struct
{
  char           *folder;
  char           *path;
  RelaisDatabase *database;
  RelaisJobQueue *queue;

  GPtrArray      *begun;      /* RelaisJob (owned) */
  GPtrArray      *pending;    /* RelaisPromise: handlers that wait for the test */
  GQueue          answers;    /* GError (owned) or NULL for done, one for each job that "answer" handles */
  GArray         *died;       /* gint64 */
} Fixture;

static const RelaisJobTimes quick = {
  .first_delay = 1000,
  .longest_delay = 8000,
  .lease = 60 * 1000,
  .stop = 30,
  .record_again = 10,
};

/* Does what the test prepared. */
static DexFuture *
answer_handler (RelaisJob *job,
                gpointer   user_data)
{
  Fixture *fixture = user_data;
  GError *error = g_queue_pop_head (&fixture->answers);

  g_ptr_array_add (fixture->begun, g_object_ref (job));

  return error != NULL ? relais_future_new_error (error) : relais_future_new_true ();
}

/* Ends when the test says so. */
static DexFuture *
pending_handler (RelaisJob *job,
                 gpointer   user_data)
{
  Fixture *fixture = user_data;
  RelaisPromise *promise = relais_promise_new ();

  g_ptr_array_add (fixture->begun, g_object_ref (job));
  g_ptr_array_add (fixture->pending, promise);

  return relais_promise_dup_future (promise);
}

static DexFuture *
echo_handler (RelaisJob *job,
              gpointer   user_data)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, relais_job_get_payload (job));
  relais_promise_complete (promise, &value, NULL);

  return future;
}

static void
died_cb (RelaisJobQueue *queue,
         RelaisJob      *job,
         gpointer        user_data)
{
  Fixture *fixture = user_data;
  gint64 id = relais_job_get_id (job);

  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_DEAD);
  g_array_append_val (fixture->died, id);
}

static void
open_queue (Fixture *fixture)
{
  fixture->database = relais_database_new (fixture->path);
  relais_test_await (relais_database_open (fixture->database));
  fixture->queue = relais_job_queue_new (fixture->database);
  relais_job_queue_set_times (fixture->queue, &quick);
  relais_job_queue_handle (fixture->queue, "answer", 2, 3, answer_handler, fixture);
  relais_job_queue_handle (fixture->queue, "pending", 2, 3, pending_handler, fixture);
  relais_job_queue_handle (fixture->queue, "echo", 8, 3, echo_handler, NULL);
  g_signal_connect (fixture->queue, "died", G_CALLBACK (died_cb), fixture);
}

/* As a kill would: nothing is given back, nothing more is recorded. */
static void
drop_queue (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->queue));
  relais_test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
  relais_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  relais_clock_freeze (NOON);
  fixture->folder = relais_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "relais.db", NULL);
  fixture->begun = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->pending = g_ptr_array_new ();
  fixture->died = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_queue_init (&fixture->answers);
  open_queue (fixture);
}

static void
complete_pending (Fixture *fixture,
                  GError  *error)
{
  for (guint i = 0; i < fixture->pending->len; i++)
    relais_promise_complete (fixture->pending->pdata[i], NULL, error != NULL ? g_error_copy (error) : NULL);
  g_ptr_array_set_size (fixture->pending, 0);
  g_clear_error (&error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  complete_pending (fixture, NULL);
  relais_test_await (relais_job_queue_stop (fixture->queue));
  relais_test_settle ();
  g_ptr_array_unref (fixture->begun);
  g_ptr_array_unref (fixture->pending);
  drop_queue (fixture);
  g_assert_true (g_queue_is_empty (&fixture->answers));
  g_array_unref (fixture->died);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  relais_clock_thaw ();
}

typedef struct
{
  const char *kind;
  const char *key;
  const char *payload;
  gint64      not_before;
} Order;

static gboolean
enqueue_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  const Order *order = data;
  gint64 id;

  if (!relais_job_enqueue (sql, order->kind, order->key, order->payload, order->not_before, &id, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);

  return TRUE;
}

static gint64
enqueue (Fixture    *fixture,
         const char *kind,
         const char *key,
         gint64      not_before)
{
  Order order = { kind, key, "{\"n\":1}", not_before };
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_write (fixture->database, "enqueuing", enqueue_sql, &order, NULL), &value);

  return g_value_get_int64 (&value);
}

static RelaisJob *
find_job (Fixture *fixture,
          gint64   id)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *jobs;

  relais_test_await_value (relais_job_queue_list (fixture->queue, -1, 10000), &value);
  jobs = g_value_get_object (&value);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr(RelaisJob) job = g_list_model_get_item (jobs, i);

      if (relais_job_get_id (job) == id)
        return g_steal_pointer (&job);
    }
  g_assert_not_reached ();
}

static void
assert_state (Fixture        *fixture,
              gint64          id,
              RelaisJobState  state)
{
  g_autoptr(RelaisJob) job = find_job (fixture, id);

  g_assert_cmpstr (relais_job_state_to_string (relais_job_get_state (job)), ==, relais_job_state_to_string (state));
}

static void
start (Fixture *fixture)
{
  relais_test_await (relais_job_queue_start (fixture->queue));
}

static void
run_until_idle (Fixture *fixture)
{
  relais_test_await (relais_job_queue_idle (fixture->queue));
}

static gboolean
two_begun (gpointer user_data)
{
  return ((Fixture *) user_data)->begun->len == 2;
}

static gboolean
three_begun (gpointer user_data)
{
  return ((Fixture *) user_data)->begun->len == 3;
}

static gboolean
one_begun (gpointer user_data)
{
  return ((Fixture *) user_data)->begun->len == 1;
}

static void
test_done (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 id = enqueue (fixture, "echo", NULL, 0);
  g_autoptr(RelaisJob) job = NULL;

  start (fixture);
  run_until_idle (fixture);
  job = find_job (fixture, id);
  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_DONE);
  g_assert_cmpstr (relais_job_get_result (job), ==, "{\"n\":1}");
  g_assert_cmpuint (relais_job_get_attempts (job), ==, 1);
  g_assert_null (relais_job_get_error (job));
  g_assert_false (relais_job_was_interrupted (job));
}

static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  gint64 first = enqueue (fixture, "answer", "answer-17", 0);
  gint64 second = enqueue (fixture, "answer", "answer-17", 0);
  gint64 third;

  g_assert_cmpint (first, ==, second);
  start (fixture);
  run_until_idle (fixture);
  third = enqueue (fixture, "answer", "answer-17", 0);
  run_until_idle (fixture);
  g_assert_cmpint (first, ==, third);
  g_assert_cmpuint (fixture->begun->len, ==, 1);
}

static void
test_later (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 id = enqueue (fixture, "answer", NULL, NOON + 1000);
  gint64 put_right;

  /* The clock was a year ahead, and is put right: what was due then is due now. */
  relais_clock_advance (YEAR);
  put_right = enqueue (fixture, "answer", NULL, NOON + YEAR + 1000);
  relais_clock_advance (-YEAR);
  start (fixture);
  run_until_idle (fixture);
  assert_state (fixture, id, RELAIS_JOB_WAITING);
  assert_state (fixture, put_right, RELAIS_JOB_DONE);

  relais_clock_advance (999);
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 1);

  relais_clock_advance (1);
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 2);
  assert_state (fixture, id, RELAIS_JOB_DONE);
}

/* Nobody wakes the queue: its own timer does. */
static void
test_timer (Fixture       *fixture,
            gconstpointer  data)
{
  relais_clock_thaw ();
  enqueue (fixture, "answer", NULL, relais_clock_now () + 50);
  start (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 0);
  relais_test_wait_for (one_begun, fixture);
  g_assert_cmpint (relais_clock_now (), >=, relais_job_get_not_before (fixture->begun->pdata[0]));
  run_until_idle (fixture);
}

static void
test_backoff (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = enqueue (fixture, "answer", NULL, 0);
  g_autoptr(RelaisJob) job = NULL;
  int code;

  for (guint i = 0; i < 3; i++)
    g_queue_push_tail (&fixture->answers, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "attempt %u", i + 1));

  start (fixture);
  run_until_idle (fixture);
  job = find_job (fixture, id);
  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_WAITING);
  g_assert_cmpstr (relais_job_get_error (job), ==, "attempt 1");
  g_assert_cmpstr (relais_job_get_cause (job, &code), ==, g_quark_to_string (G_IO_ERROR));
  g_assert_cmpint (relais_job_get_not_before (job), <=, NOON + 1000);
  g_clear_object (&job);

  relais_clock_advance (1000);
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  job = find_job (fixture, id);
  g_assert_cmpstr (relais_job_get_error (job), ==, "attempt 2");
  g_assert_cmpint (relais_job_get_not_before (job), <=, NOON + 3000);
  g_assert_cmpuint (fixture->died->len, ==, 0);
  g_clear_object (&job);

  relais_clock_advance (2000);
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  job = find_job (fixture, id);
  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_DEAD);
  g_assert_cmpuint (relais_job_get_attempts (job), ==, 3);
  g_assert_cmpuint (fixture->died->len, ==, 1);
  g_assert_cmpint (g_array_index (fixture->died, gint64, 0), ==, id);
  g_assert_cmpstr (relais_job_get_cause (job, &code), ==, g_quark_to_string (G_IO_ERROR));
  g_assert_cmpint (code, ==, G_IO_ERROR_TIMED_OUT);
}

static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 id = enqueue (fixture, "answer", NULL, 0);
  g_autoptr(RelaisJob) job = NULL;

  g_queue_push_tail (&fixture->answers, relais_job_error_new_later (120 * 1000, "busy: %d", 429));
  start (fixture);
  run_until_idle (fixture);
  job = find_job (fixture, id);
  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_WAITING);
  g_assert_cmpstr (relais_job_get_error (job), ==, "busy: 429");
  g_assert_cmpint (relais_job_get_not_before (job), >=, NOON + 120 * 1000);
  g_assert_cmpint (relais_job_get_not_before (job), <=, NOON + 132 * 1000);
}

static void
test_permanent (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 permanent = enqueue (fixture, "answer", NULL, 0);
  gint64 uncertain = enqueue (fixture, "answer", NULL, 0);
  g_autoptr(GError) error = NULL;

  g_queue_push_tail (&fixture->answers, g_error_new (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "no such address"));
  g_queue_push_tail (&fixture->answers, g_error_new (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_UNCERTAIN, "link lost"));
  start (fixture);
  run_until_idle (fixture);
  assert_state (fixture, permanent, RELAIS_JOB_DEAD);
  assert_state (fixture, uncertain, RELAIS_JOB_DEAD);
  g_assert_cmpuint (fixture->died->len, ==, 2);

  relais_test_await (relais_job_queue_retry (fixture->queue, uncertain));
  run_until_idle (fixture);
  assert_state (fixture, uncertain, RELAIS_JOB_DONE);
  assert_state (fixture, permanent, RELAIS_JOB_DEAD);

  error = relais_test_await_error (relais_job_queue_retry (fixture->queue, uncertain));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Only what is dead is dismissed. */
  error = relais_test_await_error (relais_job_queue_discard (fixture->queue, uncertain));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NOT_FOUND);
  relais_test_await (relais_job_queue_discard (fixture->queue, permanent));
  assert_state (fixture, permanent, RELAIS_JOB_CANCELLED);
}

static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 id = enqueue (fixture, "pending", NULL, 0);
  gint64 waiting = enqueue (fixture, "answer", NULL, NOON + 100 * 1000);

  start (fixture);
  relais_test_wait_for (one_begun, fixture);
  g_assert_false (relais_job_was_interrupted (fixture->begun->pdata[0]));
  drop_queue (fixture);
  complete_pending (fixture, NULL);
  relais_test_settle ();
  g_ptr_array_set_size (fixture->begun, 0);

  open_queue (fixture);
  start (fixture);
  relais_test_wait_for (one_begun, fixture);
  g_assert_cmpint (relais_job_get_id (fixture->begun->pdata[0]), ==, id);
  g_assert_true (relais_job_was_interrupted (fixture->begun->pdata[0]));

  /* It is no failure: all three attempts are still there, and the mark stays through them. */
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (fixture->begun->len, ==, i + 1);
      g_assert_true (relais_job_was_interrupted (fixture->begun->pdata[i]));
      complete_pending (fixture, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "slow"));
      run_until_idle (fixture);
      relais_clock_advance (8000);
      relais_job_queue_wake (fixture->queue);
      if (i < 2)
        relais_test_wait_for (i == 0 ? two_begun : three_begun, fixture);
    }
  relais_clock_advance (100 * 1000);
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  assert_state (fixture, id, RELAIS_JOB_DEAD);
  assert_state (fixture, waiting, RELAIS_JOB_DONE);
}

static void
test_poison (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 id = enqueue (fixture, "pending", NULL, 0);

  for (guint i = 0; i < 20; i++)
    {
      start (fixture);
      relais_test_wait_for (one_begun, fixture);
      drop_queue (fixture);
      complete_pending (fixture, NULL);
      relais_test_settle ();
      g_ptr_array_set_size (fixture->begun, 0);
      open_queue (fixture);
    }

  start (fixture);
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 0);
  assert_state (fixture, id, RELAIS_JOB_DEAD);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 50; i++)
    enqueue (fixture, "pending", NULL, 0);
  start (fixture);
  relais_test_wait_for (two_begun, fixture);

  /* The other kind has its own places. */
  enqueue (fixture, "answer", NULL, 0);
  relais_test_wait_for (three_begun, fixture);
  g_assert_cmpstr (relais_job_get_kind (fixture->begun->pdata[2]), ==, "answer");

  for (guint i = 0; i < 25; i++)
    {
      g_assert_cmpuint (fixture->pending->len, ==, 2);
      complete_pending (fixture, NULL);
      for (guint turns = 0; turns < 500 && fixture->pending->len < 2 && i < 24; turns++)
        g_main_context_iteration (NULL, TRUE);
    }
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 51);
  for (guint i = 4; i < 51; i++)
    g_assert_cmpint (relais_job_get_id (fixture->begun->pdata[i]), >, relais_job_get_id (fixture->begun->pdata[i - 1]) - 50);
}

static gboolean
cancel_sql (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  gboolean cancelled;

  if (!relais_job_cancel (sql, *(gint64 *) data, &cancelled, error))
    return FALSE;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, cancelled);

  return TRUE;
}

static gboolean
cancel (Fixture *fixture,
        gint64   id)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_write (fixture->database, "cancelling", cancel_sql, &id, NULL), &value);

  return g_value_get_boolean (&value);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 waiting = enqueue (fixture, "answer", NULL, NOON + 1000);
  gint64 running = enqueue (fixture, "pending", NULL, 0);
  gint64 dead;

  start (fixture);
  relais_test_wait_for (one_begun, fixture);
  g_assert_true (cancel (fixture, waiting));
  g_assert_false (cancel (fixture, waiting));
  g_assert_false (cancel (fixture, running));
  relais_clock_advance (2000);
  relais_job_queue_wake (fixture->queue);
  complete_pending (fixture, NULL);
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 1);
  assert_state (fixture, waiting, RELAIS_JOB_CANCELLED);
  assert_state (fixture, running, RELAIS_JOB_DONE);
  g_assert_false (cancel (fixture, running));

  g_queue_push_tail (&fixture->answers, g_error_new (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "no"));
  dead = enqueue (fixture, "answer", NULL, 0);
  run_until_idle (fixture);
  g_assert_true (cancel (fixture, dead));
}

static void
test_stop_waits (Fixture       *fixture,
                 gconstpointer  data)
{
  gint64 id = enqueue (fixture, "pending", NULL, 0);
  RelaisJobTimes patient = quick;
  DexFuture *stopping;

  patient.stop = 60 * 1000;
  relais_job_queue_set_times (fixture->queue, &patient);
  start (fixture);
  relais_test_wait_for (one_begun, fixture);
  stopping = relais_job_queue_stop (fixture->queue);
  enqueue (fixture, "answer", NULL, 0);
  complete_pending (fixture, NULL);
  relais_test_await (stopping);
  assert_state (fixture, id, RELAIS_JOB_DONE);
  g_assert_cmpuint (fixture->begun->len, ==, 1);

  /* It can begin again. */
  start (fixture);
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, 2);
}

static void
test_stop_gives_up (Fixture       *fixture,
                    gconstpointer  data)
{
  gint64 id = enqueue (fixture, "pending", NULL, 0);
  g_autoptr(RelaisJob) job = NULL;

  start (fixture);
  relais_test_wait_for (one_begun, fixture);
  relais_test_await (relais_job_queue_stop (fixture->queue));
  g_assert_true (g_cancellable_is_cancelled (relais_promise_get_cancellable (fixture->pending->pdata[0])));

  job = find_job (fixture, id);
  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_WAITING);
  g_assert_true (relais_job_was_interrupted (job));
}

/* Leased at the moment of stopping, but not begun: nothing to be careful about next time. */
static void
test_stop_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 id = enqueue (fixture, "pending", NULL, 0);
  g_autoptr(RelaisJob) job = NULL;
  RelaisJobTimes patient = quick;
  DexFuture *starting;

  patient.stop = 60 * 1000;
  relais_job_queue_set_times (fixture->queue, &patient);
  starting = relais_job_queue_start (fixture->queue);
  relais_job_queue_wake (fixture->queue);
  relais_test_await (relais_job_queue_stop (fixture->queue));
  relais_test_await (starting);
  job = find_job (fixture, id);
  g_assert_cmpuint (fixture->begun->len, ==, 0);
  g_assert_cmpint (relais_job_get_state (job), ==, RELAIS_JOB_WAITING);
  g_assert_cmpuint (relais_job_get_attempts (job), ==, 0);
  g_assert_false (relais_job_was_interrupted (job));
}

typedef struct
{
  GString *text;
  gint64   id;
} Trace;

static void
changed_cb (RelaisJobQueue *queue,
            gint64          id,
            int             state,
            gpointer        user_data)
{
  Trace *trace = user_data;

  g_string_append_printf (trace->text, "%s ", relais_job_state_to_string ((RelaisJobState) state));
  trace->id = id;
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Trace trace = { text, 0 };
  gint64 id;

  g_signal_connect (fixture->queue, "changed", G_CALLBACK (changed_cb), &trace);
  start (fixture);
  id = enqueue (fixture, "echo", NULL, 0);
  run_until_idle (fixture);
  g_assert_cmpstr (text->str, ==, "waiting running done ");
  g_assert_cmpint (trace.id, ==, id);
}

static gboolean
look_at_lease_sql (RelaisSql  *sql,
                   gpointer    data,
                   GValue     *result,
                   GError    **error)
{
  gint64 until;

  if (!relais_sql_get_int64 (sql, &until, error, "SELECT max(lease_until) FROM job WHERE state = 'running'", NULL))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, until);

  return TRUE;
}

static gboolean
lease_was_renewed (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_read (fixture->database, "test", look_at_lease_sql, NULL, NULL), &value);

  return g_value_get_int64 (&value) == NOON + 5000 + 30;
}

static void
test_heartbeat (Fixture       *fixture,
                gconstpointer  data)
{
  RelaisJobTimes times = quick;

  times.lease = 30;
  relais_job_queue_set_times (fixture->queue, &times);
  enqueue (fixture, "pending", NULL, 0);
  start (fixture);
  relais_test_wait_for (one_begun, fixture);
  relais_clock_advance (5000);
  relais_test_wait_for (lease_was_renewed, fixture);
}

static void
test_pruned (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 done = enqueue (fixture, "answer", "old", 0);
  g_auto(GValue) value = G_VALUE_INIT;

  start (fixture);
  run_until_idle (fixture);
  g_queue_push_tail (&fixture->answers, g_error_new (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "no"));
  enqueue (fixture, "answer", "dead", 0);
  run_until_idle (fixture);

  relais_clock_advance (90 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000));
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  assert_state (fixture, done, RELAIS_JOB_DONE);

  relais_clock_advance (24 * 60 * 60 * G_GINT64_CONSTANT (1000) + 1);
  relais_job_queue_wake (fixture->queue);
  run_until_idle (fixture);
  relais_test_await_value (relais_job_queue_list (fixture->queue, -1, 10), &value);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (&value)), ==, 1);
  g_value_unset (&value);
  relais_test_await_value (relais_job_queue_list (fixture->queue, RELAIS_JOB_DEAD, 10), &value);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (&value)), ==, 1);
}

static gboolean
enqueue_many_sql (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  for (guint i = 0; i < N_MANY; i++)
    if (!relais_job_enqueue (sql, i % 2 == 0 ? "answer" : "echo", NULL, "{}", 0, NULL, error))
      return FALSE;

  return TRUE;
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto(GValue) value = G_VALUE_INIT;

  start (fixture);
  relais_test_await (relais_database_write (fixture->database, "test", enqueue_many_sql, NULL, NULL));
  run_until_idle (fixture);
  g_assert_cmpuint (fixture->begun->len, ==, N_MANY / 2);
  relais_test_await_value (relais_job_queue_list (fixture->queue, RELAIS_JOB_DONE, 10000), &value);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (&value)), ==, N_MANY);
}

int
main (int    argc,
      char **argv)
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/storage/job-queue/done", test_done },
    { "/storage/job-queue/key", test_key },
    { "/storage/job-queue/later", test_later },
    { "/storage/job-queue/timer", test_timer },
    { "/storage/job-queue/backoff", test_backoff },
    { "/storage/job-queue/retry-after", test_retry_after },
    { "/storage/job-queue/permanent", test_permanent },
    { "/storage/job-queue/interrupted", test_interrupted },
    { "/storage/job-queue/poison", test_poison },
    { "/storage/job-queue/places", test_places },
    { "/storage/job-queue/cancel", test_cancel },
    { "/storage/job-queue/stop-waits", test_stop_waits },
    { "/storage/job-queue/stop-gives-up", test_stop_gives_up },
    { "/storage/job-queue/stop-at-once", test_stop_at_once },
    { "/storage/job-queue/changed", test_changed },
    { "/storage/job-queue/heartbeat", test_heartbeat },
    { "/storage/job-queue/pruned", test_pruned },
    { "/storage/job-queue/many", test_many },
  };

  relais_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
