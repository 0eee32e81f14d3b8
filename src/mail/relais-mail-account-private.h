/* relais-mail-account-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>
#include <libedataserver/libedataserver.h>

#include "relais-mail-account.h"
#include "relais-worker.h"

#include "relais-mail-session-private.h"

G_BEGIN_DECLS

/* What the module's other files do with an account. */

typedef struct _RelaisMailLink RelaisMailLink;

/* All fields belong to the main thread, except those that never change after construction. */
struct _RelaisMailAccount
{
  GObject                 parent_instance;

  RelaisMail             *mail;          /* (nullable) weak */
  char                   *id;            /* (owned) never changes */
  char                   *name;          /* (owned) */
  char                   *address;       /* (owned) */
  char                   *sender_name;   /* (owned) */
  CamelSession           *session;       /* (owned) never changes */
  CamelStore             *store;         /* (owned) (nullable) never changes; NULL when Camel has no such provider */
  CamelService           *transport;     /* (owned) (nullable) */
  ESource                *transport_source;  /* (owned) (nullable) */
  ESource                *source;        /* (owned) (nullable) never changes */
  char                   *maildir;       /* (owned) (nullable) never changes */
  char                   *shadow;        /* (owned) (nullable) never changes: see relais-maildir.c */
  RelaisWorker           *workers;       /* (owned) for everything but the keep-alive */
  RelaisMailLink         *link;          /* (owned) keeps it alive */
  GListStore             *folders;       /* (owned) of RelaisMailFolder */
  gboolean                folders_told;  /* by the server, since the start; before that they are those of the last time */
  gboolean                stopped;

  RelaisMailAccountState  state;
  GError                 *error;         /* (owned) (nullable) */
  RelaisCertificate      *certificate;   /* (owned) (nullable) */
  gint64                  last_alive;
  gint64                  next_attempt;

  struct
  {
    RelaisMailAccountState  problem;       /* ALIVE: none known */
    GError                 *error;         /* (owned) (nullable) */
    RelaisCertificate      *certificate;   /* (owned) (nullable) */
  } sending;

  struct
  {
    GMutex        mutex;
    char         *roles[RELAIS_MAIL_ROLE_OUTBOX + 1];   /* (owned) (nullable) full names */
    GCancellable *link_life;    /* (owned) cancelled when the link is given up */
  } locked;
};

/* Main thread. @source: of a mail account */
RelaisMailAccount *relais_mail_account_new            (RelaisMail        *mail,
                                                       CamelSession      *session,
                                                       const char        *id,
                                                       const char        *backend);
RelaisMailAccount *relais_mail_account_new_for_source (RelaisMail        *mail,
                                                       CamelSession      *session,
                                                       ESourceRegistry   *registry,
                                                       ESource           *source);
RelaisMailAccount *relais_mail_account_new_local      (RelaisMail        *mail,
                                                       CamelSession      *session,
                                                       const char        *id,
                                                       const char        *name,
                                                       const char        *address,
                                                       const char        *maildir,
                                                       const char        *shadow);

/* Reads names, address and transport again. */
void               relais_mail_account_update         (RelaisMailAccount *self,
                                                       ESourceRegistry   *registry);
void               relais_mail_account_start          (RelaisMailAccount *self,
                                                       guint              period_ms,
                                                       guint              deadline_ms);
void               relais_mail_account_stop           (RelaisMailAccount *self);

/* Lets go of a store that nobody uses any more. The end of the program does not wait for it.
 * @store, @session: (transfer full) */
void               relais_mail_let_go                 (CamelStore        *store,
                                                       CamelSession      *session);

/* For the link. @error: (transfer full) (nullable) */
void               relais_mail_account_set_state      (RelaisMailAccount      *self,
                                                       RelaisMailAccountState  state,
                                                       GError                 *error);
void               relais_mail_account_set_alive      (RelaisMailAccount      *self);
void               relais_mail_account_set_next_attempt (RelaisMailAccount    *self,
                                                       gint64                  next_attempt);
void               relais_mail_account_set_sending    (RelaisMailAccount      *self,
                                                       RelaisMailAccountState  problem,
                                                       const GError           *error);
/* NEEDS_…: what a login of @service that was refused asks of the person. */
RelaisMailAccountState relais_mail_account_get_refusal (RelaisMailAccount     *self,
                                                       CamelService            *service);
void               relais_mail_account_note_sending   (RelaisMailAccount      *self,
                                                       const GError           *error);
void               relais_mail_account_take_certificate (RelaisMailAccount    *self,
                                                       RelaisCertificate      *certificate);

/* The link is dead: what runs over it ends now with RELAIS_MAIL_ERROR_OFFLINE, not when its own deadline comes. Main thread. */
void               relais_mail_account_end_link       (RelaisMailAccount *self);
/* (transfer full): cancelled by that. Any thread. */
GCancellable      *relais_mail_account_ref_link_life  (RelaisMailAccount *self);

/* To each folder: the link is alive again, after it was not. */
void               relais_mail_account_tell_reconnected (RelaisMailAccount *self);

/* Asks the server for its folders; resolves when the list is up to date. */
DexFuture         *relais_mail_account_list_folders   (RelaisMailAccount *self,
                                                       guint              deadline_seconds);
/* Where nothing is known because the server cannot be asked: those of the last time, for reading what was fetched. */
void               relais_mail_account_list_kept_folders (RelaisMailAccount *self);

/* As relais_mail_account_run(), on any worker. */
DexFuture         *relais_mail_account_run_on         (RelaisMailAccount *self,
                                                       RelaisWorker      *worker,
                                                       const char        *what,
                                                       RelaisWorkFunc     func,
                                                       gpointer           data,
                                                       GDestroyNotify     destroy,
                                                       guint              deadline_ms);

/* (transfer none) (nullable): the Camel side. They exist from construction; whether the server answers is another matter. For a
 * local account the transport is NULL, and the store is NULL when Camel lacks the provider. Any thread, as long as the account is
 * held. */
CamelSession *relais_mail_account_get_session   (RelaisMailAccount *self);
CamelStore   *relais_mail_account_get_store     (RelaisMailAccount *self);
CamelService *relais_mail_account_get_transport (RelaisMailAccount *self);

/* (nullable): NULL for a local account */
ESource      *relais_mail_account_get_source    (RelaisMailAccount *self);

/**
 * relais_mail_account_run:
 * @what: (not nullable): static; names the work in errors
 * @func: runs on one of the account's own threads (never the main thread, never GTask's pool). It may call Camel's _sync
 *   functions with the cancellable it is given, which is a CamelOperation
 * @data: given to @func
 * @destroy: (nullable): frees @data, on the main thread
 * @deadline_seconds: how long nothing may happen: the cancellable is cancelled after that time, counted from when @func starts and
 *   again from each progress that Camel reports; in all at most ten times as long. 0: no deadline
 *
 * Main thread. Work of one account may run in parallel (three threads), and starts in order.
 *
 * Returns: (transfer full): resolves to what @func gave; rejected with RELAIS_MAIL_ERROR (mapped by
 *   relais_mail_error_map(); %RELAIS_MAIL_ERROR_TIMED_OUT for the deadline) or with %G_IO_ERROR_CANCELLED
 */
DexFuture    *relais_mail_account_run           (RelaisMailAccount *self,
                                                 const char        *what,
                                                 RelaisWorkFunc     func,
                                                 gpointer           data,
                                                 GDestroyNotify     destroy,
                                                 guint              deadline_seconds);

/**
 * relais_mail_account_open_role_sync:
 * @role: INBOX, SENT, DRAFTS, ARCHIVE, JUNK, TRASH or OUTBOX
 * @create: make it when the server has none
 *
 * Blocking; for functions run by relais_mail_account_run().
 *
 * Returns: (transfer full) (nullable): the folder, or %NULL with @error set
 */
CamelFolder  *relais_mail_account_open_role_sync (RelaisMailAccount  *self,
                                                  RelaisMailRole      role,
                                                  gboolean            create,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

G_END_DECLS
