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
void relais_kind_editor_examples_set_kind (RelaisKindEditorExamples *self,
                                           RelaisWorkspace          *workspace,
                                           const char               *kind);

/* Writes what was added and taken away, for the kind that is saved now. */
void relais_kind_editor_examples_save     (RelaisKindEditorExamples *self,
                                           const char               *kind);

G_END_DECLS
