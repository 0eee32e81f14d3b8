/* relais-message-list-changes.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-message-list-private.h"

/* Small changes, merged into the rows on the main thread with one signal for each stretch. */

static void
remove_uids (RelaisMessageList *self,
             GHashTable        *uids)
{
  guint end = self->rows->len;

  /* From the end, so that positions before stay right; one signal for each stretch. */
  while (end > 0)
    {
      guint start;

      if (!g_hash_table_contains (uids, g_array_index (self->rows, RelaisMessageRow, end - 1).uid))
        {
          end--;
          continue;
        }
      for (start = end - 1; start > 0; start--)
        if (!g_hash_table_contains (uids, g_array_index (self->rows, RelaisMessageRow, start - 1).uid))
          break;

      g_array_remove_range (self->rows, start, end - start);
      g_list_model_items_changed (G_LIST_MODEL (self), start, end - start, 0);
      end = start;
    }
}

/* @rows: sorted */
static void
insert_rows (RelaisMessageList *self,
             GArray            *rows)
{
  guint done = rows->len;

  while (done > 0)
    {
      RelaisMessageRow *last = &g_array_index (rows, RelaisMessageRow, done - 1);
      gboolean exists;
      guint position = relais_message_rows_position (self->rows, last, &exists);
      guint first = done - 1;

      if (exists)
        {
          done--;
          continue;
        }

      /* Those that belong to the same place go in together. */
      while (first > 0)
        {
          gboolean before_exists;
          guint before = relais_message_rows_position (self->rows, &g_array_index (rows, RelaisMessageRow, first - 1),
                                                       &before_exists);

          if (before_exists || before != position)
            break;
          first--;
        }

      relais_message_rows_insert (self->rows, position, rows, first, done - first);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, done - first);
      done = first;
    }
}

static void
rows_read_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisMessageList *self = owner;
  g_autoptr(GHashTable) gone = NULL;
  GArray *rows;

  if (error != NULL)
    return;

  /* Those that are marked as deleted sort last. */
  rows = g_value_get_boxed (value);
  gone = g_hash_table_new (NULL, NULL);
  while (rows->len > 0 && g_array_index (rows, RelaisMessageRow, rows->len - 1).date == RELAIS_MESSAGE_ROW_DELETED)
    {
      g_hash_table_add (gone, (gpointer) g_array_index (rows, RelaisMessageRow, rows->len - 1).uid);
      g_array_set_size (rows, rows->len - 1);
    }
  if (g_hash_table_size (gone) > 0)
    remove_uids (self, gone);

  relais_message_rows_drop (rows, self->hidden);
  insert_rows (self, rows);
}

void
relais_message_list_changed (RelaisMessageList *self,
                             GPtrArray         *added,
                             GPtrArray         *removed,
                             GPtrArray         *changed)
{
  RelaisMailAccount *account = relais_mail_folder_get_account (self->folder);
  g_autoptr(GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) camel_pstring_free);

  if (account == NULL)
    return;

  if (!self->loaded || self->reading || added->len + removed->len > RELAIS_MESSAGE_LIST_SMALL)
    {
      relais_message_list_load (self);
      return;
    }

  /* News of a removal can come after that of the return: whether it is there is looked up, too. */
  for (guint i = 0; i < removed->len; i++)
    {
      g_hash_table_add (gone, removed->pdata[i]);
      g_ptr_array_add (wanted, (gpointer) camel_pstring_strdup (removed->pdata[i]));
    }
  for (guint i = 0; i < changed->len; i++)
    g_ptr_array_add (wanted, (gpointer) camel_pstring_strdup (changed->pdata[i]));
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (wanted, (gpointer) camel_pstring_strdup (added->pdata[i]));

  if (g_hash_table_size (gone) > 0)
    remove_uids (self, gone);
  if (wanted->len == 0)
    return;

  relais_future_to_ui (relais_message_list_read (self, account, g_steal_pointer (&wanted)),
                       self, NULL, rows_read_cb, NULL);
}

void
relais_message_list_hide (RelaisMessageList *self,
                          const char *const *uids)
{
  g_autoptr(GHashTable) gone = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) camel_pstring_free, NULL);

  for (guint i = 0; uids[i] != NULL; i++)
    {
      g_hash_table_add (self->hidden, (gpointer) camel_pstring_strdup (uids[i]));
      g_hash_table_add (gone, (gpointer) camel_pstring_strdup (uids[i]));
    }
  remove_uids (self, gone);
}

void
relais_message_list_unhide (RelaisMessageList *self,
                            const char *const *uids,
                            gboolean           moved)
{
  for (guint i = 0; uids[i] != NULL; i++)
    g_hash_table_remove (self->hidden, camel_pstring_peek (uids[i]));

  if (!moved)
    relais_message_list_load (self);
}
