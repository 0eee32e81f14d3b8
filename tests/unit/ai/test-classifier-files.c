/* test-classifier-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "classifier-case.h"

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
  RelaisTrainingSet *set;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = relais_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "file", NULL);
  fixture->set = relais_training_set_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  relais_training_set_unref (fixture->set);
}

static void
write_file (Fixture    *fixture,
            const char *contents)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (fixture->path, contents, -1, &error);
  g_assert_no_error (error);
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const RelaisTrainingSample *sample;

  write_file (fixture,
              "{\"text\": \"Où est \\u00e7a ?\", \"kind\": \"delivery\", \"id\": 7}\r\n"
              "\n"
              "{\"text\": \"\", \"kind\": null}\n"
              "{\"text\": \"no kind\"}\n"
              "{\"text\": \"heavy\", \"kind\": \"invoice\", \"weight\": 3}");
  g_assert_true (relais_training_set_load_rows (fixture->set, fixture->path, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (relais_training_set_get_n_samples (fixture->set), ==, 4);
  g_assert_cmpuint (relais_training_set_get_n_kinds (fixture->set), ==, 2);
  sample = relais_training_set_get_sample (fixture->set, 0);
  g_assert_cmpstr (sample->text, ==, "Où est ça ?");
  g_assert_cmpstr (sample->kind, ==, "delivery");
  g_assert_cmpfloat (sample->weight, ==, 1.0);
  g_assert_null (relais_training_set_get_sample (fixture->set, 1)->kind);
  g_assert_null (relais_training_set_get_sample (fixture->set, 2)->kind);
  g_assert_cmpfloat (relais_training_set_get_sample (fixture->set, 3)->weight, ==, 3.0);
}

static void
test_bad_rows (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const bad[] = {
    "not json", "[1]", "{}", "{\"text\": 5}", "{\"text\": \"a\", \"kind\": 5}",
    "{\"text\": \"a\", \"kind\": \"\"}", "{\"text\": \"a\", \"weight\": 0}",
    "{\"text\": \"a\", \"weight\": \"b\"}", "{\"text\": \"a\"", "{\"text\": \"\xff\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *contents = g_strdup_printf ("{\"text\": \"fine\"}\n\n%s\n", bad[i]);
      g_autoptr(GError) error = NULL;

      write_file (fixture, contents);
      g_assert_false (relais_training_set_load_rows (fixture->set, fixture->path, &error));
      g_assert_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_BAD_ROW);
      g_assert_nonnull (strstr (error->message, "line 3:"));
      g_assert_cmpuint (relais_training_set_get_n_samples (fixture->set), ==, 0);
    }
}

static void
test_unknown_kind (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  relais_training_set_add_kind (fixture->set, "invoice");
  write_file (
    fixture, "{\"text\": \"a\", \"kind\": \"invoice\"}\n{\"text\": \"b\", \"kind\": \"refund\"}\n");
  g_assert_false (relais_training_set_load_rows (fixture->set, fixture->path, &error));
  g_assert_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_UNKNOWN_KIND);
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_assert_nonnull (strstr (error->message, "refund"));
}

static void
test_missing_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (relais_training_set_load_rows (fixture->set, fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (relais_training_set_load_kinds (fixture->set, fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const shapes[] = {
    "[\"one\", \"two\"]",
    "[{\"id\": \"one\", \"name\": \"First\"}, {\"name\": \"two\"}]",
    "{\"kinds\": [\"one\", {\"id\": \"two\"}]}",
    " {\"id\": \"school\", \"name\": {\"en\": \"School\"}, \"kinds\": [{\"id\": \"one\", \"name\": "
    "{\"en\": \"One\"}}, {\"id\": \"two\"}]}",
    "one\n  two \r\n\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(RelaisTrainingSet) set = relais_training_set_new ();
      g_autoptr(GError) error = NULL;

      write_file (fixture, shapes[i]);
      g_assert_true (relais_training_set_load_kinds (set, fixture->path, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (relais_training_set_get_n_kinds (set), ==, 2);
      g_assert_cmpstr (relais_training_set_get_kind (set, 0), ==, "one");
      g_assert_cmpstr (relais_training_set_get_kind (set, 1), ==, "two");
    }
}

static void
test_bad_kinds (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const bad[] = {
    "[\"one\", \"one\"]", "[5]",      "[\"\"]",   "[{\"label\": \"a\"}]",
    "{\"names\": []}",    "[\"one\"", "\xff\xfe", "one\ntwo\none\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      write_file (fixture, bad[i]);
      g_assert_false (relais_training_set_load_kinds (fixture->set, fixture->path, &error));
      g_assert_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_BAD_KINDS);
      g_assert_cmpuint (relais_training_set_get_n_kinds (fixture->set), ==, 0);
    }
}

/* What names a model: every part of every row counts, and nothing of where one ends. */
static void
test_hash (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *kind;
    double      weight;
  } rows[] = {
    { "where is it", "delivery", 1.0 }, { "where is it", "delivery", 2.5 }, { "where is it", "deliver", 1.0 },
    { "where is i", "delivery", 1.0 }, { "where is it", NULL, 1.0 }, { "where is it", "", 1.0 },
    { "ywhere is it", "deliver", 1.0 }, { "", NULL, 1.0 },
  };
  g_autoptr(GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (hashes, relais_training_set_dup_hash (fixture->set));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(RelaisTrainingSet) once = relais_training_set_new ();
      g_autoptr(RelaisTrainingSet) again = relais_training_set_new ();
      g_autofree char *hash = NULL;

      relais_training_set_add (once, rows[i].text, rows[i].kind, rows[i].weight);
      relais_training_set_add (again, rows[i].text, rows[i].kind, rows[i].weight);
      hash = relais_training_set_dup_hash (again);
      g_assert_true (g_hash_table_add (hashes, relais_training_set_dup_hash (once)));
      g_assert_true (g_hash_table_contains (hashes, hash));
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  ADD ("/classifier-files/rows", test_rows);
  ADD ("/classifier-files/bad-rows", test_bad_rows);
  ADD ("/classifier-files/unknown-kind", test_unknown_kind);
  ADD ("/classifier-files/missing-file", test_missing_file);
  ADD ("/classifier-files/kinds", test_kinds);
  ADD ("/classifier-files/bad-kinds", test_bad_kinds);
  ADD ("/classifier-files/hash", test_hash);

  return g_test_run ();
}
