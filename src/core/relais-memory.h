/* relais-memory.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void relais_memory_init      (void);
void relais_memory_give_back (void);

G_END_DECLS
