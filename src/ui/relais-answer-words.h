/* relais-answer-words.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What a proposed mail says and to whom, for whoever approves it. */

/* Whether the message is passed on, rather than answered. */
gboolean    relais_answer_is_forward    (RelaisTriageRecord *record);

/* Those to whom mail is passed on are people of the team; an address says less. (transfer none) */
const char *relais_answer_get_recipient (RelaisWorkspace    *workspace,
                                         RelaisTriageRecord *record);

/* All that is written in it; of what is passed on, the note, and that the message goes with it. (transfer full) */
char       *relais_answer_dup_text      (RelaisTriageRecord *record);

/* For where the message itself is not seen: to whom it is passed on, and what, as well. (transfer full) */
char       *relais_answer_dup_whole     (RelaisWorkspace    *workspace,
                                         RelaisTriageRecord *record);

G_END_DECLS
