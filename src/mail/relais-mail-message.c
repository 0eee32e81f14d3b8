/* relais-mail-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-message.h"

#include "relais-extract-private.h"
#include "relais-mail-body-private.h"
#include "relais-outgoing-private.h"
#include "relais-promise.h"
#include "relais-render-private.h"
#include "relais-worker.h"

/* A message can have been made from nothing but its bytes, so its threads are not an account's. */
#define N_THREADS 2

struct _RelaisMailMessage
{
  GObject              parent_instance;

  GBytes              *source;       /* (owned) */
  RelaisParsedMessage *parsed;       /* (owned) */
  GPtrArray           *bodies;       /* (owned) (element-type RelaisMailBody) */
  char                *document;     /* (owned) as rendered without flags */
  gboolean             has_remote;
};

/* What a worker needs, to run without the main thread. */
typedef struct
{
  RelaisMailMessage *message;    /* (owned) */
  RelaisRenderFlags  flags;
  guint              attachment;
} Request;

G_DEFINE_FINAL_TYPE (RelaisMailMessage, relais_mail_message, G_TYPE_OBJECT)

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->message);
  g_free (self);
}

static RelaisWorker *
get_worker (void)
{
  static RelaisWorker *worker;

  if (g_once_init_enter_pointer (&worker))
    g_once_init_leave_pointer (&worker, relais_worker_new ("relais-message", N_THREADS));

  return worker;
}

static void
render_bodies (RelaisMailMessage *self,
               RelaisRender      *render)
{
  gboolean is_forward = relais_parsed_message_has_flag (self->parsed, RELAIS_PARSED_FORWARD);

  for (guint i = 0; i < self->bodies->len; i++)
    {
      const RelaisMailBody *body = self->bodies->pdata[i];

      if (body->is_html)
        {
          relais_render_html (render, body->text, strlen (body->text), is_forward);
        }
      else
        {
          g_autoptr(GArray) segments = relais_quote_split (body->text, NULL, RELAIS_QUOTE_CONTEXT_NONE);

          relais_render_text (render, body->text, (const RelaisTextSegment *) segments->data, segments->len);
        }
    }
}

static gboolean
has_html (RelaisMailMessage *self)
{
  for (guint i = 0; i < self->bodies->len; i++)
    if (((const RelaisMailBody *) self->bodies->pdata[i])->is_html)
      return TRUE;

  return FALSE;
}

static char *
render (RelaisMailMessage *self,
        RelaisRenderFlags  flags,
        gboolean          *has_remote)
{
  RelaisRender render;
  char *document;

  relais_render_init (&render, flags);
  if (has_html (self))
    {
      render_bodies (self, &render);
    }
  else
    {
      guint n_segments;
      const RelaisTextSegment *segments = relais_parsed_message_get_segments (self->parsed, &n_segments);

      /* The extraction knows more: headers, attached messages, invitations. */
      relais_render_text (&render, relais_parsed_message_get_full_text (self->parsed), segments, n_segments);
    }

  document = relais_render_finish (&render, relais_parsed_message_get_language (self->parsed));
  *has_remote = render.has_remote;
  relais_render_clear (&render);

  return document;
}

static gboolean
render_work (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  Request *request = data;
  gboolean has_remote;

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, render (request->message, request->flags, &has_remote));

  return TRUE;
}

/* The bytes of a part as its sender had them. */
static GBytes *
decode_part (CamelMimePart  *part,
             GError        **error)
{
  CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));
  g_autoptr(GByteArray) bytes = NULL;

  if (CAMEL_IS_MIME_MESSAGE (content) || CAMEL_IS_MULTIPART (content))
    return relais_mime_to_wire (content, TRUE, error);

  bytes = relais_extract_decode (part, RELAIS_PARSE_MAX_BYTES, NULL);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
load_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Request *request = data;
  guint n_attachments;
  const RelaisParsedAttachment *attachments = relais_parsed_message_get_attachments (request->message->parsed, &n_attachments);
  g_autoptr(CamelMimeMessage) mime = relais_parsed_message_mime_from_bytes (request->message->source, error);
  g_autoptr(CamelMimePart) part = NULL;
  GBytes *bytes;

  if (mime == NULL)
    return FALSE;

  part = relais_parsed_message_ref_part (mime, attachments[request->attachment].part_path);
  if (part == NULL)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "the message has no such part");
      return FALSE;
    }

  bytes = decode_part (part, error);
  if (bytes == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, bytes);

  return TRUE;
}

static DexFuture *
run (RelaisMailMessage *self,
     const char        *what,
     RelaisWorkFunc     func,
     RelaisRenderFlags  flags,
     guint              attachment)
{
  Request *request = g_new0 (Request, 1);

  request->message = g_object_ref (self);
  request->flags = flags;
  request->attachment = attachment;

  return relais_worker_run (get_worker (), what, func, request, request_free);
}

static DexFuture *
not_found (void)
{
  return relais_future_new_error (g_error_new (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND,
                                               "the message has no such part"));
}

static void
relais_mail_message_finalize (GObject *object)
{
  RelaisMailMessage *self = RELAIS_MAIL_MESSAGE (object);

  g_clear_pointer (&self->source, g_bytes_unref);
  g_clear_pointer (&self->parsed, relais_parsed_message_unref);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_free (self->document);

  G_OBJECT_CLASS (relais_mail_message_parent_class)->finalize (object);
}

static void
relais_mail_message_class_init (RelaisMailMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_mail_message_finalize;
}

static void
relais_mail_message_init (RelaisMailMessage *self)
{
}

/**
 * relais_mail_message_new_from_bytes:
 * @bytes: a whole message
 * @error: %RELAIS_MAIL_ERROR_INVALID: nothing at all, or more than %RELAIS_PARSE_MAX_BYTES
 *
 * Blocking; for a worker: it parses, and renders once.
 *
 * Returns: (transfer full) (nullable): the message
 */
RelaisMailMessage *
relais_mail_message_new_from_bytes (GBytes  *bytes,
                                    GError **error)
{
  g_autoptr(RelaisMailMessage) self = NULL;
  g_autoptr(CamelMimeMessage) mime = NULL;
  g_autoptr(GError) parse_error = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  mime = relais_parsed_message_mime_from_bytes (bytes, &parse_error);
  if (mime == NULL)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s", parse_error->message);
      return NULL;
    }

  self = g_object_new (RELAIS_TYPE_MAIL_MESSAGE, NULL);
  self->source = g_bytes_ref (bytes);
  self->parsed = relais_parsed_message_new_from_mime (mime);
  self->bodies = relais_mail_bodies_collect (mime);
  self->document = render (self, RELAIS_RENDER_DEFAULT, &self->has_remote);

  return g_steal_pointer (&self);
}

RelaisParsedMessage *
relais_mail_message_get_parsed (RelaisMailMessage *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), NULL);

  return self->parsed;
}

GBytes *
relais_mail_message_get_source (RelaisMailMessage *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), NULL);

  return self->source;
}

DexFuture *
relais_mail_message_render (RelaisMailMessage *self,
                            RelaisRenderFlags  flags)
{
  RelaisPromise *promise;
  DexFuture *future;
  g_auto(GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), NULL);

  if (flags != RELAIS_RENDER_DEFAULT)
    return run (self, "render", render_work, flags, 0);

  promise = relais_promise_new ();
  future = relais_promise_dup_future (promise);
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, self->document);
  relais_promise_complete (promise, &value, NULL);

  return future;
}

/**
 * relais_mail_message_has_remote:
 *
 * Returns: whether images of other hosts were left out, so that it makes sense to offer them. Those that only
 *   count readers (invisible, or one or two pixels) are never shown and do not count
 */
gboolean
relais_mail_message_has_remote (RelaisMailMessage *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), FALSE);

  return self->has_remote;
}

/**
 * relais_mail_message_is_plain:
 *
 * Returns: whether what is shown is the full text of the parsed message, without any HTML
 */
gboolean
relais_mail_message_is_plain (RelaisMailMessage *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), FALSE);

  return !has_html (self);
}

DexFuture *
relais_mail_message_load_part (RelaisMailMessage *self,
                               guint              attachment)
{
  guint n_attachments;

  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), NULL);

  relais_parsed_message_get_attachments (self->parsed, &n_attachments);
  if (attachment >= n_attachments)
    return not_found ();

  return run (self, "load a part", load_work, 0, attachment);
}

/**
 * relais_mail_message_load_cid:
 * @content_id: what stands after "cid:", as it is or percent-encoded
 * @media_type: (out) (optional) (nullable): set at once
 *
 * Images only: nothing else is named by what relais_mail_message_render() makes.
 */
DexFuture *
relais_mail_message_load_cid (RelaisMailMessage  *self,
                              const char         *content_id,
                              char              **media_type)
{
  g_autofree char *decoded = NULL;
  const RelaisParsedAttachment *attachments;
  guint n_attachments;

  g_return_val_if_fail (RELAIS_IS_MAIL_MESSAGE (self), NULL);
  g_return_val_if_fail (content_id != NULL, NULL);

  decoded = g_uri_unescape_string (content_id, NULL);
  attachments = relais_parsed_message_get_attachments (self->parsed, &n_attachments);
  for (guint i = 0; i < n_attachments; i++)
    if (attachments[i].content_id != NULL && g_str_has_prefix (attachments[i].media_type, "image/") &&
        (g_str_equal (attachments[i].content_id, content_id) || g_strcmp0 (attachments[i].content_id, decoded) == 0))
      {
        if (media_type != NULL)
          *media_type = g_strdup (attachments[i].media_type);
        return run (self, "load an image", load_work, 0, i);
      }

  if (media_type != NULL)
    *media_type = NULL;

  return not_found ();
}
