/* relais-triage-corrections.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-kind-sql-private.h"
#include "relais-triage-deed-private.h"
#include "relais-verdict-private.h"

/* What the user says now stands in the place of what they said before. */
static gboolean
replace_example (RelaisSql         *sql,
                 RelaisTriageDeed  *deed,
                 GError           **error)
{
  g_autofree char *text = NULL;

  if (!relais_triage_deed_load_message (sql, deed, NULL, error))
    return FALSE;
  text = relais_verdict_dup_text (deed->input->parsed);

  return relais_sql_exec (sql, error, "DELETE FROM example WHERE message = ? AND source = 'correction'", "i", deed->message) &&
         relais_kind_sql_add_example (sql, deed->text, relais_parsed_message_get_language (deed->input->parsed), text,
                                      "correction", deed->message, error);
}

static gboolean
write_correction (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  RelaisTriageDeed *deed = data;

  /* Only one correction is learned from; an earlier one is still told by what was decided then. */
  return relais_sql_get_int64 (sql, &deed->former, error,
                               "SELECT COALESCE(MAX(id), 0) FROM decision WHERE message = ?1 AND source = 'person' "
                               "AND EXISTS (SELECT 1 FROM example WHERE message = ?1 AND source = 'correction')", "i",
                               deed->message) &&
         replace_example (sql, deed, error) &&
         relais_event_settle (sql, deed->message, error) &&
         relais_event_add (sql, deed->message, "corrected", "ok", NULL, FALSE, error);
}

static DexFuture *
correct_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  if (!relais_triage_deed_await_write (deed, "correction", write_correction, &error) ||
      !dex_await (relais_triage_decide (deed->self, deed->message, TRUE, deed->text), &error))
    return dex_future_new_for_error (error);

  relais_triage_retrain (deed->self);

  return dex_future_new_for_int64 (deed->former);
}

/**
 * relais_triage_correct:
 * @kind: (nullable): %NULL: none of these
 *
 * Returns: (transfer full): resolves when the message is decided again, to the decision by the user's word before, 0: none; the
 *   classifier learns a moment later
 */
DexFuture *
relais_triage_correct (RelaisTriage *self,
                       gint64        message,
                       const char   *kind)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;
  deed->text = g_strdup (kind);

  return relais_future_spawn ("correction", correct_fiber, deed, relais_triage_deed_unref);
}

/* The user's word of that time, which may be that it is none of the kinds. */
static gboolean
load_former (RelaisSql         *sql,
             RelaisTriageDeed  *deed,
             GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "SELECT kind FROM decision WHERE id = ? AND message = ?", "ii",
                                                 deed->former, deed->message);

  if (rows == NULL)
    return FALSE;
  if (relais_rows_next (rows, &local_error))
    {
      deed->text = g_strdup (relais_rows_get_string (rows, 0));
      return TRUE;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "the former correction is not there");

  return FALSE;
}

static gboolean
write_uncorrection (RelaisSql  *sql,
                    gpointer    data,
                    GValue     *result,
                    GError    **error)
{
  RelaisTriageDeed *deed = data;

  if (deed->former != 0 ? !load_former (sql, deed, error) || !replace_example (sql, deed, error)
                        : !relais_sql_exec (sql, error, "DELETE FROM example WHERE message = ? AND source = 'correction'", "i",
                                            deed->message))
    return FALSE;

  return relais_event_add (sql, deed->message, "uncorrected", "ok", NULL, FALSE, error);
}

static DexFuture *
uncorrect_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  /* What was learned from the correction is unlearned first, or the message would be judged by it; the user's word is not judged. */
  if (!relais_triage_deed_await_write (deed, "correction taken back", write_uncorrection, &error) ||
      (deed->former == 0 && !dex_await (relais_triage_learn (deed->self), &error)) ||
      !dex_await (relais_triage_decide (deed->self, deed->message, deed->former != 0, deed->text), &error))
    return dex_future_new_for_error (error);

  if (deed->former != 0)
    relais_triage_retrain (deed->self);

  return dex_future_new_true ();
}

/**
 * relais_triage_uncorrect:
 * @former: what relais_triage_correct() resolved to; 0: nobody had said anything
 *
 * Returns: (transfer full): resolves when the message is decided as it was before the correction
 */
DexFuture *
relais_triage_uncorrect (RelaisTriage *self,
                         gint64        message,
                         gint64        former)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;
  deed->former = former;

  return relais_future_spawn ("correction taken back", uncorrect_fiber, deed, relais_triage_deed_unref);
}
