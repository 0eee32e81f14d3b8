/* relais-today-page-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-today-page.h"
#include "relais-today-repairs.h"
#include "relais-today-section.h"

G_BEGIN_DECLS

#define N_TODAY_GROUPS (RELAIS_TODAY_FAILED + 1)

struct _RelaisTodayPage
{
  AdwBin               parent_instance;

  GtkStack            *stack;
  RelaisTodayRepairs  *repairs;
  RelaisTodaySection  *failed;
  RelaisTodaySection  *unread;
  RelaisTodaySection  *waiting;
  RelaisTodaySection  *tasks;
  RelaisTodaySection  *unanswered;
  GtkMenuButton       *approve_button;
  AdwPreferencesGroup *automatic_group;
  AdwExpanderRow      *automatic_row;

  RelaisWorkspace     *workspace;     /* (owned) (nullable) */
  GSimpleActionGroup  *actions;       /* (owned) */
  GListModel          *lists[N_TODAY_GROUPS];          /* (owned) (nullable) what was last read */
  GCancellable        *cancellables[N_TODAY_GROUPS];   /* (owned) (nullable) of the last request */
  GPtrArray           *automatic;     /* (owned) of GtkWidget, owned by their row */
  guint                count;
  guint                refresh_id;    /* source */
  gint64               refreshed;     /* monotonic, when it was read last */
  guint                n_reading;     /* lists that are being read */
  gboolean             stale;         /* something changed meanwhile */
  gboolean             sorting;       /* a demo's mail, for the first time: there will be something in a moment */
  guint                tick_id;       /* source: sentences that count seconds */
  GtkWidget           *first_steps;   /* (nullable): made for who needs them; owned by the stack */
  gboolean             beginning;     /* the first steps are on screen */
};

/* relais-today-page.c */
void relais_today_page_refresh        (RelaisTodayPage *self);
void relais_today_page_update         (RelaisTodayPage *self);

/* relais-today-page-groups.c: what was read, sorted. */
guint relais_today_page_show_groups   (RelaisTodayPage *self);

/* relais-today-page-actions.c: what a person does. */
void relais_today_page_send           (RelaisTodayPage    *self,
                                       RelaisTriageRecord *record);
void relais_today_page_finish         (RelaisTodayPage    *self,
                                       RelaisTriageRecord *record);
void relais_today_page_retry          (RelaisTodayPage    *self,
                                       RelaisTriageRecord *record);
void relais_today_page_open           (RelaisTodayPage    *self,
                                       RelaisTriageRecord *record);
void relais_today_page_update_approve (RelaisTodayPage    *self);
void relais_today_page_init_actions   (RelaisTodayPage    *self);

/* relais-today-page-automatic.c: what left by itself. */
void  relais_today_page_show_automatic (RelaisTodayPage   *self);

/* relais-today-page-repairs.c: mailboxes that do not work. Returns: how many */
guint relais_today_page_show_repairs  (RelaisTodayPage    *self);
void  relais_today_page_watch_mail    (RelaisTodayPage    *self);

G_END_DECLS
