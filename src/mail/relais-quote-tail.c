/* relais-quote-tail.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* How far from the end of what somebody wrote a signature may begin, in lines with text on them. */
#define MAX_SIGNATURE_LINES 25
#define MAX_PARAGRAPH 4000

/* The part of a message that stands together, shrinking as its tail is recognised. */
typedef struct {
  RelaisQuoteLine *lines;
  gsize begin;
  gsize end;
  RelaisSegmentType base;
} Tail;

static void
set_type (Tail *tail,
          gsize begin,
          gsize end,
          RelaisSegmentType type)
{
  for (gsize i = begin; i < end; i++)
    tail->lines[i].type = type;
}

static gboolean
is_blank (Tail *tail,
          gsize at)
{
  return relais_quote_line_is_blank (&tail->lines[at]);
}

static gsize
skip_blank (Tail *tail,
            gsize at)
{
  while (at < tail->end && is_blank (tail, at))
    at++;
  return at;
}

static gsize
paragraph_end (Tail *tail,
               gsize at)
{
  while (at < tail->end && !is_blank (tail, at))
    at++;
  return at;
}

static gboolean
is_postscript (const char *fold)
{
  return g_str_has_prefix (fold, "ps ") || g_str_has_prefix (fold, "ps:")
         || g_str_has_prefix (fold, "p.s") || g_str_has_prefix (fold, "nb ")
         || g_str_has_prefix (fold, "nb:") || g_str_has_prefix (fold, "n.b")
         || g_str_has_prefix (fold, "post-scriptum");
}

/* The paragraph's folded lines, each with its line end, as the phrase tables want it. */
static char *
paragraph_fold (Tail *tail,
                gsize begin,
                gsize end)
{
  GString *fold = g_string_new (NULL);

  for (gsize i = begin; i < end && fold->len < MAX_PARAGRAPH; i++)
    {
      if (fold->len > 0)
        g_string_append_c (fold, ' ');
      g_string_append (fold, tail->lines[i].fold);
    }
  g_string_append_c (fold, '\n');
  return g_string_free (fold, FALSE);
}

static void
trim_end (Tail *tail)
{
  while (tail->end > tail->begin
         && (is_blank (tail, tail->end - 1) || tail->lines[tail->end - 1].type != tail->base))
    tail->end--;
}

static gboolean
has_text_between (Tail *tail,
                  gsize begin,
                  gsize end)
{
  for (gsize i = begin; i < end; i++)
    if (!is_blank (tail, i) && tail->lines[i].type == tail->base)
      return TRUE;
  return FALSE;
}

/* Lines that devices add; those of scanners and lists that come as paragraphs of their own. */
static void
mark_footers (Tail *tail)
{
  gboolean disclaimed = FALSE;
  guint n_paragraphs = 0;

  for (gsize at = skip_blank (tail, tail->begin); at < tail->end; at = skip_blank (tail, at))
    {
      gsize end = paragraph_end (tail, at);
      g_autofree char *fold = paragraph_fold (tail, at, end);

      if (n_paragraphs++ < 3 && relais_quote_is_banner (fold))
        set_type (tail, at, end, RELAIS_SEGMENT_DISCLAIMER);
      else if (relais_quote_is_disclaimer (fold)
               || (disclaimed && !relais_quote_is_closing (tail->lines[at].fold)))
        {
          gsize first = at;

          /* Some stand directly under the signature, without a blank line: find where they
           * begin. */
          while (first + 1 < end && !tail->lines[first].cut
                 && tail->lines[first].content_length < 70 && !disclaimed
                 && !relais_quote_is_disclaimer (tail->lines[first].fold))
            first++;
          if (first + 1 >= end && end - at > 1
              && !relais_quote_is_disclaimer (tail->lines[first].fold))
            first = at;
          set_type (tail, first, end, RELAIS_SEGMENT_DISCLAIMER);
          disclaimed = has_text_between (tail, tail->begin, first);
        }
      else if (relais_quote_is_list_footer (fold))
        set_type (tail, at, end, RELAIS_SEGMENT_FOOTER);
      else if (relais_quote_is_rule (tail->lines[at].fold) && end - at <= 8
               && strstr (fold, "http") != NULL
               && (strstr (fold, "list") != NULL || strstr (fold, "mail") != NULL))
        set_type (tail, at, end, RELAIS_SEGMENT_FOOTER);
      else
        for (gsize i = at; i < end; i++)
          if (relais_quote_is_mobile_footer (tail->lines[i].fold))
            tail->lines[i].type = RELAIS_SEGMENT_FOOTER;
      at = end;
    }
}

/* "-- " of RFC 3676 section 4.3, and what people and programs make of it. */
static gboolean
is_delimiter (const RelaisQuoteLine *line)
{
  gsize ornaments = 0;

  while (ornaments < line->content_length && strchr ("-_=~*#", line->content[ornaments]) != NULL)
    ornaments++;
  return strcmp (line->fold, "--") == 0 || strcmp (line->fold, "-") == 0
         || strspn (line->fold, "-") == MAX (strlen (line->fold), 1)
         || (ornaments >= 2 && ornaments == line->content_length);
}

static void
mark_delimited (Tail *tail)
{
  guint below = 0;

  for (gsize at = tail->end; at-- > tail->begin;)
    {
      const RelaisQuoteLine *line = &tail->lines[at];
      gboolean exact;

      if (is_blank (tail, at))
        continue;
      if (!is_delimiter (line))
        {
          if (line->type == tail->base)
            below++;
          continue;
        }
      exact = line->fold[0] == '-' && strcmp (line->fold, "--") == 0;
      /* A dash that separates two halves of a text has too much below it, or nothing above it. */
      if (below > (exact ? 2 * MAX_SIGNATURE_LINES : 8)
          || (!exact && !has_text_between (tail, tail->begin, at)))
        continue;
      if (!exact)
        {
          gboolean prose = FALSE;
          RelaisQuoteSignal signals = 0;

          for (gsize i = at + 1; i < tail->end; i++)
            if (!is_blank (tail, i) && tail->lines[i].type == tail->base)
              {
                prose = prose || relais_quote_line_is_prose (&tail->lines[i]);
                signals |= relais_quote_line_signals (&tail->lines[i]);
              }
          if (below > 0 && (prose || signals == 0))
            continue;
        }
      for (gsize i = at; i < tail->end; i++)
        if (tail->lines[i].type == tail->base)
          tail->lines[i].type = RELAIS_SEGMENT_SIGNATURE;
      tail->end = at;
      below = 0;
    }
}

/* Contact details from @at to @end, postscripts and what tells whose parent signs excepted. */
static void
mark_contact (Tail *tail,
              gsize at,
              gsize end)
{
  gboolean postscript = FALSE;

  for (gsize i = at; i < end; i++)
    {
      RelaisQuoteLine *line = &tail->lines[i];

      if (line->type != tail->base)
        continue;
      if (is_postscript (line->fold))
        postscript = TRUE;
      else if (is_blank (tail, i) && i + 1 < tail->end
               && !relais_quote_line_is_prose (&tail->lines[i + 1]))
        postscript = FALSE;
      if (!postscript)
        line->type = RELAIS_SEGMENT_SIGNATURE;
    }
}

/* What the lines from @at say together. Returns where contact details end: at tail->end, or at a
 * paragraph of prose, or at @at when prose or a form begins in the middle of them. */
static gsize
collect_signals (Tail *tail,
                 gsize at,
                 guint *n_lines,
                 RelaisQuoteSignal *signals)
{
  gboolean postscript = FALSE;

  *n_lines = 0;
  *signals = 0;
  for (gsize i = at; i < tail->end; i++)
    {
      const RelaisQuoteLine *line = &tail->lines[i];

      if (is_blank (tail, i) || line->type != tail->base)
        continue;
      postscript = postscript || is_postscript (line->fold);
      if (postscript)
        continue;
      /* Some sign with a saying. */
      if ((relais_quote_line_is_prose (line) && !(*signals != 0 && *line->fold == '"'))
          || relais_quote_line_is_form_field (line->fold))
        return i > at && is_blank (tail, i - 1) && (*signals & ~RELAIS_QUOTE_SIGNAL_TITLE) != 0
                 ? i
                 : at;
      (*n_lines)++;
      *signals |= relais_quote_line_signals (line);
    }
  return tail->end;
}

/* The last closing formula that is near enough to the end; tail->end when there is none. */
static gsize
find_closing (Tail *tail)
{
  guint below = 0;

  for (gsize at = tail->end; at-- > tail->begin && below <= MAX_SIGNATURE_LINES;)
    {
      if (is_blank (tail, at) || tail->lines[at].type != tail->base)
        continue;
      if (relais_quote_is_closing (tail->lines[at].fold))
        return at;
      below++;
    }
  return tail->end;
}

/* Below "Cordialement," one name stays, then lines that say whose parent signs; the rest goes
 * when it gives contact details. */
static gboolean
mark_after_closing (Tail *tail)
{
  gsize closing = find_closing (tail);
  gsize at;
  gsize end;
  guint n_lines;
  RelaisQuoteSignal signals;

  if (closing >= tail->end)
    return FALSE;
  at = skip_blank (tail, closing + 1);
  /* Two formulas in a row: "Merci d'avance," and "Cordialement," */
  if (at < tail->end && relais_quote_line_is_signer (&tail->lines[at]))
    at = skip_blank (tail, at + 1);
  while (at < tail->end && relais_quote_has_kinship (tail->lines[at].fold))
    at = skip_blank (tail, at + 1);
  if (at >= tail->end)
    return TRUE;
  end = collect_signals (tail, at, &n_lines, &signals);
  if (end == at)
    return FALSE;
  if (signals != 0 || n_lines >= 3)
    mark_contact (tail, at, end);
  return TRUE;
}

/* Without a formula only paragraphs at the end that can be nothing else are taken, and never the
 * first paragraph, which is the message. */
static void
mark_block (Tail *tail)
{
  gsize block = tail->end;
  gsize best = tail->end;
  gsize end = tail->end;
  RelaisQuoteSignal together = 0;
  guint n_lines = 0;

  while (n_lines <= MAX_SIGNATURE_LINES)
    {
      guint n_own = 0;
      RelaisQuoteSignal own = 0;
      gsize before;

      while (block > tail->begin && !is_blank (tail, block - 1))
        block--;
      before = block;
      while (before > tail->begin && is_blank (tail, before - 1))
        before--;
      if (before == tail->begin)
        break;
      tail->end = MIN (end, paragraph_end (tail, block));
      if (collect_signals (tail, block, &n_own, &own) < tail->end)
        break;
      /* "Deliver to:" and a list under it are content; so is what gives no contact and is no
       * name. */
      if (relais_quote_line_last (&tail->lines[before - 1]) == ':' ||
          (own == 0 && !(n_own == 1 && relais_quote_line_is_name (&tail->lines[block]) &&
                         strchr (".,", relais_quote_line_last (&tail->lines[block])) == NULL)))
        break;
      together |= own;
      n_lines += n_own;
      tail->end = end;
      /* Details that nobody's name stands above were asked for. */
      if (__builtin_popcount (together) >= 2
          && (relais_quote_line_is_name (&tail->lines[block])
              || (relais_quote_line_signals (&tail->lines[block])
                  & (RELAIS_QUOTE_SIGNAL_TITLE | RELAIS_QUOTE_SIGNAL_SEPARATOR)) != 0))
        best = block;
      block = before;
    }
  tail->end = end;
  if (best < end)
    mark_contact (tail, best, end);
}

void
relais_quote_mark_tail (RelaisQuoteLines *lines,
                        gsize begin,
                        gsize end,
                        RelaisSegmentType base)
{
  Tail tail = { lines->lines, begin, end, base };

  mark_footers (&tail);
  trim_end (&tail);
  mark_delimited (&tail);
  trim_end (&tail);
  if (tail.begin < tail.end && !mark_after_closing (&tail))
    mark_block (&tail);
}
