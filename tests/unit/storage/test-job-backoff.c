/* test-job-backoff.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-queue-private.h"
#include "relais-test.h"

static const RelaisJobTimes quick = { .first_delay = 1000, .longest_delay = 8000 };

static void
test_backoff_bounds (void)
{
  gint64 longest = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_assert_cmpint (relais_job_backoff (&quick, 1), <=, 1000);
      g_assert_cmpint (relais_job_backoff (&quick, 3), <=, 4000);
      gint64 delay = relais_job_backoff (&quick, 50);

      longest = MAX (longest, delay);
      g_assert_cmpint (relais_job_later (60 * 1000), >=, 60 * 1000);
      g_assert_cmpint (relais_job_later (60 * 1000), <=, 66 * 1000);
    }
  g_assert_cmpint (longest, <=, 8000);
  g_assert_cmpint (longest, >, 6000);
  g_assert_cmpint (relais_job_later (G_MAXINT64), <=, 25 * 60 * 60 * G_GINT64_CONSTANT (1000));
  g_assert_cmpint (relais_job_later (-5), ==, 0);
}

static void
test_delay_survives_copy (void)
{
  g_autoptr(GError) error = relais_job_error_new_later (1234, "later");
  g_autoptr(GError) copy = g_error_copy (error);
  g_autoptr(GError) other = g_error_new (RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_PERMANENT, "no");
  g_autoptr(GError) through = relais_test_await_error (relais_future_new_error (g_error_copy (error)));

  g_assert_cmpint (relais_job_error_get_delay (copy), ==, 1234);
  g_assert_cmpint (relais_job_error_get_delay (through), ==, 1234);
  g_assert_cmpint (relais_job_error_get_delay (other), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/storage/job-backoff/bounds", test_backoff_bounds);
  g_test_add_func ("/storage/job-backoff/delay-survives-copy", test_delay_survives_copy);

  return g_test_run ();
}
