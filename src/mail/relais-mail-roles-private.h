/* relais-mail-roles-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-folder.h"

G_BEGIN_DECLS

/* Any thread. @display_name: the last part of a folder's path */
RelaisMailRole  relais_mail_role_by_name      (const char      *display_name);

/* (nullable): what a folder is called that we must make */
const char     *relais_mail_role_get_new_name (RelaisMailRole   role);

/* What camel_store_initial_setup_sync() calls what the server says; %FALSE after the last one. */
gboolean        relais_mail_role_by_setup     (guint            i,
                                               const char     **key,
                                               RelaisMailRole  *role);

G_END_DECLS
