/* relais-delivery-queue.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-delivery-private.h"

/* A mail on its way into the queue: its files are kept, then it is written. */
typedef struct
{
  RelaisDeliveries *deliveries;   /* (owned) */
  RelaisPromise    *promise;      /* (owned) until completed */
  RelaisOutgoing   *outgoing;     /* (owned) */
  gint64            not_before;
} Queueing;

typedef struct
{
  RelaisOutgoing *outgoing;      /* (owned) */
  gint64          not_before;
} Send;

static void
send_free (gpointer data)
{
  g_object_unref (((Send *) data)->outgoing);
  g_free (data);
}

static gboolean
write_send (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Send *send = data;
  gint64 id;

  if (!relais_delivery_enqueue (sql, send->outgoing, 0, send->not_before, &id, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);

  return TRUE;
}

static DexFuture *
write_mail (RelaisDeliveries *self,
            RelaisOutgoing   *outgoing,
            gint64            not_before)
{
  Send *send = g_new0 (Send, 1);

  send->outgoing = g_object_ref (outgoing);
  send->not_before = not_before;

  return relais_database_write (self->database, "sending a mail", write_send, send, send_free);
}

static void
queued_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Queueing *self = user_data;

  if (self->deliveries->spool != NULL)
    relais_spool_release (self->deliveries->spool, relais_outgoing_get_message_id (self->outgoing));
  relais_promise_complete (self->promise, value, error != NULL ? g_error_copy (error) : NULL);
  g_object_unref (self->outgoing);
  g_object_unref (self->deliveries);
  g_free (self);
}

static void
kept_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  Queueing *self = user_data;

  if (error != NULL)
    queued_cb (owner, NULL, error, user_data);
  else
    relais_future_to_ui (write_mail (self->deliveries, g_value_get_object (value), self->not_before), NULL, NULL, queued_cb, self);
}

/* See the header. */
DexFuture *
relais_deliveries_send (RelaisDeliveries *self,
                        RelaisOutgoing   *outgoing,
                        gint64            not_before)
{
  Queueing *queueing;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_DELIVERIES (self), NULL);
  g_return_val_if_fail (RELAIS_IS_OUTGOING (outgoing), NULL);

  if (outgoing->files->len == 0 || self->spool == NULL)
    return write_mail (self, outgoing, not_before);

  queueing = g_new0 (Queueing, 1);
  queueing->deliveries = g_object_ref (self);
  queueing->promise = relais_promise_new ();
  queueing->outgoing = g_object_ref (outgoing);
  queueing->not_before = not_before;
  future = relais_promise_dup_future (queueing->promise);
  relais_future_to_ui (relais_spool_keep (self->spool, outgoing), NULL, NULL, kept_cb, queueing);

  return future;
}

DexFuture *
relais_deliveries_get (RelaisDeliveries *self,
                       gint64            id)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERIES (self), NULL);

  return relais_database_read (self->database, "reading a delivery", relais_delivery_sql_get,
                               g_memdup2 (&id, sizeof id), g_free);
}

DexFuture *
relais_deliveries_find (RelaisDeliveries *self,
                        const char       *message_id)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERIES (self), NULL);
  g_return_val_if_fail (message_id != NULL, NULL);

  return relais_database_read (self->database, "reading a delivery", relais_delivery_sql_find, g_strdup (message_id), g_free);
}

/**
 * relais_deliveries_for_reply:
 * @in_reply: row in table message
 *
 * Returns: (transfer full): resolves to the last RelaisDelivery that answers it
 */
DexFuture *
relais_deliveries_for_reply (RelaisDeliveries *self,
                             gint64            in_reply)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERIES (self), NULL);

  return relais_database_read (self->database, "reading a delivery", relais_delivery_sql_for_reply,
                               g_memdup2 (&in_reply, sizeof in_reply), g_free);
}
