/* relais-json.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-core-error.h"

G_BEGIN_DECLS

/* JSON from outside: bounded before it is parsed, and read without a critical when a member is missing or of another
 * type. Any thread. */

#define RELAIS_JSON_MAX_DEPTH 64

/**
 * relais_json_parse:
 * @text: UTF-8
 * @length: its length, or -1 when it ends with a NUL
 * @max_size: more bytes than this are not looked at
 * @what: names the text in errors
 *
 * Standard JSON only (RFC 8259). What comes back cannot be changed: copy it to do that.
 *
 * Returns: (transfer full) (nullable): the value; %RELAIS_CORE_ERROR_INVALID, or %RELAIS_CORE_ERROR_TOO_LARGE also for
 *   more than %RELAIS_JSON_MAX_DEPTH levels
 */
JsonNode   *relais_json_parse      (const char  *text,
                                    gssize       length,
                                    gsize        max_size,
                                    const char  *what,
                                    GError     **error);

/* Returns: (transfer full): compact, on one line */
char       *relais_json_stringify  (JsonNode    *node);

/* A member of @object (nullable), or the default when it is missing, null or of another type. Borrowed from @object. */
const char *relais_json_get_string (JsonObject  *object,
                                    const char  *name,
                                    const char  *otherwise);
gint64      relais_json_get_int    (JsonObject  *object,
                                    const char  *name,
                                    gint64       otherwise);
double      relais_json_get_double (JsonObject  *object,
                                    const char  *name,
                                    double       otherwise);
gboolean    relais_json_get_bool   (JsonObject  *object,
                                    const char  *name,
                                    gboolean     otherwise);
/* (nullable) */
JsonArray  *relais_json_get_array  (JsonObject  *object,
                                    const char  *name);
JsonObject *relais_json_get_object (JsonObject  *object,
                                    const char  *name);

G_END_DECLS
