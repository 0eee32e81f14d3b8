/* relais-chat-wire-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-chat.h"

G_BEGIN_DECLS

/* How the service is asked to hold to a schema, the strictest first. */
typedef enum
{
  RELAIS_CHAT_MODE_SCHEMA,   /* response_format json_schema: Mistral, OpenAI, Ollama */
  RELAIS_CHAT_MODE_OBJECT,   /* response_format json_object: DeepSeek */
  RELAIS_CHAT_MODE_TOLD,     /* only said in the prompt */
} RelaisChatMode;

/* The body of POST /chat/completions. */
GBytes          *relais_chat_wire_request (GPtrArray                *roles,
                                           GPtrArray                *contents,
                                           const RelaisChatOptions  *options,
                                           RelaisChatMode            mode);

/* A reply with status 2xx, checked against options->schema. */
RelaisChatReply *relais_chat_wire_reply   (const char               *service,
                                           RelaisHttpResponse       *response,
                                           const RelaisChatOptions  *options,
                                           GError                  **error);

/* GET /models: sorted names. */
GStrv            relais_chat_wire_models  (const char               *service,
                                           RelaisHttpResponse       *response,
                                           GError                  **error);

/* What the body of a failure says beyond its status: @error itself, or a better one in its
 * place. (transfer full) */
GError          *relais_chat_wire_error   (const char               *service,
                                           GError                   *error);

G_END_DECLS
