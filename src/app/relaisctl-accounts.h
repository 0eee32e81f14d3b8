/* relaisctl-accounts.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relaisctl.h"

G_BEGIN_DECLS

/* The desktop's accounts belong to no workspace: they are opened beside one, so that this works while the application runs. What the
 * mail service keeps for itself goes into a folder that is forgotten; certificates that were accepted go to the workspace. */
typedef struct
{
  RelaisWorkspace *workspace;   /* (owned) */
  char            *folder;      /* (owned) */
  RelaisDatabase  *database;    /* (owned) */
  RelaisMail      *mail;        /* (owned) */
} RelaisctlDesk;

/* FALSE after the reason was said. */
gboolean relaisctl_desk_open    (RelaisctlDesk           *self,
                                 const RelaisctlContext  *context);
void     relaisctl_desk_close   (RelaisctlDesk           *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RelaisctlDesk, relaisctl_desk_close)

int      relaisctl_accounts_add (const RelaisctlContext  *context,
                                 int                      argc,
                                 char                   **argv);

G_END_DECLS
