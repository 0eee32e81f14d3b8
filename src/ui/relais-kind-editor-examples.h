/* relais-kind-editor-examples.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The messages by which a kind is known. What is added and taken away is kept until the kind is saved. Signal "changed". */
#define RELAIS_TYPE_KIND_EDITOR_EXAMPLES (relais_kind_editor_examples_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindEditorExamples, relais_kind_editor_examples, RELAIS, KIND_EDITOR_EXAMPLES, AdwBin)

/* @kind: (nullable): a new one, without examples */
void       relais_kind_editor_examples_set_kind    (RelaisKindEditorExamples *self,
                                                    RelaisWorkspace          *workspace,
                                                    const char               *kind);

gboolean   relais_kind_editor_examples_is_changed  (RelaisKindEditorExamples *self);

/* What to do when the kind is saved. (transfer none) (element-type gint64): those to take away */
GArray    *relais_kind_editor_examples_get_dropped (RelaisKindEditorExamples *self);

/* (transfer container) (element-type utf8): the texts of the same */
GPtrArray *relais_kind_editor_examples_dup_dropped (RelaisKindEditorExamples *self);

/* (transfer container) (element-type RelaisExample): those to learn */
GPtrArray *relais_kind_editor_examples_dup_added   (RelaisKindEditorExamples *self);

G_END_DECLS
