/* relais-migrations-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-sql-private.h"

G_BEGIN_DECLS

gboolean relais_migrations_get_version (RelaisSql  *sql,
                                        int        *version,
                                        GError    **error);
int      relais_migrations_get_newest  (void);
gboolean relais_migrations_run         (RelaisSql  *sql,
                                        GError    **error);

G_END_DECLS
