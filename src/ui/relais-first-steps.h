/* relais-first-steps.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What a new user does first: choose packs, add a mail account, or look at the demo.
 *
 * Signals: "begun": somebody is ready to go on. */
#define RELAIS_TYPE_FIRST_STEPS (relais_first_steps_get_type ())

G_DECLARE_FINAL_TYPE (RelaisFirstSteps, relais_first_steps, RELAIS, FIRST_STEPS, AdwBin)

GtkWidget *relais_first_steps_new    (RelaisWorkspace  *workspace);

/* Kinds or mailboxes changed, or what one of them waits for. */
void       relais_first_steps_update (RelaisFirstSteps *self);

G_END_DECLS
