/* relais-delivery.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-job-queue.h"
#include "relais-mail-types.h"
#include "relais-outgoing.h"
#include "relais-parsed-message.h"

G_BEGIN_DECLS

/* Sending, once: queued → sent → delivered or bounced → answered.
 *
 * relais_delivery_enqueue() writes the delivery and its job in the caller's transaction. The job's handler looks for the Message-ID in
 * Sent when an earlier attempt was interrupted, sends, records, and puts the copy in Sent. A link lost after the body left
 * is "uncertain": never sent again by itself.
 */
#define RELAIS_TYPE_DELIVERIES (relais_deliveries_get_type ())
#define RELAIS_TYPE_DELIVERY (relais_delivery_get_type ())

G_DECLARE_FINAL_TYPE (RelaisDeliveries, relais_deliveries, RELAIS, DELIVERIES, GObject)
G_DECLARE_FINAL_TYPE (RelaisDelivery, relais_delivery, RELAIS, DELIVERY, GObject)

typedef enum
{
  RELAIS_DELIVERY_QUEUED,
  RELAIS_DELIVERY_SENT,
  RELAIS_DELIVERY_DELIVERED,   /* a DSN said so (RFC 3464) */
  RELAIS_DELIVERY_DELAYED,
  RELAIS_DELIVERY_BOUNCED,
  RELAIS_DELIVERY_ANSWERED,    /* a reply to it arrived */
  RELAIS_DELIVERY_FAILED,      /* refused by our own server */
  RELAIS_DELIVERY_UNCERTAIN,   /* may have been sent; a person decides */
  RELAIS_DELIVERY_CANCELLED,   /* taken back in time */
} RelaisDeliveryState;

RelaisDeliveries    *relais_deliveries_new        (RelaisMail        *mail,
                                                   RelaisDatabase    *database,
                                                   RelaisJobQueue    *queue);

/* When the database is open. Puts right what an earlier process left: mails whose job died, copies of files that no mail needs. */
void                 relais_deliveries_start      (RelaisDeliveries  *self);

/* A mail with files goes through relais_deliveries_send(), which keeps copies of them first. */
gboolean             relais_delivery_enqueue      (RelaisSql         *sql,
                                                   RelaisOutgoing    *outgoing,
                                                   gint64             in_reply,
                                                   gint64             not_before,
                                                   gint64            *id,
                                                   GError           **error);

/* Queues a mail that answers nothing, in a transaction of its own; its files are copied before, so that what leaves is what they
 * are now. @outgoing: not to be changed any more; @not_before: milliseconds since the epoch: until then it can be taken back. Resolves
 * to the delivery (int64); RELAIS_MAIL_ERROR_INVALID when the mail is not whole or a file cannot be read. */
DexFuture           *relais_deliveries_send       (RelaisDeliveries  *self,
                                                   RelaisOutgoing    *outgoing,
                                                   gint64             not_before);

/* Resolves to TRUE when it was taken back, FALSE when it had left. */
DexFuture           *relais_deliveries_cancel     (RelaisDeliveries  *self,
                                                   gint64             id);
DexFuture           *relais_deliveries_retry      (RelaisDeliveries  *self,
                                                   gint64             id);

/* Resolve to a RelaisDelivery, or NOT_FOUND. Every mail that was ever queued is found. */
DexFuture           *relais_deliveries_get        (RelaisDeliveries  *self,
                                                   gint64             id);
DexFuture           *relais_deliveries_find       (RelaisDeliveries  *self,
                                                   const char        *message_id);
DexFuture           *relais_deliveries_for_reply  (RelaisDeliveries  *self,
                                                   gint64             in_reply);

/* For the intake's sink: matches a DSN or a reply to what was sent. Database thread. @matched: the delivery, or 0. */
gboolean             relais_deliveries_match      (RelaisSql           *sql,
                                                   gint64               message,
                                                   RelaisParsedMessage *parsed,
                                                   gint64              *matched,
                                                   GError             **error);

/* Signal of RelaisDeliveries: "changed" (gint64 id, RelaisDeliveryState). */
gint64               relais_delivery_get_id          (RelaisDelivery *self);
RelaisDeliveryState  relais_delivery_get_state       (RelaisDelivery *self);
const char          *relais_delivery_get_message_id  (RelaisDelivery *self);
const char          *relais_delivery_get_detail      (RelaisDelivery *self);

/* Why it could not leave, when it is not the server's words that say so: a RelaisMailError, or -1 */
int                  relais_delivery_get_cause       (RelaisDelivery *self);
gint64               relais_delivery_get_updated     (RelaisDelivery *self);

G_END_DECLS
