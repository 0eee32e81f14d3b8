/* relais-message-list-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-folder-private.h"
#include "relais-message-rows-private.h"

G_BEGIN_DECLS

/* Beyond it a change is read again as a whole. */
#define RELAIS_MESSAGE_LIST_SMALL 2000

/* Main thread. */
struct _RelaisMessageList
{
  GObject           parent_instance;

  RelaisMailFolder *folder;       /* (owned) */
  GArray           *rows;         /* (owned) (element-type RelaisMessageRow) */
  GHashTable       *hidden;       /* (owned) (element-type utf8) uids (camel_pstring) */
  gboolean          loading;
  gboolean          loaded;       /* rows were read once */
  gboolean          settled;      /* the server was asked once */
  gboolean          reading;      /* a worker reads */
  gboolean          again;        /* what it reads is outdated already */
};

DexFuture *relais_message_list_read (RelaisMessageList *self,
                                     RelaisMailAccount *account,
                                     GPtrArray         *uids);

G_END_DECLS
