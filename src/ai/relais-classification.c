/* relais-classification.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classification-private.h"

/* Kinds are interned, so an answer does not copy their names and outlives its model. */
typedef struct
{
  const char *kind;
  double probability;
} Ranked;

struct _RelaisClassification
{
  gatomicrefcount ref_count;
  double in_scope;
  double threshold;
  guint n_ranked;
  Ranked ranked[RELAIS_CLASSIFICATION_MAX_RANKED];
  GArray *reasons; /* (owned) (nullable) (element-type RelaisClassificationReason) */
};

G_DEFINE_BOXED_TYPE (RelaisClassification,
                     relais_classification,
                     relais_classification_ref,
                     relais_classification_unref)

static void
clear_reason (gpointer data)
{
  RelaisClassificationReason *reason = data;

  g_free ((char *) reason->word);
}

RelaisClassification *
relais_classification_new (double in_scope,
                           double threshold)
{
  RelaisClassification *self = g_new (RelaisClassification, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->in_scope = in_scope;
  self->threshold = threshold;
  self->n_ranked = 0;
  self->reasons = NULL;
  return self;
}

void
relais_classification_add_ranked (RelaisClassification *self,
                                  const char           *kind,
                                  double                probability)
{
  g_assert (self->n_ranked < G_N_ELEMENTS (self->ranked));

  self->ranked[self->n_ranked++] = (Ranked) { kind, probability };
}

void
relais_classification_take_reason (RelaisClassification *self,
                                   char                 *word,
                                   double                weight)
{
  RelaisClassificationReason reason = { word, weight };

  if (self->reasons == NULL)
    {
      self->reasons = g_array_new (FALSE, FALSE, sizeof (RelaisClassificationReason));
      g_array_set_clear_func (self->reasons, clear_reason);
    }
  g_array_append_val (self->reasons, reason);
}

RelaisClassification *
relais_classification_ref (RelaisClassification *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
relais_classification_unref (RelaisClassification *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->reasons, g_array_unref);
  g_free (self);
}

const char *
relais_classification_get_kind (RelaisClassification *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return relais_classification_get_kind_at (self, self->threshold);
}

const char *
relais_classification_get_kind_at (RelaisClassification *self,
                                   double                threshold)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_ranked == 0 || self->ranked[0].probability < threshold)
    return NULL;
  return self->ranked[0].kind;
}

const char *
relais_classification_get_best_kind (RelaisClassification *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->n_ranked > 0 ? self->ranked[0].kind : NULL;
}

double
relais_classification_get_confidence (RelaisClassification *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->n_ranked > 0 ? self->ranked[0].probability : 0.0;
}

double
relais_classification_get_in_scope (RelaisClassification *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->in_scope;
}

guint
relais_classification_get_n_ranked (RelaisClassification *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_ranked;
}

const char *
relais_classification_get_ranked (RelaisClassification *self,
                                  guint                 index,
                                  double               *probability)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_ranked, NULL);

  if (probability != NULL)
    *probability = self->ranked[index].probability;
  return self->ranked[index].kind;
}

const RelaisClassificationReason *
relais_classification_get_reasons (RelaisClassification *self,
                                   guint                *n_reasons)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_reasons != NULL, NULL);

  *n_reasons = self->reasons != NULL ? self->reasons->len : 0;
  return self->reasons != NULL ? (const RelaisClassificationReason *) (gpointer) self->reasons->data
                               : NULL;
}
