/* relais-intake-reconcile-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-intake-private.h"

G_BEGIN_DECLS

/* Sightings on their way into the database, in several transactions when they are many. Main thread and database thread in turn. */
typedef struct
{
  char      *account;      /* (owned) */
  char      *folder;       /* (owned) */
  gboolean   full;         /* @sightings are all there is */
  gboolean   watched;      /* new messages become rows; else only known ones get a place */
  gboolean   outgoing;     /* mail of ours lies here */
  guint      horizon_days;
  GPtrArray *removed;      /* (owned) camel_pstring */
  GArray    *sightings;    /* (owned) of RelaisSighting */

  gboolean   begun;
  gboolean   first;        /* this folder was never audited before */
  gint64     cutoff;       /* seconds: older is backlog in a first audit */
  guint      next;         /* where the next transaction goes on */
  GArray    *unknown;      /* (owned) of guint: indices into @sightings without a place */
} RelaisReconcile;

void     relais_reconcile_free (gpointer    data);

/* RelaisSqlFunc on a RelaisReconcile; one slice of it. @result: uint, how many sightings are left. When it fails, nothing of
 * the slice was kept and the whole must begin again with a new RelaisReconcile. */
gboolean relais_reconcile_func (RelaisSql  *sql,
                                gpointer    data,
                                GValue     *result,
                                GError    **error);

G_END_DECLS
