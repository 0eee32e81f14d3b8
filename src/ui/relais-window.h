/* relais-window.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

#define RELAIS_TYPE_WINDOW (relais_window_get_type ())

G_DECLARE_FINAL_TYPE (RelaisWindow, relais_window, RELAIS, WINDOW, AdwApplicationWindow)

RelaisWindow *relais_window_new            (GtkApplication  *application,
                                            RelaisWorkspace *workspace);

/* With something to look at, or after a moment without. */
void          relais_window_present_soon   (RelaisWindow    *self);

/* @error: (nullable): why the workspace could not be opened */
void          relais_window_set_ready      (RelaisWindow    *self,
                                            const GError    *error);

/* A mailto: address or a message file. Kept until the workspace is ready. */
void          relais_window_open           (RelaisWindow    *self,
                                            GFile           *file);

/* @page: a section's name, or "failures": what needs somebody, in Activity */
void          relais_window_show_page      (RelaisWindow    *self,
                                            const char      *page);
void          relais_window_show_shortcuts (RelaisWindow    *self);

/* Before the program ends: what is being typed is kept now. */
void          relais_window_keep           (RelaisWindow    *self);

/* Shows a message of the inbox, wherever the user is. */
void          relais_window_show_message   (RelaisWindow    *self,
                                            gint64           message);

/* A message that was moved is back. */
void          relais_window_moved_back     (RelaisWindow    *self);

/* Says that a message was queued as @delivery, with Undo for so long, which opens it again. @number, @draft: as it is kept, see
 * relais-compose-drafts.h; a claimed number is the window's from now on */
void          relais_window_message_sent   (RelaisWindow    *self,
                                            guint            number,
                                            JsonObject      *draft,
                                            gint64           delivery,
                                            guint            undo_seconds);

/* (transfer full) toast */
void          relais_window_add_toast      (RelaisWindow    *self,
                                            AdwToast        *toast);

/* The window that @widget is in; its toasts say what happened. (transfer none) (nullable) */
RelaisWindow *relais_window_get_for        (GtkWidget       *widget);

G_END_DECLS
