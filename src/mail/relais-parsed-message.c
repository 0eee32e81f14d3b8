/* relais-parsed-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-parsed-message-private.h"

#include <string.h>

#include "relais-report.h"

G_DEFINE_QUARK (relais-parse-error-quark, relais_parse_error)

G_DEFINE_BOXED_TYPE (RelaisParsedMessage,
                     relais_parsed_message,
                     relais_parsed_message_ref,
                     relais_parsed_message_unref)

RelaisParsedMessage *
relais_parsed_message_ref (RelaisParsedMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
relais_parsed_message_unref (RelaisParsedMessage *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->message_id);
  g_free (self->in_reply_to);
  g_strfreev (self->references);
  g_free (self->subject);
  g_free (self->plain_subject);
  g_free (self->from.name);
  g_free (self->from.address);
  g_free (self->reply_to);
  g_clear_pointer (&self->to, g_array_unref);
  g_clear_pointer (&self->cc, g_array_unref);
  g_free (self->list_id);
  g_free (self->list_unsubscribe);
  g_free (self->text);
  g_free (self->full_text);
  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->attachments, g_array_unref);
  g_clear_pointer (&self->report, relais_report_unref);
  g_free (self);
}

static void
note_report (RelaisParsedMessage *self,
             CamelMimeMessage *message)
{
  self->report = relais_report_parse (message);

  switch (relais_report_get_report_type (self->report))
    {
    case RELAIS_REPORT_DSN:
    case RELAIS_REPORT_MDN:
    case RELAIS_REPORT_FEEDBACK:
      self->flags |= RELAIS_PARSED_REPORT | RELAIS_PARSED_AUTOMATIC;
      break;
    case RELAIS_REPORT_AUTO_REPLY:
      self->flags |= RELAIS_PARSED_AUTO_REPLY;
      break;
    case RELAIS_REPORT_NONE:
    default:
      break;
    }
}

RelaisParsedMessage *
relais_parsed_message_new_nested (CamelMimeMessage *message,
                                  guint depth)
{
  RelaisParsedMessage *self = g_new0 (RelaisParsedMessage, 1);

  g_atomic_ref_count_init (&self->refs);
  relais_parse_headers (self, message);
  if (depth == 0)
    note_report (self, message);
  relais_parse_body (self, message, depth);
  return self;
}

RelaisParsedMessage *
relais_parsed_message_new_from_mime (CamelMimeMessage *message)
{
  g_return_val_if_fail (CAMEL_IS_MIME_MESSAGE (message), NULL);

  return relais_parsed_message_new_nested (message, 0);
}

/* Some stores keep the line that separates messages in a mbox file. */
static GBytes *
skip_mbox_line (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *newline;

  if (length < 5 || strncmp (data, "From ", 5) != 0)
    return g_bytes_ref (bytes);
  newline = memchr (data, '\n', length);
  if (newline == NULL)
    return g_bytes_ref (bytes);
  return g_bytes_new_from_bytes (bytes, newline + 1 - data, length - (newline + 1 - data));
}

CamelMimeMessage *
relais_parsed_message_mime_from_bytes (GBytes *bytes,
                                       GError **error)
{
  g_autoptr (CamelMimeMessage) message = NULL;
  g_autoptr (GBytes) bare = NULL;
  g_autoptr (GBytes) guarded = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, RELAIS_PARSE_ERROR, RELAIS_PARSE_ERROR_EMPTY,
                           "The message is empty");
      return NULL;
    }
  if (g_bytes_get_size (bytes) > RELAIS_PARSE_MAX_BYTES)
    {
      g_set_error_literal (error, RELAIS_PARSE_ERROR, RELAIS_PARSE_ERROR_TOO_LARGE,
                           "The message is too large to be read");
      return NULL;
    }
  bare = skip_mbox_line (bytes);
  guarded = relais_parse_guard (bare);
  message = camel_mime_message_new ();
  if (!camel_data_wrapper_construct_from_data_sync (CAMEL_DATA_WRAPPER (message),
                                                    g_bytes_get_data (guarded, NULL),
                                                    g_bytes_get_size (guarded), NULL, error))
    return NULL;
  return g_steal_pointer (&message);
}

RelaisParsedMessage *
relais_parsed_message_new_from_bytes (GBytes *bytes,
                                      GError **error)
{
  g_autoptr (CamelMimeMessage) message = relais_parsed_message_mime_from_bytes (bytes, error);

  return message != NULL ? relais_parsed_message_new_from_mime (message) : NULL;
}

RelaisParsedMessage *
relais_parsed_message_new_from_file (GFile *file,
                                     GCancellable *cancellable,
                                     GError **error)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, cancellable, NULL, error);

  return bytes != NULL ? relais_parsed_message_new_from_bytes (bytes, error) : NULL;
}

const char *
relais_parsed_message_get_message_id (RelaisParsedMessage *self)
{
  return self->message_id;
}

const char *
relais_parsed_message_get_in_reply_to (RelaisParsedMessage *self)
{
  return self->in_reply_to;
}

const char *const *
relais_parsed_message_get_references (RelaisParsedMessage *self)
{
  return (const char *const *) self->references;
}

const char *
relais_parsed_message_get_subject (RelaisParsedMessage *self)
{
  return self->subject;
}

const char *
relais_parsed_message_get_plain_subject (RelaisParsedMessage *self)
{
  return self->plain_subject;
}

const char *
relais_parsed_message_get_from_name (RelaisParsedMessage *self)
{
  return self->from.name;
}

const char *
relais_parsed_message_get_from_address (RelaisParsedMessage *self)
{
  return self->from.address;
}

const char *
relais_parsed_message_get_reply_to (RelaisParsedMessage *self)
{
  return self->reply_to;
}

const RelaisParsedAddress *
relais_parsed_message_get_to (RelaisParsedMessage *self,
                              guint *n_addresses)
{
  *n_addresses = self->to->len;
  return (const RelaisParsedAddress *) (gpointer) self->to->data;
}

const RelaisParsedAddress *
relais_parsed_message_get_cc (RelaisParsedMessage *self,
                              guint *n_addresses)
{
  *n_addresses = self->cc->len;
  return (const RelaisParsedAddress *) (gpointer) self->cc->data;
}

gint64
relais_parsed_message_get_date (RelaisParsedMessage *self)
{
  return self->date;
}

const char *
relais_parsed_message_get_list_id (RelaisParsedMessage *self)
{
  return self->list_id;
}

const char *
relais_parsed_message_get_list_unsubscribe (RelaisParsedMessage *self)
{
  return self->list_unsubscribe;
}

RelaisParsedFlags
relais_parsed_message_get_flags (RelaisParsedMessage *self)
{
  return self->flags;
}

gboolean
relais_parsed_message_has_flag (RelaisParsedMessage *self,
                                RelaisParsedFlags flag)
{
  return (self->flags & flag) != 0;
}

const char *
relais_parsed_message_get_text (RelaisParsedMessage *self)
{
  return self->text;
}

const char *
relais_parsed_message_get_full_text (RelaisParsedMessage *self)
{
  return self->full_text;
}

const RelaisTextSegment *
relais_parsed_message_get_segments (RelaisParsedMessage *self,
                                    guint *n_segments)
{
  *n_segments = self->segments->len;
  return (const RelaisTextSegment *) (gpointer) self->segments->data;
}

const char *
relais_parsed_message_get_language (RelaisParsedMessage *self)
{
  return self->language;
}

double
relais_parsed_message_get_language_confidence (RelaisParsedMessage *self)
{
  return self->language_confidence;
}

RelaisReport *
relais_parsed_message_get_report (RelaisParsedMessage *self)
{
  return self->report;
}

const RelaisParsedAttachment *
relais_parsed_message_get_attachments (RelaisParsedMessage *self,
                                       guint *n_attachments)
{
  *n_attachments = self->attachments->len;
  return (const RelaisParsedAttachment *) (gpointer) self->attachments->data;
}
