/* relais-http-response.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-http-response-private.h"

struct _RelaisHttpResponse
{
  guint               status;
  SoupMessageHeaders *headers;        /* (owned) */
  char               *content_type;   /* (owned) (nullable) */
  GBytes             *body;           /* (owned) */
};

G_DEFINE_BOXED_TYPE (RelaisHttpResponse, relais_http_response, relais_http_response_ref,
                     relais_http_response_unref)

static void
relais_http_response_clear (gpointer data)
{
  RelaisHttpResponse *self = data;

  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
}

RelaisHttpResponse *
relais_http_response_new (guint               status,
                          SoupMessageHeaders *headers,
                          GBytes             *body)
{
  RelaisHttpResponse *self = g_atomic_rc_box_new0 (RelaisHttpResponse);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);

  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  self->body = g_bytes_ref (body);
  self->content_type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;

  return self;
}

RelaisHttpResponse *
relais_http_response_ref (RelaisHttpResponse *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
relais_http_response_unref (RelaisHttpResponse *self)
{
  g_atomic_rc_box_release_full (self, relais_http_response_clear);
}

guint
relais_http_response_get_status (RelaisHttpResponse *self)
{
  return self->status;
}

const char *
relais_http_response_get_header (RelaisHttpResponse *self,
                                 const char         *name)
{
  return soup_message_headers_get_list (self->headers, name);
}

const char *
relais_http_response_get_content_type (RelaisHttpResponse *self)
{
  return self->content_type;
}

GBytes *
relais_http_response_get_body (RelaisHttpResponse *self)
{
  return self->body;
}
