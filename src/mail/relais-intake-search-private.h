/* relais-intake-search-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"

G_BEGIN_DECLS

/* What a person types as an expression of FTS5: every word must occur, the last one may be unfinished after
 * three letters.
 *
 * Returns: (transfer full) (nullable): %NULL when there is no word in @query */
char      *relais_search_expression (const char     *query);

DexFuture *relais_search_run        (RelaisDatabase *database,
                                     const char     *query,
                                     guint           limit);

G_END_DECLS
