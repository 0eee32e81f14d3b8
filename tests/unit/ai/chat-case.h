/* chat-case.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "captured-log.h"
#include "relais-chat.h"
#include "relais-test.h"
#include "scripted-http.h"

G_BEGIN_DECLS

#define CHAT_KEY "sk-9pKqSECRETkeyOfTheTest"

/* A chat client and the server it speaks to. */
typedef struct
{
  RelaisHttp   *http;
  ScriptedHttp *server;
  RelaisChat   *chat;
} ChatCase;

ChatCase   *chat_case_new       (void);
void        chat_case_free      (ChatCase              *self);

/* The next reply: a completion whose text is @content. */
void        chat_case_says      (ChatCase              *self,
                                 const char            *content);

/* The body of a request, parsed. */
JsonNode   *chat_case_asked     (ChatCase              *self,
                                 guint                  index);

/* The text of all messages of a request with that role. */
char       *chat_case_asked_as  (ChatCase              *self,
                                 guint                  index,
                                 const char            *role);

/* "response_format"."type", or NULL. */
char       *chat_case_format    (ChatCase              *self,
                                 guint                  index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChatCase, chat_case_free)

G_END_DECLS
