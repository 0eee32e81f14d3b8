/* test-team.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-team.h"
#include "relais-test.h"

typedef struct
{
  char           *folder;
  RelaisDatabase *database;
  RelaisTeam     *team;
  guint           changes;
} Fixture;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Fixture    *fixture)
{
  fixture->changes++;
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *file = NULL;

  fixture->folder = relais_test_make_folder ();
  file = g_build_filename (fixture->folder, "relais.db", NULL);
  fixture->database = relais_database_new (file);
  relais_test_await (relais_database_open (fixture->database));
  fixture->team = relais_team_new (fixture->database);
  g_signal_connect (fixture->team, "items-changed", G_CALLBACK (changed_cb), fixture);
  relais_test_await (relais_team_load (fixture->team));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->team);
  relais_database_close (fixture->database);
  g_clear_object (&fixture->database);
  relais_test_settle ();
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static gint64
save (Fixture    *fixture,
      gint64      id,
      const char *name,
      const char *address)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_team_save (fixture->team, id, name, address, "fr"), &value);

  return g_value_get_int64 (&value);
}

static const char *
name_at (Fixture *fixture,
         guint    position)
{
  g_autoptr(RelaisMember) member = g_list_model_get_item (G_LIST_MODEL (fixture->team), position);

  return member != NULL ? relais_member_get_name (member) : NULL;
}

static void
test_team (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 marc = save (fixture, 0, "Marc", "marc@example.org");
  gint64 anna = save (fixture, 0, "Anna", "anna@example.org");
  g_autoptr(RelaisTeam) again = NULL;
  guint changes;

  /* By name, whoever came first. */
  g_assert_cmpint (marc, !=, anna);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Anna");
  g_assert_cmpstr (name_at (fixture, 1), ==, "Marc");
  g_assert_cmpstr (relais_member_get_address (relais_team_find (fixture->team, marc)), ==, "marc@example.org");
  g_assert_cmpstr (relais_member_get_language (relais_team_find (fixture->team, marc)), ==, "fr");
  g_assert_null (relais_team_find (fixture->team, 0));
  g_assert_null (relais_team_find (fixture->team, 9999));

  changes = fixture->changes;
  g_assert_cmpint (save (fixture, marc, "Aaron", "marc@example.org"), ==, marc);
  g_assert_cmpuint (fixture->changes, >, changes);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Aaron");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->team)), ==, 2);

  again = relais_team_new (fixture->database);
  relais_test_await (relais_team_load (again));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);

  relais_test_await (relais_team_remove (fixture->team, marc));
  g_assert_null (relais_team_find (fixture->team, marc));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->team)), ==, 1);
}

static void
test_same_address (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  save (fixture, 0, "Anna", "anna@example.org");
  error = relais_test_await_error (relais_team_save (fixture->team, 0, "Another", "anna@example.org", "en"));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->team)), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_test_add ("/people/team/list", Fixture, NULL, fixture_set_up, test_team, fixture_tear_down);
  g_test_add ("/people/team/same-address", Fixture, NULL, fixture_set_up, test_same_address, fixture_tear_down);

  return g_test_run ();
}
