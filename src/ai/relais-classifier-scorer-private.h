/* relais-classifier-scorer-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "relais-classifier-vocabulary-private.h"

G_BEGIN_DECLS

/**
 * RelaisClassifierScorer:
 * @vocabulary: (owned): the features it knows
 * @n_classes: how many classes it tells apart
 * @classes: (array length=n_classes): which class of the caller each is
 * @none: which of them stands for "none of the kinds", or %G_MAXUINT32
 * @stride: @n_classes, rounded up to what the inner loop takes at once
 * @weights: (array): for each column @stride weights, in units of the scale of the column
 * @scales: (array): the scale of each column
 *
 * The linear part of a model: features in, one score for each class out. A score near 1 is what an
 * example of the class has, near 0 what any text has. Immutable once made; any thread.
 *
 * Weights have 8 bits: a quarter of the memory of floats, with the same accuracy (measured).
 */
typedef struct
{
  RelaisClassifierVocabulary *vocabulary;
  guint32 n_classes;
  guint32 *classes;
  guint32 none;
  guint32 stride;
  gint8 *weights;
  float *scales;
} RelaisClassifierScorer;

/**
 * RelaisClassifierPart:
 * @first_word: index of its first word
 * @end_word: index behind its last word
 *
 * A part of a text.
 */
typedef struct
{
  guint first_word;
  guint end_word;
} RelaisClassifierPart;

/**
 * RelaisClassifierEvidence:
 * @best: the class with the highest score, "none of the kinds" left aside; an index below n_classes
 * @strength: 0 is certain, -1 is what a text says that nothing is known of: logarithm of the share
 *   of @best among all classes and one more of score 0, divided by the logarithm of their number
 * @part: the part of the text that says so
 *
 * What the scores of a text amount to.
 */
typedef struct
{
  guint best;
  double strength;
  RelaisClassifierPart part;
} RelaisClassifierEvidence;

/**
 * RelaisClassifierExample:
 * @features: what its text has
 * @class_index: its class
 * @n_copies: how many times it counts
 */
typedef struct
{
  const RelaisFeatureList *features;
  guint class_index;
  guint n_copies;
} RelaisClassifierExample;

/**
 * relais_classifier_scorer_train:
 * @examples: (array length=n_examples)
 * @none: the number of the class that stands for "none of the kinds"
 * @error: %G_IO_ERROR_CANCELLED, looked at before the solver begins
 *
 * Blocks. Only one training runs at a time in the process: others wait.
 */
RelaisClassifierScorer *relais_classifier_scorer_train (const RelaisClassifierExample *examples,
                                                        guint                          n_examples,
                                                        guint                          none,
                                                        GCancellable                  *cancellable,
                                                        GError                       **error);

/**
 * relais_classifier_scorer_new:
 *
 * Makes an empty one of this size, to be filled: all weights are 0.
 */
RelaisClassifierScorer *relais_classifier_scorer_new (RelaisClassifierVocabulary *vocabulary,
                                                      guint32                     n_classes);
void                    relais_classifier_scorer_free (RelaisClassifierScorer *self);

/**
 * relais_classifier_scorer_score:
 * @n_others: how many classes the best one competes with, when there will be more of them than now;
 *   or 0: as many as there are
 * @scores: (array) (out caller-allocates): room for @stride numbers, the first @n_classes are set
 * @evidence: (out caller-allocates)
 *
 * A long text is scored by its parts too, and the part that speaks most clearly is taken: a request
 * of two sentences must not drown in the mail around it.
 *
 * Returns: %FALSE when the text has nothing that is known or there is no kind to choose; then
 *   nothing is set
 */
gboolean relais_classifier_scorer_score (const RelaisClassifierScorer *self,
                                         const RelaisFeatureList      *features,
                                         guint                         n_others,
                                         float                        *scores,
                                         RelaisClassifierEvidence     *evidence);

/**
 * relais_classifier_scorer_get_part:
 * @n_features: (out): how many
 *
 * Returns: (array length=n_features) (transfer none): the features of a part of a text
 */
const RelaisFeature *relais_classifier_scorer_get_part (const RelaisFeatureList *list,
                                                        RelaisClassifierPart     part,
                                                        guint                   *n_features);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisClassifierScorer, relais_classifier_scorer_free)

G_END_DECLS
