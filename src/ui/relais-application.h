/* relais-application.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The application: one window on one workspace. `--demo` and `--workspace NAME` choose which. */
#define RELAIS_TYPE_APPLICATION (relais_application_get_type ())

G_DECLARE_FINAL_TYPE (RelaisApplication, relais_application, RELAIS, APPLICATION, AdwApplication)

RelaisApplication *relais_application_new (void);

G_END_DECLS
