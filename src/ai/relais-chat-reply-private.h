/* relais-chat-reply-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-chat-reply.h"

G_BEGIN_DECLS

/* @text and @model are taken over; @json is set later, once it was checked. */
RelaisChatReply *relais_chat_reply_new      (char             *text,
                                             char             *model,
                                             guint             prompt_tokens,
                                             guint             completion_tokens,
                                             RelaisChatFinish  finish);
void             relais_chat_reply_set_json (RelaisChatReply  *self,
                                             JsonNode         *json);

G_END_DECLS
