/* chat-case.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "chat-case.h"

ChatCase *
chat_case_new (void)
{
  ChatCase *self = g_new0 (ChatCase, 1);
  g_autoptr(GBytes) key = g_bytes_new_static (CHAT_KEY, strlen (CHAT_KEY));
  g_autofree char *url = NULL;

  self->http = relais_http_new ();
  self->server = scripted_http_new ();
  url = scripted_http_url (self->server, "/v1");
  self->chat = relais_chat_new (self->http, "test", url, key);
  relais_http_set_limits (self->http, "test", &(RelaisHttpLimits) {
    .concurrent = 5, .backoff_base = 10, .backoff_cap = 20, .retry_after_cap = 5000, .failures = 100, .rest = 100,
  });

  return self;
}

void
chat_case_free (ChatCase *self)
{
  relais_http_stop (self->http);
  scripted_http_free (self->server);
  relais_test_settle ();
  g_assert_finalize_object (self->chat);
  g_assert_finalize_object (self->http);
  g_free (self);
}

void
chat_case_says (ChatCase   *self,
                const char *content)
{
  g_autoptr(JsonNode) root = json_from_string ("{\"id\": \"1\", \"object\": \"chat.completion\", \"created\": 1,"
                                               " \"model\": \"test-model-2610\", \"choices\": [{\"index\": 0,"
                                               " \"finish_reason\": \"stop\", \"message\": {\"role\": \"assistant\"}}],"
                                               " \"usage\": {\"prompt_tokens\": 120, \"completion_tokens\": 30,"
                                               " \"total_tokens\": 150}}", NULL);
  JsonArray *choices = json_object_get_array_member (json_node_get_object (root), "choices");
  g_autofree char *body = NULL;

  json_object_set_string_member (json_object_get_object_member (json_array_get_object_element (choices, 0), "message"),
                                 "content", content);
  body = json_to_string (root, FALSE);
  scripted_http_reply (self->server, 200, "Content-Type: application/json", body);
}

JsonNode *
chat_case_asked (ChatCase *self,
                 guint     index)
{
  g_autoptr(GError) error = NULL;
  JsonNode *root = json_from_string (scripted_http_get_request (self->server, index)->body, &error);

  g_assert_no_error (error);

  return root;
}

char *
chat_case_asked_as (ChatCase   *self,
                    guint       index,
                    const char *role)
{
  g_autoptr(JsonNode) root = chat_case_asked (self, index);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (root), "messages");
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);

      if (g_str_equal (json_object_get_string_member (message, "role"), role))
        g_string_append_printf (text, "%s\n", json_object_get_string_member (message, "content"));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
chat_case_format (ChatCase *self,
                  guint     index)
{
  g_autoptr(JsonNode) root = chat_case_asked (self, index);
  JsonObject *body = json_node_get_object (root);

  if (!json_object_has_member (body, "response_format"))
    return NULL;

  return g_strdup (json_object_get_string_member (json_object_get_object_member (body, "response_format"), "type"));
}
