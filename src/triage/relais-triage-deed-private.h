/* relais-triage-deed-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-triage-private.h"

G_BEGIN_DECLS

/* One thing a person does to a message or its answer. Shared by the fiber and by the work it waits for; what it does not need
 * stays zero. */
typedef struct
{
  RelaisTriage      *self;        /* (owned) */
  gint64             message;
  gint64             answer;
  gint64             member;
  gint64             former;      /* what was there before: a member, a decision */
  gint64             delivery;
  gboolean           flag;
  char              *recipient;   /* (owned) */
  char              *subject;     /* (owned) */
  char              *text;        /* (owned) */
  char              *purpose;     /* (owned) */
  char              *language;    /* (owned) */
  RelaisTriageInput *input;       /* (owned) */
  RelaisOutgoing    *outgoing;    /* (owned) */
  gint64             not_before;
} RelaisTriageDeed;

RelaisTriageDeed *relais_triage_deed_new          (RelaisTriage      *triage);
void              relais_triage_deed_unref        (gpointer           self);

/* Writes in one transaction, on the database's thread; awaited on a fiber. */
gboolean          relais_triage_deed_await_write  (RelaisTriageDeed  *self,
                                                   const char        *what,
                                                   RelaisSqlFunc      func,
                                                   GError           **error);

/* For relais_triage_deed_await_write() and for functions that it runs: fill in what the database holds about @data's answer or message. */
gboolean          relais_triage_deed_load_answer  (RelaisSql         *sql,
                                                   gpointer           data,
                                                   GValue            *result,
                                                   GError           **error);
gboolean          relais_triage_deed_load_message (RelaisSql         *sql,
                                                   gpointer           data,
                                                   GValue            *result,
                                                   GError           **error);

G_END_DECLS
