/* test-mail-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>

#include "relais-mail-message.h"
#include "relais-test.h"
#include "render-check.h"

static const char newsletter[] =
  "From: Shop <shop@example.org>\r\nTo: me@example.org\r\nSubject: Sale\r\nMIME-Version: 1.0\r\n"
  "Content-Type: multipart/mixed; boundary=m\r\n\r\n"
  "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
  "--a\r\nContent-Type: text/plain\r\n\r\nPlain version\r\n"
  "--a\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
  "--r\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
  "<meta charset=iso-8859-15><p>Soldes d'\xe9t\xe9 \xa4</p><img src='cid:logo%2Fone@x'><img src='https://img.example/a.png' width=50>\r\n"
  "--r\r\nContent-Type: image/png\r\nContent-ID: <logo/one@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r--\r\n"
  "--a--\r\n"
  "--m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"../../.bashrc\"\r\n\r\n%PDF\r\n"
  "--m\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\n\r\nInner body\r\n--m--\r\n";

static RelaisMailMessage *
load (const char *source,
      gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (source, length);
  g_autoptr(GError) error = NULL;
  RelaisMailMessage *message = relais_mail_message_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (message);

  return message;
}

static char *
render (RelaisMailMessage *message,
        RelaisRenderFlags  flags)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_mail_message_render (message, flags), &value);

  return g_value_dup_string (&value);
}

static void
test_newsletter (void)
{
  g_autoptr(RelaisMailMessage) message = load (newsletter, strlen (newsletter));
  g_autofree char *blocked = render (message, RELAIS_RENDER_DEFAULT);
  g_autofree char *allowed = render (message, RELAIS_RENDER_REMOTE);
  g_autofree char *fault = render_check (blocked, FALSE);

  g_assert_cmpstr (fault, ==, NULL);
  g_assert_nonnull (strstr (blocked, "Soldes d&#39;été €"));
  g_assert_null (strstr (blocked, "Plain version"));
  g_assert_nonnull (strstr (blocked, "src=\"cid:logo%2Fone@x\""));
  g_assert_null (strstr (blocked, "img.example"));
  g_assert_nonnull (strstr (allowed, "img.example"));
  g_assert_true (relais_mail_message_has_remote (message));
}

static void
assert_part (RelaisMailMessage *message,
             guint              attachment,
             const char        *content,
             gsize              length)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GBytes *bytes;

  relais_test_await_value (relais_mail_message_load_part (message, attachment), &value);
  bytes = g_value_get_boxed (&value);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), content, length);
}

static void
test_parts (void)
{
  g_autoptr(RelaisMailMessage) message = load (newsletter, strlen (newsletter));
  guint n_attachments;
  const RelaisParsedAttachment *attachments = relais_parsed_message_get_attachments (relais_mail_message_get_parsed (message), &n_attachments);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (n_attachments, ==, 3);
  g_assert_cmpstr (attachments[1].name, ==, "bashrc");
  assert_part (message, 0, "\x89PNG\r\n\x1a\n", 8);
  assert_part (message, 1, "%PDF", 4);
  assert_part (message, 2, "Subject: Inner\r\n\r\nInner body", 28);

  error = relais_test_await_error (relais_mail_message_load_part (message, 3));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
}

static void
test_cid (void)
{
  static const char * const ids[] = { "logo/one@x", "logo%2Fone@x" };
  g_autoptr(RelaisMailMessage) message = load (newsletter, strlen (newsletter));
  g_autofree char *none = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;
      g_autofree char *media_type = NULL;

      relais_test_await_value (relais_mail_message_load_cid (message, ids[i], &media_type), &value);
      g_assert_cmpstr (media_type, ==, "image/png");
      g_assert_cmpuint (g_bytes_get_size (g_value_get_boxed (&value)), ==, 8);
    }

  error = relais_test_await_error (relais_mail_message_load_cid (message, "other@x", &none));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND);
  g_assert_null (none);
}

static void
test_text (void)
{
  static const char source[] = "From: a@example.org\r\nSubject: Re: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                               "D’accord <ok>.\r\n\r\nOn Mon, 2 Mar 2026, Ada wrote:\r\n> question\r\n";
  g_autoptr(RelaisMailMessage) message = load (source, strlen (source));
  g_autofree char *folded = render (message, RELAIS_RENDER_DEFAULT);
  g_autofree char *unfolded = render (message, RELAIS_RENDER_QUOTES);

  g_assert_nonnull (strstr (folded, "D’accord &lt;ok&gt;."));
  g_assert_nonnull (strstr (folded, "<details class=\"relais-quote\"><summary>"));
  g_assert_nonnull (strstr (unfolded, "<details class=\"relais-quote\" open><summary>"));
  g_assert_false (relais_mail_message_has_remote (message));
}

/* Interleaved parts are shown in their order. */
static void
test_mixed_bodies (void)
{
  static const char source[] = "Content-Type: multipart/mixed; boundary=m\r\n\r\n"
                               "--m\r\nContent-Type: text/html\r\n\r\n<p>first</p>\r\n"
                               "--m\r\nContent-Type: text/plain\r\n\r\nsecond <b>\r\n"
                               "--m\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nfile\r\n--m--\r\n";
  g_autoptr(RelaisMailMessage) message = load (source, strlen (source));
  g_autofree char *document = render (message, RELAIS_RENDER_DEFAULT);
  const char *first = strstr (document, "<p>first</p>");

  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first, "second &lt;b&gt;"));
  g_assert_null (strstr (document, ">file"));
}

static void
test_rubbish (void)
{
  static const char rubbish[] = "\x00\xff\xfe not a message at all";
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(RelaisMailMessage) message = load (rubbish, sizeof rubbish - 1);
  g_autofree char *document = render (message, RELAIS_RENDER_DEFAULT);
  g_autofree char *fault = render_check (document, FALSE);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (fault, ==, NULL);
  g_assert_null (relais_mail_message_new_from_bytes (empty, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);
  camel_init (NULL, FALSE);

  g_test_add_func ("/mail/message/newsletter", test_newsletter);
  g_test_add_func ("/mail/message/parts", test_parts);
  g_test_add_func ("/mail/message/cid", test_cid);
  g_test_add_func ("/mail/message/text", test_text);
  g_test_add_func ("/mail/message/mixed-bodies", test_mixed_bodies);
  g_test_add_func ("/mail/message/rubbish", test_rubbish);

  return g_test_run ();
}
