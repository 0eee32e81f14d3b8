/* relais-intake-search.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-search-private.h"

#define MAX_WORDS 32
/* Shorter beginnings match nearly everything, and take long to do so. */
#define MIN_BEGINNING 3

typedef struct
{
  char  *expression;   /* (owned) */
  guint  limit;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->expression);
  g_free (search);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

char *
relais_search_expression (const char *query)
{
  g_autofree char *valid = g_utf8_make_valid (query, -1);
  GString *expression = g_string_new (NULL);
  const char *p = valid;
  guint n_words = 0;

  while (*p != '\0' && n_words < MAX_WORDS)
    {
      const char *start;

      while (*p != '\0' && !is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == start)
        break;

      g_string_append_printf (expression, "%s\"%.*s\"", n_words > 0 ? " " : "", (int) (p - start), start);
      if (*p == '\0' && g_utf8_strlen (start, p - start) >= MIN_BEGINNING)
        g_string_append_c (expression, '*');
      n_words++;
    }

  if (n_words == 0)
    {
      g_string_free (expression, TRUE);
      return NULL;
    }

  return g_string_free (expression, FALSE);
}

static GArray *
read_ids (RelaisSql   *sql,
          const char  *expression,
          gint64       limit,
          GError     **error)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) local_error = NULL;

  /* Newest first, however few there are: an order that a reader can tell from the dates. One by how well a message fits reads all
   * rows of each word again, three times as long for two frequent words. */
  rows = relais_sql_query (sql, error,
                           "SELECT rowid FROM message_search WHERE message_search MATCH ? ORDER BY rowid DESC LIMIT ?",
                           "si", expression, limit);
  if (rows == NULL)
    return NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (relais_rows_next (rows, &local_error))
    {
      gint64 id = relais_rows_get_int64 (rows, 0);

      g_array_append_val (ids, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&ids);
}

static gboolean
search_func (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  Search *search = data;
  GArray *found = read_ids (sql, search->expression, search->limit, error);

  if (found == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, g_bytes_new_with_free_func (found->data, found->len * sizeof (gint64),
                                                          (GDestroyNotify) g_array_unref, found));

  return TRUE;
}

static gboolean
nothing_func (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, g_bytes_new (NULL, 0));

  return TRUE;
}

DexFuture *
relais_search_run (RelaisDatabase *database,
                   const char     *query,
                   guint           limit)
{
  Search *search;
  char *expression = relais_search_expression (query);

  if (expression == NULL)
    return relais_database_read (database, "search", nothing_func, NULL, NULL);

  search = g_new0 (Search, 1);
  search->expression = expression;
  search->limit = limit;

  return relais_database_read (database, "search", search_func, search, search_free);
}
