/* relais-classification.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RelaisClassification:
 *
 * What the built-in classifier says of one text: the kinds it may be, the best first, each with the
 * probability that this is the right answer, and how sure it is that the text is of any kind at
 * all.
 *
 * Immutable, reference-counted boxed type; any thread. It outlives its model.
 */
#define RELAIS_TYPE_CLASSIFICATION (relais_classification_get_type ())
typedef struct _RelaisClassification RelaisClassification;

/**
 * RelaisClassificationReason:
 * @word: a word of the text, written as in the text
 * @weight: how much it counted for the best kind, negative when it counted against it; the words
 *   that counted for it have 1 together
 */
typedef struct
{
  const char *word;
  double weight;
} RelaisClassificationReason;

GType                 relais_classification_get_type (void) G_GNUC_CONST;
RelaisClassification *relais_classification_ref (RelaisClassification *self);
void                  relais_classification_unref (RelaisClassification *self);

/**
 * relais_classification_get_kind:
 *
 * Returns: (nullable): the best kind when its confidence reaches the threshold of the model, else
 *   %NULL: none of these
 */
const char *relais_classification_get_kind (RelaisClassification *self);

/**
 * relais_classification_get_kind_at:
 * @threshold: a probability that replaces the one of the model
 *
 * Returns: (nullable): the best kind when its confidence is at least @threshold, else %NULL
 */
const char *relais_classification_get_kind_at (RelaisClassification *self,
                                               double                threshold);

/**
 * relais_classification_get_best_kind:
 *
 * Returns: (nullable): the most probable kind however unlikely; %NULL only for an empty text and
 *   for a model without kinds
 */
const char *relais_classification_get_best_kind (RelaisClassification *self);

/**
 * relais_classification_get_confidence:
 *
 * Returns: 0 to 1: the probability that the best kind is right, measured by cross-validation
 */
double relais_classification_get_confidence (RelaisClassification *self);

/**
 * relais_classification_get_in_scope:
 *
 * Returns: 0 to 1: the probability that the text is of one of the kinds at all; the probabilities
 *   of all kinds sum to it
 */
double relais_classification_get_in_scope (RelaisClassification *self);

/**
 * relais_classification_get_n_ranked:
 *
 * Returns: how many kinds are ranked: at most 10, fewer when the model has fewer
 */
guint relais_classification_get_n_ranked (RelaisClassification *self);

/**
 * relais_classification_get_ranked:
 * @index: 0 is the best kind
 * @probability: (out) (optional): the probability that this kind is right
 */
const char *relais_classification_get_ranked (RelaisClassification *self,
                                              guint                 index,
                                              double               *probability);

/**
 * relais_classification_get_reasons:
 * @n_reasons: (out): how many; 0 when reasons were not asked for
 *
 * Returns: (array length=n_reasons) (transfer none): the words that counted, the strongest first
 */
const RelaisClassificationReason *relais_classification_get_reasons (RelaisClassification *self,
                                                                     guint *n_reasons);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisClassification, relais_classification_unref)

G_END_DECLS
