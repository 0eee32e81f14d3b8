/* relais-section-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of the sidebar: a page with its icon, and how many things there wait. */
#define RELAIS_TYPE_SECTION_ROW (relais_section_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisSectionRow, relais_section_row, RELAIS, SECTION_ROW, GtkListBoxRow)

GtkWidget  *relais_section_row_new       (const char       *page,
                                          const char       *title,
                                          const char       *icon);
const char *relais_section_row_get_page  (RelaisSectionRow *self);
const char *relais_section_row_get_title (RelaisSectionRow *self);
void        relais_section_row_set_count (RelaisSectionRow *self,
                                          guint             count);

G_END_DECLS
