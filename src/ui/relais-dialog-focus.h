/* relais-dialog-focus.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @widget has the keyboard when @dialog opens, also where the window is narrow: libadwaita (1.7) gives it to the first button of a
 * bottom sheet, whatever adw_dialog_set_focus() was told. */
void relais_dialog_focus (AdwDialog *dialog,
                          GtkWidget *widget);

G_END_DECLS
