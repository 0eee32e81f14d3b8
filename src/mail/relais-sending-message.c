/* relais-sending-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-send-private.h"

/* Camel does not tell how far it came. But it asks the message to write itself to the link (through filters: without them it only
 * counts the bytes), flushes, and then writes the dot by itself. So when this has returned, the dot follows; when it fails
 * or has not been called, the dot never goes out. Used by one thread. */
struct _RelaisSendingMessage
{
  CamelMimeMessage  parent_instance;

  char             *folder;      /* (owned) of the journal */
  char             *message_id;  /* (owned) */
  gboolean          has_left;
};

G_DEFINE_FINAL_TYPE (RelaisSendingMessage, relais_sending_message, CAMEL_TYPE_MIME_MESSAGE)

static gssize
relais_sending_message_write_to_stream_sync (CamelDataWrapper  *wrapper,
                                             CamelStream       *stream,
                                             GCancellable      *cancellable,
                                             GError           **error)
{
  RelaisSendingMessage *self = RELAIS_SENDING_MESSAGE (wrapper);
  CamelDataWrapperClass *parent_class = CAMEL_DATA_WRAPPER_CLASS (relais_sending_message_parent_class);
  gssize written = parent_class->write_to_stream_sync (wrapper, stream, cancellable, error);

  if (written < 0 || !CAMEL_IS_STREAM_FILTER (stream))
    return written;

  /* After this only the dot is missing, and nobody looks at the cancellable before it is out. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !relais_send_journal_set (self->folder, self->message_id, RELAIS_SEND_MARK_LEAVING, error))
    return -1;
  self->has_left = TRUE;

  return written;
}

static void
relais_sending_message_finalize (GObject *object)
{
  RelaisSendingMessage *self = RELAIS_SENDING_MESSAGE (object);

  g_free (self->folder);
  g_free (self->message_id);

  G_OBJECT_CLASS (relais_sending_message_parent_class)->finalize (object);
}

static void
relais_sending_message_class_init (RelaisSendingMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_sending_message_finalize;
  CAMEL_DATA_WRAPPER_CLASS (klass)->write_to_stream_sync = relais_sending_message_write_to_stream_sync;
}

static void
relais_sending_message_init (RelaisSendingMessage *self)
{
}

CamelMimeMessage *
relais_sending_message_new (const char *folder,
                            const char *message_id)
{
  RelaisSendingMessage *self = g_object_new (RELAIS_TYPE_SENDING_MESSAGE, NULL);

  self->folder = g_strdup (folder);
  self->message_id = g_strdup (message_id);

  return CAMEL_MIME_MESSAGE (self);
}

gboolean
relais_sending_message_has_left (RelaisSendingMessage *self)
{
  return self->has_left;
}
