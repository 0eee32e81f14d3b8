/* test-operation.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-operation.h"
#include "relais-test.h"
#include "scripted-http.h"

#define SECRET "sk-7Wq2mZ0xSECRETdoNotShow"

static const char service[] =
  "{'id': 'parcel-post', 'name': 'Parcel Post', 'category': 'shipping', 'summary': 'Parcels', 'docs': 'https://docs.example/api',"
  " 'credentials': [{'name': 'api_key', 'label': 'API key', 'type': 'password', 'required': true},"
  "                 {'name': 'from', 'label': 'Sender', 'type': 'email'},"
  "                 {'name': 'server', 'label': 'Server', 'type': 'url', 'default': 'https://parcels.example/'}],"
  " 'auth': AUTH, 'base_url': '{server}/v1', 'headers': {'X-Version': '3', 'Accept': 'application/json'},"
  " 'errors': {'message': '.error.message'},"
  " 'operations': {"
  "  'find': {'summary': 'Find parcels', 'effect': 'read',"
  "   'params': {'type': 'object', 'required': ['town'], 'properties': {'town': {'type': 'string'}, 'limit': {'type': 'integer'},"
  "              'open': {'type': 'boolean'}, 'text': {'type': 'string'}}}, 'example': {'town': 'Rennes'},"
  "   'request': {'method': 'GET', 'path': '/towns/{town}/parcels', 'query': {'limit': '{limit}', 'open': '{open}', 'q': 'is:{text}'}},"
  "   'result': '[.parcels[].id]'},"
  "  'send': {'summary': 'Send a parcel', 'effect': 'send',"
  "   'params': {'type': 'object', 'required': ['to'], 'properties': {'to': {'type': 'string'}, 'note': {'type': 'string'}}},"
  "   'example': {'to': 'Somebody'},"
  "   'request': {'method': 'POST', 'path': '/parcels', 'headers': {'Idempotency-Key': '{idempotency_key}'},"
  "    'json': '{to, from, note} | with_entries(select(.value != null))'}, 'success': '.ok', 'result': '.id'},"
  "  'mark': {'summary': 'Mark parcels', 'effect': 'write',"
  "   'params': {'type': 'object', 'required': ['ids'], 'properties': {'ids': {'type': 'array', 'items': {'type': 'integer'}}}},"
  "   'example': {'ids': [1]},"
  "   'request': {'method': 'PATCH', 'path': '/parcels', 'form': '{\\'id[]\\': .ids, by: .from, none: null}'}}}}";

typedef struct
{
  ScriptedHttp      *server;
  RelaisHttp        *http;
  RelaisManifest    *manifest;
  RelaisCredentials *credentials;
  char              *base_url;
} Case;

static JsonNode *
parse (const char *text)
{
  g_autoptr(GString) json = g_string_new (text);
  g_autoptr(GError) error = NULL;
  JsonNode *node;

  g_string_replace (json, "\\'", "\001", 0);
  g_string_replace (json, "'", "\"", 0);
  g_string_replace (json, "\001", "\\\"", 0);
  node = json_from_string (json->str, &error);
  g_assert_no_error (error);

  return node;
}

static Case *
case_new (const char *auth)
{
  g_autoptr(GString) text = g_string_new (service);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonNode) values = parse ("{'api_key': '  " SECRET "\\n', 'from': 'desk@relais.example'}");
  g_autoptr(GError) error = NULL;
  Case *self = g_new0 (Case, 1);

  g_string_replace (text, "AUTH", auth, 1);
  node = parse (text->str);
  self->server = scripted_http_new ();
  self->http = relais_http_new ();
  self->manifest = relais_manifest_new (node, &error);
  g_assert_no_error (error);
  self->credentials = relais_credentials_new (self->manifest, json_node_get_object (values), &error);
  g_assert_no_error (error);
  self->base_url = scripted_http_url (self->server, "/base/");

  return self;
}

static void
case_free (Case *self)
{
  relais_http_stop (self->http);
  g_object_unref (self->http);
  scripted_http_free (self->server);
  relais_credentials_unref (self->credentials);
  relais_manifest_unref (self->manifest);
  g_free (self->base_url);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

/* (transfer full) (nullable): the result as JSON */
static char *
call (Case        *self,
      const char  *operation,
      const char  *params,
      GError     **error)
{
  g_autoptr(JsonNode) node = parse (params);
  g_auto(GValue) value = G_VALUE_INIT;

  if (!relais_future_run (relais_operation_call (self->http, self->manifest, relais_manifest_find_operation (self->manifest, operation),
                                                 self->credentials, json_node_get_object (node), self->base_url, "key-1"),
                          &value, error))
    return NULL;

  return relais_json_stringify (g_value_get_boxed (&value));
}

static void
assert_gives (Case       *self,
              const char *operation,
              const char *params,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *result = call (self, operation, params, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, expected);
}

/* (transfer full) */
static GError *
fail (Case       *self,
      const char *operation,
      const char *params,
      GQuark      domain,
      int         code)
{
  g_autofree char *result = NULL;
  GError *error = NULL;

  result = call (self, operation, params, &error);
  g_assert_null (result);
  g_assert_error (error, domain, code);
  g_assert_null (strstr (error->message, "SECRET"));

  return error;
}

static const ScriptedRequest *
last_request (Case *self)
{
  return scripted_http_get_request (self->server, scripted_http_get_n_requests (self->server) - 1);
}

static const char *
header (Case       *self,
        const char *name)
{
  return soup_message_headers_get_one (last_request (self)->headers, name);
}

#define BEARER "{'kind': 'bearer', 'token': '{api_key}'}"

static void
test_read (void)
{
  g_autoptr(Case) self = case_new (BEARER);

  scripted_http_reply (self->server, 200, NULL, "{\"parcels\": [{\"id\": 7}, {\"id\": 8}]}");
  assert_gives (self, "find", "{'town': 'Saint-Malo%2FNord?', 'limit': 5, 'open': true, 'text': 'a&b'}", "[7,8]");
  g_assert_cmpstr (last_request (self)->method, ==, "GET");
  /* The server decodes a path once. */
  g_assert_cmpstr (last_request (self)->path, ==, "/base/towns/Saint-Malo%2FNord?/parcels?limit=5&open=true&q=is:a%26b");
  g_assert_cmpstr (header (self, "Authorization"), ==, "Bearer " SECRET);
  g_assert_cmpstr (header (self, "X-Version"), ==, "3");
  assert_gives (self, "find", "{'town': 'Rennes'}", "[7,8]");
  g_assert_cmpstr (last_request (self)->path, ==, "/base/towns/Rennes/parcels");
}

static void
test_json (void)
{
  g_autoptr(Case) self = case_new (BEARER);

  scripted_http_reply (self->server, 200, NULL, "{\"ok\": true, \"id\": 123456789012345678}");
  assert_gives (self, "send", "{'to': 'Zoé \\'the\\' Postwoman'}", "123456789012345678");
  g_assert_cmpstr (last_request (self)->method, ==, "POST");
  g_assert_cmpstr (header (self, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (header (self, "Idempotency-Key"), ==, "key-1");
  g_assert_nonnull (strstr (last_request (self)->body, "\"to\":\"Zoé \\\"the\\\" Postwoman\""));
  g_assert_nonnull (strstr (last_request (self)->body, "\"from\":\"desk@relais.example\""));
  g_assert_null (strstr (last_request (self)->body, "note"));
  g_assert_null (strstr (last_request (self)->body, "SECRET"));
}

static void
test_form (void)
{
  g_autoptr(Case) self = case_new (BEARER);

  scripted_http_reply (self->server, 204, NULL, "");
  assert_gives (self, "mark", "{'ids': [3, 4]}", "null");
  g_assert_cmpstr (last_request (self)->method, ==, "PATCH");
  g_assert_cmpstr (header (self, "Content-Type"), ==, "application/x-www-form-urlencoded");
  g_assert_nonnull (strstr (last_request (self)->body, "id%5B%5D=3&id%5B%5D=4"));
  g_assert_nonnull (strstr (last_request (self)->body, "by=desk%40relais.example"));
  g_assert_null (strstr (last_request (self)->body, "none"));
}

static void
test_auth (void)
{
  static const struct
  {
    const char *auth;
    const char *name;
    const char *value;
  } kinds[] = {
    { "{'kind': 'basic', 'user': '{from}/token', 'password': '{api_key}'}", "Authorization",
      "Basic ZGVza0ByZWxhaXMuZXhhbXBsZS90b2tlbjpzay03V3EybVoweFNFQ1JFVGRvTm90U2hvdw==" },
    { "{'kind': 'header', 'name': 'X-Key', 'value': 'Key {api_key}'}", "X-Key", "Key " SECRET },
    { "{'kind': 'none'}", "Authorization", NULL },
  };
  g_autoptr(Case) query = case_new ("{'kind': 'query', 'name': 'key', 'value': '{api_key}'}");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(Case) self = case_new (kinds[i].auth);

      scripted_http_reply (self->server, 200, NULL, "{\"parcels\": []}");
      assert_gives (self, "find", "{'town': 'Rennes'}", "[]");
      g_assert_cmpstr (header (self, kinds[i].name), ==, kinds[i].value);
    }

  scripted_http_reply (query->server, 200, NULL, "{\"parcels\": []}");
  assert_gives (query, "find", "{'town': 'Rennes', 'limit': 2}", "[]");
  g_assert_cmpstr (last_request (query)->path, ==, "/base/towns/Rennes/parcels?limit=2&key=" SECRET);
}

/* Nothing is sent that the manifest does not describe. */
static void
test_refused (void)
{
  static const struct
  {
    const char *params;
    const char *says;
  } wrong[] = {
    { "{}", "town: is missing" },
    { "{'town': 7}", "town: string is wanted" },
    { "{'town': 'Rennes', 'limit': 'SECRET'}", "limit: integer is wanted" },
    { "{'town': 'Rennes', 'zone': 'SECRET'}", "zone: there is no such parameter" },
    { "{'town': 'Rennes', 'api_key': 'SECRET'}", "api_key: there is no such parameter" },
  };
  g_autoptr(Case) self = case_new (BEARER);
  g_autoptr(GError) dots = NULL;
  g_autoptr(GError) base = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = fail (self, "find", wrong[i].params, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID);

      g_assert_cmpstr (error->message, ==, wrong[i].says);
    }
  dots = fail (self, "find", "{'town': '..'}", RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_INVALID);
  g_free (self->base_url);
  self->base_url = g_strdup ("https://u:SECRET@parcels.example");
  base = fail (self, "find", "{'town': 'Rennes'}", RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_INVALID);
  g_assert_cmpuint (scripted_http_get_n_requests (self->server), ==, 0);
}

static void
test_failures (void)
{
  g_autoptr(Case) self = case_new (BEARER);
  g_autoptr(GError) told = NULL;
  g_autoptr(GError) rejected = NULL;
  g_autoptr(GError) garbage = NULL;
  g_autoptr(GError) shape = NULL;
  g_autofree char *words = NULL;
  g_autofree char *more = NULL;
  g_autofree char *none = NULL;

  scripted_http_reply (self->server, 200, NULL, "{\"ok\": false, \"error\": {\"message\": \"No such\\r\\n  SECRET street\"}}");
  told = fail (self, "send", "{'to': 'Somebody'}", RELAIS_NET_ERROR, RELAIS_NET_ERROR_REJECTED);
  words = relais_operation_dup_complaint (self->manifest, told);
  g_assert_cmpstr (words, ==, "No such    SECRET street");

  scripted_http_reply (self->server, 422, NULL, "{\"error\": {\"message\": \"Too heavy\"}}");
  rejected = fail (self, "send", "{'to': 'Somebody'}", RELAIS_NET_ERROR, RELAIS_NET_ERROR_REJECTED);
  more = relais_operation_dup_complaint (self->manifest, rejected);
  g_assert_cmpstr (more, ==, "Too heavy");

  scripted_http_reply (self->server, 200, NULL, "<html>SECRET</html>");
  garbage = fail (self, "find", "{'town': 'Rennes'}", RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY);
  none = relais_operation_dup_complaint (self->manifest, garbage);
  g_assert_null (none);

  scripted_http_reply (self->server, 200, NULL, "[\"SECRET\"]");
  shape = fail (self, "find", "{'town': 'Rennes'}", RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY);
}

static void
test_credentials (void)
{
  static const struct
  {
    const char *values;
    int         code;
    const char *says;
  } wrong[] = {
    { "{}", RELAIS_INTEGRATION_ERROR_MISSING, "api_key: is missing" },
    { "{'api_key': '  '}", RELAIS_INTEGRATION_ERROR_MISSING, "api_key: is missing" },
    { "{'api_key': 3}", RELAIS_INTEGRATION_ERROR_INVALID, "api_key: a text is wanted" },
    { "{'api_key': 'SECRET\\nSECRET'}", RELAIS_INTEGRATION_ERROR_INVALID, "api_key: one line is wanted" },
    { "{'api_key': 'a', 'from': 'SECRET'}", RELAIS_INTEGRATION_ERROR_INVALID, "from: an e-mail address is wanted" },
    { "{'api_key': 'a', 'server': 'SECRET'}", RELAIS_INTEGRATION_ERROR_INVALID, "server: an address that begins with https:// is wanted" },
    { "{'api_key': 'a', 'key': 'SECRET'}", RELAIS_INTEGRATION_ERROR_INVALID, "key: there is no such field" },
  };
  g_autoptr(Case) self = case_new (BEARER);

  g_assert_cmpstr (relais_credentials_get (self->credentials, "api_key"), ==, SECRET);
  g_assert_cmpstr (relais_credentials_get (self->credentials, "server"), ==, "https://parcels.example/");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(JsonNode) values = parse (wrong[i].values);
      g_autoptr(GError) error = NULL;

      g_assert_null (relais_credentials_new (self->manifest, json_node_get_object (values), &error));
      g_assert_error (error, RELAIS_INTEGRATION_ERROR, wrong[i].code);
      g_assert_cmpstr (error->message, ==, wrong[i].says);
    }
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/integrations/operation/read", test_read);
  g_test_add_func ("/integrations/operation/json", test_json);
  g_test_add_func ("/integrations/operation/form", test_form);
  g_test_add_func ("/integrations/operation/auth", test_auth);
  g_test_add_func ("/integrations/operation/refused", test_refused);
  g_test_add_func ("/integrations/operation/failures", test_failures);
  g_test_add_func ("/integrations/operation/credentials", test_credentials);

  return g_test_run ();
}
