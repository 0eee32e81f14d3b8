/* relais-http-service-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-http.h"

G_BEGIN_DECLS

/* The gate before a service: how many tries at once, how often, and whether it rests after
 * failures. Times are monotonic, in microseconds. The functions marked "fiber" wait. */
typedef struct _RelaisHttpService RelaisHttpService;

RelaisHttpService *relais_http_service_new        (const char             *name);
void               relais_http_service_free       (RelaisHttpService      *self);
void               relais_http_service_set_limits (RelaisHttpService      *self,
                                                   const RelaisHttpLimits *limits);
const RelaisHttpLimits *relais_http_service_get_limits (RelaisHttpService *self);

/* Fiber. Waits for a turn until @deadline; each turn that was given is given back with
 * relais_http_service_leave(). */
gboolean           relais_http_service_enter      (RelaisHttpService      *self,
                                                   gint64                  deadline,
                                                   gboolean                by_hand,
                                                   GError                **error);

/* @error: (nullable): how the try ended */
void               relais_http_service_leave      (RelaisHttpService      *self,
                                                   const GError           *error);

/* Fiber. Waits for @milliseconds without a turn; FALSE when cancelled. */
gboolean           relais_http_service_pause      (RelaisHttpService      *self,
                                                   gint64                  milliseconds,
                                                   GError                **error);

/* Ends all waiting with G_IO_ERROR_CANCELLED. */
void               relais_http_service_cancel     (RelaisHttpService      *self);

/* The pause before try @attempt + 1, in milliseconds: full jitter, so that callers who failed
 * together do not come back together. */
gint64             relais_http_service_backoff    (RelaisHttpService      *self,
                                                   guint                   attempt,
                                                   gint64                  retry_after);

G_END_DECLS
