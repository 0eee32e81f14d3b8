/* relais-schema.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A strict subset of JSON Schema (draft 2020-12): type (a name or a list of names), enum,
 * required, properties, additionalProperties (a boolean), items, minItems, maxItems, minLength,
 * maxLength (in characters), minimum, maximum; title and description are ignored. Strings never
 * hold control characters other than line feed and tab. Any thread. */

/**
 * relais_schema_check:
 * @schema: a schema written by Relais; a keyword outside the subset makes every value refused
 * @value: what somebody else wrote
 * @reason: (out) (optional): why not, for a log or for the model that wrote it: it names the place
 *   by position and by names of the schema and quotes nothing of @value
 *
 * Returns: whether @value is what @schema describes
 */
gboolean relais_schema_check (JsonObject  *schema,
                              JsonNode    *value,
                              char       **reason);

G_END_DECLS
