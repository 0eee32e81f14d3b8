/* relais-jq.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-json.h"

G_BEGIN_DECLS

/**
 * RelaisJq:
 *
 * A program in the language of jq 1.7 (https://jqlang.org/manual/v1.7/), as manifests hold them: it makes one JSON value of another. It
 * reads nothing else: no file, no environment, no clock, no further input; a program that tries fails. Immutable, reference-counted
 * boxed type. Any thread, several at once.
 */
#define RELAIS_TYPE_JQ (relais_jq_get_type ())
typedef struct _RelaisJq RelaisJq;

GType     relais_jq_get_type (void) G_GNUC_CONST;

/**
 * relais_jq_new:
 *
 * Compiles it: one or two milliseconds.
 *
 * Returns: (transfer full): the program; %RELAIS_CORE_ERROR_INVALID with what jq says of its text
 */
RelaisJq *relais_jq_new      (const char  *program,
                              GError     **error);
/* Compiled when it first runs, which then says what is wrong with its text: for programs that were checked before. */
RelaisJq *relais_jq_new_later (const char *program);
RelaisJq *relais_jq_ref      (RelaisJq    *self);
void      relais_jq_unref    (RelaisJq    *self);
const char *relais_jq_get_program (RelaisJq *self);

/**
 * relais_jq_run:
 * @input: (nullable): %NULL is null
 *
 * Returns: (transfer full): the one value that the program gives, null when it gives none. %RELAIS_CORE_ERROR_INVALID when it gives
 *   several or fails on this input, %RELAIS_CORE_ERROR_TOO_LARGE when more than
 *   %RELAIS_JSON_MAX_DEPTH levels go in or come out. No message holds anything of the input
 */
JsonNode *relais_jq_run      (RelaisJq    *self,
                              JsonNode    *input,
                              GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisJq, relais_jq_unref)

G_END_DECLS
