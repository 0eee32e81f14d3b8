/* relais-outgoing-header.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-outgoing-part-private.h"

/* RFC 2047, section 2: an encoded word has at most 75 characters. */
#define MAX_WORD 45

/* Longer words do not leave room to fold. */
#define MAX_PLAIN_WORD 60

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
      if (word > MAX_PLAIN_WORD)
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

void
relais_outgoing_set_headers (RelaisOutgoing         *self,
                             CamelMimeMessage       *message,
                             RelaisOutgoingPurpose   purpose,
                             gint64                  date)
{
  g_autoptr(GString) from = g_string_new (NULL);

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
}
