/* relais-classifier-model.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classification-private.h"
#include "relais-classifier-model-private.h"
#include "relais-classifier-reasons-private.h"

#include <math.h>

/* Training reads this many words of all texts together, and so many of one; its memory is
 * bounded by that. */
#define TRAINING_WORDS 1500000
#define MIN_TRAINING_WORDS 40
#define MAX_TRAINING_WORDS 400

#define MAX_COPIES 20

struct _RelaisClassifierModel
{
  gatomicrefcount ref_count;
  GPtrArray *kinds;               /* (owned) (element-type utf8), interned */
  RelaisClassifierScorer *scorer; /* (owned) */
  RelaisClassifierCalibration calibration;
  char *version;                  /* (owned) */
};

G_DEFINE_BOXED_TYPE (RelaisClassifierModel,
                     relais_classifier_model,
                     relais_classifier_model_ref,
                     relais_classifier_model_unref)

RelaisClassifierModel *
relais_classifier_model_new (GPtrArray                         *kinds,
                             RelaisClassifierScorer            *scorer,
                             const RelaisClassifierCalibration *calibration,
                             const guint8                      *checksum)
{
  RelaisClassifierModel *self = g_new0 (RelaisClassifierModel, 1);
  g_autoptr(GBytes) bytes = NULL;
  const guint8 *digits = checksum;

  g_atomic_ref_count_init (&self->ref_count);
  self->kinds = kinds;
  self->scorer = scorer;
  self->calibration = *calibration;

  if (digits == NULL)
    {
      bytes = relais_classifier_model_to_bytes (self);
      digits = g_bytes_get_data (bytes, NULL);
      digits += RELAIS_CLASSIFIER_CHECKSUM_OFFSET;
    }
  self->version = g_strdup_printf ("linear-1-%02x%02x%02x%02x%02x%02x", digits[0], digits[1],
                                   digits[2], digits[3], digits[4], digits[5]);
  return self;
}

GPtrArray *
relais_classifier_model_peek_kinds (RelaisClassifierModel *self)
{
  return self->kinds;
}

const RelaisClassifierScorer *
relais_classifier_model_peek_scorer (RelaisClassifierModel *self)
{
  return self->scorer;
}

const RelaisClassifierCalibration *
relais_classifier_model_peek_calibration (RelaisClassifierModel *self)
{
  return &self->calibration;
}

static void
cut_words (RelaisFeatureList *list,
           guint              max_words)
{
  if (list->words->len <= max_words)
    return;

  g_array_set_size (list->features,
                    g_array_index (list->words, RelaisFeatureWord, max_words).first_feature);
  g_array_set_size (list->words, max_words);
}

/* The features of all samples; NULL when cancelled. */
static GPtrArray *
read_samples (RelaisTrainingSet *samples,
              GCancellable      *cancellable)
{
  guint n_samples = relais_training_set_get_n_samples (samples);
  guint max_words =
    CLAMP (TRAINING_WORDS / MAX (n_samples, 1), MIN_TRAINING_WORDS, MAX_TRAINING_WORDS);
  g_autoptr(GPtrArray) lists =
    g_ptr_array_new_with_free_func ((GDestroyNotify) relais_feature_list_free);
  g_autoptr(RelaisFeatureList) all = relais_feature_list_new ();

  for (guint i = 0; i < n_samples && !g_cancellable_is_cancelled (cancellable); i++)
    {
      RelaisFeatureList *list = g_new0 (RelaisFeatureList, 1);

      /* Read into a large list, kept in one of the right size: there may be very many of them. */
      relais_feature_list_fill (all, relais_training_set_get_sample (samples, i)->text);
      cut_words (all, max_words);
      list->features = g_array_copy (all->features);
      list->words = g_array_copy (all->words);
      g_ptr_array_add (lists, list);
    }

  return g_steal_pointer (&lists);
}

static GPtrArray *
intern_kinds (RelaisTrainingSet *samples,
              GHashTable        *numbers)
{
  GPtrArray *kinds = g_ptr_array_new ();

  for (guint i = 0; i < relais_training_set_get_n_kinds (samples); i++)
    {
      const char *kind = g_intern_string (relais_training_set_get_kind (samples, i));

      g_ptr_array_add (kinds, (gpointer) kind);
      g_hash_table_insert (numbers, (gpointer) kind, GUINT_TO_POINTER (i));
    }

  return kinds;
}

RelaisClassifierModel *
relais_classifier_model_train (RelaisTrainingSet  *samples,
                               double              threshold,
                               GCancellable       *cancellable,
                               GError            **error)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) kinds = NULL;
  g_autoptr(GPtrArray) lists = NULL;
  g_autoptr(RelaisClassifierScorer) scorer = NULL;
  g_autofree RelaisClassifierExample *examples = NULL;
  RelaisClassifierCalibration calibration;

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (threshold <= 1.0, NULL);

  kinds = intern_kinds (samples, numbers);
  lists = read_samples (samples, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  examples = g_new (RelaisClassifierExample, lists->len);
  for (guint i = 0; i < lists->len; i++)
    {
      const RelaisTrainingSample *sample = relais_training_set_get_sample (samples, i);

      examples[i].features = g_ptr_array_index (lists, i);
      examples[i].class_index = kinds->len;
      examples[i].n_copies = (guint) CLAMP (lround (sample->weight), 1, MAX_COPIES);
      if (sample->kind != NULL)
        examples[i].class_index = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, sample->kind));
    }

  if (!relais_classifier_calibrate (&calibration, examples, lists->len, kinds->len, cancellable,
                                    error))
    return NULL;
  if (threshold >= 0.0)
    calibration.threshold = threshold;

  scorer = relais_classifier_scorer_train (examples, lists->len, kinds->len, cancellable, error);
  if (scorer == NULL)
    return NULL;

  return relais_classifier_model_new (g_steal_pointer (&kinds), g_steal_pointer (&scorer),
                                      &calibration, NULL);
}

RelaisClassifierModel *
relais_classifier_model_ref (RelaisClassifierModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
relais_classifier_model_unref (RelaisClassifierModel *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->kinds);
  relais_classifier_scorer_free (self->scorer);
  g_free (self->version);
  g_free (self);
}

/* The kinds with the highest scores, the best first. Returns: how many */
static guint
rank (const RelaisClassifierScorer *scorer,
      const float                  *scores,
      guint                        *ranked)
{
  guint n_ranked = 0;

  for (guint i = 0; i < scorer->n_classes; i++)
    {
      guint place = n_ranked;

      if (i == scorer->none)
        continue;
      if (n_ranked < RELAIS_CLASSIFICATION_MAX_RANKED)
        n_ranked++;
      else if (scores[i] <= scores[ranked[n_ranked - 1]])
        continue;
      else
        place = n_ranked - 1;

      while (place > 0 && scores[i] > scores[ranked[place - 1]])
        {
          ranked[place] = ranked[place - 1];
          place--;
        }
      ranked[place] = i;
    }

  return n_ranked;
}

/* The best kind has the probability that was measured for evidence like this. What is left of
 * the probability of being in scope goes to the other kinds by their scores, none of them more
 * than the best. */
static RelaisClassification *
conclude (RelaisClassifierModel          *self,
          const float                    *scores,
          const RelaisClassifierEvidence *evidence)
{
  const RelaisClassifierScorer *scorer = self->scorer;
  double right = relais_classifier_curve_read (&self->calibration.right, evidence->strength);
  double in_scope =
    MAX (right, relais_classifier_curve_read (&self->calibration.in_scope, evidence->strength));
  guint ranked[RELAIS_CLASSIFICATION_MAX_RANKED] = { evidence->best };
  guint n_ranked = rank (scorer, scores, ranked);
  RelaisClassification *result;
  double others = 0.0;

  for (guint i = 0; i < scorer->n_classes; i++)
    if (i != scorer->none && i != ranked[0])
      others += exp (self->calibration.sharpness * (double) (scores[i] - scores[ranked[0]]));
  if (others <= 0.0)
    in_scope = right;

  result = relais_classification_new (in_scope, self->calibration.threshold);
  relais_classification_add_ranked (result,
                                    g_ptr_array_index (self->kinds, scorer->classes[ranked[0]]),
                                    right);
  for (guint i = 1; i < n_ranked; i++)
    {
      double share =
        exp (self->calibration.sharpness * (double) (scores[ranked[i]] - scores[ranked[0]])) /
        others;

      relais_classification_add_ranked (result,
                                        g_ptr_array_index (self->kinds, scorer->classes[ranked[i]]),
                                        MIN (right, (in_scope - right) * share));
    }

  return result;
}

RelaisClassification *
relais_classifier_model_explain (RelaisClassifierModel *self,
                                 const char            *text,
                                 guint                  max_reasons)
{
  g_autoptr(RelaisFeatureList) list = NULL;
  g_autofree float *scores = NULL;
  RelaisClassifierEvidence evidence;
  RelaisClassification *result;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  list = relais_feature_list_new ();
  scores = g_new (float, self->scorer->stride);
  relais_feature_list_fill (list, text);
  if (!relais_classifier_scorer_score (self->scorer, list, 0, scores, &evidence))
    return relais_classification_new (0.0, self->calibration.threshold);

  result = conclude (self, scores, &evidence);
  if (max_reasons > 0)
    relais_classifier_add_reasons (result, self->scorer, text, list, &evidence, max_reasons);
  return result;
}

RelaisClassification *
relais_classifier_model_classify (RelaisClassifierModel *self,
                                  const char            *text)
{
  return relais_classifier_model_explain (self, text, 0);
}

double
relais_classifier_model_get_threshold (RelaisClassifierModel *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->calibration.threshold;
}

guint
relais_classifier_model_get_n_kinds (RelaisClassifierModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kinds->len;
}

const char *
relais_classifier_model_get_kind (RelaisClassifierModel *self,
                                  guint                  index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->kinds->len, NULL);

  return g_ptr_array_index (self->kinds, index);
}

const char *
relais_classifier_model_get_version (RelaisClassifierModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}
