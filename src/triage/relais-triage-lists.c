/* relais-triage-lists.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-triage-private.h"
#include "relais-triage-record-private.h"
#include "relais-triage-sql-private.h"

/* A question about what is known. Shared by the fiber and by the work it waits for. */
typedef struct
{
  RelaisTriage    *self;        /* (owned) */
  const char      *where;       /* a constant */
  gint64           value;
  guint            limit;
  char            *kind;        /* (owned) */
  char            *query;       /* (owned) (nullable) */
  int              fate;
  GBytes          *found;       /* (owned) (nullable) gint64 rows */
} Question;

static void
question_clear (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->self);
  g_free (question->kind);
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

/* ?1 is a time in ms. What is done is done, whatever else is true of it. Each begins with the few messages that it can be, found by an
 * index: a scan of 100,000 messages with their texts takes seconds. The terms "state", "current", "stage IN" and "<> ''" are there as
 * the partial indexes have them, or they are not used. */
#define OPEN "COALESCE(handling.done, 0) = 0 AND "

static const struct
{
  const char *where;
  gint64      ago;      /* ms */
} groups[] = {
  [RELAIS_TODAY_WAITING] = {
    "message.id IN (SELECT message FROM answer WHERE state = 'draft') AND "
    OPEN "?1 > 0 AND answer.state = 'draft'", 0,
  },
  [RELAIS_TODAY_TASKS] = {
    "message.id IN (SELECT message FROM decision WHERE current AND action IN ('task', 'forward')) AND "
    OPEN "?1 > 0 AND decision.action IN ('task', 'forward') AND answer.id IS NULL", 0,
  },
  [RELAIS_TODAY_UNANSWERED] = {
    "message.id IN (SELECT message FROM decision WHERE current AND action IN ('draft', 'auto')) AND "
    OPEN "message.date < ?1 AND decision.action IN ('draft', 'auto') AND COALESCE(answer.state, 'draft') = 'draft' "
    "AND NOT " RELAIS_TRIAGE_SQL_ANSWERED,
    2 * 24 * 60 * 60 * (gint64) 1000,
  },
  [RELAIS_TODAY_AUTOMATIC] = {
    "message.id IN (SELECT message FROM answer WHERE state = 'queued' AND automatic AND created > ?1) AND "
    "answer.automatic AND answer.state = 'queued' AND answer.created > ?1", 24 * 60 * 60 * (gint64) 1000,
  },
  [RELAIS_TODAY_FAILED] = {
    "message.id IN (SELECT id FROM message WHERE stage IN ('seen', 'extracted', 'failed') AND stage = 'failed' UNION ALL "
    "SELECT answer.message FROM delivery JOIN answer ON answer.message_id = delivery.message_id AND answer.message_id IS NOT NULL "
    "WHERE delivery.state IN ('bounced', 'failed', 'uncertain')) AND "
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
