/* relais-choices.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* Rows to choose a kind, an action or a person from. The first choice says none; it has the value NULL, -1 or 0. The values belong to the
 * row. @except: (nullable): a kind that is left out */
void        relais_choices_fill_kinds   (AdwComboRow     *row,
                                         RelaisWorkspace *workspace,
                                         const char      *none,
                                         const char      *except,
                                         const char      *selected);
const char *relais_choices_get_kind     (AdwComboRow     *row);
void        relais_choices_fill_team    (AdwComboRow     *row,
                                         RelaisWorkspace *workspace,
                                         const char      *none,
                                         gint64           selected);
gint64      relais_choices_get_member   (AdwComboRow     *row);

/* The details of @kind; NULL: those of all kinds, each name once */
void        relais_choices_fill_fields  (AdwComboRow     *row,
                                         RelaisWorkspace *workspace,
                                         const char      *kind,
                                         const char      *none,
                                         const char      *selected);
const char *relais_choices_get_field    (AdwComboRow     *row);

/* @none: (nullable): without a first choice. @automatic: whether "answer by itself" is among them */
void        relais_choices_fill_actions (AdwComboRow     *row,
                                         const char      *none,
                                         gboolean         automatic,
                                         int              selected);
int         relais_choices_get_action   (AdwComboRow     *row);

G_END_DECLS
