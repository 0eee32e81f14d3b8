/* relais-files.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens @file, or a folder, with the program that the desktop has for it. What goes wrong is said on the window of @widget. */
void relais_files_open      (GtkWidget *widget,
                             GFile     *file);

/* Says that it was saved, and offers to open it. */
void relais_files_say_saved (GtkWidget *widget,
                             GFile     *file);

/* The same for so many files in one folder. */
void relais_files_say_saved_in (GtkWidget *widget,
                                GFile     *folder,
                                guint      count);

G_END_DECLS
