/* test-classifier-storage.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "classifier-case.h"
#include "relais-classifier-model.h"

static GBytes *
train_bytes (RelaisClassifierModel **model)
{
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
  g_autoptr(GError) error = NULL;

  *model = relais_classifier_model_train (samples, -1.0, NULL, &error);
  g_assert_no_error (error);
  return relais_classifier_model_to_bytes (*model);
}

static void
assert_same_answer (RelaisClassifierModel *one,
                    RelaisClassifierModel *other,
                    const char            *text)
{
  g_autoptr(RelaisClassification) first = relais_classifier_model_classify (one, text);
  g_autoptr(RelaisClassification) second = relais_classifier_model_classify (other, text);

  g_assert_cmpstr (relais_classification_get_kind (first), ==,
                   relais_classification_get_kind (second));
  g_assert_cmpfloat (relais_classification_get_in_scope (first), ==,
                     relais_classification_get_in_scope (second));
  g_assert_cmpuint (relais_classification_get_n_ranked (first), ==,
                    relais_classification_get_n_ranked (second));
  for (guint i = 0; i < relais_classification_get_n_ranked (first); i++)
    {
      double left;
      double right;

      g_assert_cmpstr (relais_classification_get_ranked (first, i, &left), ==,
                       relais_classification_get_ranked (second, i, &right));
      g_assert_cmpfloat (left, ==, right);
    }
}

static void
test_deterministic (void)
{
  g_autoptr(RelaisClassifierModel) one = NULL;
  g_autoptr(RelaisClassifierModel) other = NULL;
  g_autoptr(GBytes) first = train_bytes (&one);
  g_autoptr(GBytes) second = NULL;

  /* Whatever the process drew before does not matter. */
  srand (4711);
  second = train_bytes (&other);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpstr (relais_classifier_model_get_version (one), ==,
                   relais_classifier_model_get_version (other));
}

static void
test_save_and_load (void)
{
  static const char * const texts[] = {
    "Where is my parcel?", "La facture est fausse", "Gluons bind quarks", "", "appointment",
  };
  g_autoptr(RelaisClassifierModel) model = NULL;
  g_autoptr(RelaisClassifierModel) loaded = NULL;
  g_autoptr(GBytes) bytes = train_bytes (&model);
  g_autoptr(GBytes) again = NULL;
  g_autoptr(GError) error = NULL;

  loaded = relais_classifier_model_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  again = relais_classifier_model_to_bytes (loaded);

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpfloat (relais_classifier_model_get_threshold (model), ==,
                     relais_classifier_model_get_threshold (loaded));
  g_assert_cmpstr (relais_classifier_model_get_version (model), ==,
                   relais_classifier_model_get_version (loaded));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_same_answer (model, loaded, texts[i]);
}

static void
test_save_empty (void)
{
  g_autoptr(RelaisTrainingSet) samples = relais_training_set_new ();
  g_autoptr(RelaisClassifierModel) model =
    relais_classifier_model_train (samples, -1.0, NULL, NULL);
  g_autoptr(GBytes) bytes = relais_classifier_model_to_bytes (model);
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisClassifierModel) loaded = relais_classifier_model_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  assert_same_answer (model, loaded, "Where is my parcel?");
}

static void
assert_refused (gconstpointer data,
                gsize         size,
                int           code)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;

  g_assert_null (relais_classifier_model_new_from_bytes (bytes, &error));
  g_assert_error (error, RELAIS_CLASSIFIER_ERROR, code);
}

static void
test_damaged (void)
{
  g_autoptr(RelaisClassifierModel) model = NULL;
  g_autoptr(GBytes) bytes = train_bytes (&model);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  assert_refused ("", 0, RELAIS_CLASSIFIER_ERROR_DAMAGED);
  assert_refused (copy, 47, RELAIS_CLASSIFIER_ERROR_DAMAGED);
  assert_refused (copy, size - 1, RELAIS_CLASSIFIER_ERROR_DAMAGED);

  for (gsize i = 0; i < size; i += size / 97)
    {
      gboolean is_version = i >= 8 && i < 12;

      copy[i] ^= 0x10;
      if (i < 12 || i >= 16)
        assert_refused (copy, size,
                        is_version ? RELAIS_CLASSIFIER_ERROR_WRONG_VERSION
                                   : RELAIS_CLASSIFIER_ERROR_DAMAGED);
      copy[i] ^= 0x10;
    }

  copy[8] ^= 0xff;
  assert_refused (copy, size, RELAIS_CLASSIFIER_ERROR_WRONG_VERSION);
}

/* A right checksum over contents that make no sense must not get through either. */
static void
test_hostile (void)
{
  g_autoptr(RelaisClassifierModel) model = NULL;
  g_autoptr(GBytes) bytes = train_bytes (&model);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  guint n_refused = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autoptr(GBytes) forged = NULL;
      g_autoptr(RelaisClassifierModel) loaded = NULL;
      g_autoptr(GError) error = NULL;
      gsize length = 32;

      /* Half of them in the offsets of the parts, which stand at the end. */
      for (guint j = 0; j < 4; j++)
        {
          gint32 first = i % 2 == 0 ? 48 : (gint32) size - 40;

          copy[g_rand_int_range (rand, first, (gint32) size)] = (guint8) g_rand_int (rand);
        }
      g_checksum_update (checksum, copy + 48, (gssize) size - 48);
      g_checksum_get_digest (checksum, copy + 16, &length);
      forged = g_bytes_new (copy, size);

      loaded = relais_classifier_model_new_from_bytes (forged, &error);
      if (loaded != NULL)
        {
          g_autoptr(RelaisClassification) answer =
            relais_classifier_model_explain (loaded, "Where is my parcel?", 5);

          g_assert_nonnull (answer);
        }
      else
        {
          g_assert_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_DAMAGED);
          n_refused++;
        }
      memcpy (copy, data, size);
    }

  g_assert_cmpuint (n_refused, >, 50);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/classifier-storage/deterministic", test_deterministic);
  g_test_add_func ("/classifier-storage/save-and-load", test_save_and_load);
  g_test_add_func ("/classifier-storage/save-empty", test_save_empty);
  g_test_add_func ("/classifier-storage/damaged", test_damaged);
  g_test_add_func ("/classifier-storage/hostile", test_hostile);

  return g_test_run ();
}
