/* relais-extract-body.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-extract-private.h"
#include "relais-parsed-message-private.h"

#include <string.h>

/* Messages attached to messages attached to messages. */
#define MAX_FORWARD_DEPTH 4
#define MAX_FORWARDS 20
#define MAX_BODY_BYTES (2u * 1024 * 1024)

static void walk_part (RelaisExtract *self,
                       CamelMimePart *part,
                       const char *path,
                       guint depth,
                       gboolean is_related);

void
relais_extract_init (RelaisExtract *self,
                     guint depth)
{
  *self = (RelaisExtract){
    .text = g_string_new (NULL),
    .ranges = g_array_new (FALSE, FALSE, sizeof (RelaisQuoteRange)),
    .forwards = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_parsed_message_unref),
    .attachments = g_array_new (FALSE, TRUE, sizeof (RelaisParsedAttachment)),
    .depth = depth,
  };
  g_array_set_clear_func (self->attachments, (GDestroyNotify) relais_extract_clear_attachment);
}

void
relais_extract_clear (RelaisExtract *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  self->text = NULL;
  g_clear_pointer (&self->ranges, g_array_unref);
  g_clear_pointer (&self->forwards, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_array_unref);
  g_clear_pointer (&self->calendar, g_free);
}

static char *
child_path (const char *path,
            guint index)
{
  return g_str_equal (path, "0") ? g_strdup_printf ("%u", index)
                                 : g_strdup_printf ("%s.%u", path, index);
}

/* Adds a text to those found so far, a blank line between. */
static void
add_text (RelaisExtract *self,
          const char *text,
          GArray *ranges)
{
  gsize room = RELAIS_PARSE_MAX_TEXT - MIN (self->text->len, RELAIS_PARSE_MAX_TEXT);
  gsize length = strlen (text);
  gsize start;

  if (text[strspn (text, " \t\n")] == '\0')
    return;
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  start = self->text->len;
  if (length > room)
    {
      length = room;
      while (length > 0 && (text[length] & 0xc0) == 0x80)
        length--;
      self->flags |= RELAIS_PARSED_TRUNCATED;
    }
  g_string_append_len (self->text, text, length);
  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      RelaisQuoteRange range = g_array_index (ranges, RelaisQuoteRange, i);

      range.start += start;
      g_array_append_val (self->ranges, range);
    }
}

/* Whether a text part is something to save rather than something to read. */
static gboolean
is_file (CamelMimePart *part)
{
  const char *disposition = camel_mime_part_get_disposition (part);
  const char *name = camel_mime_part_get_filename (part);

  if (disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0)
    return TRUE;
  return name != NULL && *name != '\0';
}

/* The best child of multipart/alternative: HTML, alone or in another multipart, else plain text,
 * else the last one that is text (RFC 2046 section 5.1.4: the last is the richest). */
static guint
best_alternative (CamelMultipart *multipart,
                  guint n_parts)
{
  guint best = 0;
  int best_rank = -1;

  for (guint i = 0; i < n_parts; i++)
    {
      CamelMimePart *part = camel_multipart_get_part (multipart, i);
      int rank = 0;

      if (part == NULL || is_file (part))
        rank = 0;
      else if (relais_extract_part_is (part, "text", "html"))
        rank = 5;
      else if (relais_extract_part_is (part, "multipart", "*"))
        rank = 4;
      else if (relais_extract_part_is (part, "text", "plain"))
        rank = 3;
      else if (relais_extract_part_is (part, "text", "calendar"))
        rank = 1;
      else if (relais_extract_part_is (part, "text", "*"))
        rank = 2;
      if (rank >= best_rank)
        {
          best = i;
          best_rank = rank;
        }
    }
  return best;
}

static void
walk_child (RelaisExtract *self,
            CamelMultipart *multipart,
            guint index,
            const char *path,
            guint depth,
            gboolean is_related)
{
  CamelMimePart *part = camel_multipart_get_part (multipart, index);
  g_autofree char *own_path = child_path (path, index + 1);

  if (part != NULL)
    walk_part (self, part, own_path, depth + 1, is_related);
}

static void
walk_alternative (RelaisExtract *self,
                  CamelMultipart *multipart,
                  guint n_parts,
                  const char *path,
                  guint depth)
{
  guint best = best_alternative (multipart, n_parts);
  gsize before = self->text->len;

  walk_child (self, multipart, best, path, depth, FALSE);
  /* An HTML part may have nothing to read (one picture): take what the others have. */
  for (guint i = n_parts; i-- > 0 && self->text->len == before;)
    if (i != best)
      {
        CamelMimePart *part = camel_multipart_get_part (multipart, i);

        if (part != NULL && relais_extract_part_is (part, "text", "plain") && !is_file (part))
          walk_child (self, multipart, i, path, depth, FALSE);
      }
  for (guint i = 0; i < n_parts; i++)
    {
      CamelMimePart *part = camel_multipart_get_part (multipart, i);

      if (i != best && part != NULL &&
          (relais_extract_part_is (part, "text", "calendar") || is_file (part)))
        walk_child (self, multipart, i, path, depth, FALSE);
    }
}

static void
walk_multipart (RelaisExtract *self,
                CamelMimePart *part,
                CamelMultipart *multipart,
                const char *path,
                guint depth)
{
  guint n_parts = MIN (camel_multipart_get_number (multipart), RELAIS_PARSE_MAX_PARTS);
  gboolean related = relais_extract_part_is (part, "multipart", "related");

  if (relais_extract_part_is (part, "multipart", "encrypted"))
    {
      self->flags |= RELAIS_PARSED_ENCRYPTED;
      return;
    }
  if (n_parts == 0)
    return;
  if (relais_extract_part_is (part, "multipart", "signed"))
    {
      self->flags |= RELAIS_PARSED_SIGNED;
      walk_child (self, multipart, 0, path, depth, FALSE);
      return;
    }
  if (relais_extract_part_is (part, "multipart", "report"))
    {
      /* The other parts are for machines and give back what was sent: relais_report_parse()
       * reads them. */
      self->flags |= RELAIS_PARSED_REPORT | RELAIS_PARSED_AUTOMATIC;
      walk_child (self, multipart, 0, path, depth, FALSE);
      return;
    }
  if (relais_extract_part_is (part, "multipart", "alternative"))
    {
      walk_alternative (self, multipart, n_parts, path, depth);
      return;
    }
  for (guint i = 0; i < n_parts; i++)
    walk_child (self, multipart, i, path, depth, related);
}

static void
walk_message (RelaisExtract *self,
              CamelMimePart *part,
              CamelMimeMessage *message,
              const char *path)
{
  relais_extract_add_attachment (self, part, path, FALSE);
  if (self->depth >= MAX_FORWARD_DEPTH || self->forwards->len >= MAX_FORWARDS)
    return;
  g_ptr_array_add (self->forwards, relais_parsed_message_new_nested (message, self->depth + 1));
}

static void
walk_text (RelaisExtract *self,
           CamelMimePart *part)
{
  g_autoptr (GArray) ranges = NULL;
  g_autofree char *text = NULL;
  gboolean truncated = FALSE;

  text = relais_extract_part_text (part, MAX_BODY_BYTES, &ranges, &truncated);
  if (truncated)
    self->flags |= RELAIS_PARSED_TRUNCATED;
  if (strstr (text, "-----BEGIN PGP MESSAGE-----") != NULL)
    self->flags |= RELAIS_PARSED_ENCRYPTED;
  else
    {
      g_autofree char *stripped = relais_extract_strip_pgp (text);

      if (stripped != NULL)
        {
          /* Offsets of HTML containers, should there be any, no longer hold. */
          self->flags |= RELAIS_PARSED_SIGNED;
          add_text (self, stripped, NULL);
        }
      else
        add_text (self, text, ranges);
    }
}

static void
walk_calendar (RelaisExtract *self,
               CamelMimePart *part,
               const char *path)
{
  g_autofree char *ics =
    relais_extract_part_text (part, RELAIS_PARSE_MAX_ATTACHMENT_TEXT, NULL, NULL);

  self->flags |= RELAIS_PARSED_CALENDAR;
  if (self->calendar == NULL)
    self->calendar = relais_extract_calendar (ics);
  relais_extract_add_attachment (self, part, path, FALSE);
}

/* RFC 8551: what is only signed is unreadable for us too, but not for everybody. */
static void
note_smime (RelaisExtract *self,
            CamelMimePart *part)
{
  const char *kind = camel_content_type_param (relais_extract_content_type (part), "smime-type");

  if (kind != NULL && g_ascii_strcasecmp (kind, "signed-data") == 0)
    self->flags |= RELAIS_PARSED_SIGNED;
  else if (kind == NULL || g_ascii_strcasecmp (kind, "certs-only") != 0)
    self->flags |= RELAIS_PARSED_ENCRYPTED;
}

static void
walk_part (RelaisExtract *self,
           CamelMimePart *part,
           const char *path,
           guint depth,
           gboolean is_related)
{
  CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));

  if (content == NULL || depth > RELAIS_PARSE_MAX_DEPTH ||
      self->n_parts++ >= RELAIS_PARSE_MAX_PARTS)
    {
      self->flags |= content != NULL ? RELAIS_PARSED_TRUNCATED : RELAIS_PARSED_NONE;
      return;
    }
  if (CAMEL_IS_MULTIPART (content))
    {
      walk_multipart (self, part, CAMEL_MULTIPART (content), path, depth);
      return;
    }
  if (CAMEL_IS_MIME_MESSAGE (content))
    {
      walk_message (self, part, CAMEL_MIME_MESSAGE (content), path);
      return;
    }
  if (relais_extract_part_is (part, "application", "pkcs7-mime") ||
      relais_extract_part_is (part, "application", "x-pkcs7-mime"))
    note_smime (self, part);
  if (relais_extract_part_is (part, "text", "calendar"))
    walk_calendar (self, part, path);
  else if ((relais_extract_part_is (part, "text", "plain") ||
            relais_extract_part_is (part, "text", "html")) &&
           !is_file (part))
    walk_text (self, part);
  else
    relais_extract_add_attachment (self, part, path, is_related);
}

void
relais_extract_walk (RelaisExtract *self,
                     CamelMimePart *part)
{
  walk_part (self, part, "0", 0, FALSE);
}
