/* relais-operation-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>
#include <string.h>

#include "relais-operation.h"

/* More than this of an answer is not looked at. */
#define MAX_ANSWER (8 * 1024 * 1024)
/* Of a service's own words. */
#define MAX_COMPLAINT 300

static JsonNode *
parse (RelaisHttpResponse  *response,
       GError             **error)
{
  GBytes *body = relais_http_response_get_body (response);

  if (g_bytes_get_size (body) == 0)
    return json_node_new (JSON_NODE_NULL);

  return relais_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), MAX_ANSWER, "the answer", error);
}

static gboolean
is_success (const RelaisOperation  *operation,
            RelaisHttpResponse     *response,
            JsonNode               *answer,
            GError                **error)
{
  g_autoptr(JsonNode) said = NULL;

  if (operation->success == NULL)
    return TRUE;

  said = relais_jq_run (operation->success, answer, error);
  if (said == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (said) && json_node_get_value_type (said) == G_TYPE_BOOLEAN && json_node_get_boolean (said))
    return TRUE;
  g_propagate_error (error, relais_net_error_new (RELAIS_NET_ERROR_REJECTED, -1, response, "the answer tells of a failure"));

  return FALSE;
}

JsonNode *
relais_operation_read (const RelaisOperation  *operation,
                       RelaisHttpResponse     *response,
                       GError                **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(JsonNode) answer = NULL;
  JsonNode *result = NULL;

  g_return_val_if_fail (operation != NULL, NULL);
  g_return_val_if_fail (response != NULL, NULL);

  answer = parse (response, &local_error);
  if (answer != NULL && is_success (operation, response, answer, &local_error))
    result = operation->result != NULL ? relais_jq_run (operation->result, answer, &local_error) : json_node_ref (answer);
  if (result != NULL)
    return result;

  if (local_error->domain == RELAIS_NET_ERROR)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY, "%s", local_error->message);

  return NULL;
}

char *
relais_operation_dup_complaint (const RelaisManifest *manifest,
                                const GError         *error)
{
  RelaisHttpResponse *response = relais_net_error_get_response (error);
  g_autoptr(JsonNode) answer = response != NULL && manifest->message != NULL ? parse (response, NULL) : NULL;
  g_autoptr(JsonNode) said = answer != NULL ? relais_jq_run (manifest->message, answer, NULL) : NULL;
  char *line;

  if (said == NULL || !JSON_NODE_HOLDS_VALUE (said) || json_node_get_value_type (said) != G_TYPE_STRING)
    return NULL;

  line = g_utf8_substring (json_node_get_string (said), 0, MIN (g_utf8_strlen (json_node_get_string (said), -1), MAX_COMPLAINT));
  g_strdelimit (line, "\r\n\t", ' ');
  g_strstrip (line);
  if (line[0] == '\0')
    g_clear_pointer (&line, g_free);

  return line;
}

typedef struct
{
  RelaisHttp            *http;              /* (owned) */
  RelaisManifest        *manifest;          /* (owned) */
  const RelaisOperation *operation;         /* of @manifest */
  RelaisCredentials     *credentials;       /* (owned) */
  JsonObject            *params;            /* (owned) */
  char                  *base_url;          /* (owned) (nullable) */
  char                  *idempotency_key;   /* (owned) (nullable) */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->http);
  relais_manifest_unref (call->manifest);
  relais_credentials_unref (call->credentials);
  json_object_unref (call->params);
  g_free (call->base_url);
  g_free (call->idempotency_key);
  g_free (call);
}

static DexFuture *
call_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(RelaisHttpRequest) request = NULL;
  g_autoptr(RelaisHttpResponse) response = NULL;
  GError *error = NULL;
  JsonNode *result;

  request = relais_operation_build (call->manifest, call->operation, call->credentials, call->params, call->base_url,
                                    call->idempotency_key, &error);
  if (request != NULL)
    response = dex_await_boxed (relais_http_send (call->http, request), &error);
  result = response != NULL ? relais_operation_read (call->operation, response, &error) : NULL;

  return result != NULL ? dex_future_new_take_boxed (JSON_TYPE_NODE, result) : dex_future_new_for_error (error);
}

DexFuture *
relais_operation_call (RelaisHttp            *http,
                       RelaisManifest        *manifest,
                       const RelaisOperation *operation,
                       RelaisCredentials     *credentials,
                       JsonObject            *params,
                       const char            *base_url,
                       const char            *idempotency_key)
{
  Call *call;

  g_return_val_if_fail (RELAIS_IS_HTTP (http), NULL);
  g_return_val_if_fail (manifest != NULL && operation != NULL, NULL);
  g_return_val_if_fail (credentials != NULL && params != NULL, NULL);

  call = g_new0 (Call, 1);
  call->http = g_object_ref (http);
  call->manifest = relais_manifest_ref (manifest);
  call->operation = operation;
  call->credentials = relais_credentials_ref (credentials);
  call->params = json_object_ref (params);
  call->base_url = g_strdup (base_url);
  call->idempotency_key = g_strdup (idempotency_key);

  return relais_future_spawn ("call an operation", call_fiber, call, call_free);
}
