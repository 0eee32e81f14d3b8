/* relais-learning.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-learning.h"

/* Hashes of training sets, and the models as they are saved. */
#define CONTENTS "a{say}"

/* See the header. */
RelaisTrainingSet *
relais_learning_make_set (GPtrArray *kinds,
                          GPtrArray *examples)
{
  RelaisTrainingSet *samples = relais_training_set_new ();
  g_autoptr(GPtrArray) background = relais_pack_list_background ();
  g_autoptr(GHashTable) enabled = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);

      if (relais_kind_get_enabled (kind))
        {
          g_hash_table_add (enabled, (gpointer) relais_kind_get_id (kind));
          relais_training_set_add_kind (samples, relais_kind_get_id (kind));
        }
    }
  for (guint i = 0; i < examples->len; i++)
    {
      const RelaisExample *example = g_ptr_array_index (examples, i);

      if (example->kind == NULL || g_hash_table_contains (enabled, example->kind))
        relais_training_set_add (samples, example->text, example->kind, example->weight);
    }
  for (guint i = 0; i < background->len; i++)
    {
      const RelaisExample *example = g_ptr_array_index (background, i);

      relais_training_set_add (samples, example->text, NULL, example->weight);
    }

  return samples;
}

/* See the header. */
RelaisTrainingSet *
relais_learning_make_pack_set (GPtrArray *packs)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new ();
  g_autoptr(GPtrArray) examples = g_ptr_array_new ();

  for (guint i = 0; i < packs->len; i++)
    {
      g_ptr_array_extend (kinds, relais_pack_get_kinds (g_ptr_array_index (packs, i)), NULL, NULL);
      g_ptr_array_extend (examples, relais_pack_get_examples (g_ptr_array_index (packs, i)), NULL, NULL);
    }

  return relais_learning_make_set (kinds, examples);
}

static void
add_model (GVariantBuilder *models,
           GPtrArray       *packs)
{
  g_autoptr(RelaisTrainingSet) samples = relais_learning_make_pack_set (packs);
  g_autofree char *hash = relais_training_set_dup_hash (samples);
  g_autoptr(RelaisClassifierModel) model = relais_classifier_model_train (samples, -1.0, NULL, NULL);
  g_autoptr(GBytes) bytes = relais_classifier_model_to_bytes (model);

  g_variant_builder_add (models, "{s@ay}", hash, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

/* See the header. */
GBytes *
relais_learning_train_shipped (void)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  g_auto(GVariantBuilder) models = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (CONTENTS));
  g_autoptr(GVariant) contents = NULL;

  add_model (&models, packs);
  for (guint i = 0; i < packs->len && packs->len > 1; i++)
    {
      g_autoptr(GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, g_ptr_array_index (packs, i));
      add_model (&models, one);
    }
  contents = g_variant_ref_sink (g_variant_builder_end (&models));

  return g_variant_get_data_as_bytes (contents);
}

/* See the header. */
RelaisClassifierModel *
relais_learning_load_shipped (const char *hash)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RELAIS_LEARNING_MODELS, 0, NULL);
  g_autoptr(GVariant) contents = NULL;
  g_autoptr(GVariant) found = NULL;
  g_autoptr(GBytes) saved = NULL;
  g_autoptr(GError) error = NULL;
  RelaisClassifierModel *model;

  /* A program that does not carry them trains. */
  if (bytes == NULL)
    return NULL;

  contents = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (CONTENTS), bytes, TRUE));
  found = g_variant_lookup_value (contents, hash, G_VARIANT_TYPE_BYTESTRING);
  if (found == NULL)
    return NULL;

  saved = g_variant_get_data_as_bytes (found);
  model = relais_classifier_model_new_from_program (saved, &error);
  if (model == NULL)
    g_critical ("a classifier that came with Relais: %s", error->message);

  return model;
}
