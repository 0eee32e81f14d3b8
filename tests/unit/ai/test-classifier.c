/* test-classifier.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "classifier-case.h"
#include "relais-classifier-model.h"

static RelaisClassifierModel *
train (RelaisTrainingSet *samples)
{
  g_autoptr(GError) error = NULL;
  RelaisClassifierModel *model = relais_classifier_model_train (samples, -1.0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (model);
  return model;
}

static RelaisClassifierModel *
train_office (void)
{
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();

  return train (samples);
}

static void
assert_kind (RelaisClassifierModel *model,
             const char            *text,
             const char            *kind)
{
  g_autoptr(RelaisClassification) answer = relais_classifier_model_classify (model, text);

  g_assert_cmpstr (relais_classification_get_kind (answer), ==, kind);
}

static double
get_confidence (RelaisClassifierModel *model,
                const char            *text)
{
  g_autoptr(RelaisClassification) answer = relais_classifier_model_classify (model, text);

  return relais_classification_get_confidence (answer);
}

static void
test_recognises (void)
{
  g_autoptr(RelaisClassifierModel) model = train_office ();

  assert_kind (model, "Could you send us the invoice for last week?", "invoice");
  assert_kind (model, "Please book me an appointment for next Friday.", "appointment");
  assert_kind (model, "The parcel with the lamp has not arrived, where is it?", "delivery");
  assert_kind (model, "My daughter is ill and will be absent tomorrow.", "absence");
}

static void
test_french (void)
{
  g_autoptr(RelaisClassifierModel) model = train_office ();

  assert_kind (model, "Pourriez-vous m’envoyer la facture de la semaine dernière ?", "invoice");
  assert_kind (model, "Je voudrais prendre rendez-vous vendredi prochain.", "appointment");
  assert_kind (model, "Ma fille est malade, elle sera absente demain.", "absence");
}

/* Composed, decomposed, missing and capital accents are read alike. */
static void
test_accents (void)
{
  g_autoptr(RelaisClassifierModel) model = train_office ();
  double composed = get_confidence (model, "Le colis n’a pas été livré à l’école");
  double decomposed =
    get_confidence (model, "Le colis n’a pas e\u0301te\u0301 livre\u0301 a\u0300 l’e\u0301cole");

  g_assert_cmpfloat (composed, ==, decomposed);
  assert_kind (model, "Le colis n'a pas ete livre a l'ecole", "delivery");
  assert_kind (model, "LE COLIS N’A PAS ÉTÉ LIVRÉ À L’ÉCOLE", "delivery");
}

static void
test_refuses (void)
{
  static const char * const foreign[] = {
    "zxqv wkpf jjhq ttrb vvnn qqpl",
    "Как пройти в библиотеку завтра утром",
    "今日はとても良い天気ですね",
    "Quantum chromodynamics describes gluons",
    "12 34 56 78",
    "?!",
  };
  g_autoptr(RelaisClassifierModel) model = train_office ();

  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    assert_kind (model, foreign[i], NULL);
}

static void
test_empty_text (void)
{
  static const char * const empty[] = { "", "  \n\t ", "…", "\xff\xfe" };
  g_autoptr(RelaisClassifierModel) model = train_office ();

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr(RelaisClassification) answer = relais_classifier_model_explain (model, empty[i], 5);
      guint n_reasons;

      g_assert_null (relais_classification_get_kind_at (answer, 0.0));
      g_assert_null (relais_classification_get_best_kind (answer));
      g_assert_cmpfloat (relais_classification_get_confidence (answer), ==, 0.0);
      g_assert_cmpfloat (relais_classification_get_in_scope (answer), ==, 0.0);
      g_assert_cmpuint (relais_classification_get_n_ranked (answer), ==, 0);
      relais_classification_get_reasons (answer, &n_reasons);
      g_assert_cmpuint (n_reasons, ==, 0);
    }
}

static void
test_long_text (void)
{
  static const char *around =
    "The river runs past seven villages before it reaches the sea. Its bridges were built by the "
    "monks. In winter the fog covers the meadows until noon. Nobody remembers who planted the "
    "oaks. ";
  g_autoptr(RelaisClassifierModel) model = train_office ();
  g_autoptr(GString) mail = g_string_new ("Dear all,\n\n");
  g_autoptr(GString) endless = g_string_new (NULL);
  g_autoptr(RelaisClassification) answer = NULL;

  for (guint i = 0; i < 4; i++)
    g_string_append (mail, around);
  g_string_append (mail, "\nPlease book me an appointment for next Friday.\n");
  for (guint i = 0; i < 4; i++)
    g_string_append (mail, around);
  answer = relais_classifier_model_classify (model, mail->str);
  g_assert_cmpstr (relais_classification_get_best_kind (answer), ==, "appointment");

  /* A megabyte of one word, and of no space at all, ends and has an answer. */
  for (guint i = 0; i < 100000; i++)
    g_string_append (endless, "appointment");
  g_assert_cmpfloat (get_confidence (model, endless->str), <=, 1.0);
  for (guint i = 11; i < endless->len; i += 12)
    endless->str[i] = ' ';
  g_assert_cmpfloat (get_confidence (model, endless->str), <=, 1.0);
}

static void
test_probabilities (void)
{
  g_autoptr(RelaisClassifierModel) model = train_office ();
  g_autoptr(RelaisClassification) answer = NULL;
  double previous = 1.0;
  double sum = 0.0;

  answer = relais_classifier_model_classify (model, "Where is my parcel?");
  g_assert_cmpuint (relais_classification_get_n_ranked (answer), ==, CLASSIFIER_CASE_N_KINDS);
  for (guint i = 0; i < relais_classification_get_n_ranked (answer); i++)
    {
      double probability;

      g_assert_nonnull (relais_classification_get_ranked (answer, i, &probability));
      g_assert_cmpfloat (probability, >=, 0.0);
      g_assert_cmpfloat (probability, <=, previous);
      previous = probability;
      sum += probability;
    }
  g_assert_cmpfloat (sum, <=, relais_classification_get_in_scope (answer) + 1e-9);
  g_assert_cmpfloat (relais_classification_get_in_scope (answer), <=, 1.0);
}

static void
test_reasons (void)
{
  g_autoptr(RelaisClassifierModel) model = train_office ();
  g_autoptr(RelaisClassification) answer = NULL;
  g_autoptr(RelaisClassification) quick = NULL;
  const RelaisClassificationReason *reasons;
  guint n_reasons;
  double total = 0.0;

  answer = relais_classifier_model_explain (model, "Bonjour, où est ma FACTURE d’hier ? Merci", 3);
  reasons = relais_classification_get_reasons (answer, &n_reasons);
  g_assert_cmpstr (relais_classification_get_kind (answer), ==, "invoice");
  g_assert_cmpuint (n_reasons, ==, 3);
  g_assert_cmpstr (reasons[0].word, ==, "FACTURE");
  g_assert_cmpfloat (reasons[0].weight, >, 0.2);
  for (guint i = 0; i < n_reasons; i++)
    total += MAX (reasons[i].weight, 0.0);
  g_assert_cmpfloat (total, <=, 1.0 + 1e-9);

  quick = relais_classifier_model_classify (model, "Bonjour, où est ma FACTURE d’hier ? Merci");
  relais_classification_get_reasons (quick, &n_reasons);
  g_assert_cmpuint (n_reasons, ==, 0);
  g_assert_cmpfloat (relais_classification_get_confidence (quick), ==,
                     relais_classification_get_confidence (answer));
}

static void
test_threshold (void)
{
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
  g_autoptr(RelaisClassifierModel) picked = train (samples);
  g_autoptr(RelaisClassifierModel) never = relais_classifier_model_train (samples, 0.0, NULL, NULL);
  g_autoptr(RelaisClassifierModel) always =
    relais_classifier_model_train (samples, 1.0, NULL, NULL);
  g_autoptr(RelaisClassification) answer = NULL;
  double confidence;

  g_assert_cmpfloat (relais_classifier_model_get_threshold (picked), >=, 0.3);
  g_assert_cmpfloat (relais_classifier_model_get_threshold (picked), <, 1.0);
  g_assert_cmpfloat (relais_classifier_model_get_threshold (never), ==, 0.0);

  assert_kind (always, "Where is my parcel?", NULL);
  answer = relais_classifier_model_classify (never, "Gluons where mesons");
  confidence = relais_classification_get_confidence (answer);
  g_assert_nonnull (relais_classification_get_kind (answer));
  g_assert_nonnull (relais_classification_get_kind_at (answer, confidence));
  g_assert_null (relais_classification_get_kind_at (answer, confidence + 1e-6));
}

static void
test_corrections (void)
{
  static const char *mail = "The blue folder is on the shelf again";
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
  g_autoptr(RelaisClassifierModel) before = train (samples);
  g_autoptr(RelaisClassifierModel) after = NULL;

  assert_kind (before, mail, NULL);
  relais_training_set_add (samples, mail, "complaint", 5.0);
  after = train (samples);

  assert_kind (after, mail, "complaint");
  assert_kind (after, "Could you send us the invoice for last week?", "invoice");
}

/* Of two examples that contradict each other, the one that weighs more wins. */
static void
test_weights (void)
{
  static const char *mail = "The blue folder is on the shelf again";
  static const double weights[][2] = { { 1.0, 8.0 }, { 8.0, 1.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
      g_autoptr(RelaisClassifierModel) model = NULL;
      g_autoptr(RelaisClassification) answer = NULL;

      relais_training_set_add (samples, mail, "complaint", weights[i][0]);
      relais_training_set_add (samples, mail, "hours", weights[i][1]);
      model = train (samples);
      answer = relais_classifier_model_classify (model, mail);
      g_assert_cmpstr (relais_classification_get_best_kind (answer), ==,
                       weights[i][0] > weights[i][1] ? "complaint" : "hours");
    }
}

/* "None of these" is learned like a kind. */
static void
test_correction_to_none (void)
{
  static const char *mail = "Our winter catalogue: order now, delivery is free";
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
  g_autoptr(RelaisClassifierModel) before = train (samples);
  g_autoptr(RelaisClassifierModel) after = NULL;

  for (guint i = 0; i < 3; i++)
    relais_training_set_add (samples, mail, NULL, 3.0);
  after = train (samples);

  g_assert_cmpfloat (get_confidence (after, mail), <, get_confidence (before, mail));
  assert_kind (after, mail, NULL);
  g_assert_cmpuint (relais_classifier_model_get_n_kinds (after), ==, CLASSIFIER_CASE_N_KINDS);
}

static void
test_cancel (void)
{
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (relais_classifier_model_train (samples, -1.0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_kind (void)
{
  g_autoptr(RelaisTrainingSet) samples = relais_training_set_new ();
  g_autoptr(RelaisClassifierModel) empty = train (samples);
  g_autoptr(RelaisClassifierModel) nothing = NULL;

  assert_kind (empty, "Where is my parcel?", NULL);
  g_assert_cmpuint (relais_classifier_model_get_n_kinds (empty), ==, 0);

  relais_training_set_add_kind (samples, "delivery");
  relais_training_set_add (samples, "Newsletter of the week", NULL, 1.0);
  nothing = train (samples);
  assert_kind (nothing, "Where is my parcel?", NULL);
  assert_kind (nothing, "Newsletter of the week", NULL);
}

static void
test_one_kind (void)
{
  g_autoptr(RelaisTrainingSet) samples = relais_training_set_new ();
  g_autoptr(RelaisClassifierModel) model = NULL;

  relais_training_set_add (samples, "Where is my parcel?", "delivery", 1.0);
  relais_training_set_add (samples, "My parcel has not arrived", "delivery", 1.0);
  relais_training_set_add (samples, "When will the parcel be delivered?", "delivery", 1.0);
  model = train (samples);

  assert_kind (model, "Where is the parcel?", "delivery");
  assert_kind (model, "Gluons bind quarks", NULL);
}

static void
test_two_kinds (void)
{
  g_autoptr(RelaisTrainingSet) samples = relais_training_set_new ();
  g_autoptr(RelaisClassifierModel) model = NULL;

  relais_training_set_add (samples, "Where is my parcel?", "delivery", 1.0);
  relais_training_set_add (samples, "My parcel has not arrived", "delivery", 1.0);
  relais_training_set_add (samples, "Please send the invoice", "invoice", 1.0);
  relais_training_set_add (samples, "The invoice is wrong", "invoice", 1.0);
  relais_training_set_add_kind (samples, "unused");
  model = train (samples);

  assert_kind (model, "Where is my parcel now?", "delivery");
  assert_kind (model, "Send me the invoice please", "invoice");
  g_assert_cmpuint (relais_classifier_model_get_n_kinds (model), ==, 3);
  g_assert_cmpstr (relais_classifier_model_get_kind (model, 2), ==, "unused");
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/classifier/recognises", test_recognises);
  g_test_add_func ("/classifier/french", test_french);
  g_test_add_func ("/classifier/accents", test_accents);
  g_test_add_func ("/classifier/refuses", test_refuses);
  g_test_add_func ("/classifier/empty-text", test_empty_text);
  g_test_add_func ("/classifier/long-text", test_long_text);
  g_test_add_func ("/classifier/probabilities", test_probabilities);
  g_test_add_func ("/classifier/reasons", test_reasons);
  g_test_add_func ("/classifier/threshold", test_threshold);
  g_test_add_func ("/classifier/corrections", test_corrections);
  g_test_add_func ("/classifier/weights", test_weights);
  g_test_add_func ("/classifier/correction-to-none", test_correction_to_none);
  g_test_add_func ("/classifier/cancel", test_cancel);
  g_test_add_func ("/classifier/no-kind", test_no_kind);
  g_test_add_func ("/classifier/one-kind", test_one_kind);
  g_test_add_func ("/classifier/two-kinds", test_two_kinds);

  return g_test_run ();
}
