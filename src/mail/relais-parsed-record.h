/* relais-parsed-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-parsed-message.h"

G_BEGIN_DECLS

/* What triage judges by. Most of it stands in columns of table message, for lists and searches; the rest, small for most mails, is the record:
 * flags, Reply-To, References and what says that a mail came through a list. A message read from both answers every getter as the original
 * did, but has no full text, segments or attachments' text. Any thread.
 */

/**
 * RelaisParsedColumns:
 * @recipients: (nullable): JSON, as table message has it
 * @attachments: (nullable): JSON, as table message has it
 * @date: seconds
 *
 * All strings are borrowed and may be %NULL or empty.
 */
typedef struct
{
  const char *message_id;
  const char *in_reply_to;
  const char *sender_name;
  const char *sender_address;
  const char *recipients;
  const char *subject;
  gint64      date;
  const char *language;
  gboolean    automatic;
  const char *text;
  const char *attachments;
} RelaisParsedColumns;

/* Returns: (transfer full): JSON */
char                *relais_parsed_message_to_record        (RelaisParsedMessage        *self);

/**
 * relais_parsed_message_new_from_columns:
 * @record: (nullable): from relais_parsed_message_to_record(). A message that was kept before there were records is read from the columns
 *   alone: it knows no list and no Reply-To
 * @error: %G_IO_ERROR_INVALID_DATA when the record is damaged
 *
 * Returns: (transfer full) (nullable)
 */
RelaisParsedMessage *relais_parsed_message_new_from_columns (const RelaisParsedColumns  *columns,
                                                             const char                 *record,
                                                             GError                    **error);

G_END_DECLS
