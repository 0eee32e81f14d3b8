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
 * then the server must drop it (RFC 5321, section 4.1.1.4). So one mark is brought to the disk before anything is said, turned into
 * the second just before the dot (a rename: it costs microseconds, and outlives the process), and into the third when the server said
 * yes. After a crash of the whole machine the renames may be lost: a first mark of an earlier boot counts as the second.
 *
 * All functions block, and are for the thread that sends. */
typedef enum
{
  RELAIS_SEND_MARK_NONE,
  RELAIS_SEND_MARK_PREPARED,   /* nothing left yet */
  RELAIS_SEND_MARK_LEAVING,    /* the dot may have gone out */
  RELAIS_SEND_MARK_ACCEPTED,   /* the server took it */
} RelaisSendMark;

/* @folder: made when it is missing. PREPARED is on the disk when it returns; LEAVING and ACCEPTED need the mark before them. */
gboolean        relais_send_journal_set       (const char      *folder,
                                               const char      *message_id,
                                               RelaisSendMark   mark,
                                               GError         **error);

/* PREPARED is only given for this very boot: the process was killed before anything left. */
RelaisSendMark  relais_send_journal_get       (const char      *folder,
                                               const char      *message_id);

/* That an account's server puts what it sends into Sent by itself, once this was seen. */
void            relais_send_journal_set_saves (const char      *folder,
                                               const char      *account);
gboolean        relais_send_journal_get_saves (const char      *folder,
                                               const char      *account);

/* For tests: pretends that the machine was started again. */
void            relais_send_journal_set_boot  (const char      *boot);

G_END_DECLS
