/* relais-job-queue-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-queue-private.h"

typedef struct
{
  RelaisJobQueue   *queue;      /* (owned) */
  RelaisJobOutcome *outcome;    /* (owned) */
} Recording;

static void
recording_free (gpointer data)
{
  Recording *self = data;

  g_clear_object (&self->queue);
  g_clear_pointer (&self->outcome, relais_job_outcome_free);
  g_free (self);
}

static gboolean
record_again_cb (gpointer user_data)
{
  Recording *recording = user_data;

  recording->queue->n_recording--;
  relais_job_queue_record (recording->queue, g_steal_pointer (&recording->outcome));

  return G_SOURCE_REMOVE;
}

static void
recorded_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  Recording *recording = user_data;
  RelaisJobQueue *self = recording->queue;
  RelaisJob *job;

  /* The effect has happened; forgetting that would repeat it. While the disk is full the outcome is kept here. */
  if (error != NULL && !relais_error_is_cancelled (error))
    {
      g_warning ("The outcome of job %" G_GINT64_FORMAT " could not be recorded: %s",
                 recording->outcome->id, error->message);
      g_timeout_add_full (G_PRIORITY_DEFAULT, self->times.record_again,
                          record_again_cb, recording, recording_free);
      return;
    }

  self->n_recording--;
  job = error == NULL ? g_value_get_object (value) : NULL;
  if (job != NULL && relais_job_get_state (job) == RELAIS_JOB_DEAD)
    relais_job_queue_died (self, job);

  relais_job_queue_check_stop (self);
  if (self->idle_promises->len > 0)
    relais_job_queue_claim (self);
  recording_free (recording);
}

static RelaisJobOutcome *
outcome_copy (const RelaisJobOutcome *outcome)
{
  RelaisJobOutcome *copy = g_memdup2 (outcome, sizeof *outcome);

  copy->owner = g_strdup (outcome->owner);
  copy->result = g_strdup (outcome->result);
  copy->error = g_strdup (outcome->error);

  return copy;
}

/* Writes how a job ended, again and again until it is written. @outcome: (transfer full) */
void
relais_job_queue_record (RelaisJobQueue   *self,
                         RelaisJobOutcome *outcome)
{
  Recording *recording = g_new0 (Recording, 1);

  recording->queue = g_object_ref (self);
  recording->outcome = outcome;
  self->n_recording++;
  relais_future_to_ui (relais_database_write (self->database, "recording a job", relais_job_sql_record,
                                              outcome_copy (outcome), (GDestroyNotify) relais_job_outcome_free),
                       NULL, NULL, recorded_cb, recording);
}
