/* relais-window-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-activity-page.h"
#include "relais-inbox-page.h"
#include "relais-kinds-page.h"
#include "relais-section-row.h"
#include "relais-today-page.h"
#include "relais-window.h"

G_BEGIN_DECLS

struct _RelaisWindow
{
  AdwApplicationWindow    parent_instance;

  AdwToastOverlay        *toasts;
  AdwNavigationSplitView *outer;
  AdwNavigationPage      *content_page;
  AdwBanner              *demo_banner;
  AdwBanner              *drafts_banner;
  AdwStatusPage          *failed_page;
  AdwStatusPage          *starting;
  GtkListBox             *sections;
  GtkStack               *pages;
  RelaisTodayPage        *today;
  RelaisInboxPage        *inbox;       /* (nullable) like the two below: made when it is first seen */
  RelaisKindsPage        *kinds;       /* (nullable) */
  RelaisActivityPage     *activity;    /* (nullable) */

  RelaisWorkspace        *workspace;   /* (owned) */
  GSettings              *settings;    /* (owned) */
  GPtrArray              *to_open;     /* (owned) of GFile, until the workspace is ready */
  GHashTable             *sent;        /* (owned) (nullable) messages that can still be taken back */
  const char             *back_to;     /* (nullable) the page from which the message was opened that is in the only pane */
  GPtrArray              *undo;        /* (owned) of AdwToast: what can be taken back, the last one last */
  guint                   present_id;  /* waits for something to look at */
  gboolean                ready;
  gboolean                narrow;
};

/* relais-window-pages.c: the sections of the sidebar, and the page of each. */
void relais_window_init_pages  (RelaisWindow   *self);
/* The workspace is open: they may read. */
void relais_window_ready_pages (RelaisWindow   *self);
void relais_window_complete_pages (RelaisWindow *self);
/* Its page takes the place of the other one; the only pane may go on showing the sections. */
void relais_window_turn_to     (RelaisWindow     *self,
                                RelaisSectionRow *row);

/* relais-window-drafts.c: messages that were begun, and those that were just sent. */
void relais_window_class_drafts (GtkWidgetClass *widget_class);
void relais_window_watch_drafts (RelaisWindow   *self);

/* relais-window-panes.c: where the keyboard is. */
void relais_window_class_panes (GtkWidgetClass *widget_class);

/* relais-window-undo.c: what the toasts take back, and Ctrl+Z. */
void relais_window_class_undo  (GtkWidgetClass *widget_class);
void relais_window_offer_undo  (RelaisWindow   *self,
                                AdwToast       *toast);

G_END_DECLS
