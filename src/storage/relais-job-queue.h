/* relais-job-queue.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"

G_BEGIN_DECLS

/* The durable queue: whatever changes the world is a row here before it happens.
 *
 * A job is leased by one process, handled once, and recorded. It is never lost: when the process is killed, the next
 * one takes its leases back (the database's lock proves that it is gone) and marks those jobs as "interrupted", so that
 * their handlers can ask the world whether the effect happened before doing it again. A failure that may pass is tried
 * again with exponential backoff and full jitter; one that will not pass, or too many of them, makes the job "dead":
 * kept, shown to the user, and ready to be retried by hand. Interruptions do not count as failures, but a job during
 * which the program ended twenty times is dead, too. What is done or cancelled is forgotten after 90 days.
 *
 * Each kind has its own number of places, so a long queue of one kind never holds up another.
 *
 * #RelaisJobQueue::changed (gint64 id, RelaisJobState state): after it is on the disk, also for jobs that were enqueued.
 * #RelaisJobQueue::died (RelaisJob *job): it needs a person.
 */
#define RELAIS_TYPE_JOB (relais_job_get_type ())
#define RELAIS_TYPE_JOB_QUEUE (relais_job_queue_get_type ())

G_DECLARE_FINAL_TYPE (RelaisJob, relais_job, RELAIS, JOB, GObject)
G_DECLARE_FINAL_TYPE (RelaisJobQueue, relais_job_queue, RELAIS, JOB_QUEUE, GObject)

typedef enum
{
  RELAIS_JOB_WAITING,     /* ready at its not-before time */
  RELAIS_JOB_RUNNING,     /* leased */
  RELAIS_JOB_DONE,
  RELAIS_JOB_DEAD,        /* needs a person */
  RELAIS_JOB_CANCELLED,   /* taken back before it ran */
} RelaisJobState;

#define RELAIS_JOB_ERROR (relais_job_error_quark ())

/**
 * RelaisJobError:
 * @RELAIS_JOB_ERROR_PERMANENT: trying again cannot help: the job dies at once
 * @RELAIS_JOB_ERROR_UNCERTAIN: the effect may have happened: the job dies at once, and only a person may retry it
 * @RELAIS_JOB_ERROR_LATER: try again, but not before the time that relais_job_error_new_later() was given
 *
 * Codes by which a handler says what a failure means. Any other error, of any domain, is taken as one that may pass.
 */
typedef enum
{
  RELAIS_JOB_ERROR_PERMANENT,
  RELAIS_JOB_ERROR_UNCERTAIN,
  RELAIS_JOB_ERROR_LATER,
} RelaisJobError;

/* For relais_job_queue_list(), beside the states: the dead ones, then those that failed and wait for another try. */
#define RELAIS_JOB_LIST_FAILED (-2)

GQuark  relais_job_error_quark     (void);
GError *relais_job_error_new_later (gint64        milliseconds,
                                    const char   *format,
                                    ...) G_GNUC_PRINTF (2, 3);
gint64  relais_job_error_get_delay (const GError *error);

/**
 * RelaisJobHandler:
 *
 * Does the effect of @job. Runs on the main thread. It gives its own deadline to what it waits for: the queue keeps the
 * lease as long as the future is pending. When relais_job_was_interrupted(), it looks first whether the effect is there.
 *
 * Returns: (transfer full): resolves to a string (JSON kept as the job's result) or %TRUE when it is done
 */
typedef DexFuture *(*RelaisJobHandler) (RelaisJob *job,
                                        gpointer   user_data);

gint64          relais_job_get_id           (RelaisJob         *self);
const char     *relais_job_get_kind         (RelaisJob         *self);
const char     *relais_job_get_key          (RelaisJob         *self);
const char     *relais_job_get_payload      (RelaisJob         *self);
const char     *relais_job_get_result       (RelaisJob         *self);
const char     *relais_job_get_error        (RelaisJob         *self);
const char     *relais_job_get_cause        (RelaisJob         *self,
                                             int               *code);
RelaisJobState  relais_job_get_state        (RelaisJob         *self);
guint           relais_job_get_attempts     (RelaisJob         *self);
gint64          relais_job_get_created      (RelaisJob         *self);
gint64          relais_job_get_not_before   (RelaisJob         *self);
gboolean        relais_job_was_interrupted  (RelaisJob         *self);
const char     *relais_job_state_to_string  (RelaisJobState     state);

RelaisJobQueue *relais_job_queue_new        (RelaisDatabase    *database);
void            relais_job_queue_handle     (RelaisJobQueue    *self,
                                             const char        *kind,
                                             guint              max_at_once,
                                             guint              max_attempts,
                                             RelaisJobHandler   handler,
                                             gpointer           user_data);
DexFuture      *relais_job_queue_start      (RelaisJobQueue    *self);
DexFuture      *relais_job_queue_stop       (RelaisJobQueue    *self);
gboolean        relais_job_enqueue          (RelaisSql         *sql,
                                             const char        *kind,
                                             const char        *key,
                                             const char        *payload,
                                             gint64             not_before,
                                             gint64            *id,
                                             GError           **error);
gboolean        relais_job_cancel           (RelaisSql         *sql,
                                             gint64             id,
                                             gboolean          *cancelled,
                                             GError           **error);
void            relais_job_queue_wake       (RelaisJobQueue    *self);
DexFuture      *relais_job_queue_retry      (RelaisJobQueue    *self,
                                             gint64             id);
DexFuture      *relais_job_queue_discard    (RelaisJobQueue    *self,
                                             gint64             id);
DexFuture      *relais_job_queue_list       (RelaisJobQueue    *self,
                                             int                state,
                                             guint              limit);
DexFuture      *relais_job_queue_idle       (RelaisJobQueue    *self);

G_END_DECLS
