/* relais-http-call.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RelaisHttpCall:
 * @time: when it began, Unix time in milliseconds
 * @service: the request's service
 * @method: GET, POST, …
 * @host: host and port, never the whole address
 * @path: the request's path template
 * @status: of the reply, 0 when there was none
 * @duration: in milliseconds, without waiting for its turn
 * @sent: bytes of the request's body
 * @received: bytes of the reply's body, decoded
 * @attempt: 1 for the first try
 * @outcome: "ok", "cancelled" or the error's nick, such as "timed-out"
 *
 * One try of one request, as the log keeps it: no query, no header, no content. Boxed type.
 */
typedef struct
{
  gint64  time;
  char   *service;
  char   *method;
  char   *host;
  char   *path;
  guint   status;
  guint   duration;
  gsize   sent;
  gsize   received;
  guint   attempt;
  char   *outcome;
} RelaisHttpCall;

#define RELAIS_TYPE_HTTP_CALL (relais_http_call_get_type ())

GType           relais_http_call_get_type (void) G_GNUC_CONST;
RelaisHttpCall *relais_http_call_copy     (const RelaisHttpCall *self);
void            relais_http_call_free     (RelaisHttpCall       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisHttpCall, relais_http_call_free)

G_END_DECLS
