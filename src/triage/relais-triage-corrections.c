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

static gboolean
write_correction (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  RelaisTriageDeed *deed = data;
  g_autofree char *text = NULL;

  if (!relais_triage_deed_load_message (sql, deed, NULL, error))
    return FALSE;
  text = relais_verdict_dup_text (deed->input->parsed);

  return relais_sql_exec (sql, error, "DELETE FROM example WHERE message = ? AND source = 'correction'", "i", deed->message) &&
         relais_kind_sql_add_example (sql, deed->text, relais_parsed_message_get_language (deed->input->parsed), text,
                                      "correction", deed->message, error) &&
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

  return dex_future_new_true ();
}

/**
 * relais_triage_correct:
 * @kind: (nullable): %NULL: none of these
 *
 * Returns: (transfer full): resolves when the message is decided again; the classifier learns a moment later
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

static gboolean
write_uncorrection (RelaisSql  *sql,
                    gpointer    data,
                    GValue     *result,
                    GError    **error)
{
  RelaisTriageDeed *deed = data;

  return relais_sql_exec (sql, error, "DELETE FROM example WHERE message = ? AND source = 'correction'", "i", deed->message);
}

static DexFuture *
uncorrect_fiber (gpointer data)
{
  RelaisTriageDeed *deed = data;
  GError *error = NULL;

  /* What was learned from the correction is unlearned first, or the message would be judged by it. */
  if (!relais_triage_deed_await_write (deed, "correction taken back", write_uncorrection, &error) ||
      !dex_await (relais_triage_learn (deed->self), &error) ||
      !dex_await (relais_triage_decide (deed->self, deed->message, FALSE, NULL), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * relais_triage_uncorrect:
 *
 * Returns: (transfer full): resolves when the message is judged as if nobody had said anything
 */
DexFuture *
relais_triage_uncorrect (RelaisTriage *self,
                         gint64        message)
{
  RelaisTriageDeed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = relais_triage_deed_new (self);
  deed->message = message;

  return relais_future_spawn ("correction taken back", uncorrect_fiber, deed, relais_triage_deed_unref);
}
