/* relais-outgoing-mime.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-html-text.h"
#include "relais-outgoing-part-private.h"

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

/* The HTML and the images it names. */
static CamelMimePart *
html_part (RelaisOutgoing  *self,
           GError         **error)
{
  g_autoptr(CamelMimePart) html = relais_outgoing_text_part (self->html, "text/html; charset=utf-8");
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
      image = relais_outgoing_file_part (file, error);
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
  text = relais_outgoing_text_part (self->text != NULL ? self->text : from_html != NULL ? from_html : "",
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
      part = relais_outgoing_file_part (file, error);
      if (part == NULL)
        return NULL;
      camel_multipart_add_part (mixed, part);
    }

  if (self->forwarded != NULL)
    {
      g_autoptr(CamelMimePart) part = relais_outgoing_message_part (self->forwarded, "message.eml");

      camel_multipart_add_part (mixed, part);
    }

  return camel_multipart_get_number (mixed) > 1 ? part_of (mixed) : g_steal_pointer (&body);
}

gboolean
relais_outgoing_fill (RelaisOutgoing         *self,
                      CamelMimeMessage       *message,
                      RelaisOutgoingPurpose   purpose,
                      gint64                  date,
                      GError                **error)
{
  g_autoptr(CamelMimePart) whole = NULL;

  if (!relais_outgoing_is_complete (self, error))
    return FALSE;
  whole = whole_part (self, error);
  if (whole == NULL)
    return FALSE;

  relais_outgoing_set_headers (self, message, purpose, date);
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
        g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "mail: could not be written");
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
