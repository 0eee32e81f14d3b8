/* test-extract-case.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-extract-case.h"

#include <string.h>

/* In place of relais_test_init(): what reads mail needs Camel. */
void
extract_case_init (int    *argc,
                   char ***argv)
{
  relais_test_init (argc, argv);
  g_assert_cmpint (camel_init (g_get_tmp_dir (), FALSE), ==, 0);
}

RelaisParsedMessage *
extract_case_parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  RelaisParsedMessage *message = relais_parsed_message_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (message);
  return message;
}

/* The segments must cover the whole text in order, or folding would lose lines. */
static void
check_segments (RelaisParsedMessage *message)
{
  guint n_segments;
  const RelaisTextSegment *segments = relais_parsed_message_get_segments (message, &n_segments);
  gsize end = 0;

  for (guint i = 0; i < n_segments; i++)
    {
      g_assert_cmpuint (segments[i].start, ==, end);
      g_assert_cmpuint (segments[i].length, >, 0);
      end += segments[i].length;
    }
  g_assert_cmpuint (end, ==, strlen (relais_parsed_message_get_full_text (message)));
}

void
extract_case_check (const ExtractCase *test,
                    const char        *media_type)
{
  g_autofree char *text = NULL;
  g_autoptr(RelaisParsedMessage) message = NULL;

  text = g_strdup_printf ("From: Anna Berg <anna@example.org>\r\n"
                          "Subject: %s\r\n"
                          "%s"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: %s; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: 8bit\r\n"
                          "\r\n"
                          "%s",
                          test->subject, test->reply ? "In-Reply-To: <1@example.org>\r\n" : "",
                          media_type, test->body);
  message = extract_case_parse (text);
  g_test_message ("%s", test->name);
  g_assert_cmpstr (relais_parsed_message_get_text (message), ==, test->expected);
  check_segments (message);
}
