/* relais-kind-editor-preview.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* How an answer reads for a message that really came, and what that message did not say. */
#define RELAIS_TYPE_KIND_EDITOR_PREVIEW (relais_kind_editor_preview_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindEditorPreview, relais_kind_editor_preview, RELAIS, KIND_EDITOR_PREVIEW, AdwPreferencesGroup)

/* @kind: (nullable): whose past mail is offered first */
void relais_kind_editor_preview_set_workspace (RelaisKindEditorPreview *self,
                                               RelaisWorkspace         *workspace,
                                               const char              *kind);

/* @kind: (nullable): as it would be saved; NULL: nothing to show; @language: of its answer */
void relais_kind_editor_preview_show          (RelaisKindEditorPreview *self,
                                               RelaisKind              *kind,
                                               const char              *language);

G_END_DECLS
