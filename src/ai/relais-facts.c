/* relais-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-facts-private.h"

/* Folded: small letters, no accents. "Un", "une", "one" are articles as well and say little;
 * "may" is a verb, and putting it for another month, or another for it, changes the list anyhow. */
static const char * const fact_words[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi",
  "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "january", "february", "march", "april",
  "june", "july", "august", "september", "october", "november", "december", "janvier", "fevrier",
  "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
  "decembre", "today", "tomorrow", "yesterday", "tonight", "aujourd", "demain", "hier", "midi",
  "minuit", "noon", "midnight", "zero", "two", "three", "four", "five", "six", "seven", "eight",
  "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
  "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
  "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "half",
  "dozen", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "onze", "douze",
  "treize", "quatorze", "quinze", "seize", "vingt", "vingts", "trente", "quarante", "cinquante",
  "soixante", "cent", "cents", "mille", "demi", "demie", "douzaine", "euro", "euros", "dollar",
  "dollars", "pound", "pounds", "eur", "usd", "gbp", "chf", "percent", "pourcent",
};

static gboolean
is_number (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_LETTER_NUMBER ||
         type == G_UNICODE_OTHER_NUMBER;
}

static gboolean
is_trimmed (gunichar c)
{
  /* Variables begin and end with braces, which stay. */
  return g_unichar_ispunct (c) && (c >= 0x80 || strchr ("@{}%#/", (int) c) == NULL) &&
         g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL;
}

/* Without quotation marks around and full stops after. */
static char *
trim (const char *chunk)
{
  const char *end = chunk + strlen (chunk);

  while (*chunk != '\0' && is_trimmed (g_utf8_get_char (chunk)))
    chunk = g_utf8_next_char (chunk);
  while (end > chunk && is_trimmed (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (chunk, (gsize) (end - chunk));
}

/* "relais.example", "www.x.org/y", "mailto:somebody", in any script */
static gboolean
looks_like_link (const char *chunk)
{
  gunichar before = 0;

  for (const char *p = chunk; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gunichar c = g_utf8_get_char (p);
      gunichar after = g_utf8_get_char (next);

      if (g_unichar_isalnum (before))
        {
          /* Two letters at least, so that "e.g." is none. */
          if ((c == '.' || c == 0x3002) && g_unichar_isalpha (after) &&
              g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (next))))
            return TRUE;
          if (c == ':' && (g_unichar_isalnum (after) || after == '/'))
            return TRUE;
        }
      before = c;
    }

  return FALSE;
}

static gboolean
is_fact (const char *chunk)
{
  if (strpbrk (chunk, "@{}%\\") != NULL || strstr (chunk, "//") != NULL || looks_like_link (chunk))
    return TRUE;

  for (const char *p = chunk; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_number (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL)
        return TRUE;
    }

  return FALSE;
}

static void
add_fact_words (GPtrArray  *facts,
                const char *chunk)
{
  g_autofree char *parts = g_utf8_normalize (chunk, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = g_utf8_casefold (parts, -1);
  g_autoptr(GString) word = g_string_new (NULL);

  for (const char *p = lower; ; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (g_unichar_ismark (c))
        continue;

      for (gsize i = 0; i < G_N_ELEMENTS (fact_words); i++)
        if (g_str_equal (fact_words[i], word->str))
          g_ptr_array_add (facts, g_strdup (word->str));
      g_string_truncate (word, 0);
      if (c == '\0')
        break;
    }
}

/* One word of a text, with the signs around it. It is looked at as it is and as it reads: "Ⅷ" is
 * a number before it becomes letters, "＠" is a sign of an address only after. */
static void
add_chunk (GPtrArray  *facts,
           const char *chunk)
{
  g_autofree char *written = trim (chunk);
  g_autofree char *read = g_utf8_normalize (written, -1, G_NORMALIZE_NFKC);
  g_autofree char *trimmed = trim (read);

  if (is_fact (written) || is_fact (trimmed))
    g_ptr_array_add (facts, g_steal_pointer (&trimmed));
  else
    add_fact_words (facts, trimmed);
}

GPtrArray *
relais_facts_extract (const char *text)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *p = valid;

  while (*p != '\0')
    {
      g_autofree char *chunk = NULL;
      const char *start;

      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);

      chunk = g_strndup (start, (gsize) (p - start));
      add_chunk (facts, chunk);
    }

  return facts;
}

/* Characters that are not seen but change what is seen or clicked. */
static gboolean
has_invisible (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_FORMAT || type == G_UNICODE_PRIVATE_USE ||
          type == G_UNICODE_UNASSIGNED ||
          (type == G_UNICODE_CONTROL && c != '\n' && c != '\t'))
        return TRUE;
    }

  return FALSE;
}

gboolean
relais_facts_agree (const char  *draft,
                    const char  *polished,
                    const char **reason)
{
  g_autoptr(GPtrArray) before = relais_facts_extract (draft);
  g_autoptr(GPtrArray) after = relais_facts_extract (polished);
  gboolean agree = before->len == after->len;

  for (guint i = 0; agree && i < before->len; i++)
    agree = g_str_equal (g_ptr_array_index (before, i), g_ptr_array_index (after, i));

  if (!agree)
    *reason = "the polished text has other addresses, links, numbers, amounts or dates than the "
              "draft, or another order";
  else if (has_invisible (polished) && !has_invisible (draft))
    {
      *reason = "the polished text has characters that cannot be seen";
      agree = FALSE;
    }
  else if (g_utf8_strlen (polished, -1) > 2 * g_utf8_strlen (draft, -1) + 400)
    {
      *reason = "the polished text is much longer than the draft";
      agree = FALSE;
    }

  return agree;
}
