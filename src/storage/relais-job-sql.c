/* relais-job-sql.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-job-private.h"

#define DAYS_KEPT 90

/* A clock that is set back by less was only a little fast. */
#define CLOCK_STEP_MS (60 * 1000)

static void
announce (RelaisSql      *sql,
          gint64          id,
          RelaisJobState  state)
{
  g_autofree char *topic = g_strconcat (RELAIS_JOB_TOPIC, relais_job_state_to_string (state), NULL);

  relais_sql_notify (sql, topic, id);
}

/**
 * relais_job_enqueue:
 * @key: (nullable): at most one job ever has it. When there is one, nothing is added and @id is that job's
 * @payload: JSON; never a secret
 * @not_before: in milliseconds since the epoch; 0: as soon as possible
 * @id: (out) (optional)
 *
 * Inside a transaction: the job exists when, and only when, what it belongs to does. The queue notices by itself.
 */
gboolean
relais_job_enqueue (RelaisSql   *sql,
                    const char  *kind,
                    const char  *key,
                    const char  *payload,
                    gint64       not_before,
                    gint64      *id,
                    GError     **error)
{
  gint64 now = relais_clock_now ();
  gint64 new_id;

  if (!relais_sql_exec (sql, error,
                        "INSERT INTO job (kind, key, payload, created, updated, not_before) "
                        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                        "sssiii", kind, key, payload, now, now, MAX (not_before, now)))
    return FALSE;

  if (relais_sql_changes (sql) == 0)
    {
      gint64 old_id;

      if (!relais_sql_get_int64 (sql, &old_id, error, "SELECT id FROM job WHERE key = ?", "s", key))
        return FALSE;
      if (id != NULL)
        *id = old_id;
      return TRUE;
    }

  new_id = relais_sql_last_id (sql);
  announce (sql, new_id, RELAIS_JOB_WAITING);
  if (id != NULL)
    *id = new_id;

  return TRUE;
}

/**
 * relais_job_cancel:
 * @cancelled: (out) (optional): whether it was taken back
 *
 * Takes back a job that waits and whose effect cannot have happened, or dismisses a dead one. One that runs, is done, or
 * was interrupted stays as it is.
 */
gboolean
relais_job_cancel (RelaisSql  *sql,
                   gint64      id,
                   gboolean   *cancelled,
                   GError    **error)
{
  gboolean taken_back;

  if (!relais_sql_exec (sql, error,
                        "UPDATE job SET state = 'cancelled', updated = ? "
                        "WHERE id = ? AND (state = 'dead' OR (state = 'waiting' AND interrupted = 0))",
                        "ii", relais_clock_now (), id))
    return FALSE;

  taken_back = relais_sql_changes (sql) > 0;
  if (taken_back)
    announce (sql, id, RELAIS_JOB_CANCELLED);
  if (cancelled != NULL)
    *cancelled = taken_back;

  return TRUE;
}

/* Runs an UPDATE … RETURNING id, state and announces what it returns. */
static gboolean
announce_returned (RelaisSql   *sql,
                   RelaisRows  *rows,
                   GError     **error)
{
  g_autoptr(GError) local_error = NULL;

  while (relais_rows_next (rows, &local_error))
    {
      RelaisJobState state;

      if (relais_job_state_from_string (relais_rows_get_string (rows, 1), &state))
        announce (sql, relais_rows_get_int64 (rows, 0), state);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_back (RelaisSql   *sql,
           const char  *owner,
           GError     **error)
{
  g_autoptr(RelaisRows) rows = NULL;

  rows = relais_sql_query (sql, error,
                           "UPDATE job SET interrupted = interrupted + 1, updated = ?1, leased_by = NULL, "
                           "lease_until = NULL, "
                           "state = iif (interrupted + 1 >= ?2, 'dead', 'waiting'), "
                           "error = iif (interrupted + 1 >= ?2, 'The program ended each time this was tried', error) "
                           "WHERE state = 'running' AND (?3 IS NULL OR leased_by = ?3) RETURNING id, state",
                           "iis", relais_clock_now (), (gint64) RELAIS_JOB_MAX_INTERRUPTIONS, owner);

  return rows != NULL && announce_returned (sql, rows, error);
}

/* The leases of a process that was killed. The database's lock proves that none of them is alive. What was written later than now waits for
 * a time of a clock that has been put right since. */
gboolean
relais_job_sql_recover (RelaisSql  *sql,
                        gpointer    data,
                        GValue     *result,
                        GError    **error)
{
  return relais_sql_exec (sql, error, "UPDATE job SET not_before = ?1 WHERE state = 'waiting' AND updated > ?1 + ?2", "ii",
                          relais_clock_now (), (gint64) CLOCK_STEP_MS) &&
         take_back (sql, NULL, error);
}

/* @data: the owner whose leases end */
gboolean
relais_job_sql_release (RelaisSql  *sql,
                        gpointer    data,
                        GValue     *result,
                        GError    **error)
{
  return take_back (sql, data, error);
}

static gboolean
claim_kind (RelaisSql             *sql,
            RelaisJobClaim        *claim,
            const RelaisJobQuota  *quota,
            GError               **error)
{
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  rows = relais_sql_query (sql, error,
                           "UPDATE job SET state = 'running', attempts = attempts + 1, updated = ?1, leased_by = ?2, "
                           "lease_until = ?3 WHERE id IN (SELECT id FROM job WHERE state = 'waiting' AND kind = ?4 "
                           "AND not_before <= ?1 ORDER BY not_before, id LIMIT ?5) RETURNING " RELAIS_JOB_COLUMNS,
                           "isisi", claim->now, claim->owner, claim->lease_until, quota->kind, (gint64) quota->limit);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      RelaisJob *job = relais_job_new_from_row (rows);

      g_ptr_array_add (claim->jobs, job);
      announce (sql, relais_job_get_id (job), RELAIS_JOB_RUNNING);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b)
{
  RelaisJob *first = *(RelaisJob * const *) a;
  RelaisJob *second = *(RelaisJob * const *) b;

  if (relais_job_get_not_before (first) != relais_job_get_not_before (second))
    return relais_job_get_not_before (first) < relais_job_get_not_before (second) ? -1 : 1;

  return relais_job_get_id (first) < relais_job_get_id (second) ? -1 : 1;
}

/* @data: RelaisJobClaim; it is also the result */
gboolean
relais_job_sql_claim (RelaisSql  *sql,
                      gpointer    data,
                      GValue     *result,
                      GError    **error)
{
  RelaisJobClaim *claim = data;

  for (guint i = 0; i < claim->quotas->len; i++)
    {
      const RelaisJobQuota *quota = &g_array_index (claim->quotas, RelaisJobQuota, i);
      gint64 next;

      if (quota->limit > 0 && !claim_kind (sql, claim, quota, error))
        return FALSE;

      if (!relais_sql_get_int64 (sql, &next, error,
                                 "SELECT min(not_before) FROM job WHERE state = 'waiting' AND kind = ? AND not_before > ?",
                                 "si", quota->kind, claim->now))
        return FALSE;
      if (next > 0)
        claim->next = MIN (claim->next, next);
    }

  g_ptr_array_sort (claim->jobs, compare_jobs);
  g_value_init (result, RELAIS_TYPE_JOB_CLAIM);
  g_value_set_boxed (result, claim);

  return TRUE;
}

/* @data: RelaisJobClaim, whose jobs were leased but not begun */
gboolean
relais_job_sql_unclaim (RelaisSql  *sql,
                        gpointer    data,
                        GValue     *result,
                        GError    **error)
{
  RelaisJobClaim *claim = data;

  for (guint i = 0; i < claim->jobs->len; i++)
    {
      gint64 id = relais_job_get_id (g_ptr_array_index (claim->jobs, i));

      if (!relais_sql_exec (sql, error,
                            "UPDATE job SET state = 'waiting', attempts = attempts - 1, leased_by = NULL, lease_until = NULL "
                            "WHERE id = ? AND state = 'running' AND leased_by = ?", "is", id, claim->owner))
        return FALSE;
      announce (sql, id, RELAIS_JOB_WAITING);
    }

  return TRUE;
}

/* @data: RelaisJobOutcome. Resolves to the RelaisJob as it is now, or to %NULL when its lease was taken back. */
gboolean
relais_job_sql_record (RelaisSql  *sql,
                       gpointer    data,
                       GValue     *result,
                       GError    **error)
{
  RelaisJobOutcome *outcome = data;
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  g_value_init (result, RELAIS_TYPE_JOB);

  rows = relais_sql_query (sql, error,
                           "UPDATE job SET state = ?, result = ?, error = ?, not_before = max (not_before, ?), updated = ?, "
                           "interrupted = iif (?, 0, interrupted), leased_by = NULL, lease_until = NULL "
                           "WHERE id = ? AND state = 'running' AND leased_by = ? RETURNING " RELAIS_JOB_COLUMNS,
                           "sssiiiis", relais_job_state_to_string (outcome->state), outcome->result, outcome->error,
                           outcome->not_before, relais_clock_now (), (gint64) outcome->forget_interruptions,
                           outcome->id, outcome->owner);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      g_value_take_object (result, relais_job_new_from_row (rows));
      announce (sql, outcome->id, outcome->state);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* @data: RelaisJobClaim, for its owner and the new end of the leases */
gboolean
relais_job_sql_renew (RelaisSql  *sql,
                      gpointer    data,
                      GValue     *result,
                      GError    **error)
{
  RelaisJobClaim *claim = data;

  return relais_sql_exec (sql, error, "UPDATE job SET lease_until = ? WHERE state = 'running' AND leased_by = ?",
                          "is", claim->lease_until, claim->owner);
}

/* @data: the job's id. Its failures are forgotten, its interruptions are not: the effect may still be there. */
gboolean
relais_job_sql_retry (RelaisSql  *sql,
                      gpointer    data,
                      GValue     *result,
                      GError    **error)
{
  gint64 id = *(gint64 *) data;
  gint64 now = relais_clock_now ();

  if (!relais_sql_exec (sql, error,
                        "UPDATE job SET state = 'waiting', attempts = min (interrupted, 1), interrupted = min (interrupted, 1), "
                        "not_before = ?, updated = ?, result = NULL WHERE id = ? AND "
                        "(state = 'dead' OR (state = 'waiting' AND attempts > interrupted))", "iii", now, now, id))
    return FALSE;

  if (relais_sql_changes (sql) == 0)
    {
      g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NOT_FOUND,
                   "Job %" G_GINT64_FORMAT " has not failed", id);
      return FALSE;
    }

  announce (sql, id, RELAIS_JOB_WAITING);

  return TRUE;
}

/* @data: RelaisJobListing */
gboolean
relais_job_sql_list (RelaisSql  *sql,
                     gpointer    data,
                     GValue     *result,
                     GError    **error)
{
  const RelaisJobListing *listing = data;
  g_autoptr(GListStore) jobs = g_list_store_new (RELAIS_TYPE_JOB);
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local_error = NULL;

  /* Three statements, because one for all cases could not use the index. */
  if (listing->state == RELAIS_JOB_LIST_FAILED)
    rows = relais_sql_query (sql, error,
                             "SELECT " RELAIS_JOB_COLUMNS " FROM job WHERE state = 'dead' OR (state = 'waiting' AND attempts > interrupted) "
                             "ORDER BY state, updated DESC, id DESC LIMIT ?", "i", (gint64) listing->limit);
  else if (listing->state < 0)
    rows = relais_sql_query (sql, error,
                             "SELECT " RELAIS_JOB_COLUMNS " FROM job ORDER BY updated DESC, id DESC LIMIT ?",
                             "i", (gint64) listing->limit);
  else
    rows = relais_sql_query (sql, error,
                             "SELECT " RELAIS_JOB_COLUMNS " FROM job WHERE state = ? "
                             "ORDER BY updated DESC, id DESC LIMIT ?", "si",
                             relais_job_state_to_string ((RelaisJobState) listing->state), (gint64) listing->limit);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      g_autoptr(RelaisJob) job = relais_job_new_from_row (rows);

      g_list_store_append (jobs, job);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_LIST_STORE);
  g_value_take_object (result, g_steal_pointer (&jobs));

  return TRUE;
}

gboolean
relais_job_sql_prune (RelaisSql  *sql,
                      gpointer    data,
                      GValue     *result,
                      GError    **error)
{
  return relais_sql_exec (sql, error, "DELETE FROM job WHERE state IN ('done', 'cancelled') AND updated < ?",
                          "i", relais_clock_now () - DAYS_KEPT * G_GINT64_CONSTANT (24 * 60 * 60 * 1000));
}
