/* relais-database-file-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-sql-private.h"

G_BEGIN_DECLS

int        relais_database_file_lock (const char  *path,
                                      GError     **error);
RelaisSql *relais_database_file_open (const char  *path,
                                      GError     **error);

G_END_DECLS
