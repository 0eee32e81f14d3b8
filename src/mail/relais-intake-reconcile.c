/* relais-intake-reconcile.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-event-log.h"
#include "relais-intake-reconcile-private.h"
#include "relais-memory.h"

/* Others want the database, too: a slice takes some ten milliseconds. */
#define SLICE 1000

/* So many messages take memory that is worth giving back. */
#define MANY 5000

void
relais_reconcile_free (gpointer data)
{
  RelaisReconcile *self = data;

  g_free (self->account);
  g_free (self->folder);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->sightings, g_array_unref);
  g_clear_pointer (&self->unknown, g_array_unref);
  g_free (self);
}

static char *
first_audit_key (RelaisReconcile *self)
{
  return g_strdup_printf ("intake.audited/%s/%s", self->account, self->folder);
}

static gboolean
remove_place (RelaisSql        *sql,
              RelaisReconcile  *self,
              const char       *uid,
              GError          **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM placement WHERE account = ? AND folder = ? AND uid = ?",
                          "sss", self->account, self->folder, uid);
}

/* Goes through the places that the database knows. What is at its place is taken out of @here; what is not loses it: either
 * the UID is gone, or it means another message now (UIDVALIDITY changed). */
static gboolean
compare_places (RelaisSql        *sql,
                RelaisReconcile  *self,
                GHashTable       *here,
                GPtrArray        *lost,
                GError          **error)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  rows = relais_sql_query (sql, error,
                           "SELECT p.uid, m.fingerprint FROM placement p JOIN message m ON m.id = p.message "
                           "WHERE p.account = ? AND p.folder = ?",
                           "ss", self->account, self->folder);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      const char *uid = relais_rows_get_string (rows, 0);
      g_autoptr(GBytes) fingerprint = relais_rows_dup_bytes (rows, 1);
      const RelaisSighting *sighting = g_hash_table_lookup (here, uid);

      if (sighting != NULL &&
          g_bytes_get_size (fingerprint) == RELAIS_FINGERPRINT_SIZE &&
          memcmp (g_bytes_get_data (fingerprint, NULL), sighting->fingerprint, RELAIS_FINGERPRINT_SIZE) == 0)
        g_hash_table_remove (here, uid);
      else if (sighting != NULL || self->full)
        g_ptr_array_add (lost, g_strdup (uid));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* As compare_places() for few sightings in a folder of many. */
static gboolean
compare_some_places (RelaisSql        *sql,
                     RelaisReconcile  *self,
                     GHashTable       *here,
                     GPtrArray        *lost,
                     GError          **error)
{
  for (guint i = 0; i < self->sightings->len; i++)
    {
      const RelaisSighting *sighting = &g_array_index (self->sightings, RelaisSighting, i);
      g_autoptr(RelaisRows) rows = NULL;
      g_autoptr(GError) local_error = NULL;

      rows = relais_sql_query (sql, error,
                               "SELECT m.fingerprint FROM placement p JOIN message m ON m.id = p.message "
                               "WHERE p.account = ? AND p.folder = ? AND p.uid = ?",
                               "sss", self->account, self->folder, sighting->uid);
      if (rows == NULL)
        return FALSE;

      if (relais_rows_next (rows, &local_error))
        {
          g_autoptr(GBytes) fingerprint = relais_rows_dup_bytes (rows, 0);

          if (g_bytes_get_size (fingerprint) == RELAIS_FINGERPRINT_SIZE &&
              memcmp (g_bytes_get_data (fingerprint, NULL), sighting->fingerprint, RELAIS_FINGERPRINT_SIZE) == 0)
            g_hash_table_remove (here, sighting->uid);
          else
            g_ptr_array_add (lost, g_strdup (sighting->uid));
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
begin (RelaisSql        *sql,
       RelaisReconcile  *self,
       GError          **error)
{
  g_autoptr(GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *key = first_audit_key (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 audited = 0;

  g_clear_pointer (&self->unknown, g_array_unref);
  self->unknown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->next = 0;

  /* The value is when; audits of earlier versions wrote "true", which as a number is 0: everything is newer than that. */
  if (!relais_sql_get_int64 (sql, &audited, error, "SELECT COALESCE(MAX(CAST(value AS INTEGER)), -1) FROM setting WHERE key = ?",
                             "s", key))
    return FALSE;
  self->first = self->full && audited < 0;
  self->cutoff = (audited < 0 ? now : audited) - (gint64) self->horizon_days * 24 * 60 * 60;

  for (guint i = 0; self->removed != NULL && i < self->removed->len; i++)
    if (!remove_place (sql, self, self->removed->pdata[i], error))
      return FALSE;

  for (guint i = 0; i < self->sightings->len; i++)
    {
      RelaisSighting *sighting = &g_array_index (self->sightings, RelaisSighting, i);

      g_hash_table_insert (here, (gpointer) sighting->uid, sighting);
    }

  if (!(self->full ? compare_places : compare_some_places) (sql, self, here, lost, error))
    return FALSE;
  for (guint i = 0; i < lost->len; i++)
    if (!remove_place (sql, self, lost->pdata[i], error))
      return FALSE;

  /* Each once, though a uid may have been told twice. */
  for (guint i = 0; i < self->sightings->len; i++)
    if (g_hash_table_remove (here, g_array_index (self->sightings, RelaisSighting, i).uid))
      g_array_append_val (self->unknown, i);

  return TRUE;
}

/* Finds the known message that a sighting is, or the ordinal that a new one gets. @message: 0 when it is new */
static gboolean
find_message (RelaisSql             *sql,
              RelaisReconcile       *self,
              const RelaisSighting  *sighting,
              gint64                *message,
              gint64                *ordinal,
              GError               **error)
{
  g_autoptr(GBytes) fingerprint = g_bytes_new_static (sighting->fingerprint, RELAIS_FINGERPRINT_SIZE);
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 without_place = 0, elsewhere = 0, here = 0;

  rows = relais_sql_query (sql, error,
                           "SELECT m.id, m.ordinal, "
                           "EXISTS (SELECT 1 FROM placement p WHERE p.message = m.id AND p.account = ? AND p.folder = ?), "
                           "EXISTS (SELECT 1 FROM placement p WHERE p.message = m.id) "
                           "FROM message m WHERE m.account = ? AND m.fingerprint = ? ORDER BY m.ordinal",
                           "sssb", self->account, self->folder, self->account, fingerprint);
  if (rows == NULL)
    return FALSE;

  *ordinal = 0;
  while (relais_rows_next (rows, &local_error))
    {
      gint64 id = relais_rows_get_int64 (rows, 0);
      gint64 *found = relais_rows_get_int64 (rows, 2) != 0 ? &here :
                      relais_rows_get_int64 (rows, 3) != 0 ? &elsewhere : &without_place;

      if (*found == 0)
        *found = id;
      *ordinal = relais_rows_get_int64 (rows, 1) + 1;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Moved or renumbered; else a copy in another folder; else, with a Message-ID, a second copy of the same mail here.
   * Without one, a mail that looks the same is another mail: they are told apart by counting. */
  *message = without_place != 0 ? without_place : elsewhere != 0 ? elsewhere : sighting->has_id ? here : 0;

  return TRUE;
}

static gboolean
add_message (RelaisSql             *sql,
             RelaisReconcile       *self,
             const RelaisSighting  *sighting,
             gint64                 ordinal,
             gint64                *message,
             GError               **error)
{
  g_autoptr(GBytes) fingerprint = g_bytes_new_static (sighting->fingerprint, RELAIS_FINGERPRINT_SIZE);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 received = sighting->received > 0 ? sighting->received : now;
  gboolean backlog;

  /* The first look at a large mailbox may see only a part of it: what the server received long before that look is backlog later,
   * too. A date alone is the sender's, and proves nothing later. */
  if (sighting->received > 0)
    backlog = sighting->received < self->cutoff;
  else
    backlog = self->first && sighting->date < self->cutoff;

  if (!relais_sql_exec (sql, error,
                        "INSERT INTO message (account, fingerprint, ordinal, stage, outgoing, date, received, pending) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                        "sbisiii", self->account, fingerprint, ordinal, backlog ? "backlog" : "seen",
                        (gint64) self->outgoing, sighting->date * 1000, received * 1000))
    return FALSE;

  *message = relais_sql_last_id (sql);

  /* What was there before is not told: a first look would fill the log with it. */
  return backlog || self->outgoing || relais_event_add (sql, *message, "received", "ok", NULL, FALSE, error);
}

static gboolean
place (RelaisSql             *sql,
       RelaisReconcile       *self,
       const RelaisSighting  *sighting,
       GError               **error)
{
  gint64 message, ordinal;

  if (!find_message (sql, self, sighting, &message, &ordinal, error))
    return FALSE;
  if (message == 0 && !self->watched)
    return TRUE;
  if (message == 0 && !add_message (sql, self, sighting, ordinal, &message, error))
    return FALSE;

  return relais_sql_exec (sql, error,
                          "INSERT OR REPLACE INTO placement (account, folder, uid, message) VALUES (?, ?, ?, ?)",
                          "sssi", self->account, self->folder, sighting->uid, message);
}

gboolean
relais_reconcile_func (RelaisSql  *sql,
                       gpointer    data,
                       GValue     *result,
                       GError    **error)
{
  RelaisReconcile *self = data;
  guint end;

  if (!self->begun && !begin (sql, self, error))
    return FALSE;

  end = MIN (self->next + SLICE, self->unknown->len);
  for (guint i = self->next; i < end; i++)
    {
      guint index = g_array_index (self->unknown, guint, i);

      if (!place (sql, self, &g_array_index (self->sightings, RelaisSighting, index), error))
        return FALSE;
    }

  if (end == self->unknown->len && self->first && self->watched)
    {
      g_autofree char *key = first_audit_key (self);

      if (!relais_sql_exec (sql, error, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, CAST(? AS TEXT))", "si", key,
                            g_get_real_time () / G_USEC_PER_SEC))
        return FALSE;
    }

  /* A transaction that fails after this is repeated by the caller from the beginning. */
  self->begun = TRUE;
  self->next = end;
  g_value_init (result, G_TYPE_UINT);
  g_value_set_uint (result, self->unknown->len - end);

  /* Here, because 100,000 of them are not dropped within a frame. */
  if (end == self->unknown->len)
    {
      gboolean many = self->sightings->len > MANY;

      g_clear_pointer (&self->sightings, g_array_unref);
      g_clear_pointer (&self->removed, g_ptr_array_unref);
      if (many)
        relais_memory_give_back ();
    }

  return TRUE;
}
