/* relais-classifier-vocabulary.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-vocabulary-private.h"

#include <math.h>
#include <string.h>

/* Chosen with the weights of the groups below, on the training and validation rows of CLINC150
 * and BANKING77: a rare feature says more, but not as much more as the usual logarithm has it;
 * and what no example has counts more than the rarest feature that one has, so that the score of
 * a text that speaks of other things falls. */
#define RARITY_POWER 0.7f
#define UNSEEN_WEIGHT 1.5f

/* With fewer examples than this, what only one of them has is kept too: it may be all that tells
 * a kind. */
#define FEW_TEXTS 2000

/* How much one occurrence of each group counts. */
static const float group_weights[RELAIS_FEATURE_N_GROUPS] = {
  [RELAIS_FEATURE_WORD] = 1.2f,
  [RELAIS_FEATURE_PAIR] = 1.2f,
  [RELAIS_FEATURE_LETTERS] = 1.0f,
};

/* In how many examples a feature must occur, once there are many. */
static const guint32 group_floors[RELAIS_FEATURE_N_GROUPS] = {
  [RELAIS_FEATURE_WORD] = 1,
  [RELAIS_FEATURE_PAIR] = 2,
  [RELAIS_FEATURE_LETTERS] = 2,
};

typedef struct
{
  guint32 hash;
  guint32 n_texts;
  guint32 last_text;
  guint32 group;
} Count;

/* Feature hashes are well mixed, so their low bits serve as they are. */
static guint32
slots_for (guint n_entries)
{
  guint32 n_slots = 16;

  while (n_slots < n_entries * 2)
    n_slots *= 2;
  return n_slots;
}

static void
index_columns (RelaisClassifierVocabulary *self)
{
  self->n_slots = slots_for (self->n_columns);
  self->slots = g_new0 (guint32, self->n_slots);

  for (guint32 column = 0; column < self->n_columns; column++)
    {
      guint32 slot = self->hashes[column] & (self->n_slots - 1);

      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = column + 1;
    }
}

static GArray *
count_texts (RelaisFeatureList * const *texts,
             guint                      n_texts)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_autoptr(GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_texts; i++)
    for (guint j = 0; j < texts[i]->features->len; j++)
      {
        const RelaisFeature *feature = &g_array_index (texts[i]->features, RelaisFeature, j);
        gpointer key = GUINT_TO_POINTER (feature->hash);
        guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, key));

        if (place == 0)
          {
            Count count = { feature->hash, 1, i, feature->group };

            g_array_append_val (counts, count);
            g_hash_table_insert (places, key, GUINT_TO_POINTER (counts->len));
          }
        else
          {
            Count *count = &g_array_index (counts, Count, place - 1);

            if (count->last_text != i)
              count->n_texts++;
            count->last_text = i;
          }
      }

  return counts;
}

/* The commonest first, so that leaving out the tail leaves out the rarest. */
static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *left = a;
  const Count *right = b;

  if (left->n_texts != right->n_texts)
    return left->n_texts > right->n_texts ? -1 : 1;
  return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static float
rarity (guint n_texts,
        guint n_having)
{
  return powf (logf ((1.0f + (float) n_texts) / (1.0f + (float) n_having)) + 1.0f, RARITY_POWER);
}

RelaisClassifierVocabulary *
relais_classifier_vocabulary_new (RelaisFeatureList * const *texts,
                                  guint                      n_texts,
                                  guint                      max_columns)
{
  RelaisClassifierVocabulary *self = g_new0 (RelaisClassifierVocabulary, 1);
  g_autoptr(GArray) counts = count_texts (texts, n_texts);

  g_array_sort (counts, compare_counts);
  self->hashes = g_new (guint32, MIN (counts->len, max_columns) + 1);
  self->idf = g_new (float, MIN (counts->len, max_columns) + 1);
  self->unseen_idf = UNSEEN_WEIGHT * rarity (n_texts, 0);

  for (guint i = 0; i < counts->len && self->n_columns < max_columns; i++)
    {
      const Count *count = &g_array_index (counts, Count, i);

      if (n_texts >= FEW_TEXTS && count->n_texts < group_floors[count->group])
        continue;
      self->hashes[self->n_columns] = count->hash;
      self->idf[self->n_columns] = rarity (n_texts, count->n_texts);
      self->n_columns++;
    }

  index_columns (self);
  return self;
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
are_all_different (const guint32 *hashes,
                   guint32        n_hashes)
{
  g_autofree guint32 *sorted = g_memdup2 (hashes, sizeof (guint32) * n_hashes);

  if (n_hashes > 1)
    qsort (sorted, n_hashes, sizeof (guint32), compare_hashes);
  for (guint32 i = 1; i < n_hashes; i++)
    if (sorted[i] == sorted[i - 1])
      return FALSE;
  return TRUE;
}

RelaisClassifierVocabulary *
relais_classifier_vocabulary_new_from_columns (const guint32 *hashes,
                                               const float   *idf,
                                               guint32        n_columns,
                                               float          unseen_idf)
{
  RelaisClassifierVocabulary *self;

  if (!are_all_different (hashes, n_columns))
    return NULL;

  self = g_new0 (RelaisClassifierVocabulary, 1);
  self->n_columns = n_columns;
  self->hashes = g_memdup2 (hashes, sizeof (guint32) * n_columns);
  self->idf = g_memdup2 (idf, sizeof (float) * n_columns);
  self->unseen_idf = unseen_idf;
  index_columns (self);
  return self;
}

void
relais_classifier_vocabulary_free (RelaisClassifierVocabulary *self)
{
  g_free (self->hashes);
  g_free (self->idf);
  g_free (self->slots);
  g_free (self);
}

guint32
relais_classifier_vocabulary_find (const RelaisClassifierVocabulary *self,
                                   guint32                           hash)
{
  guint32 slot = hash & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    {
      guint32 column = self->slots[slot] - 1;

      if (self->hashes[column] == hash)
        return column;
      slot = (slot + 1) & (self->n_slots - 1);
    }

  return G_MAXUINT32;
}

typedef struct
{
  guint32 hash;
  guint16 n_times;
  guint16 group;
} Occurrence;

/* Counts how often each feature occurs. @distinct receives each once; @n_slots is a power of
 * two. */
static guint
count_occurrences (const RelaisFeature *features,
                   guint                n_features,
                   guint16             *slots,
                   guint32              n_slots,
                   Occurrence          *distinct)
{
  guint n_distinct = 0;

  memset (slots, 0, sizeof (guint16) * n_slots);
  for (guint i = 0; i < n_features; i++)
    {
      guint32 slot = features[i].hash & (n_slots - 1);

      while (slots[slot] != 0 && distinct[slots[slot] - 1].hash != features[i].hash)
        slot = (slot + 1) & (n_slots - 1);

      if (slots[slot] == 0)
        {
          distinct[n_distinct] = (Occurrence) { features[i].hash, 1, features[i].group };
          slots[slot] = (guint16) ++n_distinct;
        }
      else
        {
          distinct[slots[slot] - 1].n_times++;
        }
    }

  return n_distinct;
}

static float
damp (guint n_times)
{
  return n_times == 1 ? 1.0f : 1.0f + logf ((float) n_times);
}

void
relais_classifier_vocabulary_vectorise (const RelaisClassifierVocabulary *self,
                                        const RelaisFeature              *features,
                                        guint                             n_features,
                                        GArray                           *terms)
{
  guint16 few_slots[1024];
  Occurrence few_distinct[512];
  g_autofree guint16 *many_slots = NULL;
  g_autofree Occurrence *many_distinct = NULL;
  guint16 *slots = few_slots;
  Occurrence *distinct = few_distinct;
  guint32 n_slots;
  guint n_distinct;
  double squares = 0.0;

  /* A slot has 16 bits; a text of the longest words only is cut here. */
  n_features = MIN (n_features, G_MAXUINT16 - 1);
  n_slots = slots_for (n_features);
  if (n_features > G_N_ELEMENTS (few_distinct))
    {
      slots = many_slots = g_new (guint16, n_slots);
      distinct = many_distinct = g_new (Occurrence, n_features);
    }

  n_distinct = count_occurrences (features, n_features, slots, n_slots, distinct);
  g_array_set_size (terms, 0);

  for (guint i = 0; i < n_distinct; i++)
    {
      guint32 column = relais_classifier_vocabulary_find (self, distinct[i].hash);
      float value = group_weights[distinct[i].group] * damp (distinct[i].n_times);

      value *= column == G_MAXUINT32 ? self->unseen_idf : self->idf[column];
      squares += (double) value * (double) value;
      if (column != G_MAXUINT32)
        {
          RelaisClassifierTerm term = { column, value };

          g_array_append_val (terms, term);
        }
    }

  for (guint i = 0; i < terms->len; i++)
    g_array_index (terms, RelaisClassifierTerm, i).value /= (float) sqrt (squares);
}
