/* test-extract.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "relais-parsed-message-private.h"
#include "test-extract-case.h"

static char *
collapse (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        g_string_append_c (out, *p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  g_strchomp (out->str);
  return g_string_free (out, FALSE);
}

static void
assert_one_line (const char *value)
{
  for (const char *p = value; p != NULL && *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x20 && *p != 0x7f);
}

/* Each entry of text_contains stands in the text, none of text_excludes does. */
static void
check_parts (JsonObject *expected,
             const char *text)
{
  static const char *const names[] = { "text_contains", "text_excludes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonArray *parts;

      if (!json_object_has_member (expected, names[i]))
        continue;
      parts = json_object_get_array_member (expected, names[i]);
      for (guint j = 0; j < json_array_get_length (parts); j++)
        {
          g_autofree char *part = collapse (json_array_get_string_element (parts, j));

          if ((strstr (text, part) != NULL) != (i == 0))
            g_error ("%s fails for: %s", names[i], part);
        }
    }
}

/* The files a person would see listed, by name and in order. */
static void
check_attachments (JsonObject          *expected,
                   RelaisParsedMessage *message)
{
  guint n_attachments;
  const RelaisParsedAttachment *attachments = relais_parsed_message_get_attachments (message, &n_attachments);
  JsonArray *names = json_object_has_member (expected, "attachments")
                       ? json_object_get_array_member (expected, "attachments")
                       : NULL;
  guint n_files = 0;

  for (guint i = 0; i < n_attachments; i++)
    {
      g_assert_true (g_utf8_validate (attachments[i].name, -1, NULL));
      g_assert_null (strpbrk (attachments[i].name, "/\\"));
      g_assert_cmpuint (strlen (attachments[i].name), >, 0);
      g_assert_cmpuint (strlen (attachments[i].name), <=, 180);
      g_assert_null (strstr (attachments[i].name, "\u202e"));
      assert_one_line (attachments[i].name);
      if (names == NULL || attachments[i].is_inline)
        continue;
      g_assert_cmpuint (n_files, <, json_array_get_length (names));
      g_assert_cmpstr (attachments[i].name, ==, json_array_get_string_element (names, n_files++));
    }
  if (names != NULL)
    g_assert_cmpuint (n_files, ==, json_array_get_length (names));
}

static void
check_fixture (const char *folder,
               const char *name,
               JsonObject *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisParsedMessage) message = relais_parsed_message_new_from_file (file, NULL, &error);
  g_autofree char *text = NULL;

  g_test_message ("%s", name);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (relais_parsed_message_get_full_text (message), -1, NULL));
  text = collapse (relais_parsed_message_get_text (message));
  if (json_object_has_member (expected, "text"))
    {
      g_autofree char *wanted = collapse (json_object_get_string_member (expected, "text"));

      g_assert_cmpstr (text, ==, wanted);
    }
  if (json_object_has_member (expected, "language"))
    g_assert_cmpstr (relais_parsed_message_get_language (message), ==,
                     json_object_get_string_member_with_default (expected, "language", NULL));
  check_parts (expected, text);
  check_attachments (expected, message);
  assert_one_line (relais_parsed_message_get_subject (message));
  assert_one_line (relais_parsed_message_get_from_name (message));
  assert_one_line (relais_parsed_message_get_from_address (message));
  assert_one_line (relais_parsed_message_get_reply_to (message));
  assert_one_line (relais_parsed_message_get_message_id (message));
}

static void
check_folder (const char *folder,
              const char *expected)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) error = NULL;
  JsonObject *messages;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_parser_load_from_file (parser, expected, &error);
  g_assert_no_error (error);
  messages = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "messages");
  g_assert_cmpuint (json_object_get_size (messages), >, 20);
  json_object_iter_init (&iter, messages);
  while (json_object_iter_next (&iter, &name, &node))
    check_fixture (folder, name, json_node_get_object (node));
}

static void
awkward_messages (void)
{
  g_autofree char *folder = relais_test_fixture ("mime");
  g_autofree char *expected = relais_test_fixture ("mime/expected.json");

  check_folder (folder, expected);
}

static void
demo_messages (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("RELAIS_SOURCE_DIR"), "data", "demo", NULL);
  g_autofree char *expected = relais_test_fixture ("demo-expected.json");

  check_folder (folder, expected);
}

static void
headers (void)
{
  g_autoptr(RelaisParsedMessage) message = extract_case_parse (
    "From mbox Thu Mar  5 10:23:11 2026\n"
    "Message-ID: <a.1@example.org>\r\n"
    "In-Reply-To: <b.2@example.org> (Anna's message)\r\n"
    "References: <c.3@example.org>\r\n <b.2@example.org>\r\n"
    "Date: Thu, 5 Mar 2026 10:23:11 +0100\r\n"
    "From: =?utf-8?q?L=C3=A9a_Roux?= <lea@example.org>\r\n"
    "Reply-To: office@example.org\r\n"
    "To: \"Berg, Anna\" <anna@example.org>, paul@example.org\r\n"
    "Cc: cc@example.org\r\n"
    "Subject: =?utf-8?q?R=C3=A9f_=3A_TR_=3A_=5Blist=5D_Re=5B2=5D=3A_Salle?=\r\n"
    "\r\nBonjour\r\n");
  const RelaisParsedAddress *to;
  guint n;

  g_assert_cmpstr (relais_parsed_message_get_message_id (message), ==, "a.1@example.org");
  g_assert_cmpstr (relais_parsed_message_get_in_reply_to (message), ==, "b.2@example.org");
  g_assert_cmpstr (relais_parsed_message_get_references (message)[0], ==, "c.3@example.org");
  g_assert_cmpstr (relais_parsed_message_get_references (message)[1], ==, "b.2@example.org");
  g_assert_null (relais_parsed_message_get_references (message)[2]);
  g_assert_cmpstr (relais_parsed_message_get_from_name (message), ==, "Léa Roux");
  g_assert_cmpstr (relais_parsed_message_get_from_address (message), ==, "lea@example.org");
  g_assert_cmpstr (relais_parsed_message_get_reply_to (message), ==, "office@example.org");
  g_assert_cmpstr (relais_parsed_message_get_subject (message), ==, "Réf : TR : [list] Re[2]: Salle");
  g_assert_cmpstr (relais_parsed_message_get_plain_subject (message), ==, "Salle");
  g_assert_cmpint (relais_parsed_message_get_date (message), ==, 1772702591);
  to = relais_parsed_message_get_to (message, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (to[0].name, ==, "Berg, Anna");
  g_assert_cmpstr (to[1].address, ==, "paul@example.org");
  g_assert_cmpuint (relais_parsed_message_get_flags (message), ==, RELAIS_PARSED_NONE);
}

static void
plain_subjects (void)
{
  static const char *const subjects[][2] = {
    { "Re: Hello", "Hello" },          { "RE : Devis", "Devis" },       { "TR: Fwd: RE: x", "x" },
    { "Antwort: Termin", "Termin" },   { "Réf. : Dossier", "Dossier" }, { "Re: ", "" },
    { "Return of goods", "Return of goods" }, { "Note: read this", "Note: read this" },
    { "[choir] Rehearsal", "Rehearsal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *text = g_strdup_printf ("Subject: %s\r\n\r\nx\r\n", subjects[i][0]);
      g_autoptr(RelaisParsedMessage) message = extract_case_parse (text);

      g_assert_cmpstr (relais_parsed_message_get_plain_subject (message), ==, subjects[i][1]);
    }
}

static void
automatic_mail (void)
{
  static const struct
  {
    const char       *header;
    RelaisParsedFlags flags;
  } samples[] = {
    { "Auto-Submitted: auto-generated", RELAIS_PARSED_AUTOMATIC },
    { "Auto-Submitted: no", RELAIS_PARSED_NONE },
    { "Auto-Submitted: no (by hand)", RELAIS_PARSED_NONE },
    { "Auto-Submitted: nonsense", RELAIS_PARSED_AUTOMATIC },
    { "Precedence: bulk", RELAIS_PARSED_AUTOMATIC },
    { "Precedence: list", RELAIS_PARSED_AUTOMATIC | RELAIS_PARSED_LIST },
    { "X-Auto-Response-Suppress: OOF, AutoReply", RELAIS_PARSED_AUTOMATIC },
    { "X-Autoreply: yes", RELAIS_PARSED_AUTOMATIC | RELAIS_PARSED_AUTO_REPLY },
    { "Return-Path: <>", RELAIS_PARSED_AUTOMATIC },
    { "Return-Path: <a@example.org>", RELAIS_PARSED_NONE },
    { "List-Id: Choir <choir.example.org>", RELAIS_PARSED_LIST },
    { "List-Unsubscribe: <mailto:u@example.org>", RELAIS_PARSED_LIST },
    { "Subject: Réponse automatique : Salle", RELAIS_PARSED_AUTOMATIC | RELAIS_PARSED_AUTO_REPLY },
    { "Subject: Out of Office: Hall", RELAIS_PARSED_AUTOMATIC | RELAIS_PARSED_AUTO_REPLY },
    { "From: No Reply <no-reply@example.org>", RELAIS_PARSED_NO_REPLY },
    { "From: ne-pas-repondre@example.org", RELAIS_PARSED_NO_REPLY },
    { "From: noreply@example.org\r\nReply-To: anna@example.org", RELAIS_PARSED_NONE },
    { "From: norbert@example.org", RELAIS_PARSED_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\r\n\r\nx\r\n", samples[i].header);
      g_autoptr(RelaisParsedMessage) message = extract_case_parse (text);

      g_test_message ("%s", samples[i].header);
      g_assert_cmpuint (relais_parsed_message_get_flags (message), ==, samples[i].flags);
    }
}

static const char MIXED[] =
  "From: a@example.org\r\n"
  "Content-Type: multipart/mixed; boundary=m\r\n\r\n"
  "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
  "--a\r\nContent-Type: text/plain\r\n\r\nView this message in an HTML reader.\r\n"
  "--a\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
  "--r\r\nContent-Type: text/html\r\n\r\n<p>See the <b>plan</b>.</p><img src='cid:p@x'>\r\n"
  "--r\r\nContent-Type: image/png\r\nContent-ID: <p@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
  "--r--\r\n"
  "--a--\r\n"
  "--m\r\nContent-Type: text/csv; charset=iso-8859-1\r\n"
  "Content-Disposition: attachment; filename=\"../../r\xc3\xa9sum\xc3\xa9.csv\"\r\n"
  "Content-Transfer-Encoding: quoted-printable\r\n\r\nn=E9e;1\r\n"
  "--m\r\nContent-Type: text/plain\r\n\r\nA last word.\r\n"
  "--m--\r\n";

static void
parts (void)
{
  g_autoptr(RelaisParsedMessage) message = extract_case_parse (MIXED);
  g_autoptr(GBytes) bytes = g_bytes_new_static (MIXED, strlen (MIXED));
  g_autoptr(CamelMimeMessage) mime = relais_parsed_message_mime_from_bytes (bytes, NULL);
  const RelaisParsedAttachment *attachments;
  guint n;

  g_assert_cmpstr (relais_parsed_message_get_text (message), ==, "See the plan.\n\nA last word.");
  attachments = relais_parsed_message_get_attachments (message, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (attachments[0].media_type, ==, "image/png");
  g_assert_cmpstr (attachments[0].content_id, ==, "p@x");
  g_assert_cmpstr (attachments[0].part_path, ==, "1.2.2");
  g_assert_cmpuint (attachments[0].size, ==, 8);
  g_assert_true (attachments[0].is_inline);
  g_assert_null (attachments[0].text);
  g_assert_cmpstr (attachments[1].name, ==, "résumé.csv");
  g_assert_cmpstr (attachments[1].part_path, ==, "2");
  g_assert_cmpstr (attachments[1].text, ==, "née;1");
  g_assert_false (attachments[1].is_inline);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamelMimePart) part = relais_parsed_message_ref_part (mime, attachments[i].part_path);
      CamelContentType *type = camel_mime_part_get_content_type (part);
      g_autofree char *simple = camel_content_type_simple (type);

      g_assert_cmpstr (simple, ==, attachments[i].media_type);
    }
  g_assert_null (relais_parsed_message_ref_part (mime, "3.9"));
  g_assert_null (relais_parsed_message_ref_part (mime, "../1"));
}

static void
wrapped_messages (void)
{
  g_autoptr(RelaisParsedMessage) encrypted = extract_case_parse (
    "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=e\r\n\r\n"
    "--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
    "--e\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--e--\r\n");
  g_autoptr(RelaisParsedMessage) smime = extract_case_parse (
    "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nx\r\n");
  g_autoptr(RelaisParsedMessage) clear = extract_case_parse (
    "Content-Type: text/plain\r\n\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n"
    "- -- one\r\nHello\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQ\r\n-----END PGP SIGNATURE-----\r\n");
  g_autoptr(RelaisParsedMessage) detached = extract_case_parse (
    "Content-Type: multipart/signed; boundary=s\r\n\r\n--s\r\n\r\nHello\r\n"
    "--s\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\nx\r\n--s--\r\n");
  guint n;

  g_assert_true (relais_parsed_message_has_flag (encrypted, RELAIS_PARSED_ENCRYPTED));
  g_assert_cmpstr (relais_parsed_message_get_text (encrypted), ==, "");
  g_assert_true (relais_parsed_message_has_flag (smime, RELAIS_PARSED_ENCRYPTED));
  g_assert_true (relais_parsed_message_has_flag (clear, RELAIS_PARSED_SIGNED));
  g_assert_cmpstr (relais_parsed_message_get_text (clear), ==, "-- one\nHello");
  g_assert_true (relais_parsed_message_has_flag (detached, RELAIS_PARSED_SIGNED));
  g_assert_cmpstr (relais_parsed_message_get_text (detached), ==, "Hello");
  relais_parsed_message_get_attachments (detached, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
invitation (void)
{
  g_autoptr(RelaisParsedMessage) message = extract_case_parse (
    "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n"
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:R\xc3\xa9union\\, rentr\xc3\xa9\r\n e\r\n"
    "DTSTART;TZID=\"Europe/Paris\":20260312T140000\r\nDTEND;TZID=\"Europe/Paris\":20260312T150000\r\n"
    "LOCATION:Salle B\r\nDESCRIPTION:Ordre du jour :\\n- budget\r\n"
    "BEGIN:VALARM\r\nDESCRIPTION:Alarm\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

  g_assert_true (relais_parsed_message_has_flag (message, RELAIS_PARSED_CALENDAR));
  g_assert_cmpstr (relais_parsed_message_get_text (message), ==,
                   "Réunion, rentrée\n2026-03-12 14:00 – 15:00\nSalle B\n\nOrdre du jour :\n- budget");
}

static void
flowed_text (void)
{
  g_autoptr(RelaisParsedMessage) message = extract_case_parse (
    "Content-Type: text/plain; format=flowed; delsp=yes\r\nIn-Reply-To: <1@x>\r\n\r\n"
    "Anna wrote:\r\n> How \r\n> many?\r\n\r\nThis line goes  \r\non.\r\n stuffed\r\n-- \r\nPaul\r\n");

  g_assert_cmpstr (relais_parsed_message_get_text (message), ==, "This line goes on.\nstuffed");
}

static void
bounds (void)
{
  g_autoptr(GString) text = g_string_new ("Content-Type: text/plain\r\n\r\n");
  g_autoptr(RelaisParsedMessage) large = NULL;
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GError) error = NULL;

  while (text->len < 400 * 1024)
    g_string_append (text, "Une ligne \xc3\xa9" "crite comme une autre.\r\n");
  large = extract_case_parse (text->str);
  g_assert_true (relais_parsed_message_has_flag (large, RELAIS_PARSED_TRUNCATED));
  g_assert_cmpuint (strlen (relais_parsed_message_get_full_text (large)), <=, RELAIS_PARSE_MAX_TEXT);
  g_assert_true (g_utf8_validate (relais_parsed_message_get_full_text (large), -1, NULL));

  g_assert_null (relais_parsed_message_new_from_bytes (empty, &error));
  g_assert_error (error, RELAIS_PARSE_ERROR, RELAIS_PARSE_ERROR_EMPTY);
}

static guint
count_lines (GBytes     *bytes,
             const char *prefix)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  guint n = 0;

  for (const char *p = data; p != NULL && p < data + length;)
    {
      n += g_str_has_prefix (p, prefix);
      p = memchr (p, '\n', data + length - p);
      p = p != NULL ? p + 1 : NULL;
    }
  return n;
}

/* Camel takes 24 s for 100,000 header fields and 15 s for 10,000 parts in each other: they must not reach it. */
static void
guarded_structure (void)
{
  g_autoptr(GString) fields = g_string_new ("Subject: s\r\n");
  g_autoptr(GString) nested = g_string_new ("Subject: s\r\n");
  g_autoptr(GBytes) fields_in = NULL;
  g_autoptr(GBytes) fields_out = NULL;
  g_autoptr(GBytes) nested_in = NULL;
  g_autoptr(GBytes) nested_out = NULL;
  g_autoptr(GBytes) mixed_in = g_bytes_new_static (MIXED, sizeof MIXED - 1);
  g_autoptr(GBytes) mixed_out = relais_parse_guard (mixed_in);

  for (guint i = 0; i < 20000; i++)
    g_string_append (fields, "X: y\r\n");
  g_string_append (fields, "\r\nX: in the body\r\n");
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (nested, "Content-Type:\r\n MULTIPART/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i, i);
  fields_in = g_bytes_new_static (fields->str, fields->len);
  fields_out = relais_parse_guard (fields_in);
  nested_in = g_bytes_new_static (nested->str, nested->len);
  nested_out = relais_parse_guard (nested_in);

  g_assert_cmpuint (count_lines (fields_out, "X: y"), <, 4001);
  g_assert_cmpuint (count_lines (fields_out, "X: in the body"), ==, 1);
  g_assert_cmpuint (count_lines (nested_out, "Content-Type:\r\n MULTIPART"), <=, 500);
  g_assert_cmpuint (count_lines (nested_out, "--b"), ==, 2000);
  g_assert_true (mixed_out == mixed_in);
}

/* Camel takes 40 s for 100,000 addresses. What is a list of addresses is cut behind one of them, whatever the field is called. */
static void
guarded_addresses (void)
{
  static const char *const names[] = { "To", "cc", "Resent-Bcc", "FROM", "X-Addresses" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GString) text = g_string_new ("Subject: s\r\n");
      g_autoptr(GBytes) in = NULL;
      g_autoptr(GBytes) out = NULL;
      g_autoptr(RelaisParsedMessage) message = NULL;

      g_string_append_printf (text, "%s: first@example.org", names[i]);
      for (guint j = 0; j < 100000; j++)
        g_string_append_printf (text, ",\r\n a%u@example.org", j);
      g_string_append (text, "\r\nX-After: it\r\n\r\nthe text, with, commas\r\n");
      in = g_bytes_new_static (text->str, text->len);
      out = relais_parse_guard (in);
      if (g_str_equal (names[i], "X-Addresses"))
        {
          g_assert_true (out == in);
          continue;
        }
      g_assert_cmpuint (count_lines (out, " a"), ==, 999);
      g_assert_cmpuint (count_lines (out, "X-After: it"), ==, 1);
      g_assert_cmpuint (count_lines (out, "the text, with, commas"), ==, 1);
      message = relais_parsed_message_new_from_bytes (in, NULL);
      g_assert_cmpstr (relais_parsed_message_get_text (message), ==, "the text, with, commas");
    }
}

/* Camel compares the missing subtype with "rfc822", which is a critical warning, and those end a test. */
static void
half_a_type (void)
{
  static const char *const types[] = { "message", "Message/", "message ; x=y", "\r\n message is here", "(a) message" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = g_strdup_printf ("Subject: s\r\nContent-Type: %s\r\n\r\nx\r\n", types[i]);
      g_autoptr(RelaisParsedMessage) message = extract_case_parse (text);

      g_assert_cmpstr (relais_parsed_message_get_subject (message), ==, "s");
    }
}

int
main (int    argc,
      char **argv)
{
  extract_case_init (&argc, &argv);
  g_test_add_func ("/mail/extract/awkward", awkward_messages);
  g_test_add_func ("/mail/extract/demo", demo_messages);
  g_test_add_func ("/mail/extract/headers", headers);
  g_test_add_func ("/mail/extract/plain-subjects", plain_subjects);
  g_test_add_func ("/mail/extract/automatic", automatic_mail);
  g_test_add_func ("/mail/extract/parts", parts);
  g_test_add_func ("/mail/extract/wrapped", wrapped_messages);
  g_test_add_func ("/mail/extract/invitation", invitation);
  g_test_add_func ("/mail/extract/flowed", flowed_text);
  g_test_add_func ("/mail/extract/bounds", bounds);
  g_test_add_func ("/mail/extract/guard", guarded_structure);
  g_test_add_func ("/mail/extract/guard-addresses", guarded_addresses);
  g_test_add_func ("/mail/extract/half-a-type", half_a_type);
  return g_test_run ();
}
