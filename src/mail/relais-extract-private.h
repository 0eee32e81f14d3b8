/* relais-extract-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "relais-parsed-message.h"

G_BEGIN_DECLS

/**
 * RelaisExtract:
 * @text: what was found to read, in order
 * @ranges: (element-type RelaisQuoteRange): what its HTML parts said
 * @forwards: (element-type RelaisExtractForward): messages attached, in order
 * @attachments: (element-type RelaisParsedAttachment)
 *
 * What the walk through the parts of one message gathers.
 */
typedef struct {
  GString *text;
  GArray *ranges;
  GPtrArray *forwards;
  GArray *attachments;
  RelaisParsedFlags flags;
  char *calendar; /* (owned) (nullable): an invitation as text, for when there is no other */
  guint n_parts;
  guint depth;
} RelaisExtract;

void relais_extract_init (RelaisExtract *self,
                          guint depth);
void relais_extract_clear (RelaisExtract *self);
void relais_extract_walk (RelaisExtract *self,
                          CamelMimePart *part);

/* The type of what @part holds; (nullable) where RFC 2045 means plain text. Camel gives a
 * message inside a message the type message/rfc822, and only its content the type of its own
 * header. */
CamelContentType *relais_extract_content_type (CamelMimePart *part);

/* Decodes the transfer encoding of a leaf. At most @max bytes are kept; @size tells how many
 * there are. */
GByteArray *relais_extract_decode (CamelMimePart *part,
                                   gsize max,
                                   gsize *size);

/* Decodes bytes in a charset (nullable) to valid UTF-8: declared charset, UTF-8, windows-1252. */
char *relais_extract_to_utf8 (const char *data,
                              gsize length,
                              const char *charset);

/* Plain text as people read it: '\n' line ends, no control or invisible characters, no trailing
 * spaces, at most two blank lines in a row. */
char *relais_extract_tidy (const char *text);

/* RFC 3676: joins flowed lines; quotes keep "> " marks. @del_sp is its DelSp parameter. */
char *relais_extract_unflow (const char *text,
                             gboolean del_sp);

/* The text of a text/... part, at most @max bytes of it decoded; with @ranges for HTML. */
char *relais_extract_part_text (CamelMimePart *part,
                                gsize max,
                                GArray **ranges,
                                gboolean *truncated);

/* The text inside an OpenPGP cleartext signature, or NULL when there is none. */
char *relais_extract_strip_pgp (const char *text);

/* Title, time, place and description of the first event of a text/calendar part. */
char *relais_extract_calendar (const char *ics);

/* A name that is safe on disk, made up from the media type when there is none. */
char *relais_extract_file_name (const char *name,
                                const char *media_type);

gboolean relais_extract_part_is (CamelMimePart *part,
                                 const char *type,
                                 const char *subtype);

void relais_extract_add_attachment (RelaisExtract *self,
                                    CamelMimePart *part,
                                    const char *path,
                                    gboolean is_related);

void relais_extract_clear_attachment (RelaisParsedAttachment *attachment);

G_END_DECLS
