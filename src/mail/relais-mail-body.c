/* relais-mail-body.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-extract-private.h"
#include "relais-mail-body-private.h"

#define MAX_BODY (2 * 1024 * 1024)
#define MAX_BODIES 50
#define MAX_STEPS 500

/* Where the walk still has to go. The stack bounds what recursion would not. */
typedef struct
{
  GPtrArray *bodies;
  GPtrArray *waiting;  /* (element-type CamelMimePart), the next one last */
  guint      n_steps;
} Walk;

static void
body_free (gpointer data)
{
  RelaisMailBody *self = data;

  g_free (self->text);
  g_free (self);
}

static gboolean
part_is (CamelMimePart *part,
         const char    *type,
         const char    *subtype)
{
  CamelContentType *content_type = camel_mime_part_get_content_type (part);

  if (content_type == NULL || content_type->type == NULL || content_type->subtype == NULL)
    return g_str_equal (type, "text") && g_str_equal (subtype, "plain");

  return camel_content_type_is (content_type, type, subtype) != 0;
}

static gboolean
is_file (CamelMimePart *part)
{
  const char *disposition = camel_mime_part_get_disposition (part);
  const char *name = camel_mime_part_get_filename (part);

  return (disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0) ||
         (name != NULL && *name != '\0');
}

/* RFC 2046, section 5.1.4: the last one that we can show is the richest. */
static CamelMimePart *
best_alternative (CamelMultipart *multipart,
                  guint           n_parts)
{
  CamelMimePart *best = NULL;
  int best_rank = 0;

  for (guint i = 0; i < n_parts; i++)
    {
      CamelMimePart *part = camel_multipart_get_part (multipart, i);
      int rank;

      if (part == NULL || is_file (part))
        continue;
      rank = part_is (part, "text", "html") ? 3 : part_is (part, "multipart", "*") ? 2 : part_is (part, "text", "plain") ? 1 : 0;
      if (rank > 0 && rank >= best_rank)
        {
          best = part;
          best_rank = rank;
        }
    }

  return best;
}

static void
walk_multipart (Walk           *self,
                CamelMimePart  *part,
                CamelMultipart *multipart)
{
  guint n_parts = MIN (camel_multipart_get_number (multipart), RELAIS_PARSE_MAX_PARTS);

  if (n_parts == 0 || part_is (part, "multipart", "encrypted"))
    return;

  if (part_is (part, "multipart", "alternative"))
    {
      CamelMimePart *best = best_alternative (multipart, n_parts);

      if (best != NULL)
        g_ptr_array_add (self->waiting, best);
      return;
    }

  /* Of a related multipart the first is the root (RFC 2387), of a signed one the content (RFC 1847). */
  if (part_is (part, "multipart", "related") || part_is (part, "multipart", "signed"))
    n_parts = 1;
  for (guint i = n_parts; i > 0; i--)
    {
      CamelMimePart *child = camel_multipart_get_part (multipart, i - 1);

      if (child != NULL)
        g_ptr_array_add (self->waiting, child);
    }
}

/* "charset=" in the beginning of an HTML text, for parts whose header says nothing. */
static char *
html_charset (const GByteArray *bytes)
{
  g_autofree char *head = g_strndup ((const char *) bytes->data, MIN (bytes->len, 1024));
  g_autoptr(GRegex) regex = g_regex_new ("<meta[^>]*charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{1,40})",
                                         G_REGEX_RAW | G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  return g_regex_match (regex, head, G_REGEX_MATCH_DEFAULT, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static void
add_body (Walk          *self,
          CamelMimePart *part)
{
  gboolean is_html = part_is (part, "text", "html");
  RelaisMailBody *body;

  body = g_new0 (RelaisMailBody, 1);
  body->is_html = is_html;
  if (is_html)
    {
      CamelContentType *type = camel_mime_part_get_content_type (part);
      const char *charset = type != NULL ? camel_content_type_param (type, "charset") : NULL;
      g_autoptr(GByteArray) bytes = relais_extract_decode (part, MAX_BODY, NULL);
      g_autofree char *found = charset == NULL ? html_charset (bytes) : NULL;

      body->text = relais_extract_to_utf8 ((const char *) bytes->data, bytes->len, charset != NULL ? charset : found);
    }
  else
    {
      body->text = relais_extract_part_text (part, MAX_BODY, NULL, NULL);
    }
  g_ptr_array_add (self->bodies, body);
}

GPtrArray *
relais_mail_bodies_collect (CamelMimeMessage *message)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new ();
  g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func (body_free);
  Walk walk = { bodies, waiting, 0 };

  g_ptr_array_add (waiting, message);
  while (waiting->len > 0 && bodies->len < MAX_BODIES && walk.n_steps++ < MAX_STEPS)
    {
      CamelMimePart *part = g_ptr_array_steal_index (waiting, waiting->len - 1);
      CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));

      if (CAMEL_IS_MULTIPART (content))
        walk_multipart (&walk, part, CAMEL_MULTIPART (content));
      else if (content != NULL && !CAMEL_IS_MIME_MESSAGE (content) && !is_file (part) &&
               (part_is (part, "text", "html") || part_is (part, "text", "plain")))
        add_body (&walk, part);
    }

  return g_steal_pointer (&bodies);
}
