/* relais-kind-change.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-example-item-private.h"
#include "relais-kind-change-private.h"
#include "relais-kind-sql-private.h"

void
relais_kind_change_free (RelaisKindChange *change)
{
  g_object_unref (change->store);
  g_clear_object (&change->kind);
  g_clear_object (&change->pack);
  g_free (change->id);
  g_free (change->other);
  g_free (change->text);
  g_strfreev (change->ids);
  g_clear_pointer (&change->dropped, g_array_unref);
  g_clear_pointer (&change->added, g_ptr_array_unref);
  g_clear_pointer (&change->kinds, g_ptr_array_unref);
  g_free (change);
}

RelaisKindChange *
relais_kind_change_new (RelaisKindStore *self,
                        RelaisSqlFunc       apply)
{
  RelaisKindChange *change = g_new0 (RelaisKindChange, 1);

  change->store = g_object_ref (self);
  change->apply = apply;

  return change;
}

gboolean
relais_kind_change_run (RelaisSql  *sql,
                        gpointer    data,
                        GValue     *result,
                        GError    **error)
{
  RelaisKindChange *change = data;

  if (change->apply != NULL && !change->apply (sql, change, result, error))
    return FALSE;
  change->kinds = relais_kind_sql_load (sql, error);

  return change->kinds != NULL;
}

gboolean
relais_kind_change_install (RelaisSql  *sql,
                            gpointer    data,
                            GValue     *result,
                            GError    **error)
{
  return relais_kind_sql_install (sql, ((RelaisKindChange *) data)->pack, error);
}

gboolean
relais_kind_change_install_shipped (RelaisSql  *sql,
                                    gpointer    data,
                                    GValue     *result,
                                    GError    **error)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();

  for (guint i = 0; i < packs->len; i++)
    if (!relais_kind_sql_install (sql, g_ptr_array_index (packs, i), error))
      return FALSE;

  return TRUE;
}

gboolean
relais_kind_change_uninstall (RelaisSql  *sql,
                              gpointer    data,
                              GValue     *result,
                              GError    **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM kind WHERE pack = ?", "s", ((RelaisKindChange *) data)->id);
}

gboolean
relais_kind_change_save (RelaisSql  *sql,
                         gpointer    data,
                         GValue     *result,
                         GError    **error)
{
  RelaisKindChange *change = data;

  if (!relais_kind_sql_save (sql, change->kind, error))
    return FALSE;
  for (guint i = 0; change->dropped != NULL && i < change->dropped->len; i++)
    if (!relais_sql_exec (sql, error, "DELETE FROM example WHERE id = ? AND kind = ?", "is",
                          g_array_index (change->dropped, gint64, i), relais_kind_get_id (change->kind)))
      return FALSE;
  for (guint i = 0; change->added != NULL && i < change->added->len; i++)
    {
      const RelaisExample *example = g_ptr_array_index (change->added, i);

      if (!relais_kind_sql_add_example (sql, relais_kind_get_id (change->kind), example->language, example->text, "user", 0, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
relais_kind_change_remove (RelaisSql  *sql,
                           gpointer    data,
                           GValue     *result,
                           GError    **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM kind WHERE id = ?", "s", ((RelaisKindChange *) data)->id);
}

gboolean
relais_kind_change_merge (RelaisSql  *sql,
                          gpointer    data,
                          GValue     *result,
                          GError    **error)
{
  RelaisKindChange *change = data;

  return relais_kind_sql_merge (sql, change->id, change->other, error);
}

gboolean
relais_kind_change_export (RelaisSql  *sql,
                           gpointer    data,
                           GValue     *result,
                           GError    **error)
{
  RelaisKindChange *change = data;
  g_autoptr(GPtrArray) kinds = relais_kind_sql_load (sql, error);
  g_autoptr(GPtrArray) examples = kinds != NULL ? relais_kind_sql_examples (sql, change->corrections, error) : NULL;
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *id = NULL;

  if (examples == NULL)
    return FALSE;

  for (guint i = 0; i < kinds->len; i++)
    if (g_strv_contains ((const char * const *) change->ids, relais_kind_get_id (g_ptr_array_index (kinds, i))))
      g_ptr_array_add (chosen, g_ptr_array_index (kinds, i));
  id = g_str_to_ascii (change->text, NULL);
  for (char *c = id; *c != '\0'; c++)
    *c = g_ascii_isalnum (*c) ? g_ascii_tolower (*c) : '-';

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, relais_pack_to_bytes (id, change->text, chosen, examples));

  return TRUE;
}

gboolean
relais_kind_change_count_corrections (RelaisSql  *sql,
                                      gpointer    data,
                                      GValue     *result,
                                      GError    **error)
{
  gint64 count = 0;

  for (char **id = ((RelaisKindChange *) data)->ids; *id != NULL; id++)
    {
      gint64 of_kind;

      if (!relais_sql_get_int64 (sql, &of_kind, error, "SELECT COUNT(*) FROM example WHERE kind = ? AND source = 'correction'", "s", *id))
        return FALSE;
      count += of_kind;
    }
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, count);

  return TRUE;
}

gboolean
relais_kind_change_read_examples (RelaisSql  *sql,
                                  gpointer    data,
                                  GValue     *result,
                                  GError    **error)
{
  RelaisKindChange *change = data;
  g_autoptr(GListStore) list = g_list_store_new (RELAIS_TYPE_EXAMPLE_ITEM);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT id, text, source FROM example WHERE kind IS ? ORDER BY id DESC",
                                                 "s", change->id);

  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, &local))
    {
      g_autoptr(RelaisExampleItem) item = relais_example_item_new (relais_rows_get_int64 (rows, 0),
                                                                   relais_rows_get_string (rows, 1),
                                                                   relais_rows_get_string (rows, 2));

      g_list_store_append (list, item);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_set_object (result, list);

  return TRUE;
}
