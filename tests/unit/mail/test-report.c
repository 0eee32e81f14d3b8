/* test-report.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "relais-parsed-message.h"
#include "relais-report.h"
#include "relais-test.h"

static RelaisReport *
parse_bytes (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CamelMimeMessage) message = relais_parsed_message_mime_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return relais_report_parse (message);
}

static RelaisReport *
parse_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return parse_bytes (bytes);
}

static const char *
type_name (RelaisReport *report)
{
  static const char *const names[] = { "none", "dsn", "mdn", "auto-reply", "feedback" };

  return names[relais_report_get_report_type (report)];
}

static const char *
member (JsonObject *object,
        const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
check_fixture (const char *name,
               JsonObject *expected)
{
  g_autofree char *path = g_build_filename ("dsn", name, NULL);
  g_autoptr(GBytes) bytes = relais_test_load_fixture (path);
  g_autoptr(RelaisReport) report = parse_bytes (bytes);
  const char *type = member (expected, "type");
  JsonArray *recipients = json_object_get_array_member (expected, "recipients");
  const RelaisReportRecipient *found;
  guint n_found;

  g_test_message ("%s", name);
  if (g_str_equal (type, "list") || g_str_equal (type, "normal"))
    type = "none";
  g_assert_cmpstr (type_name (report), ==, type);
  g_assert_cmpstr (relais_report_get_original_message_id (report), ==, member (expected, "original_message_id"));
  found = relais_report_get_recipients (report, &n_found);
  g_assert_cmpuint (n_found, ==, json_array_get_length (recipients));
  for (guint i = 0; i < n_found; i++)
    {
      JsonObject *recipient = json_array_get_object_element (recipients, i);

      g_assert_cmpstr (found[i].final_recipient, ==, member (recipient, "final_recipient"));
      g_assert_cmpstr (relais_report_action_to_string (found[i].action), ==, member (recipient, "action"));
      g_assert_cmpstr (found[i].status, ==, member (recipient, "status"));
      if (json_object_has_member (recipient, "original_recipient"))
        g_assert_cmpstr (found[i].original_recipient, ==, member (recipient, "original_recipient"));
    }
}

static void
fixtures (void)
{
  g_autoptr(GBytes) bytes = relais_test_load_fixture ("dsn/expected.json");
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) error = NULL;
  JsonObject *messages;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  messages = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "messages");
  g_assert_cmpuint (json_object_get_size (messages), >, 10);
  json_object_iter_init (&iter, messages);
  while (json_object_iter_next (&iter, &name, &node))
    check_fixture (name, json_node_get_object (node));
}

/* An old Exchange server: no RFC 3464 part, the subject of the original in its own. */
static void
exchange_prose (void)
{
  g_autoptr(RelaisReport) report =
    parse_text ("From: System Administrator <postmaster@corp.example>\r\n"
                "Subject: Undeliverable: Concert proposal\r\n"
                "\r\n"
                "Your message did not reach some or all of the intended recipients.\r\n"
                "\r\n"
                "      Subject:  Concert proposal\r\n"
                "      Sent:     3/5/2026 10:23 AM\r\n"
                "\r\n"
                "The following recipient(s) cannot be reached:\r\n"
                "\r\n"
                "      Hall Office (office@corp.example) on 3/5/2026 10:24 AM\r\n"
                "            The e-mail account does not exist at the organization.\r\n"
                "            <mail.corp.example #5.1.1>\r\n");
  const RelaisReportRecipient *recipients;
  guint n;

  recipients = relais_report_get_recipients (report, &n);
  g_assert_cmpstr (type_name (report), ==, "dsn");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (recipients[0].final_recipient, ==, "office@corp.example");
  g_assert_cmpint (recipients[0].action, ==, RELAIS_REPORT_ACTION_FAILED);
  g_assert_cmpstr (relais_report_get_original_subject (report), ==, "Concert proposal");
}

static void
french_prose (void)
{
  g_autoptr(RelaisReport) report =
    parse_text ("From: <MAILER-DAEMON@mail.example>\r\n"
                "Subject: =?UTF-8?Q?=C3=89chec_de_la_remise?=\r\n"
                "Content-Type: text/plain; charset=utf-8\r\n"
                "\r\n"
                "Votre message n'a pas pu \xc3\xaatre remis aux destinataires suivants :\r\n"
                "\r\n"
                "salle@theatre.example\r\n"
                "   550 5.1.1 Destinataire inconnu\r\n");
  const RelaisReportRecipient *recipients;
  guint n;

  recipients = relais_report_get_recipients (report, &n);
  g_assert_cmpstr (type_name (report), ==, "dsn");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (recipients[0].final_recipient, ==, "salle@theatre.example");
  g_assert_cmpstr (recipients[0].status, ==, "5.1.1");
}

/* What is not a bounce although it looks like one. */
static void
not_reports (void)
{
  static const char *const texts[] = {
    "From: a@example.org\r\nSubject: Re: Undelivered Mail Returned to Sender\r\nIn-Reply-To: <1@x>\r\n\r\n"
    "My message could not be delivered to hall@example.org, can you help?\r\n",
    "From: a@example.org\r\nSubject: Undeliverable parcel\r\n\r\nThe parcel is still at the station.\r\n",
    "From: postmaster@example.org\r\nSubject: Holidays\r\n\r\nI am away next week, write to b@example.org.\r\n",
    "From: a@example.org\r\nSubject: Hello\r\nAuto-Submitted: no\r\n\r\nHello\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(RelaisReport) report = parse_text (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpstr (type_name (report), ==, "none");
      g_assert_null (relais_report_get_original_message_id (report));
    }
}

/* A report inside a message that somebody forwards is that person's letter. */
static void
forwarded_report (void)
{
  g_autoptr(RelaisReport) report =
    parse_text ("From: a@example.org\r\nSubject: Fwd: bounce\r\n"
                "Content-Type: multipart/mixed; boundary=o\r\n\r\n"
                "--o\r\n\r\nCan you look at this?\r\n"
                "--o\r\nContent-Type: message/rfc822\r\n\r\n"
                "From: MAILER-DAEMON@x.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
                "Content-Type: multipart/report; report-type=delivery-status; boundary=i\r\n\r\n"
                "--i\r\n\r\nSorry.\r\n"
                "--i\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.example\r\n\r\n"
                "Final-Recipient: rfc822; b@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                "--i--\r\n"
                "--o--\r\n");

  g_assert_cmpstr (type_name (report), ==, "none");
}

/* Many recipients, and none that belongs to nobody. */
static void
bounds (void)
{
  g_autoptr(GString) text = g_string_new ("From: MAILER-DAEMON@x.example\r\nSubject: failure\r\n"
                                          "Content-Type: message/delivery-status\r\n\r\n"
                                          "Reporting-MTA: dns; x.example\r\n\r\n");
  g_autoptr(RelaisReport) report = NULL;
  guint n;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "Final-Recipient: rfc822; u%u@example.org\r\nAction: failed\r\n\r\n", i);
  g_string_append (text, "Action: failed\r\nStatus: 5.0.0\r\n\r\n");
  report = parse_text (text->str);
  relais_report_get_recipients (report, &n);
  g_assert_cmpuint (n, ==, 500);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);
  g_assert_cmpint (camel_init (g_get_tmp_dir (), FALSE), ==, 0);
  g_test_add_func ("/mail/report/fixtures", fixtures);
  g_test_add_func ("/mail/report/exchange-prose", exchange_prose);
  g_test_add_func ("/mail/report/french-prose", french_prose);
  g_test_add_func ("/mail/report/not-reports", not_reports);
  g_test_add_func ("/mail/report/forwarded", forwarded_report);
  g_test_add_func ("/mail/report/bounds", bounds);
  return g_test_run ();
}
