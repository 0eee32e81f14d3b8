/* fuzz-extract.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <stdlib.h>
#include <string.h>

#include "relais-parsed-message.h"

int LLVMFuzzerInitialize (int    *argc,
                          char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Camel warns about what it cannot read, which is no finding; what anybody else has to say is. */
static GLogWriterOutput
judge_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         data)
{
  const char *domain = "";

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
  if (level > G_LOG_LEVEL_WARNING || g_str_has_prefix (domain, "camel"))
    return G_LOG_WRITER_HANDLED;
  g_log_writer_standard_streams (level, fields, n_fields, NULL);
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  g_log_set_writer_func (judge_log, NULL, NULL);
  return camel_init (g_get_tmp_dir (), FALSE);
}

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* Any bytes are a message: whatever is read from them must be text, and the segments must cover it. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(RelaisParsedMessage) message = relais_parsed_message_new_from_bytes (bytes, NULL);
  const RelaisParsedAttachment *attachments;
  const RelaisTextSegment *segments;
  gsize end = 0;
  guint n;

  if (message == NULL)
    return 0;
  check_text (relais_parsed_message_get_text (message));
  check_text (relais_parsed_message_get_full_text (message));
  check_text (relais_parsed_message_get_subject (message));
  check_text (relais_parsed_message_get_plain_subject (message));
  segments = relais_parsed_message_get_segments (message, &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (segments[i].start, ==, end);
      end += segments[i].length;
    }
  g_assert_cmpuint (end, ==, strlen (relais_parsed_message_get_full_text (message)));
  attachments = relais_parsed_message_get_attachments (message, &n);
  for (guint i = 0; i < n; i++)
    {
      check_text (attachments[i].name);
      g_assert_null (strpbrk (attachments[i].name, "/\\\n\r"));
      g_assert_cmpuint (strlen (attachments[i].name), >, 0);
    }
  return 0;
}
