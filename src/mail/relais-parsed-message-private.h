/* relais-parsed-message-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "relais-parsed-message.h"

G_BEGIN_DECLS

struct _RelaisParsedMessage {
  gatomicrefcount refs;
  char *message_id;
  char *in_reply_to;
  GStrv references;
  char *subject;
  char *plain_subject;
  RelaisParsedAddress from;
  char *reply_to;
  GArray *to; /* of RelaisParsedAddress */
  GArray *cc;
  gint64 date;
  char *list_id;
  char *list_unsubscribe;
  RelaisParsedFlags flags;
  char *text;
  char *full_text;
  GArray *segments; /* of RelaisTextSegment */
  const char *language;
  double language_confidence;
  GArray *attachments; /* of RelaisParsedAttachment */
  RelaisReport *report; /* (nullable) NULL in a message inside another */
};

/* As relais_parsed_message_new_from_mime(), for a message that stands @depth messages deep in
 * another. */
RelaisParsedMessage *relais_parsed_message_new_nested (CamelMimeMessage *message,
                                                       guint depth);

void relais_parse_headers (RelaisParsedMessage *self,
                           CamelMimeMessage *message);

/* Text, segments, language and attachments; wants the headers read. @depth counts messages in
 * messages. */
void relais_parse_body (RelaisParsedMessage *self,
                        CamelMimeMessage *message,
                        guint depth);

/* The values of a header that may be missing; the first one when there are several. Never
 * folded. */
char *relais_parse_header (CamelMedium *part,
                           const char *name);

/* One line of valid UTF-8 without control characters, or NULL for NULL. */
char *relais_parse_one_line (const char *value);

/* The ids between angle brackets in a header, at most @max of them; the last ones when there are
 * more. */
GStrv relais_parse_ids (const char *value,
                        guint max);

/* A subject without the prefixes of answers, forwards and lists. */
const char *relais_parse_skip_prefixes (const char *subject);

/* Bounds what Camel's own parser would spend quadratic time on: header fields and nesting. Returns
 * @bytes itself when nothing had to go. */
GBytes *relais_parse_guard (GBytes *bytes);

G_END_DECLS
