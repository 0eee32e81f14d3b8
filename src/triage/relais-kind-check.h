/* relais-kind-check.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind.h"
#include "relais-template.h"

G_BEGIN_DECLS

/* What a kind must be to come into the workspace, from a file or from its form. Stricter than relais_kind_new_from_json(), which also reads
 * what an earlier Relais kept: that is not taken away from anybody. Any thread. */

/* Of a name, in characters: it stands in rows, menus and buttons. */
#define RELAIS_KIND_MAX_NAME 80U

/* RELAIS_TRIAGE_ERROR_INVALID names the kind and what is wrong with it. */
gboolean relais_kind_check            (RelaisKind *self,
                                       GError    **error);

/* Whether a name is one line of at most RELAIS_KIND_MAX_NAME characters. */
gboolean relais_kind_check_name       (const char *name);

/* The first variable of @template that nothing will ever fill: neither a message, nor one of @fields, the details of the kind as in its
 * definition. @fields: (nullable). (transfer none) (nullable) */
const RelaisTemplateVariable *relais_kind_check_find_unknown (RelaisTemplate *template,
                                                              JsonArray      *fields);

G_END_DECLS
