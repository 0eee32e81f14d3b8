/* relais-triage-job.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-event-log.h"
#include "relais-triage-private.h"

static gint64
read_message (RelaisJob *job)
{
  g_autoptr(JsonNode) payload = json_from_string (relais_job_get_payload (job), NULL);

  return payload != NULL && JSON_NODE_HOLDS_OBJECT (payload)
         ? json_object_get_int_member_with_default (json_node_get_object (payload), "message", 0) : 0;
}

static gboolean
write_failed (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  const gint64 *message = data;

  return relais_sql_exec (sql, error, "UPDATE message SET stage = 'failed' WHERE id = ? AND stage <> 'triaged'", "i", *message) &&
         relais_event_add (sql, *message, "classified", "failed", NULL, TRUE, error);
}

static void
failed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  g_autofree gint64 *message = user_data;

  relais_triage_emit_failed (owner, *message, "triage");
}

/* See the private header. */
void
relais_triage_give_up (RelaisTriage *self,
                       RelaisJob    *job)
{
  gint64 message = read_message (job);

  relais_future_to_ui (relais_database_write (self->database, "given up", write_failed, g_memdup2 (&message, sizeof message), g_free),
                       self, NULL, failed_cb, g_memdup2 (&message, sizeof message));
}

/* A message that went away meanwhile needs no judgement; anything else that fails is tried again by the queue. */
static DexFuture *
job_fiber (gpointer data)
{
  RelaisJob *job = data;
  RelaisTriage *self = g_object_get_data (G_OBJECT (job), "triage");
  gint64 message = read_message (job);
  GError *error = NULL;

  if (message == 0)
    return dex_future_new_reject (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "the job's payload is damaged");

  if (!dex_await (relais_triage_decide_first (self, message), &error))
    {
      if (g_error_matches (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND))
        g_clear_error (&error);
      else
        return dex_future_new_for_error (error);
    }

  return dex_future_new_true ();
}

/* See the private header. */
DexFuture *
relais_triage_handle_job (RelaisJob *job,
                          gpointer   user_data)
{
  g_object_set_data_full (G_OBJECT (job), "triage", g_object_ref (user_data), g_object_unref);

  return relais_future_spawn ("triage job", job_fiber, g_object_ref (job), g_object_unref);
}

/* Database thread, in the transaction that makes the message "extracted": what is kept and what is to be done come together. */
gboolean
relais_triage_sink (RelaisSql            *sql,
                    gint64                message,
                    RelaisParsedMessage  *parsed,
                    gboolean              sent,
                    gpointer              user_data,
                    GError              **error)
{
  g_autofree char *key = g_strdup_printf ("triage:%" G_GINT64_FORMAT, message);
  g_autofree char *payload = g_strdup_printf ("{\"message\":%" G_GINT64_FORMAT "}", message);
  gint64 delivery;
  gint64 job;

  if (sent)
    return relais_triage_sql_settle_question (sql, message, error);

  return relais_event_add (sql, message, "extracted", "ok", NULL, FALSE, error) &&
         relais_deliveries_match (sql, message, parsed, &delivery, error) &&
         relais_job_enqueue (sql, "triage", key, payload, 0, &job, error);
}

/* See the private header. On a fiber. */
GBytes *
relais_triage_await_source (RelaisTriage  *self,
                            gint64         message,
                            GError       **error)
{
  RelaisPlace *place = dex_await_boxed (relais_intake_locate (relais_mail_get_intake (self->mail), message), error);
  RelaisMailFolder *folder = place != NULL ? relais_mail_get_folder_at (self->mail, place) : NULL;
  g_autoptr(RelaisMailMessage) loaded = NULL;
  GBytes *source = NULL;

  if (folder != NULL)
    loaded = dex_await_object (relais_mail_folder_load (folder, place->uid), error);
  else if (place != NULL)
    g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "the message's mailbox is not there");
  if (loaded != NULL)
    source = g_bytes_ref (relais_mail_message_get_source (loaded));
  if (place != NULL)
    g_boxed_free (RELAIS_TYPE_PLACE, place);

  return source;
}
