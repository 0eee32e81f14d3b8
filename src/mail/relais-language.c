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
  static const struct {
    const char *ending;
    guint languages;
  } endings[] = {
    { "ing", RELAIS_EN },          { "ness", RELAIS_EN },         { "ly", RELAIS_EN },
    { "ted", RELAIS_EN },          { "tion", RELAIS_EN | RELAIS_FR }, { "tions", RELAIS_EN | RELAIS_FR },
    { "eux", RELAIS_FR },          { "euse", RELAIS_FR },         { "eur", RELAIS_FR },
    { "aux", RELAIS_FR },          { "ées", RELAIS_FR },          { "ée", RELAIS_FR },
    { "és", RELAIS_FR },           { "ait", RELAIS_FR },          { "ez", RELAIS_FR },
    { "ions", RELAIS_FR },         { "ement", RELAIS_FR },        { "ique", RELAIS_FR },
    { "ung", RELAIS_DE },          { "keit", RELAIS_DE },         { "lich", RELAIS_DE },
    { "ungen", RELAIS_DE },        { "schaft", RELAIS_DE },       { "ción", RELAIS_ES },
    { "ciones", RELAIS_ES },       { "idad", RELAIS_ES },         { "ado", RELAIS_ES | RELAIS_PT },
    { "amos", RELAIS_ES | RELAIS_PT }, { "zione", RELAIS_IT },    { "zioni", RELAIS_IT },
    { "mente", RELAIS_IT | RELAIS_ES | RELAIS_PT }, { "ato", RELAIS_IT }, { "iamo", RELAIS_IT },
    { "ção", RELAIS_PT },          { "ções", RELAIS_PT },         { "heid", RELAIS_NL },
    { "ij", RELAIS_NL },           { "lijk", RELAIS_NL },         { "dade", RELAIS_PT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (word) >= strlen (endings[i].ending) + 3 &&
        g_str_has_suffix (word, endings[i].ending))
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
  return memchr (token, '@', length) != NULL || g_strstr_len (token, length, "://") != NULL
         || (length > 4 && g_ascii_strncasecmp (token, "www.", 4) == 0);
}

static void
read_token (Tally *self,
            const char *token,
            gsize length)
{
  g_autoptr (GString) word = g_string_sized_new (MAX_WORD);
  const char *end = token + length;

  if (is_link (token, length))
    return;
  for (const char *p = token;; p = g_utf8_next_char (p))
    {
      gunichar c = p < end ? g_unichar_tolower (g_utf8_get_char (p)) : ' ';

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
        read_token (&tally, p, length);
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
