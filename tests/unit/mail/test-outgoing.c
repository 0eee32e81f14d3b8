/* test-outgoing.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-outgoing-private.h"
#include "relais-test.h"

/* Python's email package reads what we write: check-outgoing.py gets the mail and what must be found in it. */

static RelaisOutgoing *
new_mail (void)
{
  RelaisOutgoing *mail = relais_outgoing_new ("account-1");
  g_autoptr(GError) error = NULL;

  g_assert_true (relais_outgoing_set_from (mail, "Élodie Ménard", "elodie@salle.example", &error));
  g_assert_no_error (error);
  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_TO, "Noah Lee", "noah@example.org", &error));
  g_assert_no_error (error);
  g_assert_true (relais_outgoing_set_subject (mail, "Réponse à votre demande", &error));
  g_assert_true (relais_outgoing_set_text (mail, "Bonjour,\n\nVoici la réponse.\n", &error));

  return mail;
}

static char *
build_string (RelaisOutgoing *mail)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) wire = relais_outgoing_build (mail, &error);

  g_assert_no_error (error);
  g_assert_nonnull (wire);

  return g_strndup (g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
}

/* What every mail of ours keeps to, whatever it holds. */
static void
assert_wire (const char *wire)
{
  gsize line = 0;

  for (const char *c = wire; *c != '\0'; c++)
    {
      g_assert_cmpint ((guchar) *c, <, 0x80);
      if (*c == '\n')
        g_assert_true (c > wire && c[-1] == '\r');
      if (*c == '\r')
        g_assert_cmpint (c[1], ==, '\n');
      line = *c == '\n' ? 0 : line + 1;
      g_assert_cmpuint (line, <=, 999);
    }
  g_assert_true (g_str_has_suffix (wire, "\r\n"));
}

static char *
header_of (const char *wire)
{
  const char *end = strstr (wire, "\r\n\r\n");

  g_assert_nonnull (end);

  return g_strndup (wire, (gsize) (end - wire) + 2);
}

static guint
count (const char *text,
       const char *word)
{
  guint n = 0;

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    n++;

  return n;
}

static void
write_file (const char *folder,
            const char *name,
            const void *data,
            gsize       length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, data, (gssize) length, &error));
  g_assert_no_error (error);
}

/* Gives the mail to Python, which ends with an error when something is not as @expected says. */
static void
check_with_python (const char *folder,
                   const char *wire,
                   const char *expected)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "unit", "mail", "check-outgoing.py", NULL);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  char *argv[] = { (char *) "python3", script, (char *) folder, NULL };
  int status;

  write_file (folder, "mail.eml", wire, strlen (wire));
  write_file (folder, "expected.json", expected, strlen (expected));
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &output, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", error->message, output);
}

static char *
temporary_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("relais-outgoing-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_plain (void)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autofree char *wire = build_string (mail);
  g_autofree char *folder = temporary_folder ();
  g_autofree char *expected = NULL;

  assert_wire (wire);
  g_assert_cmpuint (count (wire, "X-Mailer"), ==, 0);
  g_assert_cmpuint (count (wire, "User-Agent"), ==, 0);
  g_assert_cmpuint (count (wire, "Auto-Submitted"), ==, 0);
  expected = g_strdup_printf ("{\"structure\": \"text/plain\", \"from\": [\"Élodie Ménard\", \"elodie@salle.example\"],"
                              " \"to\": [[\"Noah Lee\", \"noah@example.org\"]], \"subject\": \"Réponse à votre demande\","
                              " \"message_id\": \"<%s>\", \"text\": \"Bonjour,\\n\\nVoici la réponse.\\n\"}",
                              relais_outgoing_get_message_id (mail));
  check_with_python (folder, wire, expected);
  remove_folder (folder);
}

static void
test_message_id (void)
{
  g_autoptr(RelaisOutgoing) one = relais_outgoing_new ("a");
  g_autoptr(RelaisOutgoing) other = relais_outgoing_new ("a");
  g_autofree char *local = NULL;

  g_assert_cmpstr (relais_outgoing_get_message_id (one), !=, relais_outgoing_get_message_id (other));
  local = g_strndup (relais_outgoing_get_message_id (one), strcspn (relais_outgoing_get_message_id (one), "@"));
  g_assert_cmpuint (strlen (local), >=, 20);

  g_assert_true (relais_outgoing_set_from (one, NULL, "me@École.example", NULL));
  g_assert_true (g_str_has_prefix (relais_outgoing_get_message_id (one), local));
  g_assert_true (g_str_has_suffix (relais_outgoing_get_message_id (one), "@xn--cole-9oa.example"));
}

/* Everything at once: text, HTML with an image inside, files with awkward names, a forwarded message. */
static void
test_everything (void)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autofree char *folder = temporary_folder ();
  g_autofree char *binary = g_build_filename (folder, "binary", NULL);
  g_autofree char *lines = g_build_filename (folder, "lines", NULL);
  g_autofree char *image = g_build_filename (folder, "image.png", NULL);
  g_autofree char *wire = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) forwarded = g_bytes_new_static ("From: a@example.org\r\nSubject: Old\r\n\r\nBody of old\r\n", 50);
  g_autoptr(GString) html = g_string_new ("<p>Bonjour</p><img src=\"cid:logo@salle.example\"><p>");
  const char *references[] = { "first@example.org", "second@example.org", NULL };
  guint8 bytes[70000];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 31 + i / 256);
  write_file (folder, "binary", bytes, sizeof bytes);
  write_file (folder, "lines", "one\ntwo\r\nthree\rfour\n\n.\nFrom here\n", 34);
  write_file (folder, "image.png", bytes, 3000);
  for (guint i = 0; i < 4000; i++)
    g_string_append (html, "é long line without any end ");
  g_string_append (html, "</p>");

  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_CC, "Lee, \"Bo\" <x>", "bo@example.org", &error));
  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_BCC, NULL, "secret@example.org", &error));
  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_TO, "山田太郎", "yamada@日本.example", &error));
  g_assert_true (relais_outgoing_set_html (mail, html->str, &error));
  g_assert_true (relais_outgoing_add_file (mail, binary, "Devis n° 12 – été ; \"final\".pdf", NULL, &error));
  g_assert_true (relais_outgoing_add_file (mail, lines, "a very long name that goes on and on so that it must be "
                                           "continued on another line somehow, with accents é à ü and an end.txt",
                                           "text/plain", &error));
  g_assert_true (relais_outgoing_add_inline (mail, image, "logo@salle.example", "image/png", &error));
  g_assert_true (relais_outgoing_set_forwarded (mail, forwarded, &error));
  g_assert_true (relais_outgoing_set_reply (mail, "third@example.org", references, &error));
  relais_outgoing_set_origin (mail, RELAIS_OUTGOING_AUTO_REPLIED);
  g_assert_no_error (error);

  wire = build_string (mail);
  assert_wire (wire);
  g_assert_null (strstr (wire, "secret@example.org"));
  check_with_python (folder, wire,
    "{\"structure\": \"multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png))"
    " application/pdf text/plain message/rfc822)\","
    " \"to\": [[\"Noah Lee\", \"noah@example.org\"], [\"山田太郎\", \"yamada@xn--wgv71a.example\"]],"
    " \"cc\": [[\"Lee, \\\"Bo\\\" <x>\", \"bo@example.org\"]],"
    " \"in_reply_to\": \"<third@example.org>\","
    " \"references\": [\"<first@example.org>\", \"<second@example.org>\", \"<third@example.org>\"],"
    " \"auto_submitted\": \"auto-replied\", \"suppress\": \"All\","
    " \"html_start\": \"<p>Bonjour</p><img src=\\\"cid:logo@salle.example\\\">\","
    " \"files\": [[\"Devis n° 12 – été ; \\\"final\\\".pdf\", \"binary\"],"
    " [\"a very long name that goes on and on so that it must be continued on another line somehow, with accents é à ü and an end.txt\","
    " \"lines\"]],"
    " \"inline\": [[\"<logo@salle.example>\", \"image.png\", 3000]],"
    " \"forwarded\": [\"Old\", \"Body of old\"]}");
  remove_folder (folder);
}

/* A message that needs eight bits is passed on unchanged, as a file. */
static void
test_forward_unchanged (void)
{
  static const char source[] = "From: a@example.org\r\nSubject: \xc3\xa9t\xc3\xa9\r\nContent-Type: text/plain\r\n\r\n\xe9\r\n";
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autoptr(GBytes) forwarded = g_bytes_new_static (source, strlen (source));
  g_autofree char *folder = temporary_folder ();
  g_autofree char *wire = NULL;

  g_assert_true (relais_outgoing_set_forwarded (mail, forwarded, NULL));
  wire = build_string (mail);
  assert_wire (wire);
  write_file (folder, "source", source, strlen (source));
  check_with_python (folder, wire,
                     "{\"structure\": \"multipart/mixed(text/plain application/octet-stream)\","
                     " \"files\": [[\"message.eml\", \"source\"]]}");
  remove_folder (folder);
}

static void
test_references_bounded (void)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) references = NULL;
  g_autofree char *wire = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("message-%u-%0100u@example.org", i, i);

      g_strv_builder_add (builder, id);
    }
  g_strv_builder_add (builder, "no id at all");
  references = g_strv_builder_end (builder);

  g_assert_true (relais_outgoing_set_reply (mail, "last@example.org", (const char * const *) references, NULL));
  wire = build_string (mail);
  assert_wire (wire);
  g_assert_cmpuint (count (wire, "<message-"), ==, 19);
  g_assert_nonnull (strstr (wire, "<message-0-"));
  g_assert_null (strstr (wire, "<message-1-"));
  g_assert_nonnull (strstr (wire, "<message-59-"));
  g_assert_null (strstr (wire, "no id at all"));
}

static void
test_addresses (void)
{
  static const struct { const char *given, *normal; } cases[] = {
    { "a@example.org", "a@example.org" },
    { " a.b+c@Example.ORG ", "a.b+c@example.org" },
    { "info@münchen.example", "info@xn--mnchen-3ya.example" },
    { "\"a b\"@example.org", "\"a b\"@example.org" },
    { "root@localhost", "root@localhost" },
    { "x@[192.0.2.1]", "x@[192.0.2.1]" },
    { "x@[IPv6:2001:db8::1]", "x@[IPv6:2001:db8::1]" },
    { "", NULL }, { "@", NULL }, { "a@", NULL }, { "@example.org", NULL }, { "plain", NULL },
    { ".a@example.org", NULL }, { "a.@example.org", NULL }, { "a..b@example.org", NULL },
    { "a b@example.org", NULL }, { "a@b@example.org", NULL }, { "<a@example.org>", NULL },
    { "a@example.org,b@example.org", NULL }, { "a@exa mple.org", NULL }, { "a@-x.org", NULL },
    { "a@x-.org", NULL }, { "a@x..org", NULL }, { "a@example.org.", NULL }, { "é@example.org", NULL },
    { "a@exam_ple.org", NULL }, { "a@[999.1.1.1]", NULL }, { "a@[::1]", NULL }, { "\"a\"b\"@example.org", NULL },
    { "\"a\\\"@example.org", NULL }, { "a@example.org\r\nBcc: b@example.org", NULL }, { "a@ex\xffmple.org", NULL },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org", NULL },
    { "a@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *normal = relais_mail_address_normalize (cases[i].given, &error);

      g_assert_cmpstr (normal, ==, cases[i].normal);
      if (cases[i].normal == NULL)
        g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
    }
}

/* A mail is refused before it is made when something is missing. */
static void
test_incomplete (void)
{
  g_autoptr(RelaisOutgoing) mail = relais_outgoing_new ("a");
  g_autoptr(GError) error = NULL;

  g_assert_null (relais_outgoing_build (mail, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (relais_outgoing_set_from (mail, NULL, "a@example.org", NULL));
  g_assert_null (relais_outgoing_build (mail, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_BCC, NULL, "b@example.org", NULL));
  g_assert_true (relais_outgoing_add_file (mail, "/nowhere/at/all", NULL, NULL, NULL));
  g_assert_null (relais_outgoing_build (mail, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_false (relais_outgoing_add_file (mail, "relative", NULL, NULL, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (relais_outgoing_add_file (mail, "/dev/null", "x", "multipart/mixed", &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
}

static void
test_pipe_refused (void)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autoptr(GError) error = NULL;

  g_assert_true (relais_outgoing_add_file (mail, "/dev/zero", "zero", NULL, NULL));
  g_assert_null (relais_outgoing_build (mail, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
}

static const char * const hostile[] = {
  "\r\nBcc: victim@example.org",
  "\nBcc: victim@example.org",
  "\rBcc: victim@example.org",
  "x\r\n\r\nbody",
  "tab\there",
  "null\x01",
  "esc\x1b[2J",
  "del\x7f",
  "next\xc2\x85line",
  "line\xe2\x80\xa8separator",
  "bad utf8 \xc3",
  "bad utf8 \xff\xfe",
};

/* Whatever a setter is given, the mail has the headers we meant and no other. */
static void
test_hostile_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr(RelaisOutgoing) mail = new_mail ();
      g_autoptr(GError) error = NULL;
      const char *list[] = { hostile[i], NULL };
      g_autofree char *address = g_strconcat ("a", hostile[i], "@example.org", NULL);
      g_autofree char *wire = NULL;
      g_autofree char *header = NULL;

      g_assert_false (relais_outgoing_set_subject (mail, hostile[i], &error));
      g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "Subject: "));
      g_assert_false (relais_outgoing_set_from (mail, hostile[i], "a@example.org", NULL));
      g_assert_false (relais_outgoing_set_from (mail, NULL, address, NULL));
      g_assert_false (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_TO, hostile[i], "a@example.org", NULL));
      g_assert_false (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_CC, NULL, address, NULL));
      g_assert_false (relais_outgoing_set_reply (mail, hostile[i], NULL, NULL));
      g_assert_false (relais_outgoing_set_reply (mail, "a@example.org", list, NULL));
      g_assert_false (relais_outgoing_add_file (mail, "/dev/null", hostile[i], NULL, NULL));
      g_assert_false (relais_outgoing_add_file (mail, "/dev/null", "name", hostile[i], NULL));
      g_assert_false (relais_outgoing_add_inline (mail, "/dev/null", hostile[i], NULL, NULL));

      wire = build_string (mail);
      assert_wire (wire);
      header = header_of (wire);
      g_assert_null (strstr (header, "victim"));
      g_assert_cmpuint (count (header, "\nTo:"), ==, 1);
      g_assert_cmpuint (count (header, "noah@example.org"), ==, 1);
    }
}

static char *
expect_value (const char *value,
              gboolean    as_name)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "loose_subject");
  json_builder_add_string_value (builder, value);
  if (as_name)
    {
      json_builder_set_member_name (builder, "loose_cc");
      json_builder_add_string_value (builder, value);
    }
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return json_to_string (node, FALSE);
}

/* Random values out of awkward pieces: what is accepted comes out as it went in, and adds no header. */
static void
test_random_values (void)
{
  static const char * const pieces[] = {
    "a", " ", "  ", "é", "日", "\"", "\\", "<", ">", ",", ";", ":", "(", ")", "=?utf-8?q?x?=", "=?", "?=", "@", "%", "\n", "\r\n",
    "\t", "😀", "́", "Bcc: x@example.org", "_", "=", "&", "\x7f", "longwordlongwordlongwordlongwordlongwordlongword",
  };
  g_autofree char *folder = temporary_folder ();
  guint accepted = 0;

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr(RelaisOutgoing) mail = new_mail ();
      g_autoptr(GString) value = g_string_new (NULL);
      g_autofree char *wire = NULL;
      g_autofree char *header = NULL;
      gboolean is_clean;

      for (guint n = (guint) g_test_rand_int_range (1, 24); n > 0; n--)
        g_string_append (value, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      is_clean = strpbrk (value->str, "\r\n\t\x7f") == NULL;

      g_assert_cmpint (relais_outgoing_set_subject (mail, value->str, NULL), ==, is_clean);
      if (value->len <= 256)
        g_assert_cmpint (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_CC, value->str, "cc@example.org", NULL), ==, is_clean);

      wire = build_string (mail);
      assert_wire (wire);
      header = header_of (wire);
      g_assert_cmpuint (count (header, "\nBcc:"), ==, 0);
      g_assert_cmpuint (count (header, "\nTo:"), ==, 1);
      g_assert_cmpuint (count (header, "\nSubject:"), ==, 1);
      accepted += is_clean;

      if (is_clean && round % 8 == 0)
        {
          g_autofree char *expected = expect_value (value->str, value->len <= 256);

          check_with_python (folder, wire, expected);
        }
    }
  g_assert_cmpuint (accepted, >, 20);
  remove_folder (folder);
}

static void
test_json (void)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autoptr(RelaisOutgoing) copy = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonNode) again = NULL;
  g_autoptr(GBytes) forwarded = g_bytes_new_static ("From: x@example.org\n\n\xff", 23);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) reread = NULL;
  g_autoptr(GError) error = NULL;
  const char *references[] = { "one@example.org", NULL };

  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_BCC, "Quiet", "bcc@example.org", NULL));
  g_assert_true (relais_outgoing_set_html (mail, "<b>é</b>", NULL));
  g_assert_true (relais_outgoing_set_reply (mail, "two@example.org", references, NULL));
  g_assert_true (relais_outgoing_add_file (mail, "/tmp/caf\xc3\xa9 \xff", "é.txt", NULL, NULL));
  g_assert_true (relais_outgoing_add_inline (mail, "/tmp/x.png", "x@y", "image/png", NULL));
  g_assert_true (relais_outgoing_set_forwarded (mail, forwarded, NULL));
  relais_outgoing_set_origin (mail, RELAIS_OUTGOING_AUTO_GENERATED);

  node = relais_outgoing_to_json (mail);
  text = json_to_string (node, FALSE);
  reread = json_from_string (text, &error);
  g_assert_no_error (error);
  copy = relais_outgoing_new_from_json (reread, &error);
  g_assert_no_error (error);
  again = relais_outgoing_to_json (copy);
  g_assert_true (json_node_equal (node, again));
  g_assert_cmpstr (relais_outgoing_get_message_id (copy), ==, relais_outgoing_get_message_id (mail));
  g_assert_cmpstr (relais_outgoing_get_account (copy), ==, "account-1");
}

/* Each of these was changed in one place of a good one. */
static void
test_json_damaged (void)
{
  static const char * const damaged[] = {
    "[]", "null", "3", "{}",
    "{\"account\": 1, \"message_id\": \"a@b\"}",
    "{\"account\": \"a\", \"message_id\": \"a@b\\r\\nX: y\"}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"subject\": \"x\\ny\"}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"subject\": {}}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"from\": \"x\"}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"from\": {\"address\": \"x\"}}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"to\": {}}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"to\": [1]}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"to\": [{\"name\": \"x\"}]}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"to\": [{\"name\": \"x\\n\", \"address\": \"a@b.example\"}]}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"files\": [{\"uri\": \"http://example.org/\"}]}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"files\": [{}]}",
    "{\"account\": \"a\", \"message_id\": \"a@b\", \"forwarded\": \"\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = json_from_string (damaged[i], NULL);
      g_autoptr(RelaisOutgoing) mail = relais_outgoing_new_from_json (node, &error);

      g_assert_null (mail);
      g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
    }
}

static void
test_copy_names_blind_recipients (void)
{
  g_autoptr(RelaisOutgoing) mail = new_mail ();
  g_autoptr(CamelMimeMessage) message = camel_mime_message_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_BCC, NULL, "bcc@example.org", NULL));
  g_assert_true (relais_outgoing_fill (mail, message, RELAIS_OUTGOING_COPY, 86400, NULL));
  bytes = relais_mime_to_wire (CAMEL_DATA_WRAPPER (message), FALSE, NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (text, "\r\nBcc: bcc@example.org\r\n"));
  g_assert_nonnull (strstr (text, "\r\nDate: Fri, 02 Jan 1970 00:00:00 +0000\r\n"));
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);
  camel_init (NULL, FALSE);

  g_test_add_func ("/mail/outgoing/plain", test_plain);
  g_test_add_func ("/mail/outgoing/message-id", test_message_id);
  g_test_add_func ("/mail/outgoing/everything", test_everything);
  g_test_add_func ("/mail/outgoing/forward-unchanged", test_forward_unchanged);
  g_test_add_func ("/mail/outgoing/references-bounded", test_references_bounded);
  g_test_add_func ("/mail/outgoing/addresses", test_addresses);
  g_test_add_func ("/mail/outgoing/incomplete", test_incomplete);
  g_test_add_func ("/mail/outgoing/pipe-refused", test_pipe_refused);
  g_test_add_func ("/mail/outgoing/hostile-values", test_hostile_values);
  g_test_add_func ("/mail/outgoing/random-values", test_random_values);
  g_test_add_func ("/mail/outgoing/json", test_json);
  g_test_add_func ("/mail/outgoing/json-damaged", test_json_damaged);
  g_test_add_func ("/mail/outgoing/copy-names-blind-recipients", test_copy_names_blind_recipients);

  return g_test_run ();
}
