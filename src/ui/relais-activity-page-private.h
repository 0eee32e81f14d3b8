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
  AdwBin             parent_instance;

  AdwToggleGroup    *filter_group;
  GtkButton         *export_button;
  AdwBanner         *banner;
  GtkSearchBar      *search_bar;
  GtkSearchEntry    *search_entry;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkGridView       *list;
  AdwStatusPage     *failed_page;

  RelaisWorkspace   *workspace;         /* (owned) (nullable) */
  GListStore        *jobs;              /* (owned) of RelaisJob: those that failed for good */
  GListStore        *events;            /* (owned) of RelaisEvent, the newest first */
  GHashTable        *told;              /* (owned) of char *: what the jobs tell of, see relais_activity_page_dup_failure() */
  GtkFilter         *untold;            /* (owned) the events that no job tells of */
  GCancellable      *cancellable;       /* (owned) (nullable) of the last page */
  GCancellable      *jobs_cancellable;  /* (owned) (nullable) */
  guint              refresh_id;        /* source */
  guint              n_deciding;        /* jobs that are being retried or discarded */
  gboolean           loading;
  gboolean           broken;            /* the log could not be read */
  gboolean           complete;          /* there are no older ones */
};

/* What is asked for now. The strings of @query belong to @words, and to the entry. */
typedef struct
{
  GStrv steps;   /* (owned) */
  GStrv kinds;   /* (owned) */
} RelaisActivityWords;

void     relais_activity_words_clear         (RelaisActivityWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RelaisActivityWords, relais_activity_words_clear)

/* relais-activity-page.c */
void     relais_activity_page_say            (RelaisActivityPage  *self,
                                              const char          *sentence);
gboolean relais_activity_page_is_searching   (RelaisActivityPage  *self);
gboolean relais_activity_page_is_filtered    (RelaisActivityPage  *self);
void     relais_activity_page_update         (RelaisActivityPage  *self);
void     relais_activity_page_refresh        (RelaisActivityPage  *self);

/* Names what failed, so that its job and its step in the log are known as one. @message, @delivery: 0: none.
 * (transfer full) (nullable): NULL when it is about neither */
char    *relais_activity_page_dup_failure    (gint64               message,
                                              gint64               delivery);

/* relais-activity-page-list.c: what happened, a page at a time. */
void     relais_activity_page_init_list      (RelaisActivityPage  *self);
/* (transfer full). @told: kept by the filter */
GtkFilter *relais_activity_page_new_filter   (GHashTable          *told);
void     relais_activity_page_query          (RelaisActivityPage  *self,
                                              RelaisActivityWords *words,
                                              RelaisEventQuery    *query);
void     relais_activity_page_read_newest    (RelaisActivityPage  *self);
void     relais_activity_page_read_older     (RelaisActivityPage  *self);

/* relais-activity-page-jobs.c: what failed for good, and what a person does about it. */
void     relais_activity_page_read_jobs      (RelaisActivityPage  *self);
guint    relais_activity_page_count_retries  (RelaisActivityPage  *self);
void     relais_activity_page_retry          (RelaisActivityPage  *self,
                                              RelaisJob           *job);
void     relais_activity_page_retry_all      (RelaisActivityPage  *self);
void     relais_activity_page_discard        (RelaisActivityPage  *self,
                                              RelaisJob           *job);

/* relais-activity-page-export.c: the log as a table for other programs. */
void     relais_activity_page_export         (RelaisActivityPage  *self);

G_END_DECLS
