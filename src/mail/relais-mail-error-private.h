/* relais-mail-error-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-types.h"

G_BEGIN_DECLS

/* The one place where errors of Camel, GIO, the registry and the keyring become RELAIS_MAIL_ERROR. Any thread. */

/**
 * relais_mail_error_map:
 * @error: (inout): what Camel gave; may be NULL inside, for Camel can fail without a reason
 * @what: names the step, technical English without private content: "connect", "send"
 *
 * Replaces *@error by one of RELAIS_MAIL_ERROR with an English message of ours. A cancellation
 * (%G_IO_ERROR_CANCELLED) and errors of this domain are left as they are. *@error is set afterwards in every case.
 */
void     relais_mail_error_map        (GError     **error,
                                       const char  *what);

/* Whether Camel's text of a refusal has an enhanced status code (RFC 3463). */
gboolean relais_mail_error_has_status (const char   *text);

/* Whether the error means that the link or the server is gone, so that trying again over a new link may help. */
gboolean relais_mail_error_is_network (const GError *error);

G_END_DECLS
