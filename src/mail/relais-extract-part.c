/* relais-extract-part.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-extract-private.h"
#include "relais-html-text.h"

#include <string.h>

#define CHUNK (32u * 1024)
#define MAX_NAME 180

typedef struct {
  CamelTransferEncoding encoding;
  int state;
  guint save;
  int quoted_save;
} Decoder;

static gsize
decode_chunk (Decoder *self,
              const guint8 *in,
              gsize length,
              guint8 *out)
{
  switch (self->encoding)
    {
    case CAMEL_TRANSFER_ENCODING_BASE64:
      return g_base64_decode_step ((const char *) in, length, out, &self->state, &self->save);
    case CAMEL_TRANSFER_ENCODING_QUOTEDPRINTABLE:
      return camel_quoted_decode_step ((guchar *) in, length, out, &self->state,
                                       &self->quoted_save);
    case CAMEL_TRANSFER_ENCODING_UUENCODE:
      return camel_uudecode_step ((guchar *) in, length, out, &self->state, &self->save);
    case CAMEL_TRANSFER_ENCODING_DEFAULT:
    case CAMEL_TRANSFER_ENCODING_7BIT:
    case CAMEL_TRANSFER_ENCODING_8BIT:
    case CAMEL_TRANSFER_ENCODING_BINARY:
    case CAMEL_TRANSFER_NUM_ENCODINGS:
    default:
      memcpy (out, in, length);
      return length;
    }
}

CamelContentType *
relais_extract_content_type (CamelMimePart *part)
{
  CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));
  CamelContentType *type =
    content != NULL ? camel_data_wrapper_get_mime_type_field (content) : NULL;

  if (type == NULL)
    type = camel_mime_part_get_content_type (part);
  return type != NULL && type->type != NULL && type->subtype != NULL ? type : NULL;
}

GByteArray *
relais_extract_decode (CamelMimePart *part,
                       gsize max,
                       gsize *size)
{
  CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));
  GByteArray *result = g_byte_array_new ();
  GByteArray *raw;
  Decoder decoder = { 0 };
  gsize total = 0;

  if (size != NULL)
    *size = 0;
  if (content == NULL || CAMEL_IS_MULTIPART (content) || CAMEL_IS_MIME_PART (content))
    return result;
  raw = camel_data_wrapper_get_byte_array (content);
  decoder.encoding = camel_data_wrapper_get_encoding (content);
  if (decoder.encoding == CAMEL_TRANSFER_ENCODING_UUENCODE)
    decoder.state = CAMEL_UUDECODE_STATE_INIT;
  for (gsize at = 0; at < raw->len && (size != NULL || result->len < max);)
    {
      guint8 out[CHUNK + 8];
      gsize n = MIN (raw->len - at, CHUNK);
      gsize decoded = decode_chunk (&decoder, raw->data + at, n, out);

      if (result->len < max)
        g_byte_array_append (result, out, MIN (decoded, max - result->len));
      total += decoded;
      at += n;
    }
  if (size != NULL)
    *size = total;
  return result;
}

/* Every byte means something here, so this cannot fail: Latin-1 with the characters that Windows
 * puts between 0x80 and 0x9f. */
static char *
from_windows_1252 (const char *data,
                   gsize length)
{
  static const guint16 high[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
  };
  GString *out = g_string_sized_new (length + length / 4 + 1);

  for (gsize i = 0; i < length; i++)
    {
      guchar c = data[i];

      if (c == '\0')
        continue;
      if (c < 0x80)
        g_string_append_c (out, c);
      else
        g_string_append_unichar (out, c < 0xa0 ? high[c - 0x80] : c);
    }
  return g_string_free (out, FALSE);
}

/* What the charset conversion of Camel makes of the bytes; NULL when it does not know the
 * charset or what comes out is no UTF-8 (both happen in real mail). */
static char *
convert (const char *data,
         gsize length,
         const char *charset)
{
  g_autoptr (CamelMimeFilter) filter = camel_mime_filter_charset_new (charset, "UTF-8");
  char *out = NULL;
  gsize out_length = 0;
  gsize prespace = 0;

  if (filter == NULL)
    return NULL;
  camel_mime_filter_complete (filter, data, length, 0, &out, &out_length, &prespace);
  if (out == NULL || (out_length == 0 && length > 0) ||
      !g_utf8_validate_len (out, out_length, NULL))
    return NULL;
  return g_strndup (out, out_length);
}

char *
relais_extract_to_utf8 (const char *data,
                        gsize length,
                        const char *charset)
{
  /* Charsets that shift state or use two bytes for ASCII: valid UTF-8 says nothing about them. */
  static const char *const opaque[] = { "utf-16", "utf-32", "utf-7", "iso-2022",
                                        "hz-gb",  "ucs-",   NULL };
  g_autofree char *lower = NULL;
  gboolean is_opaque = FALSE;
  char *converted = NULL;

  if (length == 0)
    return g_strdup ("");
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid (data + 3, length - 3);
  if (charset == NULL && length >= 2
      && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    charset = "utf-16";
  lower = g_ascii_strdown (charset != NULL ? charset : "", -1);
  for (gsize i = 0; opaque[i] != NULL; i++)
    is_opaque = is_opaque || g_str_has_prefix (lower, opaque[i]);

  /* Text that is valid UTF-8 beyond ASCII is UTF-8, whatever its label says. */
  if (!is_opaque && g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);
  if (g_str_has_prefix (lower, "utf-8") || g_str_equal (lower, "utf8"))
    {
      g_autofree char *valid = g_utf8_make_valid (data, length);
      gsize bad = 0;
      gsize good = 0;

      /* A cut or damaged character leaves most of the others right. */
      for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
        if ((guchar) *p >= 0x80)
          {
            if (g_utf8_get_char (p) == 0xfffd)
              bad++;
            else
              good++;
          }
      if (good > bad)
        return g_steal_pointer (&valid);
      return from_windows_1252 (data, length);
    }
  /* As browsers do: what is labelled Latin-1 is windows-1252. */
  if (*lower != '\0' && !g_str_equal (lower, "us-ascii") && !g_str_equal (lower, "iso-8859-1")
      && !g_str_equal (lower, "latin1") && !g_str_equal (lower, "windows-1252"))
    converted = convert (data, length, charset);
  return converted != NULL ? converted : from_windows_1252 (data, length);
}

static gboolean
is_invisible (gunichar c,
              const char *next)
{
  if (c == 0x200d)
    return g_utf8_get_char (next) < 0x2190;
  return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || c == 0xfeff || c == 0xfffc
         || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x206f) || (c >= 0x7f && c < 0xa0);
}

char *
relais_extract_tidy (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  guint n_newlines = 0;

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\r' && *next == '\n')
        ;
      else if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == '\f')
        {
          while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
            g_string_truncate (out, out->len - 1);
          n_newlines = out->len > 0 && out->str[out->len - 1] == '\n' ? n_newlines + 1 : 1;
          if (n_newlines <= 3 && out->len > 0)
            g_string_append_c (out, '\n');
        }
      else if (c == 0xa0 || c == 0x202f || c == 0x2007 || c == 0x3000)
        g_string_append_c (out, ' ');
      else if (c == '\t' || (c >= 0x20 && !is_invisible (c, next)))
        g_string_append_len (out, p, next - p);
      p = next;
    }
  while (out->len > 0 && g_ascii_isspace (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* "charset=…" in the beginning of an HTML text, for parts whose header says nothing. */
static char *
html_charset (const char *data,
              gsize length)
{
  const char *found = g_strstr_len (data, MIN (length, 1024), "charset=");
  const char *end = data + MIN (length, 1024);
  gsize n = 0;

  if (found == NULL)
    return NULL;
  found += strlen ("charset=");
  if (found < end && (*found == '"' || *found == '\''))
    found++;
  while (found + n < end && (g_ascii_isalnum (found[n]) || strchr ("-_:.", found[n]) != NULL)
         && found[n] != '\0')
    n++;
  return n > 0 && n < 40 ? g_strndup (found, n) : NULL;
}

char *
relais_extract_part_text (CamelMimePart *part,
                          gsize max,
                          GArray **ranges,
                          gboolean *truncated)
{
  CamelContentType *type = relais_extract_content_type (part);
  const char *charset = type != NULL ? camel_content_type_param (type, "charset") : NULL;
  gboolean html = type != NULL && camel_content_type_is (type, "text", "html");
  g_autoptr (GByteArray) bytes = relais_extract_decode (part, max, NULL);
  g_autofree char *found = NULL;
  g_autofree char *utf8 = NULL;
  g_autofree char *unflowed = NULL;
  const char *format;
  const char *del_sp;

  if (truncated != NULL && bytes->len >= max)
    *truncated = TRUE;
  if (charset == NULL && html && bytes->len > 0)
    charset = found = html_charset ((const char *) bytes->data, bytes->len);
  utf8 = relais_extract_to_utf8 ((const char *) bytes->data, bytes->len, charset);
  if (html)
    return relais_html_to_text (utf8, -1, ranges);
  format = type != NULL ? camel_content_type_param (type, "format") : NULL;
  del_sp = type != NULL ? camel_content_type_param (type, "delsp") : NULL;
  if (format != NULL && g_ascii_strcasecmp (format, "flowed") == 0)
    {
      unflowed =
        relais_extract_unflow (utf8, del_sp != NULL && g_ascii_strcasecmp (del_sp, "yes") == 0);
      return relais_extract_tidy (unflowed);
    }
  return relais_extract_tidy (utf8);
}

static const char *
extension_for (const char *media_type)
{
  static const struct {
    const char *type;
    const char *extension;
  } known[] = {
    { "text/plain", ".txt" },     { "text/html", ".html" },     { "text/calendar", ".ics" },
    { "text/vcard", ".vcf" },     { "text/x-vcard", ".vcf" },   { "text/csv", ".csv" },
    { "image/jpeg", ".jpg" },     { "image/png", ".png" },      { "image/gif", ".gif" },
    { "image/svg+xml", ".svg" },  { "image/webp", ".webp" },    { "application/pdf", ".pdf" },
    { "application/zip", ".zip" }, { "message/rfc822", ".eml" }, { "message/global", ".eml" },
    { "application/pkcs7-mime", ".p7m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].type, media_type))
      return known[i].extension;
  return ".bin";
}

char *
relais_extract_file_name (const char *name,
                          const char *media_type)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autoptr (GString) safe = g_string_new (NULL);
  const char *base = valid;

  /* Paths of the sender's machine are nobody's business, and dangerous on ours. */
  for (const char *p = valid; *p != '\0'; p++)
    if ((*p == '/' || *p == '\\') && p[1] != '\0')
      base = p + 1;
  for (const char *p = base; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || (c >= 0x7f && c < 0xa0) || is_invisible (c, g_utf8_next_char (p)))
        continue;
      if (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL)
        g_string_append_c (safe, '_');
      else
        g_string_append_unichar (safe, c);
    }
  /* Hidden files and names that only a shell would notice. */
  while (safe->len > 0 && (safe->str[0] == '.' || safe->str[0] == ' ' || safe->str[0] == '-'))
    g_string_erase (safe, 0, 1);
  while (safe->len > 0 && (safe->str[safe->len - 1] == '.' || safe->str[safe->len - 1] == ' '))
    g_string_truncate (safe, safe->len - 1);
  if (safe->len == 0)
    g_string_append_printf (safe, "%s%s",
                            g_str_equal (media_type, "message/rfc822") ? "message" : "attachment",
                            extension_for (media_type));
  if (safe->len > MAX_NAME)
    {
      const char *dot = strrchr (safe->str, '.');
      g_autofree char *extension = g_strdup (dot != NULL && strlen (dot) <= 12 ? dot : "");
      gsize keep = MAX_NAME - strlen (extension);

      while ((safe->str[keep] & 0xc0) == 0x80)
        keep--;
      g_string_truncate (safe, keep);
      g_string_append (safe, extension);
    }
  return g_string_free (g_steal_pointer (&safe), FALSE);
}
