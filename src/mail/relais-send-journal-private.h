/* relais-send-journal-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-types.h"

G_BEGIN_DECLS

/* What the disk knows of a mail on its way, for when the process is killed in the middle.
 *
 * SMTP has no way to ask "did you take it?". A mail counts as given from the moment its last line, the lone dot, goes out; until
 * then the server must drop it (RFC 5321, section 4.1.1.4). So a mark is made just before the dot, and again when the server
 * said yes. Without a mark it is certain that nothing left, and with the second that it did. All functions block, and
 * are for the thread that sends. */
typedef enum
{
  RELAIS_SEND_MARK_NONE,
  RELAIS_SEND_MARK_LEAVING,    /* the dot may have gone out */
  RELAIS_SEND_MARK_ACCEPTED,   /* the server took it */
} RelaisSendMark;

/* On the disk when it returns. @folder: made when it is missing. */
gboolean        relais_send_journal_set   (const char      *folder,
                                           const char      *message_id,
                                           RelaisSendMark   mark,
                                           GError         **error);
RelaisSendMark  relais_send_journal_get   (const char      *folder,
                                           const char      *message_id);

G_END_DECLS
