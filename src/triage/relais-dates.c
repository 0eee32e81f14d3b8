/* relais-dates.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-dates-private.h"

/* Where a date was found. */
typedef struct
{
  int        start;
  gboolean   weekday;   /* named by its day of the week alone */
  GDateTime *date;      /* (owned) */
} Candidate;

typedef GDateTime *(*DateReader) (GMatchInfo *match,
                                  const char *language,
                                  GDateTime  *reference);

#define MONTHS_EN "january|february|march|april|may|june|july|august|september|october|november|december|" \
                  "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
#define MONTHS_FR "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|" \
                  "janv|f[ée]vr|avr|juil|sept|oct|nov|d[ée]c"
#define DAYS_EN "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
#define DAYS_FR "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"

static const char * const month_prefixes[][3] = {
  { "jan", NULL }, { "feb", "fév", "fev" }, { "mar", NULL }, { "apr", "avr", NULL }, { "may", "mai", NULL },
  { "jun", "juin", NULL }, { "jul", "juil", NULL }, { "aug", "aoû", "aou" }, { "sep", NULL }, { "oct", NULL },
  { "nov", NULL }, { "dec", "déc", NULL },
};

static const char * const weekday_names[][2] = {
  { "monday", "lundi" }, { "tuesday", "mardi" }, { "wednesday", "mercredi" }, { "thursday", "jeudi" },
  { "friday", "vendredi" }, { "saturday", "samedi" }, { "sunday", "dimanche" },
};

static int
parse_month (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (month_prefixes); i++)
    for (guint j = 0; j < 3 && month_prefixes[i][j] != NULL; j++)
      if (g_str_has_prefix (lower, month_prefixes[i][j]))
        return (int) i + 1;

  return 0;
}

static int
parse_weekday (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (weekday_names); i++)
    if (g_str_equal (lower, weekday_names[i][0]) || g_str_equal (lower, weekday_names[i][1]))
      return (int) i + 1;

  return 0;
}

static int
fetch_int (GMatchInfo *match,
           const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL && text[0] != '\0' ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

/* A date without a year is the next one to come; one just behind (two months) is taken as said about the past. */
static GDateTime *
make_date (int        year,
           int        month,
           int        day,
           GDateTime *reference)
{
  GDateTime *date;

  if (year > 0)
    return g_date_time_new_utc (year < 100 ? 2000 + year : year, month, day, 0, 0, 0);

  year = g_date_time_get_year (reference);
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  if (date != NULL && g_date_time_difference (reference, date) > 60 * G_TIME_SPAN_DAY)
    {
      g_date_time_unref (date);
      date = g_date_time_new_utc (year + 1, month, day, 0, 0, 0);
    }

  return date;
}

static GDateTime *
read_iso (GMatchInfo *match,
          const char *language,
          GDateTime  *reference)
{
  return make_date (fetch_int (match, "y"), fetch_int (match, "m"), fetch_int (match, "d"), reference);
}

/* Day first, as in Europe; month first only when nothing else is possible. */
static GDateTime *
read_numeric (GMatchInfo *match,
              const char *language,
              GDateTime  *reference)
{
  int first = fetch_int (match, "a");
  int second = fetch_int (match, "b");
  int year = fetch_int (match, "y");

  if (second > 12 && first <= 12)
    return make_date (year, first, second, reference);

  return make_date (year, second, first, reference);
}

static GDateTime *
read_named (GMatchInfo *match,
            const char *language,
            GDateTime  *reference)
{
  g_autofree char *month = g_match_info_fetch_named (match, "mon");

  return make_date (fetch_int (match, "y"), parse_month (month), fetch_int (match, "d"), reference);
}

static GDateTime *
add_days (GDateTime *reference,
          int        days)
{
  return g_date_time_add_days (reference, days);
}

static GDateTime *
read_relative (GMatchInfo *match,
               const char *language,
               GDateTime  *reference)
{
  g_autofree char *word = g_match_info_fetch (match, 0);
  g_autofree char *lower = g_utf8_strdown (word, -1);

  if (g_str_has_prefix (lower, "day after") || g_str_has_prefix (lower, "apr"))
    return add_days (reference, 2);
  if (g_str_has_prefix (lower, "tom") || g_str_has_prefix (lower, "dem"))
    return add_days (reference, 1);
  if (g_str_has_prefix (lower, "yes") || g_str_has_prefix (lower, "hier"))
    return add_days (reference, -1);

  return add_days (reference, 0);
}

/* "Thursday" and "next Thursday" are both the first to come: when people differ, the nearer one is asked about first. */
static GDateTime *
read_weekday (GMatchInfo *match,
              const char *language,
              GDateTime  *reference)
{
  g_autofree char *day = g_match_info_fetch_named (match, "w");
  int ahead = parse_weekday (day) - g_date_time_get_day_of_week (reference);

  return add_days (reference, ahead <= 0 ? ahead + 7 : ahead);
}

static const struct
{
  const char *pattern;
  DateReader  read;
} forms[] = {
  { "\\b(?<y>20\\d\\d)-(?<m>\\d{1,2})-(?<d>\\d{1,2})\\b", read_iso },
  { "(?<![\\d/.,-])(?<a>\\d{1,2})(?:/|\\.|-)(?<b>\\d{1,2})(?:(?:/|\\.|-)(?<y>20\\d\\d|\\d\\d))?(?![\\d/.-]*\\d)(?!\\s?(?:€|eur|%|h\\b|km|kg))", read_numeric },
  { "\\b(?<d>\\d{1,2})(?:er|st|nd|rd|th)?(?:\\s+of)?\\s+(?<mon>" MONTHS_FR "|" MONTHS_EN ")\\b\\.?(?:,?\\s+(?<y>20\\d\\d))?", read_named },
  { "\\b(?<mon>" MONTHS_EN ")\\b\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(?<y>20\\d\\d))?", read_named },
  { "\\b(?:day after tomorrow|apr[èe]s-demain|tomorrow|demain|yesterday|hier|today|aujourd['’]hui|tonight|ce soir)\\b", read_relative },
  { "\\b(?<w>" DAYS_EN "|" DAYS_FR ")\\b", read_weekday },
};

static GRegex *
get_form (guint index)
{
  static GRegex *regexes[G_N_ELEMENTS (forms)];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        {
          regexes[i] = g_regex_new (forms[i].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
          g_assert (regexes[i] != NULL);
        }
      g_once_init_leave (&ready, 1);
    }

  return regexes[index];
}

static gboolean
has_decimal_amount (const char *language,
                    guint       form,
                    GMatchInfo *match)
{
  g_autofree char *separator = NULL;

  /* "3.5" is a number in English and "12.30" a time or a price: two figures with a dot need the year to be a date. */
  if (forms[form].read != read_numeric || fetch_int (match, "y") > 0)
    return FALSE;

  separator = g_match_info_fetch (match, 0);

  return strpbrk (separator, ".-") != NULL;
}

static void
candidate_clear (gpointer data)
{
  g_clear_pointer (&((Candidate *) data)->date, g_date_time_unref);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *first = a;
  const Candidate *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/* "Any day except Tuesday" names the one day that is not meant. */
static gboolean
is_excluded (const char *text,
             int         start)
{
  static GRegex *regex;
  g_autofree char *before = NULL;
  int from = MAX (start - 40, 0);

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex,
                               g_regex_new ("(?:\\b(?:sauf|except[ée]?(?: for)?|hormis|hors|à part|apart from|other than|instead of|rather than|"
                                            "au lieu d[eu]|plutôt que?)|(?:,|\\b(?:mais|but|et|and))\\s+(?:surtout\\s+)?(?:pas|not))"
                                            "(?:\\s+(?:le|la|les|ce|du|de|on|the|this|any))*\\s+$",
                                            G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  while (from > 0 && ((guchar) text[from] & 0xC0) == 0x80)
    from--;
  before = g_strndup (text + from, (gsize) (start - from));

  return g_regex_match (regex, before, 0, NULL);
}

/* All dates that are meant, in the order of the text. (transfer full) */
static GArray *
find_candidates (const char *text,
                 const char *language,
                 GDateTime  *reference)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  g_array_set_clear_func (candidates, candidate_clear);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GMatchInfo) match = NULL;

      for (g_regex_match (get_form (i), text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          Candidate candidate = { .weekday = forms[i].read == read_weekday };

          g_match_info_fetch_pos (match, 0, &candidate.start, NULL);
          if (has_decimal_amount (language, i, match) || is_excluded (text, candidate.start))
            continue;
          candidate.date = forms[i].read (match, language, reference);
          if (candidate.date != NULL)
            g_array_append_val (candidates, candidate);
        }
    }
  g_array_sort (candidates, compare_candidates);

  return candidates;
}

/* "Thursday 26 November": the weekday stands before, the date says more. */
#define WEEKDAY_REACH 16

/* See the header. */
char *
relais_dates_find_date (const char *text,
                        const char *language,
                        GDateTime  *reference)
{
  g_autoptr(GArray) candidates = find_candidates (text, language, reference);
  g_autofree char *today = g_date_time_format (reference, "%Y-%m-%d");
  char *past = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      const Candidate *next = i + 1 < candidates->len ? candidate + 1 : NULL;
      g_autofree char *date = NULL;

      if (candidate->weekday && next != NULL && !next->weekday && next->start - candidate->start < WEEKDAY_REACH)
        continue;
      date = g_date_time_format (candidate->date, "%Y-%m-%d");
      /* What is asked is about a day to come; a day behind counts when there is no other. */
      if (g_strcmp0 (date, today) >= 0)
        {
          g_free (past);
          return g_steal_pointer (&date);
        }
      if (past == NULL)
        past = g_steal_pointer (&date);
    }

  return past;
}

/* See the header. */
gboolean
relais_dates_has_date (const char *text,
                       const char *language,
                       GDateTime  *reference,
                       const char *date)
{
  g_autoptr(GArray) candidates = find_candidates (text, language, reference);

  for (guint i = 0; i < candidates->len; i++)
    {
      g_autofree char *found = g_date_time_format (g_array_index (candidates, Candidate, i).date, "%Y-%m-%d");

      if (g_str_equal (found, date))
        return TRUE;
    }

  return FALSE;
}

/* See the header. */
char *
relais_dates_find_time (const char *text)
{
  static GRegex *regex;
  g_autoptr(GMatchInfo) match = NULL;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex,
                               g_regex_new ("\\b(?:(?<h>[01]?\\d|2[0-3])\\s?(?:h|:|heures?\\b)\\s?(?<m>[0-5]\\d)?(?!\\d)\\s?(?<ap>[ap]\\.?m)?"
                                            "|(?<h2>1[0-2]|[1-9])(?:\\.(?<m2>[0-5]\\d))?\\s?(?<ap2>[ap]\\.?m)\\b"
                                            "|(?<noon>noon|midi)\\b)",
                                            G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *whole = g_match_info_fetch (match, 0);
      g_autofree char *noon = g_match_info_fetch_named (match, "noon");
      g_autofree char *half = g_match_info_fetch_named (match, "ap");
      g_autofree char *half2 = g_match_info_fetch_named (match, "ap2");
      g_autofree char *minutes = NULL;
      gboolean second = half2 != NULL && half2[0] != '\0';
      const char *suffix = second ? half2 : half;
      int hour;
      int minute;

      if (noon != NULL && noon[0] != '\0')
        return g_strdup ("12:00");
      hour = fetch_int (match, second ? "h2" : "h");
      minute = fetch_int (match, second ? "m2" : "m");
      /* A colon needs its minutes: "note 3: …" is no time. */
      minutes = g_match_info_fetch_named (match, second ? "m2" : "m");
      if (strchr (whole, ':') != NULL && (minutes == NULL || minutes[0] == '\0'))
        continue;
      if (suffix != NULL && g_ascii_tolower (suffix[0]) == 'p' && hour < 12)
        hour += 12;
      else if (suffix != NULL && g_ascii_tolower (suffix[0]) == 'a' && hour == 12)
        hour = 0;

      return g_strdup_printf ("%02d:%02d", hour, minute);
    }

  return NULL;
}
