/* relais-activity-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The log of each step of each message, to be searched, and what failed for good. */
#define RELAIS_TYPE_ACTIVITY_PAGE (relais_activity_page_get_type ())

G_DECLARE_FINAL_TYPE (RelaisActivityPage, relais_activity_page, RELAIS, ACTIVITY_PAGE, AdwBin)

void relais_activity_page_set_workspace (RelaisActivityPage *self,
                                         RelaisWorkspace    *workspace);
void relais_activity_page_start_search  (RelaisActivityPage *self);

/* Only what needs somebody. */
void relais_activity_page_show_failed   (RelaisActivityPage *self);

G_END_DECLS
