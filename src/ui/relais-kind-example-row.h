/* relais-kind-example-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An example in the list of a kind: its text, whose it is, and a button that takes it away: signal "remove" (GObject item). */
#define RELAIS_TYPE_KIND_EXAMPLE_ROW (relais_kind_example_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindExampleRow, relais_kind_example_row, RELAIS, KIND_EXAMPLE_ROW, AdwBin)

GtkWidget *relais_kind_example_row_new  (void);

/* Shows the RelaisExampleItem, or the GtkStringObject of one that is not saved yet, that @list_item holds. */
void       relais_kind_example_row_bind (RelaisKindExampleRow *self,
                                         GtkListItem          *list_item);

G_END_DECLS
