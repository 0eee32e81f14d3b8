/* relais-add-account-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* Adding a mailbox: who, then (when it cannot be found out) which servers; checked on both before anything is kept. */
#define RELAIS_TYPE_ADD_ACCOUNT_DIALOG (relais_add_account_dialog_get_type ())

G_DECLARE_FINAL_TYPE (RelaisAddAccountDialog, relais_add_account_dialog, RELAIS, ADD_ACCOUNT_DIALOG, AdwDialog)

RelaisAddAccountDialog *relais_add_account_dialog_new (RelaisWorkspace *workspace);

G_END_DECLS
