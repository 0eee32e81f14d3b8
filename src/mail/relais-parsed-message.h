/* relais-parsed-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <camel/camel.h>

#include "relais-quote.h"
#include "relais-report.h"

G_BEGIN_DECLS

/**
 * RELAIS_PARSE_ERROR:
 *
 * The only thing that can go wrong is that there is nothing to read: MIME is never refused (rubbish
 * reads as a message without sender and subject), and bounds cut instead of failing.
 */
#define RELAIS_PARSE_ERROR (relais_parse_error_quark ())

/**
 * RelaisParseError:
 * @RELAIS_PARSE_ERROR_EMPTY: no bytes at all
 * @RELAIS_PARSE_ERROR_TOO_LARGE: larger than %RELAIS_PARSE_MAX_BYTES
 */
typedef enum {
  RELAIS_PARSE_ERROR_EMPTY,
  RELAIS_PARSE_ERROR_TOO_LARGE,
} RelaisParseError;

GQuark relais_parse_error_quark (void);

/* Bounds, in bytes unless said otherwise. What lies beyond is not looked at, and never an error. */
#define RELAIS_PARSE_MAX_BYTES (256u * 1024 * 1024)
#define RELAIS_PARSE_MAX_TEXT (256u * 1024)
#define RELAIS_PARSE_MAX_ATTACHMENT_TEXT (64u * 1024)
#define RELAIS_PARSE_MAX_PARTS 500u
#define RELAIS_PARSE_MAX_DEPTH 50u

/**
 * RelaisParsedFlags:
 * @RELAIS_PARSED_AUTOMATIC: sent by a machine, do not answer by itself (RFC 3834): Auto-Submitted other
 *   than "no", Precedence bulk/junk/list/auto_reply, X-Auto-Response-Suppress, X-Autoreply and its
 *   kin, an empty Return-Path, Feedback-ID, a report, or a subject that mail servers give to absences
 * @RELAIS_PARSED_LIST: came through a mailing list or mass mailing (RFC 2919 List-Id, RFC 2369 List-…)
 * @RELAIS_PARSED_NO_REPLY: the address that would get an answer says that nobody reads it
 *   ("noreply@", "ne-pas-repondre@", "mailer-daemon@" …)
 * @RELAIS_PARSED_REPORT: multipart/report or a bounce without it; see relais_report_parse()
 * @RELAIS_PARSED_ENCRYPTED: the content is encrypted (S/MIME, OpenPGP) and was not read
 * @RELAIS_PARSED_SIGNED: carries a cryptographic signature; it was not checked
 * @RELAIS_PARSED_FORWARD: a forwarded message is part of the text
 * @RELAIS_PARSED_CALENDAR: has a text/calendar part (invitation, answer to one)
 * @RELAIS_PARSED_TRUNCATED: some bound cut the text
 * @RELAIS_PARSED_AUTO_REPLY: an automatic answer to a mail of ours, such as an absence
 *   (%RELAIS_REPORT_AUTO_REPLY)
 */
typedef enum {
  RELAIS_PARSED_NONE = 0,
  RELAIS_PARSED_AUTOMATIC = 1 << 0,
  RELAIS_PARSED_LIST = 1 << 1,
  RELAIS_PARSED_NO_REPLY = 1 << 2,
  RELAIS_PARSED_REPORT = 1 << 3,
  RELAIS_PARSED_ENCRYPTED = 1 << 4,
  RELAIS_PARSED_SIGNED = 1 << 5,
  RELAIS_PARSED_FORWARD = 1 << 6,
  RELAIS_PARSED_CALENDAR = 1 << 7,
  RELAIS_PARSED_TRUNCATED = 1 << 8,
  RELAIS_PARSED_AUTO_REPLY = 1 << 9,
} RelaisParsedFlags;

/**
 * RelaisParsedAddress:
 * @name: (nullable): decoded display name, one line
 * @address: the address as written, one line, without angle brackets, never %NULL
 */
typedef struct {
  char *name;
  char *address;
} RelaisParsedAddress;

/**
 * RelaisParsedAttachment:
 * @name: a file name that is safe on disk (no separators, no control or bidirectional-override
 *   characters, not "." or "..", at most 180 bytes), made up from the media type when the part has none
 * @media_type: lower case "type/subtype" without parameters
 * @size: decoded size in bytes
 * @content_id: (nullable): without angle brackets, what a "cid:" link names
 * @is_inline: shown inside the message (an image of multipart/related, disposition "inline" with a
 *   content id, an invitation without a file name) rather than offered as a file
 * @part_path: where the part is; see relais_parsed_message_ref_part()
 * @text: (nullable): for text parts (plain, HTML, calendar, CSV …) their text as UTF-8, at most
 *   %RELAIS_PARSE_MAX_ATTACHMENT_TEXT bytes
 *
 * Signatures of multipart/signed and the machines' parts of a report are not listed. A forwarded
 * message that is attached is listed as message/rfc822 and its text is also part of the message's own
 * text.
 */
typedef struct {
  char *name;
  char *media_type;
  gsize size;
  char *content_id;
  gboolean is_inline;
  char *part_path;
  char *text;
} RelaisParsedAttachment;

/**
 * RelaisParsedMessage:
 *
 * What Relais reads in one message: decoded headers, what they say about automatic answers, the
 * plain text, what of it was newly written, attachments and language. Immutable and reference
 * counted; making one is blocking work for a worker thread, reading one is safe from any thread.
 * camel_init() must have been called before.
 */
typedef struct _RelaisParsedMessage RelaisParsedMessage;

#define RELAIS_TYPE_PARSED_MESSAGE (relais_parsed_message_get_type ())

GType relais_parsed_message_get_type (void) G_GNUC_CONST;

/**
 * relais_parsed_message_new_from_mime:
 * @message: a message no other thread uses meanwhile
 *
 * Returns: (transfer full): never %NULL
 */
RelaisParsedMessage *relais_parsed_message_new_from_mime (CamelMimeMessage *message);

/**
 * relais_parsed_message_new_from_bytes:
 * @bytes: a whole RFC 5322 message; an mbox "From " line before it is skipped
 * @error: %RELAIS_PARSE_ERROR
 *
 * Returns: (transfer full) (nullable): the message, or %NULL with @error set
 */
RelaisParsedMessage *relais_parsed_message_new_from_bytes (GBytes *bytes,
                                                           GError **error);

/**
 * relais_parsed_message_new_from_file:
 * @file: a message file (.eml, a maildir file)
 * @cancellable: (nullable): ends the reading
 * @error: %RELAIS_PARSE_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the message, or %NULL with @error set
 */
RelaisParsedMessage *relais_parsed_message_new_from_file (GFile *file,
                                                          GCancellable *cancellable,
                                                          GError **error);

/**
 * relais_parsed_message_mime_from_bytes:
 * @bytes: as relais_parsed_message_new_from_bytes()
 * @error: %RELAIS_PARSE_ERROR
 *
 * The way bytes from outside become a Camel message: bounds the nesting that Camel itself follows
 * without limit.
 *
 * Returns: (transfer full) (nullable): the message, or %NULL with @error set
 */
CamelMimeMessage *relais_parsed_message_mime_from_bytes (GBytes *bytes,
                                                         GError **error);

RelaisParsedMessage *relais_parsed_message_ref (RelaisParsedMessage *self);
void relais_parsed_message_unref (RelaisParsedMessage *self);

/* Headers. Strings are UTF-8 on one line without control characters; lists end with NULL and are
 * never NULL themselves. All are owned by the message. */

/* (nullable): without angle brackets */
const char *relais_parsed_message_get_message_id (RelaisParsedMessage *self);
/* (nullable): the first id of In-Reply-To, without angle brackets */
const char *relais_parsed_message_get_in_reply_to (RelaisParsedMessage *self);
/* Oldest first, without angle brackets; empty when there are none */
const char *const *relais_parsed_message_get_references (RelaisParsedMessage *self);
/* "" when there is none */
const char *relais_parsed_message_get_subject (RelaisParsedMessage *self);
/* The subject without "Re:", "Fwd:", "TR :", "Réf :", "[list]" and the like; "" when nothing is
 * left */
const char *relais_parsed_message_get_plain_subject (RelaisParsedMessage *self);
/* (nullable): display name of the sender */
const char *relais_parsed_message_get_from_name (RelaisParsedMessage *self);
/* (nullable): NULL when From is missing or has no usable address */
const char *relais_parsed_message_get_from_address (RelaisParsedMessage *self);
/* (nullable): where answers should go when Reply-To differs from From, else NULL */
const char *relais_parsed_message_get_reply_to (RelaisParsedMessage *self);
const RelaisParsedAddress *relais_parsed_message_get_to (RelaisParsedMessage *self,
                                                         guint *n_addresses);
const RelaisParsedAddress *relais_parsed_message_get_cc (RelaisParsedMessage *self,
                                                         guint *n_addresses);
/* Unix time in seconds of the Date header (of the last Received when Date is missing); 0 unknown */
gint64 relais_parsed_message_get_date (RelaisParsedMessage *self);
/* (nullable): the id between the angle brackets of List-Id */
const char *relais_parsed_message_get_list_id (RelaisParsedMessage *self);
/* (nullable): the List-Unsubscribe header as written */
const char *relais_parsed_message_get_list_unsubscribe (RelaisParsedMessage *self);

RelaisParsedFlags relais_parsed_message_get_flags (RelaisParsedMessage *self);
gboolean relais_parsed_message_has_flag (RelaisParsedMessage *self,
                                         RelaisParsedFlags flag);

/* Never NULL: of type RELAIS_REPORT_NONE for an ordinary message */
RelaisReport *relais_parsed_message_get_report (RelaisParsedMessage *self);

/* Body */

/**
 * relais_parsed_message_get_text:
 *
 * What the sender newly wrote, for reading and triage: the WRITTEN and FORWARDED segments of the full
 * text. Quotes, the line or block of headers above a quote, signatures, mobile footers and disclaimers
 * are gone; answers written between quoted lines stay, without the questions.
 *
 * Conventions: a closing formula and the name under it stay ("Merci, Paul"), contact details below
 * them go. In a forward the introduction stays, then the first line of the forwarded block as a mark,
 * then what the forwarded message itself had newly written. A message that only quotes has the text
 * "". An invitation without text gives its title, time, place and description.
 */
const char *relais_parsed_message_get_text (RelaisParsedMessage *self);

/* Everything that was found to read, as plain text; '\n' line ends */
const char *relais_parsed_message_get_full_text (RelaisParsedMessage *self);

/* Byte ranges that cover the full text in order and without gaps, for folding quotes */
const RelaisTextSegment *relais_parsed_message_get_segments (RelaisParsedMessage *self,
                                                             guint *n_segments);

/* (nullable): ISO 639-1 of the text, or of the subject when there is too little text to tell;
 * NULL when unsure or when there is no text */
const char *relais_parsed_message_get_language (RelaisParsedMessage *self);
/* 0 to 1; 0 when the language is NULL */
double relais_parsed_message_get_language_confidence (RelaisParsedMessage *self);

const RelaisParsedAttachment *relais_parsed_message_get_attachments (RelaisParsedMessage *self,
                                                                     guint *n_attachments);

/**
 * relais_parsed_message_ref_part:
 * @message: the same message, read again
 * @part_path: of a #RelaisParsedAttachment
 *
 * A path is the 1-based index at each level, "2.1"; "0" is the message itself, and a message inside a
 * part is its child 1.
 *
 * Returns: (transfer full) (nullable): the part, or %NULL when the message has no such part
 */
CamelMimePart *relais_parsed_message_ref_part (CamelMimeMessage *message,
                                               const char *part_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisParsedMessage, relais_parsed_message_unref)

G_END_DECLS
