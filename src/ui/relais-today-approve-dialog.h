/* relais-today-approve-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* Answers, mostly of one kind, each to be read whole and left out, before all of them leave. Tells the window what was sent, with Undo.
 * Signal: "sent", when some were. */
#define RELAIS_TYPE_TODAY_APPROVE_DIALOG (relais_today_approve_dialog_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTodayApproveDialog, relais_today_approve_dialog, RELAIS, TODAY_APPROVE_DIALOG, AdwDialog)

/* @kind: (nullable): of several. @records: (element-type RelaisTriageRecord): whole answers */
AdwDialog *relais_today_approve_dialog_new (RelaisWorkspace *workspace,
                                            const char      *kind,
                                            GPtrArray       *records);

G_END_DECLS
