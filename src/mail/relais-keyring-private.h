/* relais-keyring-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libedataserver/libedataserver.h>

#include "relais-mail-account.h"

G_BEGIN_DECLS

/* Blocking; for a worker. As e_source_credentials_provider_lookup_sync(); cancelled, it still waits some seconds for an answer. */
gboolean               relais_keyring_lookup           (ESourceCredentialsProvider  *provider,
                                                        ESource                     *source,
                                                        GCancellable                *cancellable,
                                                        ENamedParameters           **values,
                                                        GError                     **error);

/* Blocking; for a worker. Returns: NEEDS_PASSWORD, KEYRING_LOCKED or NO_KEYRING */
RelaisMailAccountState relais_keyring_why_no_password  (ESource      *source,
                                                        GCancellable *cancellable);

/* @mechanism: (nullable): of SASL, or one of the desktop's names for OAuth 2 */
gboolean               relais_mechanism_needs_password (const char   *mechanism);

G_END_DECLS
