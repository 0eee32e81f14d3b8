/* relais-report.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <camel/camel.h>

G_BEGIN_DECLS

/**
 * RelaisReportType:
 * @RELAIS_REPORT_NONE: an ordinary message
 * @RELAIS_REPORT_DSN: delivery status notification (RFC 3464, in a multipart/report of RFC 6522; RFC
 *   6533 for UTF-8), or a bounce in the prose of qmail, Exim, Postfix, Exchange and others
 * @RELAIS_REPORT_MDN: disposition notification, "message read" (RFC 8098)
 * @RELAIS_REPORT_AUTO_REPLY: an automatic answer such as an absence (RFC 3834)
 * @RELAIS_REPORT_FEEDBACK: abuse report of a mail provider (RFC 5965)
 */
typedef enum {
  RELAIS_REPORT_NONE,
  RELAIS_REPORT_DSN,
  RELAIS_REPORT_MDN,
  RELAIS_REPORT_AUTO_REPLY,
  RELAIS_REPORT_FEEDBACK,
} RelaisReportType;

/**
 * RelaisReportAction:
 *
 * The Action field of RFC 3464 section 2.3.3; for a MDN, DISPLAYED or DELETED is its disposition.
 */
typedef enum {
  RELAIS_REPORT_ACTION_UNKNOWN,
  RELAIS_REPORT_ACTION_FAILED,
  RELAIS_REPORT_ACTION_DELAYED,
  RELAIS_REPORT_ACTION_DELIVERED,
  RELAIS_REPORT_ACTION_RELAYED,
  RELAIS_REPORT_ACTION_EXPANDED,
  RELAIS_REPORT_ACTION_DISPLAYED,
  RELAIS_REPORT_ACTION_DELETED,
} RelaisReportAction;

/**
 * RelaisReportRecipient:
 * @original_recipient: (nullable): the address the message was sent to, when reported
 * @final_recipient: (nullable): the address that the reporting server tried
 * @action: what happened
 * @status: (nullable): "class.subject.detail" (RFC 3463)
 * @diagnostic: (nullable): the remote server's own words, one line, at most 500 bytes
 *
 * At least one of the two addresses is set.
 */
typedef struct {
  char *original_recipient;
  char *final_recipient;
  RelaisReportAction action;
  char *status;
  char *diagnostic;
} RelaisReportRecipient;

/**
 * RelaisReport:
 *
 * What a machine says about a message that was sent earlier. Immutable, reference counted, any thread.
 */
typedef struct _RelaisReport RelaisReport;

#define RELAIS_TYPE_REPORT (relais_report_get_type ())

GType relais_report_get_type (void) G_GNUC_CONST;

/**
 * relais_report_parse:
 * @message: a message no other thread uses meanwhile
 *
 * Blocking work for a worker thread. Never fails: what is no report has the type
 * %RELAIS_REPORT_NONE. Nothing in a report is authenticated: match the message id with one that was
 * really sent, and the recipient with one of its recipients, before believing it.
 *
 * Returns: (transfer full): the report
 */
RelaisReport *relais_report_parse (CamelMimeMessage *message);

RelaisReport *relais_report_ref (RelaisReport *self);
void relais_report_unref (RelaisReport *self);

RelaisReportType relais_report_get_report_type (RelaisReport *self);
const RelaisReportRecipient *relais_report_get_recipients (RelaisReport *self,
                                                           guint *n_recipients);
/* (nullable): Message-ID of the message it is about, without angle brackets. For an automatic
 * answer that is what In-Reply-To or the last of References names. */
const char *relais_report_get_original_message_id (RelaisReport *self);
/* (nullable): subject of the message it is about, decoded, one line */
const char *relais_report_get_original_subject (RelaisReport *self);
/* (nullable): Reporting-MTA without its type, or Reporting-UA of a MDN */
const char *relais_report_get_reporting_mta (RelaisReport *self);

/* Lower-case nick for logs and JSON: "failed", "delayed" … */
const char *relais_report_action_to_string (RelaisReportAction action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisReport, relais_report_unref)

G_END_DECLS
