/* test-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-test.h"
#include "relais-worker.h"

typedef struct
{
  RelaisWorker *worker;
  int           started;    /* (atomic) */
  int           released;   /* (atomic) */
  GThread      *release_thread;
} Probe;

static gboolean
square_work (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  g_value_init (result, G_TYPE_INT);
  g_value_set_int (result, GPOINTER_TO_INT (data) * GPOINTER_TO_INT (data));

  return TRUE;
}

static void
test_result (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 1);
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_worker_run (worker, "squaring", square_work, GINT_TO_POINTER (12), NULL), &value);
  g_assert_cmpint (g_value_get_int (&value), ==, 144);
  g_assert_cmpuint (relais_worker_get_load (worker), ==, 0);
}

static gboolean
fail_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  if (data != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");

  return FALSE;
}

static void
test_failure (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 1);
  g_autoptr(GError) error = relais_test_await_error (relais_worker_run (worker, "failing", fail_work, worker, NULL));
  g_autoptr(GError) bare = relais_test_await_error (relais_worker_run (worker, "failing", fail_work, NULL, NULL));

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_error (bare, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static gboolean
until_cancelled_work (gpointer       data,
                      GCancellable  *cancellable,
                      GValue        *result,
                      GError       **error)
{
  Probe *probe = data;
  GPollFD fd;

  g_atomic_int_inc (&probe->started);
  g_assert_true (relais_worker_is_inside (probe->worker));
  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  g_poll (&fd, 1, 10 * 1000);
  g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
released_cb (gpointer data)
{
  Probe *probe = data;

  probe->release_thread = g_thread_self ();
  g_atomic_int_inc (&probe->released);
}

static void
count_cancelled_cb (gpointer      owner,
                    const GValue *value,
                    const GError *error,
                    gpointer      user_data)
{
  g_assert_true (relais_error_is_cancelled (error));
  (*(guint *) user_data)++;
}

static gboolean
has_started (gpointer user_data)
{
  return g_atomic_int_get (&((Probe *) user_data)->started) > 0;
}

/* In the main context, after the work itself is over. */
static gboolean
is_released (gpointer user_data)
{
  return g_atomic_int_get (&((Probe *) user_data)->released) > 0;
}

static gboolean
is_idle (gpointer user_data)
{
  return relais_worker_get_load (user_data) == 0;
}

static void
test_cancel_during (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Probe probe = { .worker = worker };
  guint n_cancelled = 0;

  relais_future_to_ui (relais_worker_run (worker, "waiting", until_cancelled_work, &probe, released_cb),
                       NULL, cancellable, count_cancelled_cb, &n_cancelled);
  relais_test_wait_for (has_started, &probe);
  g_assert_false (relais_worker_is_inside (worker));
  g_cancellable_cancel (cancellable);
  relais_test_wait_for (is_idle, worker);
  relais_test_wait_for (is_released, &probe);
  relais_test_settle ();

  g_assert_cmpuint (n_cancelled, ==, 1);
  g_assert_cmpint (probe.released, ==, 1);
  g_assert_true (probe.release_thread == g_thread_self ());
}

static void
test_cancel_before (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 1);
  g_autoptr(GCancellable) first = g_cancellable_new ();
  g_autoptr(GCancellable) second = g_cancellable_new ();
  Probe running = { .worker = worker };
  Probe waiting = { .worker = worker };
  guint n_cancelled = 0;

  relais_future_to_ui (relais_worker_run (worker, "waiting", until_cancelled_work, &running, NULL),
                       NULL, first, count_cancelled_cb, &n_cancelled);
  relais_future_to_ui (relais_worker_run (worker, "queued", until_cancelled_work, &waiting, released_cb),
                       NULL, second, count_cancelled_cb, &n_cancelled);
  relais_test_wait_for (has_started, &running);
  g_cancellable_cancel (second);
  relais_test_settle ();
  g_assert_cmpuint (n_cancelled, ==, 1);
  g_cancellable_cancel (first);
  relais_test_wait_for (is_idle, worker);
  relais_test_wait_for (is_released, &waiting);
  relais_test_settle ();

  g_assert_cmpuint (n_cancelled, ==, 2);
  g_assert_cmpint (waiting.started, ==, 0);
  g_assert_cmpint (waiting.released, ==, 1);
}

static void
test_stop (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 2);
  Probe probe = { .worker = worker };
  guint n_cancelled = 0;

  for (guint i = 0; i < 10; i++)
    relais_future_to_ui (relais_worker_run (worker, "waiting", until_cancelled_work, &probe, released_cb),
                         NULL, NULL, count_cancelled_cb, &n_cancelled);
  relais_test_wait_for (has_started, &probe);
  relais_worker_stop (worker);
  relais_worker_stop (worker);
  g_assert_cmpuint (relais_worker_get_load (worker), ==, 0);
  g_assert_cmpint (probe.started, <=, 2);

  relais_future_to_ui (relais_worker_run (worker, "late", until_cancelled_work, &probe, released_cb),
                       NULL, NULL, count_cancelled_cb, &n_cancelled);
  relais_test_settle ();
  g_assert_cmpuint (n_cancelled, ==, 11);
  g_assert_cmpint (probe.released, ==, 11);
}

typedef struct
{
  guint n_done;
  int   last;
} Order;

static void
in_order_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  Order *order = user_data;

  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int (value), >, order->last);
  order->last = g_value_get_int (value);
  order->n_done++;
}

static gboolean
all_done (gpointer user_data)
{
  return ((Order *) user_data)->n_done == 10000;
}

static void
test_many (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 1);
  Order order = { .last = -1 };

  for (int i = 0; i < 10000; i++)
    relais_future_to_ui (relais_worker_run (worker, "squaring", square_work, GINT_TO_POINTER (i), NULL),
                         NULL, NULL, in_order_cb, &order);
  relais_test_wait_for (all_done, &order);
}

static gboolean
gather_work (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  int *n_inside = data;
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  g_atomic_int_inc (n_inside);
  while (g_atomic_int_get (n_inside) < 3 && g_get_monotonic_time () < deadline)
    g_thread_yield ();

  return g_atomic_int_get (n_inside) == 3;
}

/* Three pieces of work that wait for each other only end when three threads are there. */
static void
test_threads (void)
{
  g_autoptr(RelaisWorker) worker = relais_worker_new ("test", 3);
  int n_inside = 0;

  relais_future_detach (relais_worker_run (worker, "gathering", gather_work, &n_inside, NULL), "gathering");
  relais_future_detach (relais_worker_run (worker, "gathering", gather_work, &n_inside, NULL), "gathering");
  relais_test_await (relais_worker_run (worker, "gathering", gather_work, &n_inside, NULL));
  relais_test_wait_for (is_idle, worker);
  relais_test_settle ();
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/worker/result", test_result);
  g_test_add_func ("/core/worker/failure", test_failure);
  g_test_add_func ("/core/worker/cancel-during", test_cancel_during);
  g_test_add_func ("/core/worker/cancel-before", test_cancel_before);
  g_test_add_func ("/core/worker/stop", test_stop);
  g_test_add_func ("/core/worker/many", test_many);
  g_test_add_func ("/core/worker/threads", test_threads);

  return g_test_run ();
}
