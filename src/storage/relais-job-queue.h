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
 * A job is leased by one process, handled once, and recorded. It is never lost: a lease that runs out (the process was killed)
 * makes the job ready again, marked as "interrupted", so that its handler can ask the world whether the effect
 * happened before doing it again. A failure that may pass is tried again with exponential backoff and jitter; one that will not
 * pass, or too many of them, makes the job "dead": kept, shown to the user, and ready to be retried by hand.
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
 *
 * Codes by which a handler says what a failure means. Any other error is taken as one that may pass.
 */
typedef enum
{
  RELAIS_JOB_ERROR_PERMANENT,
  RELAIS_JOB_ERROR_UNCERTAIN,
} RelaisJobError;

GQuark relais_job_error_quark (void);

/**
 * RelaisJobHandler:
 *
 * Does the effect of @job. Runs on the main thread.
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
DexFuture      *relais_job_queue_list       (RelaisJobQueue    *self,
                                             int                state,
                                             guint              limit);
DexFuture      *relais_job_queue_idle       (RelaisJobQueue    *self);

G_END_DECLS
