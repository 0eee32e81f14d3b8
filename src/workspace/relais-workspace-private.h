/* relais-workspace-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-demo-private.h"
#include "relais-promise.h"
#include "relais-worker.h"
#include "relais-workspace.h"

G_BEGIN_DECLS

/* Of a demo's folder, in the folder for temporary files. */
#define RELAIS_WORKSPACE_DEMO_PREFIX "relais-demo-"

/* In that folder, and in that of any workspace. */
#define RELAIS_WORKSPACE_DATABASE "relais.db"

struct _RelaisWorkspace
{
  GObject               parent_instance;

  char                 *name;         /* (owned) */
  char                 *folder;       /* (owned) */
  char                 *cache;        /* (owned) */
  RelaisWorkspaceFlags  flags;
  gboolean              temporary;    /* the folder goes with us */
  gboolean              open;         /* what is stored can be changed */
  gboolean              starting;     /* relais_workspace_start() is under way */
  gboolean              stopping;
  GPtrArray            *stoppers;     /* (owned) of RelaisPromise: wait until nothing starts any more */
  GQueue                asked;        /* of DexFuture (owned): what is stored, being read in this order */

  RelaisWorker         *worker;       /* (owned) files */
  RelaisDatabase       *database;     /* (owned) */
  RelaisSettings       *settings;     /* (owned) */
  RelaisJobQueue       *queue;        /* (owned) */
  RelaisEventLog       *log;          /* (owned) */
  RelaisHttp           *http;         /* (owned) */
  RelaisCallLog        *calls;        /* (owned) */
  RelaisMail           *mail;         /* (owned) */
  RelaisDeliveries     *deliveries;   /* (owned) */
  RelaisTeam           *team;         /* (owned) */
  RelaisKindStore      *kinds;        /* (owned) */
  RelaisTriage         *triage;       /* (owned) */
  RelaisDemo           *demo;         /* (owned) (nullable) made by the database's thread, then ours */
};

/* What is stored is there. */
void     relais_workspace_emit_opened (RelaisWorkspace  *self);

/* On a fiber: reads the key and hands the model to triage. */
void     relais_workspace_await_model (RelaisWorkspace  *self);

/* Applies what the user set about mailboxes, now and whenever it changes. */
void     relais_workspace_follow_settings (RelaisWorkspace *self);

/* Asks for the demo's kinds, mailbox and team, before what is stored is read; removes what demos that were killed left. */
void     relais_workspace_ask_demo    (RelaisWorkspace  *self);

/* When all that was asked for is there: its account. */
void     relais_workspace_add_demo    (RelaisWorkspace  *self);

/* The last thing: its folder. */
DexFuture *relais_workspace_remove_demo (RelaisWorkspace *self);

G_END_DECLS
