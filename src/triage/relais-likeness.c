/* relais-likeness.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-likeness-private.h"
#include "relais-template.h"

typedef struct
{
  RelaisKind *kind;      /* (owned) */
  GPtrArray  *answers;   /* (owned) of RelaisLikenessText */
} Entry;

typedef struct
{
  GPtrArray  *entries;   /* (owned) of Entry */
  GHashTable *spread;    /* (owned) feature → in the answers of how many kinds */
} Language;

struct _RelaisLikeness
{
  Language english;
  Language french;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->kind);
  g_ptr_array_unref (entry->answers);
  g_free (entry);
}

static void
weigh (const Language     *language,
       RelaisLikenessText *text)
{
  relais_likeness_text_weigh (text, language->spread, language->entries->len);
}

static gboolean
can_agree (const RelaisLikenessText *text,
           const RelaisLikenessText *answer)
{
  return answer->n_words >= RELAIS_LIKENESS_WORDS && text->negations <= answer->negations;
}

/* Everything that a template may ask for is there, and has no words. */
static JsonObject *
make_full_data (RelaisKind *kind)
{
  static const char * const people[] = { "sender", "me", "team", NULL };
  static const char * const parts[] = { "name", "first_name", "address", "signature", NULL };
  static const char * const others[] = { "subject", "today", "received", NULL };
  GPtrArray *names = relais_kind_get_fields (kind);
  JsonObject *data = json_object_new ();
  JsonObject *fields = json_object_new ();

  for (guint i = 0; people[i] != NULL; i++)
    {
      JsonObject *person = json_object_new ();

      for (guint j = 0; parts[j] != NULL; j++)
        json_object_set_string_member (person, parts[j], "…");
      json_object_set_object_member (data, people[i], person);
    }
  for (guint i = 0; others[i] != NULL; i++)
    json_object_set_string_member (data, others[i], "…");
  for (guint i = 0; i < names->len; i++)
    json_object_set_string_member (fields, ((const RelaisKindField *) g_ptr_array_index (names, i))->name, "…");
  json_object_set_object_member (data, "fields", fields);

  return data;
}

static void
add_answer (GPtrArray      *answers,
            RelaisTemplate *template,
            JsonObject     *data,
            const char     *language)
{
  g_autofree char *text = relais_template_expand (template, data, language, NULL, NULL);

  if (text != NULL)
    g_ptr_array_add (answers, relais_likeness_text_new (text));
}

static void
count_features (GHashTable *spread,
                GPtrArray  *answers)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer feature;

  for (guint i = 0; i < answers->len; i++)
    {
      GArray *features = ((const RelaisLikenessText *) g_ptr_array_index (answers, i))->features;

      for (guint j = 0; j < features->len; j++)
        g_hash_table_add (seen, &g_array_index (features, guint64, j));
    }

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &feature, NULL))
    g_hash_table_insert (spread, g_memdup2 (feature, sizeof (guint64)),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (spread, feature)) + 1));
}

static void
language_init (Language   *self,
               GPtrArray  *kinds,
               const char *name)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->spread = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);
      g_autoptr(RelaisTemplate) template = NULL;
      g_autoptr(JsonObject) full = NULL;
      Entry *entry;

      if (!relais_kind_get_enabled (kind) || !relais_kind_has_template (kind, NULL))
        continue;
      template = relais_template_new (relais_kind_get_body (kind, name), RELAIS_TEMPLATE_TEXT, NULL);
      if (template == NULL)
        continue;

      full = make_full_data (kind);
      entry = g_new0 (Entry, 1);
      entry->kind = g_object_ref (kind);
      entry->answers = g_ptr_array_new_with_free_func (relais_likeness_text_free);
      add_answer (entry->answers, template, full, name);
      add_answer (entry->answers, template, NULL, name);
      count_features (self->spread, entry->answers);
      g_ptr_array_add (self->entries, entry);
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      GPtrArray *answers = ((const Entry *) g_ptr_array_index (self->entries, i))->answers;

      for (guint j = 0; j < answers->len; j++)
        weigh (self, g_ptr_array_index (answers, j));
    }
}

static void
language_clear (Language *self)
{
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->spread);
}

static const Language *
get_language (RelaisLikeness *self,
              const char     *language)
{
  return g_strcmp0 (language, "fr") == 0 ? &self->french : &self->english;
}

RelaisLikeness *
relais_likeness_new (GPtrArray *kinds)
{
  RelaisLikeness *self = g_new0 (RelaisLikeness, 1);

  language_init (&self->english, kinds, "en");
  language_init (&self->french, kinds, "fr");

  return self;
}

void
relais_likeness_free (RelaisLikeness *self)
{
  language_clear (&self->english);
  language_clear (&self->french);
  g_free (self);
}

/* See the header. */
const char *
relais_likeness_find (RelaisLikeness *self,
                      const char     *text,
                      const char     *language,
                      double         *nearest)
{
  const Language *known = get_language (self, language);
  g_autoptr(RelaisLikenessText) words = relais_likeness_text_new (text);
  const Entry *best = NULL;
  const RelaisLikenessText *best_answer = NULL;
  double first = 0;
  double second = 0;

  weigh (known, words);
  for (guint i = 0; i < known->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (known->entries, i);
      const RelaisLikenessText *nearer = NULL;
      double near = 0;

      for (guint j = 0; j < entry->answers->len; j++)
        {
          double likeness = relais_likeness_text_compare (words, g_ptr_array_index (entry->answers, j));

          if (likeness > near)
            {
              near = likeness;
              nearer = g_ptr_array_index (entry->answers, j);
            }
        }
      if (near > first)
        {
          second = first;
          first = near;
          best = entry;
          best_answer = nearer;
        }
      else
        {
          second = MAX (second, near);
        }
    }

  if (nearest != NULL)
    *nearest = first;

  return first >= RELAIS_LIKENESS_AGREES && first - second >= RELAIS_LIKENESS_MARGIN && can_agree (words, best_answer)
         ? relais_kind_get_id (best->kind) : NULL;
}

/* See the header. */
gboolean
relais_likeness_agrees (RelaisLikeness *self,
                        const char     *text,
                        const char     *proposed,
                        const char     *language)
{
  const Language *known = get_language (self, language);
  g_autoptr(RelaisLikenessText) words = relais_likeness_text_new (text);
  g_autoptr(RelaisLikenessText) answer = relais_likeness_text_new (proposed);

  weigh (known, words);
  weigh (known, answer);

  return can_agree (words, answer) && relais_likeness_text_compare (words, answer) >= RELAIS_LIKENESS_AGREES;
}
