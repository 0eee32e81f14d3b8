/* relais-job-queue.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-queue-private.h"

G_DEFINE_FINAL_TYPE (RelaisJobQueue, relais_job_queue, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
running_free (gpointer data)
{
  RelaisJobRun *self = data;

  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
handler_free (gpointer data)
{
  RelaisJobPlaces *self = data;

  g_free (self->kind);
  g_free (self);
}

/* Takes the promises out first: what they wake may ask again. */
void
relais_job_queue_resolve (GPtrArray *promises)
{
  gsize n;
  gpointer *stolen = g_ptr_array_steal (promises, &n);

  for (gsize i = 0; i < n; i++)
    relais_promise_complete (stolen[i], NULL, NULL);
  g_free (stolen);
}

RelaisJobPlaces *
relais_job_queue_find (RelaisJobQueue *self,
                       const char     *kind)
{
  for (guint i = 0; i < self->handlers->len; i++)
    {
      RelaisJobPlaces *places = g_ptr_array_index (self->handlers, i);

      if (g_str_equal (places->kind, kind))
        return places;
    }

  return NULL;
}

void
relais_job_queue_died (RelaisJobQueue *self,
                       RelaisJob      *job)
{
  g_signal_emit (self, signals[DIED], 0, job);
}

static void
committed_cb (RelaisDatabase *database,
              gint64          id,
              gpointer        user_data)
{
  RelaisJobQueue *self = user_data;
  const char *topic = g_quark_to_string (g_signal_get_invocation_hint (database)->detail);
  RelaisJobState state;

  if (topic == NULL || !g_str_has_prefix (topic, RELAIS_JOB_TOPIC) ||
      !relais_job_state_from_string (topic + strlen (RELAIS_JOB_TOPIC), &state))
    return;

  g_signal_emit (self, signals[CHANGED], 0, id, state);
  if (state == RELAIS_JOB_WAITING)
    relais_job_queue_claim (self);
}

static void
relais_job_queue_dispose (GObject *object)
{
  RelaisJobQueue *self = RELAIS_JOB_QUEUE (object);

  self->started = FALSE;
  relais_job_queue_cancel_running (self);
  g_clear_handle_id (&self->wake_id, g_source_remove);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  g_clear_handle_id (&self->stop_id, g_source_remove);
  if (self->database != NULL)
    g_clear_signal_handler (&self->committed_id, self->database);
  relais_job_queue_resolve (self->idle_promises);
  relais_job_queue_resolve (self->stop_promises);

  G_OBJECT_CLASS (relais_job_queue_parent_class)->dispose (object);
}

static void
relais_job_queue_finalize (GObject *object)
{
  RelaisJobQueue *self = RELAIS_JOB_QUEUE (object);

  g_hash_table_unref (self->running);
  g_ptr_array_unref (self->handlers);
  g_ptr_array_unref (self->idle_promises);
  g_ptr_array_unref (self->stop_promises);
  g_clear_object (&self->database);
  g_free (self->owner);

  G_OBJECT_CLASS (relais_job_queue_parent_class)->finalize (object);
}

static void
relais_job_queue_class_init (RelaisJobQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_job_queue_dispose;
  object_class->finalize = relais_job_queue_finalize;

  /**
   * RelaisJobQueue::changed:
   * @id: the job
   * @state: (type int): its RelaisJobState now, on the disk
   */
  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_JOB_QUEUE, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);

  /**
   * RelaisJobQueue::died:
   * @job: what needs a person
   */
  signals[DIED] = g_signal_new ("died", RELAIS_TYPE_JOB_QUEUE, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, RELAIS_TYPE_JOB);
}

static void
relais_job_queue_init (RelaisJobQueue *self)
{
  self->times = (RelaisJobTimes) {
    .first_delay = 5 * 1000,
    .longest_delay = 30 * 60 * 1000,
    .lease = 60 * 1000,
    .stop = 10 * 1000,
    .record_again = 5 * 1000,
  };
  self->handlers = g_ptr_array_new_with_free_func (handler_free);
  self->running = g_hash_table_new_full (NULL, NULL, NULL, running_free);
  self->idle_promises = g_ptr_array_new ();
  self->stop_promises = g_ptr_array_new ();
}

/**
 * relais_job_queue_new:
 * @database: holds the jobs; one queue for each
 */
RelaisJobQueue *
relais_job_queue_new (RelaisDatabase *database)
{
  RelaisJobQueue *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);

  self = g_object_new (RELAIS_TYPE_JOB_QUEUE, NULL);
  self->database = g_object_ref (database);
  self->committed_id = g_signal_connect (database, "committed", G_CALLBACK (committed_cb), self);

  return self;
}

void
relais_job_queue_set_times (RelaisJobQueue       *self,
                            const RelaisJobTimes *times)
{
  self->times = *times;
}

/**
 * relais_job_queue_handle:
 * @kind: which jobs
 * @max_at_once: its places
 * @max_attempts: after so many failures a job is dead
 * @handler: does the effect
 * @user_data: must live as long as the queue
 *
 * Jobs of a kind that nobody handles wait.
 */
void
relais_job_queue_handle (RelaisJobQueue   *self,
                         const char       *kind,
                         guint             max_at_once,
                         guint             max_attempts,
                         RelaisJobHandler  handler,
                         gpointer          user_data)
{
  RelaisJobPlaces *added;

  g_return_if_fail (RELAIS_IS_JOB_QUEUE (self));
  g_return_if_fail (max_at_once > 0 && max_attempts > 0);
  g_return_if_fail (relais_job_queue_find (self, kind) == NULL);

  added = g_new0 (RelaisJobPlaces, 1);
  added->kind = g_strdup (kind);
  added->max_at_once = max_at_once;
  added->max_attempts = max_attempts;
  added->func = handler;
  added->data = user_data;
  g_ptr_array_add (self->handlers, added);
  relais_job_queue_claim (self);
}

typedef struct
{
  RelaisJobQueue *queue;     /* (owned) */
  RelaisPromise  *promise;   /* (owned) until completed */
} Starting;

static void
started_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Starting *starting = user_data;

  if (error == NULL)
    relais_job_queue_claim (starting->queue);
  else
    starting->queue->started = FALSE;

  relais_promise_complete (starting->promise, NULL, error != NULL ? g_error_copy (error) : NULL);
  g_object_unref (starting->queue);
  g_free (starting);
}

/**
 * relais_job_queue_start:
 *
 * Takes back what a killed process left and begins to work.
 *
 * Returns: (transfer full): resolves to %TRUE when that is on the disk
 */
DexFuture *
relais_job_queue_start (RelaisJobQueue *self)
{
  Starting *starting;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (self), NULL);
  g_return_val_if_fail (!self->started && self->stop_promises->len == 0, NULL);

  self->started = TRUE;
  g_free (self->owner);
  self->owner = g_uuid_string_random ();

  starting = g_new0 (Starting, 1);
  starting->queue = g_object_ref (self);
  starting->promise = relais_promise_new ();
  future = relais_promise_dup_future (starting->promise);
  relais_future_to_ui (relais_database_write (self->database, "taking jobs back", relais_job_sql_recover, NULL, NULL),
                       NULL, NULL, started_cb, starting);

  return future;
}

/**
 * relais_job_queue_wake:
 *
 * Looks for work now. Needed only when the clock was moved: what is enqueued, due or retried is noticed by itself.
 */
void
relais_job_queue_wake (RelaisJobQueue *self)
{
  g_return_if_fail (RELAIS_IS_JOB_QUEUE (self));

  relais_job_queue_claim (self);
}

/**
 * relais_job_queue_retry:
 * @id: a dead job
 *
 * Returns: (transfer full): resolves to %TRUE when it waits again; %RELAIS_STORAGE_ERROR_NOT_FOUND when it is not dead
 */
DexFuture *
relais_job_queue_retry (RelaisJobQueue *self,
                        gint64          id)
{
  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (self), NULL);

  return relais_database_write (self->database, "retrying a job", relais_job_sql_retry,
                                g_memdup2 (&id, sizeof id), g_free);
}

static gboolean
discard_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  gint64 id = *(gint64 *) data;
  gint64 dead;

  if (!relais_sql_get_int64 (sql, &dead, error, "SELECT COUNT(*) FROM job WHERE id = ? AND state = 'dead'", "i", id))
    return FALSE;
  if (dead > 0)
    return relais_job_cancel (sql, id, NULL, error);

  g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NOT_FOUND, "Job %" G_GINT64_FORMAT " is not dead", id);

  return FALSE;
}

/**
 * relais_job_queue_discard:
 * @id: a dead job
 *
 * Returns: (transfer full): resolves to %TRUE when nobody is asked about it any more; %RELAIS_STORAGE_ERROR_NOT_FOUND when it is not dead
 */
DexFuture *
relais_job_queue_discard (RelaisJobQueue *self,
                          gint64          id)
{
  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (self), NULL);

  return relais_database_write (self->database, "discarding a job", discard_sql,
                                g_memdup2 (&id, sizeof id), g_free);
}

/**
 * relais_job_queue_list:
 * @state: a RelaisJobState, %RELAIS_JOB_LIST_FAILED, or -1 for all
 * @limit: how many at most
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisJob, the last changed first
 */
DexFuture *
relais_job_queue_list (RelaisJobQueue *self,
                       int             state,
                       guint           limit)
{
  RelaisJobListing *listing;

  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (self), NULL);

  listing = g_new0 (RelaisJobListing, 1);
  listing->state = state;
  listing->limit = limit;

  return relais_database_read (self->database, "listing jobs", relais_job_sql_list, listing, g_free);
}

/**
 * relais_job_queue_idle:
 *
 * Returns: (transfer full): resolves to %TRUE when no job that somebody handles is ready or running; those that wait for
 *   a later time do not count
 */
DexFuture *
relais_job_queue_idle (RelaisJobQueue *self)
{
  RelaisPromise *promise;

  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (self), NULL);

  if (!self->started)
    return relais_future_new_true ();

  promise = relais_promise_new ();
  g_ptr_array_add (self->idle_promises, promise);
  relais_job_queue_claim (self);

  return relais_promise_dup_future (promise);
}
