/* relais-triage-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-net-error.h"
#include "relais-triage-sql-private.h"

#define DAY_MS (24 * 60 * 60 * (gint64) 1000)

/* Why a model gave nothing: a stable word for the log, and whether somebody has to do something about it. */
static const struct
{
  RelaisNetError  code;
  const char     *word;
  gboolean        attention;
} model_failures[] = {
  { RELAIS_NET_ERROR_AUTH_REQUIRED, "key", TRUE },
  { RELAIS_NET_ERROR_AUTH_EXPIRED, "key", TRUE },
  { RELAIS_NET_ERROR_QUOTA, "credit", TRUE },
  { RELAIS_NET_ERROR_NOT_FOUND, "model", TRUE },
  { RELAIS_NET_ERROR_REFUSED_BY_POLICY, "policy", TRUE },
  { RELAIS_NET_ERROR_REJECTED, "refused", TRUE },
  { RELAIS_NET_ERROR_RATE_LIMITED, "busy", FALSE },
  { RELAIS_NET_ERROR_TIMED_OUT, "late", FALSE },
  { RELAIS_NET_ERROR_OFFLINE, "offline", FALSE },
};

/* What is held back for these reasons was meant to leave by itself and now waits for a person. The other reasons are what the user or the
 * sender wants: a pause, a machine that wrote, a kind that has not earned it. */
static gboolean
needs_somebody (RelaisGuard guard)
{
  return guard == RELAIS_GUARD_CONFIDENCE || guard == RELAIS_GUARD_INCOMPLETE || guard == RELAIS_GUARD_SAME_DAY ||
         guard == RELAIS_GUARD_DAILY_TOTAL;
}

/* See the private header. */
gboolean
relais_triage_log_add (RelaisSql   *sql,
                       gint64       message,
                       const char  *step,
                       const char  *outcome,
                       gboolean     attention,
                       GError     **error,
                       const char  *member,
                       ...)
{
  g_autoptr(JsonObject) detail = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  va_list args;

  va_start (args, member);
  for (; member != NULL; member = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (value != NULL)
        json_object_set_string_member (detail, member, value);
    }
  va_end (args);
  json_node_set_object (node, detail);

  return relais_event_add (sql, message, step, outcome, node, attention, error);
}

/* See the private header. */
const char *
relais_triage_log_name_failure (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (model_failures); i++)
    if (g_error_matches (error, RELAIS_NET_ERROR, model_failures[i].code))
      return model_failures[i].word;

  return "reply";
}

static gboolean
is_for_somebody (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (model_failures); i++)
    if (g_strcmp0 (model_failures[i].word, word) == 0)
      return model_failures[i].attention;

  return FALSE;
}

/* A key that is refused is refused for every message: somebody is told once, and what was told is over when the model answers again. */
gboolean
relais_triage_log_asked (RelaisSql             *sql,
                         RelaisTriageDecision  *decision,
                         GError               **error)
{
  gint64 told = 0;

  if (decision->asked == NULL)
    return TRUE;
  if (decision->asked_why == NULL)
    return relais_sql_exec (sql, error, "UPDATE event SET attention = 0 WHERE step = 'asked' AND attention", NULL) &&
           relais_triage_log_add (sql, decision->input->message, "asked", "ok", FALSE, error, "model", decision->asked, NULL);

  if (is_for_somebody (decision->asked_why) &&
      !relais_sql_get_int64 (sql, &told, error, "SELECT COUNT(*) FROM event WHERE step = 'asked' AND attention "
                             "AND json_extract (detail, '$.why') = ?", "s", decision->asked_why))
    return FALSE;

  return relais_triage_log_add (sql, decision->input->message, "asked", "failed",
                                is_for_somebody (decision->asked_why) && told == 0, error,
                                "why", decision->asked_why, "result", decision->asked, NULL);
}

/* A kind that answered by itself and may no longer: said once, until it has earned it again. */
static gboolean
log_fall_back (RelaisSql             *sql,
               RelaisTriageDecision  *decision,
               const char            *kind,
               GError               **error)
{
  gint64 answered;
  gint64 told;

  if (!relais_sql_get_int64 (sql, &answered, error,
                             "SELECT COALESCE(MAX(answer.created), 0) FROM answer JOIN decision ON decision.id = answer.decision "
                             "WHERE answer.automatic AND decision.kind = ?", "s", kind) ||
      !relais_sql_get_int64 (sql, &told, error,
                             "SELECT COALESCE(MAX(time), 0) FROM event WHERE step = 'fell-back' "
                             "AND json_extract (detail, '$.kind') = ?", "s", kind))
    return FALSE;

  return answered <= told ||
         relais_triage_log_add (sql, decision->input->message, "fell-back", "info", TRUE, error, "kind", kind, NULL);
}

/* See the private header. */
gboolean
relais_triage_log_held (RelaisSql             *sql,
                        RelaisTriageDecision  *decision,
                        GError               **error)
{
  RelaisKind *kind = relais_verdict_get_kind (decision->verdict);
  const char *why = relais_guard_to_string (decision->guard);
  gboolean attention = needs_somebody (decision->guard);
  gint64 told = 0;

  /* The day's total holds back everything that follows: one word about it is enough. */
  if (decision->guard == RELAIS_GUARD_DAILY_TOTAL &&
      !relais_sql_get_int64 (sql, &told, error, "SELECT COUNT(*) FROM event WHERE step = 'held' AND time > ? "
                             "AND json_extract (detail, '$.why') = 'daily-total'", "i", relais_clock_now () - DAY_MS))
    return FALSE;

  return relais_triage_log_add (sql, decision->input->message, "held", "info", attention && told == 0, error, "why", why, NULL) &&
         (decision->guard != RELAIS_GUARD_NOT_EARNED || kind == NULL ||
          log_fall_back (sql, decision, relais_kind_get_id (kind), error));
}

/* See the private header. */
gboolean
relais_triage_log_settle (RelaisSql  *sql,
                          gint64      message,
                          GError    **error)
{
  g_autofree char *key = g_strdup_printf ("triage:%" G_GINT64_FORMAT, message);
  gint64 dead;

  return relais_event_settle (sql, message, error) &&
         relais_sql_get_int64 (sql, &dead, error, "SELECT COALESCE(MAX(id), 0) FROM job WHERE key = ? AND state = 'dead'", "s", key) &&
         (dead == 0 || relais_job_cancel (sql, dead, NULL, error));
}
