/* relais-inbox-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* A message in a list: sender and time, subject, and one line that says what it is and what became of it. It shows a RelaisMailItem of
 * a folder, or a RelaisTriageRecord that was searched for. Recycled: unbinding lets go of everything. */
#define RELAIS_TYPE_INBOX_ROW (relais_inbox_row_get_type ())

G_DECLARE_FINAL_TYPE (RelaisInboxRow, relais_inbox_row, RELAIS, INBOX_ROW, GtkWidget)

GtkWidget *relais_inbox_row_new    (RelaisWorkspace *workspace);
void       relais_inbox_row_bind   (RelaisInboxRow  *self,
                                    GObject         *item,
                                    GtkListItem     *list_item);
void       relais_inbox_row_unbind (RelaisInboxRow  *self);
guint      relais_inbox_row_get_position (RelaisInboxRow *self);

/* Makes @list show its items as rows of this kind, with check marks while the property "selecting" of @mode is set. @mode outlives
 * @list. */
void       relais_inbox_row_install (GtkGridView    *list,
                                     RelaisWorkspace *workspace,
                                     GObject         *mode);

G_END_DECLS
