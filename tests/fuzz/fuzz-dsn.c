/* fuzz-dsn.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <string.h>

#include "relais-parsed-message.h"
#include "relais-report.h"

int LLVMFuzzerInitialize (int    *argc,
                          char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static GLogWriterOutput
drop_log (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         data)
{
  return G_LOG_WRITER_HANDLED;
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  /* Camel warns about charsets that do not exist; that is no finding. */
  g_log_set_writer_func (drop_log, NULL, NULL);
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
