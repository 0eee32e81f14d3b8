/* relais-triage-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-private.h"
#include "relais-triage-record-private.h"

/* Rows of lists: looked up in batches, so that scrolling through 100,000 messages asks the database once a frame and not once a
 * row; kept weakly, so that what nobody shows costs nothing. */

/* One batch on its way. */
typedef struct
{
  RelaisTriage *self;      /* (owned) */
  GPtrArray    *places;    /* (owned) of char */
  GPtrArray    *records;   /* (owned) of RelaisTriageRecord, NULL where a place is unknown */
} Batch;

static void queue_place (RelaisTriage *self,
                         const char   *place);

static void
show_batch (gpointer data)
{
  Batch *batch = data;
  RelaisTriage *self = batch->self;

  for (guint i = 0; batch->records != NULL && i < batch->records->len; i++)
    {
      RelaisTriageRow *row = g_hash_table_lookup (self->rows, g_ptr_array_index (batch->places, i));
      RelaisTriageRecord *record = g_ptr_array_index (batch->records, i);

      if (row == NULL || record == NULL)
        continue;
      relais_triage_row_set (row, relais_triage_record_get_message (record), relais_triage_record_get_kind (record),
                             relais_triage_record_get_confidence (record), relais_triage_record_get_fate (record),
                             relais_triage_record_get_delivery (record), relais_triage_record_get_member (record));
    }

  g_ptr_array_unref (batch->places);
  g_clear_pointer (&batch->records, g_ptr_array_unref);
  g_object_unref (batch->self);
  g_free (batch);
}

static void
unref_record (gpointer record)
{
  g_clear_object (&record);
}

static gboolean
read_batch (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Batch *batch = data;

  batch->records = g_ptr_array_new_with_free_func (unref_record);
  for (guint i = 0; i < batch->places->len; i++)
    {
      g_auto(GStrv) place = g_strsplit (g_ptr_array_index (batch->places, i), "\n", 3);
      g_autoptr(GPtrArray) found = NULL;
      gint64 message;

      if (!relais_sql_get_int64 (sql, &message, error,
                                 "SELECT COALESCE(MAX(message), 0) FROM placement WHERE account = ? AND folder = ? AND uid = ?",
                                 "sss", place[0], place[1], place[2]))
        return FALSE;
      if (message != 0)
        {
          found = relais_triage_sql_records (sql, error, "message.id = ?1", message, 1);
          if (found == NULL)
            return FALSE;
        }
      g_ptr_array_add (batch->records,
                       found != NULL && found->len == 1 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL);
    }

  return TRUE;
}

static gboolean
start_batch_cb (gpointer data)
{
  RelaisTriage *self = data;
  Batch *batch = g_new0 (Batch, 1);

  self->batch_id = 0;
  batch->self = g_object_ref (self);
  batch->places = g_hash_table_steal_all_keys (self->pending);
  g_ptr_array_set_free_func (batch->places, g_free);
  relais_future_detach (relais_database_read (self->database, "triage rows", read_batch, batch, show_batch), "triage rows");

  return G_SOURCE_REMOVE;
}

static void
queue_place (RelaisTriage *self,
             const char   *place)
{
  g_hash_table_add (self->pending, g_strdup (place));
  if (self->batch_id == 0)
    self->batch_id = g_idle_add (start_batch_cb, self);
}

static void
row_gone_cb (gpointer  data,
             GObject  *row)
{
  RelaisTriage *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == (gpointer) row)
      {
        g_hash_table_iter_remove (&iter);
        break;
      }
}

/* See the private header. */
void
relais_triage_release_rows (RelaisTriage *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_remove_all (self->rows);
}

/* @message: 0: all that somebody shows */
void
relais_triage_refresh_rows (RelaisTriage *self,
                            gint64        message)
{
  GHashTableIter iter;
  gpointer place;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &place, &row))
    {
      gint64 known = relais_triage_row_get_message (row);

      if (message == 0 || known == 0 || known == message)
        queue_place (self, place);
    }
}

/**
 * relais_triage_dup_row:
 *
 * Returns: (transfer full): the row of that place; the same one while somebody holds it
 */
RelaisTriageRow *
relais_triage_dup_row (RelaisTriage *self,
                       const char   *account,
                       const char   *folder,
                       const char   *uid)
{
  g_autofree char *place = NULL;
  RelaisTriageRow *row;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  place = g_strjoin ("\n", account, folder, uid, NULL);
  row = g_hash_table_lookup (self->rows, place);
  if (row != NULL)
    return g_object_ref (row);

  row = relais_triage_row_new ();
  queue_place (self, place);
  g_hash_table_insert (self->rows, g_steal_pointer (&place), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);

  return row;
}
