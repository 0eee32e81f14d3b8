/* relais-http-request-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "relais-http-request.h"

G_BEGIN_DECLS

/* A name and a value; the value of a secret one lies in memory that is overwritten before it is
 * given back. */
typedef struct
{
  char     *name;
  char     *value;
  gboolean  secret;
} RelaisHttpHeader;

struct _RelaisHttpRequest
{
  char            *service;        /* (owned) */
  char            *method;         /* (owned) */
  char            *url;            /* (owned) */
  char            *path_template;  /* (owned) */
  GPtrArray       *headers;        /* (owned) (element-type RelaisHttpHeader) */
  GBytes          *body;           /* (owned) (nullable) */
  char            *content_type;   /* (owned) (nullable) */
  gboolean         repeatable;
  gboolean         by_hand;
  guint            attempt;
  guint            budget;
  guint            max_attempts;
  gsize            max_response;
  RelaisPlainHttp  plain_http;
};

gboolean  relais_http_request_has_secret (RelaisHttpRequest  *self);
GUri     *relais_http_request_check      (RelaisHttpRequest  *self,
                                          GError            **error);
gboolean  relais_http_request_may_use    (RelaisHttpRequest  *self,
                                          GUri               *uri,
                                          GError            **error);
void      relais_http_request_fill       (RelaisHttpRequest  *self,
                                          SoupMessage        *message);
void      relais_http_request_wipe       (RelaisHttpRequest  *self,
                                          SoupMessage        *message);
gboolean  relais_http_uri_is_loopback    (GUri               *uri);

G_END_DECLS
