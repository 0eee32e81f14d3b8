/* relais-core-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-core-error.h"

G_DEFINE_QUARK (relais-core-error-quark, relais_core_error)
