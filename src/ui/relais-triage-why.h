/* relais-triage-why.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* Why a message was taken for what it was: who said so, the words that counted, the rule, when; and two buttons that make a rule of it for its
 * sender. */
#define RELAIS_TYPE_TRIAGE_WHY (relais_triage_why_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTriageWhy, relais_triage_why, RELAIS, TRIAGE_WHY, GtkPopover)

void relais_triage_why_set_workspace (RelaisTriageWhy    *self,
                                      RelaisWorkspace    *workspace);
void relais_triage_why_show          (RelaisTriageWhy    *self,
                                      RelaisTriageRecord *record);

G_END_DECLS
