/* relais-outgoing-part-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-outgoing-private.h"

G_BEGIN_DECLS

/* What a mail is built of. All blocking, for a worker; parts are (transfer full). */

/* @media_type: with its charset. */
CamelMimePart *relais_outgoing_text_part    (const char                *text,
                                             const char                *media_type);

/* As message/rfc822 when it can be that unchanged, else as a file. */
CamelMimePart *relais_outgoing_message_part (GBytes                    *source,
                                             const char                *name);
CamelMimePart *relais_outgoing_file_part    (const RelaisOutgoingFile  *file,
                                             GError                   **error);

/* Every header but those of the content. */
void           relais_outgoing_set_headers  (RelaisOutgoing            *self,
                                             CamelMimeMessage          *message,
                                             RelaisOutgoingPurpose      purpose,
                                             gint64                     date);

G_END_DECLS
