/* relais-quote.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* A forward of a forward of a forward: deeper ones are read as one. */
#define MAX_FORWARDS 6

/* A stretch of lines that is read with one set of rules. */
typedef struct {
  RelaisQuoteLines *lines;
  gsize end;
  gsize own_end; /* from here on a forward has settled the lines */
  RelaisSegmentType base;
  RelaisQuoteContext context;
  guint16 depth;
  guint8 ignored_marks;
  guint n_forwards;
} Scan;

static void split_lines (Scan *scan,
                         gsize begin);

static void
set_type (Scan *scan,
          gsize begin,
          gsize end,
          RelaisSegmentType type)
{
  for (gsize i = begin; i < end && i < scan->end; i++)
    scan->lines->lines[i].type = type;
}

static gboolean
line_has_mark (Scan *scan,
               gsize at,
               RelaisQuoteMark mark)
{
  return relais_quote_line_has_mark (&scan->lines->lines[at], mark)
         && (scan->ignored_marks & (1 << mark)) == 0;
}

static gsize
next_text (Scan *scan,
           gsize at)
{
  while (at < scan->end && relais_quote_line_is_blank (&scan->lines->lines[at]))
    at++;
  return at;
}

static gboolean
line_is_quoted (Scan *scan,
                gsize at)
{
  return scan->lines->lines[at].depth > scan->depth;
}

/* Nothing but blank lines has been written before @at. */
static gboolean
nothing_written (Scan *scan,
                 gsize begin,
                 gsize at)
{
  for (gsize i = begin; i < at; i++)
    if (!relais_quote_line_is_blank (&scan->lines->lines[i]))
      return FALSE;
  return TRUE;
}

/* Everything that all the lines of a forwarded body share belongs to the forward, not to quotes
 * in it. */
static void
find_common_frame (Scan *scan,
                   gsize begin)
{
  guint16 depth = G_MAXUINT16;
  guint8 marks = 0xff;

  for (gsize i = begin; i < scan->end; i++)
    {
      const RelaisQuoteLine *line = &scan->lines->lines[i];

      if (relais_quote_line_is_blank (line))
        continue;
      depth = MIN (depth, line->depth);
      marks &= line->marks;
    }
  scan->depth = depth == G_MAXUINT16 ? 0 : depth;
  scan->ignored_marks |= marks;
}

/* The first line stays as a mark, the headers below it do not, the body is read like a message. */
static void
take_forward (Scan *scan,
              gsize at,
              const RelaisQuoteIntro *intro)
{
  gsize body = at + MAX (intro->n_lines, 1);
  Scan inner = *scan;

  scan->own_end = at;
  set_type (scan, at, at + 1, RELAIS_SEGMENT_FORWARDED);
  set_type (scan, at + 1, body, RELAIS_SEGMENT_REPLY_HEADER);
  if (body >= scan->end)
    return;
  inner.base = RELAIS_SEGMENT_FORWARDED;
  inner.context = intro->subject;
  inner.n_forwards++;
  inner.ignored_marks |= 1 << RELAIS_QUOTE_MARK_REST | 1 << RELAIS_QUOTE_MARK_FORWARD;
  find_common_frame (&inner, body);
  if (inner.n_forwards < MAX_FORWARDS)
    split_lines (&inner, body);
  else
    set_type (scan, body, scan->end, RELAIS_SEGMENT_FORWARDED);
}

/* Outlook writes the same block above an answer's quote and above a forwarded message. */
static gboolean
is_forward (Scan *scan,
            gsize begin,
            gsize at,
            const RelaisQuoteIntro *intro)
{
  switch (intro->kind)
    {
    case RELAIS_QUOTE_INTRO_FORWARD:
      return TRUE;
    case RELAIS_QUOTE_INTRO_HEADERS:
      if (scan->context & RELAIS_QUOTE_CONTEXT_FORWARD)
        return TRUE;
      return !(scan->context & RELAIS_QUOTE_CONTEXT_REPLY)
             && (scan->base == RELAIS_SEGMENT_WRITTEN || nothing_written (scan, begin, at));
    case RELAIS_QUOTE_INTRO_ATTRIBUTION:
      return (scan->context & RELAIS_QUOTE_CONTEXT_FORWARD) != 0;
    case RELAIS_QUOTE_INTRO_NONE:
    default:
      return FALSE;
    }
}

/* Returns the first line behind the introduction and what it introduces. */
static gsize
take_intro (Scan *scan,
            gsize begin,
            gsize at,
            const RelaisQuoteIntro *intro)
{
  gsize body = at + intro->n_lines;
  gsize next = next_text (scan, body);

  if (is_forward (scan, begin, at, intro))
    {
      take_forward (scan, at, intro);
      return scan->end;
    }
  set_type (scan, at, body, RELAIS_SEGMENT_REPLY_HEADER);
  if (next >= scan->end)
    return scan->end;
  if (line_is_quoted (scan, next))
    return body;
  if (line_has_mark (scan, next, RELAIS_QUOTE_MARK_INDENT))
    {
      while (next < scan->end
             && (line_has_mark (scan, next, RELAIS_QUOTE_MARK_INDENT)
                 || relais_quote_line_is_blank (&scan->lines->lines[next])))
        next++;
      set_type (scan, body, next, RELAIS_SEGMENT_QUOTE);
      return next;
    }
  /* Nothing marks the quote: it goes on to the end. */
  set_type (scan, body, scan->end, RELAIS_SEGMENT_QUOTE);
  return scan->end;
}

/* A quoted line that a mail program wrapped leaves its end without a mark. */
static gboolean
is_spill (Scan *scan,
          gsize at)
{
  const RelaisQuoteLine *line = &scan->lines->lines[at];
  const RelaisQuoteLine *before;

  if (at == 0 || at + 1 >= scan->end || line->content_length > 45)
    return FALSE;
  before = line - 1;
  return before->type == RELAIS_SEGMENT_QUOTE && before->prefix > 0 && before->content_length >= 60
         && line_is_quoted (scan, at + 1) && line[1].content_length > 0
         && strchr (".!?:;", relais_quote_line_last (before)) == NULL
         && !g_ascii_isupper (*line->content);
}

/* The lines of one quote, with the blank ones inside it and, when an introduction stands in it
 * (some programs put "On … wrote:" or a forwarded message into the container), what that says. */
static gsize
take_quoted (Scan *scan,
             gsize begin,
             gsize at)
{
  RelaisQuoteIntro intro = relais_quote_find_intro (scan->lines, at, scan->end);
  gsize end = at;

  if (intro.kind == RELAIS_QUOTE_INTRO_FORWARD && scan->lines->lines[at].depth == scan->depth + 1
      && (scan->base == RELAIS_SEGMENT_WRITTEN || nothing_written (scan, begin, at)))
    {
      take_forward (scan, at, &intro);
      return scan->end;
    }
  if (intro.kind == RELAIS_QUOTE_INTRO_HEADERS && intro.n_lines == 1)
    return take_intro (scan, begin, at, &intro);
  while (end < scan->end)
    {
      gsize next = next_text (scan, end);

      if (next >= scan->end || !line_is_quoted (scan, next))
        {
          if (next != end || next >= scan->end || !is_spill (scan, next))
            break;
        }
      set_type (scan, end, next + 1, RELAIS_SEGMENT_QUOTE);
      end = next + 1;
    }
  return end;
}

/* From a marker to the end: the headers of the earlier message, if they can be read, and its
 * text. */
static gsize
take_rest (Scan *scan,
           gsize begin,
           gsize at)
{
  RelaisQuoteIntro intro = relais_quote_find_intro (scan->lines, at, scan->end);

  if (intro.kind == RELAIS_QUOTE_INTRO_NONE)
    {
      intro.kind = RELAIS_QUOTE_INTRO_HEADERS;
      intro.n_lines = 1;
    }
  if (is_forward (scan, begin, at, &intro))
    {
      take_forward (scan, at, &intro);
      return scan->end;
    }
  set_type (scan, at, at + intro.n_lines, RELAIS_SEGMENT_REPLY_HEADER);
  set_type (scan, at + intro.n_lines, scan->end, RELAIS_SEGMENT_QUOTE);
  return scan->end;
}

/* An introduction that the HTML names, whatever its language. */
static gsize
take_marked_header (Scan *scan,
                    gsize begin,
                    gsize at)
{
  RelaisQuoteIntro intro = relais_quote_find_intro (scan->lines, at, scan->end);
  gsize end = at;

  while (end < scan->end && line_has_mark (scan, end, RELAIS_QUOTE_MARK_HEADER))
    end++;
  if (intro.kind == RELAIS_QUOTE_INTRO_NONE || intro.n_lines < end - at)
    intro.n_lines = end - at;
  if (intro.kind == RELAIS_QUOTE_INTRO_NONE)
    intro.kind = RELAIS_QUOTE_INTRO_ATTRIBUTION;
  return take_intro (scan, begin, at, &intro);
}

static gboolean
believe_intro (Scan *scan,
               gsize at,
               const RelaisQuoteIntro *intro)
{
  gsize next;

  if (intro->kind == RELAIS_QUOTE_INTRO_NONE)
    return FALSE;
  if (!intro->weak)
    return TRUE;
  next = next_text (scan, at + intro->n_lines);
  return next < scan->end
         && (line_is_quoted (scan, next) || line_has_mark (scan, next, RELAIS_QUOTE_MARK_INDENT));
}

/* Returns the line after what begins at @at; lines of the writer's own are taken one by one. */
static gsize
take_line (Scan *scan,
           gsize begin,
           gsize at)
{
  RelaisQuoteIntro intro;

  if (relais_quote_line_is_blank (&scan->lines->lines[at]))
    {
      set_type (scan, at, at + 1, line_is_quoted (scan, at) ? RELAIS_SEGMENT_QUOTE : scan->base);
      return at + 1;
    }
  if (line_has_mark (scan, at, RELAIS_QUOTE_MARK_HEADER) && !line_is_quoted (scan, at))
    return take_marked_header (scan, begin, at);
  if (line_is_quoted (scan, at))
    return take_quoted (scan, begin, at);
  if (line_has_mark (scan, at, RELAIS_QUOTE_MARK_REST))
    return take_rest (scan, begin, at);
  if (line_has_mark (scan, at, RELAIS_QUOTE_MARK_FORWARD))
    {
      intro = relais_quote_find_intro (scan->lines, at, scan->end);
      take_forward (scan, at, &intro);
      return scan->end;
    }
  if (line_has_mark (scan, at, RELAIS_QUOTE_MARK_SIGNATURE))
    {
      set_type (scan, at, at + 1, RELAIS_SEGMENT_SIGNATURE);
      return at + 1;
    }
  if (relais_quote_is_reply_line (scan->lines->lines[at].fold))
    {
      gsize end = nothing_written (scan, begin, at) ? at + 1 : scan->end;

      set_type (scan, at, at + 1, RELAIS_SEGMENT_FOOTER);
      set_type (scan, at + 1, end, RELAIS_SEGMENT_QUOTE);
      return end;
    }
  intro = relais_quote_find_intro (scan->lines, at, scan->end);
  if (believe_intro (scan, at, &intro))
    return take_intro (scan, begin, at, &intro);
  set_type (scan, at, at + 1, scan->base);
  return at + 1;
}

/* A signature that is all there is was the message: somebody wrote inside its container. */
static void
restore_lone_signature (Scan *scan,
                        gsize begin)
{
  for (gsize i = begin; i < scan->own_end; i++)
    if (scan->lines->lines[i].type == scan->base
        && !relais_quote_line_is_blank (&scan->lines->lines[i]))
      return;
  for (gsize i = begin; i < scan->own_end; i++)
    if (scan->lines->lines[i].type == RELAIS_SEGMENT_SIGNATURE)
      scan->lines->lines[i].type = scan->base;
}

static void
split_lines (Scan *scan,
             gsize begin)
{
  const RelaisQuoteLine *lines = scan->lines->lines;

  scan->own_end = scan->end;
  for (gsize at = begin; at < scan->end;)
    at = take_line (scan, begin, at);

  restore_lone_signature (scan, begin);
  for (gsize at = begin; at < scan->own_end;)
    {
      gsize end = at;

      while (end < scan->own_end && lines[end].type == scan->base)
        end++;
      if (end > at)
        relais_quote_mark_tail (scan->lines, at, end, scan->base);
      at = end + 1;
    }
}

GArray *
relais_quote_split (const char *text,
                    GArray *ranges,
                    RelaisQuoteContext context)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (RelaisTextSegment));
  RelaisQuoteLines lines = { 0 };
  Scan scan = { .lines = &lines, .base = RELAIS_SEGMENT_WRITTEN, .context = context };

  g_return_val_if_fail (text != NULL, segments);

  relais_quote_lines_init (&lines, text, ranges);
  scan.end = lines.n_lines;
  split_lines (&scan, 0);

  for (gsize i = 0; i < lines.n_lines; i++)
    {
      const RelaisQuoteLine *line = &lines.lines[i];
      RelaisTextSegment segment = { line->type, line->start, line->length };

      if (i > 0 && lines.lines[i - 1].type == line->type)
        g_array_index (segments, RelaisTextSegment, segments->len - 1).length += line->length;
      else
        g_array_append_val (segments, segment);
    }
  relais_quote_lines_clear (&lines);
  return segments;
}
