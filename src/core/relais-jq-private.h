/* relais-jq-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <jv.h>

G_BEGIN_DECLS

/* relais-jq-value.c: values of libjq are numbers, strings, arrays and objects like those of json-glib, without the difference between
 * whole and other numbers. */

/* @node: (nullable): %NULL is null. @value: (out) (transfer full) */
gboolean  relais_jq_from_node (JsonNode  *node,
                               jv        *value,
                               GError   **error);
/* @value: (transfer full). Returns: (transfer full) */
JsonNode *relais_jq_to_node   (jv         value,
                               GError   **error);

G_END_DECLS
