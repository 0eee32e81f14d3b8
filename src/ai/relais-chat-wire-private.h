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

/* What a model does not take, learned from its refusal. OpenAI's reasoning models take no "max_tokens", which they replace by
 * "max_completion_tokens", and no "temperature" (https://platform.openai.com/docs/guides/reasoning, and the API reference of chat completions). */
typedef enum
{
  RELAIS_CHAT_QUIRK_COMPLETION_TOKENS = 1 << 0,
  RELAIS_CHAT_QUIRK_NO_TEMPERATURE = 1 << 1,
} RelaisChatQuirk;

/* The body of POST /chat/completions. */
GBytes          *relais_chat_wire_request (GPtrArray                *roles,
                                           GPtrArray                *contents,
                                           const RelaisChatOptions  *options,
                                           RelaisChatMode            mode,
                                           guint                     quirks);

/* A reply with status 2xx, checked against options->schema. */
RelaisChatReply *relais_chat_wire_reply   (const char               *service,
                                           RelaisHttpResponse       *response,
                                           const RelaisChatOptions  *options,
                                           GError                  **error);

/* GET /models: sorted names. */
GStrv            relais_chat_wire_models  (const char               *service,
                                           RelaisHttpResponse       *response,
                                           GError                  **error);

/* The quirk that a refusal names: the service did not take this parameter. 0: it was refused for something else. */
guint            relais_chat_wire_quirk   (const GError             *error);

/* What the body of a failure says beyond its status: @error itself, or a better one in its
 * place. (transfer full) */
GError          *relais_chat_wire_error   (const char               *service,
                                           GError                   *error);

G_END_DECLS
