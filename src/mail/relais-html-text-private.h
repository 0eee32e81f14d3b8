/* relais-html-text-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gumbo.h>

#include "relais-html-text.h"
#include "relais-quote.h"

G_BEGIN_DECLS

/* Copies @html with the tags left out that would nest so deep, or be repeated so often, that
 * building a tree takes quadratic time or memory. Ordinary mail passes unchanged. */
GString *relais_html_guard (const char *html,
                            gsize length);

/* What an element does to the text. */
typedef enum {
  RELAIS_HTML_INLINE,
  RELAIS_HTML_BLOCK,
  RELAIS_HTML_PARAGRAPH,
  RELAIS_HTML_SKIP,
} RelaisHtmlFlow;

RelaisHtmlFlow relais_html_flow (const GumboNode *node);

/* What the inline style says; -1 where it says nothing. */
typedef struct {
  gboolean hidden;
  int zero_size;
  int preformatted;
  gboolean flush; /* without vertical margins */
  gboolean bar;   /* a line on the left, as programs draw beside quotes */
} RelaisHtmlStyle;

void relais_html_read_style (const GumboElement *element,
                             RelaisHtmlStyle *style);

/* The mark of a container by its class and id, 0 for none. RELAIS_QUOTE_MARK_QUOTE for
 * containers that hold the introduction too; @is_blockquote tells them from the quote itself. */
RelaisQuoteMark relais_html_mark (const GumboNode *node,
                                  gboolean *is_blockquote);

/* Collects text the way a browser lays it out: white space collapses, blocks begin lines. */
typedef struct {
  GString *out;
  gsize line_start; /* in out */
  GArray *ranges;
  GArray *open;   /* indices into ranges of containers that are still open */
  guint newlines; /* wanted before the next text */
  gboolean space; /* wanted before the next text on the same line */
  gboolean tab;
  gboolean at_start; /* of a cell or list item: its first block begins no line */
  char *prefix;      /* (owned) (nullable): of the list item that begins */
} RelaisHtmlWriter;

void relais_html_writer_init (RelaisHtmlWriter *self);
void relais_html_writer_clear (RelaisHtmlWriter *self);
void relais_html_writer_text (RelaisHtmlWriter *self,
                              const char *text,
                              gboolean preformatted);
void relais_html_writer_break (RelaisHtmlWriter *self);
void relais_html_writer_want_newlines (RelaisHtmlWriter *self,
                                       guint n);
guint relais_html_writer_open_range (RelaisHtmlWriter *self,
                                     RelaisQuoteMark mark);
void relais_html_writer_close_range (RelaisHtmlWriter *self,
                                     guint range);

G_END_DECLS
