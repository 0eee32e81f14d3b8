/* relais-job-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-queue.h"

/* Rides along inside the GError, through g_error_copy() and the futures. */
typedef struct
{
  gint64 delay;   /* milliseconds */
} RelaisJobErrorPrivate;

static void
relais_job_error_private_init (RelaisJobErrorPrivate *priv)
{
  priv->delay = 0;
}

static void
relais_job_error_private_copy (const RelaisJobErrorPrivate *source,
                               RelaisJobErrorPrivate       *target)
{
  target->delay = source->delay;
}

static void
relais_job_error_private_clear (RelaisJobErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (RelaisJobError, relais_job_error)

/**
 * relais_job_error_new_later:
 * @milliseconds: how long to wait at least, as from a Retry-After header; a day at most is believed
 *
 * Returns: (transfer full): %RELAIS_JOB_ERROR_LATER; it counts as an attempt
 */
GError *
relais_job_error_new_later (gint64      milliseconds,
                            const char *format,
                            ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_LATER, format, args);
  va_end (args);
  relais_job_error_get_private (error)->delay = milliseconds;

  return error;
}

/**
 * relais_job_error_get_delay:
 *
 * Returns: what relais_job_error_new_later() was given, or -1 for any other error
 */
gint64
relais_job_error_get_delay (const GError *error)
{
  if (!g_error_matches (error, RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_LATER))
    return -1;

  return relais_job_error_get_private (error)->delay;
}
