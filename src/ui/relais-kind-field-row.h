/* relais-kind-field-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One detail that is read in messages, opened to change it. Signals "changed" and "remove". */
#define RELAIS_TYPE_KIND_FIELD_ROW (relais_kind_field_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindFieldRow, relais_kind_field_row, RELAIS, KIND_FIELD_ROW, AdwExpanderRow)

/* @definition: (nullable): as in a kind's definition; NULL: a new one */
GtkWidget  *relais_kind_field_row_new            (JsonObject         *definition);

/* "" until it has one; what stands behind "fields." in templates */
const char *relais_kind_field_row_get_name       (RelaisKindFieldRow *self);
void        relais_kind_field_row_set_name       (RelaisKindFieldRow *self,
                                                  const char         *name);

/* Whether its name still follows its label: until it could be used in an answer. */
gboolean    relais_kind_field_row_is_fresh       (RelaisKindFieldRow *self);
void        relais_kind_field_row_settle         (RelaisKindFieldRow *self);
const char *relais_kind_field_row_get_label      (RelaisKindFieldRow *self);

/* (transfer full): as the form says it */
JsonObject *relais_kind_field_row_dup_definition (RelaisKindFieldRow *self);

/* (transfer full) (nullable): what has to be mended, for people */
char       *relais_kind_field_row_dup_fault      (RelaisKindFieldRow *self);

/* Opens it, the cursor where something has to be written. */
void        relais_kind_field_row_edit           (RelaisKindFieldRow *self);

G_END_DECLS
