/* relais-account-setup.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"
#include "relais-http.h"
#include "relais-mail.h"

G_BEGIN_DECLS

/* Adding an account: guess, check, create. The dialog and "relaisctl accounts add" use this same path. */
typedef enum
{
  RELAIS_SECURITY_TLS,        /* from the first byte (RFC 8314) */
  RELAIS_SECURITY_STARTTLS,
  RELAIS_SECURITY_NONE,       /* loopback, or typed by the user */
} RelaisSecurity;

typedef struct
{
  char           *host;
  guint16         port;
  RelaisSecurity  security;
  char           *user;
} RelaisServer;

#define RELAIS_TYPE_ACCOUNT_CONFIG (relais_account_config_get_type ())

/**
 * RelaisAccountConfig:
 * @source: how the servers were found: "srv" (RFC 6186), "autoconfig", "known", "guess" or "user"
 */
typedef struct
{
  char         *name;
  char         *address;
  RelaisServer  imap;
  RelaisServer  smtp;
  char         *source;
} RelaisAccountConfig;

GType                relais_account_config_get_type (void) G_GNUC_CONST;
RelaisAccountConfig *relais_account_config_new      (void);
RelaisAccountConfig *relais_account_config_copy     (const RelaisAccountConfig  *self);
void                 relais_account_config_free     (RelaisAccountConfig        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisAccountConfig, relais_account_config_free)

/* The door that guessing asks through, so that its calls are in the log; without it a door of its own is used. */
void       relais_account_setup_use_http (RelaisMail              *mail,
                                          RelaisHttp              *http);

/* Resolves to a RelaisAccountConfig. Asks the name service and, over HTTPS, the domain's own autoconfig; never sends the
 * local part of the address to anybody else. */
DexFuture *relais_account_setup_guess  (RelaisMail                *mail,
                                        const char                *address);

/* Resolves to TRUE when both servers let us in; otherwise the error's code says which step failed, its message which
 * server. @trusted: (nullable): SHA-256 fingerprint of a certificate the user accepted. On
 * RELAIS_MAIL_ERROR_CERTIFICATE, relais_account_setup_dup_certificate() tells about it. */
DexFuture *relais_account_setup_check  (RelaisMail                *mail,
                                        const RelaisAccountConfig *config,
                                        const char                *password,
                                        const char                *trusted);
RelaisCertificate *relais_account_setup_dup_certificate (RelaisMail *mail);

/* Makes the EDS sources and keeps the password in the keyring. Resolves to the RelaisMailAccount. */
DexFuture *relais_account_setup_create (RelaisMail                *mail,
                                        const RelaisAccountConfig *config,
                                        const char                *password);

G_END_DECLS
