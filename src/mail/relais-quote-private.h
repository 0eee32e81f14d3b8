/* relais-quote-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "relais-quote.h"

#include <string.h>

G_BEGIN_DECLS

/* Lines longer than this are prose: no introduction, signature or footer has ever needed more. */
#define RELAIS_QUOTE_MAX_FOLD 600

/**
 * RelaisQuoteLine:
 * @start: byte offset in the text
 * @length: in bytes, with the line end
 * @content: first byte behind quote marks and white space
 * @fold: (not nullable): @content folded for comparison, "" for a blank line
 * @depth: how many quotes the line is inside of, by '>' marks and by HTML containers
 * @prefix: how many of @depth are '>' marks
 * @marks: bits 1 << RelaisQuoteMark of the HTML containers around it
 * @cut: whether @fold holds only the beginning of the line
 * @type: what it was found to be
 */
typedef struct {
  gsize start;
  gsize length;
  const char *content;
  const char *fold;
  guint content_length;
  guint16 depth;
  guint16 prefix;
  guint8 marks;
  gboolean cut;
  RelaisSegmentType type;
} RelaisQuoteLine;

/* The lines of a text and the buffer their folded forms live in. */
typedef struct {
  const char *text;
  RelaisQuoteLine *lines;
  gsize n_lines;
  GString *folds;
} RelaisQuoteLines;

static inline gboolean
relais_quote_line_is_blank (const RelaisQuoteLine *line)
{
  return line->content_length == 0;
}

static inline gboolean
relais_quote_line_has_mark (const RelaisQuoteLine *line,
                            RelaisQuoteMark mark)
{
  return (line->marks & (1 << mark)) != 0;
}

/* Last byte of the folded line; a space, which nothing looks for, when there is none. */
static inline char
relais_quote_line_last (const RelaisQuoteLine *line)
{
  return *line->fold != '\0' ? line->fold[strlen (line->fold) - 1] : ' ';
}

void relais_quote_lines_init (RelaisQuoteLines *self,
                              const char *text,
                              GArray *ranges);
void relais_quote_lines_clear (RelaisQuoteLines *self);

/* Appends @text (length bytes of UTF-8) to @out in lower case, without accents on Latin letters,
 * with straight apostrophes and quotation marks, with single spaces and without '*'. */
void relais_quote_fold (GString *out,
                        const char *text,
                        gsize length);

/**
 * RelaisQuoteIntroKind:
 * @RELAIS_QUOTE_INTRO_ATTRIBUTION: "On …, X wrote:"
 * @RELAIS_QUOTE_INTRO_HEADERS: a block "From: … Sent: … To: … Subject: …"
 * @RELAIS_QUOTE_INTRO_FORWARD: either of them, said to be a forward
 */
typedef enum {
  RELAIS_QUOTE_INTRO_NONE,
  RELAIS_QUOTE_INTRO_ATTRIBUTION,
  RELAIS_QUOTE_INTRO_HEADERS,
  RELAIS_QUOTE_INTRO_FORWARD,
} RelaisQuoteIntroKind;

/**
 * RelaisQuoteIntro:
 * @kind: what it is
 * @n_lines: how many lines it takes, blank ones inside included
 * @weak: believe it only when quoted lines follow
 * @subject: the context that the subject of a header block tells of
 */
typedef struct {
  RelaisQuoteIntroKind kind;
  gsize n_lines;
  gboolean weak;
  RelaisQuoteContext subject;
} RelaisQuoteIntro;

/* Looks for an introduction that begins at line @at and ends before @end. */
RelaisQuoteIntro relais_quote_find_intro (RelaisQuoteLines *lines,
                                          gsize at,
                                          gsize end);

/* What the prefixes of a folded subject say. */
RelaisQuoteContext relais_quote_subject_context (const char *fold);

/* Marks signatures, footers and disclaimers in the lines of type @base from @begin to @end, which
 * stand together. */
void relais_quote_mark_tail (RelaisQuoteLines *lines,
                             gsize begin,
                             gsize end,
                             RelaisSegmentType base);

/* What in a line belongs to contact details. */
typedef enum {
  RELAIS_QUOTE_SIGNAL_PHONE = 1 << 0,
  RELAIS_QUOTE_SIGNAL_ADDRESS = 1 << 1,
  RELAIS_QUOTE_SIGNAL_LINK = 1 << 2,
  RELAIS_QUOTE_SIGNAL_PLACE = 1 << 3,
  RELAIS_QUOTE_SIGNAL_TITLE = 1 << 4,
  RELAIS_QUOTE_SIGNAL_SEPARATOR = 1 << 5,
} RelaisQuoteSignal;

RelaisQuoteSignal relais_quote_line_signals (const RelaisQuoteLine *line);
gboolean relais_quote_line_is_prose (const RelaisQuoteLine *line);
gboolean relais_quote_line_is_form_field (const char *fold);
gboolean relais_quote_line_is_signer (const RelaisQuoteLine *line);
gboolean relais_quote_line_is_name (const RelaisQuoteLine *line);

/* Lists end with NULL; a word has no letter or digit on either side. */
gboolean relais_quote_contains_any (const char *text,
                                    const char *const *phrases);
gboolean relais_quote_starts_with_any (const char *text,
                                       const char *const *phrases);
gboolean relais_quote_has_word (const char *text,
                                const char *const *words);

/* Phrases. All take folded text. */
gboolean relais_quote_is_forward_delimiter (const char *fold);
gboolean relais_quote_is_original_delimiter (const char *fold);
gboolean relais_quote_is_rule (const char *fold);
gboolean relais_quote_ends_with_verb (const char *fold,
                                      gboolean *spoken_to);
const char *relais_quote_find_inner_end (const char *fold);
gboolean relais_quote_is_reply_line (const char *fold);
gboolean relais_quote_has_inner_verb (const char *fold);
gboolean relais_quote_starts_like_date (const char *fold);
gboolean relais_quote_is_mobile_footer (const char *fold);
gboolean relais_quote_is_list_footer (const char *paragraph);
gboolean relais_quote_is_disclaimer (const char *paragraph);
gboolean relais_quote_is_banner (const char *paragraph);
gboolean relais_quote_is_closing (const char *fold);
gboolean relais_quote_has_job_title (const char *fold);
gboolean relais_quote_has_sentence_word (const char *fold);
gboolean relais_quote_has_kinship (const char *fold);

G_END_DECLS
