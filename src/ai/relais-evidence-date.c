/* relais-evidence-date.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-evidence-private.h"

/* Numbers, words and single signs of a folded text. */
typedef struct
{
  enum { WORD, NUMBER, SIGN } kind;
  const char *start;
  gsize       length;
  guint       value;     /* of a number */
} Token;

static const char * const months[12][6] = {
  { "january", "janvier", "jan", "janv", NULL },
  { "february", "fevrier", "feb", "fevr", NULL },
  { "march", "mars", "mar", NULL },
  { "april", "avril", "apr", "avr", NULL },
  { "may", "mai", NULL },
  { "june", "juin", "jun", NULL },
  { "july", "juillet", "jul", "juil", NULL },
  { "august", "aout", "aug", NULL },
  { "september", "septembre", "sep", "sept", NULL },
  { "october", "octobre", "oct", NULL },
  { "november", "novembre", "nov", NULL },
  { "december", "decembre", "dec", NULL },
};

static const char * const weekdays[7][3] = {
  { "monday", "lundi", NULL },
  { "tuesday", "mardi", NULL },
  { "wednesday", "mercredi", NULL },
  { "thursday", "jeudi", NULL },
  { "friday", "vendredi", NULL },
  { "saturday", "samedi", NULL },
  { "sunday", "dimanche", NULL },
};

static const struct
{
  const char *words;
  int         days;
} relative[] = {
  { "today", 0 },
  { "tonight", 0 },
  { "this morning", 0 },
  { "this afternoon", 0 },
  { "this evening", 0 },
  { "aujourd'hui", 0 },
  { "ce matin", 0 },
  { "cet apres-midi", 0 },
  { "ce soir", 0 },
  { "tomorrow", 1 },
  { "demain", 1 },
  { "day after tomorrow", 2 },
  { "apres-demain", 2 },
  { "yesterday", -1 },
  { "hier", -1 },
};

/* What may stand between a day and its month: "12 and 13 of March", "du 3 au 5 mai", "1er juin". */
static const char * const joints[] = {
  "of", "and", "or", "to", "the", "de", "et", "ou", "au", "le", "th", "st", "nd", "rd", "er", NULL,
};

static GArray *
tokenise (const char *text)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (Token));
  const char *p = text;

  while (*p != '\0')
    {
      Token token = { .kind = SIGN, .start = p };

      if (g_ascii_isdigit (*p))
        {
          token.kind = NUMBER;
          for (; g_ascii_isdigit (*p); p++)
            token.value = MIN (token.value * 10 + (guint) (*p - '0'), 100000);
        }
      else if (g_unichar_isalpha (g_utf8_get_char (p)))
        {
          token.kind = WORD;
          while (g_unichar_isalpha (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
        }
      else
        p = g_utf8_next_char (p);

      token.length = (gsize) (p - token.start);
      if (*token.start != ' ')
        g_array_append_val (tokens, token);
    }

  return tokens;
}

static gboolean
is_one_of (const Token         *token,
           const char * const  *words)
{
  if (token->kind != WORD)
    return FALSE;

  for (; *words != NULL; words++)
    if (strlen (*words) == token->length && strncmp (*words, token->start, token->length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_sign (const Token *token,
         const char  *signs)
{
  return token->kind == SIGN && token->length == 1 && strchr (signs, *token->start) != NULL;
}

static guint
full_year (const Token *token)
{
  return token->length == 2 ? 2000 + token->value : token->value;
}

/* Without a year it is the one of the letter, or the next. */
static gboolean
year_fits (const Token *token,
           const GDate *date,
           GDateTime   *written)
{
  guint year = g_date_get_year (date);

  if (token != NULL)
    return full_year (token) == year;

  return written != NULL && (year == (guint) g_date_time_get_year (written) ||
                             year == (guint) g_date_time_get_year (written) + 1);
}

/* 2026-11-26, 26/11/2026, 26.11.26, 11/26/2026, 26/11 */
static gboolean
has_numbers (GArray      *tokens,
             const GDate *date,
             GDateTime   *written)
{
  guint day = g_date_get_day (date);
  guint month = g_date_get_month (date);

  for (guint i = 0; i + 2 < tokens->len; i++)
    {
      const Token *t = &g_array_index (tokens, Token, i);
      gboolean three = i + 4 < tokens->len && is_sign (&t[3], "./-") && t[4].kind == NUMBER;

      if (t[0].kind != NUMBER || t[2].kind != NUMBER || !is_sign (&t[1], "./-"))
        continue;

      if (three && t[0].length == 4)
        {
          if (t[0].value == g_date_get_year (date) && t[2].value == month && t[4].value == day)
            return TRUE;
          continue;
        }
      if (t[0].length > 2 || t[2].length > 2 || !year_fits (three ? &t[4] : NULL, date, written))
        continue;
      if ((t[0].value == day && t[2].value == month) || (t[0].value == month && t[2].value == day))
        return TRUE;
    }

  return FALSE;
}

static const Token *
find_year (GArray *tokens,
           guint   from)
{
  for (guint i = from; i < MIN (from + 2, tokens->len); i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (token->kind == NUMBER && token->length == 4)
        return token;
      if (!is_sign (token, ".,"))
        return NULL;
    }

  return NULL;
}

/* 26 november, 26 and 27 november 2026, november 26th, 2026, 1er décembre */
static gboolean
has_month_name (GArray      *tokens,
                const GDate *date,
                GDateTime   *written)
{
  guint day = g_date_get_day (date);
  const char * const *names = months[g_date_get_month (date) - 1];

  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *t = &g_array_index (tokens, Token, i);
      guint after = i + 1;

      if (!is_one_of (t, names))
        continue;

      for (guint back = 1; back <= MIN (i, 8); back++)
        {
          const Token *before = t - back;

          if (before->kind == NUMBER && before->value == day && before->length <= 2 &&
              year_fits (find_year (tokens, after), date, written))
            return TRUE;
          if (before->kind != NUMBER && !is_one_of (before, joints) && !is_sign (before, ",-.&"))
            break;
        }

      if (after < tokens->len && t[1].kind == SIGN && is_sign (&t[1], "."))
        after++;
      if (after < tokens->len)
        {
          const Token *next = &g_array_index (tokens, Token, after);
          gboolean suffixed = after + 1 < tokens->len && is_one_of (&next[1], joints);

          if (next->kind == NUMBER && next->value == day && next->length <= 2 &&
              year_fits (find_year (tokens, after + (suffixed ? 2 : 1)), date, written))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_month (const Token *token)
{
  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (is_one_of (token, months[i]))
      return TRUE;

  return FALSE;
}

/* Whether the weekday at @i stands alone ("on Thursday"), or with the right day of the month and
 * no more ("jeudi 26 à 20h"). With a whole date after it, that date decides. */
static gboolean
weekday_decides (GArray *tokens,
                 guint   i,
                 guint   day)
{
  const Token *next = NULL;
  const Token *after = NULL;

  for (i++; i < tokens->len && after == NULL; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (next == NULL && is_sign (token, ",."))
        continue;
      if (next == NULL)
        next = token;
      else
        after = token;
    }

  if (next == NULL || (next->kind != NUMBER && !is_month (next)))
    return TRUE;

  return next->kind == NUMBER && next->value == day &&
         (after == NULL ||
          (!is_month (after) && !is_one_of (after, joints) && !is_sign (after, "./-")));
}

/* "Thursday" is one of the next two, "tomorrow" is tomorrow. */
static gboolean
has_relative_day (GArray      *tokens,
                  const char  *folded,
                  const GDate *date,
                  GDateTime   *written)
{
  GDate day;
  int distance;

  if (written == NULL)
    return FALSE;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (written),
                  (GDateMonth) g_date_time_get_month (written),
                  (GDateYear) g_date_time_get_year (written));
  distance = g_date_days_between (&day, date);

  for (gsize i = 0; i < G_N_ELEMENTS (relative); i++)
    if (relative[i].days == distance)
      {
        g_autoptr(RelaisEvidence) evidence = relais_evidence_new (folded);
        g_autofree char *found = relais_evidence_find (evidence, relative[i].words);

        if (found != NULL)
          return TRUE;
      }

  if (distance < 0 || distance > 14)
    return FALSE;

  for (guint i = 0; i < tokens->len; i++)
    if (is_one_of (&g_array_index (tokens, Token, i), weekdays[g_date_get_weekday (date) - 1]) &&
        weekday_decides (tokens, i, g_date_get_day (date)))
      return TRUE;

  return FALSE;
}

static gboolean
parse_iso (const char *iso,
           GDate      *date)
{
  guint year, month, day;

  if (strlen (iso) != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? iso[i] != '-' : !g_ascii_isdigit (iso[i]))
      return FALSE;

  year = (guint) g_ascii_strtoull (iso, NULL, 10);
  month = (guint) g_ascii_strtoull (iso + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (iso + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}

gboolean
relais_evidence_has_date (RelaisEvidence *self,
                          const char     *iso,
                          GDateTime      *written)
{
  const char *folded = relais_evidence_get_folded (self);
  g_autoptr(GArray) tokens = NULL;
  GDate date;

  if (!parse_iso (iso, &date))
    return FALSE;

  tokens = tokenise (folded);

  return has_numbers (tokens, &date, written) ||
         has_month_name (tokens, &date, written) ||
         has_relative_day (tokens, folded, &date, written);
}
