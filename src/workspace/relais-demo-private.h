/* relais-demo-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-database.h"
#include "relais-settings.h"

G_BEGIN_DECLS

/* The demo workspace: the mails of data/demo, laid into a Maildir as if they had arrived these days.
 *
 * relais_demo_unpack() blocks; for a worker. Everything goes below @folder. @now: ms; dates move by whole days so that the newest
 * mail is of today.
 */
typedef struct
{
  char      *address;   /* of the mailbox */
  char      *name;      /* of who answers */
  char      *maildir;
  JsonNode  *root;      /* demo.json */
} RelaisDemo;

RelaisDemo *relais_demo_unpack  (const char      *folder,
                                 gint64           now,
                                 GError         **error);
void        relais_demo_free    (RelaisDemo      *self);

/* Team, settings and who is responsible for what: database thread, in the transaction that is open. The kinds are there already. */
gboolean    relais_demo_install (RelaisSql       *sql,
                                 RelaisDemo      *self,
                                 GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisDemo, relais_demo_free)

G_END_DECLS
