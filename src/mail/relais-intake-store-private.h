/* relais-intake-store-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-intake-private.h"

G_BEGIN_DECLS

/* A message that was read, on its way into the database. Made by a worker, used by the database's thread. */
typedef struct
{
  gint64               message;
  gboolean             backlog;
  gboolean             outgoing;
  gboolean             sent;        /* it lies in Sent; elsewhere, anybody can say to be us */
  RelaisParsedMessage *parsed;      /* (owned) (nullable) */
  GError              *error;       /* (owned) (nullable) why it could not be read */
  char                *recipients;  /* (owned) JSON */
  char                *attachments; /* (owned) JSON */
  char                *record;      /* (owned) (nullable) relais_parsed_message_to_record(); mail of ours is not judged */
  char                *words;       /* (owned) what the search finds it by, beside sender and subject */
  gboolean             stored;      /* it was new, and is kept now */
} RelaisReading;

RelaisReading *relais_reading_new   (const RelaisClaim    *claim,
                                     RelaisParsedMessage  *parsed,
                                     const char           *own_address);
void           relais_reading_free  (gpointer              reading);

typedef struct
{
  GPtrArray        *readings;    /* (owned) of RelaisReading */
  RelaisIntakeSink  sink;
  gpointer          sink_data;
} RelaisStoring;

void           relais_storing_free  (gpointer              storing);

/* RelaisSqlFunc on a RelaisStoring. */
gboolean       relais_storing_func  (RelaisSql            *sql,
                                     gpointer              data,
                                     GValue               *result,
                                     GError              **error);

/* Writes down that a message could not be read, and when to try again. */
gboolean       relais_storing_failed (RelaisSql           *sql,
                                      gint64               message,
                                      gboolean             final,
                                      GError             **error);

G_END_DECLS
