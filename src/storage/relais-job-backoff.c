/* relais-job-backoff.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-queue-private.h"

#define LONGEST_HINT (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define LONGEST_HINT_JITTER (30 * 1000)

/* Full jitter: anything from a millisecond to the limit, so that many jobs that failed together do not come back together.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * Returns: how long to wait after @n_failures, in milliseconds */
gint64
relais_job_backoff (const RelaisJobTimes *times,
                    guint                 n_failures)
{
  gint64 limit = times->first_delay;

  for (guint i = 1; i < n_failures && limit < times->longest_delay; i++)
    limit *= 2;
  limit = MIN (limit, times->longest_delay);

  return 1 + (gint64) (g_random_double () * (double) (limit - 1));
}

/* Returns: how long to wait when the other side said @delay: never less, and not all at once */
gint64
relais_job_later (gint64 delay)
{
  gint64 believed = CLAMP (delay, 0, LONGEST_HINT);

  return believed + (gint64) (g_random_double () * (double) MIN (believed / 10, LONGEST_HINT_JITTER));
}
