/* relais-kind-change-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind-store.h"

G_BEGIN_DECLS

/* One thing asked of the database. What a change does not need stays NULL. */
typedef struct
{
  RelaisKindStore *store;      /* (owned) */
  RelaisSqlFunc       apply;      /* (nullable): only load */
  RelaisKind      *kind;       /* (owned) */
  RelaisPack      *pack;       /* (owned) */
  char            *id;         /* (owned) */
  char            *other;      /* (owned) */
  char            *text;       /* (owned) */
  char           **ids;        /* (owned) */
  gboolean         corrections;
  GArray          *dropped;    /* (owned) of gint64 */
  GPtrArray       *added;      /* (owned) of RelaisExample */
  GPtrArray       *kinds;      /* (owned) what the database holds afterwards */
} RelaisKindChange;

RelaisKindChange *relais_kind_change_new  (RelaisKindStore  *store,
                                           RelaisSqlFunc     apply);
void              relais_kind_change_free (RelaisKindChange *self);

/* Applies it and reads all kinds again: one transaction. @data: the change, as for all below. Database thread. */
gboolean relais_kind_change_run           (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_install        (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_install_shipped (RelaisSql *sql,
                                             gpointer   data,
                                             GValue    *result,
                                             GError   **error);
gboolean relais_kind_change_uninstall      (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_save           (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_remove         (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_merge          (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_export         (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_count_corrections (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);
gboolean relais_kind_change_read_examples  (RelaisSql  *sql,
                                           gpointer    data,
                                           GValue     *result,
                                           GError    **error);

G_END_DECLS
