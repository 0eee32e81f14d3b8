/* relais-fields.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind.h"

G_BEGIN_DECLS

/* Reads the fields of a kind in a text: typed and validated, never free text that could become something else. A date becomes ISO 8601
 * ("2026-11-26"), a time "14:30", a number a plain decimal, money "120.00 EUR", a phone its digits, an e-mail its address.
 *
 * @sender: (nullable): the display name of who wrote, the last resort for a person
 * @reference: when the message was written; "next Thursday" is counted from it
 *
 * Returns: (transfer full): field name → string, only those found. Any thread.
 */
JsonObject *relais_fields_extract  (RelaisKind      *kind,
                                    const char      *subject,
                                    const char      *text,
                                    const char      *sender,
                                    const char      *language,
                                    GDateTime       *reference);

/* Whether @value, given by somebody else, is of @type and stands in @text; @normalized gets it in the form above. */
gboolean    relais_field_validate  (RelaisFieldType  type,
                                    const char      *value,
                                    const char      *text,
                                    const char      *language,
                                    GDateTime       *reference,
                                    char           **normalized);

G_END_DECLS
