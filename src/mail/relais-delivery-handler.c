/* relais-delivery-handler.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-delivery-private.h"

/* A server that keeps what it sends by itself needs a moment until it shows it. */
#define SAVES_SENT_MS 15000

/* How much longer it is waited for before its absence is believed. */
#define ABSENCE_FACTOR 10

/* One job under way: load → (ask) → send → record. Each step is a callback of the one before. */
typedef struct
{
  RelaisDeliveries  *deliveries;   /* (owned) */
  RelaisJob         *job;          /* (owned) */
  RelaisPromise     *promise;      /* (owned) until completed */
  RelaisOutgoing    *outgoing;     /* (owned) (nullable) */
  RelaisMailAccount *account;      /* (owned) (nullable) */
  RelaisSendNotes   *notes;        /* (owned) */
  RelaisDeliveryRow *row;          /* (owned) (nullable) */
  GError            *verdict;      /* (owned) (nullable) what the job ends with */
  gboolean           has_asked_twice;
  gboolean           sent;
} Handling;

static void send_now (Handling *self);
static void ask (Handling *self);

/* @error: (transfer full) (nullable) */
static void
finish (Handling *self,
        GError   *error)
{
  relais_promise_complete (g_steal_pointer (&self->promise), NULL, error);
  g_object_unref (self->deliveries);
  g_object_unref (self->job);
  g_clear_object (&self->outgoing);
  g_clear_object (&self->account);
  relais_send_notes_unref (self->notes);
  g_clear_pointer (&self->row, relais_delivery_row_free);
  g_clear_error (&self->verdict);
  g_free (self);
}

static void
recorded_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  Handling *self = user_data;

  if (error == NULL && self->sent)
    relais_delivery_mark_answered (self->deliveries->database, self->account, self->outgoing, TRUE);
  /* What was not recorded is found out again: the journal and Sent know. */
  finish (self, error != NULL ? g_error_copy (error) : g_steal_pointer (&self->verdict));
}

/* Writes the end of this try, then tells the queue. @verdict: (transfer full) (nullable) */
static void
end_try (Handling           *self,
        RelaisDeliveryState  state,
        const char          *detail,
        gboolean             with_copy,
        GError              *verdict)
{
  RelaisDeliveryRecord record = {
    .id = self->row->id,
    .state = state,
    .detail = (char *) detail,
    .with_copy = with_copy && !relais_mail_account_is_local (self->account),
    .copy_after = relais_mail_account_saves_sent (self->account) ? relais_clock_now () + SAVES_SENT_MS : 0,
  };

  self->verdict = verdict;
  self->sent = state == RELAIS_DELIVERY_SENT;
  relais_future_to_ui (relais_delivery_record_write (self->deliveries->database, &record), NULL, NULL, recorded_cb, self);
}

static void
record_uncertain (Handling *self)
{
  g_autofree char *detail = relais_delivery_make_detail (NULL, NULL, -1, FALSE);

  end_try (self, RELAIS_DELIVERY_UNCERTAIN, detail, FALSE,
          g_error_new_literal (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_UNCERTAIN,
                               "the mail may have been sent: its server did not confirm it"));
}

static void
sent_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  Handling *self = user_data;
  g_autofree char *detail = NULL;

  if (error == NULL)
    {
      end_try (self, RELAIS_DELIVERY_SENT, "", TRUE, NULL);
      return;
    }
  if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_UNCERTAIN))
    {
      record_uncertain (self);
      return;
    }
  if (relais_error_is_cancelled (error))
    {
      finish (self, g_error_copy (error));
      return;
    }

  detail = relais_delivery_make_detail (self->notes->reply != NULL ? self->notes->reply : error->message, self->notes->refused,
                                        self->notes->reply == NULL && error->domain == RELAIS_MAIL_ERROR ? error->code : -1,
                                        self->row->again);
  if (relais_refusal_is_final (error, self->notes, relais_clock_now () - relais_job_get_created (self->job)))
    end_try (self, RELAIS_DELIVERY_FAILED, detail, FALSE,
            g_error_new_literal (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, error->message));
  else
    end_try (self, RELAIS_DELIVERY_QUEUED, detail, FALSE, g_error_copy (error));
}

static void
send_now (Handling *self)
{
  relais_future_to_ui (relais_mail_account_send_noting (self->account, self->outgoing, self->notes),
                       NULL, NULL, sent_cb, self);
}

static void
forgotten_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  Handling *self = user_data;

  if (error != NULL)
    finish (self, g_error_copy (error));
  else
    send_now (self);
}

static void
ask_again_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  ask (user_data);
}

static void
ask_later (Handling *self,
           guint     milliseconds)
{
  self->has_asked_twice = TRUE;
  relais_future_to_ui (relais_future_sleep (milliseconds), NULL, NULL, ask_again_cb, self);
}

static void
send_after_all (Handling *self)
{
  relais_future_to_ui (relais_mail_account_forget_sent (self->account, relais_outgoing_get_message_id (self->outgoing)),
                       NULL, NULL, forgotten_cb, self);
}

static void
asked_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Handling *self = user_data;

  if (error != NULL)
    {
      finish (self, g_error_copy (error));
      return;
    }

  switch ((RelaisSentAnswer) g_value_get_int (value))
    {
    case RELAIS_SENT_NO:
      send_now (self);
      break;

    /* The copy also clears the journal. */
    case RELAIS_SENT_YES:
    case RELAIS_SENT_COPIED:
      end_try (self, RELAIS_DELIVERY_SENT, "", TRUE, NULL);
      break;

    case RELAIS_SENT_PERHAPS:
      if (!self->has_asked_twice)
        ask_later (self, self->deliveries->recheck_ms);
      else if (self->row->again)
        send_after_all (self);
      else
        record_uncertain (self);
      break;

    case RELAIS_SENT_ABSENT:
      if (!self->has_asked_twice)
        ask_later (self, ABSENCE_FACTOR * self->deliveries->recheck_ms);
      else
        send_after_all (self);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
ask (Handling *self)
{
  relais_future_to_ui (relais_mail_account_ask_sent (self->account, relais_outgoing_get_message_id (self->outgoing)),
                       NULL, NULL, asked_cb, self);
}

/* The mail and its account. FALSE with @error set when there is nothing to send, or nothing to send it with. */
static gboolean
read_payload (Handling    *self,
              const char  *payload,
              GError     **error)
{
  g_autoptr(JsonNode) node = json_from_string (payload != NULL ? payload : "null", NULL);
  JsonNode *mail = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), "mail") : NULL;
  g_autoptr(GError) local_error = NULL;

  self->outgoing = mail != NULL ? relais_outgoing_new_from_json (mail, &local_error) : NULL;
  if (self->outgoing == NULL)
    {
      g_set_error (error, RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "the mail cannot be read: %s",
                   local_error != NULL ? local_error->message : "not a mail");
      return FALSE;
    }

  /* Accounts of the desktop come a moment after the start, and may come back. */
  self->account = self->deliveries->mail != NULL
                  ? relais_mail_get_account (self->deliveries->mail, relais_outgoing_get_account (self->outgoing)) : NULL;
  if (self->account == NULL)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "the account is not there");
      return FALSE;
    }
  g_object_ref (self->account);

  return TRUE;
}

/* Reads the row, then goes on with @loaded. */
static DexFuture *
handle (RelaisJob            *job,
        RelaisDeliveries     *deliveries,
        RelaisFutureCallback  loaded)
{
  g_autoptr(JsonNode) node = json_from_string (relais_job_get_payload (job), NULL);
  Handling *self;
  DexFuture *future;
  gint64 id;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return relais_future_new_error (g_error_new_literal (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "not a mail"));
  id = json_object_get_int_member_with_default (json_node_get_object (node), "delivery", 0);

  self = g_new0 (Handling, 1);
  self->deliveries = g_object_ref (deliveries);
  self->job = g_object_ref (job);
  self->notes = relais_send_notes_new ();
  self->promise = relais_promise_new ();
  future = relais_promise_dup_future (self->promise);
  relais_future_to_ui (relais_database_read (deliveries->database, "reading a delivery", relais_delivery_sql_row,
                                             g_memdup2 (&id, sizeof id), g_free),
                       NULL, NULL, loaded, self);

  return future;
}

static gboolean
take_row (Handling     *self,
          const GValue *value,
          const GError *error)
{
  if (error == NULL)
    {
      self->row = g_value_dup_boxed (value);
      return TRUE;
    }

  finish (self, g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND)
                ? g_error_new_literal (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, error->message) : g_error_copy (error));

  return FALSE;
}

static void
send_loaded_cb (gpointer      owner,
                const GValue *value,
                const GError *error,
                gpointer      user_data)
{
  Handling *self = user_data;
  GError *reason = NULL;

  if (!take_row (self, value, error))
    return;

  /* Its end was recorded, only the job's was not. */
  if (self->row->state == RELAIS_DELIVERY_UNCERTAIN)
    finish (self, g_error_new_literal (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_UNCERTAIN, "the mail may have been sent"));
  else if (self->row->state == RELAIS_DELIVERY_FAILED)
    finish (self, g_error_new_literal (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "the mail was refused"));
  else if (self->row->state != RELAIS_DELIVERY_QUEUED)
    finish (self, NULL);
  else if (!read_payload (self, relais_job_get_payload (self->job), &reason))
    finish (self, reason);
  else
    ask (self);
}

DexFuture *
relais_delivery_handle_send (RelaisJob *job,
                             gpointer   user_data)
{
  return handle (job, user_data, send_loaded_cb);
}

static void
told_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  finish (user_data, error != NULL ? g_error_copy (error) : NULL);
}

static void
copied_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Handling *self = user_data;

  if (error != NULL)
    {
      finish (self, g_error_copy (error));
      return;
    }

  /* Again: the program may have ended between recording and marking, and nobody would have known. */
  relais_delivery_mark_answered (self->deliveries->database, self->account, self->outgoing, FALSE);
  relais_mail_account_show_role (self->account, RELAIS_MAIL_ROLE_SENT);
  relais_future_to_ui (relais_database_write (self->deliveries->database, "telling of a copy", relais_delivery_event_copied,
                                              g_memdup2 (&self->row->id, sizeof self->row->id), g_free),
                       NULL, NULL, told_cb, self);
}

static void
copy_loaded_cb (gpointer      owner,
                const GValue *value,
                const GError *error,
                gpointer      user_data)
{
  Handling *self = user_data;
  g_autoptr(JsonNode) node = json_from_string (relais_job_get_payload (self->job), NULL);
  gint64 sent = json_object_get_int_member_with_default (json_node_get_object (node), "sent", 0);
  GError *reason = NULL;

  if (!take_row (self, value, error))
    return;

  if (!read_payload (self, self->row->payload, &reason))
    finish (self, reason);
  else
    relais_future_to_ui (relais_mail_account_copy_to_sent (self->account, self->outgoing, sent / 1000,
                                                           relais_job_get_attempts (self->job) <= 1 &&
                                                           !relais_job_was_interrupted (self->job)),
                         NULL, NULL, copied_cb, self);
}

/* The mail is sent whatever happens here: a copy that cannot be made is tried again, the mail is not. */
DexFuture *
relais_delivery_handle_copy (RelaisJob *job,
                             gpointer   user_data)
{
  return handle (job, user_data, copy_loaded_cb);
}
