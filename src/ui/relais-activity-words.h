/* relais-activity-words.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The log in words for people. (transfer full), translated. */
char       *relais_activity_dup_sentence    (RelaisWorkspace *workspace,
                                             RelaisEvent     *event);
const char *relais_activity_get_icon        (RelaisEvent     *event);

/* What the message was about and whose it was: “Timetable · Noah Lee”; empty when it belongs to none. */
char       *relais_activity_dup_about       (RelaisEvent     *event);
char       *relais_activity_dup_message     (const char      *subject,
                                             const char      *sender);
gboolean    relais_activity_is_failure      (RelaisEvent     *event);

/* The steps whose sentences contain @text, and the kinds whose names do. */
GStrv       relais_activity_find_steps      (const char      *text);
GStrv       relais_activity_find_kinds      (RelaisKindStore *kinds,
                                             const char      *text);

G_END_DECLS
