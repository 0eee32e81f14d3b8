/* relais-activity-page-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-activity-page.h"

G_BEGIN_DECLS

struct _RelaisActivityPage
{
  AdwBin            parent_instance;

  GtkToggleButton  *failed_button;
  GtkButton        *export_button;
  GtkSearchBar     *search_bar;
  GtkSearchEntry   *search_entry;
  GtkStack         *stack;
  GtkScrolledWindow *scroller;
  GtkListView      *list;
  AdwStatusPage    *failed_page;

  RelaisWorkspace  *workspace;        /* (owned) (nullable) */
  GListStore       *jobs;             /* (owned) of RelaisJob: those that failed for good */
  GListStore       *events;           /* (owned) of RelaisEvent, the newest first */
  GCancellable     *cancellable;      /* (owned) (nullable) of the last page */
  GCancellable     *jobs_cancellable; /* (owned) (nullable) */
  guint             refresh_id;       /* source */
  gboolean          loading;
  gboolean          complete;         /* there are no older ones */
};

/* relais-activity-page-export.c: the log as a text file. */
void relais_activity_page_export (RelaisActivityPage *self);

/* relais-activity-page.c */
void relais_activity_page_say    (RelaisActivityPage *self,
                                  const char         *sentence);
void relais_activity_page_query  (RelaisActivityPage *self,
                                  RelaisEventQuery   *query);

G_END_DECLS
