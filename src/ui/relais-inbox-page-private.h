/* relais-inbox-page-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-inbox-page.h"
#include "relais-message-view.h"

G_BEGIN_DECLS

struct _RelaisInboxPage
{
  AdwBin                  parent_instance;

  AdwNavigationSplitView *split;
  AdwNavigationPage      *list_page;
  AdwStatusPage          *empty_page;
  AdwStatusPage          *service_page;
  GtkMenuButton          *folder_button;
  GtkLabel               *folder_title;
  GtkPopover             *folder_popover;
  GtkListBox             *folder_list;
  GtkToggleButton        *search_button;
  GtkMenuButton          *filter_button;
  GtkSearchBar           *search_bar;
  GtkSearchEntry         *search_entry;
  GtkRevealer            *filter_bar;
  GtkLabel               *filter_label;
  GtkStack               *list_stack;
  GtkListView            *list;
  GtkImage               *status_icon;
  GtkLabel               *status_label;
  GtkButton              *repair_button;
  RelaisMessageView      *view;

  RelaisWorkspace        *workspace;     /* (owned) (nullable) */
  RelaisMailFolder       *folder;        /* (owned) (nullable) shown */
  RelaisMailAccount      *account;       /* (owned) (nullable) of the folder */
  GListModel             *messages;      /* (owned) (nullable) RelaisMessageList, or records that were searched for */
  GtkSingleSelection     *selection;     /* (owned) */
  GCancellable           *cancellable;   /* (owned) (nullable) of the last search */
  GSimpleActionGroup     *filters;       /* (owned) */
  gulong                  messages_id;
  gulong                  loading_id;
  gulong                  account_id;
  gulong                  unread_id;
  guint                   status_id;     /* source: "12 seconds ago" */
  guint                   unread;
  gboolean                three_pane;
};

/* relais-inbox-page-folders.c: which folder, and what its mailbox's state is. */
void relais_inbox_page_watch_accounts (RelaisInboxPage  *self);
void relais_inbox_page_choose         (RelaisInboxPage  *self,
                                       RelaisMailFolder *folder);
void relais_inbox_page_update_status  (RelaisInboxPage  *self);
void relais_inbox_page_repair         (RelaisInboxPage  *self);
void relais_inbox_page_fill_folders   (RelaisInboxPage  *self);
void relais_inbox_page_folder_chosen  (RelaisInboxPage  *self,
                                       GtkListBoxRow    *row);

/* relais-inbox-page-filter.c: searching, and showing only some. */
void relais_inbox_page_init_filters   (RelaisInboxPage  *self);
void relais_inbox_page_fill_filters   (RelaisInboxPage  *self);
void relais_inbox_page_clear_filters  (RelaisInboxPage  *self);
void relais_inbox_page_search         (RelaisInboxPage  *self);
gboolean relais_inbox_page_is_filtered (RelaisInboxPage *self);

/* relais-inbox-page.c */
void relais_inbox_page_show_messages  (RelaisInboxPage  *self,
                                       GListModel       *messages);
void relais_inbox_page_update_stack   (RelaisInboxPage  *self);

G_END_DECLS
