/* relais-outgoing.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-mail-types.h"

G_BEGIN_DECLS

/* Files of one mail, and bytes of one file or message that is passed on: no mail server we know takes more, and all of it stands in memory
 * three times. */
#define RELAIS_OUTGOING_MAX_FILES 100
#define RELAIS_OUTGOING_MAX_FILE (50 * 1024 * 1024)

/* A mail of ours, before it is MIME. Plain values: it travels through the job queue as JSON.
 *
 * Camel's header setters let CR and LF through to the wire (a second header, or a body). Here every setter refuses a value
 * with a control character by RELAIS_MAIL_ERROR_INVALID, addresses are checked (RFC 5321, domains to ASCII), and MIME is made
 * in one place, so a caller cannot get it wrong.
 */
#define RELAIS_TYPE_OUTGOING (relais_outgoing_get_type ())

G_DECLARE_FINAL_TYPE (RelaisOutgoing, relais_outgoing, RELAIS, OUTGOING, GObject)

typedef enum
{
  RELAIS_RECIPIENT_TO,
  RELAIS_RECIPIENT_CC,
  RELAIS_RECIPIENT_BCC,
} RelaisRecipientKind;

/* RFC 3834, section 5: what we say of mail that no person wrote. */
typedef enum
{
  RELAIS_OUTGOING_PERSONAL,
  RELAIS_OUTGOING_AUTO_REPLIED,
  RELAIS_OUTGOING_AUTO_GENERATED,
} RelaisOutgoingOrigin;

/* The Message-ID is made here and survives JSON; its domain becomes the sender's when From is set. Ids are without angle
 * brackets here and everywhere. */
RelaisOutgoing *relais_outgoing_new              (const char            *account);
RelaisOutgoing *relais_outgoing_new_from_json    (JsonNode              *node,
                                                  GError               **error);
JsonNode       *relais_outgoing_to_json          (RelaisOutgoing        *self);
const char     *relais_outgoing_get_account      (RelaisOutgoing        *self);
const char     *relais_outgoing_get_message_id   (RelaisOutgoing        *self);
/* (nullable): not an answer */
const char     *relais_outgoing_get_in_reply_to  (RelaisOutgoing        *self);
const char     *relais_outgoing_get_subject      (RelaisOutgoing        *self);
char          **relais_outgoing_dup_recipients   (RelaisOutgoing        *self);
gboolean        relais_outgoing_set_from         (RelaisOutgoing        *self,
                                                  const char            *name,
                                                  const char            *address,
                                                  GError               **error);

/* @name: (nullable). An address that is a recipient already is not added again. */
gboolean        relais_outgoing_add_recipient    (RelaisOutgoing        *self,
                                                  RelaisRecipientKind    kind,
                                                  const char            *name,
                                                  const char            *address,
                                                  GError               **error);
gboolean        relais_outgoing_set_subject      (RelaisOutgoing        *self,
                                                  const char            *subject,
                                                  GError               **error);

/* Either or both; a mail with HTML alone gets its text made from it. */
gboolean        relais_outgoing_set_text         (RelaisOutgoing        *self,
                                                  const char            *text,
                                                  GError               **error);
gboolean        relais_outgoing_set_html         (RelaisOutgoing        *self,
                                                  const char            *html,
                                                  GError               **error);

/* @references: (nullable): the thread so far, oldest first, without @in_reply_to. Ids that cannot be written as such are left
 * out; of a long thread the first and the last are kept. */
gboolean        relais_outgoing_set_reply        (RelaisOutgoing        *self,
                                                  const char            *in_reply_to,
                                                  const char * const    *references,
                                                  GError               **error);
void            relais_outgoing_set_origin       (RelaisOutgoing        *self,
                                                  RelaisOutgoingOrigin   origin);

/* @path: absolute; @name: (nullable): what the recipient sees; @media_type: (nullable): guessed from the name. */
gboolean        relais_outgoing_add_file         (RelaisOutgoing        *self,
                                                  const char            *path,
                                                  const char            *name,
                                                  const char            *media_type,
                                                  GError               **error);

/* An image that the HTML names as "cid:@content_id". */
gboolean        relais_outgoing_add_inline       (RelaisOutgoing        *self,
                                                  const char            *path,
                                                  const char            *content_id,
                                                  const char            *media_type,
                                                  GError               **error);

/* @source: a whole message, passed on unread as message/rfc822. */
gboolean        relais_outgoing_set_forwarded    (RelaisOutgoing        *self,
                                                  GBytes                *source,
                                                  GError               **error);

/* Blocking; for a worker. The whole mail as it goes on the wire, with CRLF line ends. Files are read now: the caller keeps
 * them until the mail is sent and its copy is in Sent. */
GBytes         *relais_outgoing_build            (RelaisOutgoing        *self,
                                                  GError               **error);

/* An address as it goes on the wire, or NULL with RELAIS_MAIL_ERROR_INVALID: for forms that check what is typed. */
char           *relais_mail_address_normalize    (const char            *address,
                                                  GError               **error);

G_END_DECLS
