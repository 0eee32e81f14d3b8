/* relais-rule-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A rule: what a message must look like, and what is done then. Signal "saved". */
#define RELAIS_TYPE_RULE_EDITOR (relais_rule_editor_get_type ())

G_DECLARE_FINAL_TYPE (RelaisRuleEditor, relais_rule_editor, RELAIS, RULE_EDITOR, AdwDialog)

/* @rule: (nullable): a new one */
AdwDialog *relais_rule_editor_new (RelaisWorkspace *workspace,
                                   RelaisRule      *rule);

G_END_DECLS
