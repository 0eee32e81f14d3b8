/* relais-triage-trials.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-trainer.h"
#include "relais-triage-private.h"
#include "relais-triage-record-private.h"

/* What past mail says: about one kind, or about other kinds than today's. Shared by the fiber and by the work it waits for. */
typedef struct
{
  RelaisTriage    *self;        /* (owned) */
  char            *kind;        /* (owned) (nullable) */
  RelaisLimits     limits;
  guint            limit;
  RelaisProposal  *proposal;    /* (owned) (nullable) */
  RelaisProgress  *progress;    /* (owned) (nullable) */
  GPtrArray       *inputs;      /* (owned) */
  GPtrArray       *records;     /* (owned) beside inputs */
  GArray          *answered;    /* (owned) of gboolean, beside inputs */
  RelaisKnowledge *knowledge;   /* (owned) */
  RelaisKnowledge *without;     /* (owned) (nullable) the same without the rule that is tried */
} Study;

static RelaisAutonomy *
relais_autonomy_copy (RelaisAutonomy *self)
{
  return g_memdup2 (self, sizeof *self);
}

G_DEFINE_BOXED_TYPE (RelaisAutonomy, relais_autonomy, relais_autonomy_copy, g_free)

static void
study_clear (gpointer data)
{
  Study *study = data;

  g_clear_object (&study->self);
  g_free (study->kind);
  g_clear_pointer (&study->proposal, relais_proposal_unref);
  g_clear_pointer (&study->progress, relais_progress_unref);
  g_clear_pointer (&study->inputs, g_ptr_array_unref);
  g_clear_pointer (&study->records, g_ptr_array_unref);
  g_clear_pointer (&study->answered, g_array_unref);
  g_clear_pointer (&study->knowledge, relais_knowledge_unref);
  g_clear_pointer (&study->without, relais_knowledge_unref);
}

static Study *
study_new (RelaisTriage *self)
{
  Study *study = g_atomic_rc_box_new0 (Study);

  study->self = g_object_ref (self);

  return study;
}

static void
study_unref (gpointer study)
{
  g_atomic_rc_box_release_full (study, study_clear);
}

static gboolean
read_autonomy (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Study *study = data;
  RelaisAutonomy autonomy;

  if (!relais_guard_measure (sql, &study->limits, study->kind, &autonomy, error))
    return FALSE;
  g_value_init (result, RELAIS_TYPE_AUTONOMY);
  g_value_set_boxed (result, &autonomy);

  return TRUE;
}

/**
 * relais_triage_measure:
 *
 * Returns: (transfer full): resolves to a RelaisAutonomy
 */
DexFuture *
relais_triage_measure (RelaisTriage *self,
                       const char   *kind)
{
  Study *study;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  study = study_new (self);
  study->kind = g_strdup (kind);
  study->limits = relais_triage_get_limits (self);

  return relais_database_read (self->database, "precision of a kind", read_autonomy, study, study_unref);
}

static gboolean
read_past (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  Study *study = data;

  study->inputs = relais_triage_sql_load_past (sql, study->limit, error);
  if (study->inputs == NULL)
    return FALSE;

  study->records = g_ptr_array_new_with_free_func (g_object_unref);
  study->answered = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (guint i = 0; i < study->inputs->len; i++)
    {
      RelaisTriageInput *input = g_ptr_array_index (study->inputs, i);
      g_autoptr(GPtrArray) found = relais_triage_sql_records (sql, error, "message.id = ?1", input->message, 1);

      gint64 replies;
      gboolean answered;

      if (found == NULL ||
          !relais_sql_get_int64 (sql, &replies, error,
                                 "SELECT COUNT(*) FROM message AS asked JOIN message AS reply ON reply.in_reply_to = asked.message_id "
                                 "AND reply.in_reply_to <> '' WHERE asked.id = ? AND reply.outgoing AND NOT reply.automatic", "i",
                                 input->message))
        return FALSE;
      answered = replies > 0;
      g_array_append_val (study->answered, answered);
      g_ptr_array_add (study->records, g_object_ref (g_ptr_array_index (found, 0)));
    }

  return TRUE;
}

static gboolean
judge_past (gpointer       data,
            GCancellable  *cancellable,
            GValue        *result,
            GError       **error)
{
  Study *study = data;
  g_autoptr(GPtrArray) trials = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < study->inputs->len; i++)
    {
      RelaisTriageInput *input = g_ptr_array_index (study->inputs, i);
      g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (input->received / 1000);
      g_autoptr(RelaisVerdict) verdict = relais_verdict_new (study->knowledge, input->parsed, NULL, then);
      g_autoptr(RelaisVerdict) without = study->without != NULL ? relais_verdict_new (study->without, input->parsed, NULL, then) : NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_ptr_array_add (trials, relais_trial_new (g_ptr_array_index (study->records, i), g_array_index (study->answered, gboolean, i),
                                                 without, verdict));
      if (study->progress != NULL)
        relais_progress_set (study->progress, trials->len, study->inputs->len);
    }
  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_take_object (result, g_list_store_new (RELAIS_TYPE_TRIAL));
  g_list_store_splice (g_value_get_object (result), 0, 0, trials->pdata, trials->len);

  return TRUE;
}

static DexFuture *
trial_fiber (gpointer data)
{
  Study *study = data;
  RelaisTriage *self = study->self;
  GError *error = NULL;

  if (!dex_await (relais_database_read (self->database, "past mail", read_past, g_atomic_rc_box_acquire (study),
                                        study_unref), &error))
    return dex_future_new_for_error (error);

  study->knowledge = dex_await_boxed (relais_trainer_run (self->database, self->worker, NULL,
                                                             relais_triage_read_identity (self), study->proposal), &error);
  if (study->knowledge == NULL)
    return dex_future_new_for_error (error);

  if (study->proposal != NULL && study->proposal->rule != NULL)
    study->without = relais_knowledge_without (study->knowledge, study->proposal->rule);

  return relais_worker_run (self->worker, "trial on past mail", judge_past, g_atomic_rc_box_acquire (study), study_unref);
}

/**
 * relais_triage_try_on_past:
 * @proposal: (nullable): instead of what the workspace has
 * @limit: how many of the newest messages
 * @progress: (nullable): counts the messages that were judged again, once they are known
 *
 * Mail from before Relais is among them. Nothing is changed or sent.
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisTrial
 */
DexFuture *
relais_triage_try_on_past (RelaisTriage   *self,
                           RelaisProposal *proposal,
                           guint           limit,
                           RelaisProgress *progress)
{
  Study *study;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  study = study_new (self);
  study->proposal = proposal != NULL ? relais_proposal_ref (proposal) : NULL;
  study->limit = limit;
  study->progress = progress != NULL ? relais_progress_ref (progress) : NULL;

  return relais_future_spawn ("trial on past mail", trial_fiber, study, study_unref);
}
