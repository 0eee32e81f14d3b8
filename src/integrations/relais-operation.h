/* relais-operation.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-credentials.h"
#include "relais-http.h"

G_BEGIN_DECLS

/**
 * relais_operation_build:
 * @params: what its schema describes
 * @base_url: (nullable): in the place of the manifest's; the person typed it
 * @idempotency_key: (nullable): what the service recognises a repetition by, when the operation has a place for it
 *
 * The request that a call of @operation is. Any thread but the jq programs run on this one: some milliseconds the first time.
 *
 * Returns: (transfer full): %RELAIS_CORE_ERROR_INVALID names the parameter that the schema refuses;
 *   %RELAIS_INTEGRATION_ERROR_MISSING, %RELAIS_INTEGRATION_ERROR_INVALID what cannot stand where it has to
 */
RelaisHttpRequest *relais_operation_build (const RelaisManifest   *manifest,
                                           const RelaisOperation  *operation,
                                           RelaisCredentials      *credentials,
                                           JsonObject             *params,
                                           const char             *base_url,
                                           const char             *idempotency_key,
                                           GError                **error);

/**
 * relais_operation_read:
 *
 * What the service's answer comes to.
 *
 * Returns: (transfer full): the result, null when there is none; %RELAIS_NET_ERROR_INVALID_REPLY when it is no JSON or the operation
 *   makes nothing of it, %RELAIS_NET_ERROR_REJECTED when the operation says that it tells of a failure
 */
JsonNode          *relais_operation_read  (const RelaisOperation  *operation,
                                           RelaisHttpResponse     *response,
                                           GError                **error);

/**
 * relais_operation_dup_complaint:
 *
 * The service's own words for why a call failed, for the person who waits: they may hold anything, so no log gets them.
 *
 * Returns: (transfer full) (nullable): one line; %NULL when it said nothing that the manifest finds
 */
char              *relais_operation_dup_complaint (const RelaisManifest *manifest,
                                                   const GError         *error);

/**
 * relais_operation_call:
 *
 * Builds, sends and reads. Main thread.
 *
 * Returns: (transfer full): resolves to the result (boxed JsonNode); errors of the three, and of relais_http_send()
 */
DexFuture         *relais_operation_call  (RelaisHttp             *http,
                                           RelaisManifest         *manifest,
                                           const RelaisOperation  *operation,
                                           RelaisCredentials      *credentials,
                                           JsonObject             *params,
                                           const char             *base_url,
                                           const char             *idempotency_key);

G_END_DECLS
