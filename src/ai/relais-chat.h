/* relais-chat.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-chat-reply.h"
#include "relais-http.h"

G_BEGIN_DECLS

/**
 * RelaisChat:
 *
 * A chat model behind an OpenAI-style address: Mistral, DeepSeek, OpenRouter, OpenAI, or Ollama and
 * LM Studio on this machine. Wire facts: https://docs.mistral.ai/api/ (openapi of 2026-07-15),
 * https://api-docs.deepseek.com/.
 *
 * Errors are of %RELAIS_NET_ERROR: AUTH_EXPIRED (the key is not accepted), AUTH_REQUIRED (no key,
 * or not for this model), QUOTA, RATE_LIMITED with a pause, NOT_FOUND (no such model), TIMED_OUT,
 * OFFLINE, SERVER, REJECTED, TOO_LARGE, REFUSED_BY_POLICY, and INVALID_REPLY for whatever does not
 * have the right shape. Neither prompts nor completions ever reach a log or an error.
 *
 * Main thread.
 */
#define RELAIS_TYPE_CHAT (relais_chat_get_type ())

G_DECLARE_FINAL_TYPE (RelaisChat, relais_chat, RELAIS, CHAT, GObject)

#define RELAIS_CHAT_MISTRAL_URL "https://api.mistral.ai/v1"

/**
 * RelaisChatRole:
 * @RELAIS_CHAT_SYSTEM: what Relais instructs
 * @RELAIS_CHAT_USER: data and questions
 * @RELAIS_CHAT_ASSISTANT: what the model said before
 */
typedef enum
{
  RELAIS_CHAT_SYSTEM,
  RELAIS_CHAT_USER,
  RELAIS_CHAT_ASSISTANT,
} RelaisChatRole;

/**
 * RelaisChatMessage:
 * @content: UTF-8
 */
typedef struct
{
  RelaisChatRole  role;
  const char     *content;
} RelaisChatMessage;

/**
 * RelaisChatOptions:
 * @model: which model, as the service names it
 * @temperature: negative: the service's own
 * @max_tokens: of the completion; 0: the service's own
 * @schema: (nullable): see relais_schema_check(): the reply must be a JSON value that fits
 * @schema_name: (nullable): a word for the schema, needed with @schema
 * @timeout: milliseconds for one try; 0: 60,000
 * @budget: milliseconds for everything, pauses and further tries included; 0: twice @timeout
 * @by_hand: a person waits for it
 */
typedef struct
{
  const char *model;
  double      temperature;
  guint       max_tokens;
  JsonObject *schema;
  const char *schema_name;
  guint       timeout;
  guint       budget;
  gboolean    by_hand;
} RelaisChatOptions;

/**
 * relais_chat_new:
 * @service: for limits and the call log, such as "mistral"
 * @base_url: (nullable): up to the version, such as "http://localhost:11434/v1"; %NULL: Mistral.
 *   The user typed it or chose it, so plain HTTP is allowed
 * @key: (nullable): the API key, UTF-8 without a terminator, in memory that its owner wipes; %NULL:
 *   none is sent
 */
RelaisChat *relais_chat_new          (RelaisHttp              *http,
                                      const char              *service,
                                      const char              *base_url,
                                      GBytes                  *key);
const char *relais_chat_get_service  (RelaisChat              *self);
const char *relais_chat_get_base_url (RelaisChat              *self);

/**
 * relais_chat_complete:
 *
 * With a schema the service is asked to hold to it (response_format json_schema), else, where it
 * cannot, to answer in JSON (json_object), else it is only told to; what worked is remembered for
 * the model. The reply is checked here in any case. A model that takes no "max_tokens" or no
 * "temperature", as OpenAI's reasoning models, is asked again without what it names, once each.
 *
 * Returns: (transfer full): resolves to a RelaisChatReply
 */
DexFuture  *relais_chat_complete     (RelaisChat              *self,
                                      const RelaisChatMessage *messages,
                                      gsize                    n_messages,
                                      const RelaisChatOptions *options);

/**
 * relais_chat_list_models:
 *
 * For the "Test" button: proves address and key (OpenRouter answers without a key, too).
 *
 * Returns: (transfer full): resolves to a GStrv (boxed) of model names, sorted
 */
DexFuture  *relais_chat_list_models  (RelaisChat              *self);

G_END_DECLS
