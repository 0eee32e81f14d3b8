/* relais-render-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-outgoing.h"
#include "relais-render-private.h"

#define MAX_LEVEL 8
#define MAX_LINK 2000

/* A link ends at white space and at these. */
static gboolean
ends_word (char c)
{
  return c == '\0' || (guchar) c <= 0x20 || strchr ("<>\"`{}|\\^", c) != NULL;
}

/* Without what belongs to the sentence around it: "(see https://example.org/a_(b))." keeps its inner brackets. */
static gsize
trim_word (const char *word,
           gsize       length)
{
  while (length > 0)
    {
      char last = word[length - 1];

      if (last == ')' || last == ']')
        {
          char open = last == ')' ? '(' : '[';
          int balance = 0;

          for (gsize i = 0; i < length; i++)
            balance += word[i] == open ? 1 : word[i] == last ? -1 : 0;
          if (balance >= 0)
            return length;
          length--;
        }
      else if (strchr (".,;:!?'*_", last) != NULL)
        length--;
      else if (length >= 2 && g_str_has_suffix (word, "»") && (guchar) last == 0xbb)
        length -= 2;
      else
        return length;
    }

  return length;
}

/* What to put before the word to make it an address; NULL when it is none. */
static const char *
link_scheme (const char *word)
{
  const char *at = strchr (word, '@');
  g_autofree char *address = NULL;

  if (g_ascii_strncasecmp (word, "http://", 7) == 0 || g_ascii_strncasecmp (word, "https://", 8) == 0)
    return strlen (word) > 10 ? "" : NULL;
  if (g_ascii_strncasecmp (word, "mailto:", 7) == 0 && at != NULL)
    return "";
  if (g_ascii_strncasecmp (word, "www.", 4) == 0 && strchr (word + 4, '.') != NULL && at == NULL)
    return "https://";
  if (at == NULL || strchr (at, '.') == NULL)
    return NULL;
  address = relais_mail_address_normalize (word, NULL);

  return address != NULL ? "mailto:" : NULL;
}

static void
append_word (GString    *out,
             const char *word,
             gsize       length)
{
  gsize lead = strspn (word, "([<'*_");
  g_autofree char *core = NULL;
  const char *scheme;
  g_autofree char *address = NULL;
  g_autofree char *safe = NULL;
  gsize core_length;

  if (lead >= length || length > MAX_LINK)
    {
      relais_render_escape (out, word, (gssize) length);
      return;
    }

  core = g_strndup (word + lead, length - lead);
  core_length = trim_word (core, length - lead);
  core[core_length] = '\0';
  scheme = link_scheme (core);
  address = scheme != NULL ? g_strconcat (scheme, core, NULL) : NULL;
  safe = address != NULL ? relais_render_link (address) : NULL;
  if (safe == NULL)
    {
      relais_render_escape (out, word, (gssize) length);
      return;
    }

  relais_render_escape (out, word, (gssize) lead);
  g_string_append (out, "<a href=\"");
  relais_render_escape (out, safe, -1);
  g_string_append (out, "\" title=\"");
  relais_render_escape (out, safe, -1);
  g_string_append (out, "\" rel=\"noopener noreferrer\">");
  relais_render_escape (out, core, -1);
  g_string_append (out, "</a>");
  relais_render_escape (out, word + lead + core_length, (gssize) (length - lead - core_length));
}

/* Escaped, with its links. */
static void
append_line (GString    *out,
             const char *line,
             gsize       length)
{
  const char *end = line + length;
  const char *c = line;

  while (c < end)
    {
      const char *start = c;

      while (c < end && ends_word (*c))
        c++;
      relais_render_escape (out, start, c - start);

      start = c;
      while (c < end && !ends_word (*c))
        c++;
      if (c > start)
        append_word (out, start, (gsize) (c - start));
    }
}

/* How many ">" stand before the line, and how long they are. */
static guint
quote_level (const char *line,
             gsize       length,
             gsize      *prefix)
{
  guint level = 0;
  gsize i = 0;

  *prefix = 0;
  while (i < length && (line[i] == '>' || (line[i] == ' ' && i + 1 < length && line[i + 1] == '>')))
    {
      level += line[i] == '>';
      i++;
    }
  if (level > 0)
    *prefix = i + (i < length && line[i] == ' ');

  return MIN (level, MAX_LEVEL);
}

static void
set_level (GString *out,
           guint   *level,
           guint    wanted)
{
  for (; *level < wanted; (*level)++)
    g_string_append (out, "<blockquote>");
  for (; *level > wanted; (*level)--)
    g_string_append (out, "</blockquote>");
}

/* A run of lines of one kind. */
static void
append_segment (GString           *out,
                const char        *text,
                gsize              length,
                RelaisSegmentType  type)
{
  const char *end = text + length;
  guint level = 0;

  g_string_append_printf (out, "<div class=\"relais-text%s\">",
                          type == RELAIS_SEGMENT_SIGNATURE || type == RELAIS_SEGMENT_FOOTER ||
                          type == RELAIS_SEGMENT_DISCLAIMER ? " relais-aside" : "");

  for (const char *line = text; line < end;)
    {
      const char *line_end = memchr (line, '\n', (gsize) (end - line));
      gsize prefix = 0;
      guint wanted;

      if (line_end == NULL)
        line_end = end;
      wanted = type == RELAIS_SEGMENT_QUOTE ? quote_level (line, (gsize) (line_end - line), &prefix) : 0;
      if (wanted != level)
        set_level (out, &level, wanted);
      append_line (out, line + prefix, (gsize) (line_end - line) - prefix);
      if (line_end < end)
        g_string_append_c (out, '\n');
      line = line_end < end ? line_end + 1 : end;
    }

  set_level (out, &level, 0);
  g_string_append (out, "</div>");
}

static gboolean
is_quoted (const RelaisTextSegment *segment)
{
  return segment->type == RELAIS_SEGMENT_QUOTE || segment->type == RELAIS_SEGMENT_REPLY_HEADER;
}

static gboolean
is_blank (const char              *text,
          const RelaisTextSegment *segment)
{
  for (gsize i = 0; i < segment->length; i++)
    if (!g_ascii_isspace (text[segment->start + i]))
      return FALSE;

  return TRUE;
}

/* The first segment behind all that the sender wrote: quotes before it are answered in place and stay open. */
static guint
first_after_written (const char              *text,
                     const RelaisTextSegment *segments,
                     guint                    n_segments)
{
  for (guint i = n_segments; i > 0; i--)
    if ((segments[i - 1].type == RELAIS_SEGMENT_WRITTEN || segments[i - 1].type == RELAIS_SEGMENT_FORWARDED) &&
        !is_blank (text, &segments[i - 1]))
      return i;

  return n_segments;
}

void
relais_render_text (RelaisRender            *self,
                    const char              *text,
                    const RelaisTextSegment *segments,
                    guint                    n_segments)
{
  guint fold_from = first_after_written (text, segments, n_segments);
  gboolean in_fold = FALSE;

  for (guint i = 0; i < n_segments; i++)
    {
      gboolean wants_fold = i >= fold_from && is_quoted (&segments[i]);

      if (wants_fold != in_fold)
        {
          if (wants_fold)
            relais_render_open_fold (self, (self->flags & RELAIS_RENDER_QUOTES) != 0);
          else
            relais_render_close_fold (self);
          in_fold = wants_fold;
        }
      append_segment (self->body, text + segments[i].start, segments[i].length, segments[i].type);
    }
  if (in_fold)
    relais_render_close_fold (self);
}
