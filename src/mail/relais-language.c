/* relais-language.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-language-private.h"

#include <string.h>

#define MAX_BYTES 4096
#define MAX_WORD 24
#define MAX_WORDS 400

/* Below this much evidence, in words that no other language has, nothing is said. */
#define MIN_SCORE 1.6
#define MIN_MARGIN 1.35

typedef struct {
  double scores[RELAIS_N_LANGUAGES];
  guint n_words;
  guint n_letters;
  guint n_latin;
  guint n_han;
  guint n_kana;
  guint n_hangul;
  guint n_cyrillic;
  guint n_ukrainian;
  guint n_arabic;
  guint n_greek;
  guint n_hebrew;
} Tally;

static const char *const CODES[RELAIS_N_LANGUAGES] = { "en", "fr", "de", "es",
                                                       "it", "pt", "nl", "sv" };

static void
add_to_languages (Tally *self,
                  guint languages,
                  double weight)
{
  for (guint i = 0; i < RELAIS_N_LANGUAGES; i++)
    if (languages & (1u << i))
      self->scores[i] += weight;
}

/* Endings that mark longer words of one language. */
static void
add_ending (Tally *self,
            const char *word)
{
#define ENDING(text) text, sizeof (text) - 1
  static const struct {
    const char *ending;
    gsize length;
    guint languages;
  } endings[] = {
    { ENDING ("ing"), RELAIS_EN },          { ENDING ("ness"), RELAIS_EN },         { ENDING ("ly"), RELAIS_EN },
    { ENDING ("ted"), RELAIS_EN },          { ENDING ("tion"), RELAIS_EN | RELAIS_FR }, { ENDING ("tions"), RELAIS_EN | RELAIS_FR },
    { ENDING ("eux"), RELAIS_FR },          { ENDING ("euse"), RELAIS_FR },         { ENDING ("eur"), RELAIS_FR },
    { ENDING ("aux"), RELAIS_FR },          { ENDING ("ées"), RELAIS_FR },          { ENDING ("ée"), RELAIS_FR },
    { ENDING ("és"), RELAIS_FR },           { ENDING ("ait"), RELAIS_FR },          { ENDING ("ez"), RELAIS_FR },
    { ENDING ("ions"), RELAIS_FR },         { ENDING ("ement"), RELAIS_FR },        { ENDING ("ique"), RELAIS_FR },
    { ENDING ("ung"), RELAIS_DE },          { ENDING ("keit"), RELAIS_DE },         { ENDING ("lich"), RELAIS_DE },
    { ENDING ("ungen"), RELAIS_DE },        { ENDING ("schaft"), RELAIS_DE },       { ENDING ("ción"), RELAIS_ES },
    { ENDING ("ciones"), RELAIS_ES },       { ENDING ("idad"), RELAIS_ES },         { ENDING ("ado"), RELAIS_ES | RELAIS_PT },
    { ENDING ("amos"), RELAIS_ES | RELAIS_PT }, { ENDING ("zione"), RELAIS_IT },    { ENDING ("zioni"), RELAIS_IT },
    { ENDING ("mente"), RELAIS_IT | RELAIS_ES | RELAIS_PT }, { ENDING ("ato"), RELAIS_IT }, { ENDING ("iamo"), RELAIS_IT },
    { ENDING ("ção"), RELAIS_PT },          { ENDING ("ções"), RELAIS_PT },         { ENDING ("heid"), RELAIS_NL },
    { ENDING ("ij"), RELAIS_NL },           { ENDING ("lijk"), RELAIS_NL },         { ENDING ("dade"), RELAIS_PT },
  };
#undef ENDING

  gsize length = strlen (word);

  /* Most words of a text come here and most endings differ in their last letter. */
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length >= endings[i].length + 3 && word[length - 1] == endings[i].ending[endings[i].length - 1] &&
        memcmp (word + length - endings[i].length, endings[i].ending, endings[i].length) == 0)
      {
        add_to_languages (self, endings[i].languages,
                          0.4 / __builtin_popcount (endings[i].languages));
        return;
      }
}

/* A word that several languages have says less for each of them. */
static void
add_word (Tally *self,
          const char *word)
{
  guint languages = relais_language_find_word (word);
  const char *apostrophe = strchr (word, '\'');
  static const char openers[] = "ldjnmtsc";

  self->n_words++;
  if (languages == 0 && apostrophe != NULL &&
      ((apostrophe - word == 1 && strchr (openers, word[0]) != NULL) ||
       strncmp (word, "qu'", 3) == 0))
    {
      /* "l'école", "d'un", "qu'il": elision before a word of any length. */
      self->scores[RELAIS_LANGUAGE_FR] += 0.8;
      self->scores[RELAIS_LANGUAGE_IT] += strchr ("ldc", word[0]) != NULL ? 0.5 : 0;
      return;
    }
  if (languages == 0)
    {
      add_ending (self, word);
      return;
    }
  add_to_languages (self, languages, 1.0 / __builtin_popcount (languages));
}

/* "rendez-vous" is one word, "puis-je" and "sont-ils" are two. */
static void
add_compound (Tally *self,
              char *word)
{
  char *hyphen = strchr (word, '-');

  if (hyphen == NULL || relais_language_find_word (word) != 0)
    {
      add_word (self, word);
      return;
    }
  for (char *part = word; part != NULL; part = hyphen)
    {
      hyphen = strchr (part, '-');
      if (hyphen != NULL)
        *hyphen++ = '\0';
      if (*part != '\0')
        add_word (self, part);
    }
}

/* Letters that only some of the languages use. */
static void
add_letter (Tally *self,
            gunichar c)
{
  static const struct {
    gunichar letter;
    guint languages;
    double weight;
  } letters[] = {
    { 0xe9, RELAIS_FR | RELAIS_ES | RELAIS_PT, 0.10 }, { 0xe8, RELAIS_FR | RELAIS_IT, 0.15 },
    { 0xea, RELAIS_FR | RELAIS_PT, 0.15 },             { 0xe0, RELAIS_FR | RELAIS_IT, 0.10 },
    { 0xe7, RELAIS_FR | RELAIS_PT, 0.15 },             { 0x153, RELAIS_FR, 0.4 },
    { 0xee, RELAIS_FR, 0.3 },                          { 0xf4, RELAIS_FR | RELAIS_PT, 0.1 },
    { 0xfb, RELAIS_FR, 0.3 },                          { 0xf9, RELAIS_FR | RELAIS_IT, 0.1 },
    { 0xf1, RELAIS_ES, 0.5 },                          { 0xbf, RELAIS_ES, 1.0 },
    { 0xa1, RELAIS_ES, 0.8 },                          { 0xe3, RELAIS_PT, 0.5 },
    { 0xf5, RELAIS_PT, 0.5 },                          { 0xe4, RELAIS_DE, 0.3 },
    { 0xf6, RELAIS_DE, 0.2 },                          { 0xfc, RELAIS_DE, 0.3 },
    { 0xdf, RELAIS_DE, 0.6 },                          { 0xf2, RELAIS_IT, 0.4 },
    { 0xec, RELAIS_IT, 0.4 },                          { 0xed, RELAIS_ES | RELAIS_PT, 0.2 },
    { 0xf3, RELAIS_ES | RELAIS_PT, 0.2 },              { 0xe1, RELAIS_ES | RELAIS_PT, 0.2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == c)
      {
        add_to_languages (self, letters[i].languages, letters[i].weight);
        return;
      }
}

static void
add_script (Tally *self,
            gunichar c)
{
  self->n_letters++;
  if (c < 0x250 || (c >= 0x1e00 && c < 0x1f00))
    self->n_latin++;
  else if (c >= 0x370 && c < 0x400)
    self->n_greek++;
  else if (c >= 0x400 && c < 0x530)
    {
      self->n_cyrillic++;
      self->n_ukrainian += c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491;
    }
  else if (c >= 0x590 && c < 0x600)
    self->n_hebrew++;
  else if (c >= 0x600 && c < 0x780)
    self->n_arabic++;
  else if (c >= 0x3040 && c < 0x3100)
    self->n_kana++;
  else if (c >= 0x3400 && c < 0xa000)
    self->n_han++;
  else if (c >= 0xac00 && c < 0xd7b0)
    self->n_hangul++;
}

/* Addresses and links are written in no language. */
static gboolean
is_link (const char *token,
         gsize length)
{
  return memchr (token, '@', length) != NULL || memmem (token, length, "://", 3) != NULL
         || (length > 4 && g_ascii_strncasecmp (token, "www.", 4) == 0);
}

static void
read_token (Tally *self,
            GString *word,
            const char *token,
            gsize length)
{
  const char *end = token + length;

  if (is_link (token, length))
    return;
  for (const char *p = token;; p = g_utf8_next_char (p))
    {
      gunichar c;

      if (p < end && g_ascii_isalpha (*p))
        {
          self->n_letters++;
          self->n_latin++;
          g_string_append_c (word, g_ascii_tolower (*p));
          continue;
        }
      c = p < end ? g_unichar_tolower (g_utf8_get_char (p)) : ' ';
      if (c == 0x2019 || c == 0x2bc)
        c = '\'';
      if (p < end && (g_unichar_isalpha (c) || c == 0xbf || c == 0xa1))
        {
          if (c >= 0x80)
            add_letter (self, c);
          if (g_unichar_isalpha (c))
            add_script (self, c);
        }
      if (p < end && (g_unichar_isalpha (c) || ((c == '\'' || c == '-') && word->len > 0)))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      while (word->len > 0 && strchr ("'-", word->str[word->len - 1]) != NULL)
        g_string_truncate (word, word->len - 1);
      if (word->len > 0)
        add_compound (self, word->str);
      g_string_truncate (word, 0);
      if (p >= end)
        break;
    }
}

static const char *
script_language (const Tally *self)
{
  guint half = self->n_letters / 2;

  if (self->n_letters < 4)
    return NULL;
  if (self->n_kana + self->n_han > half)
    return self->n_kana * 10 >= self->n_han ? "ja" : "zh";
  if (self->n_hangul > half)
    return "ko";
  if (self->n_cyrillic > half)
    return self->n_ukrainian > 0 ? "uk" : "ru";
  if (self->n_arabic > half)
    return "ar";
  if (self->n_greek > half)
    return "el";
  return self->n_hebrew > half ? "he" : NULL;
}

const char *
relais_language_guess (const char *text,
                       double *confidence)
{
  g_autoptr (GString) word = g_string_sized_new (MAX_WORD);
  Tally tally = { 0 };
  const char *script;
  guint best = 0;
  guint second = 1;
  double margin;
  double ignored;

  g_return_val_if_fail (text != NULL, NULL);

  if (confidence == NULL)
    confidence = &ignored;
  *confidence = 0;
  for (const char *p = text; *p != '\0' && p - text < MAX_BYTES && tally.n_words < MAX_WORDS;)
    {
      gsize length = strcspn (p, " \t\n");

      if (length > 0 && length <= 200)
        read_token (&tally, word, p, length);
      p += length;
      p += strspn (p, " \t\n");
    }

  script = script_language (&tally);
  if (script != NULL)
    {
      *confidence = 0.95;
      return script;
    }
  for (guint i = 1; i < RELAIS_N_LANGUAGES; i++)
    if (tally.scores[i] > tally.scores[best])
      best = i;
  second = best == 0 ? 1 : 0;
  for (guint i = 0; i < RELAIS_N_LANGUAGES; i++)
    if (i != best && tally.scores[i] > tally.scores[second])
      second = i;

  /* In a text of one of these languages every third word or so is one of its small words. */
  margin = tally.scores[best] / (tally.scores[second] + 0.25);
  if (tally.scores[best] < MIN_SCORE * MIN (1.0, 0.4 + tally.n_words / 12.0) || margin < MIN_MARGIN
      || tally.scores[best] < 0.12 * tally.n_words)
    return NULL;
  *confidence = CLAMP (1 - 1 / margin, 0, 1) * CLAMP (0.4 + tally.scores[best] / 8, 0, 1);
  *confidence = MIN (*confidence, 0.99);
  return CODES[best];
}
