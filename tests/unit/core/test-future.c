/* test-future.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-promise.h"
#include "relais-test.h"

typedef struct
{
  guint    n_calls;
  GThread *thread;
  GError  *error;
  char    *text;
  gpointer owner;
} Seen;

static void
seen_clear (Seen *seen)
{
  g_clear_error (&seen->error);
  g_clear_pointer (&seen->text, g_free);
}

static void
seen_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  Seen *seen = user_data;

  g_assert_true ((value == NULL) != (error == NULL));

  seen->n_calls++;
  seen->thread = g_thread_self ();
  seen->owner = owner;
  if (error != NULL)
    seen->error = g_error_copy (error);
  if (value != NULL && G_VALUE_HOLDS_STRING (value))
    seen->text = g_value_dup_string (value);
}

static gboolean
was_called (gpointer user_data)
{
  return ((Seen *) user_data)->n_calls > 0;
}

static DexFuture *
hello_fiber (gpointer user_data)
{
  return dex_future_new_for_string (user_data);
}

static void
test_success (void)
{
  g_autoptr(GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  Seen seen = { 0 };

  relais_future_to_ui (relais_future_spawn ("hello", hello_fiber, (gpointer) "bonjour", NULL), owner, NULL, seen_cb, &seen);
  g_assert_cmpuint (seen.n_calls, ==, 0);
  relais_test_wait_for (was_called, &seen);
  relais_test_settle ();

  g_assert_cmpuint (seen.n_calls, ==, 1);
  g_assert_cmpstr (seen.text, ==, "bonjour");
  g_assert_true (seen.owner == owner);
  seen_clear (&seen);
}

static void
test_settled_already (void)
{
  Seen seen = { 0 };

  relais_future_to_ui (relais_future_new_true (), NULL, NULL, seen_cb, &seen);
  g_assert_cmpuint (seen.n_calls, ==, 0);
  relais_test_settle ();
  g_assert_cmpuint (seen.n_calls, ==, 1);
  g_assert_no_error (seen.error);
}

static void
test_failure (void)
{
  Seen seen = { 0 };

  relais_future_to_ui (relais_future_new_error (g_error_new (G_IO_ERROR, G_IO_ERROR_BUSY, "busy")),
                       NULL, NULL, seen_cb, &seen);
  relais_test_wait_for (was_called, &seen);
  g_assert_error (seen.error, G_IO_ERROR, G_IO_ERROR_BUSY);
  seen_clear (&seen);
}

static void
test_owner_gone (void)
{
  g_autoptr(GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  RelaisPromise *promise = relais_promise_new ();
  Seen seen = { 0 };

  relais_future_to_ui (relais_promise_dup_future (promise), owner, NULL, seen_cb, &seen);
  g_assert_finalize_object (g_steal_pointer (&owner));
  relais_promise_complete (promise, NULL, NULL);
  relais_test_settle ();
  g_assert_cmpuint (seen.n_calls, ==, 0);
}

static void
test_cancel_before (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  RelaisPromise *promise = relais_promise_new ();
  Seen seen = { 0 };

  g_cancellable_cancel (cancellable);
  relais_future_to_ui (relais_promise_dup_future (promise), NULL, cancellable, seen_cb, &seen);
  relais_test_wait_for (was_called, &seen);
  g_assert_true (relais_error_is_cancelled (seen.error));
  g_assert_true (g_cancellable_is_cancelled (relais_promise_get_cancellable (promise)));

  /* A result that comes too late is dropped. */
  relais_promise_complete (promise, NULL, NULL);
  relais_test_settle ();
  g_assert_cmpuint (seen.n_calls, ==, 1);
  seen_clear (&seen);
}

static void
test_cancel_during (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  RelaisPromise *promise = relais_promise_new ();
  Seen seen = { 0 };

  relais_future_to_ui (relais_promise_dup_future (promise), NULL, cancellable, seen_cb, &seen);
  relais_test_settle ();
  g_assert_false (g_cancellable_is_cancelled (relais_promise_get_cancellable (promise)));
  g_cancellable_cancel (cancellable);
  relais_test_wait_for (was_called, &seen);
  g_assert_true (relais_error_is_cancelled (seen.error));
  g_assert_true (g_cancellable_is_cancelled (relais_promise_get_cancellable (promise)));
  relais_promise_complete (promise, NULL, NULL);
  relais_test_settle ();
  g_assert_cmpuint (seen.n_calls, ==, 1);
  seen_clear (&seen);
}

static void
test_cancel_after (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { 0 };

  relais_future_to_ui (relais_future_new_true (), NULL, cancellable, seen_cb, &seen);
  relais_test_wait_for (was_called, &seen);
  g_cancellable_cancel (cancellable);
  relais_test_settle ();
  g_assert_cmpuint (seen.n_calls, ==, 1);
  g_assert_no_error (seen.error);
}

static gboolean fiber_saw_cancellation;

static DexFuture *
patient_fiber (gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  dex_await (relais_future_sleep (60 * 1000), &error);
  fiber_saw_cancellation = relais_error_is_cancelled (error);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
test_cancel_fiber (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { 0 };

  relais_future_to_ui (relais_future_spawn ("patient", patient_fiber, NULL, NULL), NULL, cancellable, seen_cb, &seen);
  relais_test_settle ();
  g_cancellable_cancel (cancellable);
  relais_test_wait_for (was_called, &seen);
  g_assert_true (relais_error_is_cancelled (seen.error));
  relais_test_wait_for (is_set, &fiber_saw_cancellation);
  seen_clear (&seen);
}

static gpointer
complete_thread (gpointer data)
{
  GValue value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_static_string (&value, "from a thread");
  relais_promise_complete (data, &value, NULL);
  g_value_unset (&value);

  return NULL;
}

static void
released_cb (gpointer data)
{
  *(GThread **) data = g_thread_self ();
}

/* The main context belongs to nobody while the thread runs, which must not make the thread its owner. */
static void
test_complete_from_thread (void)
{
  for (guint i = 0; i < 100; i++)
    {
      RelaisPromise *promise = relais_promise_new ();
      GThread *released_by = NULL;
      Seen seen = { 0 };

      relais_promise_set_release (promise, &released_by, released_cb);
      relais_future_to_ui (relais_promise_dup_future (promise), NULL, NULL, seen_cb, &seen);
      g_thread_join (g_thread_new ("completer", complete_thread, promise));
      g_assert_null (released_by);
      g_assert_cmpuint (seen.n_calls, ==, 0);
      relais_test_wait_for (was_called, &seen);
      g_assert_true (seen.thread == g_thread_self ());
      g_assert_true (released_by == g_thread_self ());
      g_assert_cmpstr (seen.text, ==, "from a thread");
      seen_clear (&seen);
    }
}

static void
test_timeout (void)
{
  RelaisPromise *promise = relais_promise_new ();
  g_autoptr(GError) error = NULL;

  error = relais_test_await_error (relais_future_timeout (relais_promise_dup_future (promise), 20, "the test"));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_true (g_cancellable_is_cancelled (relais_promise_get_cancellable (promise)));
  relais_promise_complete (promise, NULL, NULL);
  relais_test_settle ();
}

static void
test_timeout_in_time (void)
{
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  relais_test_await_value (relais_future_timeout (relais_future_spawn ("hello", hello_fiber, (gpointer) "à temps", NULL),
                                                  60 * 1000, "the test"), &value);
  g_assert_cmpstr (g_value_get_string (&value), ==, "à temps");

  error = relais_test_await_error (relais_future_timeout (
    relais_future_new_error (g_error_new (G_IO_ERROR, G_IO_ERROR_BUSY, "busy")), 60 * 1000, "the test"));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static void
test_detach_failure_subprocess (void)
{
  relais_future_detach (relais_future_new_error (g_error_new (G_IO_ERROR, G_IO_ERROR_BUSY, "busy")), "the errand");
  relais_test_settle ();
}

static void
test_detach (void)
{
  g_test_trap_subprocess ("/core/future/detach/subprocess/failure", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*WARNING*the errand: busy*");

  relais_future_detach (relais_future_new_error (g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no")), "the errand");
  relais_test_settle ();
}

static void
test_sleep_in_fiber (void)
{
  gint64 start = g_get_monotonic_time ();

  g_assert_true (dex_await (relais_future_sleep (30), NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 29 * 1000);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/future/success", test_success);
  g_test_add_func ("/core/future/settled-already", test_settled_already);
  g_test_add_func ("/core/future/failure", test_failure);
  g_test_add_func ("/core/future/owner-gone", test_owner_gone);
  g_test_add_func ("/core/future/cancel-before", test_cancel_before);
  g_test_add_func ("/core/future/cancel-during", test_cancel_during);
  g_test_add_func ("/core/future/cancel-after", test_cancel_after);
  g_test_add_func ("/core/future/cancel-fiber", test_cancel_fiber);
  g_test_add_func ("/core/future/complete-from-thread", test_complete_from_thread);
  g_test_add_func ("/core/future/timeout", test_timeout);
  g_test_add_func ("/core/future/timeout-in-time", test_timeout_in_time);
  g_test_add_func ("/core/future/detach", test_detach);
  g_test_add_func ("/core/future/detach/subprocess/failure", test_detach_failure_subprocess);
  relais_test_add_fiber ("/core/future/sleep", test_sleep_in_fiber);

  return g_test_run ();
}
