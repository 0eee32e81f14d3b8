/* relais-kind-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-example-item-private.h"
#include "relais-kind-sql-private.h"
#include "relais-kind-store.h"

struct _RelaisKindStore
{
  GObject         parent_instance;

  RelaisDatabase *database;   /* (owned) */
  GPtrArray      *kinds;      /* (owned) of RelaisKind */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RelaisKindStore, relais_kind_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef gboolean (*ChangeFunc) (RelaisSql  *sql,
                                gpointer    change,
                                GValue     *result,
                                GError    **error);

/* One thing asked of the database. What a change does not need stays NULL. */
typedef struct
{
  RelaisKindStore *store;      /* (owned) */
  ChangeFunc       apply;      /* (nullable): only load */
  RelaisKind      *kind;       /* (owned) */
  RelaisPack      *pack;       /* (owned) */
  char            *id;         /* (owned) */
  char            *other;      /* (owned) */
  char            *text;       /* (owned) */
  char           **ids;        /* (owned) */
  gint64           row;
  GPtrArray       *kinds;      /* (owned) what the database holds afterwards */
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->store);
  g_clear_object (&change->kind);
  g_clear_object (&change->pack);
  g_free (change->id);
  g_free (change->other);
  g_free (change->text);
  g_strfreev (change->ids);
  g_clear_pointer (&change->kinds, g_ptr_array_unref);
  g_free (change);
}

static Change *
change_new (RelaisKindStore *self,
            ChangeFunc       apply)
{
  Change *change = g_new0 (Change, 1);

  change->store = g_object_ref (self);
  change->apply = apply;

  return change;
}

static gboolean
run_change (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Change *change = data;

  if (change->apply != NULL && !change->apply (sql, change, result, error))
    return FALSE;
  change->kinds = relais_kind_sql_load (sql, error);

  return change->kinds != NULL;
}

/* Main thread, before the caller hears of it: whoever awaits the change finds it in the list. */
static void
show_change (gpointer data)
{
  Change *change = data;
  RelaisKindStore *self = change->store;

  if (change->kinds != NULL)
    {
      guint before = self->kinds->len;

      g_ptr_array_unref (self->kinds);
      self->kinds = g_steal_pointer (&change->kinds);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->kinds->len);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  change_free (change);
}

static void
changed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  relais_promise_complete (user_data, value, error != NULL ? g_error_copy (error) : NULL);
}

static DexFuture *
start_change (Change *change)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);

  relais_future_to_ui (relais_database_write (change->store->database, "kinds", run_change, change, show_change),
                       NULL, NULL, changed_cb, promise);

  return future;
}

static gboolean
apply_install (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  return relais_kind_sql_install (sql, ((Change *) data)->pack, error);
}

static gboolean
apply_uninstall (RelaisSql  *sql,
                 gpointer    data,
                 GValue     *result,
                 GError    **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM kind WHERE pack = ?", "s", ((Change *) data)->id);
}

static gboolean
apply_save (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  return relais_kind_sql_save (sql, ((Change *) data)->kind, error);
}

static gboolean
apply_remove (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM kind WHERE id = ?", "s", ((Change *) data)->id);
}

static gboolean
apply_merge (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  Change *change = data;

  return relais_kind_sql_merge (sql, change->id, change->other, error);
}

static gboolean
apply_add_example (RelaisSql  *sql,
                   gpointer    data,
                   GValue     *result,
                   GError    **error)
{
  Change *change = data;

  return relais_kind_sql_add_example (sql, change->id, change->other, change->text, "user", 0, error);
}

static gboolean
apply_drop_example (RelaisSql  *sql,
                    gpointer    data,
                    GValue     *result,
                    GError    **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM example WHERE id = ?", "i", ((Change *) data)->row);
}

static gboolean
apply_export (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Change *change = data;
  g_autoptr(GPtrArray) kinds = relais_kind_sql_load (sql, error);
  g_autoptr(GPtrArray) examples = kinds != NULL ? relais_kind_sql_examples (sql, error) : NULL;
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

static gboolean
read_examples (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Change *change = data;
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

static GType
relais_kind_store_get_item_type (GListModel *model)
{
  return RELAIS_TYPE_KIND;
}

static guint
relais_kind_store_get_n_items (GListModel *model)
{
  return RELAIS_KIND_STORE (model)->kinds->len;
}

static gpointer
relais_kind_store_get_item (GListModel *model,
                            guint       position)
{
  RelaisKindStore *self = RELAIS_KIND_STORE (model);

  return position < self->kinds->len ? g_object_ref (g_ptr_array_index (self->kinds, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = relais_kind_store_get_item_type;
  iface->get_n_items = relais_kind_store_get_n_items;
  iface->get_item = relais_kind_store_get_item;
}

static void
relais_kind_store_finalize (GObject *object)
{
  RelaisKindStore *self = RELAIS_KIND_STORE (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_kind_store_parent_class)->finalize (object);
}

static void
relais_kind_store_class_init (RelaisKindStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_kind_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_KIND_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
relais_kind_store_init (RelaisKindStore *self)
{
  self->kinds = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * relais_kind_store_new:
 *
 * Returns: (transfer full): an empty list until relais_kind_store_load()
 */
RelaisKindStore *
relais_kind_store_new (RelaisDatabase *database)
{
  RelaisKindStore *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);

  self = g_object_new (RELAIS_TYPE_KIND_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

/**
 * relais_kind_store_find:
 * @id: (nullable)
 *
 * Returns: (transfer none) (nullable)
 */
RelaisKind *
relais_kind_store_find (RelaisKindStore *self,
                        const char      *id)
{
  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  for (guint i = 0; id != NULL && i < self->kinds->len; i++)
    if (g_str_equal (relais_kind_get_id (g_ptr_array_index (self->kinds, i)), id))
      return g_ptr_array_index (self->kinds, i);

  return NULL;
}

/**
 * relais_kind_store_load:
 *
 * Returns: (transfer full): resolves when the list is filled
 */
DexFuture *
relais_kind_store_load (RelaisKindStore *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  return start_change (change_new (self, NULL));
}

/**
 * relais_kind_store_install:
 *
 * Returns: (transfer full): resolves when the kinds are in the list
 */
DexFuture *
relais_kind_store_install (RelaisKindStore *self,
                           RelaisPack      *pack)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (RELAIS_IS_PACK (pack), NULL);

  change = change_new (self, apply_install);
  change->pack = g_object_ref (pack);

  return start_change (change);
}

/**
 * relais_kind_store_uninstall:
 *
 * Returns: (transfer full): resolves when the pack's kinds are gone
 */
DexFuture *
relais_kind_store_uninstall (RelaisKindStore *self,
                             const char      *pack)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = change_new (self, apply_uninstall);
  change->id = g_strdup (pack);

  return start_change (change);
}

gboolean
relais_kind_store_has_pack (RelaisKindStore *self,
                            const char      *pack)
{
  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), FALSE);

  for (guint i = 0; i < self->kinds->len; i++)
    if (g_strcmp0 (relais_kind_get_pack (g_ptr_array_index (self->kinds, i)), pack) == 0)
      return TRUE;

  return FALSE;
}

/**
 * relais_kind_store_save:
 *
 * Returns: (transfer full): resolves when the list shows it
 */
DexFuture *
relais_kind_store_save (RelaisKindStore *self,
                        RelaisKind      *kind)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (RELAIS_IS_KIND (kind), NULL);

  change = change_new (self, apply_save);
  change->kind = g_object_ref (kind);

  return start_change (change);
}

/**
 * relais_kind_store_remove:
 *
 * Its examples go with it; decisions of the past keep its name.
 *
 * Returns: (transfer full): resolves when it is gone
 */
DexFuture *
relais_kind_store_remove (RelaisKindStore *self,
                          const char      *id)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = change_new (self, apply_remove);
  change->id = g_strdup (id);

  return start_change (change);
}

/**
 * relais_kind_store_merge:
 *
 * Returns: (transfer full): resolves when @from is gone
 */
DexFuture *
relais_kind_store_merge (RelaisKindStore *self,
                         const char      *from,
                         const char      *into)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (g_strcmp0 (from, into) != 0, NULL);

  change = change_new (self, apply_merge);
  change->id = g_strdup (from);
  change->other = g_strdup (into);

  return start_change (change);
}

/**
 * relais_kind_store_examples:
 * @kind: (nullable)
 *
 * Returns: (transfer full): resolves to a GListModel of RelaisExampleItem
 */
DexFuture *
relais_kind_store_examples (RelaisKindStore *self,
                            const char      *kind)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = change_new (self, NULL);
  change->id = g_strdup (kind);

  return relais_database_read (self->database, "examples", read_examples, change, (GDestroyNotify) change_free);
}

/**
 * relais_kind_store_add_example:
 * @kind: (nullable): %NULL: none of these
 * @language: (nullable)
 *
 * Returns: (transfer full): resolves when it was added
 */
DexFuture *
relais_kind_store_add_example (RelaisKindStore *self,
                               const char      *kind,
                               const char      *language,
                               const char      *text)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  change = change_new (self, apply_add_example);
  change->id = g_strdup (kind);
  change->other = g_strdup (language);
  change->text = g_strdup (text);

  return start_change (change);
}

/**
 * relais_kind_store_drop_example:
 *
 * Returns: (transfer full): resolves when it is gone
 */
DexFuture *
relais_kind_store_drop_example (RelaisKindStore *self,
                                gint64           id)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = change_new (self, apply_drop_example);
  change->row = id;

  return start_change (change);
}

/**
 * relais_kind_store_export:
 * @ids: %NULL-terminated
 * @name: of the pack
 *
 * Returns: (transfer full): resolves to GBytes
 */
DexFuture *
relais_kind_store_export (RelaisKindStore    *self,
                          const char * const *ids,
                          const char         *name)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = change_new (self, NULL);
  change->ids = g_strdupv ((char **) ids);
  change->text = g_strdup (name);

  return relais_database_read (self->database, "export kinds", apply_export, change, (GDestroyNotify) change_free);
}
