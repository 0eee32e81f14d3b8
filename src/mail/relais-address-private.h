/* relais-address-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-types.h"

G_BEGIN_DECLS

/* What may stand in a header that we write. Camel's setters let CR and LF through to the wire, so everything passes here first.
 * All fail with RELAIS_MAIL_ERROR_INVALID; the message names @field and the fault, never the value. Any thread. */

/* UTF-8 on one line, without control characters (C0, DEL, C1, line and paragraph separators). */
gboolean  relais_header_check        (const char  *field,
                                      const char  *value,
                                      gsize        max_bytes,
                                      GError     **error);

/* The same for a body, where line ends and tabs are allowed. */
gboolean  relais_body_check          (const char  *field,
                                      const char  *value,
                                      gsize        max_bytes,
                                      GError     **error);

/* Whether @id (without angle brackets) can be written as a msg-id of RFC 5322: ASCII, one "@", no space. */
gboolean  relais_message_id_is_valid (const char  *id);

/* A new, unguessable local part. */
char     *relais_message_id_random   (void);

/* A domain as it goes into DNS and SMTP: lower case, IDNA applied; or an address literal. */
char     *relais_domain_normalize    (const char  *domain,
                                      GError     **error);

G_END_DECLS
