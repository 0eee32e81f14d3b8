/* relais-triage-handling.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-triage-deed-private.h"

/* Who sees to a message, and whether that is done: by a word here, or by an answer that somebody wrote in another program. */

/* See the private header. */
gboolean
relais_triage_sql_set_done (RelaisSql   *sql,
                            gint64       message,
                            gboolean     done,
                            const char  *step,
                            GError     **error)
{
  if (!relais_sql_exec (sql, error, "INSERT INTO handling (message, done, updated) SELECT id, ?2, ?3 FROM message WHERE id = ?1 "
                        "ON CONFLICT (message) DO UPDATE SET done = ?2, updated = ?3", "iii", message, (gint64) done,
                        relais_clock_now ()))
    return FALSE;

  return relais_sql_changes (sql) == 0 ||
         ((!done || relais_event_settle (sql, message, error)) &&
          relais_event_add (sql, message, step, "ok", NULL, FALSE, error));
}

static gboolean
set_member (RelaisSql         *sql,
            RelaisTriageDeed  *deed,
            GError           **error)
{
  /* Who had it, which the deed tells from now on. */
  return relais_sql_get_int64 (sql, &deed->former, error,
                               "SELECT COALESCE((SELECT member FROM handling WHERE message = ?), 0)", "i", deed->message) &&
         relais_sql_exec (sql, error, "INSERT INTO handling (message, member, updated) VALUES (?1, NULLIF (?2, 0), ?3) "
                          "ON CONFLICT (message) DO UPDATE SET member = NULLIF (?2, 0), updated = ?3", "iii", deed->message,
                          deed->member, relais_clock_now ()) &&
         relais_event_settle (sql, deed->message, error) &&
         relais_triage_log_add (sql, deed->message, deed->member != 0 ? "assigned" : "unassigned", "ok", FALSE, error,
                                "to", deed->recipient, NULL);
}

/* See the private header. */
gboolean
relais_triage_sql_settle_answered (RelaisSql  *sql,
                                   gint64      message,
                                   GError    **error)
{
  relais_sql_notify (sql, RELAIS_TRIAGE_SETTLED, message);

  return relais_triage_sql_set_done (sql, message, TRUE, "replied", error);
}

/* See the private header. */
gboolean
relais_triage_sql_was_answered (RelaisSql  *sql,
                                gint64      message,
                                gboolean   *answered,
                                GError    **error)
{
  gint64 found;

  if (!relais_sql_get_int64 (sql, &found, error, "SELECT COUNT(*) FROM message WHERE id = ? AND " RELAIS_TRIAGE_SQL_ANSWERED, "i",
                             message))
    return FALSE;
  *answered = found > 0;

  return TRUE;
}

/* See the private header. One mail may have come twice. */
gboolean
relais_triage_sql_settle_question (RelaisSql  *sql,
                                   gint64      reply,
                                   GError    **error)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  rows = relais_sql_query (sql, error,
                           "SELECT asked.id FROM message AS reply JOIN message AS asked ON asked.message_id = reply.in_reply_to "
                           "AND asked.message_id <> '' AND NOT asked.outgoing "
                           "WHERE reply.id = ? AND reply.in_reply_to <> '' AND NOT reply.automatic "
                           "AND EXISTS (SELECT 1 FROM answer WHERE message = asked.id AND state = 'draft' AND purpose = 'answer') "
                           "AND NOT EXISTS (SELECT 1 FROM handling WHERE message = asked.id AND done)", "i", reply);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    if (!relais_triage_sql_settle_answered (sql, relais_rows_get_int64 (rows, 0), error))
      return FALSE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return local_error == NULL;
}

static gboolean
write_handling (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  RelaisTriageDeed *deed = data;

  return deed->member >= 0 ? set_member (sql, deed, error)
                           : relais_triage_sql_set_done (sql, deed->message, deed->flag, deed->flag ? "done" : "reopened", error);
}

static DexFuture *
handling_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "handling", write_handling, &error))
    return dex_future_new_for_error (error);
  relais_triage_emit_answer_changed (deed->self, deed->message);

  return deed->member >= 0 ? dex_future_new_for_int64 (deed->former) : dex_future_new_true ();
}

/**
 * relais_triage_assign:
 * @member: 0: nobody
 *
 * Returns: (transfer full): resolves to the member who had it before, 0: nobody, when it is kept
 */
DexFuture *
relais_triage_assign (RelaisTriage *self,
                      gint64        message,
                      gint64        member)
{
  RelaisTriageDeed *deed;
  RelaisMember *found;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  found = relais_team_find (self->team, member);
  deed = relais_triage_deed_new (self);
  deed->message = message;
  deed->member = MAX (member, 0);
  deed->recipient = found != NULL ? g_strdup (relais_member_get_name (found)) : NULL;

  return relais_future_spawn ("assign", handling_fiber, deed, relais_triage_deed_unref);
}

/**
 * relais_triage_set_done:
 *
 * Returns: (transfer full): resolves when it is kept
 */
DexFuture *
relais_triage_set_done (RelaisTriage *self,
                        gint64        message,
                        gboolean      done)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;
  deed->member = -1;
  deed->flag = done;

  return relais_future_spawn ("done", handling_fiber, deed, relais_triage_deed_unref);
}
