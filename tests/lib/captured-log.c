/* captured-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "captured-log.h"

static GMutex lock;
static GString *captured;

static GLogWriterOutput
writer (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         user_data)
{
  g_mutex_lock (&lock);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0)
        g_string_append (captured, fields[i].value);
      else
        g_string_append_len (captured, fields[i].value, fields[i].length);
      g_string_append_c (captured, '\n');
    }
  g_mutex_unlock (&lock);

  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
captured_log_start (void)
{
  captured = g_string_new (NULL);
  g_log_set_writer_func (writer, NULL, NULL);
}

gboolean
captured_log_contains (const char *text)
{
  gboolean contains;

  g_mutex_lock (&lock);
  contains = strstr (captured->str, text) != NULL;
  g_mutex_unlock (&lock);

  return contains;
}

gsize
captured_log_size (void)
{
  return captured->len;
}
