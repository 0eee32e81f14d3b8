/* relais-triage-judging.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-net-error.h"
#include "relais-triage-private.h"

#define MODEL_REST_MIN_MS (10 * 1000)
#define MODEL_REST_MAX_MS (60 * 60 * 1000)

/* One message on its way through judgement. Shared by the fiber and by the work it waits for. */
typedef struct
{
  RelaisTriage         *self;       /* (owned) */
  gint64                message;
  gboolean              by_person;
  char                 *kind;       /* (owned) (nullable) the person's word */
  RelaisTriageInput    *input;      /* (owned) */
  RelaisKnowledge      *knowledge;  /* (owned) */
  GDateTime            *now;        /* (owned) */
  RelaisJudgment       *judgment;   /* (owned) (nullable) the model's word */
  RelaisTriageDecision  decision;   /* (owned) */
} Judging;

static void
judging_clear (gpointer data)
{
  Judging *judging = data;

  g_clear_object (&judging->self);
  g_free (judging->kind);
  g_clear_pointer (&judging->input, relais_triage_input_unref);
  g_clear_pointer (&judging->knowledge, relais_knowledge_unref);
  g_clear_pointer (&judging->now, g_date_time_unref);
  g_clear_pointer (&judging->judgment, relais_judgment_unref);
  g_clear_pointer (&judging->decision.verdict, relais_verdict_unref);
  g_clear_pointer (&judging->decision.source, g_bytes_unref);
  g_free (judging->decision.sender_name);
  g_free (judging->decision.own_address);
  g_free (judging->decision.asked);
}

static Judging *
judging_ref (Judging *judging)
{
  return g_atomic_rc_box_acquire (judging);
}

static void
judging_unref (gpointer judging)
{
  g_atomic_rc_box_release_full (judging, judging_clear);
}

static gboolean
load_input (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Judging *judging = data;
  RelaisTriageInput *input = relais_triage_sql_load_input (sql, judging->message, error);

  if (input == NULL)
    return FALSE;
  g_value_init (result, RELAIS_TYPE_TRIAGE_INPUT);
  g_value_take_boxed (result, input);

  return TRUE;
}

/* Worker: a burst of mail must not keep the window from being painted. */
static gboolean
make_verdict (gpointer       data,
              GCancellable  *cancellable,
              GValue        *result,
              GError       **error)
{
  Judging *judging = data;
  RelaisOpinion opinion = { RELAIS_SOURCE_PERSON, judging->kind, 1.0, NULL, NULL };

  if (judging->judgment != NULL)
    opinion = (RelaisOpinion) {
      .source = RELAIS_SOURCE_MODEL,
      .kind = relais_judgment_get_kind (judging->judgment),
      .confidence = relais_judgment_get_confidence (judging->judgment),
      .fields = relais_judgment_get_fields (judging->judgment),
      .version = relais_judgment_get_model (judging->judgment),
    };

  g_clear_pointer (&judging->decision.verdict, relais_verdict_unref);
  judging->decision.verdict = relais_verdict_new (judging->knowledge, judging->input->parsed,
                                                  judging->by_person || judging->judgment != NULL ? &opinion : NULL,
                                                  judging->now);

  return TRUE;
}

/* On a fiber. */
static gboolean
await_verdict (Judging  *judging,
               GError  **error)
{
  return dex_await (relais_worker_run (judging->self->judging, "verdict", make_verdict, judging_ref (judging), judging_unref),
                    error);
}

static gboolean
write_decision (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  Judging *judging = data;

  return relais_triage_sql_decide (sql, &judging->decision, error);
}

static GPtrArray *
describe_kinds (RelaisKnowledge *knowledge,
                const char      *language)
{
  GPtrArray *kinds = relais_knowledge_get_kinds (knowledge);
  GPtrArray *described = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_judge_kind_unref);

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);
      GPtrArray *fields = relais_kind_get_fields (kind);
      RelaisJudgeKind *description;

      if (!relais_kind_get_enabled (kind))
        continue;
      description = relais_judge_kind_new (relais_kind_get_id (kind), relais_kind_get_name (kind, language),
                                           relais_kind_get_description (kind, language));
      for (guint j = 0; j < fields->len; j++)
        {
          const RelaisKindField *field = g_ptr_array_index (fields, j);

          relais_judge_kind_add_field (description, field->name, relais_field_type_to_string (field->type),
                                       relais_kind_field_get_label (field, language));
        }
      g_ptr_array_add (described, description);
    }

  return described;
}

/* A model that has had enough is left alone for as long as it says: a burst of mail must not make it worse, and the built-in result is
 * there at once. */
static void
rest_model (RelaisTriage *self,
            const GError *error)
{
  gint64 pause;

  if (!g_error_matches (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_RATE_LIMITED))
    return;

  pause = relais_net_error_get_retry_after (error);
  self->model_rests = g_get_monotonic_time () + 1000 * CLAMP (pause, MODEL_REST_MIN_MS, MODEL_REST_MAX_MS);
}

/* On a fiber. Any failure of the model leaves the built-in result as it was, and says so in the log. */
static gboolean
ask_model (Judging  *judging,
           GError  **error)
{
  RelaisParsedMessage *parsed = judging->input->parsed;
  const char *language = relais_verdict_get_language (judging->decision.verdict);
  gint64 date = relais_parsed_message_get_date (parsed);
  g_autoptr(GDateTime) written = date > 0 ? g_date_time_new_from_unix_local (date) : g_date_time_ref (judging->now);
  g_autoptr(GPtrArray) kinds = describe_kinds (judging->knowledge, language);
  g_autofree char *text = g_strconcat (relais_parsed_message_get_plain_subject (parsed), "\n\n",
                                       relais_parsed_message_get_text (parsed), NULL);
  g_autoptr(GError) failure = NULL;

  if (kinds->len == 0)
    return TRUE;

  judging->judgment = dex_await_boxed (relais_model_judge_judge (judging->self->judge,
                                                        &(RelaisJudgeQuestion) {
                                                          .kinds = kinds, .text = text, .language = language, .written = written,
                                                        }),
                              &failure);
  if (judging->judgment == NULL)
    {
      rest_model (judging->self, failure);
      judging->decision.asked = g_strdup (failure->message);
      judging->decision.asked_why = relais_triage_log_name_failure (failure);
      return TRUE;
    }

  judging->decision.asked = g_strdup (relais_judgment_get_model (judging->judgment));

  return await_verdict (judging, error);
}

static gboolean
wants_model (Judging *judging)
{
  RelaisTriage *self = judging->self;
  RelaisVerdict *verdict = judging->decision.verdict;

  return !judging->by_person && self->judge != NULL && g_get_monotonic_time () >= self->model_rests &&
         relais_settings_get_boolean (self->settings, "model.enabled", FALSE) &&
         relais_verdict_get_source (verdict) == RELAIS_SOURCE_CLASSIFIER &&
         !relais_parsed_message_has_flag (judging->input->parsed, RELAIS_PARSED_LIST) &&
         !relais_parsed_message_has_flag (judging->input->parsed, RELAIS_PARSED_REPORT) &&
         (relais_verdict_is_unsure (verdict) ||
          relais_settings_get_boolean (self->settings, "model.prefer", FALSE));
}

static gboolean
needs_source (Judging *judging)
{
  RelaisVerdict *verdict = judging->decision.verdict;
  RelaisRule *rule = relais_verdict_get_rule (verdict);

  return relais_verdict_get_action (verdict) == RELAIS_ACTION_FORWARD && relais_verdict_get_person (verdict) != NULL &&
         rule != NULL && relais_rule_is_automatic (rule);
}

static DexFuture *
judge_fiber (gpointer data)
{
  Judging *judging = data;
  RelaisTriage *self = judging->self;
  GError *error = NULL;

  judging->knowledge = relais_knowledge_ref (relais_triage_get_knowledge (self));
  judging->now = g_date_time_new_from_unix_local (relais_clock_now () / 1000);
  judging->input = dex_await_boxed (relais_database_read (self->database, "message to judge", load_input,
                                                          judging_ref (judging), judging_unref), &error);
  if (judging->input == NULL)
    return dex_future_new_for_error (error);

  judging->decision.input = judging->input;
  judging->decision.limits = relais_triage_get_limits (self);
  judging->decision.sender_name = relais_triage_dup_own_name (self, judging->input->account);
  judging->decision.own_address = relais_triage_dup_own_address (self, judging->input->account);
  if (!await_verdict (judging, &error) ||
      (wants_model (judging) && !ask_model (judging, &error)))
    return dex_future_new_for_error (error);
  if (needs_source (judging))
    {
      g_autoptr(GError) gone = NULL;

      judging->decision.source = relais_triage_await_source (self, judging->message, &gone);
    }

  if (!dex_await (relais_database_write (self->database, "decision", write_decision, judging_ref (judging), judging_unref),
                  &error))
    return dex_future_new_for_error (error);

  if (judging->decision.queued)
    relais_job_queue_wake (self->queue);
  relais_triage_emit_decided (self, judging->message);

  return dex_future_new_true ();
}

static Judging *
judging_new (RelaisTriage *self,
             gint64        message)
{
  Judging *judging = g_atomic_rc_box_new0 (Judging);

  judging->self = g_object_ref (self);
  judging->message = message;

  return judging;
}

/* See the private header. */
DexFuture *
relais_triage_decide (RelaisTriage *self,
                      gint64        message,
                      gboolean      by_person,
                      const char   *kind)
{
  Judging *judging = judging_new (self, message);

  judging->by_person = by_person;
  judging->kind = g_strdup (kind);

  return relais_future_spawn ("triage", judge_fiber, judging, judging_unref);
}

/* See the private header. */
DexFuture *
relais_triage_decide_first (RelaisTriage *self,
                            gint64        message)
{
  Judging *judging = judging_new (self, message);

  judging->decision.first_only = TRUE;

  return relais_future_spawn ("triage", judge_fiber, judging, judging_unref);
}
