/* test-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-core-error.h"
#include "relais-settings.h"
#include "relais-test.h"

typedef struct
{
  char           *folder;
  RelaisDatabase *database;
  RelaisSettings *settings;
  GString        *changes;
} Fixture;

static void
changed_cb (RelaisSettings *settings,
            const char     *key,
            gpointer        user_data)
{
  g_string_append_printf (user_data, "%s ", key);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->folder = relais_test_make_folder ();
  path = g_build_filename (fixture->folder, "relais.db", NULL);
  fixture->database = relais_database_new (path);
  relais_test_await (relais_database_open (fixture->database));
  fixture->settings = relais_settings_new (fixture->database);
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->settings, "changed", G_CALLBACK (changed_cb), fixture->changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->settings);
  relais_test_settle ();
  g_assert_finalize_object (fixture->database);
  relais_test_settle ();
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->changes, TRUE);
}

static void
test_types (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RelaisSettings) other = relais_settings_new (fixture->database);

  relais_test_await (relais_settings_load (fixture->settings));
  g_assert_cmpstr (relais_settings_get_string (fixture->settings, "me.name", "nobody"), ==, "nobody");
  g_assert_null (relais_settings_get_string (fixture->settings, "me.name", NULL));

  relais_test_await (relais_settings_set_string (fixture->settings, "me.name", "Zoé \"Z\""));
  relais_test_await (relais_settings_set_int (fixture->settings, "mail.keep-alive", G_GINT64_CONSTANT (1) << 40));
  relais_test_await (relais_settings_set_double (fixture->settings, "triage.bar", 0.98));
  relais_test_await (relais_settings_set_boolean (fixture->settings, "triage.paused", TRUE));
  g_assert_cmpstr (fixture->changes->str, ==, "me.name mail.keep-alive triage.bar triage.paused ");

  relais_test_await (relais_settings_load (other));
  for (guint i = 0; i < 2; i++)
    {
      RelaisSettings *settings = i == 0 ? fixture->settings : other;

      g_assert_cmpstr (relais_settings_get_string (settings, "me.name", NULL), ==, "Zoé \"Z\"");
      g_assert_cmpint (relais_settings_get_int (settings, "mail.keep-alive", 1), ==, G_GINT64_CONSTANT (1) << 40);
      g_assert_cmpfloat (relais_settings_get_double (settings, "triage.bar", 1), ==, 0.98);
      g_assert_true (relais_settings_get_boolean (settings, "triage.paused", FALSE));

      /* Of another type: the default. */
      g_assert_cmpint (relais_settings_get_int (settings, "me.name", 7), ==, 7);
      g_assert_cmpstr (relais_settings_get_string (settings, "triage.paused", "x"), ==, "x");
      g_assert_false (relais_settings_get_boolean (settings, "me.name", FALSE));
      g_assert_cmpfloat (relais_settings_get_double (settings, "mail.keep-alive", 1), ==, (double) (G_GINT64_CONSTANT (1) << 40));
    }
}

static void
test_same_is_silent (Fixture       *fixture,
                     gconstpointer  data)
{
  relais_test_await (relais_settings_set_int (fixture->settings, "a", 1));
  relais_test_await (relais_settings_set_int (fixture->settings, "a", 1));
  relais_test_await (relais_settings_set_int (fixture->settings, "a", 2));
  relais_test_await (relais_settings_unset (fixture->settings, "a"));
  relais_test_await (relais_settings_set_string (fixture->settings, "a", NULL));
  g_assert_cmpstr (fixture->changes->str, ==, "a a a ");
  g_assert_cmpint (relais_settings_get_int (fixture->settings, "a", 9), ==, 9);
}

static void
test_detail (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GString) only = g_string_new (NULL);

  g_signal_connect (fixture->settings, "changed::me.name", G_CALLBACK (changed_cb), only);
  relais_test_await (relais_settings_set_string (fixture->settings, "me.name", "a"));
  relais_test_await (relais_settings_set_string (fixture->settings, "me.team", "b"));
  g_assert_cmpstr (only->str, ==, "me.name ");
}

static gboolean
write_sql (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  return relais_sql_exec (sql, error, "INSERT OR REPLACE INTO setting VALUES ('b', '2'), ('c', '{broken'), ('d', '[1]')", NULL) &&
         relais_sql_exec (sql, error, "DELETE FROM setting WHERE key = 'a'", NULL);
}

static void
test_reload (Fixture       *fixture,
             gconstpointer  data)
{
  relais_test_await (relais_settings_set_int (fixture->settings, "a", 1));
  relais_test_await (relais_settings_set_int (fixture->settings, "b", 1));
  g_string_truncate (fixture->changes, 0);
  relais_test_await (relais_database_write (fixture->database, "test", write_sql, NULL, NULL));
  if (g_test_subprocess ())
    {
      relais_test_await (relais_settings_load (fixture->settings));
      return;
    }

  /* A damaged value is said, and counts as none. */
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*setting c is damaged*");
}

static gboolean
write_good_sql (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  return relais_sql_exec (sql, error, "INSERT OR REPLACE INTO setting VALUES ('b', '2'), ('d', '[1]')", NULL) &&
         relais_sql_exec (sql, error, "DELETE FROM setting WHERE key = 'a'", NULL);
}

static void
test_reload_changes (Fixture       *fixture,
                     gconstpointer  data)
{
  relais_test_await (relais_settings_set_int (fixture->settings, "a", 1));
  relais_test_await (relais_settings_set_int (fixture->settings, "b", 1));
  relais_test_await (relais_settings_set_int (fixture->settings, "e", 1));
  g_string_truncate (fixture->changes, 0);
  relais_test_await (relais_database_write (fixture->database, "test", write_good_sql, NULL, NULL));
  relais_test_await (relais_settings_load (fixture->settings));

  g_assert_cmpuint (fixture->changes->len, ==, strlen ("a b d "));
  g_assert_nonnull (strstr (fixture->changes->str, "a "));
  g_assert_nonnull (strstr (fixture->changes->str, "b "));
  g_assert_nonnull (strstr (fixture->changes->str, "d "));
  g_assert_cmpint (relais_settings_get_int (fixture->settings, "b", 0), ==, 2);
  g_assert_cmpint (relais_settings_get_int (fixture->settings, "a", 0), ==, 0);
  g_assert_cmpint (relais_settings_get_int (fixture->settings, "d", 0), ==, 0);
}

/* What was taken is there again; what is not taken changes nothing. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RelaisSettings) other = relais_settings_new (fixture->database);
  g_autofree char *large = g_strnfill (RELAIS_SETTINGS_MAX_SIZE - 2, 'a');
  g_autofree char *too_large = g_strconcat (large, "a", NULL);
  g_autoptr(GError) error = NULL;

  relais_test_await (relais_settings_set_string (fixture->settings, "text", large));
  error = relais_test_await_error (relais_settings_set_string (fixture->settings, "text", too_large));
  g_assert_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE);
  g_assert_true (g_str_equal (relais_settings_get_string (fixture->settings, "text", ""), large));

  relais_test_await (relais_settings_load (other));
  g_assert_true (g_str_equal (relais_settings_get_string (other, "text", ""), large));
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  relais_database_close (fixture->database);
  error = relais_test_await_error (relais_settings_set_int (fixture->settings, "a", 1));
  g_assert_true (relais_error_is_cancelled (error));
  g_assert_cmpint (relais_settings_get_int (fixture->settings, "a", 0), ==, 0);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/storage/settings/types", Fixture, NULL, set_up, test_types, tear_down);
  g_test_add ("/storage/settings/same-is-silent", Fixture, NULL, set_up, test_same_is_silent, tear_down);
  g_test_add ("/storage/settings/detail", Fixture, NULL, set_up, test_detail, tear_down);
  g_test_add ("/storage/settings/reload", Fixture, NULL, set_up, test_reload, tear_down);
  g_test_add ("/storage/settings/reload-changes", Fixture, NULL, set_up, test_reload_changes, tear_down);
  g_test_add ("/storage/settings/large", Fixture, NULL, set_up, test_large, tear_down);
  g_test_add ("/storage/settings/failure", Fixture, NULL, set_up, test_failure, tear_down);

  return g_test_run ();
}
