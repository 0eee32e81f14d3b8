/* relais-test.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"


#include "relais-file.h"
#include "relais-resources.h"
#include "relais-test.h"

/* A future that nobody settles must fail the test, not hang it; real peers may be slow. */
#define AWAIT_SECONDS 60

/**
 * relais_test_init:
 *
 * In place of g_test_init(). The folders of the person who runs the test are kept out by tests/isolate.
 */
void
relais_test_init (int    *argc,
                  char ***argv)
{
  g_test_init (argc, argv, NULL);
  relais_core_init ();
}

static DexFuture *
test_fiber (gpointer user_data)
{
  void (*func) (void) = user_data;

  func ();

  return relais_future_new_true ();
}

static void
run_fiber_cb (gconstpointer data)
{
  relais_test_await (relais_future_spawn ("test", test_fiber, (gpointer) data, NULL));
}

/**
 * relais_test_add_fiber:
 * @func: the test; it may dex_await()
 */
void
relais_test_add_fiber (const char  *path,
                       void       (*func) (void))
{
  g_test_add_data_func (path, func, run_fiber_cb);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("A future did not settle within %d s", AWAIT_SECONDS);

  return G_SOURCE_REMOVE;
}

static gboolean
run_in_time (DexFuture  *future,
             GValue     *value,
             GError    **error)
{
  guint timeout = g_timeout_add_seconds (AWAIT_SECONDS, too_late_cb, NULL);
  gboolean resolved = relais_future_run (future, value, error);

  g_source_remove (timeout);

  return resolved;
}

/**
 * relais_test_await:
 * @future: (transfer full): must resolve; the main loop turns meanwhile. Not from a fiber
 */
void
relais_test_await (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  run_in_time (future, NULL, &error);
  g_assert_no_error (error);
}

/**
 * relais_test_await_value:
 * @future: (transfer full): must resolve
 * @value: zeroed; holds the result afterwards
 */
void
relais_test_await_value (DexFuture *future,
                         GValue    *value)
{
  g_autoptr(GError) error = NULL;

  run_in_time (future, value, &error);
  g_assert_no_error (error);
}

/**
 * relais_test_await_error:
 * @future: (transfer full): must be rejected
 *
 * Returns: (transfer full): the reason
 */
GError *
relais_test_await_error (DexFuture *future)
{
  GError *error = NULL;

  g_assert_false (run_in_time (future, NULL, &error));
  g_assert_nonnull (error);

  return error;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * relais_test_until:
 *
 * Turns the main loop until @condition is true.
 *
 * Returns: %FALSE when it was not within @milliseconds
 */
gboolean
relais_test_until (RelaisTestCondition  condition,
                   gpointer             user_data,
                   guint                milliseconds)
{
  gint64 deadline = g_get_monotonic_time () + milliseconds * G_GINT64_CONSTANT (1000);
  guint tick = g_timeout_add (10, tick_cb, NULL);
  gboolean met;

  while (!(met = condition (user_data)) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);

  return met;
}

/**
 * relais_test_settle:
 *
 * Turns the main loop until it has nothing left to do at once. What threads do is not waited for.
 */
void
relais_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/**
 * relais_test_make_folder:
 *
 * Returns: (transfer full): the path of a new folder, for relais_test_remove()
 */
char *
relais_test_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("relais-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

/**
 * relais_test_remove:
 *
 * Removes a folder of relais_test_make_folder() with all that is in it.
 */
void
relais_test_remove (const char *folder)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  relais_file_remove_tree (folder, &error);
  g_assert_no_error (error);
}

/**
 * relais_test_fixture:
 *
 * Returns: (transfer full): the path of a file below tests/fixtures
 */
char *
relais_test_fixture (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", name, NULL);
}

/**
 * relais_test_load_fixture:
 *
 * Returns: (transfer full): what the file holds
 */
GBytes *
relais_test_load_fixture (const char *name)
{
  g_autofree char *path = relais_test_fixture (name);
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, size);
}

/**
 * relais_test_is_ours:
 *
 * Returns: whether a warning is about what is tested. Camel complains about itself when a link ends under it: a login or a transport
 *   fails without a reason, the end of IDLE is never answered, a message comes that nobody waits for any more.
 */
gboolean
relais_test_is_ours (const char     *domain,
                     GLogLevelFlags  level,
                     const char     *message,
                     gpointer        user_data)
{
  return domain == NULL || !g_str_has_prefix (domain, "camel") ||
         (strstr (message, "without setting its GError") == NULL && strstr (message, "while still processing") == NULL &&
          strstr (message, "get_message_stream") == NULL);
}

/**
 * relais_test_bear_camel:
 *
 * Only warnings of ours are failures of the test that runs. To be called when it is set up.
 */
void
relais_test_bear_camel (void)
{
  g_test_log_set_fatal_handler (relais_test_is_ours, NULL);
}
