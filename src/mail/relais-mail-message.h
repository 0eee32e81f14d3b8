/* relais-mail-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"
#include "relais-mail-types.h"
#include "relais-parsed-message.h"

G_BEGIN_DECLS

/* A message that was fetched: what to show of it and its parts. Immutable; safe to read from the main thread. */
#define RELAIS_TYPE_MAIL_MESSAGE (relais_mail_message_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMailMessage, relais_mail_message, RELAIS, MAIL_MESSAGE, GObject)

RelaisMailMessage   *relais_mail_message_new_from_bytes (GBytes             *bytes,
                                                         GError            **error);
RelaisParsedMessage *relais_mail_message_get_parsed     (RelaisMailMessage  *self);
GBytes              *relais_mail_message_get_source     (RelaisMailMessage  *self);

/**
 * RelaisRenderFlags:
 * @RELAIS_RENDER_REMOTE: remote images may be named (the web view still decides whether to load them)
 * @RELAIS_RENDER_QUOTES: quoted text starts unfolded
 *
 * Resolves to a string: a whole HTML document made for a web view without scripts. Everything active was removed by an allow
 * list of elements and attributes (no script, form, frame, object, meta, base, link, event handler or style that loads);
 * images name "cid:" parts only, remote ones only when allowed; links keep their target; a Content-Security-Policy
 * in the document allows nothing else. Plain text becomes paragraphs with its links, quotes fold in <details>.
 */
typedef enum
{
  RELAIS_RENDER_DEFAULT = 0,
  RELAIS_RENDER_REMOTE  = 1 << 0,
  RELAIS_RENDER_QUOTES  = 1 << 1,
} RelaisRenderFlags;

/* Plain text in what is rendered: the size of the text and the margin above and below it in pixels, a line in sizes of the text. */
#define RELAIS_RENDER_TEXT 16
#define RELAIS_RENDER_LINE 1.5
#define RELAIS_RENDER_MARGIN 12

DexFuture           *relais_mail_message_render         (RelaisMailMessage  *self,
                                                         RelaisRenderFlags   flags);
gboolean             relais_mail_message_has_remote     (RelaisMailMessage  *self);
gboolean             relais_mail_message_is_plain       (RelaisMailMessage  *self);

/* Resolve to GBytes: a decoded part, by its index in the parsed message's attachments or by Content-ID. */
DexFuture           *relais_mail_message_load_part      (RelaisMailMessage  *self,
                                                         guint               attachment);
DexFuture           *relais_mail_message_load_cid       (RelaisMailMessage  *self,
                                                         const char         *content_id,
                                                         char              **media_type);

G_END_DECLS
