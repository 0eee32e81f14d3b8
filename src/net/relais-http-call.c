/* relais-http-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-http-call.h"

G_DEFINE_BOXED_TYPE (RelaisHttpCall, relais_http_call, relais_http_call_copy, relais_http_call_free)

RelaisHttpCall *
relais_http_call_copy (const RelaisHttpCall *self)
{
  RelaisHttpCall *copy = g_memdup2 (self, sizeof *self);

  copy->service = g_strdup (self->service);
  copy->method = g_strdup (self->method);
  copy->host = g_strdup (self->host);
  copy->path = g_strdup (self->path);
  copy->outcome = g_strdup (self->outcome);

  return copy;
}

void
relais_http_call_free (RelaisHttpCall *self)
{
  g_free (self->service);
  g_free (self->method);
  g_free (self->host);
  g_free (self->path);
  g_free (self->outcome);
  g_free (self);
}
