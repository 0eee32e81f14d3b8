/* relais-activity-job.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What failed, for good or for now, in words for people. (transfer full) unless said otherwise, translated. */

/* What could not be done: “A mail could not be sent”, or not yet */
char       *relais_activity_job_dup_sentence (RelaisJob  *job);

/* Why, and what to do. */
char       *relais_activity_job_dup_cause    (RelaisJob  *job);

/* What it was about, and how often it was tried. */
char       *relais_activity_job_dup_about    (RelaisJob  *job);

/* What a support person asks for. In English. */
char       *relais_activity_job_dup_details  (RelaisJob  *job);

/* What is lost when it is discarded. (transfer none) */
const char *relais_activity_job_get_loss     (RelaisJob  *job);

/* The message, or the mail of ours, that it is about; 0 when it is about none */
gint64      relais_activity_job_get_message  (RelaisJob  *job);
gint64      relais_activity_job_get_delivery (RelaisJob  *job);

/* It is tried again by itself. */
gboolean    relais_activity_job_is_waiting   (RelaisJob  *job);

/* It may have happened: a person decides about it alone. */
gboolean    relais_activity_job_is_uncertain (RelaisJob  *job);

/* Whether what a person reads of it contains @text. */
gboolean    relais_activity_job_matches      (RelaisJob  *job,
                                              const char *text);

G_END_DECLS
