/* relais-message-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-folder-private.h"
#include "relais-message-rows-private.h"

static void
row_clear (gpointer data)
{
  RelaisMessageRow *row = data;

  g_clear_object (&row->info);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const RelaisMessageRow *one = a;
  const RelaisMessageRow *two = b;

  if (one->date != two->date)
    return one->date > two->date ? -1 : 1;

  return one->uid == two->uid ? 0 : strcmp (two->uid, one->uid);
}

GArray *
relais_message_rows_new (guint n_expected)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (RelaisMessageRow), n_expected);

  g_array_set_clear_func (rows, row_clear);

  return rows;
}

static void
add_row (GArray             *rows,
         CamelFolderSummary *summary,
         const char         *uid,
         gboolean            with_deleted,
         gboolean            tell_deleted)
{
  CamelMessageInfo *info = camel_folder_summary_get (summary, uid);
  gboolean deleted;
  RelaisMessageRow row;

  if (info == NULL)
    return;

  deleted = !with_deleted && (camel_message_info_get_flags (info) & CAMEL_MESSAGE_DELETED) != 0;
  if (deleted && !tell_deleted)
    {
      g_object_unref (info);
      return;
    }

  relais_mail_info_drop_preview (info);
  row.info = info;
  row.uid = camel_message_info_get_uid (info);
  row.date = deleted ? RELAIS_MESSAGE_ROW_DELETED : relais_mail_info_get_date (info);
  g_array_append_val (rows, row);
}

GArray *
relais_message_rows_read (CamelFolder *camel,
                          GPtrArray   *uids,
                          gboolean     with_deleted)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (camel);
  GArray *rows = relais_message_rows_new (uids != NULL ? uids->len : camel_folder_summary_count (summary));

  if (uids != NULL)
    {
      for (guint i = 0; i < uids->len; i++)
        add_row (rows, summary, uids->pdata[i], with_deleted, TRUE);
    }
  else
    {
      GPtrArray *all;

      camel_folder_summary_prepare_fetch_all (summary, NULL);
      all = camel_folder_summary_get_array (summary);
      for (guint i = 0; i < all->len; i++)
        add_row (rows, summary, all->pdata[i], with_deleted, FALSE);
      camel_folder_summary_free_array (all);
    }
  g_array_sort (rows, compare_rows);

  /* A message that is new and changed at once is named twice. */
  for (guint i = rows->len; i-- > 1;)
    if (g_array_index (rows, RelaisMessageRow, i).uid == g_array_index (rows, RelaisMessageRow, i - 1).uid)
      g_array_remove_index (rows, i);

  return rows;
}

guint
relais_message_rows_position (GArray                 *rows,
                              const RelaisMessageRow *row,
                              gboolean               *exists)
{
  guint low = 0, high = rows->len;

  *exists = FALSE;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = compare_rows (&g_array_index (rows, RelaisMessageRow, middle), row);

      if (order == 0)
        {
          *exists = TRUE;
          return middle;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
relais_message_rows_insert (GArray *rows,
                            guint   position,
                            GArray *from,
                            guint   first,
                            guint   n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    g_object_ref (g_array_index (from, RelaisMessageRow, first + i).info);

  g_array_insert_vals (rows, position, &g_array_index (from, RelaisMessageRow, first), n_rows);
}

void
relais_message_rows_drop (GArray     *rows,
                          GHashTable *uids)
{
  if (g_hash_table_size (uids) == 0)
    return;

  for (guint i = rows->len; i-- > 0;)
    if (g_hash_table_contains (uids, g_array_index (rows, RelaisMessageRow, i).uid))
      g_array_remove_index (rows, i);
}
