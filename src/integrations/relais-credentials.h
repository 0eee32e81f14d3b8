/* relais-credentials.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-manifest.h"

G_BEGIN_DECLS

/**
 * RelaisCredentials:
 *
 * What a person entered to connect a service: a value for each field of its manifest that has one. Relais's own copy is overwritten when
 * the last reference goes. Immutable, reference-counted boxed type. Any thread.
 */
#define RELAIS_TYPE_CREDENTIALS (relais_credentials_get_type ())
typedef struct _RelaisCredentials RelaisCredentials;

GType              relais_credentials_get_type (void) G_GNUC_CONST;

/**
 * relais_credentials_new:
 * @values: texts by the names of the fields
 *
 * White space around a value is left out: it comes with what is pasted. A field that is not given, or empty, has its default.
 *
 * Returns: (transfer full): the credentials; %RELAIS_INTEGRATION_ERROR_MISSING or %RELAIS_INTEGRATION_ERROR_INVALID names the field,
 *   and never shows a value
 */
RelaisCredentials *relais_credentials_new      (const RelaisManifest  *manifest,
                                                JsonObject            *values,
                                                GError               **error);
RelaisCredentials *relais_credentials_ref      (RelaisCredentials     *self);
void               relais_credentials_unref    (RelaisCredentials     *self);

/* (nullable): borrowed; valid as long as @self */
const char        *relais_credentials_get      (RelaisCredentials     *self,
                                                const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisCredentials, relais_credentials_unref)

G_END_DECLS
