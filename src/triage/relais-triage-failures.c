/* relais-triage-failures.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-event-log.h"
#include "relais-json.h"
#include "relais-triage-deed-private.h"
#include "relais-triage-sql-private.h"

#define MAX_PAYLOAD_SIZE (64 * 1024 * 1024)

/* A failed job that a person decides about. What it was about is in its payload: a delivery, or a message. */
typedef struct
{
  RelaisTriageDeed *deed;   /* (owned) */
  gint64            job;
  gboolean          is_mail;
} Failure;

static gint64
read_payload (RelaisJob  *job,
              const char *member)
{
  g_autoptr(JsonNode) payload = relais_json_parse (relais_job_get_payload (job), -1, MAX_PAYLOAD_SIZE, "payload", NULL);

  return payload != NULL && JSON_NODE_HOLDS_OBJECT (payload) ? relais_json_get_int (json_node_get_object (payload), member, 0) : 0;
}

static gboolean
is_mail (RelaisJob *job)
{
  return g_str_equal (relais_job_get_kind (job), "mail.send") && read_payload (job, "delivery") != 0;
}

/**
 * relais_triage_retry_job:
 * @job: a dead one, of any kind
 *
 * Returns: (transfer full): resolves to %TRUE when it waits again
 */
DexFuture *
relais_triage_retry_job (RelaisTriage *self,
                         RelaisJob    *job)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  /* The delivery remembers that it failed, and would let its job fail again. */
  return is_mail (job) ? relais_deliveries_retry (self->deliveries, read_payload (job, "delivery"))
                       : relais_job_queue_retry (self->queue, relais_job_get_id (job));
}

static DexFuture *
retry_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  RelaisDeliveries *deliveries = deed->self->deliveries;
  g_autoptr(RelaisTriageRecord) record = NULL;
  g_autoptr(RelaisDelivery) delivery = NULL;
  GError *error = NULL;

  record = dex_await_object (relais_triage_load (deed->self, deed->message), &error);
  if (record == NULL)
    return dex_future_new_for_error (error);
  if (relais_triage_record_get_delivery (record) != RELAIS_DELIVERY_FAILED &&
      relais_triage_record_get_delivery (record) != RELAIS_DELIVERY_UNCERTAIN)
    return relais_triage_decide (deed->self, deed->message, FALSE, NULL);

  delivery = dex_await_object (relais_deliveries_for_reply (deliveries, deed->message), &error);

  return delivery != NULL ? relais_deliveries_retry (deliveries, relais_delivery_get_id (delivery))
                          : dex_future_new_for_error (error);
}

/**
 * relais_triage_retry:
 * @message: one that needs somebody
 *
 * Sends its answer again when that could not leave, or judges the message again.
 *
 * Returns: (transfer full): resolves when the message was judged again, or its answer waits again
 */
DexFuture *
relais_triage_retry (RelaisTriage *self,
                     gint64        message)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;

  return relais_future_spawn ("retry", retry_fiber, deed, relais_triage_deed_unref);
}

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  relais_triage_deed_unref (failure->deed);
  g_free (failure);
}

/* The mail will not leave: an answer that it was is a draft again, for nothing that somebody wrote is lost. */
static gboolean
write_mail_given_up (RelaisSql  *sql,
                     gpointer    data,
                     GValue     *result,
                     GError    **error)
{
  RelaisTriageDeed *deed = data;
  const char *which = "FROM answer JOIN delivery ON delivery.message_id = answer.message_id WHERE delivery.id = ?";
  g_autofree char *message = g_strconcat ("SELECT answer.message ", which, NULL);
  g_autofree char *answer = g_strconcat ("SELECT answer.id ", which, NULL);

  if (!relais_sql_get_int64 (sql, &deed->message, error, message, "i", deed->delivery) ||
      !relais_sql_get_int64 (sql, &deed->answer, error, answer, "i", deed->delivery))
    return FALSE;

  return deed->answer == 0 ||
         (relais_triage_sql_make_draft (sql, deed->answer, deed->message, error) &&
          relais_event_settle (sql, deed->message, error));
}

/* Whoever gives a message up sees to it without Relais. */
static gboolean
write_message_given_up (RelaisSql  *sql,
                        gpointer    data,
                        GValue     *result,
                        GError    **error)
{
  RelaisTriageDeed *deed = data;

  if (deed->delivery != 0 &&
      !relais_sql_get_int64 (sql, &deed->message, error, "SELECT COALESCE(in_reply, 0) FROM delivery WHERE id = ?", "i",
                             deed->delivery))
    return FALSE;

  return deed->message == 0 || relais_triage_sql_set_done (sql, deed->message, TRUE, "done", error);
}

static DexFuture *
discard_fiber (gpointer data)
{
  Failure *failure = data;
  RelaisTriageDeed *deed = failure->deed;
  RelaisTriage *self = deed->self;
  GError *error = NULL;
  gboolean taken_back = FALSE;

  if (failure->is_mail)
    {
      taken_back = dex_await_boolean (relais_deliveries_cancel (self->deliveries, deed->delivery), &error);
      if (error != NULL)
        return dex_future_new_for_error (error);
    }

  /* One that may have been sent stays as uncertain as it is; nobody asks about it any more. */
  if ((!taken_back && !dex_await (relais_job_queue_discard (self->queue, failure->job), &error)) ||
      !relais_triage_deed_await_write (deed, "failure given up", taken_back ? write_mail_given_up : write_message_given_up, &error))
    return dex_future_new_for_error (error);

  relais_triage_emit_answer_changed (self, deed->message);

  return dex_future_new_true ();
}

/**
 * relais_triage_discard_job:
 * @job: a dead one, of any kind
 *
 * Relais does not try it any more and does not show it as failed. An answer that could not leave is a draft again.
 *
 * Returns: (transfer full): resolves to %TRUE when it is kept
 */
DexFuture *
relais_triage_discard_job (RelaisTriage *self,
                           RelaisJob    *job)
{
  Failure *failure;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  failure = g_new0 (Failure, 1);
  failure->deed = relais_triage_deed_new (self);
  failure->job = relais_job_get_id (job);
  failure->is_mail = is_mail (job);
  failure->deed->delivery = failure->is_mail ? read_payload (job, "delivery") : 0;
  failure->deed->message = g_str_equal (relais_job_get_kind (job), "triage") ? read_payload (job, "message") : 0;

  return relais_future_spawn ("failure given up", discard_fiber, failure, failure_free);
}
