/* fuzz-dsn.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <stdlib.h>
#include <string.h>

#include "relais-parsed-message.h"
#include "relais-report.h"

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

/* Whatever is reported, a recipient has an address and everything is text on one line. */
static void
check_line (const char *text)
{
  if (text != NULL)
    g_assert_true (g_utf8_validate (text, -1, NULL) && strpbrk (text, "\r\n") == NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(CamelMimeMessage) message = relais_parsed_message_mime_from_bytes (bytes, NULL);
  g_autoptr(RelaisReport) report = NULL;
  const RelaisReportRecipient *recipients;
  guint n;

  if (message == NULL)
    return 0;
  report = relais_report_parse (message);
  check_line (relais_report_get_original_message_id (report));
  check_line (relais_report_get_original_subject (report));
  check_line (relais_report_get_reporting_mta (report));
  recipients = relais_report_get_recipients (report, &n);
  g_assert_cmpuint (n, <=, 500);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (recipients[i].final_recipient != NULL || recipients[i].original_recipient != NULL);
      check_line (recipients[i].final_recipient);
      check_line (recipients[i].original_recipient);
      check_line (recipients[i].status);
      check_line (recipients[i].diagnostic);
    }
  return 0;
}
