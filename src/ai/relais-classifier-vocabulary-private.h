/* relais-classifier-vocabulary-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-features-private.h"

G_BEGIN_DECLS

/**
 * RelaisClassifierTerm:
 * @column: which feature of the vocabulary
 * @value: how much of it the text has
 *
 * One entry of the vector of a text.
 */
typedef struct
{
  guint32 column;
  float value;
} RelaisClassifierTerm;

/**
 * RelaisClassifierVocabulary:
 * @n_columns: how many features are known
 * @hashes: the hash of each column
 * @idf: the weight of each column by how rare it is
 * @unseen_idf: the weight of whatever is not in the vocabulary
 * @slots: open addressing from hash to column + 1; 0 is free
 * @n_slots: a power of two
 *
 * The features that the examples have, and how rare each is. Immutable once made; any thread.
 */
typedef struct
{
  guint32 n_columns;
  guint32 *hashes;
  float *idf;
  float unseen_idf;
  guint32 *slots;
  guint32 n_slots;
} RelaisClassifierVocabulary;

/**
 * relais_classifier_vocabulary_new:
 * @texts: the features of each example
 * @n_texts: how many
 * @max_columns: how many features to know at most; the rarest are left out
 */
RelaisClassifierVocabulary *relais_classifier_vocabulary_new (RelaisFeatureList *const *texts,
                                                              guint n_texts,
                                                              guint max_columns);

/**
 * relais_classifier_vocabulary_new_from_columns:
 * @hashes: (array length=n_columns): all different
 * @idf: (array length=n_columns)
 *
 * Returns: (nullable) (transfer full): the vocabulary with these columns; %NULL when a hash is
 *   there twice
 */
RelaisClassifierVocabulary *relais_classifier_vocabulary_new_from_columns (const guint32 *hashes,
                                                                           const float *idf,
                                                                           guint32 n_columns,
                                                                           float unseen_idf);
void                        relais_classifier_vocabulary_free (RelaisClassifierVocabulary *self);

/**
 * relais_classifier_vocabulary_vectorise:
 * @features: (array length=n_features): the features of a text or of a part of it
 * @terms: (element-type RelaisClassifierTerm): replaced with the vector; columns are all different,
 *   in the order of their first occurrence
 *
 * The length of the vector is 1 when all features are known, and shorter the more of the text is
 * not.
 */
void relais_classifier_vocabulary_vectorise (const RelaisClassifierVocabulary *self,
                                             const RelaisFeature              *features,
                                             guint                             n_features,
                                             GArray                           *terms);

/**
 * relais_classifier_vocabulary_find:
 *
 * Returns: the column of a feature, or %G_MAXUINT32 when it is not known
 */
guint32 relais_classifier_vocabulary_find (const RelaisClassifierVocabulary *self,
                                           guint32                           hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisClassifierVocabulary, relais_classifier_vocabulary_free)

G_END_DECLS
