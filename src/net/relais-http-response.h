/* relais-http-response.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RelaisHttpResponse:
 *
 * A complete reply. Immutable, reference-counted boxed type.
 */
#define RELAIS_TYPE_HTTP_RESPONSE (relais_http_response_get_type ())
typedef struct _RelaisHttpResponse RelaisHttpResponse;

GType               relais_http_response_get_type         (void) G_GNUC_CONST;
RelaisHttpResponse *relais_http_response_ref              (RelaisHttpResponse *self);
void                relais_http_response_unref            (RelaisHttpResponse *self);
guint               relais_http_response_get_status       (RelaisHttpResponse *self);

/**
 * relais_http_response_get_header:
 * @name: in any case
 *
 * Returns: (nullable): its value, several joined by ", "
 */
const char         *relais_http_response_get_header       (RelaisHttpResponse *self,
                                                           const char         *name);

/**
 * relais_http_response_get_content_type:
 *
 * Returns: (nullable): in lower case and without parameters, such as "application/json"
 */
const char         *relais_http_response_get_content_type (RelaisHttpResponse *self);

/**
 * relais_http_response_get_body:
 *
 * Returns: (transfer none): decoded (gzip and the like); empty when there was none
 */
GBytes             *relais_http_response_get_body         (RelaisHttpResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisHttpResponse, relais_http_response_unref)

G_END_DECLS
