/* relais-net-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-http-response.h"

G_BEGIN_DECLS

/* What can go wrong on the way to a service, and what its answer can mean. Each code is a situation
 * that somebody can act on; the message is English, technical, and holds no secret, no query and
 * no content.
 *
 * Cancellation is not of this domain: see relais_error_is_cancelled().
 */
#define RELAIS_NET_ERROR (relais_net_error_quark ())

/**
 * RelaisNetError:
 * @RELAIS_NET_ERROR_AUTH_REQUIRED: no credentials were given (401), or they do not allow this
 *   (403): connect with an account or key that may
 * @RELAIS_NET_ERROR_AUTH_EXPIRED: the credentials that were given are not accepted (401): sign in
 *   again, renew the key
 * @RELAIS_NET_ERROR_RATE_LIMITED: too many calls (429, 503 with Retry-After, or our own limit):
 *   later, see relais_net_error_get_retry_after()
 * @RELAIS_NET_ERROR_QUOTA: paid or allotted volume is used up (402): waiting alone does not help
 * @RELAIS_NET_ERROR_NOT_FOUND: no such thing, or no such model (404, 410)
 * @RELAIS_NET_ERROR_REJECTED: the service understood and refuses this very request (400, 409, 422
 *   and the like); the reply says why, see relais_net_error_get_response()
 * @RELAIS_NET_ERROR_INVALID_REPLY: the reply is not what it has to be
 * @RELAIS_NET_ERROR_OFFLINE: the service could not be reached: no network, unknown host, refused or
 *   lost connection
 * @RELAIS_NET_ERROR_TIMED_OUT: no complete answer within the deadline
 * @RELAIS_NET_ERROR_REFUSED_BY_POLICY: Relais did not send it or does not believe it: plain HTTP, a
 *   certificate that is not trusted, a redirection that would carry credentials elsewhere
 * @RELAIS_NET_ERROR_TOO_LARGE: the reply is larger than the caller allows
 * @RELAIS_NET_ERROR_SERVER: the service failed (5xx)
 */
typedef enum
{
  RELAIS_NET_ERROR_AUTH_REQUIRED,
  RELAIS_NET_ERROR_AUTH_EXPIRED,
  RELAIS_NET_ERROR_RATE_LIMITED,
  RELAIS_NET_ERROR_QUOTA,
  RELAIS_NET_ERROR_NOT_FOUND,
  RELAIS_NET_ERROR_REJECTED,
  RELAIS_NET_ERROR_INVALID_REPLY,
  RELAIS_NET_ERROR_OFFLINE,
  RELAIS_NET_ERROR_TIMED_OUT,
  RELAIS_NET_ERROR_REFUSED_BY_POLICY,
  RELAIS_NET_ERROR_TOO_LARGE,
  RELAIS_NET_ERROR_SERVER,
} RelaisNetError;

GQuark              relais_net_error_quark           (void);

/**
 * relais_net_error_get_retry_after:
 * @error: any error
 *
 * Returns: after how many milliseconds another try makes sense, as the service or our own limit
 *   said; -1 when nobody said
 */
gint64              relais_net_error_get_retry_after (const GError *error);

/**
 * relais_net_error_get_response:
 * @error: any error
 *
 * For the one who speaks the service's dialect and wants to know more than the status. Its body may
 * hold anything: never log it.
 *
 * Returns: (transfer none) (nullable): the reply that stands behind @error
 */
RelaisHttpResponse *relais_net_error_get_response    (const GError *error);

/**
 * relais_net_error_new:
 * @retry_after: in milliseconds, or -1
 * @response: (nullable): the reply that stands behind it
 *
 * Returns: (transfer full): for modules that find out more than net can see, such as a quota named
 *   in a body
 */
GError             *relais_net_error_new             (RelaisNetError      code,
                                                      gint64              retry_after,
                                                      RelaisHttpResponse *response,
                                                      const char         *format,
                                                      ...) G_GNUC_PRINTF (4, 5);

/**
 * relais_net_error_get_nick:
 *
 * Returns: the code as a word, such as "rate-limited", for logs and JSON
 */
const char         *relais_net_error_get_nick        (RelaisNetError      code);

G_END_DECLS
