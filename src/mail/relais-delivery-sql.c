/* relais-delivery-sql.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-delivery-private.h"

/* A mail whose job died of too many failures is a failed one, also when the process ended between the two records. */
#define STATE "CASE WHEN delivery.state = 'queued' AND job.state = 'dead' THEN 'failed' ELSE delivery.state END"

#define CAUSE "CASE WHEN json_valid (detail) THEN coalesce (json_extract (detail, '$.cause'), -1) ELSE -1 END"

#define SELECT_DELIVERY \
  "SELECT delivery.id, " STATE ", message_id, detail, delivery.updated, " CAUSE " FROM delivery LEFT JOIN job ON job.id = delivery.job "

static RelaisDeliveryRow *relais_delivery_row_copy (RelaisDeliveryRow *row);

G_DEFINE_BOXED_TYPE (RelaisDeliveryRow, relais_delivery_row, relais_delivery_row_copy, relais_delivery_row_free)

static const char * const names[] = {
  "queued", "sent", "delivered", "delayed", "bounced", "answered", "failed", "uncertain", "cancelled",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == RELAIS_DELIVERY_CANCELLED + 1);

static RelaisDeliveryRow *
relais_delivery_row_copy (RelaisDeliveryRow *row)
{
  RelaisDeliveryRow *copy = g_memdup2 (row, sizeof *row);

  copy->payload = g_strdup (row->payload);

  return copy;
}

void
relais_delivery_row_free (RelaisDeliveryRow *row)
{
  g_free (row->payload);
  g_free (row);
}

const char *
relais_delivery_state_to_string (RelaisDeliveryState state)
{
  g_return_val_if_fail (state <= RELAIS_DELIVERY_CANCELLED, NULL);

  return names[state];
}

gboolean
relais_delivery_state_from_string (const char          *text,
                                   RelaisDeliveryState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *state = (RelaisDeliveryState) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "no such delivery");

  return FALSE;
}

static void
announce (RelaisSql           *sql,
          gint64               id,
          RelaisDeliveryState  state)
{
  g_autofree char *topic = g_strconcat ("delivery:", names[state], NULL);

  relais_sql_notify (sql, topic, id);
}

static char *
payload_of (RelaisOutgoing *outgoing,
            gint64          id)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "delivery");
  json_builder_add_int_value (builder, id);
  json_builder_set_member_name (builder, "mail");
  json_builder_add_value (builder, relais_outgoing_to_json (outgoing));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static char *
recipients_of (RelaisOutgoing *outgoing)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_auto(GStrv) list = relais_outgoing_dup_recipients (outgoing);

  json_builder_begin_array (builder);
  for (guint i = 0; list[i] != NULL; i++)
    json_builder_add_string_value (builder, list[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * relais_delivery_enqueue:
 * @sql: in the caller's transaction
 * @outgoing: complete: sender, recipients, content
 * @in_reply: the row in table message that it answers, or 0
 * @not_before: Unix time in milliseconds, 0 for now; until then it can be taken back
 * @id: (out) (optional): the row in table delivery
 * @error: %RELAIS_MAIL_ERROR_INVALID, %RELAIS_STORAGE_ERROR; %RELAIS_STORAGE_ERROR_CONSTRAINT when it was enqueued before
 *
 * Database thread.
 */
gboolean
relais_delivery_enqueue (RelaisSql       *sql,
                         RelaisOutgoing  *outgoing,
                         gint64           in_reply,
                         gint64           not_before,
                         gint64          *id,
                         GError         **error)
{
  const char *message_id = relais_outgoing_get_message_id (outgoing);
  g_autofree char *recipients = recipients_of (outgoing);
  g_autofree char *key = g_strconcat (RELAIS_JOB_KIND_SEND ":", message_id, NULL);
  g_autofree char *payload = NULL;
  gint64 now = relais_clock_now ();
  gint64 delivery, job;

  if (!relais_outgoing_is_complete (outgoing, error) ||
      !relais_sql_exec (sql, error,
                        "INSERT INTO delivery (message_id, account, recipients, subject, in_reply, created, updated) "
                        "VALUES (?, ?, ?, ?, nullif (?, 0), ?, ?)", "ssssiii",
                        message_id, relais_outgoing_get_account (outgoing), recipients,
                        relais_outgoing_get_subject (outgoing), in_reply, now, now))
    return FALSE;

  delivery = relais_sql_last_id (sql);
  payload = payload_of (outgoing, delivery);
  if (!relais_job_enqueue (sql, RELAIS_JOB_KIND_SEND, key, payload, not_before, &job, error) ||
      !relais_sql_exec (sql, error, "UPDATE delivery SET job = ? WHERE id = ?", "ii", job, delivery) ||
      !relais_delivery_event_state (sql, delivery, in_reply, RELAIS_DELIVERY_QUEUED, FALSE, error))
    return FALSE;

  announce (sql, delivery, RELAIS_DELIVERY_QUEUED);
  if (id != NULL)
    *id = delivery;

  return TRUE;
}

/* The present state, and what it answers. @is_in: whether the state is one of @from */
static gboolean
look_up (RelaisSql            *sql,
         gint64                id,
         const char           *from,
         gboolean             *is_in,
         RelaisDeliveryState  *state,
         gint64               *message,
         GError              **error)
{
  g_autoptr(RelaisRows) rows = NULL;
  GError *local_error = NULL;

  rows = relais_sql_query (sql, error, "SELECT state, coalesce (in_reply, 0) FROM delivery "
                           "WHERE id = ? AND instr (?, ',' || state || ',') > 0", "is", id, from);
  if (rows == NULL)
    return FALSE;

  *is_in = relais_rows_next (rows, &local_error);
  if (*is_in)
    {
      relais_delivery_state_from_string (relais_rows_get_string (rows, 0), state);
      *message = relais_rows_get_int64 (rows, 1);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
set_state (RelaisSql            *sql,
           gint64                id,
           const char           *from,
           RelaisDeliveryState   state,
           const char           *detail,
           gboolean              gave_up,
           gboolean             *changed,
           GError              **error)
{
  RelaisDeliveryState before = state;
  gint64 message = 0;
  gboolean is_in;

  if (!look_up (sql, id, from, &is_in, &before, &message, error))
    return FALSE;

  if (changed != NULL)
    *changed = is_in;
  if (!is_in)
    return TRUE;

  if (!relais_sql_exec (sql, error, "UPDATE delivery SET state = ?, detail = ?, updated = ? WHERE id = ?", "ssii",
                        names[state], detail != NULL ? detail : "", relais_clock_now (), id) ||
      (state != before && !relais_delivery_event_state (sql, id, message, state, gave_up, error)))
    return FALSE;
  announce (sql, id, state);

  return TRUE;
}

gboolean
relais_delivery_sql_set (RelaisSql            *sql,
                         gint64                id,
                         const char           *from,
                         RelaisDeliveryState   state,
                         const char           *detail,
                         gboolean             *changed,
                         GError              **error)
{
  return set_state (sql, id, from, state, detail, FALSE, changed, error);
}

gboolean
relais_delivery_sql_give_up (RelaisSql   *sql,
                             gint64       id,
                             const char  *detail,
                             GError     **error)
{
  return set_state (sql, id, ",queued,", RELAIS_DELIVERY_FAILED, detail, TRUE, NULL, error);
}

gboolean
relais_delivery_sql_row (RelaisSql  *sql,
                         gpointer    data,
                         GValue     *result,
                         GError    **error)
{
  gint64 id = *(gint64 *) data;
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(RelaisDeliveryRow) row = NULL;

  rows = relais_sql_query (sql, error,
                           "SELECT delivery.state, coalesce (job, 0), instr (detail, '\"again\":true') > 0, delivery.updated, payload "
                           "FROM delivery LEFT JOIN job ON job.id = delivery.job WHERE delivery.id = ?", "i", id);
  if (rows == NULL)
    return FALSE;
  if (!relais_rows_next (rows, error))
    return error != NULL && *error != NULL ? FALSE : not_found (error);

  row = g_new0 (RelaisDeliveryRow, 1);
  row->id = id;
  relais_delivery_state_from_string (relais_rows_get_string (rows, 0), &row->state);
  row->job = relais_rows_get_int64 (rows, 1);
  row->again = relais_rows_get_int64 (rows, 2) != 0;
  row->updated = relais_rows_get_int64 (rows, 3);
  row->payload = g_strdup (relais_rows_get_string (rows, 4));
  g_value_init (result, relais_delivery_row_get_type ());
  g_value_take_boxed (result, g_steal_pointer (&row));

  return TRUE;
}

/* The first row of a query for id, state, message_id, detail, updated and cause. */
static gboolean
take_delivery (RelaisRows  *rows,
               GValue      *result,
               GError     **error)
{
  RelaisDelivery *delivery;

  if (rows == NULL)
    return FALSE;
  if (!relais_rows_next (rows, error))
    return error != NULL && *error != NULL ? FALSE : not_found (error);

  delivery = g_object_new (RELAIS_TYPE_DELIVERY, NULL);
  delivery->id = relais_rows_get_int64 (rows, 0);
  relais_delivery_state_from_string (relais_rows_get_string (rows, 1), &delivery->state);
  delivery->message_id = g_strdup (relais_rows_get_string (rows, 2));
  delivery->detail = relais_delivery_detail_to_text (relais_rows_get_string (rows, 3));
  delivery->cause = (int) relais_rows_get_int64 (rows, 5);
  delivery->updated = relais_rows_get_int64 (rows, 4);
  g_value_init (result, RELAIS_TYPE_DELIVERY);
  g_value_take_object (result, delivery);

  return TRUE;
}

gboolean
relais_delivery_sql_get (RelaisSql  *sql,
                         gpointer    data,
                         GValue     *result,
                         GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, SELECT_DELIVERY "WHERE delivery.id = ?", "i", *(gint64 *) data);

  return take_delivery (rows, result, error);
}

gboolean
relais_delivery_sql_find (RelaisSql  *sql,
                          gpointer    data,
                          GValue     *result,
                          GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, SELECT_DELIVERY "WHERE message_id = ?", "s", data);

  return take_delivery (rows, result, error);
}

gboolean
relais_delivery_sql_for_reply (RelaisSql  *sql,
                               gpointer    data,
                               GValue     *result,
                               GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, SELECT_DELIVERY "WHERE in_reply = ? ORDER BY delivery.id DESC LIMIT 1",
                                                 "i", *(gint64 *) data);

  return take_delivery (rows, result, error);
}

/* Resolves to a boolean: whether it was taken back. */
gboolean
relais_delivery_sql_cancel (RelaisSql  *sql,
                            gpointer    data,
                            GValue     *result,
                            GError    **error)
{
  gint64 id = *(gint64 *) data;
  g_auto(GValue) value = G_VALUE_INIT;
  const RelaisDeliveryRow *row;
  gboolean cancelled = FALSE;

  if (!relais_delivery_sql_row (sql, data, &value, error))
    return FALSE;

  row = g_value_get_boxed (&value);
  if ((row->state == RELAIS_DELIVERY_QUEUED || row->state == RELAIS_DELIVERY_FAILED) &&
      (!relais_job_cancel (sql, row->job, &cancelled, error) ||
       (cancelled && !relais_delivery_sql_set (sql, id, ",queued,failed,", RELAIS_DELIVERY_CANCELLED, "", NULL, error))))
    return FALSE;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, cancelled);

  return TRUE;
}

/* Resolves to the job (int64) that is to be retried. */
gboolean
relais_delivery_sql_retry (RelaisSql  *sql,
                           gpointer    data,
                           GValue     *result,
                           GError    **error)
{
  gint64 id = *(gint64 *) data;
  g_auto(GValue) value = G_VALUE_INIT;
  const RelaisDeliveryRow *row;
  gboolean changed;

  if (!relais_delivery_sql_row (sql, data, &value, error) ||
      !relais_delivery_sql_set (sql, id, ",queued,failed,uncertain,", RELAIS_DELIVERY_QUEUED, "{\"again\":true}", &changed, error))
    return FALSE;

  row = g_value_get_boxed (&value);
  if (!changed || row->job == 0)
    return not_found (error);
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, row->job);

  return TRUE;
}
