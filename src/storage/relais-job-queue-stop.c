/* relais-job-queue-stop.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-queue-private.h"

static void
released_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisJobQueue *self = owner;

  if (error != NULL && !relais_error_is_cancelled (error))
    g_warning ("Leases could not be given back: %s", error->message);
  relais_job_queue_resolve (self->idle_promises);
  relais_job_queue_resolve (self->stop_promises);
}

void
relais_job_queue_cancel_running (RelaisJobQueue *self)
{
  g_autoptr(GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  RelaisJobRun *running;

  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &running))
    g_ptr_array_add (cancellables, g_object_ref (running->cancellable));
  for (guint i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (cancellables->pdata[i]);
}

/* Nothing runs any more, or it is waited for no longer. */
static void
finish_stop (RelaisJobQueue *self)
{
  g_clear_handle_id (&self->stop_id, g_source_remove);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  relais_job_queue_cancel_running (self);
  relais_future_to_ui (relais_database_write (self->database, "giving leases back", relais_job_sql_release,
                                              g_strdup (self->owner), g_free),
                       self, NULL, released_cb, NULL);
}

void
relais_job_queue_check_stop (RelaisJobQueue *self)
{
  if (self->stop_id != 0 && !self->claiming && g_hash_table_size (self->running) == 0 && self->n_recording == 0)
    finish_stop (self);
}

static gboolean
stop_timeout_cb (gpointer user_data)
{
  RelaisJobQueue *self = user_data;

  self->stop_id = 0;
  g_info ("%u jobs did not end in time", g_hash_table_size (self->running));
  finish_stop (self);

  return G_SOURCE_REMOVE;
}

/**
 * relais_job_queue_stop:
 *
 * Begins nothing more, waits ten seconds for what runs, then cancels it and gives its leases back.
 *
 * Returns: (transfer full): resolves to %TRUE when nothing runs and all is recorded
 */
DexFuture *
relais_job_queue_stop (RelaisJobQueue *self)
{
  RelaisPromise *promise;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (self), NULL);

  if (!self->started && self->stop_promises->len == 0)
    return relais_future_new_true ();

  promise = relais_promise_new ();
  future = relais_promise_dup_future (promise);
  g_ptr_array_add (self->stop_promises, promise);

  if (self->started)
    {
      self->started = FALSE;
      g_clear_handle_id (&self->wake_id, g_source_remove);
      self->stop_id = g_timeout_add (self->times.stop, stop_timeout_cb, self);
      relais_job_queue_check_stop (self);
    }

  return future;
}
