/* relais-classifier-reasons.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-reasons-private.h"

#include <math.h>

typedef struct
{
  guint word;
  double weight;
} WordWeight;

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const WordWeight *left = a;
  const WordWeight *right = b;

  if (fabs (left->weight) > fabs (right->weight))
    return -1;
  if (fabs (left->weight) < fabs (right->weight))
    return 1;
  return left->word < right->word ? -1 : left->word > right->word;
}

/* How often each feature of a part occurs. */
static GHashTable *
count_features (const RelaisFeature *features,
                guint                n_features)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_features; i++)
    {
      gpointer key = GUINT_TO_POINTER (features[i].hash);
      guint n_times = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n_times + 1));
    }

  return counts;
}

/* What each column of the part gave to the score of the best kind. */
static GHashTable *
weigh_columns (const RelaisClassifierScorer *scorer,
               const RelaisFeature          *features,
               guint                         n_features,
               guint                         best)
{
  GHashTable *weights = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GArray) terms = g_array_new (FALSE, FALSE, sizeof (RelaisClassifierTerm));

  relais_classifier_vocabulary_vectorise (scorer->vocabulary, features, n_features, terms);
  for (guint i = 0; i < terms->len; i++)
    {
      const RelaisClassifierTerm *term = &g_array_index (terms, RelaisClassifierTerm, i);
      gint8 weight = scorer->weights[(gsize) term->column * scorer->stride + best];
      double share = (double) term->value * (double) scorer->scales[term->column] * weight;

      g_hash_table_insert (weights, GUINT_TO_POINTER (scorer->vocabulary->hashes[term->column]),
                           g_memdup2 (&share, sizeof share));
    }

  return weights;
}

/* Adds up by word; a pair counts half for each of its words. */
static void
weigh_words (const RelaisClassifierScorer   *scorer,
             const RelaisFeatureList        *list,
             const RelaisClassifierEvidence *evidence,
             WordWeight                     *words)
{
  const RelaisFeature *features;
  g_autoptr(GHashTable) counts = NULL;
  g_autoptr(GHashTable) weights = NULL;
  guint n_features;

  features = relais_classifier_scorer_get_part (list, evidence->part, &n_features);
  counts = count_features (features, n_features);
  weights = weigh_columns (scorer, features, n_features, evidence->best);

  for (guint i = 0; i < n_features; i++)
    {
      gpointer key = GUINT_TO_POINTER (features[i].hash);
      const double *share = g_hash_table_lookup (weights, key);
      guint word = features[i].word;
      double weight;

      if (share == NULL)
        continue;

      weight = *share / GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
      if (features[i].group == RELAIS_FEATURE_PAIR && word > evidence->part.first_word)
        {
          weight /= 2.0;
          words[word - 1].weight += weight;
        }
      words[word].weight += weight;
    }
}

/* The same word further on is the same reason. */
static char *
merge_word (const char              *text,
            const RelaisFeatureList *list,
            WordWeight              *words,
            guint                    index)
{
  const RelaisFeatureWord *word = &g_array_index (list->words, RelaisFeatureWord, index);
  char *written = g_utf8_make_valid (text + word->start, word->end - word->start);

  for (guint i = 0; i < index; i++)
    {
      const RelaisFeatureWord *other = &g_array_index (list->words, RelaisFeatureWord, i);

      if (other->end - other->start == word->end - word->start &&
          g_ascii_strncasecmp (text + other->start, text + word->start, word->end - word->start) ==
            0)
        {
          words[i].weight += words[index].weight;
          words[index].weight = 0.0;
          break;
        }
    }

  return written;
}

void
relais_classifier_add_reasons (RelaisClassification           *result,
                               const RelaisClassifierScorer   *scorer,
                               const char                     *text,
                               const RelaisFeatureList        *list,
                               const RelaisClassifierEvidence *evidence,
                               guint                           max_reasons)
{
  g_autofree WordWeight *words = g_new0 (WordWeight, list->words->len);
  g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  double total = 0.0;

  weigh_words (scorer, list, evidence, words);
  for (guint i = 0; i < list->words->len; i++)
    {
      words[i].word = i;
      g_ptr_array_add (written, merge_word (text, list, words, i));
    }

  for (guint i = 0; i < list->words->len; i++)
    total += MAX (words[i].weight, 0.0);
  qsort (words, list->words->len, sizeof (WordWeight), compare_words);

  for (guint i = 0; i < MIN (max_reasons, list->words->len) && fabs (words[i].weight) > 0.0; i++)
    relais_classification_take_reason (result,
                                       g_strdup (g_ptr_array_index (written, words[i].word)),
                                       total > 0.0 ? words[i].weight / total : words[i].weight);
}
