/* test-chat.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>
#include <string.h>

#include "chat-case.h"

/* The wire of OpenAI-style chats: what is asked, what comes back, and everything that can be
 * wrong with it. */

static const RelaisChatMessage hello[] = {
  { RELAIS_CHAT_SYSTEM, "private-system" },
  { RELAIS_CHAT_USER, "private-prompt" },
};

static JsonObject *
word_schema (void)
{
  g_autoptr(JsonNode) node = json_from_string ("{\"type\": \"object\", \"additionalProperties\": false,"
                                               " \"required\": [\"word\"], \"properties\":"
                                               " {\"word\": {\"type\": \"string\", \"maxLength\": 20}}}", NULL);

  return json_object_ref (json_node_get_object (node));
}

static DexFuture *
start (ChatCase   *chat,
       JsonObject *schema)
{
  return relais_chat_complete (chat->chat, hello, G_N_ELEMENTS (hello), &(RelaisChatOptions) {
    .model = "test-model", .temperature = 0.25, .max_tokens = 77,
    .schema = schema, .schema_name = schema != NULL ? "word" : NULL,
    .timeout = 2000, .budget = 4000,
  });
}

static RelaisChatReply *
complete (ChatCase    *chat,
          JsonObject  *schema,
          GError     **error)
{
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) local_error = NULL;

  if (relais_future_run (start (chat, schema), &value, &local_error))
    return g_value_dup_boxed (&value);

  g_assert_null (strstr (local_error->message, CHAT_KEY));
  g_assert_null (strstr (local_error->message, "private"));
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static GError *
fail (ChatCase       *chat,
      JsonObject     *schema,
      RelaisNetError  code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisChatReply) reply = complete (chat, schema, &error);

  g_assert_null (reply);
  g_assert_error (error, RELAIS_NET_ERROR, (int) code);

  return g_steal_pointer (&error);
}

static void
test_right (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(RelaisChatReply) reply = NULL;
  g_autoptr(JsonNode) asked = NULL;
  g_autoptr(GError) error = NULL;
  const ScriptedRequest *request;
  JsonObject *body;
  JsonArray *messages;

  chat_case_says (chat, "private-completion");
  reply = complete (chat, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (relais_chat_reply_get_text (reply), ==, "private-completion");
  g_assert_cmpstr (relais_chat_reply_get_model (reply), ==, "test-model-2610");
  g_assert_cmpuint (relais_chat_reply_get_prompt_tokens (reply), ==, 120);
  g_assert_cmpuint (relais_chat_reply_get_completion_tokens (reply), ==, 30);
  g_assert_cmpint (relais_chat_reply_get_finish (reply), ==, RELAIS_CHAT_FINISH_STOP);
  g_assert_null (relais_chat_reply_get_json (reply));

  request = scripted_http_get_request (chat->server, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/v1/chat/completions");
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"), ==,
                   "Bearer " CHAT_KEY);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Type"), ==,
                   "application/json");

  asked = chat_case_asked (chat, 0);
  body = json_node_get_object (asked);
  g_assert_cmpstr (json_object_get_string_member (body, "model"), ==, "test-model");
  g_assert_cmpfloat (json_object_get_double_member (body, "temperature"), ==, 0.25);
  g_assert_cmpint (json_object_get_int_member (body, "max_tokens"), ==, 77);
  g_assert_false (json_object_has_member (body, "response_format"));
  messages = json_object_get_array_member (body, "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (messages, 0),
                                                  "role"), ==, "system");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (messages, 1),
                                                  "content"), ==,
                   "private-prompt");
}

static void
test_schema (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(JsonObject) schema = word_schema ();
  g_autoptr(RelaisChatReply) reply = NULL;
  g_autoptr(JsonNode) asked = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *wrapped;

  chat_case_says (chat, "{\"word\": \"private-word\"}");
  reply = complete (chat, schema, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (relais_chat_reply_get_json (reply)), "word"),
                   ==, "private-word");

  asked = chat_case_asked (chat, 0);
  wrapped = json_object_get_object_member (json_node_get_object (asked), "response_format");
  g_assert_cmpstr (json_object_get_string_member (wrapped, "type"), ==, "json_schema");
  wrapped = json_object_get_object_member (wrapped, "json_schema");
  g_assert_cmpstr (json_object_get_string_member (wrapped, "name"), ==, "word");
  g_assert_true (json_object_get_boolean_member (wrapped, "strict"));
  g_assert_true (json_object_has_member (json_object_get_object_member (wrapped, "schema"),
                                         "properties"));
}

/* A service that knows json_object only (DeepSeek), then one that knows neither; what worked is
 * kept. */
static void
test_schema_not_supported (void)
{
  static const char refusal[] = "{\"error\": {\"message\": \"This response_format type is unavailable now\","
                                " \"type\": \"invalid_request_error\", \"code\": \"invalid_request_error\"}}";
  g_autoptr(JsonObject) schema = word_schema ();

  for (guint refused = 1; refused <= 2; refused++)
    {
      g_autoptr(ChatCase) chat = chat_case_new ();
      g_autoptr(GError) error = NULL;
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;
      g_autofree char *again = NULL;
      g_autofree char *told = NULL;

      for (guint i = 0; i < refused; i++)
        scripted_http_reply (chat->server, 400, NULL, refusal);
      chat_case_says (chat, refused == 1 ? "{\"word\": \"a\"}"
                                         : "<think>{ hm }</think>\nHere it is:\n```json\n{\"word\": \"a\"}\n```");
      relais_chat_reply_unref (complete (chat, schema, &error));
      g_assert_no_error (error);
      relais_chat_reply_unref (complete (chat, schema, &error));
      g_assert_no_error (error);

      g_assert_cmpuint (scripted_http_get_n_requests (chat->server), ==, refused + 2);
      first = chat_case_format (chat, 0);
      last = chat_case_format (chat, refused);
      again = chat_case_format (chat, refused + 1);
      told = chat_case_asked_as (chat, refused, "system");
      g_assert_cmpstr (first, ==, "json_schema");
      g_assert_cmpstr (last, ==, refused == 1 ? "json_object" : NULL);
      g_assert_cmpstr (again, ==, last);
      g_assert_nonnull (strstr (told, "JSON"));
      g_assert_nonnull (strstr (told, "\"maxLength\":20"));
    }
}

/* A bad request for another reason must not switch the schema off for later. */
static void
test_bad_request (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(JsonObject) schema = word_schema ();
  g_autoptr(GError) error = NULL;
  g_autofree char *format = NULL;

  for (guint i = 0; i < 3; i++)
    scripted_http_reply (chat->server, 422, NULL, "{\"detail\": [{\"msg\": \"no\"}]}");
  chat_case_says (chat, "{\"word\": \"a\"}");
  g_error_free (fail (chat, schema, RELAIS_NET_ERROR_REJECTED));
  relais_chat_reply_unref (complete (chat, schema, &error));
  g_assert_no_error (error);
  format = chat_case_format (chat, 3);
  g_assert_cmpstr (format, ==, "json_schema");
}

/* OpenAI's reasoning models: what they name is not sent again, nor to the same model later; the schema stays. */
static void
test_refused_parameters (void)
{
  static const char no_tokens[] = "{\"error\": {\"message\": \"Unsupported parameter: 'max_tokens' is not supported with this model. "
                                  "Use 'max_completion_tokens' instead.\", \"type\": \"invalid_request_error\", "
                                  "\"param\": \"max_tokens\", \"code\": \"unsupported_parameter\"}}";
  static const char no_temperature[] = "{\"error\": {\"message\": \"Unsupported value: 'temperature' does not support 0.25 with this "
                                       "model. Only the default (1) value is supported.\", \"type\": \"invalid_request_error\", "
                                       "\"param\": \"temperature\", \"code\": \"unsupported_value\"}}";
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(JsonObject) schema = word_schema ();
  g_autoptr(GError) error = NULL;

  scripted_http_reply (chat->server, 400, "Content-Type: application/json", no_tokens);
  scripted_http_reply (chat->server, 400, "Content-Type: application/json", no_temperature);
  chat_case_says (chat, "{\"word\": \"a\"}");
  relais_chat_reply_unref (complete (chat, schema, &error));
  g_assert_no_error (error);
  relais_chat_reply_unref (complete (chat, schema, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_http_get_n_requests (chat->server), ==, 4);

  for (guint i = 1; i < 4; i++)
    {
      g_autoptr(JsonNode) asked = chat_case_asked (chat, i);
      g_autofree char *format = chat_case_format (chat, i);
      JsonObject *body = json_node_get_object (asked);

      g_assert_false (json_object_has_member (body, "max_tokens"));
      g_assert_cmpint (json_object_get_int_member (body, "max_completion_tokens"), >, 77);
      g_assert_cmpint (json_object_has_member (body, "temperature"), ==, i == 1);
      g_assert_cmpstr (format, ==, "json_schema");
    }
}

/* A service that refuses the same again is not asked for ever. */
static void
test_refuses_for_ever (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();

  for (guint i = 0; i < 3; i++)
    scripted_http_reply (chat->server, 400, NULL, "{\"error\": {\"param\": \"max_tokens\", \"code\": \"unsupported_parameter\"}}");
  g_error_free (fail (chat, NULL, RELAIS_NET_ERROR_REJECTED));
  g_assert_cmpuint (scripted_http_get_n_requests (chat->server), ==, 2);
}

static void
test_invalid_replies (void)
{
  static const char * const bodies[] = {
    "",
    "private garbage \xff\xfe",
    "{\"choices\": [{\"message\": {\"content\": \"{\\\"wo",
    "[]",
    "null",
    "{}",
    "{\"choices\": {}}",
    "{\"choices\": []}",
    "{\"choices\": [1]}",
    "{\"choices\": [{}]}",
    "{\"choices\": [{\"message\": []}]}",
    "{\"choices\": [{\"message\": {\"content\": null}}]}",
    "{\"choices\": [{\"message\": {\"content\": 7}}]}",
    "{\"choices\": [{\"message\": {\"content\": \"private, no JSON\"}}]}",
    "{\"choices\": [{\"message\": {\"content\": \"{\\\"word\\\": 7}\"}}]}",
    "{\"choices\": [{\"message\": {\"content\": \"{\\\"word\\\": \\\"a\\\", \\\"private\\\": 1}\"}}]}",
    "{\"choices\": [{\"message\": {\"content\": \"{\\\"word\\\": \\\"far too long for what is allowed\\\"}\"}}]}",
    "{\"choices\": [{\"message\": {\"content\": \"{\\\"word\\\": \\\"a\\\\u0007\\\"}\"}}]}",
    "{\"choices\": [{\"message\": {\"content\": \"{\\\"word\\\": \\\"a\\\"}\"}, \"finish_reason\": \"length\"}]}",
    "{\"choices\": [{\"message\": {\"content\": [{\"type\": \"text\"}, 3, {\"type\": 4}]}}]}",
  };
  g_autoptr(JsonObject) schema = word_schema ();

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(ChatCase) chat = chat_case_new ();

      g_test_message ("%" G_GSIZE_FORMAT, i);
      scripted_http_reply (chat->server, 200, NULL, bodies[i]);
      g_error_free (fail (chat, schema, RELAIS_NET_ERROR_INVALID_REPLY));
      g_assert_cmpuint (scripted_http_get_n_requests (chat->server), ==, 1);
    }
}

/* Brackets in brackets, far deeper than a stack. */
static void
test_deep (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autofree char *deep = g_strnfill (900 * 1000, '[');
  g_autofree char *inner = g_strdup_printf ("{\"word\": %.300000s}", deep);
  g_autoptr(JsonObject) schema = word_schema ();

  scripted_http_reply (chat->server, 200, NULL, deep);
  chat_case_says (chat, inner);
  g_error_free (fail (chat, schema, RELAIS_NET_ERROR_INVALID_REPLY));
  g_error_free (fail (chat, schema, RELAIS_NET_ERROR_INVALID_REPLY));
}

static void
test_chunks (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(RelaisChatReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  scripted_http_reply (chat->server, 200, NULL,
                       "{\"choices\": [{\"finish_reason\": \"length\", \"message\": {\"content\": ["
                       "{\"type\": \"thinking\", \"thinking\": []}, {\"type\": \"text\", \"text\": \"one \"},"
                       "{\"type\": \"text\", \"text\": \"two\"}]}}]}");
  reply = complete (chat, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (relais_chat_reply_get_text (reply), ==, "one two");
  g_assert_cmpstr (relais_chat_reply_get_model (reply), ==, "test-model");
  g_assert_cmpuint (relais_chat_reply_get_prompt_tokens (reply), ==, 0);
  g_assert_cmpint (relais_chat_reply_get_finish (reply), ==, RELAIS_CHAT_FINISH_LENGTH);
}

static void
test_failures (void)
{
  static const struct
  {
    guint           status;
    const char     *body;
    RelaisNetError  code;
  } cases[] = {
    { 401, "{\"detail\": \"Unauthorized\"}", RELAIS_NET_ERROR_AUTH_EXPIRED },
    { 402, "{}", RELAIS_NET_ERROR_QUOTA },
    { 403, "", RELAIS_NET_ERROR_AUTH_REQUIRED },
    { 404, "no", RELAIS_NET_ERROR_NOT_FOUND },
    { 400, "{\"object\": \"error\", \"message\": \"Invalid model: private\", \"type\": \"invalid_model\"}",
      RELAIS_NET_ERROR_NOT_FOUND },
    { 429, "{\"error\": {\"code\": \"insufficient_quota\", \"message\": \"private\"}}", RELAIS_NET_ERROR_QUOTA },
    { 429, "{\"error\": 3}", RELAIS_NET_ERROR_RATE_LIMITED },
    { 500, "private", RELAIS_NET_ERROR_SERVER },
    { 200, "{\"error\": {\"code\": 402, \"message\": \"private\"}}", RELAIS_NET_ERROR_QUOTA },
    { 200, "{\"error\": {\"code\": 502, \"message\": \"private\"}}", RELAIS_NET_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ChatCase) chat = chat_case_new ();

      g_test_message ("%" G_GSIZE_FORMAT, i);
      scripted_http_reply (chat->server, cases[i].status, NULL, cases[i].body);
      g_error_free (fail (chat, NULL, cases[i].code));
    }
}

static void
test_retry_after (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(GError) error = NULL;

  scripted_http_reply (chat->server, 429, "Retry-After: 30",
                       "{\"message\": \"Requests rate limit exceeded\"}");
  error = fail (chat, NULL, RELAIS_NET_ERROR_RATE_LIMITED);
  g_assert_cmpint (relais_net_error_get_retry_after (error), ==, 30000);
  g_assert_cmpuint (scripted_http_get_n_requests (chat->server), ==, 1);
}

static void
test_500_then_right (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(GError) error = NULL;

  scripted_http_reply (chat->server, 500, NULL, "");
  scripted_http_reply (chat->server, 503, NULL, "");
  chat_case_says (chat, "yes");
  relais_chat_reply_unref (complete (chat, NULL, &error));
  g_assert_no_error (error);
}

static void
test_slow (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(GError) error = NULL;

  scripted_http_hang (chat->server);
  error = relais_test_await_error (relais_chat_complete (chat->chat, hello, 2,
                                                         &(RelaisChatOptions) {
    .model = "m", .temperature = -1, .timeout = 50, .budget = 100,
  }));
  g_assert_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_TIMED_OUT);
}

static void
test_huge (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();

  scripted_http_endless (chat->server);
  g_error_free (fail (chat, NULL, RELAIS_NET_ERROR_TOO_LARGE));
}

static void
test_redirect (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(ScriptedHttp) thief = scripted_http_new ();
  g_autofree char *url = scripted_http_url_as (thief, "localhost", "/v1/chat/completions");
  g_autofree char *header = g_strdup_printf ("Location: %s", url);

  scripted_http_reply (chat->server, 307, header, "");
  g_error_free (fail (chat, NULL, RELAIS_NET_ERROR_REFUSED_BY_POLICY));
  g_assert_cmpuint (scripted_http_get_n_requests (thief), ==, 0);
}

typedef struct
{
  guint left;
  guint failed;
} Burst;

static void
burst_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Burst *burst = user_data;

  burst->left--;
  if (error != NULL)
    burst->failed++;
}

static gboolean
burst_over (gpointer user_data)
{
  return ((Burst *) user_data)->left == 0;
}

static void
test_concurrent (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  Burst burst = { 30, 0 };

  chat_case_says (chat, "yes");
  scripted_http_set_delay (chat->server, 20, 5);
  for (guint i = 0; i < 30; i++)
    relais_future_to_ui (start (chat, NULL), NULL, NULL, burst_cb, &burst);
  relais_test_wait_for (burst_over, &burst);

  g_assert_cmpuint (burst.failed, ==, 0);
  g_assert_cmpuint (scripted_http_get_n_requests (chat->server), ==, 30);
  g_assert_cmpuint (scripted_http_get_max_at_once (chat->server), ==, 5);
}

static gboolean
one_open (gpointer user_data)
{
  return scripted_http_get_n_open (user_data) == 1;
}

static gboolean
none_open (gpointer user_data)
{
  return scripted_http_get_n_open (user_data) == 0;
}

static void
test_cancel (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  DexFuture *future;

  scripted_http_hang (chat->server);
  future = start (chat, NULL);
  relais_test_wait_for (one_open, chat->server);
  dex_unref (future);
  relais_test_wait_for (none_open, chat->server);
}

static void
test_models (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_auto(GValue) value = G_VALUE_INIT;
  g_autofree char *names = NULL;

  scripted_http_reply (chat->server, 200, NULL,
                       "{\"object\": \"list\", \"data\": [{\"id\": \"small\"}, {\"id\": \"large\"}, {\"no\": 1},"
                       " 3, {\"id\": 4}, {\"id\": \"small\"}]}");
  relais_test_await_value (relais_chat_list_models (chat->chat), &value);
  names = g_strjoinv (" ", g_value_get_boxed (&value));
  g_assert_cmpstr (names, ==, "large small");
  g_assert_cmpstr (scripted_http_get_request (chat->server, 0)->method, ==, "GET");
  g_assert_cmpstr (scripted_http_get_request (chat->server, 0)->path, ==, "/v1/models");
}

static void
test_models_refused (void)
{
  g_autoptr(ChatCase) chat = chat_case_new ();
  g_autoptr(GError) error = NULL;

  scripted_http_reply (chat->server, 200, NULL, "{\"data\": {}}");
  scripted_http_reply (chat->server, 401, NULL, "");
  error = relais_test_await_error (relais_chat_list_models (chat->chat));
  g_assert_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY);
  g_clear_error (&error);
  error = relais_test_await_error (relais_chat_list_models (chat->chat));
  g_assert_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_AUTH_EXPIRED);
}

static void
test_base_url (void)
{
  static const struct
  {
    const char *typed;
    const char *expected;
  } cases[] = {
    { NULL, "https://api.mistral.ai/v1" },
    { "https://api.mistral.ai/v1/", "https://api.mistral.ai/v1" },
    { " http://localhost:11434/v1// ", "http://localhost:11434/v1" },
    { "https://openrouter.ai/api/v1/chat/completions", "https://openrouter.ai/api/v1" },
    { "https://openrouter.ai/api/v1/chat/completions/", "https://openrouter.ai/api/v1" },
  };
  g_autoptr(RelaisHttp) http = relais_http_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RelaisChat) chat = relais_chat_new (http, "test", cases[i].typed, NULL);

      g_assert_cmpstr (relais_chat_get_base_url (chat), ==, cases[i].expected);
    }
}

/* Without a key nothing leaves for a service that wants one; a model on this machine wants none. */
static void
test_no_key (void)
{
  g_autoptr(RelaisHttp) http = relais_http_new ();
  g_autoptr(RelaisChat) mistral = relais_chat_new (http, "mistral", NULL, NULL);
  g_autoptr(ScriptedHttp) server = scripted_http_new ();
  g_autofree char *url = scripted_http_url (server, "/v1");
  g_autoptr(RelaisChat) local = relais_chat_new (http, "ollama", url, NULL);
  g_autoptr(GError) error = NULL;

  error = relais_test_await_error (relais_chat_complete (mistral, hello, 2,
                                                         &(RelaisChatOptions) { .model = "m" }));
  g_assert_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_AUTH_REQUIRED);

  scripted_http_reply (server, 200, NULL, "{\"data\": [{\"id\": \"llama\"}]}");
  relais_test_await (relais_chat_list_models (local));
  g_assert_null (soup_message_headers_get_one (scripted_http_get_request (server, 0)->headers,
                                               "Authorization"));
}

int
main (int    argc,
      char **argv)
{
  int result;

  captured_log_start ();
  relais_test_init (&argc, &argv);

  g_test_add_func ("/ai/chat/right", test_right);
  g_test_add_func ("/ai/chat/schema", test_schema);
  g_test_add_func ("/ai/chat/schema-not-supported", test_schema_not_supported);
  g_test_add_func ("/ai/chat/bad-request", test_bad_request);
  g_test_add_func ("/ai/chat/refused-parameters", test_refused_parameters);
  g_test_add_func ("/ai/chat/refuses-for-ever", test_refuses_for_ever);
  g_test_add_func ("/ai/chat/invalid-replies", test_invalid_replies);
  g_test_add_func ("/ai/chat/deep", test_deep);
  g_test_add_func ("/ai/chat/chunks", test_chunks);
  g_test_add_func ("/ai/chat/failures", test_failures);
  g_test_add_func ("/ai/chat/retry-after", test_retry_after);
  g_test_add_func ("/ai/chat/500-then-right", test_500_then_right);
  g_test_add_func ("/ai/chat/slow", test_slow);
  g_test_add_func ("/ai/chat/huge", test_huge);
  g_test_add_func ("/ai/chat/redirect", test_redirect);
  g_test_add_func ("/ai/chat/concurrent", test_concurrent);
  g_test_add_func ("/ai/chat/cancel", test_cancel);
  g_test_add_func ("/ai/chat/models", test_models);
  g_test_add_func ("/ai/chat/models-refused", test_models_refused);
  g_test_add_func ("/ai/chat/base-url", test_base_url);
  g_test_add_func ("/ai/chat/no-key", test_no_key);

  result = g_test_run ();

  g_assert_true (captured_log_contains ("/chat/completions"));
  g_assert_false (captured_log_contains (CHAT_KEY));
  g_assert_false (captured_log_contains ("private"));

  return result;
}
