/* relais-kinds-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A kind of request: what happens with it, whose it is, what it earned, and whether it is on. Signal "toggled" (gboolean enabled). Its menu
 * names the actions kinds.edit, kinds.merge, kinds.export and kinds.remove with the kind's id. */
#define RELAIS_TYPE_KINDS_ROW (relais_kinds_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindsRow, relais_kinds_row, RELAIS, KINDS_ROW, AdwActionRow)

GtkWidget  *relais_kinds_row_new      (RelaisWorkspace *workspace);
void        relais_kinds_row_set_kind (RelaisKindsRow  *self,
                                       RelaisKind      *kind);
RelaisKind *relais_kinds_row_get_kind (RelaisKindsRow  *self);

/* "27 of 30 messages right, 96 %"; empty when nothing is known. (transfer full) */
char       *relais_kinds_dup_measure  (const RelaisAutonomy *autonomy);

G_END_DECLS
