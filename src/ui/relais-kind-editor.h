/* relais-kind-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A kind of request: what it is called, what happens with it, what is read in it, what is answered, and by which examples it is known. */
#define RELAIS_TYPE_KIND_EDITOR (relais_kind_editor_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindEditor, relais_kind_editor, RELAIS, KIND_EDITOR, AdwDialog)

/* @kind: (nullable): a new one */
AdwDialog *relais_kind_editor_new (RelaisWorkspace *workspace,
                                   RelaisKind      *kind);

G_END_DECLS
