/* relais-today-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A message that needs somebody: who, about what, what is proposed, and one button for the usual deed. Signal "deed": the button. */
#define RELAIS_TYPE_TODAY_ROW (relais_today_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTodayRow, relais_today_row, RELAIS, TODAY_ROW, GtkListBoxRow)

GtkWidget          *relais_today_row_new        (RelaisWorkspace    *workspace,
                                                 RelaisTodayGroup    group,
                                                 RelaisTriageRecord *record);
RelaisTriageRecord *relais_today_row_get_record (RelaisTodayRow     *self);

/* Its kind may be called otherwise now. */
void                relais_today_row_update     (RelaisTodayRow     *self);

/* Whether the answer is whole: nothing in its template stayed empty. */
gboolean            relais_today_is_whole       (RelaisTriageRecord *record);

/* Whether what is wrong is its answer: it came back, was refused, or may not have left. */
gboolean            relais_today_is_undelivered (RelaisTriageRecord *record);

/* The answer on one line, or for a forward to whom. (transfer full) */
char               *relais_today_dup_answer     (RelaisWorkspace    *workspace,
                                                 RelaisTriageRecord *record);

G_END_DECLS
