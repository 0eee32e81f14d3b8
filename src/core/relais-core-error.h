/* relais-core-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RELAIS_CORE_ERROR (relais_core_error_quark ())

/**
 * RelaisCoreError:
 * @RELAIS_CORE_ERROR_FAILED: it did not work, and nothing of the below says why
 * @RELAIS_CORE_ERROR_INVALID: text that is not what it should be: JSON, a template; the message names the place
 * @RELAIS_CORE_ERROR_TOO_LARGE: more than the limit, in size or in depth
 * @RELAIS_CORE_ERROR_NO_SERVICE: no Secret Service: passwords cannot be kept
 * @RELAIS_CORE_ERROR_LOCKED: the keyring is locked, and was not unlocked
 * @RELAIS_CORE_ERROR_NOT_FOUND: no such secret
 */
typedef enum
{
  RELAIS_CORE_ERROR_FAILED,
  RELAIS_CORE_ERROR_INVALID,
  RELAIS_CORE_ERROR_TOO_LARGE,
  RELAIS_CORE_ERROR_NO_SERVICE,
  RELAIS_CORE_ERROR_LOCKED,
  RELAIS_CORE_ERROR_NOT_FOUND,
} RelaisCoreError;

GQuark relais_core_error_quark (void);

G_END_DECLS
