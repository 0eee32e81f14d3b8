/* relais-outgoing-part.c
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

#include "relais-outgoing-part-private.h"

/* RFC 5322, section 2.1.1, without the line end. */
#define MAX_LINE 998

/* A longer file name is continued in sections, of so many characters that each may take three. */
#define MAX_PLAIN_NAME 60
#define SECTION_LENGTH 18

static gboolean
invalid (GError     **error,
         const char  *fault)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "file: %s", fault);

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

CamelMimePart *
relais_outgoing_text_part (const char *text,
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
CamelMimePart *
relais_outgoing_message_part (GBytes     *source,
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
      invalid (error, "an attachment cannot be read");
      return NULL;
    }
  if (status.st_size > RELAIS_OUTGOING_MAX_FILE)
    {
      invalid (error, "an attachment is too large");
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
          invalid (error, "an attachment cannot be read");
          return NULL;
        }
      if (n == 0)
        break;
      length += (gsize) n;
    }

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

CamelMimePart *
relais_outgoing_file_part (const RelaisOutgoingFile  *file,
           GError                   **error)
{
  g_autoptr(GBytes) content = read_file (file->path, error);
  g_autoptr(CamelMimePart) part = NULL;
  const guchar *data;
  gsize length;

  if (content == NULL)
    return NULL;
  if (g_str_has_prefix (file->media_type, "message/"))
    return relais_outgoing_message_part (content, file->name);

  part = camel_mime_part_new ();
  data = g_bytes_get_data (content, &length);
  set_base64_content (part, data, length, file->media_type);
  set_disposition (part, file->content_id != NULL ? "inline" : "attachment", file->name);
  if (file->content_id != NULL)
    camel_mime_part_set_content_id (part, file->content_id);

  return g_steal_pointer (&part);
}
