/* relais-about.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Who made Relais, and under which licence it is. (transfer floating) */
AdwDialog *relais_about_new (void);

G_END_DECLS
