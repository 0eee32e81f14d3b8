/* relais-kinds-trial.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What the kinds and rules would do with past mail, beside what was done. Nothing is changed or sent. */
#define RELAIS_TYPE_KINDS_TRIAL (relais_kinds_trial_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindsTrial, relais_kinds_trial, RELAIS, KINDS_TRIAL, AdwDialog)

/* @proposal: (nullable): instead of what the workspace has */
AdwDialog *relais_kinds_trial_new (RelaisWorkspace *workspace,
                                   RelaisProposal  *proposal);

G_END_DECLS
