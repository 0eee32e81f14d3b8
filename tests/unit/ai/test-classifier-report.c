/* test-classifier-report.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "classifier-case.h"
#include "relais-classifier-report.h"

/* Two kinds that one word tells, so that each answer is known beforehand. */
static RelaisClassifierModel *
train_fruit (void)
{
  g_autoptr(RelaisTrainingSet) samples = relais_training_set_new ();
  RelaisClassifierModel *model;

  for (guint i = 0; i < 6; i++)
    {
      relais_training_set_add (samples, "apple apple", "apple", 1.0);
      relais_training_set_add (samples, "orange orange", "orange", 1.0);
    }
  relais_training_set_add_kind (samples, "plum");
  model = relais_classifier_model_train (samples, 0.5, NULL, NULL);
  g_assert_nonnull (model);
  return model;
}

/* 3 apples of which 1 is taken for an orange and 1 refused; 2 oranges; 1 plum that is refused; out of
 * scope, 1 of 2 refused. */
static RelaisTrainingSet *
make_rows (void)
{
  RelaisTrainingSet *rows = relais_training_set_new ();

  relais_training_set_add (rows, "apple", "apple", 1.0);
  relais_training_set_add (rows, "orange", "apple", 1.0);
  relais_training_set_add (rows, "qqqq wwww zzzz", "apple", 1.0);
  relais_training_set_add (rows, "orange", "orange", 1.0);
  relais_training_set_add (rows, "orange orange", "orange", 1.0);
  relais_training_set_add (rows, "xxxx vvvv", "plum", 1.0);
  relais_training_set_add (rows, "apple", NULL, 1.0);
  relais_training_set_add (rows, "kkkk bbbb", NULL, 1.0);
  return rows;
}

static void
test_by_hand (void)
{
  g_autoptr(RelaisClassifierModel) model = train_fruit ();
  g_autoptr(RelaisTrainingSet) rows = make_rows ();
  g_autoptr(RelaisClassifierReport) report = relais_classifier_evaluate (model, rows, -1.0);
  const RelaisKindMetrics *apple;
  const RelaisKindMetrics *orange;
  const RelaisKindMetrics *plum;

  g_assert_cmpuint (report->n_in_scope, ==, 6);
  g_assert_cmpuint (report->n_out_of_scope, ==, 2);
  g_assert_cmpfloat (report->threshold, ==, 0.5);
  g_assert_cmpfloat (report->accuracy, ==, 3.0 / 6.0);
  g_assert_cmpfloat (report->accuracy_at_threshold, ==, 3.0 / 6.0);
  g_assert_cmpfloat (report->out_of_scope_recall, ==, 1.0 / 2.0);
  g_assert_cmpuint (report->refused_in_scope, ==, 2);
  g_assert_cmpuint (report->refused_out_of_scope, ==, 1);
  g_assert_cmpfloat (report->texts_per_second, >, 0.0);
  g_assert_false (report->cross_validated);

  g_assert_cmpuint (report->kinds->len, ==, 3);
  apple = g_ptr_array_index (report->kinds, 0);
  orange = g_ptr_array_index (report->kinds, 1);
  plum = g_ptr_array_index (report->kinds, 2);
  g_assert_cmpstr (apple->kind, ==, "apple");
  g_assert_cmpfloat (apple->precision, ==, 1.0 / 2.0);
  g_assert_cmpfloat (apple->recall, ==, 1.0 / 3.0);
  g_assert_cmpuint (apple->refused, ==, 1);
  g_assert_cmpfloat (orange->precision, ==, 2.0 / 3.0);
  g_assert_cmpfloat (orange->recall, ==, 1.0);
  g_assert_cmpuint (orange->support, ==, 2);
  g_assert_true (isnan (plum->precision));
  g_assert_cmpfloat (plum->recall, ==, 0.0);
  g_assert_cmpuint (plum->predicted, ==, 0);
}

static void
test_threshold_given (void)
{
  g_autoptr(RelaisClassifierModel) model = train_fruit ();
  g_autoptr(RelaisTrainingSet) rows = make_rows ();
  g_autoptr(RelaisClassifierReport) all = relais_classifier_evaluate (model, rows, 1.0);

  g_assert_cmpfloat (all->accuracy, ==, 3.0 / 6.0);
  g_assert_cmpfloat (all->accuracy_at_threshold, ==, 0.0);
  g_assert_cmpfloat (all->out_of_scope_recall, ==, 1.0);
  g_assert_cmpuint (all->refused_in_scope, ==, 6);
}

static void
test_json (void)
{
  g_autoptr(RelaisClassifierModel) model = train_fruit ();
  g_autoptr(RelaisTrainingSet) rows = make_rows ();
  g_autoptr(RelaisClassifierReport) report = relais_classifier_evaluate (model, rows, -1.0);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object;
  JsonObject *plum;

  report->train_seconds = 1.5;
  root = relais_classifier_report_to_json (report);
  object = json_node_get_object (root);
  g_assert_cmpfloat (json_object_get_double_member (object, "accuracy"), ==, 0.5);
  g_assert_cmpfloat (json_object_get_double_member (object, "threshold"), ==, 0.5);
  g_assert_cmpfloat (json_object_get_double_member (object, "accuracy_at_threshold"), ==, 0.5);
  g_assert_cmpfloat (json_object_get_double_member (object, "out_of_scope_recall"), ==, 0.5);
  g_assert_cmpfloat (json_object_get_double_member (object, "train_seconds"), ==, 1.5);
  g_assert_cmpfloat (json_object_get_double_member (object, "texts_per_second"), >, 0.0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "kinds")), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "refusals"),
                                               "in_scope"), ==, 2);

  plum = json_array_get_object_element (json_object_get_array_member (object, "kinds"), 2);
  g_assert_cmpstr (json_object_get_string_member (plum, "kind"), ==, "plum");
  g_assert_true (json_object_get_null_member (plum, "precision"));
}

static void
test_text (void)
{
  g_autoptr(RelaisClassifierModel) model = train_fruit ();
  g_autoptr(RelaisTrainingSet) rows = make_rows ();
  g_autoptr(RelaisClassifierReport) report = relais_classifier_evaluate (model, rows, -1.0);
  g_autofree char *text = relais_classifier_report_to_text (report);

  g_assert_nonnull (strstr (text, "6 texts of 3 kinds, 2 of no kind"));
  g_assert_nonnull (strstr (text, "50.0 %"));
  g_assert_nonnull (strstr (text, "\norange"));
  g_assert_nonnull (strstr (text, "66.7 %"));
}

static void
test_cross_validate (void)
{
  g_autoptr(RelaisTrainingSet) samples = classifier_case_office ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(RelaisClassifierReport) report = NULL;
  g_autoptr(GError) error = NULL;

  report = relais_classifier_cross_validate (samples, -1.0, 4, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->cross_validated);
  g_assert_cmpuint (report->n_in_scope, ==, 72);
  g_assert_cmpuint (report->n_out_of_scope, ==, 8);
  g_assert_cmpfloat (report->accuracy, >, 0.6);
  g_assert_cmpfloat (report->accuracy, <, 1.0);
  g_assert_cmpfloat (report->accuracy_at_threshold, <=, report->accuracy);

  g_cancellable_cancel (cancellable);
  g_assert_null (relais_classifier_cross_validate (samples, -1.0, 4, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/classifier-report/by-hand", test_by_hand);
  g_test_add_func ("/classifier-report/threshold-given", test_threshold_given);
  g_test_add_func ("/classifier-report/json", test_json);
  g_test_add_func ("/classifier-report/text", test_text);
  g_test_add_func ("/classifier-report/cross-validate", test_cross_validate);

  return g_test_run ();
}
