/* relais-kinds-trial-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A past message: what it was taken for, and what it would be taken for now. */
#define RELAIS_TYPE_KINDS_TRIAL_ROW (relais_kinds_trial_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKindsTrialRow, relais_kinds_trial_row, RELAIS, KINDS_TRIAL_ROW, GtkWidget)

GtkWidget *relais_kinds_trial_row_new  (void);

/* @change: what was and what would be, for people; @list_item gets the accessible label */
void       relais_kinds_trial_row_bind (RelaisKindsTrialRow *self,
                                        RelaisTrial         *trial,
                                        const char          *change,
                                        GtkListItem         *list_item);

G_END_DECLS
