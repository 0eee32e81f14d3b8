/* relais-triage-types.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RELAIS_TRIAGE_ERROR (relais_triage_error_quark ())

/**
 * RelaisTriageError:
 * @RELAIS_TRIAGE_ERROR_INVALID: a pack, kind, rule or template is wrong; the message names the place
 * @RELAIS_TRIAGE_ERROR_NOT_KINDS: a file is none of kinds; the message says why
 * @RELAIS_TRIAGE_ERROR_NO_KINDS: a file of kinds that holds none
 * @RELAIS_TRIAGE_ERROR_NOT_FOUND: no such message, kind, answer or person
 * @RELAIS_TRIAGE_ERROR_MISSING_FIELDS: the answer's template names what the message did not give; the message lists them
 * @RELAIS_TRIAGE_ERROR_STALE: the answer has left, or was changed meanwhile
 * @RELAIS_TRIAGE_ERROR_NO_RECIPIENT: nobody to answer: no sender, or one that does not read answers
 */
typedef enum
{
  RELAIS_TRIAGE_ERROR_INVALID,
  RELAIS_TRIAGE_ERROR_NOT_KINDS,
  RELAIS_TRIAGE_ERROR_NO_KINDS,
  RELAIS_TRIAGE_ERROR_NOT_FOUND,
  RELAIS_TRIAGE_ERROR_MISSING_FIELDS,
  RELAIS_TRIAGE_ERROR_STALE,
  RELAIS_TRIAGE_ERROR_NO_RECIPIENT,
} RelaisTriageError;

GQuark relais_triage_error_quark (void);

G_END_DECLS
