/* relais-facts-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What must not change when words are polished: e-mail addresses, links and host names, whatever
 * holds a digit or a currency sign, template variables, weekdays, months and number words, in
 * the order in which the text has them. (transfer full) */
GPtrArray *relais_facts_extract (const char *text);

/* Whether @polished says the same facts as @draft in the same order, and hides nothing. @reason:
 * a constant text. */
gboolean   relais_facts_agree   (const char  *draft,
                                 const char  *polished,
                                 const char **reason);

G_END_DECLS
