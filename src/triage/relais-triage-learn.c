/* relais-triage-learn.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-trainer.h"
#include "relais-triage-private.h"

/* Corrections come in bursts: one training serves them all. */
#define RETRAIN_DELAY_MS 300

static void
trained_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisTriage *self = owner;

  self->training = FALSE;
  if (error != NULL)
    {
      if (!relais_error_is_cancelled (error))
        g_warning ("training: %s", error->message);
    }
  else
    {
      g_clear_pointer (&self->knowledge, relais_knowledge_unref);
      self->knowledge = g_value_dup_boxed (value);
      relais_triage_emit_trained (self);
      relais_triage_measure_soon (self);
    }

  if (self->stale && self->started)
    relais_triage_retrain (self);
  else
    relais_triage_check_settled (self);
}

static DexFuture *
train (RelaisTriage *self)
{
  self->stale = FALSE;

  return relais_trainer_run (self->database, self->worker, self->model_file, relais_triage_read_identity (self), NULL);
}

static gboolean
retrain_cb (gpointer data)
{
  RelaisTriage *self = data;

  self->retrain_id = 0;
  self->training = TRUE;
  relais_future_to_ui (train (self), self, NULL, trained_cb, NULL);

  return G_SOURCE_REMOVE;
}

/* Learns again soon, in the background, from everything that is known then. */
void
relais_triage_retrain (RelaisTriage *self)
{
  if (self->training)
    self->stale = TRUE;
  else if (self->started && self->retrain_id == 0)
    self->retrain_id = g_timeout_add (RETRAIN_DELAY_MS, retrain_cb, self);
}

static void
learned_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisTriage *self = owner;

  self->started = TRUE;
  trained_cb (owner, value, error, NULL);
  relais_promise_complete (user_data, NULL, error != NULL ? g_error_copy (error) : NULL);
}

/* See the private header. The worker trains one after the other, so the last to end is the last that was asked for. */
DexFuture *
relais_triage_learn (RelaisTriage *self)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);

  self->training = TRUE;
  relais_future_to_ui (train (self), self, NULL, learned_cb, promise);

  return future;
}
