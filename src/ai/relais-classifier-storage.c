/* relais-classifier-storage.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-model-private.h"

#include <math.h>
#include <string.h>

/* A saved model: 8 bytes of magic, 4 of version, 4 of zero, the SHA-256 of what follows, and a
 * GVariant of the type below, all little-endian. Floats are saved by their bits, so that a loaded
 * model answers exactly like the one that was saved.
 *
 * Raise the version whenever the features of a text change: an older model would not fit them.
 *
 *   as      kinds
 *   dddddd  slope and offset of both curves, sharpness, threshold
 *   uu      bits of the weight of unseen features, which class is none
 *   au      kinds of the classes
 *   au au   hash and bits of the weight of each column
 *   au ay   bits of the scale of each column, its weights without padding
 */
#define MAGIC "RelaisCl"
#define VERSION 1u
#define CONTENTS "(asdddddduuauauauauay)"
#define CHECKSUM_SIZE 32

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 zero;
  guint8 checksum[CHECKSUM_SIZE];
} Header;

G_STATIC_ASSERT (sizeof (Header) == 48);
G_STATIC_ASSERT (offsetof (Header, checksum) == RELAIS_CLASSIFIER_CHECKSUM_OFFSET);
G_STATIC_ASSERT (sizeof (float) == sizeof (guint32));

static void
compute_checksum (gconstpointer  data,
                  gsize          size,
                  guint8        *result)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = CHECKSUM_SIZE;

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, result, &length);
}

static GVariant *
to_little_endian (GVariant *contents)
{
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return g_variant_ref (contents);
  return g_variant_byteswap (contents);
}

static guint32
to_bits (float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

static float
from_bits (guint32 bits)
{
  float value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static GVariant *
pack_numbers (const guint32 *numbers,
              gsize          n_numbers)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, numbers, n_numbers, sizeof (guint32));
}

static GVariant *
pack_weights (const RelaisClassifierScorer *scorer)
{
  gsize n_columns = scorer->vocabulary->n_columns;
  g_autofree gint8 *weights = g_new (gint8, n_columns * scorer->n_classes + 1);

  for (gsize column = 0; column < n_columns; column++)
    memcpy (weights + column * scorer->n_classes, scorer->weights + column * scorer->stride,
            scorer->n_classes);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, weights, n_columns * scorer->n_classes, 1);
}

GBytes *
relais_classifier_model_to_bytes (RelaisClassifierModel *self)
{
  const RelaisClassifierCalibration *calibration = relais_classifier_model_peek_calibration (self);
  const RelaisClassifierScorer *scorer = relais_classifier_model_peek_scorer (self);
  const RelaisClassifierVocabulary *vocabulary = scorer->vocabulary;
  GPtrArray *kinds = relais_classifier_model_peek_kinds (self);
  g_autoptr(GVariant) contents = NULL;
  g_autoptr(GVariant) swapped = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Header header = { .magic = MAGIC, .version = GUINT32_TO_LE (VERSION) };

  contents = g_variant_ref_sink (g_variant_new (
    "(@asdddddduu@au@au@au@au@ay)",
    g_variant_new_strv ((const char * const *) kinds->pdata, kinds->len),
    calibration->right.slope, calibration->right.offset,
    calibration->in_scope.slope, calibration->in_scope.offset,
    calibration->sharpness, calibration->threshold,
    to_bits (vocabulary->unseen_idf), scorer->none,
    pack_numbers (scorer->classes, scorer->n_classes),
    pack_numbers (vocabulary->hashes, vocabulary->n_columns),
    pack_numbers ((const guint32 *) (gconstpointer) vocabulary->idf, vocabulary->n_columns),
    pack_numbers ((const guint32 *) (gconstpointer) scorer->scales, vocabulary->n_columns),
    pack_weights (scorer)));
  swapped = to_little_endian (contents);

  compute_checksum (g_variant_get_data (swapped), g_variant_get_size (swapped), header.checksum);
  g_byte_array_append (bytes, (const guint8 *) &header, sizeof header);
  g_byte_array_append (bytes, g_variant_get_data (swapped), (guint) g_variant_get_size (swapped));
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
fail_damaged (GError     **error,
              const char  *what)
{
  g_set_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_DAMAGED,
               "The saved classifier is damaged: %s", what);
  return FALSE;
}

static GVariant *
open_contents (GBytes    *bytes,
               gboolean   trusted,
               GError   **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GBytes) rest = NULL;
  g_autoptr(GVariant) contents = NULL;
  guint8 checksum[CHECKSUM_SIZE];
  Header header;

  if (size < sizeof header)
    {
      fail_damaged (error, "it is too short");
      return NULL;
    }

  memcpy (&header, data, sizeof header);
  if (memcmp (header.magic, MAGIC, sizeof header.magic) != 0)
    {
      fail_damaged (error, "it does not begin like one");
      return NULL;
    }
  if (GUINT32_FROM_LE (header.version) != VERSION)
    {
      g_set_error (error, RELAIS_CLASSIFIER_ERROR, RELAIS_CLASSIFIER_ERROR_WRONG_VERSION,
                   "The saved classifier is of version %u, not %u",
                   GUINT32_FROM_LE (header.version), VERSION);
      return NULL;
    }

  if (!trusted)
    {
      compute_checksum (data + sizeof header, size - sizeof header, checksum);
      if (memcmp (checksum, header.checksum, sizeof checksum) != 0)
        {
          fail_damaged (error, "its checksum is wrong");
          return NULL;
        }
    }

  rest = g_bytes_new_from_bytes (bytes, sizeof header, size - sizeof header);
  contents = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (CONTENTS), rest, trusted));
  if (!g_variant_is_normal_form (contents))
    {
      fail_damaged (error, "its contents are not well-formed");
      return NULL;
    }

  return to_little_endian (contents);
}

typedef struct
{
  GVariant *variant;     /* (owned) */
  const guint32 *values;
  gsize n_values;
} Numbers;

static void
unpack_numbers (GVariant *contents,
                gsize     index,
                Numbers  *numbers)
{
  numbers->variant = g_variant_get_child_value (contents, index);
  numbers->values =
    g_variant_get_fixed_array (numbers->variant, &numbers->n_values, sizeof (guint32));
}

static gboolean
are_finite (const Numbers *numbers)
{
  for (gsize i = 0; i < numbers->n_values; i++)
    if (!isfinite (from_bits (numbers->values[i])))
      return FALSE;
  return TRUE;
}

static gboolean
unpack_calibration (GVariant                    *contents,
                    RelaisClassifierCalibration *calibration)
{
  double values[6];

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_variant_get_child (contents, i + 1, "d", &values[i]);
      if (!isfinite (values[i]))
        return FALSE;
    }

  calibration->right = (RelaisClassifierCurve) { values[0], values[1] };
  calibration->in_scope = (RelaisClassifierCurve) { values[2], values[3] };
  calibration->sharpness = values[4];
  calibration->threshold = values[5];
  return TRUE;
}

/* Every class is one of the kinds, or the one that stands for none of them. */
static gboolean
check_classes (const Numbers *classes,
               guint32        none,
               guint          n_kinds)
{
  if (none != G_MAXUINT32 && none >= classes->n_values)
    return FALSE;
  for (gsize i = 0; i < classes->n_values; i++)
    if (i == none ? classes->values[i] != n_kinds : classes->values[i] >= n_kinds)
      return FALSE;
  return TRUE;
}

/* columns: classes, hashes, weights of the columns, their scales. */
static RelaisClassifierScorer *
unpack_scorer (GVariant      *contents,
               const Numbers *columns,
               guint          n_kinds)
{
  g_autoptr(GVariant) packed = g_variant_get_child_value (contents, 13);
  gsize n_columns = columns[1].n_values;
  gsize n_classes = columns[0].n_values;
  RelaisClassifierVocabulary *vocabulary;
  RelaisClassifierScorer *scorer;
  const gint8 *weights;
  guint32 unseen_idf;
  guint32 none;
  gsize n_weights;

  g_variant_get_child (contents, 7, "u", &unseen_idf);
  g_variant_get_child (contents, 8, "u", &none);
  weights = g_variant_get_fixed_array (packed, &n_weights, 1);
  if (columns[2].n_values != n_columns || columns[3].n_values != n_columns ||
      n_classes > n_kinds + 1 || n_weights != n_columns * n_classes ||
      !check_classes (&columns[0], none, n_kinds) || !are_finite (&columns[2]) ||
      !are_finite (&columns[3]) || !isfinite (from_bits (unseen_idf)))
    return NULL;

  vocabulary = relais_classifier_vocabulary_new_from_columns (
    columns[1].values, (const float *) (gconstpointer) columns[2].values, (guint32) n_columns,
    from_bits (unseen_idf));
  if (vocabulary == NULL)
    return NULL;

  scorer = relais_classifier_scorer_new (vocabulary, (guint32) n_classes);
  scorer->none = none;
  if (n_classes > 0)
    memcpy (scorer->classes, columns[0].values, sizeof (guint32) * n_classes);
  for (gsize column = 0; column < n_columns; column++)
    {
      scorer->scales[column] = from_bits (columns[3].values[column]);
      memcpy (scorer->weights + column * scorer->stride, weights + column * n_classes, n_classes);
    }
  return scorer;
}

static RelaisClassifierModel *
load (GBytes    *bytes,
      gboolean   trusted,
      GError   **error)
{
  g_autoptr(GVariant) contents = NULL;
  g_autoptr(GVariant) names = NULL;
  g_autoptr(GPtrArray) kinds = NULL;
  RelaisClassifierCalibration calibration;
  RelaisClassifierScorer *scorer;
  Numbers columns[4];

  contents = open_contents (bytes, trusted, error);
  if (contents == NULL)
    return NULL;

  kinds = g_ptr_array_new ();
  names = g_variant_get_child_value (contents, 0);
  for (gsize i = 0; i < g_variant_n_children (names); i++)
    {
      const char *kind;

      g_variant_get_child (names, i, "&s", &kind);
      g_ptr_array_add (kinds, (gpointer) g_intern_string (kind));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    unpack_numbers (contents, 9 + i, &columns[i]);
  scorer = unpack_scorer (contents, columns, kinds->len);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_variant_unref (columns[i].variant);

  if (scorer == NULL || !unpack_calibration (contents, &calibration))
    {
      g_clear_pointer (&scorer, relais_classifier_scorer_free);
      fail_damaged (error, "its parts do not fit together");
      return NULL;
    }

  return relais_classifier_model_new (g_steal_pointer (&kinds), scorer, &calibration,
                                      (const guint8 *) g_bytes_get_data (bytes, NULL) +
                                      RELAIS_CLASSIFIER_CHECKSUM_OFFSET);
}

RelaisClassifierModel *
relais_classifier_model_new_from_bytes (GBytes  *bytes,
                                        GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return load (bytes, FALSE, error);
}

RelaisClassifierModel *
relais_classifier_model_new_from_program (GBytes  *bytes,
                                          GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return load (bytes, TRUE, error);
}
