/* relais-account-repair.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "relais-mail-account.h"

G_BEGIN_DECLS

/* Whether a mailbox does not do its work: offline and connecting are no illness. */
gboolean relais_account_needs_repair         (RelaisMailAccount *account);

/* What the button with relais_words_get_repair() does. @parent: where a dialog is shown */
void     relais_account_repair               (RelaisMailAccount *account,
                                              GtkWidget         *parent);

/* The desktop's own page, for accounts that sign in there. Returns: whether there is one */
gboolean relais_account_open_online_accounts (void);

G_END_DECLS
