/* relais-redactor.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Takes secrets out of text that leaves the program's own memory: logs, error messages that are kept, exported
 * diagnostics. A net below the rule that secrets are never written there. Any thread.
 *
 * What it knows: Authorization, Cookie and key headers, Bearer and Basic credentials, keys as the well-known services
 * make them, user and password in URLs, values behind names like password, secret or token (also in French, JSON and
 * queries), JWTs, PEM blocks, long random-looking tokens, and secrets that were registered. UUIDs, dates, versions, paths,
 * names and prose stay. */
#define RELAIS_TYPE_REDACTOR (relais_redactor_get_type ())

#define RELAIS_REDACTED "[redacted]"

typedef struct _RelaisRedactor RelaisRedactor;

/**
 * RelaisRedactorFlags:
 * @RELAIS_REDACTOR_ADDRESSES: e-mail addresses, too
 */
typedef enum
{
  RELAIS_REDACTOR_DEFAULT   = 0,
  RELAIS_REDACTOR_ADDRESSES = 1 << 0,
} RelaisRedactorFlags;

GType           relais_redactor_get_type      (void);
RelaisRedactor *relais_redactor_new           (RelaisRedactorFlags  flags);
RelaisRedactor *relais_redactor_ref           (RelaisRedactor      *self);
void            relais_redactor_unref         (RelaisRedactor      *self);

/* (transfer none): the one of the process, for whoever meets a secret and for the log */
RelaisRedactor *relais_redactor_get_default   (void);

/* From now on @secret is taken out wherever it stands, as it is or percent-encoded. Shorter than four characters it is
 * ignored: it would take half of every text along. */
void            relais_redactor_add_secret    (RelaisRedactor      *self,
                                               const char          *secret);
void            relais_redactor_remove_secret (RelaisRedactor      *self,
                                               const char          *secret);

/* (transfer full): valid UTF-8, whatever @text was */
char           *relais_redactor_redact        (RelaisRedactor      *self,
                                               const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisRedactor, relais_redactor_unref)

G_END_DECLS
