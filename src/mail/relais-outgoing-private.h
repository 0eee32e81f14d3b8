/* relais-outgoing-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

#include "relais-outgoing.h"

G_BEGIN_DECLS

/* A mailbox of the header. */
typedef struct
{
  RelaisRecipientKind  kind;
  char                *name;     /* (owned) (nullable) */
  char                *address;  /* (owned) normalised */
} RelaisRecipient;

/* A file to attach, read when the mail is built. */
typedef struct
{
  char *path;        /* (owned) absolute */
  char *name;        /* (owned) */
  char *media_type;  /* (owned) */
  char *content_id;  /* (owned) (nullable) shown inside the HTML */
} RelaisOutgoingFile;

/* Immutable once it is given to a worker. */
struct _RelaisOutgoing
{
  GObject               parent_instance;

  char                 *account;      /* (owned) */
  char                 *message_id;   /* (owned) */
  RelaisRecipient       from;         /* address (nullable) until set */
  GPtrArray            *recipients;   /* (owned) (element-type RelaisRecipient) */
  char                 *subject;      /* (owned) */
  char                 *text;         /* (owned) (nullable) */
  char                 *html;         /* (owned) (nullable) */
  char                 *in_reply_to;  /* (owned) (nullable) */
  GStrv                 references;   /* (owned) (nullable) */
  RelaisOutgoingOrigin  origin;
  GPtrArray            *files;        /* (owned) (element-type RelaisOutgoingFile) */
  GBytes               *forwarded;    /* (owned) (nullable) */
};

typedef enum
{
  RELAIS_OUTGOING_WIRE,
  RELAIS_OUTGOING_COPY,   /* for our own Sent folder: names the blind copies */
} RelaisOutgoingPurpose;

void      relais_outgoing_file_free      (gpointer                data);

/* Whether there is a sender and a recipient. */
gboolean  relais_outgoing_is_complete    (RelaisOutgoing         *self,
                                          GError                **error);

/* Takes back an id that was given before; for the way through JSON. */
gboolean  relais_outgoing_set_message_id (RelaisOutgoing         *self,
                                          const char             *message_id,
                                          GError                **error);

/* Blocking; for a worker. Fills @message, which may be of a subclass. @date: Unix time in seconds, 0 for now. */
gboolean  relais_outgoing_fill           (RelaisOutgoing         *self,
                                          CamelMimeMessage       *message,
                                          RelaisOutgoingPurpose   purpose,
                                          gint64                  date,
                                          GError                **error);

/* Blocking. A message as bytes with CRLF line ends. @as_it_is: Camel invents no header that it lacks */
GBytes   *relais_mime_to_wire            (CamelDataWrapper       *message,
                                          gboolean                as_it_is,
                                          GError                **error);

G_END_DECLS
