/* relais-classifier-report.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-classifier-model.h"

G_BEGIN_DECLS

/**
 * RelaisKindMetrics:
 * @kind: the kind
 * @support: how many test rows are of it
 * @predicted: how many test rows the model gave it to, at the threshold
 * @correct: how many of these rightly
 * @refused: how many of its rows were refused
 * @precision: @correct / @predicted; NaN when nothing was predicted
 * @recall: @correct / @support; NaN when there is no row of it
 *
 * How well one kind is recognised, refusals counted as "none of these".
 */
typedef struct
{
  char *kind;
  guint support;
  guint predicted;
  guint correct;
  guint refused;
  double precision;
  double recall;
} RelaisKindMetrics;

/**
 * RelaisClassifierReport:
 * @accuracy: share of the in-scope rows whose best kind is right, without refusal
 * @threshold: the confidence below which a text counts as refused
 * @accuracy_at_threshold: share of all in-scope rows that are right and not refused
 * @out_of_scope_recall: share of the out-of-scope rows that are refused; NaN when there are none
 * @texts_per_second: texts classified per second of one core; 0 when it was not measured
 * @train_seconds: time the training took, given by the caller
 * @n_in_scope: rows of a kind
 * @n_out_of_scope: rows of no kind
 * @refused_in_scope: in-scope rows refused
 * @refused_out_of_scope: out-of-scope rows refused
 * @cross_validated: whether the rows were those of the training, held out in turn
 * @kinds: (element-type RelaisKindMetrics): one for each kind, in the order of the model
 *
 * How well a model does on rows whose kind is known. Fractions are 0 to 1.
 */
typedef struct
{
  double accuracy;
  double threshold;
  double accuracy_at_threshold;
  double out_of_scope_recall;
  double texts_per_second;
  double train_seconds;
  guint n_in_scope;
  guint n_out_of_scope;
  guint refused_in_scope;
  guint refused_out_of_scope;
  gboolean cross_validated;
  GPtrArray *kinds;
} RelaisClassifierReport;

/**
 * relais_classifier_evaluate:
 * @rows: rows with their right kind, which the model was not trained on
 * @threshold: the confidence to refuse below, or a negative number for the model's own
 *
 * Blocks: worker thread.
 */
RelaisClassifierReport *relais_classifier_evaluate (RelaisClassifierModel *model,
                                                    RelaisTrainingSet     *rows,
                                                    double                 threshold);

/**
 * relais_classifier_cross_validate:
 * @samples: the examples
 * @threshold: as for relais_classifier_model_train()
 * @n_folds: 2 or more: the model is trained that many times, each time without a share of the rows
 * @error: %G_IO_ERROR_CANCELLED only
 *
 * What to expect of a model trained on @samples when there are no other rows to measure it on.
 * Blocks for @n_folds trainings: worker thread.
 */
RelaisClassifierReport *relais_classifier_cross_validate (RelaisTrainingSet  *samples,
                                                          double              threshold,
                                                          guint               n_folds,
                                                          GCancellable       *cancellable,
                                                          GError            **error);

void relais_classifier_report_free (RelaisClassifierReport *self);

/**
 * relais_classifier_report_to_json:
 *
 * Returns: (transfer full): {"accuracy", "threshold", "accuracy_at_threshold",
 *   "out_of_scope_recall", "texts_per_second", "train_seconds", "in_scope", "out_of_scope",
 *   "refusals": {"in_scope", "out_of_scope"}, "cross_validated", "kinds": [{"kind", "precision",
 *   "recall", "support", "predicted", "refused"}]}; what could not be measured is null
 */
JsonNode *relais_classifier_report_to_json (const RelaisClassifierReport *self);

/**
 * relais_classifier_report_to_text:
 *
 * Returns: (transfer full): the report as a table for people, in English
 */
char *relais_classifier_report_to_text (const RelaisClassifierReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisClassifierReport, relais_classifier_report_free)

G_END_DECLS
