/* relais-report-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "relais-report.h"

G_BEGIN_DECLS

#define RELAIS_REPORT_MAX_RECIPIENTS 500
#define RELAIS_REPORT_MAX_TEXT (128u * 1024)

struct _RelaisReport {
  gatomicrefcount refs;
  RelaisReportType type;
  GArray *recipients; /* of RelaisReportRecipient */
  char *original_message_id;
  char *original_subject;
  char *reporting_mta;
};

void relais_report_clear_recipient (RelaisReportRecipient *recipient);

/* Reads the fields of message/delivery-status (RFC 3464), message/disposition-notification (RFC
 * 8098) or message/feedback-report (RFC 5965) and their RFC 6533 variants. */
void relais_report_read_fields (RelaisReport *self,
                                const char *text,
                                RelaisReportType type);

/* Reads Message-ID and Subject from the headers of a returned message in plain text. */
void relais_report_read_returned (RelaisReport *self,
                                  const char *headers);

/* Whether it is worth reading the text of @message for signs of a bounce. */
gboolean relais_report_may_be_prose (CamelMimeMessage *message);

/* Whether @message is an automatic answer by its headers or by the subject mail servers give to
 * absences. */
gboolean relais_report_is_auto_reply (CamelMimeMessage *message);

/* Recognises bounces without RFC 3464 fields by their prose. @text is the message's text. */
gboolean relais_report_read_prose (RelaisReport *self,
                                   CamelMimeMessage *message,
                                   const char *text);

/* The first "x.y.z" of RFC 3463 in @text, or NULL. */
char *relais_report_find_status (const char *text);

/* The first address in the @length bytes at @text, without brackets, or NULL. */
char *relais_report_find_address (const char *text,
                                  gsize length);

char *relais_report_cut_diagnostic (const char *text);

G_END_DECLS
