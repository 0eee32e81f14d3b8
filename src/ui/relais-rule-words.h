/* relais-rule-words.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-workspace.h"

G_BEGIN_DECLS

/* "from @rectorat.example, with “urgent”": what a rule asks, @conditions as in its definition. (transfer full) */
char *relais_rule_dup_conditions (RelaisWorkspace *workspace,
                                  JsonObject      *conditions);

/* "from @rectorat.example, with “urgent” → Pass on, Mme Petit": what a rule asks and does. (transfer full) */
char *relais_rule_dup_sentence (RelaisWorkspace *workspace,
                                RelaisRule      *rule);

G_END_DECLS
