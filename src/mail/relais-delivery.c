/* relais-delivery.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-delivery-private.h"

/* Mails wait for each other on each account's own thread; this many accounts send at the same time. */
#define SENDS_AT_ONCE 8
#define COPIES_AT_ONCE 2

/* With the queue's pauses of up to half an hour: about a day, as RFC 5321, section 4.5.4.1, asks for. */
#define SEND_ATTEMPTS 60
#define COPY_ATTEMPTS 60

#define RECHECK_MS 3000

typedef struct
{
  RelaisDeliveries *deliveries;  /* (owned) */
  RelaisPromise    *promise;     /* (owned) until completed */
} Retry;

G_DEFINE_FINAL_TYPE (RelaisDeliveries, relais_deliveries, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (RelaisDelivery, relais_delivery, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
committed_cb (RelaisDatabase *database,
              gint64          id,
              gpointer        user_data)
{
  const char *topic = g_quark_to_string (g_signal_get_invocation_hint (database)->detail);
  RelaisDeliveryState state;

  if (topic != NULL && g_str_has_prefix (topic, "delivery:") &&
      relais_delivery_state_from_string (topic + strlen ("delivery:"), &state))
    g_signal_emit (user_data, signals[CHANGED], 0, id, (int) state);
}

/* Nobody is asked any more about a mail that was given up. One that answers a message is settled with that message. */
static gboolean
settle_given_up (RelaisSql  *sql,
                 GError    **error)
{
  return relais_sql_exec (sql, error,
                          "UPDATE event SET attention = 0 WHERE message IS NULL AND attention AND json_extract (detail, '$.delivery') IN "
                          "(SELECT delivery.id FROM delivery JOIN job ON job.id = delivery.job WHERE job.state = 'cancelled')", "");
}

/* Records all mails whose job died or was discarded meanwhile, also when the process ended between the two. What was noted at the last try says
 * more than the queue's error. */
static gboolean
record_ends (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) details = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(RelaisRows) rows = NULL;
  GError *local_error = NULL;

  rows = relais_sql_query (sql, error,
                           "SELECT delivery.id, delivery.detail FROM job JOIN delivery ON message_id = substr (job.key, ?) "
                           "WHERE job.kind = ? AND job.state = 'dead' AND delivery.state = 'queued'", "is",
                           (gint64) strlen (RELAIS_JOB_KIND_SEND ":") + 1, RELAIS_JOB_KIND_SEND);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      gint64 id = relais_rows_get_int64 (rows, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (details, g_strdup (relais_rows_get_string (rows, 1)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  for (guint i = 0; i < ids->len; i++)
    if (!relais_delivery_sql_give_up (sql, g_array_index (ids, gint64, i), details->pdata[i], error))
      return FALSE;

  return settle_given_up (sql, error);
}

static void
note_ends (RelaisDeliveries *self)
{
  relais_future_detach (relais_database_write (self->database, "recording mails that cannot be sent", record_ends, NULL, NULL),
                        "recording mails that cannot be sent");
}

/* What a job of ours needed it may not need any more. */
static void
job_changed_cb (RelaisDeliveries *self,
                gint64            id,
                int               state)
{
  if (self->spool != NULL && (state == RELAIS_JOB_DONE || state == RELAIS_JOB_CANCELLED))
    relais_spool_sweep (self->spool);
  if (state == RELAIS_JOB_CANCELLED)
    note_ends (self);
}

/* Tried too often. Refusals were recorded before their job died. */
static void
died_cb (RelaisDeliveries *self,
         RelaisJob        *job)
{
  if (g_strcmp0 (relais_job_get_kind (job), RELAIS_JOB_KIND_SEND) == 0)
    note_ends (self);
}

static void
relais_deliveries_dispose (GObject *object)
{
  RelaisDeliveries *self = RELAIS_DELIVERIES (object);

  if (self->database != NULL)
    g_clear_signal_handler (&self->committed_id, self->database);
  if (self->queue != NULL)
    {
      g_clear_signal_handler (&self->died_id, self->queue);
      g_clear_signal_handler (&self->job_changed_id, self->queue);
    }
  g_clear_object (&self->spool);
  g_clear_weak_pointer (&self->mail);
  g_clear_object (&self->queue);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (relais_deliveries_parent_class)->dispose (object);
}

static void
relais_deliveries_class_init (RelaisDeliveriesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = relais_deliveries_dispose;

  /**
   * RelaisDeliveries::changed:
   * @id: the delivery
   * @state: (type int): its RelaisDeliveryState now, on the disk
   */
  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_DELIVERIES, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
}

static void
relais_deliveries_init (RelaisDeliveries *self)
{
  self->recheck_ms = RECHECK_MS;
}

static void
relais_delivery_finalize (GObject *object)
{
  RelaisDelivery *self = RELAIS_DELIVERY (object);

  g_free (self->message_id);
  g_free (self->detail);

  G_OBJECT_CLASS (relais_delivery_parent_class)->finalize (object);
}

static void
relais_delivery_class_init (RelaisDeliveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_delivery_finalize;
}

static void
relais_delivery_init (RelaisDelivery *self)
{
}

/**
 * relais_deliveries_new:
 * @mail: held weakly
 * @queue: must not be started yet, and not outlive the deliveries
 *
 * Takes over the jobs "mail.send" and "mail.copy".
 */
RelaisDeliveries *
relais_deliveries_new (RelaisMail     *mail,
                       RelaisDatabase *database,
                       RelaisJobQueue *queue)
{
  RelaisDeliveries *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);
  g_return_val_if_fail (RELAIS_IS_JOB_QUEUE (queue), NULL);

  self = g_object_new (RELAIS_TYPE_DELIVERIES, NULL);
  g_set_weak_pointer (&self->mail, mail);
  self->database = g_object_ref (database);
  self->queue = g_object_ref (queue);
  self->committed_id = g_signal_connect (database, "committed", G_CALLBACK (committed_cb), self);
  self->died_id = g_signal_connect_swapped (queue, "died", G_CALLBACK (died_cb), self);
  self->job_changed_id = g_signal_connect_swapped (queue, "changed", G_CALLBACK (job_changed_cb), self);
  if (mail != NULL)
    {
      g_autofree char *folder = g_build_filename (mail->data_dir, "spool", NULL);

      self->spool = relais_spool_new (database, folder);
    }
  relais_job_queue_handle (queue, RELAIS_JOB_KIND_SEND, SENDS_AT_ONCE, SEND_ATTEMPTS, relais_delivery_handle_send, self);
  relais_job_queue_handle (queue, RELAIS_JOB_KIND_COPY, COPIES_AT_ONCE, COPY_ATTEMPTS, relais_delivery_handle_copy, self);

  return self;
}

/* See the header. */
void
relais_deliveries_start (RelaisDeliveries *self)
{
  g_return_if_fail (RELAIS_IS_DELIVERIES (self));

  note_ends (self);
  if (self->spool != NULL)
    relais_spool_open (self->spool);
}

void
relais_deliveries_set_recheck (RelaisDeliveries *self,
                               guint             milliseconds)
{
  self->recheck_ms = milliseconds;
}

DexFuture *
relais_deliveries_cancel (RelaisDeliveries *self,
                          gint64            id)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERIES (self), NULL);

  return relais_database_write (self->database, "taking a mail back", relais_delivery_sql_cancel,
                                g_memdup2 (&id, sizeof id), g_free);
}

static void
job_retried_cb (gpointer      owner,
                const GValue *value,
                const GError *error,
                gpointer      user_data)
{
  Retry *retry = user_data;

  relais_promise_complete (retry->promise, NULL, error != NULL ? g_error_copy (error) : NULL);
  g_object_unref (retry->deliveries);
  g_free (retry);
}

static void
retry_recorded_cb (gpointer      owner,
                   const GValue *value,
                   const GError *error,
                   gpointer      user_data)
{
  Retry *retry = user_data;

  if (error != NULL)
    {
      job_retried_cb (owner, NULL, error, retry);
      return;
    }

  relais_future_to_ui (relais_job_queue_retry (retry->deliveries->queue, g_value_get_int64 (value)),
                       NULL, NULL, job_retried_cb, retry);
}

/**
 * relais_deliveries_retry:
 * @id: a delivery that failed, or whose end is uncertain: then a person decided that it shall be sent
 *
 * One that lies in Sent all the same is not sent again.
 *
 * Returns: (transfer full): resolves to %TRUE when it waits again; %RELAIS_MAIL_ERROR_NOT_FOUND when it is not failed
 */
DexFuture *
relais_deliveries_retry (RelaisDeliveries *self,
                         gint64            id)
{
  Retry *retry;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_DELIVERIES (self), NULL);

  retry = g_new0 (Retry, 1);
  retry->deliveries = g_object_ref (self);
  retry->promise = relais_promise_new ();
  future = relais_promise_dup_future (retry->promise);
  relais_future_to_ui (relais_database_write (self->database, "retrying a mail", relais_delivery_sql_retry,
                                              g_memdup2 (&id, sizeof id), g_free),
                       NULL, NULL, retry_recorded_cb, retry);

  return future;
}

gint64
relais_delivery_get_id (RelaisDelivery *self)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERY (self), 0);

  return self->id;
}

RelaisDeliveryState
relais_delivery_get_state (RelaisDelivery *self)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERY (self), RELAIS_DELIVERY_QUEUED);

  return self->state;
}

const char *
relais_delivery_get_message_id (RelaisDelivery *self)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERY (self), NULL);

  return self->message_id;
}

/**
 * relais_delivery_get_detail:
 *
 * Returns: for the person: what servers said of it, a line each, with addresses; "" when nothing was said. Not for logs
 */
const char *
relais_delivery_get_detail (RelaisDelivery *self)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERY (self), NULL);

  return self->detail;
}

/**
 * relais_delivery_get_updated:
 *
 * Returns: Unix time in milliseconds
 */
int
relais_delivery_get_cause (RelaisDelivery *self)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERY (self), -1);

  return self->cause;
}

gint64
relais_delivery_get_updated (RelaisDelivery *self)
{
  g_return_val_if_fail (RELAIS_IS_DELIVERY (self), 0);

  return self->updated;
}
