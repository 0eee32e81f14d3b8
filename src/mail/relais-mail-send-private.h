/* relais-mail-send-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-account-private.h"
#include "relais-outgoing-private.h"
#include "relais-send-journal-private.h"

G_BEGIN_DECLS

/**
 * RelaisSendNotes:
 * @refused: (nullable): the recipient that the server refused. It names the first only: Camel gives up there
 * @reply: (nullable): the server's own words, one line. Both are for the person; they must not be logged
 * @body_left: the last line of the mail may have gone out
 * @is_unclear: the server refused, and did not say for how long: Camel drops the reply code, and the enhanced one (RFC 3463) as well when
 *   the server announced that it sends them
 *
 * What one try to send tells beside its error. Reference counted; written by the sending thread, read after its
 * future has settled.
 */
typedef struct
{
  char     *refused;
  char     *reply;
  gboolean  body_left;
  gboolean  is_unclear;
} RelaisSendNotes;

RelaisSendNotes *relais_send_notes_new     (void);
void             relais_send_notes_unref   (RelaisSendNotes   *notes);

/* relais-refusal.c: whether @error, of a try to send that left @notes, will be the same at the next one. @waited_ms: since the first try.
 * Pure. */
gboolean         relais_refusal_is_final   (const GError      *error,
                                            RelaisSendNotes   *notes,
                                            gint64             waited_ms);

/* As relais_mail_account_send(); @notes: (nullable): filled */
DexFuture       *relais_mail_account_send_noting  (RelaisMailAccount *self,
                                                   RelaisOutgoing    *outgoing,
                                                   RelaisSendNotes   *notes);

/* Asks for the folders again when the one of @role is not among them: it was just made. Main thread. */
void             relais_mail_account_show_role    (RelaisMailAccount *self,
                                                   RelaisMailRole     role);

/* For tests: how long a try may be silent; 0 for the usual. */
void             relais_mail_send_set_deadline    (guint              milliseconds);

/* relais-mail-sender.c: the link for sending. It is closed when nobody uses it for a while. */
void             relais_mail_account_close_later  (RelaisMailAccount *self);

/* Logs in, because a person did something about it; what comes of it is the account's state. */
void             relais_mail_account_try_sending  (RelaisMailAccount *self);

/* As relais_mail_account_run_on(), on the thread that sends: never behind a download. */
DexFuture       *relais_mail_account_run_sending  (RelaisMailAccount *self,
                                                   const char        *what,
                                                   RelaisWorkFunc     func,
                                                   gpointer           data,
                                                   GDestroyNotify     destroy,
                                                   guint              deadline_ms);

typedef enum
{
  RELAIS_SENT_NO,        /* certainly not: send it */
  RELAIS_SENT_YES,
  RELAIS_SENT_COPIED,    /* yes, and it lies in Sent */
  RELAIS_SENT_PERHAPS,   /* the process ended while its last line went out, and Sent does not have it */
  RELAIS_SENT_ABSENT,    /* the same, but this server would have put it there by now, or will in a moment */
} RelaisSentAnswer;

/* What became of a try that nobody saw end. Resolves to an int, a RelaisSentAnswer. */
DexFuture       *relais_mail_account_ask_sent     (RelaisMailAccount *self,
                                                   const char        *message_id);

/* Forgets what the journal knows of a mail. Resolves to TRUE. */
DexFuture       *relais_mail_account_forget_sent  (RelaisMailAccount *self,
                                                   const char        *message_id);

/* Puts a copy in Sent, once. @sent: Unix time in seconds. @is_first: nobody tried before, so that a copy which is there already
 * was put there by the server. Resolves to TRUE when it is there. */
DexFuture       *relais_mail_account_copy_to_sent (RelaisMailAccount *self,
                                                   RelaisOutgoing    *outgoing,
                                                   gint64             sent,
                                                   gboolean           is_first);

/* Whether it is one of the servers known to keep what they send, only a little later. */
gboolean         relais_mail_account_saves_sent   (RelaisMailAccount *self);

/* A message that notices when its last line goes out, in relais-sending-message.c. */
#define RELAIS_TYPE_SENDING_MESSAGE (relais_sending_message_get_type ())

G_DECLARE_FINAL_TYPE (RelaisSendingMessage, relais_sending_message, RELAIS, SENDING_MESSAGE, CamelMimeMessage)

/* @folder: of the journal. */
CamelMimeMessage *relais_sending_message_new      (const char           *folder,
                                                   const char           *message_id);
gboolean          relais_sending_message_has_left (RelaisSendingMessage *self);

/* In relais-mail-sent.c. */
char             *relais_mail_account_dup_journal (RelaisMailAccount    *self);

G_END_DECLS
