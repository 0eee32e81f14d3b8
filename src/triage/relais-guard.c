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
  RelaisAutonomy autonomy;

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
      !relais_guard_measure (sql, limits, kind, &autonomy, error))
    return FALSE;

  if (to_person >= limits->per_person_day)
    *guard = RELAIS_GUARD_SAME_DAY;
  else if (in_all >= limits->per_day)
    *guard = RELAIS_GUARD_DAILY_TOTAL;
  else if (!autonomy.earned)
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

/* See the header. What a person said of a message was learned, so it is no proof that the kind is right. The terms on "current" and "source" are
 * there as the partial index has them. */
gboolean
relais_guard_measure (RelaisSql           *sql,
                      const RelaisLimits  *limits,
                      const char          *kind,
                      RelaisAutonomy      *autonomy,
                      GError             **error)
{
  static const char proved[] =
    "SELECT COUNT(*) FROM proof WHERE kind = ?1 AND outcome = ?2 "
    "AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.message = proof.message AND decision.current AND decision.source = 'person')";
  static const char against[] =
    "SELECT COUNT(*) FROM ("
    "SELECT message FROM proof WHERE kind = ?1 AND outcome = 'wrong' "
    "UNION SELECT last.message FROM decision AS last WHERE last.current AND last.source = 'person' AND last.kind IS NOT ?1 "
    "AND EXISTS (SELECT 1 FROM decision AS said WHERE said.message = last.message AND said.kind = ?1 AND said.source <> 'person'))";
  gint64 right;
  gint64 wrong;
  gint64 unclear;

  if (!relais_sql_get_int64 (sql, &right, error, proved, "ss", kind, "right") ||
      !relais_sql_get_int64 (sql, &unclear, error, proved, "ss", kind, "unclear") ||
      !relais_sql_get_int64 (sql, &wrong, error, against, "s", kind))
    return FALSE;

  autonomy->right = (guint) right;
  autonomy->messages = (guint) (right + wrong);
  autonomy->unclear = (guint) unclear;
  autonomy->precision = autonomy->messages > 0 ? (double) autonomy->right / autonomy->messages : 0;
  autonomy->bar = limits->bar;
  autonomy->bar_messages = limits->bar_messages;
  autonomy->earned = autonomy->messages >= limits->bar_messages && autonomy->right >= limits->bar * autonomy->messages;

  return TRUE;
}

/* Returns: a stable word for the log */
const char *
relais_guard_to_string (RelaisGuard guard)
{
  g_return_val_if_fail (guard <= RELAIS_GUARD_PERSON, NULL);

  return names[guard];
}
