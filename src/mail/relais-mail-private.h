/* relais-mail-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>
#include <libedataserver/libedataserver.h>

#include "relais-mail-desktop-private.h"
#include "relais-mail.h"
#include "relais-promise.h"
#include "relais-worker.h"

G_BEGIN_DECLS

/* For the files of the service itself. Main thread. */
struct _RelaisMail
{
  GObject            parent_instance;

  RelaisDatabase    *database;      /* (owned) */
  RelaisJobQueue    *queue;         /* (owned) (nullable) */
  char              *data_dir;      /* (owned) */
  CamelSession      *session;       /* (owned) */
  RelaisWorker      *worker;        /* (owned) */
  RelaisIntake      *intake;        /* (owned) */
  RelaisMailDesktop *desktop;       /* (owned) (nullable) while started */
  GListStore        *accounts;      /* (owned) of RelaisMailAccount */
  RelaisMailState    state;
  guint              period_ms;
  guint              deadline_ms;
  gboolean           use_desktop;
  RelaisPromise     *starting;      /* (owned) (nullable) */
  RelaisPromise     *stopping;      /* (owned) (nullable) */
  guint              n_leaving;     /* accounts that still say goodbye */
};

void                        relais_mail_set_state       (RelaisMail      *self,
                                                         RelaisMailState  state);
void                        relais_mail_forget_account  (RelaisMail      *self,
                                                         RelaisMailAccount *account);
void                        relais_mail_source_event    (RelaisMailDesktopEvent event,
                                                         ESource         *source,
                                                         gpointer         user_data);

/* (transfer none): the session of all accounts; exists from construction. Main thread. */
CamelSession               *relais_mail_get_session     (RelaisMail *self);

/* (transfer none) (nullable): NULL until the desktop's accounts are known. Blocking calls on it belong to a worker. */
ESourceRegistry            *relais_mail_get_registry    (RelaisMail *self);
ESourceCredentialsProvider *relais_mail_get_credentials (RelaisMail *self);

/* (transfer none): threads for what belongs to no account: the registry, the keyring, guessing servers. */
RelaisWorker               *relais_mail_get_worker      (RelaisMail *self);

RelaisDatabase             *relais_mail_get_database    (RelaisMail *self);
RelaisJobQueue             *relais_mail_get_queue       (RelaisMail *self);

/* As relais_mail_set_keep_alive() without its floor: for tests. Milliseconds. */
void                        relais_mail_set_keep_alive_ms (RelaisMail *self,
                                                           guint       period,
                                                           guint       deadline);

G_END_DECLS
