/* relais-member-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-team.h"

G_BEGIN_DECLS

/* Somebody of the team: added, changed or removed. */
#define RELAIS_TYPE_MEMBER_DIALOG (relais_member_dialog_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMemberDialog, relais_member_dialog, RELAIS, MEMBER_DIALOG, AdwDialog)

/* @member: (nullable): whom to change; NULL: somebody new */
RelaisMemberDialog *relais_member_dialog_new (RelaisTeam   *team,
                                              RelaisMember *member);

G_END_DECLS
