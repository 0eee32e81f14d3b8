/* relais-triage-proof.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-proof.h"
#include "relais-triage-private.h"

/* So long nothing more has to come before it is measured: a mailbox that is taken in brings thousands at once. */
#define QUIET_MS 1000
/* But no longer than this: one that comes over a slow line takes hours. */
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)
/* So many in one go, that neither the database nor a training waits for long. */
#define BATCH 50

/* One measure. Shared by the fiber and by the work it waits for. */
typedef struct
{
  RelaisTriage    *self;        /* (owned) */
  RelaisKnowledge *knowledge;   /* (owned) */
  RelaisLikeness  *likeness;    /* (owned) (nullable) until the first batch */
  gboolean         all;         /* else what was not measured yet */
  GArray          *messages;    /* (owned) of gint64 */
  GPtrArray       *proofs;      /* (owned) of RelaisProof */
  guint            next;        /* of messages */
  guint            judged;      /* of proofs */
} Measure;

static void
measure_clear (gpointer data)
{
  Measure *measure = data;

  g_clear_object (&measure->self);
  relais_knowledge_unref (measure->knowledge);
  g_clear_pointer (&measure->likeness, relais_likeness_free);
  g_clear_pointer (&measure->messages, g_array_unref);
  g_ptr_array_unref (measure->proofs);
}

static void
measure_unref (gpointer measure)
{
  g_atomic_rc_box_release_full (measure, measure_clear);
}

static gboolean
list_answered (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Measure *measure = data;

  measure->messages = relais_proof_sql_list (sql, measure->all, error);

  return measure->messages != NULL;
}

static gboolean
load_batch (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Measure *measure = data;
  guint end = MIN (measure->next + BATCH, measure->messages->len);

  for (; measure->next < end; measure->next++)
    {
      g_autoptr(GError) local = NULL;
      RelaisProof *proof = relais_proof_sql_load (sql, g_array_index (measure->messages, gint64, measure->next), &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (proof != NULL)
        g_ptr_array_add (measure->proofs, proof);
    }

  return TRUE;
}

static gboolean
judge_batch (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  Measure *measure = data;

  if (measure->likeness == NULL)
    measure->likeness = relais_likeness_new (relais_knowledge_get_kinds (measure->knowledge));
  for (; measure->judged < measure->proofs->len; measure->judged++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      relais_proof_judge (g_ptr_array_index (measure->proofs, measure->judged), measure->knowledge, measure->likeness);
    }

  return TRUE;
}

static gboolean
write_all (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  Measure *measure = data;

  return relais_proof_sql_write (sql, measure->proofs, measure->all, error);
}

/* What is known now is another thing than what is measured: the next measure begins when it was learned. */
static gboolean
is_overtaken (Measure *measure)
{
  return !measure->self->started || measure->self->knowledge != measure->knowledge;
}

static DexFuture *
measure_fiber (gpointer data)
{
  Measure *measure = data;
  RelaisTriage *self = measure->self;
  GError *error = NULL;

  if (!dex_await (relais_database_read (self->database, "answered messages", list_answered, g_atomic_rc_box_acquire (measure),
                                        measure_unref), &error))
    return dex_future_new_for_error (error);

  while (measure->next < measure->messages->len)
    {
      if (is_overtaken (measure))
        return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "something was learned meanwhile");
      if (!dex_await (relais_database_read (self->database, "answered messages", load_batch, g_atomic_rc_box_acquire (measure),
                                            measure_unref), &error) ||
          !dex_await (relais_worker_run (self->worker, "measure on answered mail", judge_batch, g_atomic_rc_box_acquire (measure),
                                         measure_unref), &error))
        return dex_future_new_for_error (error);
    }
  if (!measure->all && measure->proofs->len == 0)
    return dex_future_new_true ();
  if (is_overtaken (measure))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "something was learned meanwhile");

  return relais_database_write (self->database, "what past answers prove", write_all, g_atomic_rc_box_acquire (measure), measure_unref);
}

static void
measured_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisTriage *self = owner;
  Measure *measure = user_data;

  self->measuring = FALSE;
  if (error == NULL)
    {
      if (measure->all)
        {
          g_clear_pointer (&self->measured, relais_knowledge_unref);
          self->measured = relais_knowledge_ref (measure->knowledge);
        }
      relais_triage_emit_measured (self);
    }
  else if (self->started && !relais_error_is_cancelled (error))
    {
      g_warning ("measure on answered mail: %s", error->message);
    }

  /* Overtaken ones included: what was learned meanwhile asked for it while this one ran. */
  if (self->measure_again)
    relais_triage_measure_soon (self);
  measure_unref (measure);
}

static gboolean
measure_cb (gpointer data)
{
  RelaisTriage *self = data;
  Measure *measure;

  self->measure_id = 0;
  self->measure_asked = 0;
  if (self->knowledge == NULL)
    return G_SOURCE_REMOVE;

  measure = g_atomic_rc_box_new0 (Measure);
  measure->self = g_object_ref (self);
  measure->knowledge = relais_knowledge_ref (self->knowledge);
  measure->all = self->measured != self->knowledge;
  measure->proofs = g_ptr_array_new_with_free_func (relais_proof_free);
  self->measuring = TRUE;
  self->measure_again = FALSE;
  relais_future_to_ui (relais_future_spawn ("measure", measure_fiber, g_atomic_rc_box_acquire (measure), measure_unref), self, NULL,
                       measured_cb, measure);

  return G_SOURCE_REMOVE;
}

/* See the private header. */
void
relais_triage_measure_soon (RelaisTriage *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->started)
    return;
  if (self->measuring)
    {
      self->measure_again = TRUE;
      return;
    }

  if (self->measure_asked == 0)
    self->measure_asked = now;
  if (self->measure_id != 0 && now - self->measure_asked > PATIENCE_US)
    return;
  g_clear_handle_id (&self->measure_id, g_source_remove);
  self->measure_id = g_timeout_add (QUIET_MS, measure_cb, self);
}
