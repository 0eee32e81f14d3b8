/* relais-kind-editor-answer.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The answer of a kind, by language: subject and body as templates, what is wrong with them as they are typed, and how they read for a real
 * message. Signal "changed". */
#define RELAIS_TYPE_KIND_EDITOR_ANSWER (relais_kind_editor_answer_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindEditorAnswer, relais_kind_editor_answer, RELAIS, KIND_EDITOR_ANSWER, AdwBin)

/* @kind: (nullable): whose past mail is offered first; @templates: (nullable): as in a kind's definition */
void        relais_kind_editor_answer_set        (RelaisKindEditorAnswer *self,
                                                  RelaisWorkspace        *workspace,
                                                  const char             *kind,
                                                  JsonObject             *templates);

/* (transfer full) (nullable): NULL: no answer in any language */
JsonObject *relais_kind_editor_answer_dup        (RelaisKindEditorAnswer *self);

/* (transfer full) (nullable): what is wrong with the templates, for people */
char       *relais_kind_editor_answer_dup_fault  (RelaisKindEditorAnswer *self);

/* Shows the language in which it is wrong, the cursor there. */
void        relais_kind_editor_answer_show_fault (RelaisKindEditorAnswer *self);

/* What can be inserted, and what the templates may name. */
void        relais_kind_editor_answer_set_fields (RelaisKindEditorAnswer *self,
                                                  JsonArray              *fields);

/* Writes the preview with what is in the editor now; @kind: (nullable): not even a kind yet */
void        relais_kind_editor_answer_preview    (RelaisKindEditorAnswer *self,
                                                  RelaisKind             *kind);

G_END_DECLS
