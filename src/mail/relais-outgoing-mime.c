/* relais-outgoing-mime.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "relais-html-text.h"
#include "relais-outgoing-private.h"

/* No mail server we know takes more, and all of it stands in memory three times. */
#define MAX_FILE_BYTES (50 * 1024 * 1024)

/* RFC 5322, section 2.1.1, without the line end. */
#define MAX_LINE 998

/* A longer file name is continued in sections, of so many characters that each may take three. */
#define MAX_PLAIN_NAME 60
#define SECTION_LENGTH 18

/* RFC 2047, section 2: an encoded word has at most 75 characters. */
#define MAX_WORD 45

static gboolean
invalid (GError     **error,
         const char  *field,
         const char  *fault)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: %s", field, fault);

  return FALSE;
}

/* '\n' alone: Camel's own form, made CRLF when it is written. */
static char *
with_plain_line_ends (const char *text,
                      gsize       length,
                      gsize      *result_length)
{
  GString *result = g_string_sized_new (length + 1);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\r')
        g_string_append_c (result, text[i]);
      else if (i + 1 >= length || text[i + 1] != '\n')
        g_string_append_c (result, '\n');
    }

  *result_length = result->len;

  return g_string_free (result, FALSE);
}

/* Content that is base64 already, so that Camel writes it as it is: a text file keeps its own line ends this way. */
static void
set_base64_content (CamelMimePart *part,
                    const guchar  *data,
                    gsize          length,
                    const char    *media_type)
{
  g_autoptr(CamelDataWrapper) wrapper = camel_data_wrapper_new ();
  g_autofree char *base64 = g_malloc ((length / 3 + 1) * 4 + ((length / 3 + 1) * 4) / 72 + 8);
  int state = 0, save = 0;
  gsize n = g_base64_encode_step (data, length, TRUE, base64, &state, &save);

  n += g_base64_encode_close (TRUE, base64 + n, &state, &save);
  camel_data_wrapper_set_encoding (wrapper, CAMEL_TRANSFER_ENCODING_BASE64);
  camel_data_wrapper_construct_from_data_sync (wrapper, base64, (gssize) n, NULL, NULL);
  camel_data_wrapper_set_mime_type (wrapper, media_type);
  camel_medium_set_content (CAMEL_MEDIUM (part), wrapper);
  camel_mime_part_set_encoding (part, CAMEL_TRANSFER_ENCODING_BASE64);
}

static void
set_plain_content (CamelMimePart *part,
                   const char    *data,
                   gsize          length,
                   const char    *media_type)
{
  g_autoptr(CamelDataWrapper) wrapper = camel_data_wrapper_new ();

  camel_data_wrapper_construct_from_data_sync (wrapper, data, (gssize) length, NULL, NULL);
  camel_data_wrapper_set_mime_type (wrapper, media_type);
  camel_medium_set_content (CAMEL_MEDIUM (part), wrapper);
  camel_mime_part_set_encoding (part, CAMEL_TRANSFER_ENCODING_7BIT);
}

/* The encoding that costs least and survives servers without 8BITMIME. */
static CamelTransferEncoding
best_encoding (const char *text,
               gsize       length)
{
  g_autoptr(CamelMimeFilter) filter = camel_mime_filter_bestenc_new (CAMEL_BESTENC_GET_ENCODING | CAMEL_BESTENC_NO_FROM);
  char *out;
  gsize out_length, out_prespace;

  camel_mime_filter_complete (filter, text, length, 0, &out, &out_length, &out_prespace);

  return camel_mime_filter_bestenc_get_best_encoding (CAMEL_MIME_FILTER_BESTENC (filter),
                                                      CAMEL_BESTENC_7BIT | CAMEL_BESTENC_TEXT);
}

static CamelMimePart *
text_part (const char *text,
           const char *media_type)
{
  g_autoptr(CamelMimePart) part = camel_mime_part_new ();
  gsize length;
  g_autofree char *plain = with_plain_line_ends (text, strlen (text), &length);
  g_autofree char *whole = g_strconcat (plain, length > 0 && plain[length - 1] == '\n' ? "" : "\n", NULL);
  CamelTransferEncoding encoding;

  length = strlen (whole);
  encoding = best_encoding (whole, length);

  if (encoding == CAMEL_TRANSFER_ENCODING_BASE64)
    {
      /* RFC 2045, section 6.8: the canonical form of text has CRLF, and what is encoded is not touched any more. */
      g_auto(GStrv) lines = g_strsplit (whole, "\n", -1);
      g_autofree char *canonical = g_strjoinv ("\r\n", lines);

      set_base64_content (part, (const guchar *) canonical, strlen (canonical), media_type);
    }
  else
    {
      set_plain_content (part, whole, length, media_type);
      camel_mime_part_set_encoding (part, encoding == CAMEL_TRANSFER_ENCODING_QUOTEDPRINTABLE
                                            ? encoding : CAMEL_TRANSFER_ENCODING_7BIT);
    }

  return g_steal_pointer (&part);
}

/* RFC 2231, which Camel itself writes wrongly for a name with both quotes and accents (3.56): raw bytes in the header. */
static void
append_file_name (GString    *header,
                  const char *name)
{
  gboolean is_plain = strlen (name) <= MAX_PLAIN_NAME && g_str_is_ascii (name) && strpbrk (name, "\"\\") == NULL;
  gsize room = 0;
  guint section = 0;

  if (is_plain)
    {
      g_string_append_printf (header, "; filename=\"%s\"", name);
      return;
    }

  for (const char *c = name; *c != '\0'; c++)
    {
      gboolean is_literal = g_ascii_isalnum (*c) || strchr ("-._", *c) != NULL;

      /* Never inside a character: many programs decode each section by itself. */
      if (section == 0 || (room == 0 && (*c & 0xc0) != 0x80))
        {
          g_string_append_printf (header, ";\n\tfilename*%u*=%s", section, section == 0 ? "UTF-8''" : "");
          section++;
          room = SECTION_LENGTH;
        }
      if (is_literal)
        g_string_append_c (header, *c);
      else
        g_string_append_printf (header, "%%%02X", (guint) (guchar) *c);
      room -= room > 0;
    }
}

static void
set_disposition (CamelMimePart *part,
                 const char    *disposition,
                 const char    *file_name)
{
  g_autoptr(GString) header = g_string_new (disposition);

  append_file_name (header, file_name);
  camel_medium_set_header (CAMEL_MEDIUM (part), "Content-Disposition", header->str);
}

static CamelMultipart *
multipart (const char *subtype)
{
  CamelMultipart *self = camel_multipart_new ();

  camel_data_wrapper_set_mime_type (CAMEL_DATA_WRAPPER (self), subtype);
  camel_multipart_set_boundary (self, NULL);

  return self;
}

static CamelMimePart *
part_of (CamelMultipart *content)
{
  CamelMimePart *part = camel_mime_part_new ();

  camel_medium_set_content (CAMEL_MEDIUM (part), CAMEL_DATA_WRAPPER (content));

  return part;
}

/* Whether it may stand in a message/rfc822 part, which allows no encoding (RFC 2046, section 5.2.1). */
static gboolean
is_seven_bit (const char *data,
              gsize       length)
{
  gsize line = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '\0' || (data[i] & 0x80) != 0)
        return FALSE;
      line = data[i] == '\n' ? 0 : line + 1;
      if (line > MAX_LINE)
        return FALSE;
    }

  return TRUE;
}

/* A message as it is, or not as message/rfc822 at all: rewriting it to seven bits would break its signatures. */
static CamelMimePart *
message_part (GBytes     *source,
              const char *name)
{
  g_autoptr(CamelMimePart) part = camel_mime_part_new ();
  gsize length, plain_length;
  const char *data = g_bytes_get_data (source, &length);
  g_autofree char *plain = with_plain_line_ends (data, length, &plain_length);

  if (is_seven_bit (plain, plain_length))
    set_plain_content (part, plain, plain_length, "message/rfc822");
  else
    set_base64_content (part, (const guchar *) data, length, "application/octet-stream");

  set_disposition (part, "attachment", name);

  return g_steal_pointer (&part);
}

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  /* A pipe must not hold the queue, nor a device fill it. */
  g_autofd int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0);
  g_autofree guchar *data = NULL;
  struct stat status;
  gsize length = 0;

  if (fd < 0 || fstat (fd, &status) < 0 || !S_ISREG (status.st_mode))
    {
      invalid (error, "file", "an attachment cannot be read");
      return NULL;
    }
  if (status.st_size > MAX_FILE_BYTES)
    {
      invalid (error, "file", "an attachment is too large");
      return NULL;
    }

  data = g_malloc ((gsize) status.st_size + 1);
  while (length < (gsize) status.st_size)
    {
      gssize n = read (fd, data + length, (gsize) status.st_size - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          invalid (error, "file", "an attachment cannot be read");
          return NULL;
        }
      if (n == 0)
        break;
      length += (gsize) n;
    }

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static CamelMimePart *
file_part (const RelaisOutgoingFile  *file,
           GError                   **error)
{
  g_autoptr(GBytes) content = read_file (file->path, error);
  g_autoptr(CamelMimePart) part = NULL;
  const guchar *data;
  gsize length;

  if (content == NULL)
    return NULL;
  if (g_str_has_prefix (file->media_type, "message/"))
    return message_part (content, file->name);

  part = camel_mime_part_new ();
  data = g_bytes_get_data (content, &length);
  set_base64_content (part, data, length, file->media_type);
  set_disposition (part, file->content_id != NULL ? "inline" : "attachment", file->name);
  if (file->content_id != NULL)
    camel_mime_part_set_content_id (part, file->content_id);

  return g_steal_pointer (&part);
}

/* The HTML and the images it names. */
static CamelMimePart *
html_part (RelaisOutgoing  *self,
           GError         **error)
{
  g_autoptr(CamelMimePart) html = text_part (self->html, "text/html; charset=utf-8");
  g_autoptr(CamelMultipart) related = NULL;

  for (guint i = 0; i < self->files->len; i++)
    {
      const RelaisOutgoingFile *file = self->files->pdata[i];
      g_autoptr(CamelMimePart) image = NULL;

      if (file->content_id == NULL)
        continue;
      if (related == NULL)
        {
          related = multipart ("multipart/related; type=\"text/html\"");
          camel_multipart_add_part (related, html);
        }
      image = file_part (file, error);
      if (image == NULL)
        return NULL;
      camel_multipart_add_part (related, image);
    }

  return related != NULL ? part_of (related) : g_steal_pointer (&html);
}

/* What is read: text, or text and HTML to choose from. */
static CamelMimePart *
body_part (RelaisOutgoing  *self,
           GError         **error)
{
  g_autofree char *from_html = NULL;
  g_autoptr(CamelMultipart) alternative = NULL;
  g_autoptr(CamelMimePart) text = NULL;
  g_autoptr(CamelMimePart) html = NULL;

  if (self->text == NULL && self->html != NULL)
    from_html = relais_html_to_text (self->html, -1, NULL);
  text = text_part (self->text != NULL ? self->text : from_html != NULL ? from_html : "",
                    "text/plain; charset=utf-8");
  if (self->html == NULL)
    return g_steal_pointer (&text);

  html = html_part (self, error);
  if (html == NULL)
    return NULL;

  alternative = multipart ("multipart/alternative");
  camel_multipart_add_part (alternative, text);
  camel_multipart_add_part (alternative, html);

  return part_of (alternative);
}

/* Body and files; the body alone when there is no file. */
static CamelMimePart *
whole_part (RelaisOutgoing  *self,
            GError         **error)
{
  g_autoptr(CamelMimePart) body = body_part (self, error);
  g_autoptr(CamelMultipart) mixed = NULL;

  if (body == NULL)
    return NULL;

  mixed = multipart ("multipart/mixed");
  camel_multipart_add_part (mixed, body);

  for (guint i = 0; i < self->files->len; i++)
    {
      const RelaisOutgoingFile *file = self->files->pdata[i];
      g_autoptr(CamelMimePart) part = NULL;

      if (file->content_id != NULL && self->html != NULL)
        continue;
      part = file_part (file, error);
      if (part == NULL)
        return NULL;
      camel_multipart_add_part (mixed, part);
    }

  if (self->forwarded != NULL)
    {
      g_autoptr(CamelMimePart) part = message_part (self->forwarded, "message.eml");

      camel_multipart_add_part (mixed, part);
    }

  return camel_multipart_get_number (mixed) > 1 ? part_of (mixed) : g_steal_pointer (&body);
}

/* Encoded words (RFC 2047) of whole characters. Camel's own way cuts characters apart, puts spaces into long words and leaves
 * ASCII that looks like an encoded word to be read as one (3.56). */
static char *
encode_words (const char *text)
{
  GString *result = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *base64 = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - text <= MAX_WORD)
        end = g_utf8_next_char (end);
      base64 = g_base64_encode ((const guchar *) text, (gsize) (end - text));
      g_string_append_printf (result, "%s=?UTF-8?B?%s?=", result->len > 0 ? "\n\t" : "", base64);
      text = end;
    }

  return g_string_free (result, FALSE);
}

/* Whether it can stand in a header as it is, folded at its spaces. */
static gboolean
is_plain_header (const char *text)
{
  gsize word = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      word = *c == ' ' ? 0 : word + 1;
      if (word > MAX_PLAIN_NAME)
        return FALSE;
    }

  return g_str_is_ascii (text) && strstr (text, "=?") == NULL;
}

static void
set_subject (RelaisOutgoing   *self,
             CamelMimeMessage *message)
{
  g_autofree char *encoded = is_plain_header (self->subject) ? g_strdup (self->subject) : encode_words (self->subject);

  camel_medium_set_header (CAMEL_MEDIUM (message), "Subject", encoded);
}

/* A mailbox of RFC 5322, section 3.4. */
static void
append_mailbox (GString               *header,
                const RelaisRecipient *mailbox)
{
  const char *name = mailbox->name;

  if (header->len > 0)
    g_string_append (header, ",\n\t");

  if (name == NULL)
    {
      g_string_append (header, mailbox->address);
      return;
    }

  if (is_plain_header (name))
    {
      g_string_append_c (header, '"');
      for (const char *c = name; *c != '\0'; c++)
        g_string_append_printf (header, "%s%c", *c == '"' || *c == '\\' ? "\\" : "", *c);
      g_string_append_c (header, '"');
    }
  else
    {
      g_autofree char *encoded = encode_words (name);

      g_string_append (header, encoded);
    }
  g_string_append_printf (header, " <%s>", mailbox->address);
}

static void
set_recipients (RelaisOutgoing      *self,
                CamelMimeMessage    *message,
                const char          *field,
                RelaisRecipientKind  kind)
{
  g_autoptr(GString) header = g_string_new (NULL);

  for (guint i = 0; i < self->recipients->len; i++)
    {
      const RelaisRecipient *recipient = self->recipients->pdata[i];

      if (recipient->kind == kind)
        append_mailbox (header, recipient);
    }

  if (header->len > 0)
    camel_medium_set_header (CAMEL_MEDIUM (message), field, header->str);
}

static void
set_thread (RelaisOutgoing   *self,
            CamelMimeMessage *message)
{
  g_autoptr(GString) references = g_string_new (NULL);

  if (self->in_reply_to != NULL)
    {
      g_autofree char *value = g_strdup_printf ("<%s>", self->in_reply_to);

      camel_medium_set_header (CAMEL_MEDIUM (message), "In-Reply-To", value);
    }

  for (guint i = 0; self->references != NULL && self->references[i] != NULL; i++)
    g_string_append_printf (references, "%s<%s>", i > 0 ? " " : "", self->references[i]);
  if (references->len > 0)
    camel_medium_set_header (CAMEL_MEDIUM (message), "References", references->str);
}

/* RFC 3834 asks others not to answer; Exchange wants its own header ([MS-OXCMAIL], 2.1.3.2.20). */
static void
set_origin (RelaisOutgoing   *self,
            CamelMimeMessage *message)
{
  if (self->origin == RELAIS_OUTGOING_PERSONAL)
    return;

  camel_medium_set_header (CAMEL_MEDIUM (message), "Auto-Submitted",
                           self->origin == RELAIS_OUTGOING_AUTO_REPLIED ? "auto-replied" : "auto-generated");
  camel_medium_set_header (CAMEL_MEDIUM (message), "X-Auto-Response-Suppress", "All");
}

gboolean
relais_outgoing_fill (RelaisOutgoing         *self,
                      CamelMimeMessage       *message,
                      RelaisOutgoingPurpose   purpose,
                      gint64                  date,
                      GError                **error)
{
  g_autoptr(GString) from = g_string_new (NULL);
  g_autoptr(CamelMimePart) whole = NULL;

  if (!relais_outgoing_is_complete (self, error))
    return FALSE;
  whole = whole_part (self, error);
  if (whole == NULL)
    return FALSE;

  append_mailbox (from, &self->from);
  camel_medium_set_header (CAMEL_MEDIUM (message), "From", from->str);
  set_recipients (self, message, CAMEL_RECIPIENT_TYPE_TO, RELAIS_RECIPIENT_TO);
  set_recipients (self, message, CAMEL_RECIPIENT_TYPE_CC, RELAIS_RECIPIENT_CC);
  if (purpose == RELAIS_OUTGOING_COPY)
    set_recipients (self, message, CAMEL_RECIPIENT_TYPE_BCC, RELAIS_RECIPIENT_BCC);
  set_subject (self, message);
  camel_mime_message_set_message_id (message, self->message_id);
  if (date == 0)
    camel_mime_message_set_date (message, CAMEL_MESSAGE_DATE_CURRENT, 0);
  else
    camel_mime_message_set_date (message, (time_t) date, 0);
  set_thread (self, message);
  set_origin (self, message);

  camel_medium_set_content (CAMEL_MEDIUM (message), camel_medium_get_content (CAMEL_MEDIUM (whole)));
  /* A multipart has none, and Camel would write the header without a value. */
  if (camel_mime_part_get_encoding (whole) != CAMEL_TRANSFER_ENCODING_DEFAULT)
    camel_mime_part_set_encoding (CAMEL_MIME_PART (message), camel_mime_part_get_encoding (whole));

  return TRUE;
}

GBytes *
relais_mime_to_wire (CamelDataWrapper  *message,
                     gboolean           as_it_is,
                     GError           **error)
{
  g_autoptr(CamelStream) memory = camel_stream_mem_new ();
  g_autoptr(CamelStream) filtered = camel_stream_filter_new (memory);
  g_autoptr(CamelMimeFilter) crlf = camel_mime_filter_crlf_new (CAMEL_MIME_FILTER_CRLF_ENCODE,
                                                                CAMEL_MIME_FILTER_CRLF_MODE_CRLF_ONLY);
  g_autoptr(GTypeClass) part_class = g_type_class_ref (CAMEL_TYPE_MIME_PART);
  CamelDataWrapperClass *writer;
  GByteArray *bytes;

  /* A CamelMimeMessage writes itself as a part does, after it has added what headers it misses. */
  writer = as_it_is && CAMEL_IS_MIME_PART (message) ? CAMEL_DATA_WRAPPER_CLASS (part_class) : CAMEL_DATA_WRAPPER_GET_CLASS (message);
  camel_stream_filter_add (CAMEL_STREAM_FILTER (filtered), crlf);
  if (writer->write_to_stream_sync (message, filtered, NULL, error) < 0 ||
      camel_stream_flush (filtered, NULL, error) < 0)
    {
      if (error != NULL && *error == NULL)
        invalid (error, "mail", "could not be written");
      return NULL;
    }

  bytes = camel_stream_mem_get_byte_array (CAMEL_STREAM_MEM (memory));

  return g_bytes_new (bytes->data, bytes->len);
}

/**
 * relais_outgoing_build:
 *
 * Returns: (transfer full) (nullable): the mail, dated now; or %NULL with %RELAIS_MAIL_ERROR_INVALID: no sender, no recipient,
 *   a file that cannot be read
 */
GBytes *
relais_outgoing_build (RelaisOutgoing  *self,
                       GError         **error)
{
  g_autoptr(CamelMimeMessage) message = camel_mime_message_new ();

  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), NULL);

  if (!relais_outgoing_fill (self, message, RELAIS_OUTGOING_WIRE, 0, error))
    return NULL;

  return relais_mime_to_wire (CAMEL_DATA_WRAPPER (message), FALSE, error);
}
