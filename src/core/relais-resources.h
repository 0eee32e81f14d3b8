/* relais-resources.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The engines' data (migrations, packs, demo) lies below RELAIS_RESOURCE_PREFIX in the program itself. */
#define RELAIS_RESOURCE_PREFIX "/org/relais/Relais/"

void relais_core_init (void);

G_END_DECLS
