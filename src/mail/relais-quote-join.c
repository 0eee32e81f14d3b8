/* relais-quote-join.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* Whether every line with something on it begins with '>'. */
static gboolean
is_prefixed (const char *text,
             gsize length)
{
  gboolean any = FALSE;

  for (const char *p = text, *end = text + length; p < end;)
    {
      const char *newline = memchr (p, '\n', end - p);
      const char *line_end = newline != NULL ? newline : end;

      if (line_end > p)
        {
          if (*p != '>')
            return FALSE;
          any = TRUE;
        }
      p = newline != NULL ? newline + 1 : end;
    }
  return any;
}

static void
append_unprefixed (GString *out,
                   const char *text,
                   gsize length)
{
  for (const char *p = text, *end = text + length; p < end;)
    {
      const char *newline = memchr (p, '\n', end - p);
      const char *line_end = newline != NULL ? newline + 1 : end;

      if (*p == '>')
        p++;
      if (p < line_end && *p == ' ')
        p++;
      g_string_append_len (out, p, line_end - p);
      p = line_end;
    }
}

/* No more than one blank line in a row, none at either end, and none between a line and its end. */
static char *
tidy (GString *joined)
{
  g_autoptr (GString) out = g_string_sized_new (joined->len + 1);
  guint n_newlines = 2;

  for (const char *p = joined->str; *p != '\0'; p++)
    {
      if (*p == '\n')
        {
          while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
            g_string_truncate (out, out->len - 1);
          if (n_newlines < 2)
            g_string_append_c (out, '\n');
          n_newlines++;
        }
      else
        {
          g_string_append_c (out, *p);
          n_newlines = 0;
        }
    }
  while (out->len > 0 && g_ascii_isspace (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
relais_quote_join (const char *text,
                   GArray *segments)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (guint i = 0; i < segments->len; i++)
    {
      const RelaisTextSegment *segment = &g_array_index (segments, RelaisTextSegment, i);

      if (segment->type == RELAIS_SEGMENT_WRITTEN)
        g_string_append_len (joined, text + segment->start, segment->length);
      else if (segment->type == RELAIS_SEGMENT_FORWARDED)
        {
          if (is_prefixed (text + segment->start, segment->length))
            append_unprefixed (joined, text + segment->start, segment->length);
          else
            g_string_append_len (joined, text + segment->start, segment->length);
        }
      /* What was left out between two answers leaves a blank line. */
      else if (joined->len > 0)
        g_string_append_c (joined, '\n');
    }
  return tidy (joined);
}
