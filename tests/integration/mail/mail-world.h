/* mail-world.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-account-private.h"
#include "relais-mail-private.h"
#include "relais-test.h"

G_BEGIN_DECLS

/* A mail service with a database and a sink that counts, in a temporary folder. Opened again on the same folder it is the
 * program after a restart. */
typedef struct
{
  char           *folder;      /* (owned) */
  RelaisDatabase *database;    /* (owned) */
  RelaisMail     *mail;        /* (owned) */
  GPtrArray      *extracted;   /* (owned) (element-type gint64) in order */
  GPtrArray      *failed;      /* (owned) (element-type gint64) */
  GString        *states;      /* (owned) of the first account: numbers, a space after each */
  gint64          last_state;  /* monotonic, when it last changed */
} MailWorld;

MailWorld         *mail_world_new          (const char        *folder,
                                            gboolean           use_desktop);
void               mail_world_start        (MailWorld         *world);
void               mail_world_close        (MailWorld         *world);

/* Waits for it; fails the test when it does not come. */
void               mail_world_wait_state   (MailWorld         *world,
                                            RelaisMailAccount *account,
                                            RelaisMailAccountState state,
                                            guint              milliseconds);
RelaisMailAccount *mail_world_wait_account (MailWorld         *world);

/* Whether the first account has been in that state, since it was waited for or "states" was emptied. */
gboolean           mail_world_has_been     (MailWorld         *world,
                                            RelaisMailAccountState state);
void               mail_world_settle       (MailWorld         *world);
RelaisMailFolder  *mail_world_inbox        (RelaisMailAccount *account);
void               mail_world_wait_total   (RelaisMailFolder  *folder,
                                            guint              total);
RelaisMessageList *mail_world_load_list    (RelaisMailFolder  *folder,
                                            guint              n_items);

/* One number out of the database. */
gint64             mail_world_number       (MailWorld         *world,
                                            const char        *statement);

/* How often the sink was called for mail with that subject: "sink" table of the test's own. */
gint64             mail_world_sunk         (MailWorld         *world,
                                            const char        *subject);

/* An IMAP account as other programs of the desktop make it; needs mail-peers.py. @security: as in ESourceSecurity; @password:
 * (nullable): none is kept. Started worlds only.
 *
 * Returns: (transfer full): its source; the account appears by itself */
ESource           *mail_world_add_imap     (MailWorld         *world,
                                            const char        *user,
                                            guint              port,
                                            const char        *security,
                                            const char        *password);
guint              mail_peers_port         (const char        *variable);
char              *mail_peers_maildir      (const char        *user);

/* A mail file in a Maildir's "new", as a delivery agent puts it there. */
char              *mail_world_deliver      (const char        *maildir,
                                            const char        *id,
                                            const char        *from,
                                            const char        *subject,
                                            const char        *text);

G_END_DECLS
