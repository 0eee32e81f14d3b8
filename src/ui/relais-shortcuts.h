/* relais-shortcuts.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keys, by what they do. (transfer floating) */
AdwDialog *relais_shortcuts_new (void);

G_END_DECLS
