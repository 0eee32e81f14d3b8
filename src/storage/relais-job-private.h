/* relais-job-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-job-queue.h"

G_BEGIN_DECLS

/* The columns that relais_job_new_from_row() reads, in its order. */
#define RELAIS_JOB_COLUMNS \
  "id, kind, key, payload, state, interrupted, attempts, created, not_before, result, error"

/* Topics of RelaisDatabase::committed: this followed by the state's name. */
#define RELAIS_JOB_TOPIC "job-"

/* How many times the program may end during one job before that job is suspected to be the reason. */
#define RELAIS_JOB_MAX_INTERRUPTIONS 20

/* What a kind may have now. */
typedef struct
{
  char  *kind;            /* (owned) */
  guint  limit;
} RelaisJobQuota;

/* Which jobs to lease, and what came of it. */
typedef struct
{
  char       *owner;      /* (owned) who leases */
  gint64      now;
  gint64      lease_until;
  GArray     *quotas;     /* (owned) RelaisJobQuota */

  GPtrArray  *jobs;       /* (owned) RelaisJob, leased */
  gint64      next;       /* when the next one will be ready, or G_MAXINT64 */
} RelaisJobClaim;

/* How a job ended, this time. */
typedef struct
{
  gint64          id;
  char           *owner;      /* (owned) */
  RelaisJobState  state;
  char           *result;     /* (owned) (nullable) of a dead job its cause */
  char           *error;      /* (owned) (nullable) */
  gint64          not_before;
  gboolean        forget_interruptions;
} RelaisJobOutcome;

/* What to list. */
typedef struct
{
  int    state;           /* -1: all */
  guint  limit;
} RelaisJobListing;

#define RELAIS_TYPE_JOB_CLAIM (relais_job_claim_get_type ())

GType             relais_job_claim_get_type    (void);
RelaisJobClaim   *relais_job_claim_new         (const char           *owner,
                                                gint64                now,
                                                gint64                lease_until);
void              relais_job_claim_add         (RelaisJobClaim       *self,
                                                const char           *kind,
                                                guint                 limit);
RelaisJobClaim   *relais_job_claim_ref         (RelaisJobClaim       *self);
void              relais_job_claim_unref       (RelaisJobClaim       *self);
void              relais_job_outcome_free      (RelaisJobOutcome     *self);

RelaisJob        *relais_job_new_from_row      (RelaisRows           *rows);
guint             relais_job_get_interruptions (RelaisJob            *self);
char             *relais_job_cause_to_string   (const GError         *error);
gboolean          relais_job_state_from_string (const char           *text,
                                                RelaisJobState       *state);

/* RelaisSqlFunc; @data is named in each. */
gboolean          relais_job_sql_recover       (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_claim         (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_unclaim       (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_record        (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_renew         (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_release       (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_retry         (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_list          (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);
gboolean          relais_job_sql_prune         (RelaisSql            *sql,
                                                gpointer              data,
                                                GValue               *result,
                                                GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisJobClaim, relais_job_claim_unref)

G_END_DECLS
