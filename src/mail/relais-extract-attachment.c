/* relais-extract-attachment.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-extract-private.h"
#include "relais-parsed-message-private.h"

#include <string.h>

void
relais_extract_clear_attachment (RelaisParsedAttachment *attachment)
{
  g_free (attachment->name);
  g_free (attachment->media_type);
  g_free (attachment->content_id);
  g_free (attachment->part_path);
  g_free (attachment->text);
}

gboolean
relais_extract_part_is (CamelMimePart *part,
                        const char *type,
                        const char *subtype)
{
  CamelContentType *content_type = relais_extract_content_type (part);

  /* RFC 2045 section 5.2: no type means plain text. */
  if (content_type == NULL)
    return g_str_equal (type, "text") &&
           (g_str_equal (subtype, "plain") || g_str_equal (subtype, "*"));
  return camel_content_type_is (content_type, type, subtype);
}

static char *
part_media_type (CamelMimePart *part)
{
  CamelContentType *type = relais_extract_content_type (part);
  g_autofree char *simple = NULL;
  g_autofree char *line = NULL;

  if (type == NULL)
    return g_strdup ("text/plain");
  simple = camel_content_type_simple (type);
  line = relais_parse_one_line (simple);
  return g_ascii_strdown (line, -1);
}

void
relais_extract_add_attachment (RelaisExtract *self,
                               CamelMimePart *part,
                               const char *path,
                               gboolean is_related)
{
  RelaisParsedAttachment attachment = { NULL };
  const char *disposition = camel_mime_part_get_disposition (part);
  const char *content_id = camel_mime_part_get_content_id (part);
  const char *name = camel_mime_part_get_filename (part);
  gboolean is_file = disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0;
  g_autoptr (GByteArray) none = relais_extract_decode (part, 0, &attachment.size);

  /* What a broken structure leaves behind. */
  if (attachment.size == 0 && name == NULL
      && !CAMEL_IS_MIME_MESSAGE (camel_medium_get_content (CAMEL_MEDIUM (part))))
    return;
  attachment.media_type = part_media_type (part);
  attachment.part_path = g_strdup (path);
  attachment.content_id = relais_parse_one_line (content_id);
  /* An invitation without a name is the message's own, shown as such. */
  attachment.is_inline =
    !is_file && ((content_id != NULL && (is_related || disposition != NULL)) ||
                 (name == NULL && relais_extract_part_is (part, "text", "calendar")));
  if (CAMEL_IS_MIME_MESSAGE (camel_medium_get_content (CAMEL_MEDIUM (part))))
    {
      CamelMimeMessage *message =
        CAMEL_MIME_MESSAGE (camel_medium_get_content (CAMEL_MEDIUM (part)));
      const char *subject = camel_mime_message_get_subject (message);
      g_autofree char *made = NULL;

      attachment.size =
        camel_data_wrapper_calculate_size_sync (CAMEL_DATA_WRAPPER (message), NULL, NULL);
      if (name == NULL && subject != NULL && *subject != '\0')
        {
          g_autofree char *flat = g_strdelimit (g_strdup (subject), "/\\", '-');

          made = g_strconcat (flat, ".eml", NULL);
        }
      attachment.name =
        relais_extract_file_name (name != NULL ? name : made, attachment.media_type);
    }
  else
    {
      attachment.name = relais_extract_file_name (name, attachment.media_type);
      if (relais_extract_part_is (part, "text", "*") ||
          relais_extract_part_is (part, "message", "*"))
        {
          attachment.text =
            relais_extract_part_text (part, RELAIS_PARSE_MAX_ATTACHMENT_TEXT, NULL, NULL);
          if (strlen (attachment.text) > RELAIS_PARSE_MAX_ATTACHMENT_TEXT)
            {
              gsize end = RELAIS_PARSE_MAX_ATTACHMENT_TEXT;

              while ((attachment.text[end] & 0xc0) == 0x80)
                end--;
              attachment.text[end] = '\0';
            }
        }
    }
  g_array_append_val (self->attachments, attachment);
}

CamelMimePart *
relais_parsed_message_ref_part (CamelMimeMessage *message,
                                const char *part_path)
{
  CamelMimePart *part = CAMEL_MIME_PART (message);
  g_auto (GStrv) steps = NULL;

  g_return_val_if_fail (CAMEL_IS_MIME_MESSAGE (message), NULL);
  g_return_val_if_fail (part_path != NULL, NULL);

  if (g_str_equal (part_path, "0"))
    return g_object_ref (part);
  steps = g_strsplit (part_path, ".", RELAIS_PARSE_MAX_DEPTH + 2);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));
      guint64 index;

      if (!g_ascii_string_to_unsigned (steps[i], 10, 1, G_MAXINT, &index, NULL))
        return NULL;
      if (CAMEL_IS_MULTIPART (content) &&
          index <= camel_multipart_get_number (CAMEL_MULTIPART (content)))
        part = camel_multipart_get_part (CAMEL_MULTIPART (content), index - 1);
      else if (CAMEL_IS_MIME_MESSAGE (content) && index == 1)
        part = CAMEL_MIME_PART (content);
      else
        return NULL;
      if (part == NULL)
        return NULL;
    }
  return g_object_ref (part);
}
