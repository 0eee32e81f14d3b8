/* relais-extract-calendar.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-extract-private.h"

#include <string.h>

/* RFC 5545 section 3.1: a line that begins with white space continues the one before. */
static char *
unfold (const char *ics)
{
  GString *out = g_string_sized_new (strlen (ics) + 1);

  for (const char *p = ics; *p != '\0'; p++)
    {
      if (*p == '\r')
        continue;
      if (*p == '\n' && (p[1] == ' ' || p[1] == '\t'))
        p++;
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* RFC 5545 section 3.3.11 */
static char *
unescape (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\' && (p[1] == 'n' || p[1] == 'N'))
        {
          g_string_append_c (out, '\n');
          p++;
        }
      else if (*p == '\\' && p[1] != '\0')
        g_string_append_c (out, *++p);
      else
        g_string_append_c (out, *p);
    }
  g_strstrip (out->str);
  out->len = strlen (out->str);
  return g_string_free (out, FALSE);
}

/* "20260312T140000Z" as "2026-03-12 14:00"; the time zone is the event's, and left to the
 * calendar. */
static char *
readable_date (const char *value)
{
  if (strspn (value, "0123456789") != 8)
    return g_strdup (value);
  if (value[8] == 'T' && strspn (value + 9, "0123456789") >= 4)
    return g_strdup_printf ("%.4s-%.2s-%.2s %.2s:%.2s%s", value, value + 4, value + 6, value + 9,
                            value + 11, g_str_has_suffix (value, "Z") ? " UTC" : "");
  return g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6);
}

/* The value of "NAME;parameters:value", or NULL when the line is another property. */
static const char *
property_value (const char *line,
                const char *name)
{
  gsize length = strlen (name);
  gboolean quoted = FALSE;

  if (g_ascii_strncasecmp (line, name, length) != 0 || (line[length] != ':' && line[length] != ';'))
    return NULL;
  for (const char *p = line + length; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == ':' && !quoted)
        return p + 1;
    }
  return NULL;
}

char *
relais_extract_calendar (const char *ics)
{
  static const char *const names[] = { "SUMMARY",  "DTSTART",     "DTEND",
                                       "LOCATION", "DESCRIPTION", NULL };
  char *values[G_N_ELEMENTS (names)] = { NULL };
  g_autofree char *unfolded = unfold (ics);
  g_auto (GStrv) lines = g_strsplit (unfolded, "\n", -1);
  GString *out = g_string_new (NULL);
  gboolean in_event = FALSE;
  guint alarms = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (lines[i], "BEGIN:VEVENT") == 0
          || g_ascii_strcasecmp (lines[i], "BEGIN:VTODO") == 0)
        in_event = TRUE;
      else if (g_ascii_strcasecmp (lines[i], "END:VEVENT") == 0)
        break;
      else if (g_ascii_strcasecmp (lines[i], "BEGIN:VALARM") == 0)
        alarms++;
      else if (g_ascii_strcasecmp (lines[i], "END:VALARM") == 0 && alarms > 0)
        alarms--;
      if (!in_event || alarms > 0)
        continue;
      for (gsize j = 0; names[j] != NULL; j++)
        {
          const char *value = values[j] == NULL ? property_value (lines[i], names[j]) : NULL;

          if (value != NULL)
            values[j] = unescape (value);
        }
    }

  if (values[0] != NULL)
    g_string_append_printf (out, "%s\n", values[0]);
  if (values[1] != NULL)
    {
      g_autofree char *start = readable_date (values[1]);
      g_autofree char *end = values[2] != NULL ? readable_date (values[2]) : NULL;

      g_string_append (out, start);
      if (end != NULL && strncmp (start, end, 10) == 0 && strlen (end) > 11)
        g_string_append_printf (out, " – %s", end + 11);
      else if (end != NULL)
        g_string_append_printf (out, " – %s", end);
      g_string_append_c (out, '\n');
    }
  if (values[3] != NULL && *values[3] != '\0')
    g_string_append_printf (out, "%s\n", values[3]);
  if (values[4] != NULL && *values[4] != '\0')
    g_string_append_printf (out, "\n%s\n", values[4]);
  for (gsize j = 0; names[j] != NULL; j++)
    g_free (values[j]);
  return g_string_free (out, FALSE);
}
