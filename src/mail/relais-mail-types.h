/* relais-mail-types.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RelaisMail        RelaisMail;
typedef struct _RelaisMailAccount RelaisMailAccount;
typedef struct _RelaisMailFolder  RelaisMailFolder;
typedef struct _RelaisMailItem    RelaisMailItem;
typedef struct _RelaisMailMessage RelaisMailMessage;
typedef struct _RelaisMessageList RelaisMessageList;
typedef struct _RelaisOutgoing    RelaisOutgoing;

#define RELAIS_MAIL_ERROR (relais_mail_error_quark ())

/**
 * RelaisMailError:
 * @RELAIS_MAIL_ERROR_NO_SERVICE: evolution-data-server cannot be reached
 * @RELAIS_MAIL_ERROR_AUTH_REQUIRED: no password is kept, or the keyring stays locked
 * @RELAIS_MAIL_ERROR_AUTH_EXPIRED: the server refused the credentials
 * @RELAIS_MAIL_ERROR_CERTIFICATE: the server's certificate is not trusted
 * @RELAIS_MAIL_ERROR_NO_TLS: the server does not offer the encryption that was asked for
 * @RELAIS_MAIL_ERROR_OFFLINE: no way to the server, or it closed the link
 * @RELAIS_MAIL_ERROR_TIMED_OUT: the server does not answer
 * @RELAIS_MAIL_ERROR_NOT_FOUND: no such account, folder, message or part; a host name that does not exist
 * @RELAIS_MAIL_ERROR_REFUSED: the server said no, and will again (SMTP 5xx)
 * @RELAIS_MAIL_ERROR_TRY_LATER: the server said not now (SMTP 4xx)
 * @RELAIS_MAIL_ERROR_UNCERTAIN: the body left and no answer came: it may have been sent
 * @RELAIS_MAIL_ERROR_INVALID: what was given cannot become a mail: a header with a line break, a bad address, no recipient
 *
 * Every error of Camel, of the registry and of the keyring becomes one of these in one place (relais-mail-error.c);
 * a failure without a reason, which Camel can give, does not leave the module.
 */
typedef enum
{
  RELAIS_MAIL_ERROR_NO_SERVICE,
  RELAIS_MAIL_ERROR_AUTH_REQUIRED,
  RELAIS_MAIL_ERROR_AUTH_EXPIRED,
  RELAIS_MAIL_ERROR_CERTIFICATE,
  RELAIS_MAIL_ERROR_NO_TLS,
  RELAIS_MAIL_ERROR_OFFLINE,
  RELAIS_MAIL_ERROR_TIMED_OUT,
  RELAIS_MAIL_ERROR_NOT_FOUND,
  RELAIS_MAIL_ERROR_REFUSED,
  RELAIS_MAIL_ERROR_TRY_LATER,
  RELAIS_MAIL_ERROR_UNCERTAIN,
  RELAIS_MAIL_ERROR_INVALID,
} RelaisMailError;

GQuark relais_mail_error_quark (void);

G_END_DECLS
