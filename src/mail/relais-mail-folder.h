/* relais-mail-folder.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"
#include "relais-mail-types.h"

G_BEGIN_DECLS

/* A folder, its list of messages, and what a person does with them. Offline, what was fetched can be read, and flags are
 * kept until the server is back. */
#define RELAIS_TYPE_MAIL_FOLDER (relais_mail_folder_get_type ())
#define RELAIS_TYPE_MAIL_ITEM (relais_mail_item_get_type ())
#define RELAIS_TYPE_MESSAGE_LIST (relais_message_list_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMailFolder, relais_mail_folder, RELAIS, MAIL_FOLDER, GObject)
G_DECLARE_FINAL_TYPE (RelaisMailItem, relais_mail_item, RELAIS, MAIL_ITEM, GObject)
G_DECLARE_FINAL_TYPE (RelaisMessageList, relais_message_list, RELAIS, MESSAGE_LIST, GObject)

/* RFC 6154 special uses, and the inbox. */
typedef enum
{
  RELAIS_MAIL_ROLE_OTHER,
  RELAIS_MAIL_ROLE_INBOX,
  RELAIS_MAIL_ROLE_SENT,
  RELAIS_MAIL_ROLE_DRAFTS,
  RELAIS_MAIL_ROLE_ARCHIVE,
  RELAIS_MAIL_ROLE_JUNK,
  RELAIS_MAIL_ROLE_TRASH,
  RELAIS_MAIL_ROLE_OUTBOX,     /* local accounts: what would have been sent */
} RelaisMailRole;

typedef enum
{
  RELAIS_MAIL_SEEN       = 1 << 0,
  RELAIS_MAIL_FLAGGED    = 1 << 1,
  RELAIS_MAIL_ANSWERED   = 1 << 2,
  RELAIS_MAIL_FORWARDED  = 1 << 3,
  RELAIS_MAIL_ATTACHMENT = 1 << 4,   /* read only */
} RelaisMailFlags;

/* A folder. "unread" and "total" notify. */
RelaisMailAccount *relais_mail_folder_dup_account      (RelaisMailFolder   *self);
const char        *relais_mail_folder_get_full_name    (RelaisMailFolder   *self);
const char        *relais_mail_folder_get_display_name (RelaisMailFolder   *self);
RelaisMailRole     relais_mail_folder_get_role         (RelaisMailFolder   *self);

/* Whether we wrote what lies in it: Sent, Drafts, Outbox. */
gboolean           relais_mail_folder_is_ours          (RelaisMailFolder   *self);
guint              relais_mail_folder_get_unread       (RelaisMailFolder   *self);
guint              relais_mail_folder_get_total        (RelaisMailFolder   *self);

/* Opens the folder on first use: the cached summary first, then the server’s. Never NULL. */
RelaisMessageList *relais_mail_folder_dup_list         (RelaisMailFolder   *self);
DexFuture         *relais_mail_folder_refresh          (RelaisMailFolder   *self);

/* Resolves to a RelaisMailItem, from the summary: for those who show a message that they did not find in the list. */
DexFuture         *relais_mail_folder_load_item        (RelaisMailFolder   *self,
                                                        const char         *uid);

/* Resolves to a RelaisMailMessage. */
DexFuture         *relais_mail_folder_load             (RelaisMailFolder   *self,
                                                        const char         *uid);
DexFuture         *relais_mail_folder_set_flags        (RelaisMailFolder   *self,
                                                        const char * const *uids,
                                                        RelaisMailFlags     mask,
                                                        RelaisMailFlags     flags);

/* Both resolve to a RelaisMailMove (boxed) that relais_mail_move_undo() takes back. Deleting moves to Trash;
 * what is in Trash already is removed for good and cannot be undone. */
#define RELAIS_TYPE_MAIL_MOVE (relais_mail_move_get_type ())
typedef struct _RelaisMailMove RelaisMailMove;

GType              relais_mail_move_get_type           (void) G_GNUC_CONST;
DexFuture         *relais_mail_folder_move             (RelaisMailFolder   *self,
                                                        const char * const *uids,
                                                        RelaisMailFolder   *destination);
/* The same, to a folder by its role, which is made when the account has none: Archive, Junk. */
DexFuture         *relais_mail_folder_move_to_role     (RelaisMailFolder   *self,
                                                        const char * const *uids,
                                                        RelaisMailRole      role);
DexFuture         *relais_mail_folder_delete           (RelaisMailFolder   *self,
                                                        const char * const *uids);
gboolean           relais_mail_move_can_undo           (RelaisMailMove     *move);
DexFuture         *relais_mail_move_undo               (RelaisMailMove     *move);

/* A GListModel of RelaisMailItem, newest first. Items are made when asked for and hold no body: 100,000 rows cost
 * their numbers only. "loading" says that the first summary is on its way. */
gboolean           relais_message_list_is_loading      (RelaisMessageList  *self);
guint              relais_message_list_find            (RelaisMessageList  *self,
                                                        const char         *uid);

/* One row. Properties notify when the server or somebody else changes them. */
RelaisMailFolder  *relais_mail_item_get_folder         (RelaisMailItem     *self);
const char        *relais_mail_item_get_uid            (RelaisMailItem     *self);
const char        *relais_mail_item_get_subject        (RelaisMailItem     *self);
const char        *relais_mail_item_get_sender         (RelaisMailItem     *self);
const char        *relais_mail_item_get_address        (RelaisMailItem     *self);
const char        *relais_mail_item_get_recipients     (RelaisMailItem     *self);
/* Unix time in seconds; 0: none */
gint64             relais_mail_item_get_date           (RelaisMailItem     *self);
RelaisMailFlags    relais_mail_item_get_flags          (RelaisMailItem     *self);

G_END_DECLS
