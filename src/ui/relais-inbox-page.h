/* relais-inbox-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The mail: folders, list, message. Properties: "collapsed" (one pane at a time), "three-pane" (the window is wide), "unread". Signal: "left",
 * when the one pane shows the list again. */
#define RELAIS_TYPE_INBOX_PAGE (relais_inbox_page_get_type ())

G_DECLARE_FINAL_TYPE (RelaisInboxPage, relais_inbox_page, RELAIS, INBOX_PAGE, AdwBin)

void  relais_inbox_page_set_workspace (RelaisInboxPage *self,
                                       RelaisWorkspace *workspace);
guint relais_inbox_page_get_unread    (RelaisInboxPage *self);
void  relais_inbox_page_start_search  (RelaisInboxPage *self);
void  relais_inbox_page_focus_list    (RelaisInboxPage *self);

/* @panes: (element-type GtkWidget) (transfer none): list, message, card, in their order on screen, are added */
void  relais_inbox_page_add_panes     (RelaisInboxPage *self,
                                       GPtrArray       *panes);
void  relais_inbox_page_show_message  (RelaisInboxPage *self,
                                       gint64           message);
void  relais_inbox_page_show_file     (RelaisInboxPage *self,
                                       GFile           *file);

/* A message is back where it was: what is searched for is searched again. */
void relais_inbox_page_search_again (RelaisInboxPage *self);

/* What is being typed is kept now. */
void relais_inbox_page_keep (RelaisInboxPage *self);

G_END_DECLS
