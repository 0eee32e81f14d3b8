/* relais-template-date.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

/* Names of days and months are ours, because those of the C library follow the locale of the process, and a French answer
 * is French in an English program. */

static const char * const months[2][12] = {
  { "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December" },
  { "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
};
static const char * const short_months[2][12] = {
  { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
  { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc." },
};
/* From Monday, as g_date_time_get_day_of_week() counts. */
static const char * const days[2][7] = {
  { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
  { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
};
static const char * const short_days[2][7] = {
  { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
  { "lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim." },
};

#define KNOWN_DIRECTIVES "AaBbdemYyHIMp%"

/* Whether all its directives are known; "%-d" is what others call %e. */
gboolean
relais_template_date_check (const char *format)
{
  for (const char *c = format; *c != '\0'; c++)
    {
      if (*c != '%')
        continue;
      c++;
      if (*c == '-')
        c++;
      if (*c == '\0' || strchr (KNOWN_DIRECTIVES, *c) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
all_digits (const char *text,
            guint       n)
{
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

/* "14:30" or "14:30:15", on no day in particular. */
static GDateTime *
parse_time (const char *text)
{
  int hour, minute;

  if (strlen (text) < 5 || !all_digits (text, 2) || text[2] != ':' || !all_digits (text + 3, 2) ||
      (text[5] != '\0' && !(text[5] == ':' && strlen (text) == 8 && all_digits (text + 6, 2))))
    return NULL;

  hour = (text[0] - '0') * 10 + text[1] - '0';
  minute = (text[3] - '0') * 10 + text[4] - '0';

  return g_date_time_new_utc (1970, 1, 1, hour, minute, 0);
}

/* "2026-11-21", or with a time, with or without a zone. */
static GDateTime *
parse_date (const char *text)
{
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  g_autoptr(GDateTime) time = NULL;

  if (strlen (text) == 10)
    {
      g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);

      return g_date_time_new_from_iso8601 (midnight, NULL);
    }

  if (strlen (text) == 16)
    {
      g_autofree char *seconds = g_strconcat (text, ":00", NULL);

      return g_date_time_new_from_iso8601 (seconds, local);
    }

  time = g_date_time_new_from_iso8601 (text, local);

  return time != NULL ? g_date_time_to_timezone (time, local) : NULL;
}

static void
append_directive (GString   *output,
                  char       directive,
                  gboolean   padded,
                  GDateTime *time,
                  gboolean   french)
{
  guint hour = (guint) g_date_time_get_hour (time);
  int month = g_date_time_get_month (time) - 1;
  int day = g_date_time_get_day_of_week (time) - 1;
  int language = french ? 1 : 0;
  int number;

  switch (directive)
    {
    case 'A':
      g_string_append (output, days[language][day]);
      return;
    case 'a':
      g_string_append (output, short_days[language][day]);
      return;
    case 'B':
      g_string_append (output, months[language][month]);
      return;
    case 'b':
      g_string_append (output, short_months[language][month]);
      return;
    case 'Y':
      g_string_append_printf (output, "%d", g_date_time_get_year (time));
      return;
    case 'p':
      g_string_append (output, hour < 12 ? "am" : "pm");
      return;
    case '%':
      g_string_append_c (output, '%');
      return;
    case 'd':
      number = g_date_time_get_day_of_month (time);
      break;
    case 'e':
      number = g_date_time_get_day_of_month (time);
      padded = FALSE;
      break;
    case 'm':
      number = month + 1;
      break;
    case 'y':
      number = g_date_time_get_year (time) % 100;
      break;
    case 'H':
      number = (int) hour;
      break;
    case 'I':
      number = (int) ((hour + 11) % 12 + 1);
      break;
    case 'M':
      number = g_date_time_get_minute (time);
      break;
    default:
      return;
    }

  g_string_append_printf (output, padded ? "%02d" : "%d", number);
}

static char *
format_date (GDateTime  *time,
             const char *format,
             gboolean    french)
{
  g_autoptr(GString) output = g_string_new (NULL);

  for (const char *c = format; *c != '\0'; c++)
    {
      gboolean padded = TRUE;

      if (*c != '%')
        {
          g_string_append_c (output, *c);
          continue;
        }
      c++;
      if (*c == '-')
        {
          padded = FALSE;
          c++;
        }
      append_directive (output, *c, padded, time, french);
    }

  return g_string_free_and_steal (g_steal_pointer (&output));
}

/* "21 November 2026", "21 novembre 2026", "1er novembre 2026". */
static char *
format_long_date (GDateTime *time,
                  gboolean   french)
{
  if (french && g_date_time_get_day_of_month (time) == 1)
    return format_date (time, "1er\u00a0%B %Y", TRUE);

  return format_date (time, french ? "%e\u00a0%B %Y" : "%e %B %Y", french);
}

/* "14:30", "14 h 30", "14 h" (Imprimerie nationale). */
static char *
format_short_time (GDateTime *time,
                   gboolean   french)
{
  if (!french)
    return format_date (time, "%H:%M", FALSE);

  return format_date (time, g_date_time_get_minute (time) == 0 ? "%-H\u00a0h" : "%-H\u00a0h\u00a0%M", TRUE);
}

/* @node: (nullable): a number of seconds, unless @text is given
 * @text: (nullable): ISO 8601, or a time of day
 * @format: (nullable): for the usual one
 *
 * Returns: (transfer full) (nullable): %NULL for what is no date */
char *
relais_template_date_format (JsonNode   *node,
                             const char *text,
                             gboolean    is_time,
                             const char *format,
                             gboolean    french)
{
  g_autoptr(GDateTime) time = NULL;

  if (text != NULL)
    {
      time = is_time ? parse_time (text) : NULL;
      if (time == NULL)
        time = parse_date (text);
    }
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      time = g_date_time_new_from_unix_local (json_node_get_int (node));
    }

  if (time == NULL)
    return NULL;
  if (format != NULL)
    return format_date (time, format, french);

  return is_time ? format_short_time (time, french) : format_long_date (time, french);
}
