/* http-case.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "captured-log.h"
#include "relais-http.h"
#include "relais-test.h"
#include "scripted-http.h"

G_BEGIN_DECLS

/* Must never be seen outside the request. */
#define SECRET "sk-7Wq2mZ0xSECRETdoNotShow"

/* A door and a server for one test, and what the "call" signal told. */
typedef struct
{
  RelaisHttp   *http;
  ScriptedHttp *server;
  GPtrArray    *calls;    /* (element-type RelaisHttpCall) */
} HttpCase;

HttpCase           *http_case_new     (void);
void                http_case_free    (HttpCase           *self);

/* Limits of the service "test" with pauses that a test can wait for. */
void                http_case_limit   (HttpCase           *self,
                                       guint               concurrent,
                                       guint               failures);
RelaisHttpRequest  *http_case_request (HttpCase           *self,
                                       const char         *method,
                                       const char         *path);
void                http_case_sign    (RelaisHttpRequest  *request);

/* Sends it and waits. NULL with @error, which holds no secret. */
RelaisHttpResponse *http_case_run     (HttpCase           *self,
                                       RelaisHttpRequest  *request,
                                       GError            **error);

/* Sends it, waits, and wants this error. */
GError             *http_case_fail    (HttpCase           *self,
                                       RelaisHttpRequest  *request,
                                       RelaisNetError      code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpCase, http_case_free)

G_END_DECLS
