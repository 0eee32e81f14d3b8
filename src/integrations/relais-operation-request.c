/* relais-operation-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-operation.h"
#include "relais-schema.h"
#include "relais-secrets.h"
#include "relais-url-template.h"

/* What the templates of one request read: parameters and credentials, which have different names. */
typedef struct
{
  RelaisCredentials *credentials;
  JsonObject        *params;
  const char        *idempotency_key;
  GHashTable        *texts;            /* (owned) of char: parameters that are no texts, written as such */
} Values;

static const char *
look_up (const char *name,
         gpointer    user_data)
{
  Values *values = user_data;
  JsonNode *param = json_object_get_member (values->params, name);
  char *text;

  if (g_str_equal (name, "idempotency_key"))
    return values->idempotency_key;
  if (param == NULL || JSON_NODE_HOLDS_NULL (param))
    return relais_credentials_get (values->credentials, name);
  if (JSON_NODE_HOLDS_VALUE (param) && json_node_get_value_type (param) == G_TYPE_STRING)
    return json_node_get_string (param);

  /* Numbers, true and false as JSON writes them; a list as it has to be written is the manifest's business. */
  text = relais_json_stringify (param);
  g_hash_table_replace (values->texts, g_strdup (name), text);

  return text;
}

static char *
expand (Values          *values,
        const char      *template,
        RelaisUrlPlace   place,
        GError         **error)
{
  return relais_url_template_expand (template, place, look_up, values, error);
}

/* Whether it is there; FALSE without an error when its value was not given. */
static gboolean
add_query (Values      *values,
           const char  *name,
           const char  *template,
           GString     *url,
           GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *value = expand (values, template, RELAIS_URL_QUERY, &local_error);

  if (value == NULL && g_error_matches (local_error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MISSING))
    return TRUE;
  if (value == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_string_append_c (url, strchr (url->str, '?') != NULL ? '&' : '?');
  g_string_append_uri_escaped (url, name, NULL, FALSE);
  g_string_append_printf (url, "=%s", value);

  return TRUE;
}

/* (transfer full) (nullable) */
static char *
make_base (Values                *values,
           const RelaisManifest  *manifest,
           const char            *base_url,
           GError               **error)
{
  if (base_url == NULL)
    return expand (values, manifest->base_url, RELAIS_URL_BASE, error);
  if (relais_url_is_base (base_url))
    return g_strdup (base_url);

  g_set_error_literal (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_INVALID, "the base address is none");

  return NULL;
}

/* Holds the credential of RELAIS_AUTH_QUERY, so it goes into no message. (transfer full) */
static char *
make_url (Values                 *values,
          const RelaisManifest   *manifest,
          const RelaisOperation  *operation,
          const char             *base_url,
          GError                **error)
{
  g_autofree char *base = make_base (values, manifest, base_url, error);
  g_autofree char *path = base != NULL ? expand (values, operation->path, RELAIS_URL_PATH, error) : NULL;
  g_autoptr(GString) url = NULL;

  if (path == NULL)
    return NULL;
  if (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';

  url = g_string_new (base);
  g_string_append (url, path);
  for (guint i = 0; i < operation->query->len; i++)
    {
      RelaisManifestPair *pair = operation->query->pdata[i];

      if (!add_query (values, pair->name, pair->value, url, error))
        return NULL;
    }
  if (manifest->auth.kind == RELAIS_AUTH_QUERY && !add_query (values, manifest->auth.name, manifest->auth.secret, url, error))
    return NULL;

  return g_string_free (g_steal_pointer (&url), FALSE);
}

static gboolean
set_headers (Values             *values,
             RelaisHttpRequest  *request,
             GPtrArray          *headers,
             GError            **error)
{
  for (guint i = 0; i < headers->len; i++)
    {
      RelaisManifestPair *pair = headers->pdata[i];
      gboolean is_key = strstr (pair->value, "{idempotency_key}") != NULL;
      g_autofree char *value = NULL;

      if (is_key && values->idempotency_key == NULL)
        continue;
      value = expand (values, pair->value, RELAIS_URL_HEADER, error);
      if (value == NULL)
        return FALSE;
      if (is_key)
        relais_http_request_set_idempotency_key (request, pair->name, value);
      else
        relais_http_request_set_header (request, pair->name, value);
    }

  return TRUE;
}

static void
set_secret (RelaisHttpRequest *request,
            const char        *name,
            const char        *prefix,
            char              *text)
{
  g_autoptr(GBytes) secret = relais_secret_new (text);

  relais_http_request_set_secret_header (request, name, prefix, secret);
  explicit_bzero (text, strlen (text));
}

/* RFC 7617: a colon in the user's name would make it another name. */
static gboolean
sign_basic (Values                    *values,
            const RelaisManifestAuth  *auth,
            RelaisHttpRequest         *request,
            const char                *password,
            GError                   **error)
{
  g_autofree char *user = expand (values, auth->user, RELAIS_URL_HEADER, error);
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;

  if (user == NULL)
    return FALSE;
  if (strchr (user, ':') != NULL)
    {
      g_set_error_literal (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_INVALID, "the user's name holds a colon");
      return FALSE;
    }

  pair = g_strconcat (user, ":", password, NULL);
  encoded = g_base64_encode ((const guint8 *) pair, strlen (pair));
  set_secret (request, "Authorization", "Basic ", encoded);
  explicit_bzero (pair, strlen (pair));

  return TRUE;
}

static gboolean
sign (Values                    *values,
      const RelaisManifestAuth  *auth,
      RelaisHttpRequest         *request,
      GError                   **error)
{
  g_autofree char *secret = NULL;
  gboolean done = TRUE;

  /* A parameter of the address is there already. */
  if (auth->kind == RELAIS_AUTH_NONE || auth->kind == RELAIS_AUTH_QUERY)
    return TRUE;

  secret = expand (values, auth->secret, RELAIS_URL_HEADER, error);
  if (secret == NULL)
    return FALSE;
  if (auth->kind == RELAIS_AUTH_BASIC)
    done = sign_basic (values, auth, request, secret, error);
  else if (auth->kind == RELAIS_AUTH_BEARER)
    set_secret (request, "Authorization", "Bearer ", secret);
  else
    set_secret (request, auth->name, "", secret);
  explicit_bzero (secret, strlen (secret));

  return done;
}

/* What a body is made of: the parameters, and under them the credentials that are no secrets, such as a sender's address. */
static JsonNode *
make_input (Values               *values,
            const RelaisManifest *manifest)
{
  JsonNode *input = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *param;

  for (guint i = 0; i < manifest->fields->len; i++)
    {
      const RelaisManifestField *field = manifest->fields->pdata[i];
      const char *value = field->type != RELAIS_FIELD_PASSWORD ? relais_credentials_get (values->credentials, field->name) : NULL;

      if (value != NULL)
        json_object_set_string_member (object, field->name, value);
    }
  json_object_iter_init_ordered (&iter, values->params);
  while (json_object_iter_next_ordered (&iter, &name, &param))
    json_object_set_member (object, name, json_node_ref (param));
  json_node_set_object (input, object);

  return input;
}

static void
append_form (GString    *form,
             const char *name,
             JsonNode   *value)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (value))
    return;
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_form (form, name, json_array_get_element (array, i));
      return;
    }

  text = json_node_get_value_type (value) == G_TYPE_STRING ? json_node_dup_string (value) : relais_json_stringify (value);
  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_uri_escaped (form, name, NULL, FALSE);
  g_string_append_c (form, '=');
  g_string_append_uri_escaped (form, text, NULL, FALSE);
}

/* A list is a name several times over. (transfer full) (nullable) */
static char *
write_form (JsonNode  *node,
            GError   **error)
{
  g_autoptr(GString) form = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MANIFEST, "a form is made of an object");
      return NULL;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    append_form (form, name, value);

  return g_string_free (g_steal_pointer (&form), FALSE);
}

static gboolean
set_body (Values                 *values,
          const RelaisManifest   *manifest,
          const RelaisOperation  *operation,
          RelaisHttpRequest      *request,
          GError                **error)
{
  gboolean is_json = operation->body_kind == RELAIS_BODY_JSON;
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) body = NULL;
  char *text;

  if (operation->body_kind == RELAIS_BODY_NONE)
    return TRUE;

  input = make_input (values, manifest);
  node = relais_jq_run (operation->body, input, error);
  text = node == NULL ? NULL : is_json ? relais_json_stringify (node) : write_form (node, error);
  if (text == NULL)
    return FALSE;

  body = g_bytes_new_take (text, strlen (text));
  relais_http_request_set_body (request, body, is_json ? "application/json" : "application/x-www-form-urlencoded");

  return TRUE;
}

static gboolean
check_params (const RelaisOperation  *operation,
              JsonObject             *params,
              GError                **error)
{
  JsonObject *properties = relais_json_get_object (operation->params, "properties");
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;

  /* Whoever calls knows what they called it. */
  json_object_iter_init_ordered (&iter, params);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!json_object_has_member (properties, name))
      {
        g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID, "%s: there is no such parameter", name);
        return FALSE;
      }
  json_node_set_object (node, params);

  return relais_schema_validate (operation->params, node, error);
}

RelaisHttpRequest *
relais_operation_build (const RelaisManifest   *manifest,
                        const RelaisOperation  *operation,
                        RelaisCredentials      *credentials,
                        JsonObject             *params,
                        const char             *base_url,
                        const char             *idempotency_key,
                        GError                **error)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(RelaisHttpRequest) request = NULL;
  g_autofree char *url = NULL;
  Values values = { credentials, params, idempotency_key, texts };

  g_return_val_if_fail (manifest != NULL && operation != NULL, NULL);
  g_return_val_if_fail (credentials != NULL && params != NULL, NULL);

  if (!check_params (operation, params, error))
    return NULL;
  url = make_url (&values, manifest, operation, base_url, error);
  if (url == NULL)
    return NULL;

  request = relais_http_request_new (manifest->id, operation->method, url, operation->path);
  if (operation->effect == RELAIS_EFFECT_READ)
    relais_http_request_set_repeatable (request, TRUE);
  relais_http_request_set_header (request, "Accept", "application/json");
  /* Typed by the person, here or as a field. */
  if (base_url != NULL || manifest->base_url[0] == '{')
    relais_http_request_set_plain_http (request, RELAIS_PLAIN_HTTP_TYPED);
  if (!set_headers (&values, request, manifest->headers, error) || !set_headers (&values, request, operation->headers, error) ||
      !sign (&values, &manifest->auth, request, error) || !set_body (&values, manifest, operation, request, error))
    return NULL;

  return g_steal_pointer (&request);
}
