/* relais-message-folders.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-mail-account.h"

G_BEGIN_DECLS

/* Where to move messages: the folders of a mailbox, to choose one of. */
#define RELAIS_TYPE_MESSAGE_FOLDERS (relais_message_folders_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMessageFolders, relais_message_folders, RELAIS, MESSAGE_FOLDERS, AdwDialog)

typedef void (*RelaisFolderFunc) (gpointer          owner,
                                  RelaisMailFolder *folder);

/* @except: (nullable): where the messages lie already. @parent: what the dialog belongs to. @func gets @owner, kept until then. */
void        relais_message_folders_present  (RelaisMailAccount *account,
                                             RelaisMailFolder  *except,
                                             GtkWidget         *parent,
                                             RelaisFolderFunc   func,
                                             gpointer           owner);

/* What a folder is called here, and its symbolic icon: the usual ones have our names. (transfer none) */
const char *relais_message_folders_get_name (RelaisMailFolder  *folder);
const char *relais_message_folders_get_icon (RelaisMailFolder  *folder);

G_END_DECLS
