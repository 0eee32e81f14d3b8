/* relais-features.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-features-private.h"

#define WORD_SEED G_GUINT64_CONSTANT (0x52656c61697357)
#define ACCENTED_SEED G_GUINT64_CONSTANT (0x52656c61697341)
#define PAIR_SEED G_GUINT64_CONSTANT (0x52656c61697350)
#define LETTERS_SEED G_GUINT64_CONSTANT (0x52656c6169734c)
/* A line of so many bytes may have been wrapped by a mail program. */
#define WRAPPED_LINE 50

#define SENTENCE_EDGE G_GUINT64_CONSTANT (1)

typedef enum
{
  LETTER_SEPARATES,
  LETTER_ENDS_LINE,
  LETTER_ENDS_SENTENCE,
  LETTER_ALONE,
  LETTER_OF_WORD,
  LETTER_MARK,
  LETTER_IGNORED,
} LetterClass;

typedef struct
{
  RelaisFeatureList *list;
  gunichar letters[RELAIS_FEATURES_MAX_LETTERS + 2];
  guint n_letters;
  guint64 accented;
  gboolean has_accents;
  guint64 previous_word;
  gboolean starts_sentence;
  gboolean has_words;
  gsize word_start;
  gsize line_start;
} Reader;

static inline guint64
mix (guint64 hash,
     guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 29);
}

static void
add_feature (Reader             *reader,
             guint64             hash,
             RelaisFeatureGroup  group)
{
  RelaisFeature feature = {
    .hash = (guint32) (mix (hash, group) >> 32),
    .word = (guint16) (reader->list->words->len - 1),
    .group = (guint16) group,
  };

  g_array_append_val (reader->list->features, feature);
}

static void
begin_word (Reader *reader,
            gsize   start,
            gsize   end)
{
  RelaisFeatureWord word = {
    .start = (guint32) start,
    .end = (guint32) end,
    .first_feature = reader->list->features->len,
    .starts_sentence = reader->starts_sentence,
  };

  g_array_append_val (reader->list->words, word);
  reader->starts_sentence = FALSE;
}

static void
add_letters (Reader *reader)
{
  guint n_letters = reader->n_letters + 2;

  for (guint i = 0; i + 3 <= n_letters; i++)
    {
      guint64 hash = LETTERS_SEED;

      for (guint j = i; j < i + 3; j++)
        hash = mix (hash, reader->letters[j]);
      add_feature (reader, hash, RELAIS_FEATURE_LETTERS);

      if (i + 4 <= n_letters)
        add_feature (reader, mix (hash, reader->letters[i + 3]), RELAIS_FEATURE_LETTERS);
    }
}

static void
end_word (Reader *reader,
          gsize   end)
{
  guint64 hash = WORD_SEED;

  if (reader->n_letters == 0)
    return;

  reader->has_words = TRUE;
  begin_word (reader, reader->word_start, end);
  for (guint i = 1; i <= reader->n_letters; i++)
    hash = mix (hash, reader->letters[i]);
  reader->letters[0] = '^';
  reader->letters[reader->n_letters + 1] = '$';

  add_feature (reader, hash, RELAIS_FEATURE_WORD);
  if (reader->has_accents)
    add_feature (reader, reader->accented, RELAIS_FEATURE_WORD);
  add_feature (reader, mix (mix (PAIR_SEED, reader->previous_word), hash), RELAIS_FEATURE_PAIR);
  add_letters (reader);

  reader->previous_word = hash;
  reader->n_letters = 0;
  reader->has_accents = FALSE;
}

static void
end_sentence (Reader *reader)
{
  if (reader->previous_word != SENTENCE_EDGE)
    add_feature (reader,
                 mix (mix (PAIR_SEED, reader->previous_word), SENTENCE_EDGE),
                 RELAIS_FEATURE_PAIR);
  reader->previous_word = SENTENCE_EDGE;
  reader->starts_sentence = TRUE;
}

static LetterClass
classify_letter (gunichar c)
{
  if (c < 0x80)
    {
      if (g_ascii_isalnum ((char) c))
        return LETTER_OF_WORD;
      if (c == '?' || c == '!')
        return LETTER_ALONE;
      if (c == '.' || c == ';')
        return LETTER_ENDS_SENTENCE;
      if (c == '\n')
        return LETTER_ENDS_LINE;
      if (c == '@' || c == '$' || c == '%')
        return LETTER_ALONE;
      return LETTER_SEPARATES;
    }

  if (c == 0x00ad || (c >= 0x200b && c <= 0x200d) || c == 0xfeff)
    return LETTER_IGNORED;
  if (g_unichar_ismark (c))
    return LETTER_MARK;
  if (g_unichar_isalnum (c))
    return LETTER_OF_WORD;
  if (g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL)
    return LETTER_ALONE;
  return LETTER_SEPARATES;
}

static void
add_folded (Reader   *reader,
            gunichar  c)
{
  if (reader->n_letters < RELAIS_FEATURES_MAX_LETTERS)
    reader->letters[++reader->n_letters] = c;
}

static void
add_letter (Reader   *reader,
            gunichar  c)
{
  gunichar parts[8];
  gsize n_parts;

  if (c < 0x80)
    {
      c = g_ascii_isdigit ((char) c) ? '0' : (gunichar) g_ascii_tolower ((char) c);
      reader->accented = mix (reader->accented, c);
      add_folded (reader, c);
      return;
    }

  /* Ligatures of French and the sharp s have no decomposition in Unicode. */
  switch (g_unichar_tolower (c))
    {
    case 0x0153:
      add_letter (reader, 'o');
      add_letter (reader, 'e');
      return;

    case 0x00e6:
      add_letter (reader, 'a');
      add_letter (reader, 'e');
      return;

    case 0x00df:
      add_letter (reader, 's');
      add_letter (reader, 's');
      return;

    default:
      break;
    }

  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < MIN (n_parts, G_N_ELEMENTS (parts)); i++)
    {
      gunichar part = g_unichar_isdigit (parts[i]) ? '0' : g_unichar_tolower (parts[i]);

      reader->accented = mix (reader->accented, part);
      if (g_unichar_ismark (part))
        reader->has_accents = TRUE;
      else
        add_folded (reader, part);
    }
}

/* Whether the sentence of a line goes on in the next one, as in mail that was wrapped. */
static gboolean
is_wrapped (Reader     *reader,
            const char *text,
            gsize       end)
{
  gunichar c;

  if (end - reader->line_start <= WRAPPED_LINE)
    return FALSE;

  c = g_utf8_get_char_validated (text + end, -1);
  return c < 0x110000 && g_unichar_islower (c);
}

static void
read_letter (Reader     *reader,
             gunichar    c,
             const char *text,
             gsize       start,
             gsize       end)
{
  switch (classify_letter (c))
    {
    case LETTER_OF_WORD:
      if (reader->n_letters == 0)
        {
          reader->word_start = start;
          reader->accented = ACCENTED_SEED;
        }
      add_letter (reader, c);
      break;

    case LETTER_MARK:
      if (reader->n_letters > 0)
        {
          reader->accented = mix (reader->accented, c);
          reader->has_accents = TRUE;
        }
      break;

    case LETTER_ALONE:
      end_word (reader, start);
      begin_word (reader, start, end);
      add_feature (reader, mix (WORD_SEED, c), RELAIS_FEATURE_WORD);
      if (c == '?' || c == '!')
        end_sentence (reader);
      break;

    case LETTER_ENDS_LINE:
      end_word (reader, start);
      if (!is_wrapped (reader, text, end))
        end_sentence (reader);
      reader->line_start = end;
      break;

    case LETTER_ENDS_SENTENCE:
      end_word (reader, start);
      end_sentence (reader);
      break;

    case LETTER_SEPARATES:
      end_word (reader, start);
      break;

    case LETTER_IGNORED:
    default:
      break;
    }
}

RelaisFeatureList *
relais_feature_list_new (void)
{
  RelaisFeatureList *self = g_new0 (RelaisFeatureList, 1);

  self->features = g_array_sized_new (FALSE, FALSE, sizeof (RelaisFeature), 256);
  self->words = g_array_sized_new (FALSE, FALSE, sizeof (RelaisFeatureWord), 32);
  return self;
}

void
relais_feature_list_free (RelaisFeatureList *self)
{
  g_array_unref (self->features);
  g_array_unref (self->words);
  g_free (self);
}

void
relais_feature_list_fill (RelaisFeatureList *self,
                          const char        *text)
{
  Reader reader = {
    .list = self,
    .previous_word = SENTENCE_EDGE,
    .starts_sentence = TRUE,
  };
  const char *position = text;

  g_return_if_fail (text != NULL);

  g_array_set_size (self->features, 0);
  g_array_set_size (self->words, 0);

  /* One position may add two words: a word, and the sign behind it. */
  while (*position != '\0' && self->words->len + 2 < RELAIS_FEATURES_MAX_WORDS)
    {
      gunichar c = (guchar) *position;
      const char *next = position + 1;

      if (c >= 0x80)
        {
          c = g_utf8_get_char_validated (position, -1);
          if (c == (gunichar) -1 || c == (gunichar) -2)
            c = ' ';
          else
            next = g_utf8_next_char (position);
        }
      read_letter (&reader, c, text, (gsize) (position - text), (gsize) (next - text));
      position = next;
    }

  end_word (&reader, (gsize) (position - text));
  end_sentence (&reader);

  /* A question mark alone asks nothing. */
  if (!reader.has_words)
    {
      g_array_set_size (self->features, 0);
      g_array_set_size (self->words, 0);
    }
}
