/* relais-training-set.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-training-set.h"

#include <math.h>

struct _RelaisTrainingSet
{
  gatomicrefcount ref_count;
  GArray *samples;       /* (owned) (element-type RelaisTrainingSample); kinds are borrowed */
  GPtrArray *kinds;      /* (owned) (element-type utf8) */
  GHashTable *has_kinds; /* (owned) set of what is in @kinds, borrowed */
};

G_DEFINE_BOXED_TYPE (RelaisTrainingSet,
                     relais_training_set,
                     relais_training_set_ref,
                     relais_training_set_unref)

G_DEFINE_QUARK (relais-classifier-error-quark, relais_classifier_error)

static void
clear_sample (gpointer data)
{
  RelaisTrainingSample *sample = data;

  g_free ((char *) sample->text);
}

RelaisTrainingSet *
relais_training_set_new (void)
{
  RelaisTrainingSet *self = g_new0 (RelaisTrainingSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->samples = g_array_new (FALSE, FALSE, sizeof (RelaisTrainingSample));
  g_array_set_clear_func (self->samples, clear_sample);
  self->kinds = g_ptr_array_new_with_free_func (g_free);
  self->has_kinds = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

RelaisTrainingSet *
relais_training_set_ref (RelaisTrainingSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
relais_training_set_unref (RelaisTrainingSet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->samples);
  g_hash_table_unref (self->has_kinds);
  g_ptr_array_unref (self->kinds);
  g_free (self);
}

gboolean
relais_training_set_add_kind (RelaisTrainingSet *self,
                              const char        *kind)
{
  char *owned;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  owned = g_utf8_make_valid (kind, -1);
  if (g_hash_table_contains (self->has_kinds, owned))
    {
      g_free (owned);
      return FALSE;
    }

  g_ptr_array_add (self->kinds, owned);
  g_hash_table_add (self->has_kinds, owned);
  return TRUE;
}

gboolean
relais_training_set_has_kind (RelaisTrainingSet *self,
                              const char        *kind)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  return g_hash_table_contains (self->has_kinds, kind);
}

void
relais_training_set_add (RelaisTrainingSet *self,
                         const char        *text,
                         const char        *kind,
                         double             weight)
{
  RelaisTrainingSample sample = { .weight = weight };

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (isfinite (weight) && weight > 0.0);

  if (kind != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (kind, -1);

      relais_training_set_add_kind (self, valid);
      sample.kind = g_hash_table_lookup (self->has_kinds, valid);
    }

  sample.text = g_utf8_make_valid (text, -1);
  g_array_append_val (self->samples, sample);
}

guint
relais_training_set_get_n_samples (RelaisTrainingSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->samples->len;
}

const RelaisTrainingSample *
relais_training_set_get_sample (RelaisTrainingSet *self,
                                guint              index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->samples->len, NULL);

  return &g_array_index (self->samples, RelaisTrainingSample, index);
}

static void
hash_string (GChecksum  *checksum,
             const char *text)
{
  /* With its NUL, so that two strings never read as one. */
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

char *
relais_training_set_dup_hash (RelaisTrainingSet *self)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->samples->len; i++)
    {
      const RelaisTrainingSample *sample = &g_array_index (self->samples, RelaisTrainingSample, i);
      char weight[G_ASCII_DTOSTR_BUF_SIZE];

      /* "None of these" is not a kind without a name. */
      hash_string (checksum, sample->kind != NULL ? "kind" : "none");
      hash_string (checksum, sample->kind != NULL ? sample->kind : "");
      hash_string (checksum, sample->text);
      hash_string (checksum, g_ascii_dtostr (weight, sizeof weight, sample->weight));
    }

  return g_strdup (g_checksum_get_string (checksum));
}

guint
relais_training_set_get_n_kinds (RelaisTrainingSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kinds->len;
}

const char *
relais_training_set_get_kind (RelaisTrainingSet *self,
                              guint              index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->kinds->len, NULL);

  return g_ptr_array_index (self->kinds, index);
}
