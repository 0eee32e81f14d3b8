/* test-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-log.h"
#include "relais-redactor.h"
#include "relais-test.h"

/* Messages of both kinds that GLib knows, with what must never reach the disk. */
static void
log_secrets (void)
{
  relais_log_install ();
  relais_redactor_add_secret (relais_redactor_get_default (), "horse battery");

  g_message ("signing in with Authorization: Bearer a1b2c3d4e5f6");
  g_log ("a-library", G_LOG_LEVEL_MESSAGE, "old way, password=hunter2hunter2");
  g_log_structured ("a-library", G_LOG_LEVEL_MESSAGE, "MESSAGE", "for %s: %s", "ada@example.org", "correct horse battery staple");
  g_message ("what may be read stays");
}

static void
test_redacted (void)
{
  if (g_test_subprocess ())
    {
      log_secrets ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*signing in with*redacted*old way*for*redacted*what may be read stays*");
  g_test_trap_assert_stderr_unmatched ("*a1b2c3d4e5f6*");
  g_test_trap_assert_stderr_unmatched ("*hunter2*");
  g_test_trap_assert_stderr_unmatched ("*ada@example.org*");
  g_test_trap_assert_stderr_unmatched ("*horse battery*");
}

static void
test_fatal (void)
{
  if (g_test_subprocess ())
    {
      relais_log_install ();
      g_error ("the end, token=0123456789abcdef0123");
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*the end*");
  g_test_trap_assert_stderr_unmatched ("*0123456789abcdef0123*");
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/core/log/redacted", test_redacted);
  g_test_add_func ("/core/log/fatal", test_fatal);

  return g_test_run ();
}
