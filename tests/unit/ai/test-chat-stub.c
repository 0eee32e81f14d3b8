/* test-chat-stub.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "relais-model-judge.h"
#include "relais-test.h"

/* The judge and the model that other suites use for it, another process, understand each other. */

typedef struct
{
  GSubprocess      *process;
  RelaisHttp       *http;
  RelaisChat       *chat;
  RelaisModelJudge *judge;
  GPtrArray        *kinds;
} Stub;

static void
stub_start (Stub       *self,
            const char *script)
{
  g_autofree char *path = g_build_filename (g_getenv ("RELAIS_SOURCE_DIR"), "tests", "lib",
                                            "model-stub.py", NULL);
  g_autoptr(GBytes) key = g_bytes_new_static ("stub-key", 8);
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr(JsonNode) told = NULL;
  g_autoptr(GError) error = NULL;
  RelaisJudgeKind *kind;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error,
                                    "python3", path, "--key", "stub-key", "--script", script, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  told = json_from_string (line, &error);
  g_assert_no_error (error);

  self->http = relais_http_new ();
  self->chat = relais_chat_new (self->http, "stub",
                                json_object_get_string_member (json_node_get_object (told),
                                                               "base_url"), key);
  self->judge = relais_model_judge_new (self->chat, "stub-1");

  self->kinds = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_judge_kind_unref);
  kind = relais_judge_kind_new ("order-status", "Where is my order",
                                "Asks about a parcel or delivery");
  relais_judge_kind_add_field (kind, "order", "reference", "order number");
  g_ptr_array_add (self->kinds, kind);
  g_ptr_array_add (self->kinds,
                   relais_judge_kind_new ("invoice", "Invoice", "Wants an invoice or a receipt"));
}

static void
stub_clear (Stub *self)
{
  relais_http_stop (self->http);
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_object (&self->judge);
  g_clear_object (&self->chat);
  g_clear_object (&self->http);
  g_clear_object (&self->process);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stub, stub_clear)

static void
test_judge (void)
{
  g_auto(Stub) stub = { 0 };
  g_auto(GValue) value = G_VALUE_INIT;
  RelaisJudgment *judgment;

  stub_start (&stub, "429,500,garbage,right");
  relais_test_await_value (relais_model_judge_judge (stub.judge, &(RelaisJudgeQuestion) {
    .kinds = stub.kinds, .text = "Hello, where is my order AB-12345? The parcel is late.",
  }), &value);
  judgment = g_value_get_boxed (&value);
  g_assert_cmpstr (relais_judgment_get_kind (judgment), ==, "order-status");
  g_assert_cmpstr (json_object_get_string_member (relais_judgment_get_fields (judgment), "order"),
                   ==, "AB-12345");
  g_assert_cmpstr (relais_judgment_get_model (judgment), ==, "stub-1");
  g_assert_cmpuint (relais_judgment_get_attempts (judgment), ==, 2);
}

static void
test_none (void)
{
  g_auto(Stub) stub = { 0 };
  g_auto(GValue) value = G_VALUE_INIT;

  stub_start (&stub, "right");
  relais_test_await_value (relais_model_judge_judge (stub.judge, &(RelaisJudgeQuestion) {
    .kinds = stub.kinds, .text = "Xyz.",
  }), &value);
  g_assert_null (relais_judgment_get_kind (g_value_get_boxed (&value)));
}

static void
test_hostile (void)
{
  g_auto(Stub) stub = { 0 };
  g_autoptr(GError) error = NULL;

  stub_start (&stub, "hostile,hostile");
  error = relais_test_await_error (relais_model_judge_judge (stub.judge, &(RelaisJudgeQuestion) {
    .kinds = stub.kinds, .text = "Where is my order?",
  }));
  g_assert_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY);
}

static void
test_polish (void)
{
  g_auto(Stub) stub = { 0 };
  g_auto(GValue) value = G_VALUE_INIT;

  stub_start (&stub, "truncated");
  g_error_free (relais_test_await_error (relais_model_judge_polish (stub.judge, "On 12 May.", "en",
                                                                    NULL)));
  relais_test_await_value (relais_model_judge_polish (stub.judge, "On 12 May.\n\nSee you.", "en",
                                                      NULL), &value);
  g_assert_cmpstr (g_value_get_string (&value), ==, "On 12 May.\n\nSee you.");
}

static void
test_models (void)
{
  g_auto(Stub) stub = { 0 };
  g_auto(GValue) value = G_VALUE_INIT;

  stub_start (&stub, "right");
  relais_test_await_value (relais_chat_list_models (stub.chat), &value);
  g_assert_cmpstr (((GStrv) g_value_get_boxed (&value))[0], ==, "stub-1");
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/ai/stub/judge", test_judge);
  g_test_add_func ("/ai/stub/none", test_none);
  g_test_add_func ("/ai/stub/hostile", test_hostile);
  g_test_add_func ("/ai/stub/polish", test_polish);
  g_test_add_func ("/ai/stub/models", test_models);

  return g_test_run ();
}
