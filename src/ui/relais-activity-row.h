/* relais-activity-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A step of the log, or a job that failed for good, with its buttons. Signals: "retry" (RelaisJob), "seen" (RelaisEvent). */
#define RELAIS_TYPE_ACTIVITY_ROW (relais_activity_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisActivityRow, relais_activity_row, RELAIS, ACTIVITY_ROW, GtkBox)

GtkWidget *relais_activity_row_new    (RelaisWorkspace   *workspace);

/* @item: RelaisEvent or RelaisJob; @list_item gets the accessible label */
void       relais_activity_row_bind   (RelaisActivityRow *self,
                                       GObject           *item,
                                       GtkListItem       *list_item);
void       relais_activity_row_unbind (RelaisActivityRow *self);

G_END_DECLS
