/* bench-model.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-model.h"
#include "relais-chat.h"

GSubprocess *
bench_model_start (WorkspaceWorld *world)
{
  g_autofree char *path = g_build_filename (g_getenv ("RELAIS_SOURCE_DIR"), "tests", "lib", "model-stub.py", NULL);
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                                           "python3", path, NULL);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_autoptr(JsonNode) told = json_from_string (line, NULL);
  RelaisSettings *settings = relais_workspace_get_settings (world->workspace);

  relais_test_await (relais_workspace_set_model (world->workspace,
                                                 json_object_get_string_member (json_node_get_object (told), "base_url"),
                                                 "stub-1", NULL));
  relais_test_await (relais_settings_set_boolean (settings, "model.enabled", TRUE));
  relais_test_await (relais_settings_set_boolean (settings, "model.prefer", TRUE));

  return process;
}

void
bench_model_stop (GSubprocess *stub)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (stub), NULL, NULL);
  g_subprocess_wait (stub, NULL, NULL);
  g_object_unref (stub);
}
