/* relais-triage-answers.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-triage-deed-private.h"

static gboolean
write_answer (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  RelaisTriageDeed *deed = data;

  /* "updated" past "created" is what says that a person touched it: it is kept when the message is judged again. */
  if (!relais_sql_exec (sql, error,
                        "UPDATE answer SET recipient = ?, subject = ?, text = ?, updated = MAX(?, created + 1) "
                        "WHERE id = ? AND state = 'draft'", "sssii",
                        deed->recipient, deed->subject, deed->text, relais_clock_now (), deed->answer))
    return FALSE;
  if (relais_sql_changes (sql) != 1)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer is no longer a draft");
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
save_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "answer", write_answer, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * relais_triage_save_answer:
 *
 * Returns: (transfer full): resolves when it is kept; %RELAIS_TRIAGE_ERROR_STALE
 */
DexFuture *
relais_triage_save_answer (RelaisTriage *self,
                           gint64        answer,
                           const char   *recipient,
                           const char   *subject,
                           const char   *text)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->answer = answer;
  deed->recipient = g_strdup (recipient);
  deed->subject = g_strdup (subject);
  deed->text = g_strdup (text);

  return relais_future_spawn ("save answer", save_fiber, deed, relais_triage_deed_unref);
}

static gboolean
write_queued (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  RelaisTriageDeed *deed = data;

  /* In the order in which the log tells it: it waits to leave because it was approved. */
  return relais_event_settle (sql, deed->message, error) &&
         relais_event_add (sql, deed->message, "approved", "ok", NULL, FALSE, error) &&
         relais_triage_sql_queue (sql, deed->answer, deed->outgoing, deed->message, deed->not_before, error);
}

static DexFuture *
send_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  RelaisTriage *self = deed->self;
  g_autoptr(GBytes) source = NULL;
  g_autofree char *own_address = NULL;
  g_autofree char *own_name = NULL;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "answer to send", relais_triage_deed_load_answer, &error))
    return dex_future_new_for_error (error);
  if (g_str_equal (deed->purpose, "forward"))
    {
      source = relais_triage_await_source (self, deed->message, &error);
      if (source == NULL)
        return dex_future_new_for_error (error);
    }

  own_address = relais_triage_dup_own_address (self, deed->input->account);
  own_name = relais_triage_dup_own_name (self, deed->input->account);
  deed->outgoing = relais_triage_make_outgoing (deed->input, own_name, own_address, deed->recipient, deed->subject,
                                                deed->text, FALSE, source, &error);
  deed->not_before = relais_clock_now () + 1000 * (gint64) relais_triage_get_undo_seconds (self);
  if (deed->outgoing == NULL || !relais_triage_deed_await_write (deed, "answer queued", write_queued, &error))
    return dex_future_new_for_error (error);

  relais_job_queue_wake (self->queue);
  relais_triage_emit_answer_changed (self, deed->message);

  return dex_future_new_for_int64 (deed->answer);
}

/**
 * relais_triage_send_answer:
 *
 * Returns: (transfer full): resolves when it is queued; it leaves after the undo delay. %RELAIS_TRIAGE_ERROR_STALE when it was sent
 *   already, RELAIS_MAIL_ERROR_INVALID when it cannot become a mail
 */
DexFuture *
relais_triage_send_answer (RelaisTriage *self,
                           gint64        answer)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->answer = answer;

  return relais_future_spawn ("send answer", send_fiber, deed, relais_triage_deed_unref);
}

static gboolean
find_delivery (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  RelaisTriageDeed *deed = data;

  return relais_sql_get_int64 (sql, &deed->message, error, "SELECT message FROM answer WHERE id = ?", "i", deed->answer) &&
         relais_sql_get_int64 (sql, &deed->delivery, error,
                               "SELECT delivery.id FROM delivery JOIN answer ON answer.message_id = delivery.message_id "
                               "WHERE answer.id = ?", "i", deed->answer);
}

/* See the private header. */
gboolean
relais_triage_sql_make_draft (RelaisSql  *sql,
                              gint64      answer,
                              gint64      message,
                              GError    **error)
{
  return relais_sql_exec (sql, error,
                          "UPDATE answer SET state = 'draft', message_id = NULL, updated = MAX(?, created + 1) WHERE id = ?", "ii",
                          relais_clock_now (), answer) &&
         relais_event_add (sql, message, "taken-back", "info", NULL, FALSE, error);
}

static gboolean
write_taken_back (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  RelaisTriageDeed *deed = data;

  /* What somebody passed on by hand was never a draft: what was proposed is there again. */
  return relais_triage_sql_make_draft (sql, deed->answer, deed->message, error) &&
         relais_sql_exec (sql, error, "UPDATE answer SET state = 'discarded' WHERE id = ? AND purpose = 'forward' AND decision IS NULL",
                          "i", deed->answer);
}

static DexFuture *
undo_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "delivery to cancel", find_delivery, &error))
    return dex_future_new_for_error (error);
  if (!dex_await_boolean (relais_deliveries_cancel (deed->self->deliveries, deed->delivery), &error))
    {
      if (error != NULL)
        return dex_future_new_for_error (error);
      return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer has left already");
    }
  if (!relais_triage_deed_await_write (deed, "answer taken back", write_taken_back, &error))
    return dex_future_new_for_error (error);

  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_true ();
}

/**
 * relais_triage_undo_send:
 *
 * Returns: (transfer full): resolves when it is a draft again; %RELAIS_TRIAGE_ERROR_STALE when it has left
 */
DexFuture *
relais_triage_undo_send (RelaisTriage *self,
                         gint64        answer)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->answer = answer;

  return relais_future_spawn ("undo send", undo_fiber, deed, relais_triage_deed_unref);
}

static gboolean
write_discarded (RelaisSql  *sql,
                 gpointer    data,
                 GValue     *result,
                 GError    **error)
{
  RelaisTriageDeed *deed = data;

  if (!relais_sql_get_int64 (sql, &deed->message, error, "SELECT message FROM answer WHERE id = ?", "i", deed->answer) ||
      !relais_sql_exec (sql, error, "UPDATE answer SET state = ?, updated = ? WHERE id = ? AND state IN ('draft', 'discarded')",
                        "sii", deed->flag ? "discarded" : "draft", relais_clock_now (), deed->answer))
    return FALSE;
  if (relais_sql_changes (sql) != 1)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer has left already");
      return FALSE;
    }

  return !deed->flag || relais_event_settle (sql, deed->message, error);
}

static DexFuture *
discard_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "answer discarded", write_discarded, &error))
    return dex_future_new_for_error (error);
  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_true ();
}

/**
 * relais_triage_discard_answer:
 * @discard: %FALSE takes it back
 *
 * Returns: (transfer full): resolves when it was done
 */
DexFuture *
relais_triage_discard_answer (RelaisTriage *self,
                              gint64        answer,
                              gboolean      discard)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->answer = answer;
  deed->flag = discard;

  return relais_future_spawn ("discard answer", discard_fiber, deed, relais_triage_deed_unref);
}
