/* relais-triage-sql.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-parsed-record.h"
#include "relais-triage-sql-private.h"

G_DEFINE_BOXED_TYPE (RelaisTriageInput, relais_triage_input, relais_triage_input_ref, relais_triage_input_unref)

RelaisTriageInput *
relais_triage_input_ref (RelaisTriageInput *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
relais_triage_input_unref (RelaisTriageInput *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->parsed, relais_parsed_message_unref);
  g_free (self->account);
  g_free (self);
}

/* What was read, and is not ours. Mail from before Relais may have no record: what was kept of it then is enough to judge it on trial. */
#define INPUTS \
  "SELECT id, account, received, message_id, in_reply_to, sender_name, sender_address, recipients, subject, date, language, " \
  "automatic, text, attachments, record FROM message " \
  "WHERE outgoing = 0 AND pending IS NULL AND (record IS NOT NULL OR (stage = 'backlog' AND sender_address <> '')) "

enum
{
  COL_ID, COL_ACCOUNT, COL_RECEIVED, COL_MESSAGE_ID, COL_IN_REPLY_TO, COL_NAME, COL_ADDRESS, COL_RECIPIENTS, COL_SUBJECT, COL_DATE,
  COL_LANGUAGE, COL_AUTOMATIC, COL_TEXT, COL_ATTACHMENTS, COL_RECORD,
};

static RelaisTriageInput *
read_input (RelaisRows  *rows,
            GError     **error)
{
  const RelaisParsedColumns columns = {
    .message_id = relais_rows_get_string (rows, COL_MESSAGE_ID),
    .in_reply_to = relais_rows_get_string (rows, COL_IN_REPLY_TO),
    .sender_name = relais_rows_get_string (rows, COL_NAME),
    .sender_address = relais_rows_get_string (rows, COL_ADDRESS),
    .recipients = relais_rows_get_string (rows, COL_RECIPIENTS),
    .subject = relais_rows_get_string (rows, COL_SUBJECT),
    .date = relais_rows_get_int64 (rows, COL_DATE) / 1000,
    .language = relais_rows_get_string (rows, COL_LANGUAGE),
    .automatic = relais_rows_get_int64 (rows, COL_AUTOMATIC) != 0,
    .text = relais_rows_get_string (rows, COL_TEXT),
    .attachments = relais_rows_get_string (rows, COL_ATTACHMENTS),
  };
  g_autoptr(RelaisTriageInput) input = g_new0 (RelaisTriageInput, 1);

  g_atomic_ref_count_init (&input->ref_count);
  input->message = relais_rows_get_int64 (rows, COL_ID);
  input->account = g_strdup (relais_rows_get_string (rows, COL_ACCOUNT));
  input->received = relais_rows_get_int64 (rows, COL_RECEIVED);
  input->parsed = relais_parsed_message_new_from_columns (&columns, relais_rows_get_string (rows, COL_RECORD), error);

  return input->parsed != NULL ? g_steal_pointer (&input) : NULL;
}

/* See the header. */
RelaisTriageInput *
relais_triage_sql_load_input (RelaisSql  *sql,
                              gint64      message,
                              GError    **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, INPUTS "AND id = ?", "i", message);

  if (rows == NULL)
    return NULL;
  if (!relais_rows_next (rows, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND,
                     "message %" G_GINT64_FORMAT " is not there", message);
      return NULL;
    }

  return read_input (rows, error);
}

/* The newest messages that were judged, or that were there before anything was. (transfer full) (nullable) (element-type RelaisTriageInput) */
GPtrArray *
relais_triage_sql_load_past (RelaisSql  *sql,
                             guint       limit,
                             GError    **error)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_triage_input_unref);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, INPUTS "AND stage IN ('triaged', 'backlog') ORDER BY date DESC LIMIT ?", "i",
                                                 (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (relais_rows_next (rows, &local))
    {
      RelaisTriageInput *input = read_input (rows, error);

      if (input == NULL)
        return NULL;
      g_ptr_array_add (inputs, input);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&inputs);
}

static gboolean
insert_decision (RelaisSql             *sql,
                 RelaisTriageDecision  *decision,
                 gint64                *id,
                 GError               **error)
{
  RelaisVerdict *verdict = decision->verdict;
  RelaisKind *kind = relais_verdict_get_kind (verdict);
  const RelaisPerson *person = relais_verdict_get_person (verdict);
  RelaisRule *rule = relais_verdict_get_rule (verdict);
  g_autoptr(JsonNode) record = relais_verdict_dup_record (verdict);
  g_autoptr(JsonNode) fields = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *fields_text = NULL;
  g_autofree char *record_text = NULL;

  json_node_set_object (fields, relais_verdict_get_fields (verdict));
  if (relais_verdict_get_action (verdict) == RELAIS_ACTION_AUTO)
    json_object_set_string_member (json_node_get_object (record), "guard", relais_guard_to_string (decision->guard));
  fields_text = json_to_string (fields, FALSE);
  record_text = json_to_string (record, FALSE);

  if (!relais_sql_exec (sql, error, "UPDATE decision SET current = 0 WHERE message = ? AND current", "i",
                        decision->input->message) ||
      !relais_sql_exec (sql, error,
                        "INSERT INTO decision (message, created, kind, confidence, source, action, member, rule, fields, record) "
                        "VALUES (?, ?, ?, ?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?, ?)", "iisdssiiss",
                        decision->input->message, relais_clock_now (),
                        kind != NULL ? relais_kind_get_id (kind) : NULL, relais_verdict_get_confidence (verdict),
                        relais_source_to_string (relais_verdict_get_source (verdict)),
                        relais_action_to_string (relais_verdict_get_action (verdict)),
                        person != NULL ? person->id : (gint64) 0,
                        rule != NULL ? relais_rule_get_id (rule) : (gint64) 0, fields_text, record_text))
    return FALSE;
  *id = relais_sql_last_id (sql);

  return TRUE;
}

/* A draft that nobody touched gives way to the new one; what a person wrote or sent stays. */
static gboolean
insert_answer (RelaisSql             *sql,
               RelaisTriageDecision  *decision,
               gint64                 decision_id,
               const char            *purpose,
               const char            *recipient,
               const char            *subject,
               const char            *text,
               gboolean               automatic,
               gint64                *id,
               GError               **error)
{
  if (!relais_sql_exec (sql, error,
                        "INSERT INTO answer (message, decision, purpose, automatic, recipient, subject, text, proposed, created, updated) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?8)", "iisisssi",
                        decision->input->message, decision_id, purpose, (gint64) automatic, recipient, subject, text,
                        relais_clock_now ()))
    return FALSE;
  *id = relais_sql_last_id (sql);

  return TRUE;
}

static gboolean
propose_answer (RelaisSql             *sql,
                RelaisTriageDecision  *decision,
                gint64                 decision_id,
                GError               **error)
{
  RelaisVerdict *verdict = decision->verdict;
  const char *recipient = relais_verdict_get_recipient (verdict);
  gboolean automatic = relais_verdict_get_action (verdict) == RELAIS_ACTION_AUTO &&
                       decision->guard == RELAIS_GUARD_ALLOWED;
  g_autoptr(RelaisOutgoing) outgoing = NULL;
  gboolean answered = FALSE;
  gint64 answer;

  if (relais_verdict_get_answer (verdict) == NULL || recipient == NULL)
    return TRUE;
  /* Who gives it another kind later is proposed one all the same. */
  if (decision->first_only && !relais_triage_sql_was_answered (sql, decision->input->message, &answered, error))
    return FALSE;
  if (answered)
    return relais_triage_sql_settle_answered (sql, decision->input->message, error);

  if (!insert_answer (sql, decision, decision_id, "answer", recipient, relais_verdict_get_subject (verdict),
                      relais_verdict_get_answer (verdict), automatic, &answer, error) ||
      !relais_event_add (sql, decision->input->message, "drafted", "ok", NULL, FALSE, error))
    return FALSE;
  if (relais_verdict_get_action (verdict) == RELAIS_ACTION_AUTO && !automatic &&
      !relais_triage_log_held (sql, decision, error))
    return FALSE;
  if (!automatic)
    return TRUE;

  outgoing = relais_triage_make_outgoing (decision->input, decision->sender_name, decision->own_address, recipient,
                                          relais_verdict_get_subject (verdict), relais_verdict_get_answer (verdict),
                                          TRUE, NULL, error);
  decision->queued = TRUE;

  return outgoing != NULL &&
         relais_triage_log_add (sql, decision->input->message, "approved", "ok", FALSE, error, "by", "rule", NULL) &&
         relais_triage_sql_queue (sql, answer, outgoing, decision->input->message, relais_clock_now (), error);
}

static gboolean
propose_forward (RelaisSql             *sql,
                 RelaisTriageDecision  *decision,
                 gint64                 decision_id,
                 GError               **error)
{
  RelaisVerdict *verdict = decision->verdict;
  const RelaisPerson *person = relais_verdict_get_person (verdict);
  RelaisRule *rule = relais_verdict_get_rule (verdict);
  const char *note = rule != NULL ? relais_rule_get_then_note (rule) : NULL;
  gboolean automatic = FALSE;
  g_autofree char *subject = NULL;
  g_autoptr(RelaisOutgoing) outgoing = NULL;
  gint64 answer;

  if (person == NULL)
    return TRUE;
  if (rule != NULL && relais_rule_is_automatic (rule) && decision->source != NULL)
    {
      if (!relais_guard_check_forward (sql, &decision->limits, verdict, decision->input->parsed, person->address,
                                       decision->input->received, &decision->guard, error))
        return FALSE;
      automatic = decision->guard == RELAIS_GUARD_ALLOWED;
      if (!automatic && !relais_triage_log_held (sql, decision, error))
        return FALSE;
    }

  subject = g_strdup_printf ("%s %s", g_str_equal (relais_verdict_get_language (verdict), "fr") ? "TR :" : "Fwd:",
                             relais_parsed_message_get_plain_subject (decision->input->parsed));
  if (!insert_answer (sql, decision, decision_id, "forward", person->address, subject, note != NULL ? note : "",
                      automatic, &answer, error) ||
      !relais_triage_log_add (sql, decision->input->message, "drafted", "ok", FALSE, error, "to", person->name, NULL))
    return FALSE;
  if (!automatic)
    return TRUE;

  outgoing = relais_triage_make_outgoing (decision->input, decision->sender_name, decision->own_address,
                                          person->address, subject, note != NULL ? note : "", TRUE, decision->source, error);
  decision->queued = TRUE;

  return outgoing != NULL &&
         relais_triage_log_add (sql, decision->input->message, "approved", "ok", FALSE, error, "by", "rule", NULL) &&
         relais_triage_sql_queue (sql, answer, outgoing, decision->input->message, relais_clock_now (), error);
}

/* See the header. */
gboolean
relais_triage_sql_decide (RelaisSql             *sql,
                          RelaisTriageDecision  *decision,
                          GError               **error)
{
  RelaisVerdict *verdict = decision->verdict;
  RelaisAction action = relais_verdict_get_action (verdict);
  RelaisKind *kind = relais_verdict_get_kind (verdict);
  char confidence[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 busy;
  gint64 id = 0;

  if (decision->first_only)
    {
      if (!relais_sql_get_int64 (sql, &busy, error, "SELECT COUNT(*) FROM message WHERE id = ? AND stage = 'triaged'", "i",
                                 decision->input->message))
        return FALSE;
      if (busy > 0)
        return TRUE;
    }

  g_ascii_formatd (confidence, sizeof confidence, "%.3f", relais_verdict_get_confidence (verdict));
  decision->guard = RELAIS_GUARD_ALLOWED;
  if (action == RELAIS_ACTION_AUTO && kind != NULL &&
      !relais_guard_check (sql, &decision->limits, verdict, decision->input->parsed, decision->own_address,
                           decision->input->received, &decision->guard, error))
    return FALSE;

  if (!insert_decision (sql, decision, &id, error) ||
      !relais_sql_exec (sql, error, "UPDATE message SET stage = 'triaged' WHERE id = ?", "i", decision->input->message) ||
      !relais_sql_exec (sql, error, "DELETE FROM answer WHERE message = ? AND state = 'draft' AND created = updated", "i",
                        decision->input->message) ||
      !relais_triage_log_settle (sql, decision->input->message, error) ||
      !relais_triage_log_asked (sql, decision, error) ||
      !relais_triage_log_add (sql, decision->input->message, "classified", "ok", FALSE, error,
                              "kind", kind != NULL ? relais_kind_get_id (kind) : NULL, "confidence", confidence,
                              "by", relais_source_to_string (relais_verdict_get_source (verdict)), NULL) ||
      !relais_sql_get_int64 (sql, &busy, error,
                             "SELECT COUNT(*) FROM answer WHERE message = ? AND state IN ('draft', 'queued')", "i",
                             decision->input->message))
    return FALSE;

  /* What a person edited or sent already is not answered over. */
  if (busy > 0)
    return TRUE;

  switch (action)
    {
    case RELAIS_ACTION_DRAFT:
    case RELAIS_ACTION_AUTO:
    case RELAIS_ACTION_TASK:
      return propose_answer (sql, decision, id, error);
    case RELAIS_ACTION_FORWARD:
      return propose_forward (sql, decision, id, error);
    case RELAIS_ACTION_IGNORE:
    case RELAIS_ACTION_NONE:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}
