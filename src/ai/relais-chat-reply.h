/* relais-chat-reply.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RelaisChatReply:
 *
 * What a model answered. Immutable, reference-counted boxed type.
 */
#define RELAIS_TYPE_CHAT_REPLY (relais_chat_reply_get_type ())
typedef struct _RelaisChatReply RelaisChatReply;

/**
 * RelaisChatFinish:
 * @RELAIS_CHAT_FINISH_STOP: the model had said all
 * @RELAIS_CHAT_FINISH_LENGTH: cut at the limit of tokens
 * @RELAIS_CHAT_FINISH_OTHER: anything else, such as a filter of the service
 */
typedef enum
{
  RELAIS_CHAT_FINISH_STOP,
  RELAIS_CHAT_FINISH_LENGTH,
  RELAIS_CHAT_FINISH_OTHER,
} RelaisChatFinish;

GType             relais_chat_reply_get_type              (void) G_GNUC_CONST;
RelaisChatReply  *relais_chat_reply_ref                   (RelaisChatReply *self);
void              relais_chat_reply_unref                 (RelaisChatReply *self);
const char       *relais_chat_reply_get_text              (RelaisChatReply *self);

/**
 * relais_chat_reply_get_json:
 *
 * Returns: (transfer none) (nullable): the checked value, when a schema was given
 */
JsonNode         *relais_chat_reply_get_json              (RelaisChatReply *self);

/**
 * relais_chat_reply_get_model:
 *
 * Returns: the exact model that answered, as the service says, else the one that was asked
 */
const char       *relais_chat_reply_get_model             (RelaisChatReply *self);
guint             relais_chat_reply_get_prompt_tokens     (RelaisChatReply *self);
guint             relais_chat_reply_get_completion_tokens (RelaisChatReply *self);
RelaisChatFinish  relais_chat_reply_get_finish            (RelaisChatReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisChatReply, relais_chat_reply_unref)

G_END_DECLS
