/* relais-kind-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-change-private.h"
#include "relais-kind-names.h"
#include "relais-promise.h"

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

/* Main thread, before the caller hears of it: whoever awaits the change finds it in the list. */
static void
show_change (gpointer data)
{
  RelaisKindChange *change = data;
  RelaisKindStore *self = change->store;

  if (change->kinds != NULL)
    {
      guint before = self->kinds->len;

      g_ptr_array_unref (self->kinds);
      self->kinds = g_steal_pointer (&change->kinds);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->kinds->len);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  relais_kind_change_free (change);
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
start_change (RelaisKindChange *change)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);

  relais_future_to_ui (relais_database_write (change->store->database, "kinds", relais_kind_change_run, change, show_change),
                       NULL, NULL, changed_cb, promise);

  return future;
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

/* See the header. */
RelaisKind *
relais_kind_store_find_namesake (RelaisKindStore *self,
                                 RelaisKind      *kind)
{
  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  return relais_kind_names_find (self->kinds, kind);
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

  return start_change (relais_kind_change_new (self, NULL));
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
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (RELAIS_IS_PACK (pack), NULL);

  change = relais_kind_change_new (self, relais_kind_change_install);
  change->pack = g_object_ref (pack);

  return start_change (change);
}

/**
 * relais_kind_store_install_shipped:
 *
 * Returns: (transfer full): resolves when the kinds of all packs that come with Relais are in the list
 */
DexFuture *
relais_kind_store_install_shipped (RelaisKindStore *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  return start_change (relais_kind_change_new (self, relais_kind_change_install_shipped));
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
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = relais_kind_change_new (self, relais_kind_change_uninstall);
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
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (RELAIS_IS_KIND (kind), NULL);

  change = relais_kind_change_new (self, relais_kind_change_save);
  change->kind = g_object_ref (kind);

  return start_change (change);
}

/* Returns: (transfer full): resolves when the list shows it and the examples are kept; all of it or nothing */
DexFuture *
relais_kind_store_teach (RelaisKindStore *self,
                         RelaisKind      *kind,
                         GArray          *dropped,
                         GPtrArray       *added)
{
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (RELAIS_IS_KIND (kind), NULL);

  change = relais_kind_change_new (self, relais_kind_change_save);
  change->kind = g_object_ref (kind);
  change->dropped = dropped != NULL ? g_array_ref (dropped) : NULL;
  change->added = added != NULL ? g_ptr_array_ref (added) : NULL;

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
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = relais_kind_change_new (self, relais_kind_change_remove);
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
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);
  g_return_val_if_fail (g_strcmp0 (from, into) != 0, NULL);

  change = relais_kind_change_new (self, relais_kind_change_merge);
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
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = relais_kind_change_new (self, NULL);
  change->id = g_strdup (kind);

  return relais_database_read (self->database, "examples", relais_kind_change_read_examples, change, (GDestroyNotify) relais_kind_change_free);
}

/**
 * relais_kind_store_export:
 * @ids: %NULL-terminated
 * @name: of the pack
 * @corrections: whether corrected messages go out, too
 *
 * Returns: (transfer full): resolves to GBytes
 */
DexFuture *
relais_kind_store_export (RelaisKindStore    *self,
                          const char * const *ids,
                          const char         *name,
                          gboolean            corrections)
{
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = relais_kind_change_new (self, NULL);
  change->ids = g_strdupv ((char **) ids);
  change->text = g_strdup (name);
  change->corrections = corrections;

  return relais_database_read (self->database, "export kinds", relais_kind_change_export, change, (GDestroyNotify) relais_kind_change_free);
}

/* See the header. */
DexFuture *
relais_kind_store_count_corrections (RelaisKindStore    *self,
                                     const char * const *ids)
{
  RelaisKindChange *change;

  g_return_val_if_fail (RELAIS_IS_KIND_STORE (self), NULL);

  change = relais_kind_change_new (self, NULL);
  change->ids = g_strdupv ((char **) ids);

  return relais_database_read (self->database, "corrected examples", relais_kind_change_count_corrections, change,
                               (GDestroyNotify) relais_kind_change_free);
}
