/* relais-integration-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-integration-error.h"

G_DEFINE_QUARK (relais-integration-error-quark, relais_integration_error)
