/* relais-http.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"
#include "relais-http-call.h"
#include "relais-http-request.h"
#include "relais-http-response.h"
#include "relais-net-error.h"

G_BEGIN_DECLS

/**
 * RelaisHttp:
 *
 * The one door out: every HTTP request of Relais goes through it. It keeps each service's limits,
 * repeats what may be repeated, bounds time and size, keeps credentials from following
 * redirections, and tells of every try without telling what was said.
 *
 * Signals: "call" (RelaisHttpCall): after each try, from the main loop, never from within a call.
 *
 * Main thread.
 */
#define RELAIS_TYPE_HTTP (relais_http_get_type ())

G_DECLARE_FINAL_TYPE (RelaisHttp, relais_http, RELAIS, HTTP, GObject)

/**
 * RelaisHttpLimits:
 * @concurrent: tries under way at once; further ones wait in order
 * @requests: with @period, the rate: a bucket of @requests that fills up over @period; 0: no rate
 * @period: in milliseconds
 * @backoff_base: the first pause is random up to this, in milliseconds, and the bound doubles each
 *   time
 * @backoff_cap: no pause of ours is longer
 * @retry_after_cap: a service that asks for a longer pause is not waited for: the call fails with
 *   %RELAIS_NET_ERROR_RATE_LIMITED, and who asked may come back
 * @failures: so many failures in a row (unreachable, too slow, 5xx) and the service rests: calls
 *   fail at once
 * @rest: the first rest in milliseconds; one call then tries, and each failure doubles the rest, up
 *   to sixteen times
 *
 * What a service bears.
 */
typedef struct
{
  guint concurrent;
  guint requests;
  guint period;
  guint backoff_base;
  guint backoff_cap;
  guint retry_after_cap;
  guint failures;
  guint rest;
} RelaisHttpLimits;

/* 6 at once, no rate, pauses of 0.5 to 20 s, Retry-After up to 60 s, rests of 30 s after 10
 * failures. */
#define RELAIS_HTTP_LIMITS_DEFAULT ((RelaisHttpLimits) { 6, 0, 0, 500, 20000, 60000, 10, 30000 })

RelaisHttp *relais_http_new        (void);

/**
 * relais_http_set_limits:
 * @service: the requests it is for
 *
 * Counts from the next call on; forgets the service's failures.
 */
void        relais_http_set_limits (RelaisHttp             *self,
                                    const char             *service,
                                    const RelaisHttpLimits *limits);

/**
 * relais_http_send:
 *
 * Dropping the future cancels the call and closes its connection.
 *
 * Returns: (transfer full): resolves to a RelaisHttpResponse with a 2xx status; every other ending
 *   is a %RELAIS_NET_ERROR
 */
DexFuture  *relais_http_send       (RelaisHttp             *self,
                                    RelaisHttpRequest      *request);

/**
 * relais_http_stop:
 *
 * Cancels what is under way and refuses what comes later.
 */
void        relais_http_stop       (RelaisHttp             *self);

G_END_DECLS
