/* relais-triage-deed.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-triage-deed-private.h"

static void
deed_clear (gpointer data)
{
  RelaisTriageDeed *deed = data;

  g_clear_object (&deed->self);
  g_free (deed->recipient);
  g_free (deed->subject);
  g_free (deed->text);
  g_free (deed->purpose);
  g_free (deed->language);
  g_clear_pointer (&deed->input, relais_triage_input_unref);
  g_clear_object (&deed->outgoing);
}

RelaisTriageDeed *
relais_triage_deed_new (RelaisTriage *self)
{
  RelaisTriageDeed *deed = g_atomic_rc_box_new0 (RelaisTriageDeed);

  deed->self = g_object_ref (self);

  return deed;
}

void
relais_triage_deed_unref (gpointer deed)
{
  g_atomic_rc_box_release_full (deed, deed_clear);
}

/* Writes in one transaction, on the database's thread; awaited on a fiber. */
gboolean
relais_triage_deed_await_write (RelaisTriageDeed           *deed,
             const char     *what,
             RelaisSqlFunc   func,
             GError        **error)
{
  return dex_await (relais_database_write (deed->self->database, what, func, g_atomic_rc_box_acquire (deed), relais_triage_deed_unref),
                    error);
}

gboolean
relais_triage_deed_load_answer (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  RelaisTriageDeed *deed = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT message, recipient, subject, text, purpose FROM answer WHERE id = ?",
                                                 "i", deed->answer);

  if (rows == NULL)
    return FALSE;
  if (!relais_rows_next (rows, &local))
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "the answer is not there");
      return FALSE;
    }

  deed->message = relais_rows_get_int64 (rows, 0);
  deed->recipient = g_strdup (relais_rows_get_string (rows, 1));
  deed->subject = g_strdup (relais_rows_get_string (rows, 2));
  deed->text = g_strdup (relais_rows_get_string (rows, 3));
  deed->purpose = g_strdup (relais_rows_get_string (rows, 4));
  deed->input = relais_triage_sql_load_input (sql, deed->message, error);

  return deed->input != NULL;
}

gboolean
relais_triage_deed_load_message (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  RelaisTriageDeed *deed = data;

  deed->input = relais_triage_sql_load_input (sql, deed->message, error);

  return deed->input != NULL;
}
