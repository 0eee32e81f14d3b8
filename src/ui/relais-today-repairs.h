/* relais-today-repairs.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The mailboxes that do not work, each with its sentence and the one button that helps. Without any, it hides itself. */
#define RELAIS_TYPE_TODAY_REPAIRS (relais_today_repairs_get_type ())

G_DECLARE_FINAL_TYPE (RelaisTodayRepairs, relais_today_repairs, RELAIS, TODAY_REPAIRS, AdwPreferencesGroup)

/* @accounts: of RelaisMailAccount. Returns: how many of them do not work */
guint relais_today_repairs_show (RelaisTodayRepairs *self,
                                 GListModel         *accounts);

G_END_DECLS
