/* chaos.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "chaos.h"

struct _Chaos
{
  GSubprocess      *process;   /* (owned) */
  GDataInputStream *answers;   /* (owned) */
  guint             port;
};

static char *
read_line (Chaos *chaos)
{
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line (chaos->answers, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

Chaos *
chaos_new (guint upstream_port)
{
  g_autofree char *script = g_build_filename (g_getenv ("RELAIS_SOURCE_DIR"), "tests", "lib", "chaos-proxy.py", NULL);
  g_autofree char *upstream = g_strdup_printf ("127.0.0.1:%u", upstream_port);
  Chaos *chaos = g_new0 (Chaos, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *port = NULL;

  chaos->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                     script, upstream, NULL);
  g_assert_no_error (error);
  chaos->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (chaos->process));
  port = read_line (chaos);
  chaos->port = (guint) g_ascii_strtoull (port, NULL, 10);

  return chaos;
}

void
chaos_free (Chaos *chaos)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (chaos->process), NULL, NULL);
  g_subprocess_wait (chaos->process, NULL, NULL);
  g_object_unref (chaos->answers);
  g_object_unref (chaos->process);
  g_free (chaos);
}

guint
chaos_get_port (Chaos *chaos)
{
  return chaos->port;
}

void
chaos_order (Chaos      *chaos,
             const char *order)
{
  g_autofree char *line = g_strconcat (order, "\n", NULL);
  g_autofree char *answer = NULL;
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (chaos->process), line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = read_line (chaos);
  g_assert_true (g_str_has_prefix (answer, "ok"));
}
