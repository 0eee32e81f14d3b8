/* relais-extract-flowed.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-extract-private.h"

#include <string.h>

#define MAX_DEPTH 50

/* RFC 3676 section 4: a line that ends with a space goes on in the next one of the same quote
 * depth; "-- " never flows; one space after the quote marks was stuffed in. */
char *
relais_extract_unflow (const char *text,
                       gboolean del_sp)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gboolean flowing = FALSE;
  gboolean first = TRUE;
  guint flowing_depth = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *newline = strchr (p, '\n');
      const char *next = newline != NULL ? newline + 1 : p + strlen (p);
      const char *end = newline != NULL ? newline : next;
      guint depth = 0;
      gboolean delimiter;

      if (end > p && end[-1] == '\r')
        end--;
      for (; p < end && *p == '>'; p++)
        depth++;
      if (p < end && *p == ' ')
        p++;
      delimiter = (end - p == 3 && strncmp (p, "-- ", 3) == 0);

      if (!flowing || depth != flowing_depth || delimiter)
        {
          if (first)
            first = FALSE;
          else
            g_string_append_c (out, '\n');
          if (depth > 0)
            {
              for (guint i = 0; i < MIN (depth, MAX_DEPTH); i++)
                g_string_append_c (out, '>');
              g_string_append_c (out, ' ');
            }
        }
      flowing = end > p && end[-1] == ' ' && !delimiter;
      flowing_depth = depth;
      g_string_append_len (out, p, end - p - (flowing && del_sp ? 1 : 0));
      p = next;
    }
  return g_string_free (out, FALSE);
}
