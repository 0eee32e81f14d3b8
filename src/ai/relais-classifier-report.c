/* relais-classifier-report.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-report.h"

#include <math.h>
#include <time.h>

#define FOLD_SEED 20260102

static void
free_metrics (gpointer data)
{
  RelaisKindMetrics *metrics = data;

  g_free (metrics->kind);
  g_free (metrics);
}

void
relais_classifier_report_free (RelaisClassifierReport *self)
{
  g_ptr_array_unref (self->kinds);
  g_free (self);
}

/* What is counted while rows are classified. */
typedef struct
{
  RelaisClassifierReport *report; /* (owned) */
  GHashTable *metrics;            /* (owned) kind (borrowed) → RelaisKindMetrics (borrowed) */
  guint n_right;
  guint n_right_accepted;
  gint64 microseconds;
  guint n_timed;
} Tally;

static void
begin_tally (Tally *tally)
{
  *tally = (Tally) { .report = g_new0 (RelaisClassifierReport, 1) };
  tally->report->kinds = g_ptr_array_new_with_free_func (free_metrics);
  tally->metrics = g_hash_table_new (g_str_hash, g_str_equal);
}

static RelaisKindMetrics *
get_metrics (Tally      *tally,
             const char *kind)
{
  RelaisKindMetrics *metrics = g_hash_table_lookup (tally->metrics, kind);

  if (metrics == NULL)
    {
      metrics = g_new0 (RelaisKindMetrics, 1);
      metrics->kind = g_strdup (kind);
      g_ptr_array_add (tally->report->kinds, metrics);
      g_hash_table_insert (tally->metrics, metrics->kind, metrics);
    }
  return metrics;
}

static void
count_answer (Tally                *tally,
              const char           *right,
              RelaisClassification *answer,
              double                threshold)
{
  const char *kind = relais_classification_get_kind_at (answer, threshold);

  if (kind != NULL)
    {
      RelaisKindMetrics *metrics = get_metrics (tally, kind);

      metrics->predicted++;
      metrics->correct += g_strcmp0 (kind, right) == 0;
    }

  if (right == NULL)
    {
      tally->report->n_out_of_scope++;
      tally->report->refused_out_of_scope += kind == NULL;
      return;
    }

  get_metrics (tally, right)->support++;
  get_metrics (tally, right)->refused += kind == NULL;
  tally->report->n_in_scope++;
  tally->report->refused_in_scope += kind == NULL;
  tally->n_right += g_strcmp0 (relais_classification_get_best_kind (answer), right) == 0;
  tally->n_right_accepted += g_strcmp0 (kind, right) == 0;
}

static double
divide (double numerator,
        double denominator)
{
  return denominator > 0.0 ? numerator / denominator : NAN;
}

static RelaisClassifierReport *
end_tally (Tally  *tally,
           double  threshold)
{
  RelaisClassifierReport *report = tally->report;

  report->threshold = threshold;
  report->accuracy = divide (tally->n_right, report->n_in_scope);
  report->accuracy_at_threshold = divide (tally->n_right_accepted, report->n_in_scope);
  report->out_of_scope_recall = divide (report->refused_out_of_scope, report->n_out_of_scope);
  report->texts_per_second =
    tally->microseconds > 0 ? tally->n_timed * 1e6 / tally->microseconds : 0.0;

  for (guint i = 0; i < report->kinds->len; i++)
    {
      RelaisKindMetrics *metrics = g_ptr_array_index (report->kinds, i);

      metrics->precision = divide (metrics->correct, metrics->predicted);
      metrics->recall = divide (metrics->correct, metrics->support);
    }

  g_hash_table_unref (tally->metrics);
  return report;
}

/* Time that this thread had a core for, so that a busy machine does not look like a slow model. */
static gint64
get_core_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
classify_rows (Tally                 *tally,
               RelaisClassifierModel *model,
               RelaisTrainingSet     *rows,
               double                 threshold)
{
  guint n_rows = relais_training_set_get_n_samples (rows);
  g_autoptr(GPtrArray) answers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) relais_classification_unref);
  gint64 start = get_core_time ();

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (answers, relais_classifier_model_classify (
                                model, relais_training_set_get_sample (rows, i)->text));
  tally->microseconds += get_core_time () - start;
  tally->n_timed += n_rows;

  for (guint i = 0; i < n_rows; i++)
    count_answer (tally, relais_training_set_get_sample (rows, i)->kind,
                  g_ptr_array_index (answers, i), threshold);
}

RelaisClassifierReport *
relais_classifier_evaluate (RelaisClassifierModel *model,
                            RelaisTrainingSet     *rows,
                            double                 threshold)
{
  Tally tally;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  if (threshold < 0.0)
    threshold = relais_classifier_model_get_threshold (model);

  begin_tally (&tally);
  for (guint i = 0; i < relais_classifier_model_get_n_kinds (model); i++)
    get_metrics (&tally, relais_classifier_model_get_kind (model, i));
  classify_rows (&tally, model, rows, threshold);
  return end_tally (&tally, threshold);
}

/* Deals the rows of every kind evenly over the folds. Returns: the fold of each row */
static guint *
deal_folds (RelaisTrainingSet *samples,
            guint              n_folds)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (FOLD_SEED);
  g_autoptr(GHashTable) next = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_samples = relais_training_set_get_n_samples (samples);
  g_autofree guint *order = g_new (guint, n_samples);
  guint *folds = g_new (guint, n_samples);

  for (guint i = 0; i < n_samples; i++)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);

      order[i] = order[j];
      order[j] = i;
    }

  for (guint i = 0; i < n_samples; i++)
    {
      const char *kind = relais_training_set_get_sample (samples, order[i])->kind;
      gpointer key = (gpointer) (kind != NULL ? kind : "");
      guint fold = GPOINTER_TO_UINT (g_hash_table_lookup (next, key));

      folds[order[i]] = fold % n_folds;
      g_hash_table_insert (next, key, GUINT_TO_POINTER (fold + 1));
    }

  return folds;
}

RelaisClassifierReport *
relais_classifier_cross_validate (RelaisTrainingSet  *samples,
                                  double              threshold,
                                  guint               n_folds,
                                  GCancellable       *cancellable,
                                  GError            **error)
{
  g_autofree guint *folds = NULL;
  double thresholds = 0.0;
  RelaisClassifierReport *report;
  Tally tally;

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (n_folds >= 2, NULL);

  folds = deal_folds (samples, n_folds);
  begin_tally (&tally);
  for (guint i = 0; i < relais_training_set_get_n_kinds (samples); i++)
    get_metrics (&tally, relais_training_set_get_kind (samples, i));

  for (guint fold = 0; fold < n_folds; fold++)
    {
      g_autoptr(RelaisTrainingSet) kept = relais_training_set_new ();
      g_autoptr(RelaisTrainingSet) held_out = relais_training_set_new ();
      g_autoptr(RelaisClassifierModel) model = NULL;

      for (guint i = 0; i < relais_training_set_get_n_samples (samples); i++)
        {
          const RelaisTrainingSample *sample = relais_training_set_get_sample (samples, i);

          relais_training_set_add (folds[i] == fold ? held_out : kept, sample->text, sample->kind,
                                   sample->weight);
        }

      model = relais_classifier_model_train (kept, threshold, cancellable, error);
      if (model == NULL)
        {
          relais_classifier_report_free (end_tally (&tally, threshold));
          return NULL;
        }
      classify_rows (&tally, model, held_out, relais_classifier_model_get_threshold (model));
      thresholds += relais_classifier_model_get_threshold (model);
    }

  report = end_tally (&tally, thresholds / n_folds);
  report->cross_validated = TRUE;
  return report;
}
