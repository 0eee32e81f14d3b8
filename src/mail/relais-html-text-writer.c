/* relais-html-text-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-html-text-private.h"

#include <string.h>

#define UNSET G_MAXSIZE
#define MAX_BLANK_LINES 2

void
relais_html_writer_init (RelaisHtmlWriter *self)
{
  *self = (RelaisHtmlWriter){
    .out = g_string_new (NULL),
    .ranges = g_array_new (FALSE, FALSE, sizeof (RelaisQuoteRange)),
    .open = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
}

void
relais_html_writer_clear (RelaisHtmlWriter *self)
{
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_clear_pointer (&self->open, g_array_unref);
  g_clear_pointer (&self->prefix, g_free);
}

static void
end_line (RelaisHtmlWriter *self)
{
  GString *out = self->out;
  guint n = 0;

  while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
    g_string_truncate (out, out->len - 1);
  while (n < out->len && out->str[out->len - 1 - n] == '\n')
    n++;
  if (n <= MAX_BLANK_LINES)
    g_string_append_c (out, '\n');
  self->line_start = out->len;
}

/* Containers that had no text yet begin with what is written next. */
static void
start_ranges (RelaisHtmlWriter *self)
{
  for (guint i = self->open->len; i-- > 0;)
    {
      RelaisQuoteRange *range = &g_array_index (self->ranges, RelaisQuoteRange,
                                                g_array_index (self->open, guint, i));

      if (range->start != UNSET)
        break;
      range->start = self->out->len;
    }
}

/* Writes what was only wanted so far: line ends, list marks, spaces. */
static void
flush (RelaisHtmlWriter *self)
{
  GString *out = self->out;

  if (self->newlines > 0 && out->len > 0)
    {
      guint have = 0;

      /* A line of no-break spaces alone is a blank line that somebody wanted: it is ended like any
       * other, and end_line() takes its spaces away. */
      while (have < out->len && out->str[out->len - 1 - have] == '\n')
        have++;
      for (; have < self->newlines; have++)
        end_line (self);
      self->space = self->tab = FALSE;
    }
  self->newlines = 0;
  start_ranges (self);
  if (self->prefix != NULL)
    {
      g_string_append (out, self->prefix);
      g_clear_pointer (&self->prefix, g_free);
      self->space = FALSE;
    }
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    {
      if (self->tab)
        g_string_append_c (out, '\t');
      else if (self->space)
        g_string_append_c (out, ' ');
    }
  self->space = self->tab = FALSE;
  self->at_start = FALSE;
}

/* Characters that take no room and say nothing; joiners stay where they make one emoji of two. */
static gboolean
is_invisible (gunichar c,
              const char *next)
{
  if (c == 0x200d)
    return g_utf8_get_char (next) < 0x2190;
  return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || c == 0xfeff || c == 0xfffc
         || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x206f) || (c >= 0x7f && c < 0xa0);
}

void
relais_html_writer_text (RelaisHtmlWriter *self,
                         const char *text,
                         gboolean preformatted)
{
  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\n' && preformatted)
        relais_html_writer_break (self);
      else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
        {
          if (preformatted && c != '\r')
            {
              flush (self);
              g_string_append_c (self->out, c == '\t' ? '\t' : ' ');
            }
          else
            self->space = TRUE;
        }
      else if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f ||
               c == 0x3000)
        {
          flush (self);
          g_string_append_c (self->out, ' ');
        }
      else if (c >= 0x20 && !is_invisible (c, next))
        {
          flush (self);
          g_string_append_len (self->out, p, next - p);
        }
      p = next;
    }
}

void
relais_html_writer_break (RelaisHtmlWriter *self)
{
  /* A break at the very beginning shows nothing that is worth keeping. */
  flush (self);
  if (self->out->len > 0)
    end_line (self);
}

void
relais_html_writer_want_newlines (RelaisHtmlWriter *self,
                                  guint n)
{
  if (!self->at_start)
    self->newlines = MAX (self->newlines, n);
}

guint
relais_html_writer_open_range (RelaisHtmlWriter *self,
                               RelaisQuoteMark mark)
{
  RelaisQuoteRange range = { mark, UNSET, 0 };
  guint index = self->ranges->len;

  self->at_start = FALSE;
  relais_html_writer_want_newlines (self, 1);
  g_array_append_val (self->ranges, range);
  g_array_append_val (self->open, index);
  return index;
}

void
relais_html_writer_close_range (RelaisHtmlWriter *self,
                                guint range)
{
  RelaisQuoteRange *closed = &g_array_index (self->ranges, RelaisQuoteRange, range);

  self->at_start = FALSE;
  relais_html_writer_want_newlines (self, 1);
  if (closed->start == UNSET)
    closed->start = self->out->len;
  closed->length = MAX (self->out->len, closed->start) - closed->start;
  for (guint i = self->open->len; i-- > 0;)
    if (g_array_index (self->open, guint, i) == range)
      {
        g_array_remove_index (self->open, i);
        break;
      }
}
