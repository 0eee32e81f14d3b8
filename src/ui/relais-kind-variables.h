/* relais-kind-variables.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "relais-kind.h"
#include "relais-template.h"

G_BEGIN_DECLS

/* What may stand between the braces of an answer, and what to call it. @fields: the details of the kind, as in its definition.
 */

/* What can be inserted: every message's own, then the kind's details. A GMenu whose items name @action with the variable. (transfer full) */
GMenuModel *relais_kind_variables_make_menu (JsonArray          *fields,
                                             const char         *action);

/* "fields.year" and "me.name" → “School year, Your name”; what nobody named stays as it is. @kind: (nullable): whose details they may be.
 * @names: ends with NULL. (transfer full) */
char       *relais_kind_variables_dup_names (RelaisKind         *kind,
                                             const char * const *names);

/* What is wrong with a template, and where, for people: syntax, or a variable that nothing will ever fill. @where: “Subject” or “Text”.
 * (transfer full) (nullable) */
char       *relais_kind_variables_dup_fault (JsonArray          *fields,
                                             const char         *where,
                                             const char         *source,
                                             RelaisTemplateMode  mode);

G_END_DECLS
