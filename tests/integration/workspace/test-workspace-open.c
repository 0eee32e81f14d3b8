/* test-workspace-open.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "relais-database.h"
#include "workspace-world.h"

/* Closing while it opens, at several points of it: both end, in order, and the next process finds a whole workspace. */
static void
test_stop_while_starting (void)
{
  for (guint turns = 0; turns < 40; turns += 3)
    {
      g_autofree char *folder = relais_test_make_folder ();
      g_autoptr(RelaisWorkspace) workspace = relais_workspace_new (NULL, folder, RELAIS_WORKSPACE_DEMO);
      DexFuture *start = relais_workspace_start (workspace);
      g_autoptr(GError) error = NULL;

      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, i % 2 == 0);
      relais_test_await (relais_workspace_stop (workspace));
      if (!relais_future_run (start, NULL, &error))
        g_assert_true (relais_error_is_cancelled (error));
      relais_test_remove (folder);
    }
}

/* What a demo that was killed left goes with the next one, also when it had no database yet; a demo that runs beside it, or begins to,
 * stays. */
static void
test_demo_left_behind (void)
{
  g_autofree char *killed = g_build_filename (g_get_tmp_dir (), "relais-demo-KILLED", NULL);
  g_autofree char *running = g_build_filename (g_get_tmp_dir (), "relais-demo-RUNNING", NULL);
  g_autofree char *early = g_build_filename (g_get_tmp_dir (), "relais-demo-EARLY", NULL);
  g_autofree char *early_cache = g_build_filename (early, "cache", NULL);
  g_autofree char *beginning = g_build_filename (g_get_tmp_dir (), "relais-demo-BEGINNING", NULL);
  g_autofree char *killed_path = g_build_filename (killed, "relais.db", NULL);
  g_autofree char *running_path = g_build_filename (running, "relais.db", NULL);
  g_autofree char *mail = g_build_filename (killed, "Maildir", "cur", NULL);
  g_autoptr(RelaisDatabase) left = relais_database_new (killed_path);
  g_autoptr(RelaisDatabase) used = relais_database_new (running_path);
  g_autoptr(RelaisWorkspace) workspace = relais_workspace_new (NULL, NULL, RELAIS_WORKSPACE_DEMO);
  struct utimbuf hour_ago = { time (NULL) - 3600, time (NULL) - 3600 };

  relais_test_await (relais_database_open (left));
  relais_test_await (relais_database_open (used));
  g_assert_cmpint (g_mkdir_with_parents (mail, 0700), ==, 0);
  relais_database_close (left);
  g_assert_cmpint (g_mkdir_with_parents (early_cache, 0700), ==, 0);
  g_assert_cmpint (g_utime (early, &hour_ago), ==, 0);
  g_assert_cmpint (g_mkdir (beginning, 0700), ==, 0);
  relais_test_await (relais_workspace_start (workspace));
  relais_test_await (relais_workspace_stop (workspace));
  g_assert_false (g_file_test (killed, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (early, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (running_path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (beginning), ==, 0);
  g_assert_false (g_file_test (relais_workspace_get_folder (workspace), G_FILE_TEST_EXISTS));
  relais_database_close (used);
  relais_test_remove (running);
}

static gboolean
damage_settings (RelaisSql  *sql,
                 gpointer    data,
                 GValue     *result,
                 GError    **error)
{
  return relais_sql_exec (sql, error, "INSERT OR REPLACE INTO setting (key, value) VALUES ('triage.confidence', '\"high\"'), "
                          "('triage.per-day', '-7'), ('triage.undo-seconds', '99999'), ('mail.keep-alive', 'true'), "
                          "('mail.horizon-days', '-3')", "");
}

/* Settings of another type or out of all bounds are not a reason to stay closed, nor to answer more. */
static void
test_odd_settings (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);

  relais_test_await (relais_database_write (relais_workspace_get_database (world->workspace), "damage", damage_settings, NULL, NULL));
  workspace_world_close (world);
  world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  workspace_world_settle (world);
  g_assert_cmpfloat (relais_settings_get_double (relais_workspace_get_settings (world->workspace), "triage.confidence", 0.9), ==, 0.9);
  workspace_world_close (world);
  relais_test_remove (folder);
}

/* What a workspace with unchanged packs knows came with Relais: this one knows something of its own, and trains. */
static void
teach (WorkspaceWorld *world)
{
  RelaisKindStore *kinds = relais_workspace_get_kinds (world->workspace);
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);

  workspace_world_automate (world, "certificate");
  g_ptr_array_add (added, relais_example_new (NULL, "en", "a paper that says where my son goes to school", 1.0));
  relais_test_await (relais_kind_store_teach (kinds, relais_kind_store_find (kinds, "certificate"), NULL, added));
  workspace_world_settle (world);
}

/* What the classifier remembers is only a saving: damaged or gone, it is learned again and judges the same. */
static void
test_model_file (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *file = g_build_filename (folder, "classifier.model", NULL);
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  g_autofree char *whole = NULL;
  gsize length;

  teach (world);
  workspace_world_close (world);
  g_assert_true (g_file_get_contents (file, &whole, &length, NULL));
  g_assert_cmpuint (length, >, 1000);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);
      g_autofree char *again = NULL;
      gsize again_length;

      if (i == 0)
        g_unlink (file);
      else if (i == 1)
        g_assert_true (g_file_set_contents (file, whole, (gssize) length / 2, NULL));
      else if (i == 2)
        g_assert_true (g_file_set_contents (file, "", 0, NULL));
      else
        {
          memset (damaged + (i == 3 ? 70 : length / 3), 0xff, 64);
          g_assert_true (g_file_set_contents (file, damaged, (gssize) length, NULL));
        }
      world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
      workspace_world_settle (world);
      workspace_world_close (world);
      g_assert_true (g_file_get_contents (file, &again, &again_length, NULL));
      g_assert_cmpmem (again, again_length, whole, length);
    }
  relais_test_remove (folder);
}

/* The same knowledge after a restart: each verdict is the same to the last figure. */
static void
test_same_after_restart (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  static const char * const texts[] = { "Where is my order 20417?", "Je voudrais un certificat de scolarité", "See you on Sunday" };
  g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (guint run = 0; run < 2; run++)
    {
      WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
      g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);

      if (run == 0)
        teach (world);
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autofree char *mail = g_strdup_printf ("From: Jo <jo@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n", texts[i]);
          g_autoptr(GBytes) bytes = g_bytes_new (mail, strlen (mail));
          g_autoptr(RelaisParsedMessage) parsed = relais_parsed_message_new_from_bytes (bytes, NULL);
          g_autoptr(RelaisVerdict) verdict = relais_verdict_new (relais_triage_get_knowledge (world->triage), parsed, NULL, now);
          g_autoptr(JsonNode) json = relais_verdict_to_json (verdict, "x", NULL);

          if (run == 0)
            g_ptr_array_add (before, g_steal_pointer (&json));
          else
            g_assert_true (json_node_equal (json, g_ptr_array_index (before, i)));
        }
      workspace_world_close (world);
    }
  relais_test_remove (folder);
}

/* A folder that cannot be made is an error of the start, and closing works even so. */
static void
test_no_folder (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "workspace", NULL);
  g_autoptr(RelaisWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  workspace = relais_workspace_new (NULL, below, RELAIS_WORKSPACE_OFFLINE);
  error = relais_test_await_error (relais_workspace_start (workspace));
  g_assert_nonnull (error);
  relais_test_await (relais_workspace_stop (workspace));
  relais_test_remove (folder);
}

static void
test_names (void)
{
  g_assert_true (relais_workspace_is_name ("school-2_B"));
  g_assert_false (relais_workspace_is_name (""));
  g_assert_false (relais_workspace_is_name ("../other"));
  g_assert_false (relais_workspace_is_name ("a b"));
  g_assert_false (relais_workspace_is_name (NULL));
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_test_add_func ("/workspace/open/names", test_names);
  g_test_add_func ("/workspace/open/demo-left-behind", test_demo_left_behind);
  g_test_add_func ("/workspace/open/no-folder", test_no_folder);
  g_test_add_func ("/workspace/open/stop-while-starting", test_stop_while_starting);
  g_test_add_func ("/workspace/open/odd-settings", test_odd_settings);
  g_test_add_func ("/workspace/open/model-file", test_model_file);
  g_test_add_func ("/workspace/open/same-after-restart", test_same_after_restart);

  return g_test_run ();
}
