/* relais-job-queue-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-job-private.h"
#include "relais-promise.h"

G_BEGIN_DECLS

/* Milliseconds; for tests, which cannot wait as long as the world does. */
typedef struct
{
  guint first_delay;     /* the most to wait after the first failure; doubles with each further one */
  guint longest_delay;
  guint lease;           /* renewed three times as often */
  guint stop;            /* how long to wait for handlers that still run */
  guint record_again;    /* when an outcome could not be written */
} RelaisJobTimes;

/* A kind that is handled, with its places. */
typedef struct
{
  char             *kind;          /* (owned) */
  guint             max_at_once;
  guint             max_attempts;
  RelaisJobHandler  func;
  gpointer          data;
  guint             n_running;
} RelaisJobPlaces;

typedef struct
{
  RelaisJob       *job;            /* (owned) */
  RelaisJobPlaces *places;
  GCancellable    *cancellable;    /* (owned) */
} RelaisJobRun;

struct _RelaisJobQueue
{
  GObject         parent_instance;

  RelaisDatabase *database;        /* (owned) */
  gulong          committed_id;
  RelaisJobTimes  times;
  char           *owner;           /* (owned) who leases: one start of one queue */

  GPtrArray      *handlers;        /* (owned) RelaisJobPlaces (owned) */
  guint           first_handler;   /* whose turn it is to be served first */
  GHashTable     *running;         /* (owned) RelaisJob → RelaisJobRun (owned) */
  guint           n_recording;     /* outcomes on their way to the disk */

  gboolean        started;
  gboolean        claiming;        /* the database was asked for jobs */
  gboolean        claim_again;     /* something changed since */
  guint           wake_id;
  guint           renew_id;
  guint           stop_id;
  gint64          last_prune;
  GPtrArray      *idle_promises;   /* (owned) RelaisPromise (owned) */
  GPtrArray      *stop_promises;   /* (owned) RelaisPromise (owned) */
};

void             relais_job_queue_set_times  (RelaisJobQueue       *self,
                                              const RelaisJobTimes *times);
RelaisJobPlaces *relais_job_queue_find       (RelaisJobQueue       *self,
                                              const char           *kind);
void             relais_job_queue_claim      (RelaisJobQueue       *self);
void             relais_job_queue_record     (RelaisJobQueue       *self,
                                              RelaisJobOutcome     *outcome);
void             relais_job_queue_check_stop (RelaisJobQueue       *self);
void             relais_job_queue_cancel_running
                                             (RelaisJobQueue       *self);
void             relais_job_queue_died       (RelaisJobQueue       *self,
                                              RelaisJob            *job);
void             relais_job_queue_resolve    (GPtrArray            *promises);
gint64           relais_job_backoff          (const RelaisJobTimes *times,
                                              guint                 n_failures);
gint64           relais_job_later            (gint64                delay);

G_END_DECLS
