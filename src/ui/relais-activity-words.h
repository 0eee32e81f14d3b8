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
gboolean    relais_activity_is_failure      (RelaisEvent     *event);

/* What could not be done, and in @details what a support person asks for. */
char       *relais_activity_dup_job         (RelaisJob       *job);
char       *relais_activity_dup_job_details (RelaisJob       *job);

G_END_DECLS
