/* relais-kind-sql-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-pack.h"
#include "relais-sql.h"

G_BEGIN_DECLS

/* Kinds and examples in the database; the database's thread, inside the caller's transaction. */
GPtrArray *relais_kind_sql_load         (RelaisSql   *sql,
                                         GError     **error);
gboolean   relais_kind_sql_save         (RelaisSql   *sql,
                                         RelaisKind  *kind,
                                         GError     **error);
gboolean   relais_kind_sql_install      (RelaisSql   *sql,
                                         RelaisPack  *pack,
                                         GError     **error);
gboolean   relais_kind_sql_merge        (RelaisSql   *sql,
                                         const char  *from,
                                         const char  *into,
                                         GError     **error);
GPtrArray *relais_kind_sql_examples     (RelaisSql   *sql,
                                         gboolean     corrections,
                                         GError     **error);
gboolean   relais_kind_sql_add_example  (RelaisSql   *sql,
                                         const char  *kind,
                                         const char  *language,
                                         const char  *text,
                                         const char  *source,
                                         gint64       message,
                                         GError     **error);

G_END_DECLS
