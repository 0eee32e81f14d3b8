/* relais-guard.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-guard.h"

#define DAY_MS (24 * 60 * 60 * (gint64) 1000)

static const char * const names[] = {
  [RELAIS_GUARD_ALLOWED] = "allowed",
  [RELAIS_GUARD_PAUSED] = "paused",
  [RELAIS_GUARD_AUTOMATIC] = "automatic",
  [RELAIS_GUARD_LIST] = "list",
  [RELAIS_GUARD_NO_REPLY] = "no-reply",
  [RELAIS_GUARD_CONFIDENCE] = "confidence",
  [RELAIS_GUARD_INCOMPLETE] = "incomplete",
  [RELAIS_GUARD_SAME_DAY] = "same-day",
  [RELAIS_GUARD_DAILY_TOTAL] = "daily-total",
  [RELAIS_GUARD_NOT_EARNED] = "not-earned",
  [RELAIS_GUARD_BACKLOG] = "backlog",
  [RELAIS_GUARD_PERSON] = "person",
};

/* What can be said without looking at the past. */
static RelaisGuard
check_message (const RelaisLimits  *limits,
               RelaisVerdict       *verdict,
               RelaisParsedMessage *message,
               const char          *own_address,
               gint64               received)
{
  const char *recipient = relais_verdict_get_recipient (verdict);

  if (limits->paused)
    return RELAIS_GUARD_PAUSED;
  if (relais_verdict_get_source (verdict) == RELAIS_SOURCE_PERSON)
    return RELAIS_GUARD_PERSON;
  if (relais_parsed_message_has_flag (message, RELAIS_PARSED_AUTOMATIC) ||
      relais_parsed_message_has_flag (message, RELAIS_PARSED_REPORT))
    return RELAIS_GUARD_AUTOMATIC;
  if (relais_parsed_message_has_flag (message, RELAIS_PARSED_LIST))
    return RELAIS_GUARD_LIST;
  if (recipient == NULL || (own_address != NULL && g_ascii_strcasecmp (recipient, own_address) == 0))
    return RELAIS_GUARD_NO_REPLY;
  if (received < limits->since)
    return RELAIS_GUARD_BACKLOG;
  if (relais_verdict_get_confidence (verdict) < limits->confidence || relais_verdict_is_unsure (verdict))
    return RELAIS_GUARD_CONFIDENCE;
  if (relais_verdict_get_answer (verdict) == NULL || relais_verdict_get_missing (verdict)[0] != NULL)
    return RELAIS_GUARD_INCOMPLETE;

  return RELAIS_GUARD_ALLOWED;
}

/* See the header. */
gboolean
relais_guard_check (RelaisSql            *sql,
                    const RelaisLimits   *limits,
                    RelaisVerdict        *verdict,
                    RelaisParsedMessage  *message,
                    const char           *own_address,
                    gint64                received,
                    RelaisGuard          *guard,
                    GError              **error)
{
  const char *kind = relais_kind_get_id (relais_verdict_get_kind (verdict));
  gint64 since = relais_clock_now () - DAY_MS;
  gint64 to_person;
  gint64 in_all;
  guint messages;
  guint right;

  *guard = check_message (limits, verdict, message, own_address, received);
  if (*guard != RELAIS_GUARD_ALLOWED)
    return TRUE;

  if (!relais_sql_get_int64 (sql, &to_person, error,
                             "SELECT COUNT(*) FROM answer JOIN decision ON decision.id = answer.decision "
                             "WHERE answer.automatic AND answer.created > ? AND decision.kind = ? "
                             "AND answer.recipient = ? COLLATE NOCASE AND answer.state <> 'discarded'",
                             "iss", since, kind, relais_verdict_get_recipient (verdict)) ||
      !relais_sql_get_int64 (sql, &in_all, error,
                             "SELECT COUNT(*) FROM answer WHERE automatic AND created > ? AND state <> 'discarded'",
                             "i", since) ||
      !relais_guard_measure (sql, kind, &messages, &right, error))
    return FALSE;

  if (to_person >= limits->per_person_day)
    *guard = RELAIS_GUARD_SAME_DAY;
  else if (in_all >= limits->per_day)
    *guard = RELAIS_GUARD_DAILY_TOTAL;
  else if (messages < limits->bar_messages || right < limits->bar * messages)
    *guard = RELAIS_GUARD_NOT_EARNED;

  return TRUE;
}

/* See the header. */
gboolean
relais_guard_check_forward (RelaisSql            *sql,
                            const RelaisLimits   *limits,
                            RelaisVerdict        *verdict,
                            RelaisParsedMessage  *message,
                            const char           *recipient,
                            gint64                received,
                            RelaisGuard          *guard,
                            GError              **error)
{
  const char *sender = relais_parsed_message_get_from_address (message);
  gint64 in_all;

  if (!relais_sql_get_int64 (sql, &in_all, error,
                             "SELECT COUNT(*) FROM answer WHERE automatic AND created > ? AND state <> 'discarded'",
                             "i", relais_clock_now () - DAY_MS))
    return FALSE;

  if (limits->paused)
    *guard = RELAIS_GUARD_PAUSED;
  else if (relais_verdict_get_source (verdict) == RELAIS_SOURCE_PERSON)
    *guard = RELAIS_GUARD_PERSON;
  else if (relais_parsed_message_has_flag (message, RELAIS_PARSED_REPORT) ||
           relais_parsed_message_has_flag (message, RELAIS_PARSED_AUTO_REPLY) ||
           (sender != NULL && g_ascii_strcasecmp (sender, recipient) == 0))
    *guard = RELAIS_GUARD_AUTOMATIC;
  else if (received < limits->since)
    *guard = RELAIS_GUARD_BACKLOG;
  else if (relais_verdict_get_kind (verdict) != NULL &&
           (relais_verdict_get_confidence (verdict) < limits->confidence || relais_verdict_is_unsure (verdict)))
    *guard = RELAIS_GUARD_CONFIDENCE;
  else if (in_all >= limits->per_day)
    *guard = RELAIS_GUARD_DAILY_TOTAL;
  else
    *guard = RELAIS_GUARD_ALLOWED;

  return TRUE;
}

/* A message counts when a person had the last word on it: they corrected its kind, or they answered it (through Relais, or with any mail
 * program: their reply is in Sent). The kind was right when it still stands. Automatic answers prove nothing.
 */
gboolean
relais_guard_measure (RelaisSql   *sql,
                      const char  *kind,
                      guint       *messages,
                      guint       *right,
                      GError     **error)
{
  static const char outcome[] =
    "FROM decision AS first JOIN decision AS last ON last.message = first.message AND last.current "
    "JOIN message ON message.id = first.message "
    "WHERE first.kind = ? AND first.id = (SELECT MIN(id) FROM decision WHERE message = first.message AND source <> 'person') "
    "AND (last.source = 'person' "
    "OR EXISTS (SELECT 1 FROM answer WHERE answer.message = first.message AND purpose = 'answer' "
    "AND NOT automatic AND state = 'queued') "
    "OR EXISTS (SELECT 1 FROM message AS reply WHERE reply.outgoing AND reply.in_reply_to = message.message_id "
    "AND reply.in_reply_to <> '' "     /* as the partial index has it: without it all mail is read */
    "AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.message_id = reply.message_id AND automatic)))";
  g_autofree char *count = g_strconcat ("SELECT COUNT(*) ", outcome, NULL);
  g_autofree char *stands = g_strconcat (count, " AND last.kind IS first.kind", NULL);
  gint64 n_messages;
  gint64 n_right;

  if (!relais_sql_get_int64 (sql, &n_messages, error, count, "s", kind) ||
      !relais_sql_get_int64 (sql, &n_right, error, stands, "s", kind))
    return FALSE;

  *messages = (guint) n_messages;
  *right = (guint) n_right;

  return TRUE;
}

/* Returns: a stable word for the log */
const char *
relais_guard_to_string (RelaisGuard guard)
{
  g_return_val_if_fail (guard <= RELAIS_GUARD_PERSON, NULL);

  return names[guard];
}
