/* relais-net-error-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-net-error.h"

G_BEGIN_DECLS

GError   *relais_net_error_for_response  (const char         *service,
                                          gboolean            authenticated,
                                          RelaisHttpResponse *response);
GError   *relais_net_error_for_transport (const char         *service,
                                          const char         *host,
                                          const GError       *error);
gint64    relais_net_parse_retry_after   (const char         *value,
                                          GDateTime          *now);
gboolean  relais_net_error_is_passing    (const GError       *error);

G_END_DECLS
