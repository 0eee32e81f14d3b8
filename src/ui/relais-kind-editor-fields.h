/* relais-kind-editor-fields.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is read in a message of a kind: one row for each detail, opened to change it. Signal "changed". */
#define RELAIS_TYPE_KIND_EDITOR_FIELDS (relais_kind_editor_fields_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindEditorFields, relais_kind_editor_fields, RELAIS, KIND_EDITOR_FIELDS, AdwPreferencesGroup)

/* @fields: (nullable): as in a kind's definition */
void       relais_kind_editor_fields_set (RelaisKindEditorFields *self,
                                          JsonArray              *fields);

/* (transfer full): those that have a name */
JsonArray *relais_kind_editor_fields_dup (RelaisKindEditorFields *self);

/* (transfer full) (nullable): what has to be mended, for people */
char      *relais_kind_editor_fields_dup_fault  (RelaisKindEditorFields *self);

/* Opens the detail that is wrong, the cursor there. */
void       relais_kind_editor_fields_show_fault (RelaisKindEditorFields *self);

G_END_DECLS
