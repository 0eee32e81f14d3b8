/* relais-http-request.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RelaisHttpRequest:
 *
 * What to ask of a service. Filled by its maker, then given to relais_http_send() as often as
 * wanted; not to be changed while a call is under way. Reference-counted boxed type, main thread.
 */
#define RELAIS_TYPE_HTTP_REQUEST (relais_http_request_get_type ())
typedef struct _RelaisHttpRequest RelaisHttpRequest;

/**
 * RelaisPlainHttp:
 * @RELAIS_PLAIN_HTTP_LOOPBACK: http: only to this machine (127.0.0.0/8, ::1, localhost); the
 *   default
 * @RELAIS_PLAIN_HTTP_TYPED: http: also elsewhere, because the user typed that very address
 *
 * Where a request may go without TLS. With https: a certificate that the system does not trust is
 * always refused.
 */
typedef enum
{
  RELAIS_PLAIN_HTTP_LOOPBACK,
  RELAIS_PLAIN_HTTP_TYPED,
} RelaisPlainHttp;

GType              relais_http_request_get_type            (void) G_GNUC_CONST;

/**
 * relais_http_request_new:
 * @service: who is called, such as "mistral": limits, rests and the call log go by it
 * @method: GET, POST, …
 * @url: absolute, http: or https:, without user and password
 * @path_template: what the log shows instead of the path, such as "/emails/{id}": no value of any
 *   parameter
 *
 * GET, HEAD, OPTIONS, PUT and DELETE count as repeatable, others do not until the caller says so.
 *
 * Returns: (transfer full): a request
 */
RelaisHttpRequest *relais_http_request_new                 (const char        *service,
                                                            const char        *method,
                                                            const char        *url,
                                                            const char        *path_template);
RelaisHttpRequest *relais_http_request_ref                 (RelaisHttpRequest *self);
void               relais_http_request_unref               (RelaisHttpRequest *self);

/**
 * relais_http_request_set_header:
 *
 * Replaces an earlier one of that name. A value with a line break or another control character
 * makes relais_http_send() refuse the request. Not for secrets.
 */
void               relais_http_request_set_header          (RelaisHttpRequest *self,
                                                            const char        *name,
                                                            const char        *value);

/**
 * relais_http_request_set_secret_header:
 * @prefix: what stands before the secret, such as "Bearer "
 * @secret: UTF-8 without a terminator; surrounding white space is left out
 *
 * Sets a header that no log ever shows. It follows no redirection to another host, and Relais's own
 * copy of it is overwritten when no longer needed (libsoup's, made for the time of a call, is
 * overwritten where it can be reached).
 */
void               relais_http_request_set_secret_header   (RelaisHttpRequest *self,
                                                            const char        *name,
                                                            const char        *prefix,
                                                            GBytes            *secret);
void               relais_http_request_set_body            (RelaisHttpRequest *self,
                                                            GBytes            *body,
                                                            const char        *content_type);

/**
 * relais_http_request_set_repeatable:
 *
 * Whether sending it twice does no more than sending it once. Only then is it tried again after a
 * failure, and only then sent on a connection that was kept open (which may turn out closed when
 * nobody can tell any more what arrived).
 */
void               relais_http_request_set_repeatable      (RelaisHttpRequest *self,
                                                            gboolean           repeatable);

/**
 * relais_http_request_set_idempotency_key:
 * @header: how the service calls it, usually "Idempotency-Key"
 *
 * Makes it repeatable, because the service recognises the second time.
 */
void               relais_http_request_set_idempotency_key (RelaisHttpRequest *self,
                                                            const char        *header,
                                                            const char        *key);

/**
 * relais_http_request_set_deadlines:
 * @attempt: milliseconds for one try, from connecting to the last byte; 30,000 unless told
 * @budget: milliseconds for everything: waiting for its turn, tries and pauses; 90,000 unless told
 */
void               relais_http_request_set_deadlines       (RelaisHttpRequest *self,
                                                            guint              attempt,
                                                            guint              budget);

/**
 * relais_http_request_set_max_attempts:
 * @attempts: 1 or more; 4 unless told. Counts for repeatable requests only
 */
void               relais_http_request_set_max_attempts    (RelaisHttpRequest *self,
                                                            guint              attempts);

/**
 * relais_http_request_set_max_response:
 * @bytes: the largest body to accept, after decoding; 8 MiB unless told
 */
void               relais_http_request_set_max_response    (RelaisHttpRequest *self,
                                                            gsize              bytes);
void               relais_http_request_set_plain_http      (RelaisHttpRequest *self,
                                                            RelaisPlainHttp    allowed);

/**
 * relais_http_request_set_by_hand:
 *
 * A person pressed a button and waits: it is tried even while the service rests after failures.
 */
void               relais_http_request_set_by_hand         (RelaisHttpRequest *self,
                                                            gboolean           by_hand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisHttpRequest, relais_http_request_unref)

G_END_DECLS
