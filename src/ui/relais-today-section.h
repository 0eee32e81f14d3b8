/* relais-today-section.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* One group of Today: follows a list of records and hides when there are none. More than a screenful is shown in steps.
 *
 * Signals: "deed" (RelaisTriageRecord): a row's button; "chosen" (RelaisTriageRecord): the row itself. */
#define RELAIS_TYPE_TODAY_SECTION (relais_today_section_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTodaySection, relais_today_section, RELAIS, TODAY_SECTION, AdwPreferencesGroup)

void        relais_today_section_set_workspace (RelaisTodaySection *self,
                                                RelaisWorkspace    *workspace,
                                                RelaisTodayGroup    group);

/* Rows that stay as they were are not made again, so that the focus and the place in the page stay. */
void        relais_today_section_show          (RelaisTodaySection *self,
                                                GListModel         *records);

/* (transfer none): of RelaisTriageRecord */
GListModel *relais_today_section_get_records   (RelaisTodaySection *self);

G_END_DECLS
