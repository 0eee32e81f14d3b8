/* relais-password-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-mail-account.h"

G_BEGIN_DECLS

/* What a mailbox needs from a person: its password, or a word on its server's certificate. */
#define RELAIS_TYPE_PASSWORD_DIALOG (relais_password_dialog_get_type ())

G_DECLARE_FINAL_TYPE (RelaisPasswordDialog, relais_password_dialog, RELAIS, PASSWORD_DIALOG, AdwDialog)

RelaisPasswordDialog *relais_password_dialog_new (RelaisMailAccount *account);

G_END_DECLS
