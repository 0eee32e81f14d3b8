/* relais-mail.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-intake.h"
#include "relais-job-queue.h"
#include "relais-mail-account.h"
#include "relais-mail-types.h"

G_BEGIN_DECLS

/* The mail service: the desktop's accounts (evolution-data-server sources) and local ones (a Maildir with an outbox,
 * for the demo), their state, and the intake that sees every message once.
 *
 * All functions belong to the main thread and return at once; what blocks runs on threads of each account. "accounts" is
 * a GListModel of RelaisMailAccount that follows the desktop's settings.
 */
#define RELAIS_TYPE_MAIL (relais_mail_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMail, relais_mail, RELAIS, MAIL, GObject)

/**
 * RelaisMailState:
 * @RELAIS_MAIL_STOPPED: not started yet, or stopped
 * @RELAIS_MAIL_STARTING: asking for the desktop's accounts
 * @RELAIS_MAIL_READY: the accounts are known
 * @RELAIS_MAIL_NO_BUS: there is no session bus
 * @RELAIS_MAIL_NO_SERVICE: evolution-data-server is missing or died
 * @RELAIS_MAIL_NOT_ALLOWED: the sandbox hides evolution-data-server: its registry came back empty, without an error
 *
 * Local accounts work in every state but %RELAIS_MAIL_STOPPED.
 */
typedef enum
{
  RELAIS_MAIL_STOPPED,
  RELAIS_MAIL_STARTING,
  RELAIS_MAIL_READY,
  RELAIS_MAIL_NO_BUS,
  RELAIS_MAIL_NO_SERVICE,
  RELAIS_MAIL_NOT_ALLOWED,
} RelaisMailState;

RelaisMail        *relais_mail_new            (RelaisDatabase *database,
                                               RelaisJobQueue *queue,
                                               const char     *data_dir,
                                               const char     *cache_dir);
void               relais_mail_set_keep_alive (RelaisMail     *self,
                                               guint           period_seconds,
                                               guint           deadline_seconds);
void               relais_mail_use_desktop    (RelaisMail     *self,
                                               gboolean        use_desktop);
RelaisMailAccount *relais_mail_add_local      (RelaisMail     *self,
                                               const char     *id,
                                               const char     *name,
                                               const char     *address,
                                               const char     *maildir);
DexFuture         *relais_mail_start          (RelaisMail     *self);
DexFuture         *relais_mail_stop           (RelaisMail     *self);
RelaisMailState    relais_mail_get_state      (RelaisMail     *self);
GListModel        *relais_mail_get_accounts   (RelaisMail     *self);
RelaisMailAccount *relais_mail_get_account    (RelaisMail     *self,
                                               const char     *id);
/* (transfer none) (nullable): %NULL when its mailbox or the folder is gone */
RelaisMailFolder  *relais_mail_get_folder_at  (RelaisMail     *self,
                                               const RelaisPlace *place);
RelaisIntake      *relais_mail_get_intake     (RelaisMail     *self);

G_END_DECLS
