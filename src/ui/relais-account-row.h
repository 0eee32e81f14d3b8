/* relais-account-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-mail-account.h"

G_BEGIN_DECLS

#define RELAIS_TYPE_ACCOUNT_ROW (relais_account_row_get_type ())

/* How a mailbox does, and the button that mends it; where there is no room beside the sentence the button stands under it. */
G_DECLARE_FINAL_TYPE (RelaisAccountRow, relais_account_row, RELAIS, ACCOUNT_ROW, AdwPreferencesRow)

GtkWidget         *relais_account_row_new         (RelaisMailAccount *account);

RelaisMailAccount *relais_account_row_get_account (RelaisAccountRow  *self);

/* Sentences such as “Next try in 12 seconds” change by themselves. */
void               relais_account_row_update      (RelaisAccountRow  *self);

void               relais_account_row_add_suffix  (RelaisAccountRow  *self,
                                                   GtkWidget         *widget);

G_END_DECLS
