/* relais-parsed-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-parsed-message.h"

G_BEGIN_DECLS

/* What triage judges by, kept beside the text: the headers and the names of attachments, as JSON. A message read from it answers every
 * getter as the original did, but has no full text, segments or attachments' text. Any thread.
 */

/* Returns: (transfer full) */
JsonNode            *relais_parsed_message_to_record       (RelaisParsedMessage  *self);

/**
 * relais_parsed_message_new_from_record:
 * @record: from relais_parsed_message_to_record()
 * @text: the text that was newly written
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable)
 */
RelaisParsedMessage *relais_parsed_message_new_from_record (JsonNode             *record,
                                                            const char           *text,
                                                            GError              **error);

G_END_DECLS
