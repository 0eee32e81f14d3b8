/* relais-mail-account.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"
#include "relais-mail-folder.h"
#include "relais-mail-types.h"

G_BEGIN_DECLS

/* One mailbox and the way to send from it.
 *
 * The state never comes from Camel's connection status, which stays "connected" on a dead link: it comes from the last round trip
 * that succeeded ("last-alive"). Every keep-alive period each account makes one, on a thread of its own and with a
 * deadline; the first that fails makes the account STALLED, then it reconnects with backoff, then audits (RelaisIntake).
 */
#define RELAIS_TYPE_MAIL_ACCOUNT (relais_mail_account_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMailAccount, relais_mail_account, RELAIS, MAIL_ACCOUNT, GObject)

typedef enum
{
  RELAIS_MAIL_ACCOUNT_OFFLINE,         /* not tried yet, or no network */
  RELAIS_MAIL_ACCOUNT_CONNECTING,
  RELAIS_MAIL_ACCOUNT_ALIVE,           /* a round trip succeeded within the last period */
  RELAIS_MAIL_ACCOUNT_STALLED,         /* the link is open and carries nothing */
  RELAIS_MAIL_ACCOUNT_RECONNECTING,    /* "next-attempt" says when */
  RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD,  /* none kept, or refused */
  RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN,   /* OAuth: the desktop must sign in again */
  RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED,
  RELAIS_MAIL_ACCOUNT_NO_KEYRING,
  RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE, /* relais_mail_account_get_certificate() says which */
  RELAIS_MAIL_ACCOUNT_FAILED,          /* relais_mail_account_get_error() says why */
} RelaisMailAccountState;

/**
 * RelaisCertificate:
 * @host: whom it was shown by
 * @sha256: its fingerprint, upper-case hex with colons
 * @subject: (nullable): whom it names
 * @issuer: (nullable): who signed it
 * @flags: what is wrong with it
 */
typedef struct
{
  char                 *host;
  char                 *sha256;
  char                 *subject;
  char                 *issuer;
  GTlsCertificateFlags  flags;
} RelaisCertificate;

void relais_certificate_free (RelaisCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisCertificate, relais_certificate_free)

const char              *relais_mail_account_get_id            (RelaisMailAccount *self);
const char              *relais_mail_account_get_name          (RelaisMailAccount *self);
const char              *relais_mail_account_get_address       (RelaisMailAccount *self);
const char              *relais_mail_account_get_sender_name   (RelaisMailAccount *self);
/* When mail comes, but the login or the certificate keeps it from leaving, state, error and certificate are those of the server for
 * sending, and so is what is done about it: the password, the trust, the new try. */
gboolean                 relais_mail_account_is_about_sending  (RelaisMailAccount *self);
RelaisMailAccountState   relais_mail_account_get_state         (RelaisMailAccount *self);
const GError            *relais_mail_account_get_error         (RelaisMailAccount *self);
const RelaisCertificate *relais_mail_account_get_certificate   (RelaisMailAccount *self);
/* Unix time in milliseconds; 0: never, none. */
gint64                   relais_mail_account_get_last_alive    (RelaisMailAccount *self);
gint64                   relais_mail_account_get_next_attempt  (RelaisMailAccount *self);
gboolean                 relais_mail_account_is_local          (RelaisMailAccount *self);
gboolean                 relais_mail_account_is_removable      (RelaisMailAccount *self);
gboolean                 relais_mail_account_can_send          (RelaisMailAccount *self);
GListModel              *relais_mail_account_get_folders       (RelaisMailAccount *self);
RelaisMailFolder        *relais_mail_account_get_folder        (RelaisMailAccount *self,
                                                                const char        *full_name);
RelaisMailFolder        *relais_mail_account_get_role          (RelaisMailAccount *self,
                                                                RelaisMailRole     role);
void                     relais_mail_account_reconnect         (RelaisMailAccount *self);
DexFuture               *relais_mail_account_set_password      (RelaisMailAccount *self,
                                                                const char        *password);
DexFuture               *relais_mail_account_trust_certificate (RelaisMailAccount *self,
                                                                const char        *sha256);
DexFuture               *relais_mail_account_remove            (RelaisMailAccount *self);
DexFuture               *relais_mail_account_send              (RelaisMailAccount *self,
                                                                RelaisOutgoing    *outgoing);
DexFuture               *relais_mail_account_find_sent         (RelaisMailAccount *self,
                                                                const char        *message_id);

G_END_DECLS
