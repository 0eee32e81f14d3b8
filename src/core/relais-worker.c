/* relais-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-worker.h"
#include "relais-promise.h"

typedef struct
{
  char           *what;        /* (owned) */
  RelaisWorkFunc  func;
  gpointer        data;        /* owned by the promise */
  RelaisPromise  *promise;     /* (owned) until completed */
  GCancellable   *cancellable; /* (owned) */
} Work;

struct _RelaisWorker
{
  GObject       parent_instance;

  char         *name;         /* (owned) */
  GThreadPool  *pool;         /* (owned) (nullable) gone after stop */
  GCancellable *stopping;     /* (owned) */
  int           load;         /* (atomic) waiting and running */
};

G_DEFINE_FINAL_TYPE (RelaisWorker, relais_worker, G_TYPE_OBJECT)

static GPrivate running_worker;

static void
work_complete (Work         *work,
               const GValue *result,
               GError       *error)
{
  relais_promise_complete (work->promise, result, error);
  g_clear_object (&work->cancellable);
  g_free (work->what);
  g_free (work);
}

static void
stopping_cb (GCancellable *stopping,
             gpointer      user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

static void
run_work (gpointer data,
          gpointer user_data)
{
  Work *work = data;
  RelaisWorker *self = user_data;
  g_auto(GValue) result = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;
  gulong stop_id;

  stop_id = g_cancellable_connect (self->stopping, G_CALLBACK (stopping_cb),
                                   g_object_ref (work->cancellable), g_object_unref);

  if (!g_cancellable_set_error_if_cancelled (work->cancellable, &error))
    {
      g_private_set (&running_worker, self);
      if (work->func (work->data, work->cancellable, &result, &error))
        g_assert (error == NULL);
      else if (error == NULL)
        error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "%s failed without a reason", work->what);
      g_private_set (&running_worker, NULL);
    }

  g_cancellable_disconnect (self->stopping, stop_id);
  g_atomic_int_add (&self->load, -1);
  work_complete (work, &result, g_steal_pointer (&error));
}

static void
relais_worker_dispose (GObject *object)
{
  RelaisWorker *self = RELAIS_WORKER (object);

  relais_worker_stop (self);

  G_OBJECT_CLASS (relais_worker_parent_class)->dispose (object);
}

static void
relais_worker_finalize (GObject *object)
{
  RelaisWorker *self = RELAIS_WORKER (object);

  g_clear_object (&self->stopping);
  g_free (self->name);

  G_OBJECT_CLASS (relais_worker_parent_class)->finalize (object);
}

static void
relais_worker_class_init (RelaisWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_worker_dispose;
  object_class->finalize = relais_worker_finalize;
}

static void
relais_worker_init (RelaisWorker *self)
{
  self->stopping = g_cancellable_new ();
}

/**
 * relais_worker_new:
 * @name: for debugging
 * @n_threads: how many pieces of work may run at once; 1 keeps them strictly in order
 *
 * Returns: (transfer full): a worker; dropping the last reference stops it
 */
RelaisWorker *
relais_worker_new (const char *name,
                   guint       n_threads)
{
  RelaisWorker *self;

  g_return_val_if_fail (n_threads > 0, NULL);

  self = g_object_new (RELAIS_TYPE_WORKER, NULL);
  self->name = g_strdup (name);
  self->pool = g_thread_pool_new (run_work, self, (int) n_threads, TRUE, NULL);

  return self;
}

/**
 * relais_worker_run:
 * @what: names the work in errors; no private content
 * @func: runs on one of the worker's threads
 * @data: given to @func
 * @destroy: (nullable): frees @data, on the main thread, after @func and before the future resolves
 *
 * From the main thread. When the last future that depends on the result goes away (relais_future_to_ui() was
 * cancelled, a fiber that awaits was), the work's cancellable is cancelled. Dropping the bare result does not.
 *
 * Returns: (transfer full): resolves to what @func gave; rejected with its error, or with
 *   %G_IO_ERROR_CANCELLED when the worker was stopped
 */
DexFuture *
relais_worker_run (RelaisWorker   *self,
                   const char     *what,
                   RelaisWorkFunc  func,
                   gpointer        data,
                   GDestroyNotify  destroy)
{
  Work *work;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_WORKER (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  work = g_new0 (Work, 1);
  work->what = g_strdup (what);
  work->func = func;
  work->data = data;
  work->promise = relais_promise_new ();
  relais_promise_set_release (work->promise, data, destroy);
  work->cancellable = g_object_ref (relais_promise_get_cancellable (work->promise));
  future = relais_promise_dup_future (work->promise);

  if (self->pool == NULL)
    {
      work_complete (work, NULL,
                     g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                  "%s was not started: %s has stopped", what, self->name));
      return future;
    }

  g_atomic_int_inc (&self->load);
  g_thread_pool_push (self->pool, work, NULL);

  return future;
}

/**
 * relais_worker_get_load:
 *
 * Returns: how many pieces of work wait or run
 */
guint
relais_worker_get_load (RelaisWorker *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKER (self), 0);

  return (guint) g_atomic_int_get (&self->load);
}

/**
 * relais_worker_stop:
 *
 * Cancels what runs and what waits, and joins the threads. Later work is refused. May be called twice. Blocks until the running
 * work has noticed its cancellation, so functions given to a worker must pass their cancellable on.
 */
void
relais_worker_stop (RelaisWorker *self)
{
  g_return_if_fail (RELAIS_IS_WORKER (self));

  if (self->pool == NULL)
    return;

  g_cancellable_cancel (self->stopping);
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}

/**
 * relais_worker_is_inside:
 *
 * Returns: whether the calling thread is running this worker's work; for assertions
 */
gboolean
relais_worker_is_inside (RelaisWorker *self)
{
  return g_private_get (&running_worker) == self;
}
