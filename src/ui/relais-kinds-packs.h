/* relais-kinds-packs.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The packs that come with Relais, each with a switch: on adds its kinds, off takes them away. */
#define RELAIS_TYPE_KINDS_PACKS (relais_kinds_packs_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindsPacks, relais_kinds_packs, RELAIS, KINDS_PACKS, AdwPreferencesGroup)

void relais_kinds_packs_set_workspace (RelaisKindsPacks *self,
                                       RelaisWorkspace  *workspace);

G_END_DECLS
