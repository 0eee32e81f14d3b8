/* relais-database-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-promise.h"
#include "relais-sql-private.h"
#include "relais-worker.h"

G_BEGIN_DECLS

typedef enum
{
  RELAIS_DATABASE_READ,
  RELAIS_DATABASE_WRITE,
  RELAIS_DATABASE_CLOSE,
} RelaisDatabaseCallType;

typedef struct
{
  RelaisDatabaseCallType  type;
  char                   *what;         /* (owned) */
  RelaisSqlFunc           func;
  gpointer                data;         /* owned by the promise */
  RelaisPromise          *promise;      /* (owned) until completed */
  GCancellable           *cancellable;  /* (owned) */
  GValue                  result;       /* (owned) */
  GError                 *error;        /* (owned) (nullable) */
} RelaisDatabaseCall;

/* Outlives the database for the notes that are still on their way to the main thread. */
typedef struct
{
  RelaisDatabase *database;    /* (nullable) (main thread only) */
} RelaisDatabaseAddress;

struct _RelaisDatabase
{
  GObject                parent_instance;

  char                  *path;         /* (owned) */
  RelaisWorker          *worker;       /* (owned) */
  RelaisDatabaseAddress *address;      /* (owned) */
  gboolean               opened;       /* relais_database_open() was called */
  int                    closing;      /* (atomic) */

  /* worker thread only */
  RelaisSql             *sql;          /* (owned) (nullable) */
  int                    lock_fd;

  struct
  {
    GMutex               mutex;
    GCond                closed_cond;
    GQueue               calls;        /* RelaisDatabaseCall (owned) */
    gboolean             draining;
    gboolean             closed;
  } locked;
};

void     relais_database_deliver       (RelaisDatabase      *self,
                                        GArray              *notes);
void     relais_database_call_complete (RelaisDatabaseCall  *call);
gboolean relais_database_drain         (gpointer             data,
                                        GCancellable        *cancellable,
                                        GValue              *result,
                                        GError             **error);

G_END_DECLS
