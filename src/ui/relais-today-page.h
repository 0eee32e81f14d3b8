/* relais-today-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What needs somebody: a to-do list, not a wall of numbers. Properties: "count", how many things wait; "loading", until it is known. */
#define RELAIS_TYPE_TODAY_PAGE (relais_today_page_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTodayPage, relais_today_page, RELAIS, TODAY_PAGE, AdwBin)

/* Asks for what is stored; it is shown once @workspace is open. */
void     relais_today_page_set_workspace (RelaisTodayPage *self,
                                          RelaisWorkspace *workspace);
guint    relais_today_page_get_count     (RelaisTodayPage *self);
gboolean relais_today_page_is_loading    (RelaisTodayPage *self);

G_END_DECLS
