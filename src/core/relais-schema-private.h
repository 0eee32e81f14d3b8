/* relais-schema-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-schema.h"

G_BEGIN_DECLS

/* Says what is wrong at @place, and returns FALSE. */
gboolean relais_schema_refuse         (GString     *place,
                                       GError     **error,
                                       const char  *format,
                                       ...) G_GNUC_PRINTF (3, 4);
/* Returns: the length to go back to */
gsize    relais_schema_enter_member   (GString     *place,
                                       const char  *name);
/* Of one level of a schema. */
gboolean relais_schema_check_keywords (JsonObject  *schema,
                                       GString     *place,
                                       GError     **error);

G_END_DECLS
