/* relais-triage-compose.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-triage-deed-private.h"

static gboolean
write_draft (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  RelaisTriageDeed *deed = data;

  if (!relais_sql_exec (sql, error,
                        "INSERT INTO answer (message, purpose, recipient, subject, text, created, updated) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6 + 1)", "issssi", deed->message, deed->purpose, deed->recipient,
                        deed->subject, deed->text, relais_clock_now ()))
    return FALSE;
  deed->answer = relais_sql_last_id (sql);

  return TRUE;
}

static char *
dup_subject (RelaisParsedMessage *parsed,
             const char          *english,
             const char          *french)
{
  gboolean is_french = g_strcmp0 (relais_parsed_message_get_language (parsed), "fr") == 0;

  return g_strdup_printf ("%s %s", is_french ? french : english, relais_parsed_message_get_plain_subject (parsed));
}

/* What was written to somebody whom it did not reach is not written again. */
static gboolean
load_returned (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  RelaisTriageDeed *deed = data;
  g_autoptr(RelaisRows) rows = NULL;
  GError *local_error = NULL;

  if (!relais_triage_deed_load_message (sql, deed, NULL, error))
    return FALSE;
  rows = relais_sql_query (sql, error, "SELECT answer.text FROM answer JOIN delivery ON delivery.message_id = answer.message_id "
                           "WHERE answer.message = ? AND answer.purpose = 'answer' AND delivery.state = 'bounced' "
                           "ORDER BY answer.id DESC LIMIT 1", "i", deed->message);
  if (rows == NULL)
    return FALSE;
  if (relais_rows_next (rows, &local_error))
    deed->text = g_strdup (relais_rows_get_string (rows, 0));
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

static DexFuture *
start_answer_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  RelaisIdentity me;
  const char *recipient;
  const char *signature;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "message to answer", load_returned, &error))
    return dex_future_new_for_error (error);

  recipient = relais_parsed_message_get_reply_to (deed->input->parsed);
  if (recipient == NULL)
    recipient = relais_parsed_message_get_from_address (deed->input->parsed);
  if (recipient == NULL)
    return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NO_RECIPIENT, "the message names no sender");

  me = relais_triage_read_identity (deed->self);
  signature = g_strcmp0 (relais_parsed_message_get_language (deed->input->parsed), "fr") == 0
              ? me.signature_fr : me.signature_en;
  deed->purpose = g_strdup ("answer");
  deed->recipient = g_strdup (recipient);
  deed->subject = dup_subject (deed->input->parsed, "Re:", "Re :");
  if (deed->text == NULL)
    deed->text = signature != NULL && signature[0] != '\0' ? g_strdup_printf ("\n\n%s", signature) : g_strdup ("");
  if (!relais_triage_deed_await_write (deed, "answer", write_draft, &error))
    return dex_future_new_for_error (error);
  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_for_int64 (deed->answer);
}

/**
 * relais_triage_start_answer:
 *
 * Returns: (transfer full): resolves to the draft's row; %RELAIS_TRIAGE_ERROR_NO_RECIPIENT
 */
DexFuture *
relais_triage_start_answer (RelaisTriage *self,
                            gint64        message)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;

  return relais_future_spawn ("start answer", start_answer_fiber, deed, relais_triage_deed_unref);
}

static DexFuture *
forward_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  RelaisMember *member = relais_team_find (deed->self->team, deed->member);
  GError *error = NULL;

  if (member == NULL)
    return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "that person is not in the team");

  deed->recipient = g_strdup (relais_member_get_address (member));
  if (!relais_triage_deed_await_write (deed, "message to pass on", relais_triage_deed_load_message, &error))
    return dex_future_new_for_error (error);
  deed->purpose = g_strdup ("forward");
  deed->subject = dup_subject (deed->input->parsed, "Fwd:", "TR :");
  if (!relais_triage_deed_await_write (deed, "forward", write_draft, &error))
    return dex_future_new_for_error (error);

  return relais_triage_send_answer (deed->self, deed->answer);
}

/**
 * relais_triage_forward:
 * @note: what to say to them; may be ""
 *
 * Returns: (transfer full): resolves to the answer's row, for relais_triage_undo_send()
 */
DexFuture *
relais_triage_forward (RelaisTriage *self,
                       gint64        message,
                       gint64        member,
                       const char   *note)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;
  deed->member = member;
  deed->text = g_strdup (note != NULL ? note : "");

  return relais_future_spawn ("forward", forward_fiber, deed, relais_triage_deed_unref);
}

static DexFuture *
polish_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  RelaisTriage *self = deed->self;
  const char *language;
  char *polished;
  GError *error = NULL;

  if (self->judge == NULL || !relais_settings_get_boolean (self->settings, "model.enabled", FALSE))
    return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "no model is connected");
  if (!relais_triage_deed_await_write (deed, "answer to polish", relais_triage_deed_load_answer, &error))
    return dex_future_new_for_error (error);

  language = relais_parsed_message_get_language (deed->input->parsed);
  polished = dex_await_string (relais_model_judge_polish (self->judge, deed->text, language != NULL ? language : "en", NULL),
                               &error);
  if (polished == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_string (polished);
}

/**
 * relais_triage_polish:
 *
 * Returns: (transfer full): resolves to a string, better words for the answer as it is kept; nothing is changed until a person takes it
 */
DexFuture *
relais_triage_polish (RelaisTriage *self,
                      gint64        answer)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->answer = answer;

  return relais_future_spawn ("polish", polish_fiber, deed, relais_triage_deed_unref);
}
