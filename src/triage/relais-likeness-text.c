/* relais-likeness-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "relais-likeness-private.h"

/* Returns: (transfer full): the words of @text, without case, accents and punctuation */
static GPtrArray *
split (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autoptr(GString) word = g_string_new (NULL);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = plain;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          g_string_append_unichar (word, g_unichar_tolower (c));
        }
      else if (!g_unichar_ismark (c) && word->len > 0)
        {
          g_ptr_array_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == '\0')
        break;
    }

  return words;
}

static gboolean
is_hesitation (GPtrArray *words,
               guint      index)
{
  return index < words->len && g_str_has_prefix (g_ptr_array_index (words, index), "hesit");
}

/* "Do not hesitate" and « n’hésitez pas » deny nothing. */
static guint
count_negations (GPtrArray *words)
{
  static const char * const signs[] = {
    "not", "cannot", "never", "unable", "unfortunately", "pas", "jamais", "aucun", "aucune", "impossible", "malheureusement", NULL,
  };
  guint count = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      const char *before = i > 0 ? g_ptr_array_index (words, i - 1) : "";
      gboolean contracted = g_str_equal (word, "t") && strlen (before) > 2 && g_str_has_suffix (before, "n");

      if ((contracted || g_strv_contains (signs, word)) && !is_hesitation (words, i + 1) &&
          (i == 0 || !is_hesitation (words, i - 1)))
        count++;
    }

  return count;
}

/* FNV-1a: the same on every machine and at every start */
static guint64
hash (guint64     value,
      const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    value = (value ^ (guint8) *p) * G_GUINT64_CONSTANT (0x100000001b3);

  return value;
}

static int
compare_features (gconstpointer a,
                  gconstpointer b)
{
  guint64 one = *(const guint64 *) a;
  guint64 two = *(const guint64 *) b;

  return one < two ? -1 : one > two;
}

static void
sort_once (GArray *features)
{
  guint n_features = 0;

  g_array_sort (features, compare_features);
  for (guint i = 0; i < features->len; i++)
    {
      guint64 feature = g_array_index (features, guint64, i);

      if (n_features == 0 || g_array_index (features, guint64, n_features - 1) != feature)
        g_array_index (features, guint64, n_features++) = feature;
    }
  g_array_set_size (features, n_features);
}

/* Returns: (transfer full) */
RelaisLikenessText *
relais_likeness_text_new (const char *text)
{
  g_autoptr(GPtrArray) words = split (text);
  RelaisLikenessText *self = g_new0 (RelaisLikenessText, 1);

  self->features = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->n_words = words->len;
  self->negations = count_negations (words);
  for (guint i = 0; i < words->len; i++)
    {
      guint64 word = hash (G_GUINT64_CONSTANT (0xcbf29ce484222325), g_ptr_array_index (words, i));

      g_array_append_val (self->features, word);
      if (i + 1 < words->len)
        {
          guint64 pair = hash (hash (word, " "), g_ptr_array_index (words, i + 1));

          g_array_append_val (self->features, pair);
        }
    }
  sort_once (self->features);

  return self;
}

void
relais_likeness_text_free (gpointer data)
{
  RelaisLikenessText *self = data;

  g_array_unref (self->features);
  g_free (self->weights);
  g_free (self);
}

/* See the private header. */
void
relais_likeness_text_weigh (RelaisLikenessText *self,
                            GHashTable         *spread,
                            guint               n_kinds)
{
  self->weights = g_new (double, self->features->len);
  self->weight = 0;
  for (guint i = 0; i < self->features->len; i++)
    {
      guint kinds = GPOINTER_TO_UINT (g_hash_table_lookup (spread, &g_array_index (self->features, guint64, i)));

      self->weights[i] = log ((n_kinds + 1.0) / MAX (kinds, 1));
      self->weight += self->weights[i];
    }
}

/* See the private header. */
double
relais_likeness_text_compare (const RelaisLikenessText *self,
                              const RelaisLikenessText *other)
{
  double shared = 0;
  guint i = 0;
  guint j = 0;

  while (i < self->features->len && j < other->features->len)
    {
      guint64 one = g_array_index (self->features, guint64, i);
      guint64 two = g_array_index (other->features, guint64, j);

      if (one == two)
        shared += self->weights[i];
      i += one <= two;
      j += two <= one;
    }

  return self->weight + other->weight > 0 ? 2 * shared / (self->weight + other->weight) : 0;
}
