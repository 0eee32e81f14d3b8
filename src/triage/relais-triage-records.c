/* relais-triage-records.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-json.h"
#include "relais-triage-record-private.h"
#include "relais-triage-sql-private.h"

/* One row a message: its current decision, the newest answer that was not discarded, and what became of it. */
#define COLUMNS \
  "SELECT message.id, message.date, message.sender_name, message.sender_address, message.subject, message.text, " \
  "message.language, decision.kind, decision.confidence, decision.source, decision.action, decision.fields, " \
  "decision.record, COALESCE(handling.member, 0), COALESCE(handling.done, 0), answer.id, answer.state, answer.purpose, " \
  "answer.recipient, answer.subject, answer.text, answer.automatic, delivery.state, message.stage, " \
  "COALESCE(decision.member, 0), message.account, message.attachments " \
  "FROM message " \
  "LEFT JOIN decision ON decision.message = message.id AND decision.current " \
  "LEFT JOIN handling ON handling.message = message.id " \
  "LEFT JOIN answer ON answer.id = (SELECT MAX(id) FROM answer WHERE answer.message = message.id AND state <> 'discarded') " \
  "LEFT JOIN delivery ON delivery.message_id = answer.message_id "

enum
{
  COL_MESSAGE, COL_DATE, COL_SENDER, COL_ADDRESS, COL_SUBJECT, COL_TEXT, COL_LANGUAGE, COL_KIND, COL_CONFIDENCE,
  COL_SOURCE, COL_ACTION, COL_FIELDS, COL_RECORD, COL_HANDLER, COL_DONE, COL_ANSWER, COL_ANSWER_STATE, COL_PURPOSE,
  COL_RECIPIENT, COL_ANSWER_SUBJECT, COL_ANSWER_TEXT, COL_AUTOMATIC, COL_DELIVERY, COL_STAGE, COL_PERSON,
  COL_ACCOUNT, COL_ATTACHMENTS,
};

static const char * const delivery_names[] = {
  [RELAIS_DELIVERY_QUEUED] = "queued",
  [RELAIS_DELIVERY_SENT] = "sent",
  [RELAIS_DELIVERY_DELIVERED] = "delivered",
  [RELAIS_DELIVERY_DELAYED] = "delayed",
  [RELAIS_DELIVERY_BOUNCED] = "bounced",
  [RELAIS_DELIVERY_ANSWERED] = "answered",
  [RELAIS_DELIVERY_FAILED] = "failed",
  [RELAIS_DELIVERY_UNCERTAIN] = "uncertain",
  [RELAIS_DELIVERY_CANCELLED] = "cancelled",
};

static int
delivery_from_string (const char *string)
{
  for (guint i = 0; string != NULL && i < G_N_ELEMENTS (delivery_names); i++)
    if (g_str_equal (delivery_names[i], string))
      return (int) i;

  return -1;
}

/* What happened to the answer, when one left. Trouble that somebody has seen to is none any more. */
static RelaisFate
judge_sent (const RelaisTriageValues *values,
            gboolean                  done)
{
  switch (values->delivery)
    {
    case RELAIS_DELIVERY_QUEUED:
      return RELAIS_FATE_QUEUED;
    case RELAIS_DELIVERY_BOUNCED:
      return done ? RELAIS_FATE_DONE : RELAIS_FATE_BOUNCED;
    case RELAIS_DELIVERY_FAILED:
    case RELAIS_DELIVERY_UNCERTAIN:
      return done ? RELAIS_FATE_DONE : RELAIS_FATE_FAILED;
    default:
      if (g_strcmp0 (values->answer_purpose, "forward") == 0)
        return RELAIS_FATE_FORWARDED;
      return values->automatic ? RELAIS_FATE_AUTOMATIC : RELAIS_FATE_ANSWERED;
    }
}

static RelaisFate
judge_fate (const RelaisTriageValues *values,
            const char               *stage,
            const char               *action,
            gboolean                  done)
{
  if (g_strcmp0 (values->answer_state, "queued") == 0)
    return judge_sent (values, done);
  if (done)
    return RELAIS_FATE_DONE;
  if (g_strcmp0 (stage, "failed") == 0)
    return RELAIS_FATE_FAILED;
  if (action == NULL)
    return RELAIS_FATE_UNKNOWN;
  if (values->member != 0)
    return RELAIS_FATE_ASSIGNED;
  if (g_str_equal (action, "task"))
    return RELAIS_FATE_TASK;
  if (values->answer != 0)
    return RELAIS_FATE_DRAFT;
  if (g_str_equal (action, "ignore"))
    return RELAIS_FATE_IGNORED;

  /* A kind without an answer to propose still wants somebody. */
  return values->kind != NULL ? RELAIS_FATE_TASK : RELAIS_FATE_NONE;
}

static JsonObject *
parse_object (const char *text)
{
  g_autoptr(JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return json_object_new ();

  return json_object_ref (json_node_get_object (node));
}

/* The names of a message's files. */
static char **
read_attachments (const char *text)
{
  g_autoptr(JsonNode) array = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonArray *attachments = array != NULL && JSON_NODE_HOLDS_ARRAY (array) ? json_node_get_array (array) : NULL;
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; attachments != NULL && i < json_array_get_length (attachments); i++)
    {
      JsonNode *node = json_array_get_element (attachments, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && !relais_json_get_bool (json_node_get_object (node), "inline", FALSE))
        g_strv_builder_add (names, relais_json_get_string (json_node_get_object (node), "name", ""));
    }

  return g_strv_builder_end (names);
}

static RelaisTriageRecord *
read_record (RelaisRows *rows)
{
  RelaisTriageRecord *record = relais_triage_record_new ();
  RelaisTriageValues *values = relais_triage_record_get_values (record);

  values->message = relais_rows_get_int64 (rows, COL_MESSAGE);
  values->date = relais_rows_get_int64 (rows, COL_DATE);
  values->account = g_strdup (relais_rows_get_string (rows, COL_ACCOUNT));
  values->attachments = read_attachments (relais_rows_get_string (rows, COL_ATTACHMENTS));
  if (!relais_action_from_string (relais_rows_get_string (rows, COL_ACTION), &values->action))
    values->action = RELAIS_ACTION_NONE;
  values->sender = g_strdup (relais_rows_get_string (rows, COL_SENDER));
  values->address = g_strdup (relais_rows_get_string (rows, COL_ADDRESS));
  values->subject = g_strdup (relais_rows_get_string (rows, COL_SUBJECT));
  values->text = g_strdup (relais_rows_get_string (rows, COL_TEXT));
  values->language = g_strdup (relais_rows_get_string (rows, COL_LANGUAGE));
  values->kind = g_strdup (relais_rows_get_string (rows, COL_KIND));
  values->confidence = relais_rows_get_double (rows, COL_CONFIDENCE);
  values->source = g_strdup (relais_rows_get_string (rows, COL_SOURCE));
  values->fields = parse_object (relais_rows_get_string (rows, COL_FIELDS));
  values->record = parse_object (relais_rows_get_string (rows, COL_RECORD));
  values->member = relais_rows_get_int64 (rows, COL_HANDLER);
  values->person = relais_rows_get_int64 (rows, COL_PERSON);
  values->answer = relais_rows_get_int64 (rows, COL_ANSWER);
  values->answer_state = g_strdup (relais_rows_get_string (rows, COL_ANSWER_STATE));
  values->answer_purpose = g_strdup (relais_rows_get_string (rows, COL_PURPOSE));
  values->answer_recipient = g_strdup (relais_rows_get_string (rows, COL_RECIPIENT));
  values->answer_subject = g_strdup (relais_rows_get_string (rows, COL_ANSWER_SUBJECT));
  values->answer_text = g_strdup (relais_rows_get_string (rows, COL_ANSWER_TEXT));
  values->automatic = relais_rows_get_int64 (rows, COL_AUTOMATIC) != 0;
  values->delivery = delivery_from_string (relais_rows_get_string (rows, COL_DELIVERY));
  values->fate = judge_fate (values, relais_rows_get_string (rows, COL_STAGE), relais_rows_get_string (rows, COL_ACTION),
                             relais_rows_get_int64 (rows, COL_DONE) != 0);

  /* Nobody has it yet: the kind's responsible person is who it should go to. */
  if (values->member == 0)
    values->member = values->person;

  return record;
}

/* See the header. */
GPtrArray *
relais_triage_sql_records (RelaisSql   *sql,
                           GError     **error,
                           const char  *where,
                           gint64       value,
                           guint        limit)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *statement = g_strconcat (COLUMNS, "WHERE ", where, " ORDER BY message.date DESC LIMIT ?2", NULL);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, statement, "ii", value, (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (relais_rows_next (rows, &local))
    g_ptr_array_add (records, read_record (rows));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&records);
}
