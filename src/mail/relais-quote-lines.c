/* relais-quote-lines.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* Base letters of U+00C0 to U+017F, enough for the languages of western and central Europe. */
static const char LATIN_BASE[] =
  "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
  "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
  "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

G_STATIC_ASSERT (sizeof LATIN_BASE - 1 == 0x180 - 0xc0);

static void
fold_letter (GString *out,
             gunichar c)
{
  if (c >= 0xc0 && c < 0x180)
    {
      char base = LATIN_BASE[c - 0xc0];

      if (base != ' ')
        g_string_append_c (out, base);
      if (c == 0xe6 || c == 0xc6 || c == 0x152 || c == 0x153)
        g_string_append_c (out, 'e');
    }
  else if (c == 0x2018 || c == 0x2019 || c == 0x02bc || c == 0xb4)
    g_string_append_c (out, '\'');
  else if (c == 0x201c || c == 0x201d || c == 0xab || c == 0xbb)
    g_string_append_c (out, '"');
  else if (c >= 0x2010 && c <= 0x2015)
    g_string_append_c (out, '-');
  else if (c == 0xff1a)
    g_string_append_c (out, ':');
  else
    g_string_append_unichar (out, g_unichar_tolower (c));
}

void
relais_quote_fold (GString *out,
                   const char *text,
                   gsize length)
{
  const char *end = text + length;
  gsize begin = out->len;

  for (const char *p = text; p < end;)
    {
      if ((guchar) *p < 0x80)
        {
          char c = *p++;

          if (c == '*')
            continue;
          if (g_ascii_isspace (c))
            {
              if (out->len > begin && out->str[out->len - 1] != ' ')
                g_string_append_c (out, ' ');
            }
          else
            g_string_append_c (out, g_ascii_tolower (c));
        }
      else
        {
          gunichar c = g_utf8_get_char (p);

          p = g_utf8_next_char (p);
          if (c == 0xa0 || c == 0x202f || c == 0x2009)
            {
              if (out->len > begin && out->str[out->len - 1] != ' ')
                g_string_append_c (out, ' ');
            }
          else
            fold_letter (out, c);
        }
    }
  while (out->len > begin && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/* Skips "> > " and ">>"; returns how many marks there were. */
static guint16
skip_prefix (const char **start,
             const char *end)
{
  const char *p = *start;
  guint16 depth = 0;

  for (;;)
    {
      const char *q = p;

      while (q < end && (*q == ' ' || *q == '\t'))
        q++;
      if (q >= end || *q != '>' || depth == G_MAXUINT16 || q - p > 3)
        break;
      /* What mail stores do to a line that begins with "From " is no quote. */
      if (depth == 0 && q == *start && end - q > 6 && strncmp (q, ">From ", 6) == 0)
        break;
      depth++;
      p = q + 1;
    }
  *start = p;
  return depth;
}

static void
add_line (RelaisQuoteLines *self,
          gsize start,
          gsize length)
{
  RelaisQuoteLine *line = &self->lines[self->n_lines++];
  const char *p = self->text + start;
  const char *end = p + length;
  gsize folded;

  while (end > p && g_ascii_isspace (end[-1]))
    end--;
  line->start = start;
  line->length = length;
  line->prefix = line->depth = skip_prefix (&p, end);
  while (p < end && g_ascii_isspace (*p))
    p++;
  line->content = p;
  line->content_length = MIN ((gsize) (end - p), G_MAXUINT);

  folded = line->content_length;
  if (folded > RELAIS_QUOTE_MAX_FOLD)
    {
      folded = RELAIS_QUOTE_MAX_FOLD;
      while ((p[folded] & 0xc0) == 0x80)
        folded--;
      line->cut = TRUE;
    }
  /* The buffer may still move: keep the offset, which the end of the first pass turns into a
   * pointer. */
  line->fold = GSIZE_TO_POINTER (self->folds->len);
  relais_quote_fold (self->folds, p, folded);
  g_string_append_c (self->folds, '\0');
}

/* Ranges are sorted by start, nested at most as deep as the HTML was, which is bounded. */
static void
apply_ranges (RelaisQuoteLines *self,
              GArray *ranges)
{
  gsize at = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RelaisQuoteRange *range = &g_array_index (ranges, RelaisQuoteRange, i);

      while (at < self->n_lines
             && self->lines[at].start + self->lines[at].length <= range->start)
        at++;
      for (gsize j = at;
           j < self->n_lines && self->lines[j].start < range->start + range->length;
           j++)
        {
          RelaisQuoteLine *line = &self->lines[j];

          if (line->start < range->start)
            continue;
          line->marks |= 1 << range->mark;
          if (range->mark == RELAIS_QUOTE_MARK_QUOTE && line->depth < G_MAXUINT16)
            line->depth++;
        }
    }
}

void
relais_quote_lines_init (RelaisQuoteLines *self,
                         const char *text,
                         GArray *ranges)
{
  gsize n_lines = 1;

  for (const char *p = text; (p = strchr (p, '\n')) != NULL; p++)
    n_lines++;

  self->text = text;
  self->lines = g_new0 (RelaisQuoteLine, n_lines);
  self->n_lines = 0;
  self->folds = g_string_sized_new (strlen (text) + n_lines + 1);

  for (const char *p = text; *p != '\0';)
    {
      const char *newline = strchr (p, '\n');
      gsize length = newline != NULL ? (gsize) (newline - p) + 1 : strlen (p);

      add_line (self, p - text, length);
      p += length;
    }
  for (gsize i = 0; i < self->n_lines; i++)
    self->lines[i].fold = self->folds->str + GPOINTER_TO_SIZE (self->lines[i].fold);
  if (ranges != NULL)
    apply_ranges (self, ranges);
}

void
relais_quote_lines_clear (RelaisQuoteLines *self)
{
  g_clear_pointer (&self->lines, g_free);
  g_string_free (self->folds, TRUE);
  self->folds = NULL;
}
