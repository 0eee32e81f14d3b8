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
  AdwStatusPage          *trouble_page;
  GtkButton              *trouble_button;
  GtkMenuButton          *folder_button;
  GtkStack               *title_stack;
  GtkLabel               *folder_title;
  GtkLabel               *count_label;
  GtkToggleButton        *select_button;
  GtkActionBar           *action_bar;
  GtkButton              *read_button;
  GtkButton              *unread_button;
  GtkPopover             *folder_popover;
  GtkListBox             *folder_list;
  GtkToggleButton        *search_button;
  GtkMenuButton          *filter_button;
  GtkSearchBar           *search_bar;
  GtkSearchEntry         *search_entry;
  GtkRevealer            *filter_bar;
  GtkLabel               *filter_label;
  GtkStack               *list_stack;
  GtkGridView            *list;
  GtkBox                 *status_bar;
  GtkImage               *status_icon;
  GtkLabel               *status_label;
  GtkButton              *repair_button;
  RelaisMessageView      *view;

  RelaisWorkspace        *workspace;     /* (owned) (nullable) */
  RelaisMailFolder       *folder;        /* (owned) (nullable) shown */
  RelaisMailAccount      *account;       /* (owned) (nullable) of the folder */
  GListModel             *messages;      /* (owned) (nullable) RelaisMessageList, or records that were searched for */
  GtkMultiSelection      *selection;     /* (owned) */
  GCancellable           *cancellable;   /* (owned) (nullable) of the last search */
  GSimpleActionGroup     *filters;       /* (owned) */
  char                   *wanted;        /* (owned) (nullable) uid: its row is chosen when the folder has been read */
  gulong                  messages_id;
  gulong                  loading_id;
  gulong                  account_id;
  gulong                  unread_id;
  guint                   status_id;     /* source: "12 seconds ago" */
  guint                   show_id;       /* source: the row at which an arrow key stopped */
  gint64                  chosen_at;     /* monotonic, when a row was chosen last */
  guint                   unread;
  guint                   shown;         /* row of the message that is read, or GTK_INVALID_LIST_POSITION */
  gboolean                three_pane;
  gboolean                selecting;     /* rows have check marks */
  gboolean                replacing;     /* we change the rows ourselves */
};

/* relais-inbox-page-folders.c: which folder, and what its mailbox's state is. */
void relais_inbox_page_watch_accounts (RelaisInboxPage  *self);
void relais_inbox_page_choose         (RelaisInboxPage  *self,
                                       RelaisMailFolder *folder);
RelaisMailAccount *relais_inbox_page_dup_account (RelaisInboxPage *self);
void relais_inbox_page_update_status  (RelaisInboxPage  *self);
void relais_inbox_page_fill_folders   (RelaisInboxPage  *self);
void relais_inbox_page_folder_chosen  (RelaisInboxPage  *self,
                                       GtkListBoxRow    *row);

/* relais-inbox-page-filter.c: searching, and showing only some. */
void relais_inbox_page_init_filters   (RelaisInboxPage  *self);
void relais_inbox_page_fill_filters   (RelaisInboxPage  *self);
void relais_inbox_page_clear_filters  (RelaisInboxPage  *self);
void relais_inbox_page_search         (RelaisInboxPage  *self);
gboolean relais_inbox_page_is_filtered (RelaisInboxPage *self);

/* What was found lies elsewhere now: who archives one after the other wants to see what is left. @records: (element-type GObject): of the
 * list; what a folder shows goes by itself */
void relais_inbox_page_take_out       (RelaisInboxPage  *self,
                                       GPtrArray        *records);

/* relais-inbox-page-selection.c: which rows are chosen. */
void       relais_inbox_page_init_selection (RelaisInboxPage *self);
void       relais_inbox_page_set_rows       (RelaisInboxPage *self,
                                             GListModel      *messages);
void       relais_inbox_page_set_selecting  (RelaisInboxPage *self,
                                             gboolean         selecting);
void       relais_inbox_page_select_toggled (RelaisInboxPage *self);
gboolean   relais_inbox_page_shows_select   (RelaisInboxPage *self,
                                             gboolean         collapsed,
                                             AdwBreakpoint   *narrow,
                                             gboolean         selecting);
gboolean   relais_inbox_page_select_uid     (RelaisInboxPage *self,
                                             const char      *uid);
void       relais_inbox_page_activate       (RelaisInboxPage *self,
                                             guint            position);
guint      relais_inbox_page_count_selected (RelaisInboxPage *self);

/* (transfer full) (element-type GObject): at most @most RelaisMailItem, or RelaisTriageRecord among what was searched for */
GPtrArray *relais_inbox_page_dup_selected   (RelaisInboxPage *self,
                                             guint            most);

/* relais-inbox-page-bulk.c: actions and keys. */
void       relais_inbox_page_class_bulk     (GtkWidgetClass  *widget_class);
void       relais_inbox_page_init_keys      (RelaisInboxPage *self);
void       relais_inbox_page_update_bulk    (RelaisInboxPage *self,
                                             guint            count);

/* relais-inbox-page-deed.c */
typedef enum
{
  RELAIS_INBOX_DEED_ARCHIVE,
  RELAIS_INBOX_DEED_DELETE,
  RELAIS_INBOX_DEED_MOVE,
  RELAIS_INBOX_DEED_FLAGS,
} RelaisInboxDeedType;

/* Does it with every message chosen, says so, and offers to take it back. @destination: (nullable): for moving. @mask, @flags: for
 * marking. */
void       relais_inbox_page_do             (RelaisInboxPage     *self,
                                             RelaisInboxDeedType  type,
                                             RelaisMailFolder    *destination,
                                             RelaisMailFlags      mask,
                                             RelaisMailFlags      flags);

/* relais-inbox-page-answers.c */
void       relais_inbox_page_look_at_answers (RelaisInboxPage *self);

/* relais-inbox-page-show.c */
void relais_inbox_page_show_item      (RelaisInboxPage  *self,
                                       GObject          *item);
void relais_inbox_page_content_changed (RelaisInboxPage *self);

/* relais-inbox-page.c */
void relais_inbox_page_show_messages  (RelaisInboxPage  *self,
                                       GListModel       *messages);
void relais_inbox_page_update_stack   (RelaisInboxPage  *self);

G_END_DECLS
