/* relais-triage.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-private.h"

G_DEFINE_FINAL_TYPE (RelaisTriage, relais_triage, G_TYPE_OBJECT)

enum
{
  DECIDED,
  ANSWER_CHANGED,
  TRAINED,
  FAILED,
  MEASURED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define JOBS_AT_ONCE 8
#define JOB_ATTEMPTS 6

/* Answers those who wait for quiet: nothing being decided, nothing to learn. The queue is asked by relais_triage_settled(). */
void
relais_triage_check_settled (RelaisTriage *self)
{
  g_autoptr(GPtrArray) waiters = NULL;

  if (self->training || self->retrain_id != 0 || self->deciding > 0)
    return;

  waiters = g_steal_pointer (&self->waiters);
  self->waiters = g_ptr_array_new ();
  for (guint i = 0; i < waiters->len; i++)
    relais_promise_complete (g_ptr_array_index (waiters, i), NULL, NULL);
}

void
relais_triage_emit_decided (RelaisTriage *self,
                            gint64        message)
{
  relais_triage_refresh_rows (self, message);
  g_signal_emit (self, signals[DECIDED], 0, message);
}

/* @message: 0: not known here */
void
relais_triage_emit_failed (RelaisTriage *self,
                           gint64        message,
                           const char   *step)
{
  relais_triage_refresh_rows (self, message);
  g_signal_emit (self, signals[FAILED], 0, message, step);
}

void
relais_triage_emit_answer_changed (RelaisTriage *self,
                                   gint64        message)
{
  relais_triage_refresh_rows (self, message);
  g_signal_emit (self, signals[ANSWER_CHANGED], 0, message);
}

void
relais_triage_emit_trained (RelaisTriage *self)
{
  g_signal_emit (self, signals[TRAINED], 0);
}

void
relais_triage_emit_measured (RelaisTriage *self)
{
  g_signal_emit (self, signals[MEASURED], 0);
}

/* A message that could not be judged waits for somebody. */
static void
job_died_cb (RelaisJobQueue *queue,
             RelaisJob      *job,
             RelaisTriage   *self)
{
  if (g_str_equal (relais_job_get_kind (job), "triage"))
    relais_triage_give_up (self, job);
}

static void
delivery_changed_cb (RelaisDeliveries *deliveries,
                     gint64            delivery,
                     int               state,
                     RelaisTriage     *self)
{
  if (state == RELAIS_DELIVERY_BOUNCED || state == RELAIS_DELIVERY_FAILED || state == RELAIS_DELIVERY_UNCERTAIN)
    relais_triage_emit_failed (self, 0, "send");
  if (state == RELAIS_DELIVERY_SENT)
    relais_triage_measure_soon (self);
  relais_triage_refresh_rows (self, 0);
  g_signal_emit (self, signals[ANSWER_CHANGED], 0, (gint64) 0);
}

/* The sink wrote a job, and perhaps found that it answers a mail of ours. */
static void
extracted_cb (RelaisIntake *intake,
              gint64        message,
              RelaisTriage *self)
{
  relais_job_queue_wake (self->queue);
  relais_triage_refresh_rows (self, 0);
}

/* A merge makes the decisions of one kind those of another. */
static void
kinds_changed_cb (RelaisTriage *self)
{
  relais_triage_refresh_rows (self, 0);
  relais_triage_retrain (self);
}

/* What is known of a message is known of its new place, too. */
static void
placed_cb (RelaisTriage *self)
{
  relais_triage_refresh_rows (self, 0);
}

/* Somebody answered it elsewhere. */
static void
settled_cb (RelaisDatabase *database,
            gint64          message,
            RelaisTriage   *self)
{
  relais_triage_emit_answer_changed (self, message);
}

static void
relais_triage_dispose (GObject *object)
{
  RelaisTriage *self = RELAIS_TRIAGE (object);

  self->started = FALSE;
  g_clear_handle_id (&self->retrain_id, g_source_remove);
  g_clear_handle_id (&self->batch_id, g_source_remove);
  g_clear_handle_id (&self->measure_id, g_source_remove);
  g_clear_object (&self->judge);
  if (self->worker != NULL)
    relais_worker_stop (self->worker);
  if (self->judging != NULL)
    relais_worker_stop (self->judging);

  G_OBJECT_CLASS (relais_triage_parent_class)->dispose (object);
}

static void
relais_triage_finalize (GObject *object)
{
  RelaisTriage *self = RELAIS_TRIAGE (object);

  relais_triage_release_rows (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->judging);
  g_clear_object (&self->database);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);
  g_clear_object (&self->mail);
  g_clear_object (&self->deliveries);
  g_clear_object (&self->team);
  g_clear_object (&self->kinds);
  g_clear_pointer (&self->knowledge, relais_knowledge_unref);
  g_clear_pointer (&self->measured, relais_knowledge_unref);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_free (self->model_file);

  G_OBJECT_CLASS (relais_triage_parent_class)->finalize (object);
}

static void
relais_triage_class_init (RelaisTriageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_triage_dispose;
  object_class->finalize = relais_triage_finalize;

  signals[DECIDED] = g_signal_new ("decided", RELAIS_TYPE_TRIAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ANSWER_CHANGED] = g_signal_new ("answer-changed", RELAIS_TYPE_TRIAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[TRAINED] = g_signal_new ("trained", RELAIS_TYPE_TRIAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", RELAIS_TYPE_TRIAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[MEASURED] = g_signal_new ("measured", RELAIS_TYPE_TRIAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
relais_triage_init (RelaisTriage *self)
{
  self->waiters = g_ptr_array_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->worker = relais_worker_new ("training", 1);
  self->judging = relais_worker_new ("triage", 1);
}

/**
 * relais_triage_new:
 * @folder: where the trained classifier is kept
 *
 * Returns: (transfer full)
 */
RelaisTriage *
relais_triage_new (RelaisDatabase   *database,
                   RelaisJobQueue   *queue,
                   RelaisSettings   *settings,
                   RelaisMail       *mail,
                   RelaisDeliveries *deliveries,
                   RelaisTeam       *team,
                   RelaisKindStore  *kinds,
                   const char       *folder)
{
  RelaisTriage *self = g_object_new (RELAIS_TYPE_TRIAGE, NULL);

  self->database = g_object_ref (database);
  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  self->mail = g_object_ref (mail);
  self->deliveries = g_object_ref (deliveries);
  self->team = g_object_ref (team);
  self->kinds = g_object_ref (kinds);
  self->model_file = g_build_filename (folder, "classifier.model", NULL);

  relais_intake_set_sink (relais_mail_get_intake (mail), relais_triage_sink, NULL);
  relais_job_queue_handle (queue, "triage", JOBS_AT_ONCE, JOB_ATTEMPTS, relais_triage_handle_job, self);

  g_signal_connect_object (kinds, "changed", G_CALLBACK (kinds_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (team, "items-changed", G_CALLBACK (relais_triage_retrain), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "died", G_CALLBACK (job_died_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (database, "committed::" RELAIS_TRIAGE_SETTLED, G_CALLBACK (settled_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (deliveries, "changed", G_CALLBACK (delivery_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (relais_mail_get_intake (mail), "extracted", G_CALLBACK (extracted_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (relais_mail_get_intake (mail), "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_mail_get_intake (mail), "indexed", G_CALLBACK (relais_triage_measure_soon), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * relais_triage_start:
 *
 * Returns: (transfer full): resolves when messages can be judged: start the queue after it
 */
DexFuture *
relais_triage_start (RelaisTriage *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  return relais_triage_learn (self);
}

/**
 * relais_triage_stop:
 *
 * Returns: (transfer full): resolves when no training runs any more
 */
DexFuture *
relais_triage_stop (RelaisTriage *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  self->started = FALSE;
  g_clear_handle_id (&self->retrain_id, g_source_remove);
  g_clear_handle_id (&self->batch_id, g_source_remove);
  g_clear_handle_id (&self->measure_id, g_source_remove);
  relais_worker_stop (self->worker);
  relais_worker_stop (self->judging);

  return relais_future_new_true ();
}

void
relais_triage_set_judge (RelaisTriage     *self,
                         RelaisModelJudge *judge)
{
  g_return_if_fail (RELAIS_IS_TRIAGE (self));

  g_set_object (&self->judge, judge);
}

/**
 * relais_triage_get_knowledge:
 *
 * Returns: (transfer none) (nullable): %NULL before relais_triage_start() resolved
 */
RelaisKnowledge *
relais_triage_get_knowledge (RelaisTriage *self)
{
  RelaisKnowledge *known;
  RelaisIdentity me;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  if (self->knowledge == NULL)
    return NULL;

  /* Who signs is looked up each time: a mailbox and its owner's name may come after what was learned, and the first mail at once. */
  me = relais_triage_read_identity (self);
  known = relais_knowledge_for (self->knowledge, &me);
  relais_knowledge_unref (self->knowledge);
  self->knowledge = known;

  return known;
}

static void
queue_idle_cb (gpointer      owner,
               const GValue *value,
               const GError *error,
               gpointer      user_data)
{
  RelaisTriage *self = owner;

  g_ptr_array_add (self->waiters, user_data);
  relais_triage_check_settled (self);
}

/**
 * relais_triage_settled:
 *
 * Returns: (transfer full): resolves when there is nothing left to do now
 */
DexFuture *
relais_triage_settled (RelaisTriage *self)
{
  RelaisPromise *promise;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  promise = relais_promise_new ();
  future = relais_promise_dup_future (promise);
  relais_future_to_ui (relais_job_queue_idle (self->queue), self, NULL, queue_idle_cb, promise);

  return future;
}
