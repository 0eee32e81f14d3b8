/* relais-intake-place.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"

/* Where messages lie. */

static RelaisPlace *
relais_place_copy (const RelaisPlace *self)
{
  RelaisPlace *copy = g_new0 (RelaisPlace, 1);

  copy->account = g_strdup (self->account);
  copy->folder = g_strdup (self->folder);
  copy->uid = g_strdup (self->uid);

  return copy;
}

static void
relais_place_free (RelaisPlace *self)
{
  g_free (self->account);
  g_free (self->folder);
  g_free (self->uid);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (RelaisPlace, relais_place, relais_place_copy, relais_place_free)

static void
place_free (gpointer data)
{
  relais_place_free (data);
}

static gboolean
find_func (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  RelaisPlace *place = data;
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  rows = relais_sql_query (sql, error, "SELECT message FROM placement WHERE account = ? AND folder = ? AND uid = ?",
                           "sss", place->account, place->folder, place->uid);
  if (rows == NULL)
    return FALSE;

  if (!relais_rows_next (rows, &local_error))
    {
      if (local_error == NULL)
        local_error = g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "no message was seen there");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, relais_rows_get_int64 (rows, 0));

  return TRUE;
}

DexFuture *
relais_intake_find (RelaisIntake *self,
                    const char   *account,
                    const char   *folder,
                    const char   *uid)
{
  RelaisPlace place = { (char *) account, (char *) folder, (char *) uid };

  g_return_val_if_fail (RELAIS_IS_INTAKE (self), NULL);
  g_return_val_if_fail (account != NULL && folder != NULL && uid != NULL, NULL);

  return relais_database_read (self->database, "find message", find_func, relais_place_copy (&place), place_free);
}

static gboolean
locate_func (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;
  RelaisPlace place;

  /* Of several copies the one in the inbox is what a person looks for. */
  rows = relais_sql_query (sql, error,
                           "SELECT account, folder, uid FROM placement WHERE message = ? "
                           "ORDER BY folder COLLATE NOCASE = 'inbox' DESC, folder LIMIT 1",
                           "i", *(gint64 *) data);
  if (rows == NULL)
    return FALSE;

  if (!relais_rows_next (rows, &local_error))
    {
      if (local_error == NULL)
        local_error = g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "the message has no known place");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  place.account = (char *) relais_rows_get_string (rows, 0);
  place.folder = (char *) relais_rows_get_string (rows, 1);
  place.uid = (char *) relais_rows_get_string (rows, 2);
  g_value_init (result, RELAIS_TYPE_PLACE);
  g_value_set_boxed (result, &place);

  return TRUE;
}

DexFuture *
relais_intake_locate (RelaisIntake *self,
                      gint64        message)
{
  g_return_val_if_fail (RELAIS_IS_INTAKE (self), NULL);

  return relais_database_read (self->database, "locate message", locate_func,
                               g_memdup2 (&message, sizeof message), g_free);
}
