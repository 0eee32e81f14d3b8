/* relais-secrets.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-core-error.h"
#include "relais-future.h"

G_BEGIN_DECLS

/* Passwords and keys, in the desktop's keyring (in a sandbox: libsecret's own encrypted file behind the portal). Main
 * thread.
 *
 * Each future is rejected with %RELAIS_CORE_ERROR_NO_SERVICE when there is no keyring to ask, and with
 * %RELAIS_CORE_ERROR_LOCKED when it is locked and the person did not open it. The keyring may ask the person, for as long
 * as they take: give the future a cancellable, not a deadline. */

/* A secret in memory: overwritten when the last reference goes. The data ends with a NUL that the size does not count. */
GBytes    *relais_secret_new    (const char *text);

/**
 * relais_secrets_store:
 * @workspace: whose
 * @name: which one, "model.key"
 * @label: what the person sees in the keyring
 * @secret: the text; what was there before is replaced
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *relais_secrets_store  (const char *workspace,
                                  const char *name,
                                  const char *label,
                                  GBytes     *secret);

/* Resolves to a GBytes (boxed) as of relais_secret_new(); %RELAIS_CORE_ERROR_NOT_FOUND when there is none. */
DexFuture *relais_secrets_lookup (const char *workspace,
                                  const char *name);

/* Resolves to TRUE, also when there was none. */
DexFuture *relais_secrets_clear  (const char *workspace,
                                  const char *name);

G_END_DECLS
