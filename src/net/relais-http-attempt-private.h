/* relais-http-attempt-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-http.h"
#include "relais-http-request-private.h"

G_BEGIN_DECLS

/* Fiber. Sends @request once, redirections within the same host followed, and reads the whole
 * reply, all until @deadline (monotonic, microseconds). @call gets host, status and sizes. Any
 * status is a reply. */
RelaisHttpResponse *relais_http_attempt (SoupSession        *session,
                                         RelaisHttpRequest  *request,
                                         gint64              deadline,
                                         RelaisHttpCall     *call,
                                         GError            **error);

G_END_DECLS
