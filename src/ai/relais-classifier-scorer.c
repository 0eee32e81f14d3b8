/* relais-classifier-scorer.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-scorer-private.h"
#include "relais-classifier-solver-private.h"

#include <math.h>
#include <string.h>

/* How many classes the inner loop takes at once. */
#define LANES 16

/* The vocabulary shrinks when there are very many kinds, so that weights stay below 16 MiB (and
 * below 128 MiB while they are computed). */
#define MAX_WEIGHTS (16 * 1024 * 1024)
#define MIN_COLUMNS 4096
#define MAX_COLUMNS (128 * 1024)

/* By cross-validation: from 2 to 8 refuses about as well, 4 is best on both sets. Scores are
 * about 1 apart. */
#define SHARPNESS 4.0f

/* A text of more words is scored by its sentences too. Short ones are joined to the next until
 * they have some words, very long ones are cut. On CLINC150 and BANKING77 wrapped into mails
 * with other sentences around, this takes the accuracy from 38 to 79 % and from 82 to 91 %; the
 * rows themselves lose nothing. */
#define SHORT_WORDS 12
#define PART_WORDS 3
#define LONG_PART_WORDS 30

/* How much less the clearest of many sentences says. Anything from 0.3 to 0.6 keeps
 * confidence about as honest for long texts as for short ones. */
#define CHANCE_OF_PARTS 0.4

RelaisClassifierScorer *
relais_classifier_scorer_new (RelaisClassifierVocabulary *vocabulary,
                              guint32                     n_classes)
{
  RelaisClassifierScorer *self = g_new0 (RelaisClassifierScorer, 1);

  self->vocabulary = vocabulary;
  self->n_classes = n_classes;
  self->none = G_MAXUINT32;
  self->stride = (n_classes + LANES - 1) / LANES * LANES;
  self->classes = g_new0 (guint32, n_classes);
  self->weights = g_new0 (gint8, (gsize) vocabulary->n_columns * self->stride);
  self->scales = g_new0 (float, vocabulary->n_columns);
  return self;
}

void
relais_classifier_scorer_free (RelaisClassifierScorer *self)
{
  relais_classifier_vocabulary_free (self->vocabulary);
  g_free (self->classes);
  g_free (self->weights);
  g_free (self->scales);
  g_free (self);
}

static void
take_weights (RelaisClassifierScorer *self,
              const double           *weights)
{
  for (gsize column = 0; column < self->vocabulary->n_columns; column++)
    {
      const double *from = weights + column * self->n_classes;
      gint8 *to = self->weights + column * self->stride;
      double largest = 0.0;

      for (guint i = 0; i < self->n_classes; i++)
        largest = MAX (largest, fabs (from[i]));
      if (largest <= 0.0)
        continue;

      self->scales[column] = (float) (largest / 127.0);
      for (guint i = 0; i < self->n_classes; i++)
        to[i] = (gint8) lround (from[i] / largest * 127.0);
    }
}

/* Numbers the classes that have examples from 0, in the order of the caller's numbers. */
static guint
number_classes (const RelaisClassifierExample *examples,
                guint                          n_examples,
                guint                         *dense,
                GArray                        *classes)
{
  guint n_all = 0;

  for (guint i = 0; i < n_examples; i++)
    n_all = MAX (n_all, examples[i].class_index + 1);

  {
    g_autofree guint32 *numbers = g_new0 (guint32, n_all);

    for (guint i = 0; i < n_examples; i++)
      numbers[examples[i].class_index] = 1;
    for (guint32 i = 0; i < n_all; i++)
      if (numbers[i] != 0)
        {
          numbers[i] = classes->len;
          g_array_append_val (classes, i);
        }
    for (guint i = 0; i < n_examples; i++)
      dense[i] = numbers[examples[i].class_index];
  }

  return classes->len;
}

static RelaisClassifierVocabulary *
make_vocabulary (const RelaisClassifierExample *examples,
                 guint                          n_examples,
                 guint                          n_classes)
{
  g_autofree const RelaisFeatureList **texts = g_new (const RelaisFeatureList *, n_examples);

  for (guint i = 0; i < n_examples; i++)
    texts[i] = examples[i].features;

  return relais_classifier_vocabulary_new ((RelaisFeatureList *const *) texts, n_examples,
                                           CLAMP (MAX_WEIGHTS / MAX (n_classes, 1), MIN_COLUMNS,
                                                  MAX_COLUMNS));
}

RelaisClassifierScorer *
relais_classifier_scorer_train (const RelaisClassifierExample *examples,
                                guint                          n_examples,
                                guint                          none,
                                GCancellable                  *cancellable,
                                GError                       **error)
{
  g_autoptr(RelaisClassifierScorer) self = NULL;
  g_autoptr(GPtrArray) vectors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr(GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint *dense = g_new (guint, n_examples);
  g_autofree guint *copies = g_new (guint, n_examples);
  g_autofree double *weights = NULL;
  guint n_classes;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  n_classes = number_classes (examples, n_examples, dense, classes);
  self =
    relais_classifier_scorer_new (make_vocabulary (examples, n_examples, n_classes), n_classes);
  if (n_classes == 0)
    return g_steal_pointer (&self);

  memcpy (self->classes, classes->data, sizeof (guint32) * n_classes);
  for (guint32 i = 0; i < n_classes; i++)
    if (self->classes[i] == none)
      self->none = i;

  for (guint i = 0; i < n_examples; i++)
    {
      const RelaisFeatureList *list = examples[i].features;
      GArray *terms = g_array_new (FALSE, FALSE, sizeof (RelaisClassifierTerm));

      relais_classifier_vocabulary_vectorise (
        self->vocabulary, (const RelaisFeature *) (gpointer) list->features->data,
        list->features->len, terms);
      g_ptr_array_add (vectors, terms);
      copies[i] = examples[i].n_copies;
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  weights = relais_classifier_solve ((GArray * const *) vectors->pdata, dense, copies, n_examples,
                                     self->vocabulary->n_columns, n_classes);
  take_weights (self, weights);
  return g_steal_pointer (&self);
}

/* The inner loop of everything. Written so that the compiler keeps the sums of sixteen classes in
 * registers and takes four or more at once. */
static void
score_terms (const RelaisClassifierScorer *self,
             const GArray                 *terms,
             float                        *scores)
{
  const RelaisClassifierTerm *first = (const RelaisClassifierTerm *) (gconstpointer) terms->data;
  const RelaisClassifierTerm *end = first + terms->len;

  for (guint32 lanes = 0; lanes < self->stride; lanes += LANES)
    {
      float sums[LANES] = { 0.0f };

      for (const RelaisClassifierTerm *term = first; term < end; term++)
        {
          const gint8 *weights = self->weights + (gsize) term->column * self->stride + lanes;
          float value = term->value * self->scales[term->column];

          for (guint32 lane = 0; lane < LANES; lane++)
            sums[lane] += value * (float) weights[lane];
        }
      memcpy (scores + lanes, sums, sizeof sums);
    }
}

const RelaisFeature *
relais_classifier_scorer_get_part (const RelaisFeatureList *list,
                                   RelaisClassifierPart     part,
                                   guint                   *n_features)
{
  guint first = 0;
  guint end = list->features->len;

  if (part.first_word < list->words->len)
    first = g_array_index (list->words, RelaisFeatureWord, part.first_word).first_feature;
  if (part.end_word < list->words->len)
    end = g_array_index (list->words, RelaisFeatureWord, part.end_word).first_feature;

  *n_features = end - first;
  return (const RelaisFeature *) (gpointer) list->features->data + first;
}

static gboolean
score_part (const RelaisClassifierScorer *self,
            const RelaisFeatureList      *list,
            RelaisClassifierPart          part,
            GArray                       *terms,
            float                        *scores)
{
  guint n_features;
  const RelaisFeature *features = relais_classifier_scorer_get_part (list, part, &n_features);

  relais_classifier_vocabulary_vectorise (self->vocabulary, features, n_features, terms);
  if (terms->len == 0)
    return FALSE;

  score_terms (self, terms, scores);
  return TRUE;
}

/* The logarithm of a softmax whose sharpness suits scores that are 1 apart. The class of score 0
 * stands for all that the examples do not show; it matters when there are few kinds. */
static void
weigh (const RelaisClassifierScorer *self,
       const float                  *scores,
       guint                         n_others,
       guint                         n_parts,
       RelaisClassifierEvidence     *evidence)
{
  guint32 n_kinds = self->n_classes - (self->none < self->n_classes ? 1 : 0);
  float highest = -G_MAXFLOAT;
  double others = 0.0;
  double n_all;
  double sum;

  for (guint32 i = 0; i < self->n_classes; i++)
    if (i != self->none && scores[i] > highest)
      {
        highest = scores[i];
        evidence->best = i;
      }

  for (guint32 i = 0; i < self->n_classes; i++)
    if (i != self->none && i != evidence->best)
      others += (double) expf (SHARPNESS * (scores[i] - highest));
  if (n_others > 0 && n_kinds > 1)
    {
      others *= (double) n_others / (n_kinds - 1);
      n_kinds = n_others + 1;
    }

  n_all = n_kinds + 1.0;
  sum = 1.0 + others + (double) expf (SHARPNESS * -highest);
  if (self->none < self->n_classes)
    {
      n_all += 1.0;
      sum += (double) expf (SHARPNESS * (scores[self->none] - highest));
    }

  /* Of many sentences, one looks like a request by chance. */
  sum *= pow (n_parts, CHANCE_OF_PARTS);
  evidence->strength = -log (sum) / log (n_all);
}

/* The whole text first. Then, when it is long, its sentences, joined until they have some length
 * and cut when they have too much. */
static GArray *
split_text (const RelaisFeatureList *list)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (RelaisClassifierPart));
  RelaisClassifierPart part = { 0, list->words->len };

  g_array_append_val (parts, part);
  if (list->words->len <= SHORT_WORDS)
    return parts;

  part.first_word = 0;
  for (guint i = 1; i <= list->words->len; i++)
    {
      guint n_words = i - part.first_word;
      gboolean is_edge =
        i == list->words->len || g_array_index (list->words, RelaisFeatureWord, i).starts_sentence;

      if ((is_edge && n_words >= PART_WORDS) || n_words >= LONG_PART_WORDS || i == list->words->len)
        {
          part.end_word = i;
          g_array_append_val (parts, part);
          part.first_word = i;
        }
    }

  return parts;
}

gboolean
relais_classifier_scorer_score (const RelaisClassifierScorer *self,
                                const RelaisFeatureList      *features,
                                guint                         n_others,
                                float                        *scores,
                                RelaisClassifierEvidence     *evidence)
{
  g_autoptr(GArray) terms = g_array_sized_new (FALSE, FALSE, sizeof (RelaisClassifierTerm), 256);
  g_autoptr(GArray) parts = split_text (features);
  g_autofree float *part_scores = g_new (float, self->stride);
  gboolean found = FALSE;

  if (self->n_classes == 0 || (self->n_classes == 1 && self->none == 0))
    return FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      RelaisClassifierEvidence part_evidence = { .part =
                                                   g_array_index (parts, RelaisClassifierPart, i) };

      if (!score_part (self, features, part_evidence.part, terms, part_scores))
        continue;

      weigh (self, part_scores, n_others, i > 0 ? parts->len - 1 : 1, &part_evidence);
      if (found && part_evidence.strength <= evidence->strength)
        continue;

      memcpy (scores, part_scores, sizeof (float) * self->stride);
      *evidence = part_evidence;
      found = TRUE;
    }

  return found;
}
