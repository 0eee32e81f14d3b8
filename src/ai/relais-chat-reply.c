/* relais-chat-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-chat-reply-private.h"

struct _RelaisChatReply
{
  char             *text;    /* (owned) */
  char             *model;   /* (owned) */
  JsonNode         *json;    /* (owned) (nullable) */
  guint             prompt_tokens;
  guint             completion_tokens;
  RelaisChatFinish  finish;
};

G_DEFINE_BOXED_TYPE (RelaisChatReply, relais_chat_reply, relais_chat_reply_ref,
                     relais_chat_reply_unref)

static void
relais_chat_reply_clear (gpointer data)
{
  RelaisChatReply *self = data;

  g_free (self->text);
  g_free (self->model);
  g_clear_pointer (&self->json, json_node_unref);
}

RelaisChatReply *
relais_chat_reply_new (char             *text,
                       char             *model,
                       guint             prompt_tokens,
                       guint             completion_tokens,
                       RelaisChatFinish  finish)
{
  RelaisChatReply *self = g_atomic_rc_box_new0 (RelaisChatReply);

  self->text = text;
  self->model = model;
  self->prompt_tokens = prompt_tokens;
  self->completion_tokens = completion_tokens;
  self->finish = finish;

  return self;
}

void
relais_chat_reply_set_json (RelaisChatReply *self,
                            JsonNode        *json)
{
  self->json = json_node_ref (json);
}

RelaisChatReply *
relais_chat_reply_ref (RelaisChatReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
relais_chat_reply_unref (RelaisChatReply *self)
{
  g_atomic_rc_box_release_full (self, relais_chat_reply_clear);
}

const char *
relais_chat_reply_get_text (RelaisChatReply *self)
{
  return self->text;
}

JsonNode *
relais_chat_reply_get_json (RelaisChatReply *self)
{
  return self->json;
}

const char *
relais_chat_reply_get_model (RelaisChatReply *self)
{
  return self->model;
}

guint
relais_chat_reply_get_prompt_tokens (RelaisChatReply *self)
{
  return self->prompt_tokens;
}

guint
relais_chat_reply_get_completion_tokens (RelaisChatReply *self)
{
  return self->completion_tokens;
}

RelaisChatFinish
relais_chat_reply_get_finish (RelaisChatReply *self)
{
  return self->finish;
}
