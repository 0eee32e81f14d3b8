/* relais-triage-card.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What Relais makes of a message: its kind and why, the fields, the proposed answer, the person; and what a person does about it.
 * Enter sends when the focus is on it; its other keys are those of the page. */
#define RELAIS_TYPE_TRIAGE_CARD (relais_triage_card_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTriageCard, relais_triage_card, RELAIS, TRIAGE_CARD, AdwBin)

void relais_triage_card_set_workspace (RelaisTriageCard *self,
                                       RelaisWorkspace  *workspace);

/* @message: row, or 0 to hide */
void relais_triage_card_set_message   (RelaisTriageCard *self,
                                       gint64            message);

/* Opens the editor on the answer, writing one when none is proposed. */
void relais_triage_card_reply         (RelaisTriageCard *self);

/* Asks to whom it goes. FALSE: it was answered, and the card does not offer it any more. */
gboolean relais_triage_card_forward   (RelaisTriageCard *self);

/* What is being typed is kept now, not a moment later. */
void relais_triage_card_keep          (RelaisTriageCard *self);

/* What holds the focus when nothing inside does. (transfer none) */
GtkWidget *relais_triage_card_get_focus_widget (RelaisTriageCard *self);

G_END_DECLS
