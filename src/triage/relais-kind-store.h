/* relais-kind-store.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-pack.h"

G_BEGIN_DECLS

/* The kinds of this workspace, in the user's order: a GListModel of RelaisKind that follows the database. "changed" is emitted after
 * anything that makes a new training worth while; what shows kinds, by name or by id, looks again then. Main thread.
 */
#define RELAIS_TYPE_KIND_STORE (relais_kind_store_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindStore, relais_kind_store, RELAIS, KIND_STORE, GObject)

RelaisKindStore *relais_kind_store_new          (RelaisDatabase  *database);
RelaisKind      *relais_kind_store_find         (RelaisKindStore *self,
                                                 const char      *id);

/* (transfer none) (nullable): another kind of the same name, see relais-kind-names.h */
RelaisKind      *relais_kind_store_find_namesake (RelaisKindStore *self,
                                                 RelaisKind      *kind);
DexFuture       *relais_kind_store_load         (RelaisKindStore *self);

/* Adds a pack's kinds and examples; kinds that are there, by their id, are left alone. One that is called as another kind is gets a number
 * behind its name. */
DexFuture       *relais_kind_store_install      (RelaisKindStore *self,
                                                 RelaisPack      *pack);
/* All the packs that come with Relais, in one go. */
DexFuture       *relais_kind_store_install_shipped (RelaisKindStore *self);
DexFuture       *relais_kind_store_uninstall    (RelaisKindStore *self,
                                                 const char      *pack);
gboolean         relais_kind_store_has_pack     (RelaisKindStore *self,
                                                 const char      *pack);

/* Adds or replaces by id. */
DexFuture       *relais_kind_store_save         (RelaisKindStore *self,
                                                 RelaisKind      *kind);

/* The same, and in one step what it is recognised by: @dropped (nullable) (element-type gint64): examples to take away;
 * @added (nullable) (element-type RelaisExample): those to learn, their kind is @kind. */
DexFuture       *relais_kind_store_teach        (RelaisKindStore *self,
                                                 RelaisKind      *kind,
                                                 GArray          *dropped,
                                                 GPtrArray       *added);
DexFuture       *relais_kind_store_remove       (RelaisKindStore *self,
                                                 const char      *id);

/* @from's examples, corrections and past decisions become @into's, rules and steps of the log that name it name @into, then @from is removed. */
DexFuture       *relais_kind_store_merge        (RelaisKindStore *self,
                                                 const char      *from,
                                                 const char      *into);

/* Resolves to a GListModel of RelaisExampleItem: the examples of a kind (NULL: none of these), newest first. */
DexFuture       *relais_kind_store_examples     (RelaisKindStore *self,
                                                 const char      *kind);

/* Resolves to GBytes: a pack file of these kinds with their examples. @corrections: with the messages that somebody corrected among them, which
 * are whole letters of people */
DexFuture       *relais_kind_store_export       (RelaisKindStore    *self,
                                                 const char * const *ids,
                                                 const char         *name,
                                                 gboolean            corrections);

/* Resolves to int64: how many such messages there are. @ids: as for the export */
DexFuture       *relais_kind_store_count_corrections (RelaisKindStore    *self,
                                                 const char * const *ids);

#define RELAIS_TYPE_EXAMPLE_ITEM (relais_example_item_get_type ())
G_DECLARE_FINAL_TYPE (RelaisExampleItem, relais_example_item, RELAIS, EXAMPLE_ITEM, GObject)

gint64           relais_example_item_get_id     (RelaisExampleItem *self);
const char      *relais_example_item_get_text   (RelaisExampleItem *self);
const char      *relais_example_item_get_source (RelaisExampleItem *self);

G_END_DECLS
