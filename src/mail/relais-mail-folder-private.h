/* relais-mail-folder-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

#include "relais-flag-changes-private.h"
#include "relais-mail-folder.h"
#include "relais-promise.h"

G_BEGIN_DECLS

typedef struct _RelaisIntake RelaisIntake;

/* All of it belongs to the main thread, except what never changes. */
struct _RelaisMailFolder
{
  GObject            parent_instance;

  RelaisMailAccount *account;       /* (nullable) weak */
  CamelStore        *store;         /* (owned) never changes; for workers */
  CamelSession      *session;       /* (owned) the store needs it and does not hold it */
  char              *full_name;     /* (owned) never changes */
  RelaisFlagChanges *flag_changes;  /* (owned) never changes; for workers */
  char              *display_name;  /* (owned) */
  RelaisMailRole     role;
  guint              unread;
  guint              total;

  CamelFolder       *camel;         /* (owned) (nullable) once opened */
  gulong             changed_id;
  RelaisMessageList *list;          /* (nullable) weak */
  GHashTable        *items;         /* (owned) uid (camel_pstring) → RelaisMailItem, not owned */
  GFileMonitor      *monitors[2];   /* (owned) (nullable) of a Maildir's "new" and "cur" */
  GPtrArray         *added;         /* (owned) camel_pstring; what the next batch tells */
  GPtrArray         *removed;       /* (owned) */
  GPtrArray         *changed;       /* (owned) */
  gboolean           overflow;      /* there was more than a batch holds */
  guint              batch_id;
  guint              sync_id;
  guint              look_id;
  guint              monitor_id;
  gboolean           unsynced;      /* the server does not know all flags yet */
  guint              retry_ms;      /* after which it was tried to tell it again; 0: there was no need */
  gboolean           refreshing;
  GPtrArray         *refresh_again; /* (owned) (nullable) of RelaisPromise: who asked while one ran */
};

RelaisMailFolder  *relais_mail_folder_new             (RelaisMailAccount *account,
                                                       const char        *full_name,
                                                       const char        *display_name,
                                                       RelaisMailRole     role);

/* What the account's list says of it. Negative numbers: unknown */
void               relais_mail_folder_update          (RelaisMailFolder  *self,
                                                       const char        *display_name,
                                                       RelaisMailRole     role,
                                                       int                unread,
                                                       int                total);

/* The folder was opened and refreshed. @audit: what happened before is not known; every message is to be compared */
void               relais_mail_folder_caught_up       (RelaisMailFolder  *self,
                                                       CamelFolder       *camel,
                                                       gboolean           audit);

/* What Camel tells of it. */
void               relais_mail_folder_listen          (RelaisMailFolder  *self);
void               relais_mail_folder_empty_batch     (RelaisMailFolder  *self);
void               relais_mail_folder_update_counts   (RelaisMailFolder  *self,
                                                       int                unread,
                                                       int                total);
/* (transfer none) (nullable) */
RelaisIntake      *relais_mail_folder_get_intake      (RelaisMailFolder  *self);

void               relais_mail_folder_attach          (RelaisMailFolder  *self,
                                                       CamelFolder       *camel);
void               relais_mail_folder_reconnected     (RelaisMailFolder  *self);
void               relais_mail_folder_tell_left       (RelaisMailFolder  *self);
void               relais_mail_folder_refresh_quietly (RelaisMailFolder  *self);

/* (transfer none) (nullable): once opened. Main thread */
CamelFolder       *relais_mail_folder_get_camel       (RelaisMailFolder  *self);

/* (transfer none) (nullable): main thread */
RelaisMailAccount *relais_mail_folder_get_account     (RelaisMailFolder  *self);

/* (transfer none) (nullable): the list, when somebody holds it */
RelaisMessageList *relais_mail_folder_peek_list       (RelaisMailFolder  *self);

/* Blocking: the Camel folder, opened when needed. From a worker; the folder must be held. */
CamelFolder       *relais_mail_folder_open_sync       (RelaisMailFolder  *self,
                                                       GCancellable      *cancellable,
                                                       GError           **error);

DexFuture         *relais_mail_folder_gone            (void);

/* Lets go of the Camel side: the folder or its account is gone. */
void               relais_mail_folder_detach          (RelaisMailFolder  *self);

/* Blocking; for a worker. (transfer full) (nullable): the only way a folder is opened */
CamelFolder       *relais_mail_open_sync              (CamelStore        *store,
                                                       const char        *full_name,
                                                       GCancellable      *cancellable,
                                                       GError           **error);

/* Blocking; for a worker. The message as the server has it; from the cache when it was fetched before. */
GBytes            *relais_mail_fetch_sync             (CamelFolder       *camel,
                                                       const char        *uid,
                                                       GCancellable      *cancellable,
                                                       GError           **error);

/* relais-mail-folder-items.c: of each message one item, for as long as somebody holds it. */
void               relais_mail_folder_init_items      (RelaisMailFolder  *self);
RelaisMailItem    *relais_mail_folder_dup_item        (RelaisMailFolder  *self,
                                                       CamelMessageInfo  *info);
/* (transfer none) (nullable): when somebody holds it */
RelaisMailItem    *relais_mail_folder_peek_item       (RelaisMailFolder  *self,
                                                       const char        *uid);
void               relais_mail_folder_forget_item     (RelaisMailFolder  *self,
                                                       RelaisMailItem    *item);
/* The summary says something new of them. @uids: (nullable) (element-type utf8): of all */
void               relais_mail_folder_refresh_items   (RelaisMailFolder  *self,
                                                       GPtrArray         *uids);

/* Items. @info: (transfer none) */
RelaisMailItem    *relais_mail_item_new               (RelaisMailFolder  *folder,
                                                       CamelMessageInfo  *info);
gboolean           relais_mail_item_is_of             (RelaisMailItem    *self,
                                                       CamelMessageInfo  *info);
void               relais_mail_item_refresh           (RelaisMailItem    *self);
void               relais_mail_item_begin_change      (RelaisMailItem    *self,
                                                       RelaisMailFlags    mask,
                                                       RelaisMailFlags    flags);
void               relais_mail_item_end_change        (RelaisMailItem    *self);
/* When it was sent, unless that is missing or in the future; in seconds. Any thread. */
gint64             relais_mail_info_get_date          (CamelMessageInfo  *info);
/* Camel keeps the first words of each message that was read, 200 bytes of them: a fifth of its memory. Nothing here shows them. The
 * change is not told: it is not worth saving a summary. */
void               relais_mail_info_drop_preview      (CamelMessageInfo  *info);
guint32            relais_mail_flags_to_camel         (RelaisMailFlags    flags);
RelaisMailFlags    relais_mail_flags_from_camel       (guint32            flags);

/* Lists. */
RelaisMessageList *relais_message_list_new            (RelaisMailFolder  *folder);
void               relais_message_list_changed        (RelaisMessageList *self,
                                                       GPtrArray         *added,
                                                       GPtrArray         *removed,
                                                       GPtrArray         *changed);
/* Rows that are on their way elsewhere are hidden at once, and shown again when they were not moved. */
void               relais_message_list_hide           (RelaisMessageList *self,
                                                       const char *const *uids);
void               relais_message_list_unhide         (RelaisMessageList *self,
                                                       const char *const *uids,
                                                       gboolean           moved);
/* Reads all rows again: changes may have been missed. */
void               relais_message_list_load           (RelaisMessageList *self);
/* The server was asked: an empty folder is really empty. */
void               relais_message_list_settled        (RelaisMessageList *self);

G_END_DECLS
