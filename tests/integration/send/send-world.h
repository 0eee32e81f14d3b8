/* send-world.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-account-setup-private.h"
#include "relais-delivery-private.h"
#include "relais-test.h"

G_BEGIN_DECLS

/* The mail service, its queue and its deliveries in a folder; opened again on the same folder it is the program after a
 * restart. The account is made by setting it up, among the peers of mail-peers.py and smtp-peer.py. */
typedef struct
{
  char             *folder;      /* (owned) */
  RelaisDatabase   *database;    /* (owned) */
  RelaisJobQueue   *queue;       /* (owned) */
  RelaisMail       *mail;        /* (owned) */
  RelaisDeliveries *deliveries;  /* (owned) */
} SendWorld;

SendWorld           *send_world_open         (const char          *folder,
                                              gboolean             use_desktop);
void                 send_world_start_queue  (SendWorld           *world);
void                 send_world_close        (SendWorld           *world);

/* The same with a local account "desk" that sends into its own outbox: no bus, no server. Its queue runs. */
SendWorld           *send_world_open_local   (const char          *folder,
                                              RelaisMailAccount  **account);

/* IMAP and SMTP of the peers, without encryption, for user "desk". */
RelaisAccountConfig *send_world_config       (void);
RelaisMailAccount   *send_world_add_account  (SendWorld           *world);

RelaisOutgoing      *send_world_mail         (const char          *account,
                                              const char          *recipient,
                                              const char          *subject);
gint64               send_world_enqueue      (SendWorld           *world,
                                              RelaisOutgoing      *mail,
                                              gint64               not_before);
RelaisDeliveryState  send_world_state        (SendWorld           *world,
                                              gint64               id);
char                *send_world_detail       (SendWorld           *world,
                                              gint64               id);
void                 send_world_wait_state   (SendWorld           *world,
                                              gint64               id,
                                              RelaisDeliveryState  state);

/* How often the SMTP server kept a mail with that id; NULL: all mails. */
guint                send_world_recorded     (const char          *message_id);
void                 send_world_fault        (const char          *json);

/* How often the id stands in the Sent folder on the server, seen from outside. */
guint                send_world_in_sent      (const char          *message_id);
void                 send_world_wait_in_sent (SendWorld           *world,
                                              const char          *message_id);

G_END_DECLS
