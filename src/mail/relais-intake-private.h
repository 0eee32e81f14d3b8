/* relais-intake-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

#include "relais-intake.h"
#include "relais-mail-account.h"
#include "relais-promise.h"

G_BEGIN_DECLS

#define RELAIS_FINGERPRINT_SIZE 16

/* How one account is taken in. Main thread. */
typedef struct
{
  RelaisIntake      *intake;      /* borrowed: it owns us */
  RelaisMailAccount *account;     /* (owned) */
  GQueue             tasks;       /* (element-type RelaisIntakeTask) owned; one runs at a time */
  gboolean           auditing;    /* the first of the tasks runs */
  GHashTable        *known;       /* (owned) (element-type utf8) folders that were compared as a whole */
  gboolean           audited;     /* the inbox was */
  GHashTable        *in_flight;   /* (owned) (element-type gint64) messages that are claimed */
  guint              n_fetching;  /* chunks on the account's threads */
  guint              n_chunks;    /* these, and those being stored */
  GPtrArray         *ahead;       /* (owned) (nullable) (element-type RelaisClaim) what the next free thread fetches */
  gboolean           claiming;    /* the database is being asked what is to do */
  gboolean           claim_again;
  gboolean           drained;     /* the last time nothing was due */
  guint              retry_id;
} RelaisIntakeDesk;

/* What a folder's summary says of one message. */
typedef struct
{
  const char *uid;                                    /* (owned) camel_pstring */
  guint8      fingerprint[RELAIS_FINGERPRINT_SIZE];
  gint64      date;                                   /* seconds */
  gint64      received;                               /* seconds */
  gboolean    has_id;                                 /* the sender gave it a Message-ID */
} RelaisSighting;

/* A folder to compare with the database. */
typedef struct
{
  RelaisMailFolder *folder;     /* (owned) */
  gboolean          full;       /* every message; else those named */
  GPtrArray        *added;      /* (owned) camel_pstring */
  GPtrArray        *removed;    /* (owned) camel_pstring */
} RelaisIntakeTask;

/* A message to fetch. */
typedef struct
{
  gint64   message;
  char    *folder;     /* (owned) */
  char    *uid;        /* (owned) */
  gboolean backlog;
  gboolean outgoing;
} RelaisClaim;

struct _RelaisIntake
{
  GObject           parent_instance;

  RelaisMail       *mail;        /* (nullable) weak */
  RelaisDatabase   *database;    /* (owned) */
  RelaisIntakeSink  sink;
  gpointer          sink_data;
  guint             horizon_days;
  GPtrArray        *desks;       /* (owned) of RelaisIntakeDesk */
  GPtrArray        *settlers;    /* (owned) of RelaisPromise */
  gboolean          stopped;
};

RelaisIntake *relais_intake_new             (RelaisMail       *mail,
                                             RelaisDatabase   *database);
void          relais_intake_stop            (RelaisIntake     *self);
void          relais_intake_account_added   (RelaisIntake     *self,
                                             RelaisMailAccount *account);
void          relais_intake_account_removed (RelaisIntake     *self,
                                             RelaisMailAccount *account);

/* Compares every message of an opened folder with the database. */
void          relais_intake_audit           (RelaisIntake     *self,
                                             RelaisMailFolder *folder);
/* Audits when the number of messages says that something was missed. */
void          relais_intake_compare         (RelaisIntake     *self,
                                             RelaisMailFolder *folder);
/* @added, @removed: (element-type utf8): camel_pstring */
void          relais_intake_folder_changed  (RelaisIntake     *self,
                                             RelaisMailFolder *folder,
                                             GPtrArray        *added,
                                             GPtrArray        *removed);

/* Between the files of the intake. */
RelaisIntakeDesk *relais_intake_desk        (RelaisIntake     *self,
                                             RelaisMailAccount *account);
void              relais_intake_pump        (RelaisIntakeDesk *desk);
/* @claims: (element-type RelaisClaim) */
void              relais_intake_fetch       (RelaisIntakeDesk *desk,
                                             GPtrArray        *claims);
void              relais_intake_check_settled (RelaisIntake   *self);
gboolean          relais_intake_desk_is_idle (RelaisIntakeDesk *desk);
void              relais_intake_run_tasks   (RelaisIntakeDesk *desk);
void              relais_intake_task_free   (gpointer          task);
void              relais_intake_emit_extracted (RelaisIntake  *self,
                                             gint64            message);
void              relais_intake_emit_indexed (RelaisIntake    *self);
void              relais_intake_emit_placed (RelaisIntake     *self);
void              relais_intake_emit_failed (RelaisIntake     *self,
                                             gint64            message,
                                             const GError     *error);

/* Blocking; for a worker. (transfer full) (element-type RelaisSighting): oldest first. @uids: (nullable): %NULL for all */
GArray           *relais_intake_look        (CamelFolder      *camel,
                                             GPtrArray        *uids);
GArray           *relais_sightings_new      (guint             n_expected);
/* What identifies a message wherever it lies. Any thread. */
void              relais_fingerprint        (CamelMessageInfo *info,
                                             guint8            fingerprint[RELAIS_FINGERPRINT_SIZE],
                                             gboolean         *has_id);

void              relais_claim_free         (gpointer          claim);

G_END_DECLS
