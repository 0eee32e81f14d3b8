/* relais-integration-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RELAIS_INTEGRATION_ERROR (relais_integration_error_quark ())

/**
 * RelaisIntegrationError:
 * @RELAIS_INTEGRATION_ERROR_MANIFEST: a manifest is not what it has to be; the message names the place in it
 * @RELAIS_INTEGRATION_ERROR_MISSING: a value that the request needs was not given; the message names it
 * @RELAIS_INTEGRATION_ERROR_INVALID: a value that was given cannot be used; the message names it, and does not show it
 */
typedef enum
{
  RELAIS_INTEGRATION_ERROR_MANIFEST,
  RELAIS_INTEGRATION_ERROR_MISSING,
  RELAIS_INTEGRATION_ERROR_INVALID,
} RelaisIntegrationError;

GQuark relais_integration_error_quark (void);

G_END_DECLS
