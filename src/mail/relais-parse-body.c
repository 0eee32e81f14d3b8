/* relais-parse-body.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-parsed-message-private.h"

#include <string.h>

#include "relais-extract-private.h"
#include "relais-language.h"
#include "relais-quote-private.h"

static RelaisQuoteContext
quote_context (RelaisParsedMessage *self)
{
  g_autoptr (GString) fold = g_string_new (NULL);
  RelaisQuoteContext context;

  /* What a bounce gives back is not its own text. */
  if (self->flags & RELAIS_PARSED_REPORT)
    return RELAIS_QUOTE_CONTEXT_REPLY;
  relais_quote_fold (fold, self->subject, strlen (self->subject));
  context = relais_quote_subject_context (fold->str);
  if (context == RELAIS_QUOTE_CONTEXT_NONE
      && (self->in_reply_to != NULL || self->references[0] != NULL))
    context = RELAIS_QUOTE_CONTEXT_REPLY;
  return context;
}

static void
add_segment (RelaisParsedMessage *self,
             RelaisSegmentType type,
             gsize start,
             gsize length)
{
  RelaisTextSegment segment = { type, start, length };

  if (length > 0)
    g_array_append_val (self->segments, segment);
}

/* A message that came as an attachment reads like one forwarded in the text: a line that marks
 * it, its headers, its own text with its own segments. */
static void
append_forward (RelaisParsedMessage *self,
                GString *full_text,
                RelaisParsedMessage *inner)
{
  gsize start = full_text->len;

  if (full_text->len + strlen (inner->full_text) > RELAIS_PARSE_MAX_TEXT)
    {
      self->flags |= RELAIS_PARSED_TRUNCATED;
      return;
    }
  if (full_text->len > 0)
    {
      g_string_append (full_text, "\n\n");
      add_segment (self, RELAIS_SEGMENT_WRITTEN, start, 2);
      start = full_text->len;
    }
  g_string_append (full_text, "---------- Forwarded message ----------\n");
  add_segment (self, RELAIS_SEGMENT_FORWARDED, start, full_text->len - start);
  start = full_text->len;
  if (inner->from.name != NULL || inner->from.address != NULL)
    g_string_append_printf (full_text, "From: %s%s%s%s\n",
                            inner->from.name != NULL ? inner->from.name : "",
                            inner->from.address != NULL ? " <" : "",
                            inner->from.address != NULL ? inner->from.address : "",
                            inner->from.address != NULL ? ">" : "");
  g_string_append_printf (full_text, "Subject: %s\n\n", inner->subject);
  add_segment (self, RELAIS_SEGMENT_REPLY_HEADER, start, full_text->len - start);
  start = full_text->len;
  g_string_append (full_text, inner->full_text);
  for (guint i = 0; i < inner->segments->len; i++)
    {
      const RelaisTextSegment *segment = &g_array_index (inner->segments, RelaisTextSegment, i);

      add_segment (self,
                   segment->type == RELAIS_SEGMENT_WRITTEN ? RELAIS_SEGMENT_FORWARDED
                                                           : segment->type,
                   start + segment->start, segment->length);
    }
  self->flags |= RELAIS_PARSED_FORWARD;
}

void
relais_parse_body (RelaisParsedMessage *self,
                   CamelMimeMessage *message,
                   guint depth)
{
  RelaisExtract extract;
  GString *full_text;

  relais_extract_init (&extract, depth);
  relais_extract_walk (&extract, CAMEL_MIME_PART (message));
  self->flags |= extract.flags;
  if (extract.text->len == 0 && extract.calendar != NULL)
    g_string_assign (extract.text, extract.calendar);

  self->segments = relais_quote_split (extract.text->str, extract.ranges, quote_context (self));
  for (guint i = 0; i < self->segments->len; i++)
    if (g_array_index (self->segments, RelaisTextSegment, i).type == RELAIS_SEGMENT_FORWARDED)
      self->flags |= RELAIS_PARSED_FORWARD;
  full_text = g_steal_pointer (&extract.text);
  for (guint i = 0; i < extract.forwards->len; i++)
    append_forward (self, full_text, g_ptr_array_index (extract.forwards, i));
  self->full_text = g_string_free (full_text, FALSE);
  self->text = relais_quote_join (self->full_text, self->segments);
  self->attachments = g_steal_pointer (&extract.attachments);
  self->language = relais_language_guess (self->text, &self->language_confidence);
  /* "OK": the subject may say more. */
  if (self->language == NULL && *self->text != '\0')
    self->language = relais_language_guess (self->plain_subject, &self->language_confidence);
  relais_extract_clear (&extract);
}
