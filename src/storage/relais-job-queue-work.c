/* relais-job-queue-work.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-job-queue-private.h"
#include "relais-redactor.h"

/* A timer does not notice that the machine slept or that its clock was set, so none runs longer than this. */
#define LONGEST_TIMER (60 * 1000)
#define PRUNE_INTERVAL (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static gint64
lease_end (RelaisJobQueue *self)
{
  return relais_clock_now () + self->times.lease;
}

static gboolean
renew_cb (gpointer user_data)
{
  RelaisJobQueue *self = user_data;
  RelaisJobClaim *claim;

  if (g_hash_table_size (self->running) == 0)
    {
      self->renew_id = 0;
      return G_SOURCE_REMOVE;
    }

  claim = relais_job_claim_new (self->owner, relais_clock_now (), lease_end (self));
  relais_future_detach (relais_database_write (self->database, "renewing leases", relais_job_sql_renew,
                                               claim, (GDestroyNotify) relais_job_claim_unref),
                        "renewing leases");

  return G_SOURCE_CONTINUE;
}

static RelaisJobOutcome *
judge_failure (RelaisJobQueue *self,
               RelaisJobRun   *running,
               const GError   *error)
{
  RelaisJobOutcome *outcome = g_new0 (RelaisJobOutcome, 1);
  guint attempts = relais_job_get_attempts (running->job);
  guint interruptions = relais_job_get_interruptions (running->job);
  guint n_failures = attempts > interruptions ? attempts - interruptions : 1;
  gint64 hint = relais_job_error_get_delay (error);

  outcome->error = relais_redactor_redact (relais_redactor_get_default (), error->message);
  outcome->state = RELAIS_JOB_DEAD;

  /* After an uncertain end a person decides whether the effect is there, and no handler shall look again. */
  if (g_error_matches (error, RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_UNCERTAIN))
    {
      outcome->forget_interruptions = TRUE;
    }
  else if (!g_error_matches (error, RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT) &&
           n_failures < running->places->max_attempts)
    {
      outcome->state = RELAIS_JOB_WAITING;
      outcome->not_before = relais_clock_now () +
        (hint >= 0 ? relais_job_later (hint) : relais_job_backoff (&self->times, n_failures));
    }
  outcome->result = relais_job_cause_to_string (error);

  return outcome;
}

static void
handled_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisJobQueue *self = owner;
  RelaisJobRun *running = user_data;
  RelaisJobOutcome *outcome;

  running->places->n_running--;

  /* Cancelled by finish_stop(): its lease was given back. */
  if (!g_cancellable_is_cancelled (running->cancellable))
    {
      if (error == NULL)
        {
          outcome = g_new0 (RelaisJobOutcome, 1);
          outcome->state = RELAIS_JOB_DONE;
          if (G_VALUE_HOLDS_STRING (value))
            outcome->result = g_value_dup_string (value);
        }
      else
        {
          outcome = judge_failure (self, running, error);
        }
      outcome->id = relais_job_get_id (running->job);
      outcome->owner = g_strdup (self->owner);
      relais_job_queue_record (self, outcome);
    }

  g_hash_table_remove (self->running, running->job);

  /* In the same batch as the record, so both cost one flush. */
  relais_job_queue_claim (self);
}

static void
begin_job (RelaisJobQueue  *self,
           RelaisJobPlaces *places,
           RelaisJob       *job)
{
  RelaisJobRun *running = g_new0 (RelaisJobRun, 1);
  DexFuture *future;

  running->job = g_object_ref (job);
  running->places = places;
  running->cancellable = g_cancellable_new ();
  places->n_running++;
  g_hash_table_insert (self->running, job, running);

  future = places->func (job, places->data);
  if (future == NULL)
    future = relais_future_new_error (g_error_new (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT,
                                                   "The handler of %s gave no future", places->kind));
  relais_future_to_ui (future, self, running->cancellable, handled_cb, running);
}

static gboolean
wake_cb (gpointer user_data)
{
  RelaisJobQueue *self = user_data;

  self->wake_id = 0;
  relais_job_queue_claim (self);

  return G_SOURCE_REMOVE;
}

static void
set_timer (RelaisJobQueue *self,
           gint64          next)
{
  /* A millisecond more, because the two clocks do not tick together. */
  gint64 wait = next - relais_clock_now () + 1;

  g_clear_handle_id (&self->wake_id, g_source_remove);
  if (next < G_MAXINT64)
    self->wake_id = g_timeout_add ((guint) CLAMP (wait, 0, LONGEST_TIMER), wake_cb, self);
}

/* Leased when the queue was told to stop: they were not begun. */
static void
return_jobs (RelaisJobQueue *self,
             RelaisJobClaim *claim)
{
  relais_future_detach (relais_database_write (self->database, "returning jobs", relais_job_sql_unclaim,
                                               relais_job_claim_ref (claim), (GDestroyNotify) relais_job_claim_unref),
                        "returning jobs");
}

static void
claimed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisJobQueue *self = owner;
  RelaisJobClaim *claim;

  self->claiming = FALSE;
  if (!self->started)
    {
      if (error == NULL)
        return_jobs (self, g_value_get_boxed (value));
      relais_job_queue_check_stop (self);
      return;
    }

  if (error != NULL)
    {
      if (relais_error_is_cancelled (error))
        return;
      g_warning ("No jobs could be taken: %s", error->message);
      set_timer (self, relais_clock_now () + self->times.record_again);
      return;
    }

  claim = g_value_get_boxed (value);
  for (guint i = 0; i < claim->jobs->len; i++)
    {
      RelaisJob *job = g_ptr_array_index (claim->jobs, i);

      begin_job (self, relais_job_queue_find (self, relais_job_get_kind (job)), job);
    }

  if (g_hash_table_size (self->running) > 0 && self->renew_id == 0)
    self->renew_id = g_timeout_add (self->times.lease / 3, renew_cb, self);

  if (self->claim_again)
    {
      relais_job_queue_claim (self);
      return;
    }

  set_timer (self, claim->next);
  if (g_hash_table_size (self->running) == 0 && self->n_recording == 0)
    relais_job_queue_resolve (self->idle_promises);
}

static void
prune_daily (RelaisJobQueue *self)
{
  gint64 now = relais_clock_now ();

  if (now - self->last_prune < PRUNE_INTERVAL)
    return;

  self->last_prune = now;
  relais_future_detach (relais_database_write (self->database, "forgetting old jobs", relais_job_sql_prune, NULL, NULL),
                        "forgetting old jobs");
}

/* Leases as many jobs as there are places, and learns when to look again. */
void
relais_job_queue_claim (RelaisJobQueue *self)
{
  RelaisJobClaim *claim;

  if (!self->started)
    return;

  self->claim_again = self->claiming;
  if (self->claiming)
    return;

  self->claiming = TRUE;
  prune_daily (self);
  claim = relais_job_claim_new (self->owner, relais_clock_now (), lease_end (self));
  for (guint i = 0; i < self->handlers->len; i++)
    {
      RelaisJobPlaces *places = g_ptr_array_index (self->handlers, (i + self->first_handler) % self->handlers->len);

      relais_job_claim_add (claim, places->kind, places->max_at_once - MIN (places->n_running, places->max_at_once));
    }
  self->first_handler++;

  relais_future_to_ui (relais_database_write (self->database, "taking jobs", relais_job_sql_claim,
                                              claim, (GDestroyNotify) relais_job_claim_unref),
                       self, NULL, claimed_cb, NULL);
}
