/* workspace-world.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-test.h"
#include "relais-workspace.h"

G_BEGIN_DECLS

/* A whole workspace in a folder, with a Maildir below it as its one local account "demo"; what it sends lies in that Maildir's outbox. Opened again on
 * the same folder it is the program after a restart. */
typedef struct
{
  char            *folder;      /* (owned) */
  char            *maildir;     /* (owned) */
  RelaisWorkspace *workspace;   /* (owned) */
  RelaisTriage    *triage;      /* (unowned) */
} WorkspaceWorld;

/* @flags: DEMO lays the demo out; OFFLINE opens what is there */
WorkspaceWorld     *workspace_world_open      (const char           *folder,
                                               RelaisWorkspaceFlags  flags);
void                workspace_world_close     (WorkspaceWorld       *world);

/* Until all that arrived is read and judged. */
void                workspace_world_settle    (WorkspaceWorld       *world);

/* The packs, and answers of @kind by themselves, without anything to earn. */
void                workspace_world_automate  (WorkspaceWorld       *world,
                                               const char           *kind);

/* The one message of that subject. (transfer full) */
RelaisTriageRecord *workspace_world_find      (WorkspaceWorld       *world,
                                               const char           *subject);
RelaisTriageRecord *workspace_world_load      (WorkspaceWorld       *world,
                                               gint64                message);
void                workspace_world_wait_fate (WorkspaceWorld       *world,
                                               gint64                message,
                                               RelaisFate            fate);

/* Puts a mail file into the Maildir, whole from its first moment. */
void                workspace_world_deliver   (const char           *maildir,
                                               const char           *name,
                                               const char           *mail);

/* The mails that left, as text. (transfer full) (element-type utf8) */
GPtrArray          *workspace_world_outbox    (const char           *maildir);
void                workspace_world_wait_sent (WorkspaceWorld       *world,
                                               guint                 count);
gint64              workspace_world_number    (WorkspaceWorld       *world,
                                               const char           *statement);
/* Until it is @wanted; the test has failed when that takes longer. */
void                workspace_world_wait_number (WorkspaceWorld     *world,
                                               const char           *statement,
                                               gint64                wanted,
                                               guint                 milliseconds);

G_END_DECLS
