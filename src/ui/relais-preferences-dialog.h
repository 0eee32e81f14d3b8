/* relais-preferences-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What the user decides about the workspace: saved as it is changed, followed when something else changes it. */
#define RELAIS_TYPE_PREFERENCES_DIALOG (relais_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (RelaisPreferencesDialog, relais_preferences_dialog, RELAIS, PREFERENCES_DIALOG, AdwPreferencesDialog)

RelaisPreferencesDialog *relais_preferences_dialog_new (RelaisWorkspace *workspace);

G_END_DECLS
