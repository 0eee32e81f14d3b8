/* relais-triage-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-promise.h"
#include "relais-triage.h"
#include "relais-triage-sql-private.h"
#include "relais-worker.h"

G_BEGIN_DECLS

struct _RelaisTriage
{
  GObject           parent_instance;

  RelaisDatabase   *database;      /* (owned) */
  RelaisJobQueue   *queue;         /* (owned) */
  RelaisSettings   *settings;      /* (owned) */
  RelaisMail       *mail;          /* (owned) */
  RelaisDeliveries *deliveries;    /* (owned) */
  RelaisTeam       *team;          /* (owned) */
  RelaisKindStore  *kinds;         /* (owned) */
  RelaisWorker     *worker;        /* (owned) training and trials */
  RelaisWorker     *judging;       /* (owned) messages, which do not wait for a training */
  RelaisModelJudge *judge;         /* (owned) (nullable) */
  gint64            model_rests;   /* monotonic µs: not asked before, it said that it had enough */
  char             *model_file;    /* (owned) */

  RelaisKnowledge  *knowledge;     /* (owned) (nullable) until the first training */
  gboolean          training;
  gboolean          stale;         /* something changed while training */
  gboolean          started;
  guint             retrain_id;    /* source */
  RelaisKnowledge  *measured;      /* (owned) (nullable) by which all that was answered was measured */
  gboolean          measuring;
  gboolean          measure_again; /* something changed while measuring */
  gint64            measure_asked; /* monotonic µs: since when it is waited for, 0: it is not */
  guint             measure_id;    /* source */
  guint             deciding;      /* messages being judged outside the queue */
  GPtrArray        *waiters;       /* (owned) of RelaisPromise: relais_triage_settled() */

  /* Rows that lists hold on to, by place; weak. */
  GHashTable       *rows;          /* (owned) "account\nfolder\nuid" → RelaisTriageRow (unowned) */
  GHashTable       *pending;       /* (owned) places to look up in the next batch */
  guint             batch_id;      /* source */
};

/* Takes part in relais-triage.c's signals. */
void            relais_triage_emit_decided        (RelaisTriage    *self,
                                                   gint64           message);
void            relais_triage_emit_failed         (RelaisTriage    *self,
                                                   gint64           message,
                                                   const char      *step);
void            relais_triage_emit_answer_changed (RelaisTriage    *self,
                                                   gint64           message);
void            relais_triage_emit_trained        (RelaisTriage    *self);
void            relais_triage_emit_measured       (RelaisTriage    *self);
void            relais_triage_retrain             (RelaisTriage    *self);

/* Measures the kinds on answered mail (relais-proof.h) when it has been quiet for a moment: all of it when something was learned since the last
 * time, else what was answered since. In the background, in batches; given up when something is learned meanwhile or the triage stops. */
void            relais_triage_measure_soon        (RelaisTriage    *self);

/* Resolves when what is known now has been learned. */
DexFuture      *relais_triage_learn               (RelaisTriage    *self);
void            relais_triage_check_settled       (RelaisTriage    *self);

/* Judges one message, durable or by a person's word; resolves to TRUE when it is written. */
DexFuture      *relais_triage_decide              (RelaisTriage    *self,
                                                   gint64           message,
                                                   gboolean         by_person,
                                                   const char      *kind);
/* The same for the queue: only when it was not decided yet. */
DexFuture      *relais_triage_decide_first        (RelaisTriage    *self,
                                                   gint64           message);
DexFuture      *relais_triage_handle_job          (RelaisJob       *job,
                                                   gpointer         user_data);
/* The queue gave the job up: the message is marked as failed, and said. */
void            relais_triage_give_up             (RelaisTriage    *self,
                                                   RelaisJob       *job);
gboolean        relais_triage_sink                (RelaisSql       *sql,
                                                   gint64           message,
                                                   RelaisParsedMessage *parsed,
                                                   gboolean         sent,
                                                   gpointer         user_data,
                                                   GError         **error);

RelaisLimits    relais_triage_get_limits          (RelaisTriage    *self);
char           *relais_triage_dup_own_address     (RelaisTriage    *self,
                                                   const char      *account);
char           *relais_triage_dup_own_name        (RelaisTriage    *self,
                                                   const char      *account);
RelaisIdentity  relais_triage_read_identity       (RelaisTriage    *self);

/* Resolves to GBytes: the message as it lies in its mailbox. Awaited on a fiber. */
GBytes         *relais_triage_await_source        (RelaisTriage    *self,
                                                   gint64           message,
                                                   GError         **error);

void            relais_triage_refresh_rows        (RelaisTriage    *self,
                                                   gint64           message);

/* Rows may outlive the triage; they are no longer followed then. */
void            relais_triage_release_rows        (RelaisTriage    *self);

G_END_DECLS
