/* relais-schema.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-json.h"

G_BEGIN_DECLS

/* A strict part of JSON Schema (https://json-schema.org/draft/2020-12/json-schema-validation), for what models, people and programs give us: type
 * (a name or a list of names), enum, properties, required, additionalProperties (where properties are named, others are refused unless this is
 * true), items, minItems, maxItems, minLength, maxLength (in characters), minimum, maximum, format ("email", "uri", "date", "date-time");
 * title, description, default and examples are for people. Texts hold no control characters but tab and line breaks. Any thread. */

/* Whether @schema uses nothing else, at any depth; %RELAIS_CORE_ERROR_INVALID names the place. */
gboolean relais_schema_check    (JsonObject  *schema,
                                 GError     **error);

/* Whether @value is what @schema describes; %RELAIS_CORE_ERROR_INVALID names the first place where it is not, such as "to[1].email", and what
 * is wanted there, by names of the schema, and never shows anything of the value. What a keyword beyond these would say is not known, so
 * such a schema describes nothing. */
gboolean relais_schema_validate (JsonObject  *schema,
                                 JsonNode    *value,
                                 GError     **error);

/* Whether @text is of that format, one of those above. */
gboolean relais_schema_has_format (const char *text,
                                   const char *format);

G_END_DECLS
