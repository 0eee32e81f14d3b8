/* relais-message-view-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-message-view.h"
#include "relais-message-web.h"
#include "relais-triage-card.h"

G_BEGIN_DECLS

struct _RelaisMessageView
{
  AdwBin             parent_instance;

  AdwBanner         *remote_banner;
  AdwStatusPage     *failed_page;
  AdwStatusPage     *none_page;
  AdwStatusPage     *several_page;
  AdwAvatar         *avatar;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkLabel          *subject;
  GtkLabel          *sender;
  GtkLabel          *address;
  GtkLabel          *recipients;
  GtkMenuButton     *details_button;
  GtkGrid           *details;
  GtkLabel          *date;
  RelaisTriageCard  *card;
  RelaisMessageWeb  *web;
  AdwWrapBox        *attachments;

  RelaisWorkspace   *workspace;     /* (owned) (nullable) */
  RelaisMailFolder  *folder;        /* (owned) (nullable) */
  char              *uid;           /* (owned) (nullable) */
  RelaisMailItem    *item;          /* (owned) (nullable) its row in the folder: whether it is flagged */
  gulong             item_id;
  RelaisMailMessage *message;       /* (owned) (nullable) */
  GCancellable      *cancellable;   /* (owned) (nullable) of the last load */
  guint              loading_id;    /* source: it takes long enough to say so */
  gboolean           to_mark;       /* as read, once it is in sight */
  guint              height_id;     /* source: the letter is as high as the pane */
  char              *title;         /* (owned) */
};

/* relais-message-view.c */
void relais_message_view_update_actions (RelaisMessageView *self);

/* relais-message-view-state.c: the flag, and the trust in the sender. */
gboolean relais_message_view_is_trusted  (RelaisMessageView *self);
void     relais_message_view_set_trusted (RelaisMessageView *self,
                                          gboolean           trust);
void     relais_message_view_load_remote (RelaisMessageView *self);
gboolean relais_message_view_is_flagged  (RelaisMessageView *self);
void     relais_message_view_set_flagged (RelaisMessageView *self,
                                          gboolean           flagged);
void     relais_message_view_watch_item  (RelaisMessageView *self);

/* relais-message-view-head.c: who wrote to whom, and when. */
void relais_message_view_show_head      (RelaisMessageView *self);

/* relais-message-view-files.c: saving. */
void relais_message_view_class_files    (GtkWidgetClass    *widget_class);
void relais_message_view_show_files     (RelaisMessageView *self);

/* relais-message-view-scroll.c: head and letter scroll as one. */
void relais_message_view_init_scrolling (RelaisMessageView *self);

/* relais-message-view-actions.c: what a person does with the message. */
void relais_message_view_class_actions (GtkWidgetClass    *widget_class);

G_END_DECLS
