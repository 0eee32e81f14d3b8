/* relais-quote.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RelaisSegmentType:
 * @RELAIS_SEGMENT_WRITTEN: newly written by the sender
 * @RELAIS_SEGMENT_QUOTE: text of an earlier message
 * @RELAIS_SEGMENT_REPLY_HEADER: the line or block that introduces a quote or a forwarded message
 * @RELAIS_SEGMENT_SIGNATURE: signature and contact details
 * @RELAIS_SEGMENT_FORWARDED: what a forwarded message had newly written, and the line that marks it
 * @RELAIS_SEGMENT_FOOTER: added by a device, program, list or mass mailer
 * @RELAIS_SEGMENT_DISCLAIMER: legal notices, warnings and virus-scanner lines
 */
typedef enum {
  RELAIS_SEGMENT_WRITTEN,
  RELAIS_SEGMENT_QUOTE,
  RELAIS_SEGMENT_REPLY_HEADER,
  RELAIS_SEGMENT_SIGNATURE,
  RELAIS_SEGMENT_FORWARDED,
  RELAIS_SEGMENT_FOOTER,
  RELAIS_SEGMENT_DISCLAIMER,
} RelaisSegmentType;

/**
 * RelaisTextSegment:
 * @type: what the range is
 * @start: byte offset in the text, always at the beginning of a line
 * @length: in bytes, including the line end
 */
typedef struct {
  RelaisSegmentType type;
  gsize start;
  gsize length;
} RelaisTextSegment;

/**
 * RelaisQuoteMark:
 * @RELAIS_QUOTE_MARK_QUOTE: a container that mail programs make for quotes only
 * @RELAIS_QUOTE_MARK_INDENT: a blockquote that may be a quote or the writer's own indentation
 * @RELAIS_QUOTE_MARK_HEADER: an introduction line of a quote
 * @RELAIS_QUOTE_MARK_REST: from here to the end stands an earlier message
 * @RELAIS_QUOTE_MARK_FORWARD: a container made for a forwarded message
 * @RELAIS_QUOTE_MARK_SIGNATURE: a container made for a signature
 *
 * What the HTML of a mail program says about a range of its text.
 */
typedef enum {
  RELAIS_QUOTE_MARK_QUOTE = 1,
  RELAIS_QUOTE_MARK_INDENT,
  RELAIS_QUOTE_MARK_HEADER,
  RELAIS_QUOTE_MARK_REST,
  RELAIS_QUOTE_MARK_FORWARD,
  RELAIS_QUOTE_MARK_SIGNATURE,
} RelaisQuoteMark;

typedef struct {
  RelaisQuoteMark mark;
  gsize start;
  gsize length;
} RelaisQuoteRange;

/**
 * RelaisQuoteContext:
 * @RELAIS_QUOTE_CONTEXT_REPLY: the headers say that the message is an answer
 * @RELAIS_QUOTE_CONTEXT_FORWARD: the subject says that the message is a forward
 *
 * Outlook writes the same block of headers above what it quotes and what it forwards: only the
 * message's own headers tell the two apart.
 */
typedef enum {
  RELAIS_QUOTE_CONTEXT_NONE = 0,
  RELAIS_QUOTE_CONTEXT_REPLY = 1 << 0,
  RELAIS_QUOTE_CONTEXT_FORWARD = 1 << 1,
} RelaisQuoteContext;

/**
 * relais_quote_split:
 * @text: UTF-8 with '\n' line ends
 * @ranges: (nullable) (element-type RelaisQuoteRange): what the HTML said, in order of start
 * @context: what the message's headers say
 *
 * Divides a plain text into what was written and what stands around it. Linear in the length of
 * @text; safe on hostile text; any thread.
 *
 * Returns: (transfer full) (element-type RelaisTextSegment): ranges that cover @text without gaps
 */
GArray *relais_quote_split (const char *text,
                            GArray *ranges,
                            RelaisQuoteContext context);

/**
 * relais_quote_join:
 * @text: the text that was split
 * @segments: (element-type RelaisTextSegment): of relais_quote_split()
 *
 * Returns: (transfer full): the WRITTEN and FORWARDED segments as one text without outer blank lines
 */
char *relais_quote_join (const char *text,
                         GArray *segments);

G_END_DECLS
