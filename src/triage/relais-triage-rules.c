/* relais-triage-rules.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-triage-private.h"

/* A rule to write; without a definition, one to remove; or a new order. Shared by the fiber and by the work it waits for. */
typedef struct
{
  RelaisTriage *self;         /* (owned) */
  gint64        id;
  JsonNode     *definition;   /* (owned) (nullable) */
  GArray       *order;        /* (owned) (nullable) of gint64: only the order changes */
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->self);
  g_clear_pointer (&change->definition, json_node_unref);
  g_clear_pointer (&change->order, g_array_unref);
}

static Change *
change_new (RelaisTriage *self)
{
  Change *change = g_atomic_rc_box_new0 (Change);

  change->self = g_object_ref (self);

  return change;
}

static void
change_unref (gpointer change)
{
  g_atomic_rc_box_release_full (change, change_clear);
}

static gboolean
read_rules (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  g_autoptr(GListStore) store = g_list_store_new (RELAIS_TYPE_RULE);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "SELECT id, definition FROM rule ORDER BY position, id", "");

  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, &local))
    {
      g_autoptr(JsonNode) definition = json_from_string (relais_rows_get_string (rows, 1), NULL);
      g_autoptr(RelaisRule) rule = relais_rule_new_from_json (relais_rows_get_int64 (rows, 0), definition, NULL);

      if (rule != NULL)
        g_list_store_append (store, rule);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_value_init (result, G_TYPE_LIST_MODEL);
  g_value_set_object (result, store);

  return TRUE;
}

/**
 * relais_triage_list_rules:
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisRule, in order
 */
DexFuture *
relais_triage_list_rules (RelaisTriage *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  return relais_database_read (self->database, "rules", read_rules, NULL, NULL);
}

/* Those not named keep their order after the others. */
static gboolean
write_order (RelaisSql  *sql,
             Change     *change,
             GError    **error)
{
  if (!relais_sql_exec (sql, error, "UPDATE rule SET position = position + ?", "i", (gint64) change->order->len))
    return FALSE;
  for (guint i = 0; i < change->order->len; i++)
    if (!relais_sql_exec (sql, error, "UPDATE rule SET position = ? WHERE id = ?", "ii", (gint64) i,
                          g_array_index (change->order, gint64, i)))
      return FALSE;

  return TRUE;
}

static gboolean
write_rule (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Change *change = data;
  g_autofree char *text = change->definition != NULL ? json_to_string (change->definition, FALSE) : NULL;

  if (change->order != NULL)
    return write_order (sql, change, error);
  if (text == NULL)
    return relais_sql_exec (sql, error, "DELETE FROM rule WHERE id = ?", "i", change->id);
  if (change->id != 0)
    return relais_sql_exec (sql, error, "UPDATE rule SET definition = ? WHERE id = ?", "si", text, change->id);
  if (!relais_sql_exec (sql, error, "INSERT INTO rule (position, definition) "
                        "VALUES ((SELECT COALESCE(MAX(position), 0) + 1 FROM rule), ?)", "s", text))
    return FALSE;
  change->id = relais_sql_last_id (sql);

  return TRUE;
}

static DexFuture *
rule_fiber (gpointer data)
{
  Change *change = data;
  GError *error = NULL;

  if (!dex_await (relais_database_write (change->self->database, "rule", write_rule, g_atomic_rc_box_acquire (change),
                                         change_unref), &error))
    return dex_future_new_for_error (error);
  relais_triage_retrain (change->self);

  return dex_future_new_for_int64 (change->id);
}

/**
 * relais_triage_save_rule:
 * @id: 0 adds
 * @definition: see RelaisRule
 *
 * Returns: (transfer full): resolves to the row (int64); %RELAIS_TRIAGE_ERROR_INVALID names what is wrong
 */
DexFuture *
relais_triage_save_rule (RelaisTriage *self,
                         gint64        id,
                         JsonNode     *definition)
{
  g_autoptr(RelaisRule) checked = NULL;
  GError *error = NULL;
  Change *change;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  checked = relais_rule_new_from_json (id, definition, &error);
  if (checked == NULL)
    return dex_future_new_for_error (error);

  change = change_new (self);
  change->id = id;
  change->definition = json_node_copy (definition);

  return relais_future_spawn ("save rule", rule_fiber, change, change_unref);
}

/**
 * relais_triage_remove_rule:
 *
 * Returns: (transfer full): resolves when it is gone
 */
DexFuture *
relais_triage_remove_rule (RelaisTriage *self,
                           gint64        id)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  change = change_new (self);
  change->id = id;

  return relais_future_spawn ("remove rule", rule_fiber, change, change_unref);
}

/**
 * relais_triage_sort_rules:
 * @ids: (array length=n_ids)
 *
 * Returns: (transfer full): resolves when they are tried in this order
 */
DexFuture *
relais_triage_sort_rules (RelaisTriage *self,
                          const gint64 *ids,
                          guint         n_ids)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  change = change_new (self);
  change->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (change->order, ids, n_ids);

  return relais_future_spawn ("sort rules", rule_fiber, change, change_unref);
}
