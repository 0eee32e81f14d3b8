/* relais-triage-lists.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-trainer.h"
#include "relais-triage-private.h"
#include "relais-triage-record-private.h"

/* A question about what is known. Shared by the fiber and by the work it waits for. */
typedef struct
{
  RelaisTriage    *self;        /* (owned) */
  const char      *where;       /* a constant */
  gint64           value;
  guint            limit;
  char            *kind;        /* (owned) */
  RelaisLimits     limits;
  JsonNode        *definition;  /* (owned) */
  GPtrArray       *kinds;       /* (owned) */
  GPtrArray       *inputs;      /* (owned) */
  GPtrArray       *records;     /* (owned) beside inputs */
  RelaisKnowledge *knowledge;   /* (owned) */
  char            *query;       /* (owned) (nullable) */
  int              fate;
  GBytes          *found;       /* (owned) (nullable) gint64 rows */
} Question;

static RelaisAutonomy *
relais_autonomy_copy (RelaisAutonomy *self)
{
  return g_memdup2 (self, sizeof *self);
}

G_DEFINE_BOXED_TYPE (RelaisAutonomy, relais_autonomy, relais_autonomy_copy, g_free)

static void
question_clear (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->self);
  g_free (question->kind);
  g_clear_pointer (&question->definition, json_node_unref);
  g_clear_pointer (&question->kinds, g_ptr_array_unref);
  g_clear_pointer (&question->inputs, g_ptr_array_unref);
  g_clear_pointer (&question->records, g_ptr_array_unref);
  g_clear_pointer (&question->knowledge, relais_knowledge_unref);
  g_clear_pointer (&question->found, g_bytes_unref);
  g_free (question->query);
}

static Question *
question_new (RelaisTriage *self)
{
  Question *question = g_atomic_rc_box_new0 (Question);

  question->self = g_object_ref (self);

  return question;
}

static void
question_unref (gpointer question)
{
  g_atomic_rc_box_release_full (question, question_clear);
}

static GListStore *
make_store (GType      type,
            GPtrArray *items)
{
  GListStore *store = g_list_store_new (type);

  g_list_store_splice (store, 0, 0, items->pdata, items->len);

  return store;
}

static gboolean
read_one (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  Question *question = data;
  g_autoptr(GPtrArray) records = relais_triage_sql_records (sql, error, "message.id = ?1", question->value, 1);

  if (records == NULL)
    return FALSE;
  if (records->len == 0)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "the message is not there");
      return FALSE;
    }
  g_value_init (result, RELAIS_TYPE_TRIAGE_RECORD);
  g_value_set_object (result, g_ptr_array_index (records, 0));

  return TRUE;
}

/**
 * relais_triage_load:
 *
 * Returns: (transfer full): resolves to a RelaisTriageRecord
 */
DexFuture *
relais_triage_load (RelaisTriage *self,
                    gint64        message)
{
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  question = question_new (self);
  question->value = message;

  return relais_database_read (self->database, "triage of a message", read_one, question, question_unref);
}

static gboolean
read_many (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  Question *question = data;
  g_autoptr(GPtrArray) records = relais_triage_sql_records (sql, error, question->where, question->value, question->limit);

  if (records == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_take_object (result, make_store (RELAIS_TYPE_TRIAGE_RECORD, records));

  return TRUE;
}

/* ?1 is a time in ms. What is done is done, whatever else is true of it. */
#define OPEN "COALESCE(handling.done, 0) = 0 AND "

static const struct
{
  const char *where;
  gint64      ago;      /* ms */
} groups[] = {
  [RELAIS_TODAY_WAITING] = {
    OPEN "?1 > 0 AND answer.state = 'draft'", 0,
  },
  [RELAIS_TODAY_TASKS] = {
    OPEN "?1 > 0 AND decision.action IN ('task', 'forward') AND answer.id IS NULL", 0,
  },
  [RELAIS_TODAY_UNANSWERED] = {
    OPEN "message.date < ?1 AND decision.action IN ('draft', 'auto') AND COALESCE(answer.state, 'draft') = 'draft' "
    "AND NOT EXISTS (SELECT 1 FROM message AS reply WHERE reply.outgoing AND reply.in_reply_to = message.message_id "
    "AND message.message_id <> '')",
    2 * 24 * 60 * 60 * (gint64) 1000,
  },
  [RELAIS_TODAY_AUTOMATIC] = {
    "answer.automatic AND answer.state = 'queued' AND answer.created > ?1", 24 * 60 * 60 * (gint64) 1000,
  },
  [RELAIS_TODAY_FAILED] = {
    OPEN "?1 > 0 AND (delivery.state IN ('bounced', 'failed', 'uncertain') OR message.stage = 'failed')", 0,
  },
};

/**
 * relais_triage_list_today:
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisTriageRecord, newest first
 */
DexFuture *
relais_triage_list_today (RelaisTriage     *self,
                          RelaisTodayGroup  group,
                          guint             limit)
{
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);
  g_return_val_if_fail (group < G_N_ELEMENTS (groups), NULL);

  question = question_new (self);
  question->where = groups[group].where;
  question->value = relais_clock_now () - groups[group].ago;
  question->limit = limit;

  return relais_database_read (self->database, "today", read_many, question, question_unref);
}

/* A filter looks at this many of the newest messages: enough for weeks, and an answer in a moment. */
#define MAX_FILTERED 5000

static gboolean
passes (Question           *question,
        RelaisTriageRecord *record)
{
  return (question->kind == NULL || g_strcmp0 (question->kind, relais_triage_record_get_kind (record)) == 0) &&
         (question->fate < 0 || question->fate == (int) relais_triage_record_get_fate (record)) &&
         (question->value == 0 || question->value == relais_triage_record_get_member (record));
}

static gboolean
read_found (RelaisSql  *sql,
            Question   *question,
            GPtrArray  *records,
            GError    **error)
{
  gsize size;
  const gint64 *rows = g_bytes_get_data (question->found, &size);

  for (gsize i = 0; i < size / sizeof *rows && records->len < question->limit; i++)
    {
      g_autoptr(GPtrArray) one = relais_triage_sql_records (sql, error, "message.id = ?1", rows[i], 1);

      if (one == NULL)
        return FALSE;
      if (one->len == 1 && passes (question, g_ptr_array_index (one, 0)))
        g_ptr_array_add (records, g_object_ref (g_ptr_array_index (one, 0)));
    }

  return TRUE;
}

static gboolean
read_filtered (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Question *question = data;
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) newest = NULL;

  if (question->found != NULL)
    {
      if (!read_found (sql, question, records, error))
        return FALSE;
    }
  else
    {
      newest = relais_triage_sql_records (sql, error, "message.outgoing = 0 AND message.id > ?1", 0, MAX_FILTERED);
      if (newest == NULL)
        return FALSE;
      for (guint i = 0; i < newest->len && records->len < question->limit; i++)
        if (passes (question, g_ptr_array_index (newest, i)))
          g_ptr_array_add (records, g_object_ref (g_ptr_array_index (newest, i)));
    }

  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_take_object (result, make_store (RELAIS_TYPE_TRIAGE_RECORD, records));

  return TRUE;
}

static DexFuture *
list_fiber (gpointer data)
{
  Question *question = data;
  RelaisTriage *self = question->self;
  GError *error = NULL;

  if (question->query != NULL)
    {
      question->found = dex_await_boxed (relais_intake_search (relais_mail_get_intake (self->mail), question->query,
                                                               MAX_FILTERED), &error);
      if (question->found == NULL)
        return dex_future_new_for_error (error);
    }

  return relais_database_read (self->database, "messages", read_filtered, g_atomic_rc_box_acquire (question), question_unref);
}

/**
 * relais_triage_list:
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisTriageRecord
 */
DexFuture *
relais_triage_list (RelaisTriage             *self,
                    const RelaisTriageFilter *filter,
                    guint                     limit)
{
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  question = question_new (self);
  question->query = filter->query != NULL && filter->query[0] != '\0' ? g_strdup (filter->query) : NULL;
  question->kind = g_strdup (filter->kind);
  question->fate = filter->fate;
  question->value = filter->member;
  question->limit = limit;

  return relais_future_spawn ("list messages", list_fiber, question, question_unref);
}

static gboolean
read_autonomy (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Question *question = data;
  RelaisAutonomy autonomy = { .bar = question->limits.bar, .bar_messages = question->limits.bar_messages };

  if (!relais_guard_measure (sql, question->kind, &autonomy.messages, &autonomy.right, error))
    return FALSE;
  autonomy.precision = autonomy.messages > 0 ? (double) autonomy.right / autonomy.messages : 0;
  autonomy.earned = autonomy.messages >= autonomy.bar_messages && autonomy.right >= autonomy.bar * autonomy.messages;
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
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  question = question_new (self);
  question->kind = g_strdup (kind);
  question->limits = relais_triage_get_limits (self);

  return relais_database_read (self->database, "precision of a kind", read_autonomy, question, question_unref);
}

static gboolean
read_rules (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  g_autoptr(GListStore) store = g_list_store_new (RELAIS_TYPE_RULE);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "SELECT id, definition FROM rule ORDER BY position, id", "");

  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, &local))
    {
      g_autoptr(JsonNode) definition = json_from_string (relais_rows_get_string (rows, 1), NULL);
      g_autoptr(RelaisRule) rule = relais_rule_new_from_json (relais_rows_get_int64 (rows, 0), definition, NULL);

      if (rule != NULL)
        g_list_store_append (store, rule);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_set_object (result, store);

  return TRUE;
}

/**
 * relais_triage_list_rules:
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisRule, in order
 */
DexFuture *
relais_triage_list_rules (RelaisTriage *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  return relais_database_read (self->database, "rules", read_rules, NULL, NULL);
}

static gboolean
write_rule (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Question *question = data;
  g_autofree char *text = question->definition != NULL ? json_to_string (question->definition, FALSE) : NULL;

  if (text == NULL)
    return relais_sql_exec (sql, error, "DELETE FROM rule WHERE id = ?", "i", question->value);
  if (question->value != 0)
    return relais_sql_exec (sql, error, "UPDATE rule SET definition = ? WHERE id = ?", "si", text, question->value);
  if (!relais_sql_exec (sql, error, "INSERT INTO rule (position, definition) "
                        "VALUES ((SELECT COALESCE(MAX(position), 0) + 1 FROM rule), ?)", "s", text))
    return FALSE;
  question->value = relais_sql_last_id (sql);

  return TRUE;
}

static DexFuture *
rule_fiber (gpointer data)
{
  Question *question = data;
  GError *error = NULL;

  if (!dex_await (relais_database_write (question->self->database, "rule", write_rule, g_atomic_rc_box_acquire (question),
                                         question_unref), &error))
    return dex_future_new_for_error (error);
  relais_triage_retrain (question->self);

  return dex_future_new_for_int64 (question->value);
}

/**
 * relais_triage_save_rule:
 * @id: 0 adds
 * @definition: see RelaisRule
 *
 * Returns: (transfer full): resolves to the row (int64); %RELAIS_TRIAGE_ERROR_INVALID names what is wrong
 */
DexFuture *
relais_triage_save_rule (RelaisTriage *self,
                         gint64        id,
                         JsonNode     *definition)
{
  g_autoptr(RelaisRule) checked = NULL;
  GError *error = NULL;
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  checked = relais_rule_new_from_json (id, definition, &error);
  if (checked == NULL)
    return dex_future_new_for_error (error);

  question = question_new (self);
  question->value = id;
  question->definition = json_node_copy (definition);

  return relais_future_spawn ("save rule", rule_fiber, question, question_unref);
}

/**
 * relais_triage_remove_rule:
 *
 * Returns: (transfer full): resolves when it is gone
 */
DexFuture *
relais_triage_remove_rule (RelaisTriage *self,
                           gint64        id)
{
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  question = question_new (self);
  question->value = id;

  return relais_future_spawn ("remove rule", rule_fiber, question, question_unref);
}

static gboolean
read_past (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  Question *question = data;

  question->inputs = relais_triage_sql_load_past (sql, question->limit, error);
  if (question->inputs == NULL)
    return FALSE;

  question->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < question->inputs->len; i++)
    {
      RelaisTriageInput *input = g_ptr_array_index (question->inputs, i);
      g_autoptr(GPtrArray) found = relais_triage_sql_records (sql, error, "message.id = ?1", input->message, 1);

      if (found == NULL)
        return FALSE;
      g_ptr_array_add (question->records, g_object_ref (g_ptr_array_index (found, 0)));
    }

  return TRUE;
}

static gboolean
judge_past (gpointer       data,
            GCancellable  *cancellable,
            GValue        *result,
            GError       **error)
{
  Question *question = data;
  g_autoptr(GPtrArray) trials = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < question->inputs->len; i++)
    {
      RelaisTriageInput *input = g_ptr_array_index (question->inputs, i);
      RelaisTriageRecord *record = g_ptr_array_index (question->records, i);
      g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (input->received / 1000);
      g_autoptr(RelaisVerdict) verdict = relais_verdict_new (question->knowledge, input->parsed, NULL, then);
      RelaisKind *kind = relais_verdict_get_kind (verdict);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_ptr_array_add (trials,
                       relais_trial_new (input->message, relais_triage_record_get_sender (record),
                                         relais_triage_record_get_subject (record), relais_triage_record_get_kind (record),
                                         kind != NULL ? relais_kind_get_id (kind) : NULL,
                                         relais_verdict_get_action (verdict), relais_verdict_get_answer (verdict)));
    }
  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_take_object (result, make_store (RELAIS_TYPE_TRIAL, trials));

  return TRUE;
}

static DexFuture *
trial_fiber (gpointer data)
{
  Question *question = data;
  RelaisTriage *self = question->self;
  GError *error = NULL;

  if (!dex_await (relais_database_read (self->database, "past mail", read_past, g_atomic_rc_box_acquire (question),
                                        question_unref), &error))
    return dex_future_new_for_error (error);

  question->knowledge = dex_await_boxed (relais_trainer_run (self->database, self->worker, NULL,
                                                             relais_triage_read_identity (self), question->kinds), &error);
  if (question->knowledge == NULL)
    return dex_future_new_for_error (error);

  return relais_worker_run (self->worker, "trial on past mail", judge_past, g_atomic_rc_box_acquire (question), question_unref);
}

/**
 * relais_triage_try_on_past:
 * @kinds: (nullable) (element-type RelaisKind): instead of the workspace's own
 * @limit: how many of the newest messages
 *
 * Nothing is changed or sent.
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisTrial
 */
DexFuture *
relais_triage_try_on_past (RelaisTriage *self,
                           GPtrArray    *kinds,
                           guint         limit)
{
  Question *question;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  question = question_new (self);
  question->kinds = kinds != NULL ? g_ptr_array_ref (kinds) : NULL;
  question->limit = limit;

  return relais_future_spawn ("trial on past mail", trial_fiber, question, question_unref);
}
