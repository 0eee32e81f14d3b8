/* relais-http-response-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "relais-http-response.h"

G_BEGIN_DECLS

RelaisHttpResponse *relais_http_response_new (guint               status,
                                              SoupMessageHeaders *headers,
                                              GBytes             *body);

G_END_DECLS
