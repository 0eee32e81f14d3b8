/* scripted-http.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* An HTTP server on 127.0.0.1, in the test's own process and main context. It answers each
 * request with the next step of its script; the last step repeats. Without a script every
 * request is answered 200 with an empty body. */
typedef struct _ScriptedHttp ScriptedHttp;

typedef struct
{
  char               *method;
  char               *path;      /* with the query */
  SoupMessageHeaders *headers;
  char               *body;
} ScriptedRequest;

/* Writes the reply itself: soup_server_message_set_status() and so on. */
typedef void (*ScriptedHandler) (ScriptedHttp          *self,
                                 SoupServerMessage     *message,
                                 const ScriptedRequest *request,
                                 gpointer               user_data);

ScriptedHttp          *scripted_http_new              (void);
void                   scripted_http_free             (ScriptedHttp    *self);

/* "http://127.0.0.1:PORT" and @path, or with another name of this machine. Freed by the caller. */
char                  *scripted_http_url              (ScriptedHttp    *self,
                                                       const char      *path);
char                  *scripted_http_url_as           (ScriptedHttp    *self,
                                                       const char      *host,
                                                       const char      *path);

/* Steps. @headers: "Name: value" lines, or NULL. */
void                   scripted_http_reply            (ScriptedHttp    *self,
                                                       guint            status,
                                                       const char      *headers,
                                                       const char      *body);
void                   scripted_http_reply_bytes      (ScriptedHttp    *self,
                                                       guint            status,
                                                       const char      *headers,
                                                       GBytes          *body);
void                   scripted_http_hang             (ScriptedHttp    *self);
void                   scripted_http_raw              (ScriptedHttp    *self,
                                                       const char      *bytes);
void                   scripted_http_endless          (ScriptedHttp    *self);
void                   scripted_http_handle           (ScriptedHttp    *self,
                                                       ScriptedHandler  handler,
                                                       gpointer         user_data);

/* Every reply comes so many milliseconds later, counted from when @hold requests wait for
 * theirs. */
void                   scripted_http_set_delay        (ScriptedHttp    *self,
                                                       guint            milliseconds,
                                                       guint            hold);

guint                  scripted_http_get_n_requests   (ScriptedHttp    *self);
const ScriptedRequest *scripted_http_get_request      (ScriptedHttp    *self,
                                                       guint            index);
guint                  scripted_http_get_max_at_once  (ScriptedHttp    *self);
guint                  scripted_http_get_n_open       (ScriptedHttp    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedHttp, scripted_http_free)

G_END_DECLS
