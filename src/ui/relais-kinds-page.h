/* relais-kinds-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The kinds of request by pack, what happens with them, and the rules above them. */
#define RELAIS_TYPE_KINDS_PAGE (relais_kinds_page_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindsPage, relais_kinds_page, RELAIS, KINDS_PAGE, AdwBin)

void relais_kinds_page_set_workspace (RelaisKindsPage *self,
                                      RelaisWorkspace *workspace);
void relais_kinds_page_start_search  (RelaisKindsPage *self);

G_END_DECLS
