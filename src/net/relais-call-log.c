/* relais-call-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-call-log.h"

/* How long calls wait for others to be written with, in milliseconds. */
#define BATCH_DELAY 500

struct _RelaisCallLog
{
  GObject         parent_instance;

  RelaisDatabase *database;   /* (owned) */
  GPtrArray      *waiting;    /* (owned) (element-type RelaisHttpCall) to be written */
  guint           keep;
  guint           write_id;
};

typedef struct
{
  GPtrArray *calls;   /* (owned) (element-type RelaisHttpCall) */
  guint      keep;
} Batch;

typedef struct
{
  char  *service;   /* (owned) (nullable) */
  guint  limit;
} Query;

G_DEFINE_FINAL_TYPE (RelaisCallLog, relais_call_log, G_TYPE_OBJECT)

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->calls);
  g_free (batch);
}

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->service);
  g_free (query);
}

static gboolean
write_batch (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->calls->len; i++)
    {
      const RelaisHttpCall *call = g_ptr_array_index (batch->calls, i);

      if (!relais_sql_exec (sql, error,
                            "INSERT INTO call (time, service, method, host, path, status,"
                            " duration, sent, received, attempt, outcome)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            "issssiiiiis",
                            call->time, call->service, call->method, call->host, call->path,
                            (gint64) call->status, (gint64) call->duration,
                            (gint64) call->sent, (gint64) call->received,
                            (gint64) call->attempt, call->outcome))
        return FALSE;
    }
  if (batch->calls->len > 0)
    relais_sql_notify (sql, "call", relais_sql_last_id (sql));

  return relais_sql_exec (sql, error,
                          "DELETE FROM call WHERE id <= (SELECT max (id) FROM call) - ?",
                          "i", (gint64) batch->keep);
}

static DexFuture *
write_waiting (RelaisCallLog *self)
{
  Batch *batch;

  g_clear_handle_id (&self->write_id, g_source_remove);
  batch = g_new0 (Batch, 1);
  batch->calls = g_steal_pointer (&self->waiting);
  batch->keep = self->keep;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_http_call_free);

  return relais_database_write (self->database, "write the call log", write_batch, batch,
                                batch_free);
}

static gboolean
write_cb (gpointer user_data)
{
  RelaisCallLog *self = user_data;

  self->write_id = 0;
  relais_future_detach (write_waiting (self), "The call log was not written");

  return G_SOURCE_REMOVE;
}

static void
call_cb (RelaisCallLog        *self,
         const RelaisHttpCall *call)
{
  g_ptr_array_add (self->waiting, relais_http_call_copy (call));
  if (self->write_id == 0)
    self->write_id = g_timeout_add (BATCH_DELAY, write_cb, self);
}

static gboolean
list_calls (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Query *query = data;
  g_autoptr(GPtrArray) calls =
    g_ptr_array_new_with_free_func ((GDestroyNotify) relais_http_call_free);
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  rows = relais_sql_query (sql, error,
                           "SELECT time, service, method, host, path, status, duration, sent,"
                           " received, attempt, outcome FROM call WHERE ?1 IS NULL OR service = ?1"
                           " ORDER BY id DESC LIMIT ?2",
                           "si", query->service, (gint64) query->limit);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      RelaisHttpCall *call = g_new0 (RelaisHttpCall, 1);

      call->time = relais_rows_get_int64 (rows, 0);
      call->service = g_strdup (relais_rows_get_string (rows, 1));
      call->method = g_strdup (relais_rows_get_string (rows, 2));
      call->host = g_strdup (relais_rows_get_string (rows, 3));
      call->path = g_strdup (relais_rows_get_string (rows, 4));
      call->status = (guint) relais_rows_get_int64 (rows, 5);
      call->duration = (guint) relais_rows_get_int64 (rows, 6);
      call->sent = (gsize) relais_rows_get_int64 (rows, 7);
      call->received = (gsize) relais_rows_get_int64 (rows, 8);
      call->attempt = (guint) relais_rows_get_int64 (rows, 9);
      call->outcome = g_strdup (relais_rows_get_string (rows, 10));
      g_ptr_array_add (calls, call);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&calls));

  return TRUE;
}

static void
relais_call_log_dispose (GObject *object)
{
  RelaisCallLog *self = RELAIS_CALL_LOG (object);

  g_clear_handle_id (&self->write_id, g_source_remove);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (relais_call_log_parent_class)->dispose (object);
}

static void
relais_call_log_finalize (GObject *object)
{
  RelaisCallLog *self = RELAIS_CALL_LOG (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_call_log_parent_class)->finalize (object);
}

static void
relais_call_log_class_init (RelaisCallLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_call_log_dispose;
  object_class->finalize = relais_call_log_finalize;
}

static void
relais_call_log_init (RelaisCallLog *self)
{
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_http_call_free);
}

RelaisCallLog *
relais_call_log_new (RelaisDatabase *database,
                     RelaisHttp     *http,
                     guint           keep)
{
  RelaisCallLog *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);
  g_return_val_if_fail (RELAIS_IS_HTTP (http), NULL);

  self = g_object_new (RELAIS_TYPE_CALL_LOG, NULL);
  self->database = g_object_ref (database);
  self->keep = keep;
  g_signal_connect_object (http, "call", G_CALLBACK (call_cb), self, G_CONNECT_SWAPPED);

  return self;
}

DexFuture *
relais_call_log_list (RelaisCallLog *self,
                      const char    *service,
                      guint          limit)
{
  Query *query;

  g_return_val_if_fail (RELAIS_IS_CALL_LOG (self), NULL);

  /* One worker: what is written first is seen. */
  if (self->waiting->len > 0)
    relais_future_detach (write_waiting (self), "The call log was not written");

  query = g_new0 (Query, 1);
  query->service = g_strdup (service);
  query->limit = limit;

  return relais_database_read (self->database, "list calls", list_calls, query, query_free);
}

DexFuture *
relais_call_log_flush (RelaisCallLog *self)
{
  g_return_val_if_fail (RELAIS_IS_CALL_LOG (self), NULL);

  return write_waiting (self);
}
