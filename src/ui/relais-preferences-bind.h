/* relais-preferences-bind.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-settings.h"

G_BEGIN_DECLS

/* Ties a property to a setting of the workspace, both ways: saved a moment after the last change, and at once when @target goes. What
 * cannot be saved is told in the preferences dialog that @widget is in. The default is @otherwise, shown until there is a value. */
void relais_preferences_bind_boolean (RelaisSettings *settings,
                                      const char     *key,
                                      gboolean        otherwise,
                                      AdwSwitchRow   *row);
void relais_preferences_bind_int     (RelaisSettings *settings,
                                      const char     *key,
                                      gint64          otherwise,
                                      AdwSpinRow     *row);

/* A share between 0 and 1, shown in percent. */
void relais_preferences_bind_share   (RelaisSettings *settings,
                                      const char     *key,
                                      double          otherwise,
                                      AdwSpinRow     *row);

/* @target: a GtkEditable or a GtkTextBuffer. @widget: where it is shown */
void relais_preferences_bind_text    (RelaisSettings *settings,
                                      const char     *key,
                                      const char     *otherwise,
                                      GObject        *target,
                                      GtkWidget      *widget);


G_END_DECLS
