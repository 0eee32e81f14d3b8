/* test-manifest.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-manifest.h"
#include "relais-test.h"

static const char good[] =
  "{'id': 'parcel-post', 'name': 'Parcel Post', 'category': 'shipping', 'summary': 'Parcels', 'docs': 'https://docs.example/api',"
  " 'note': 'Tariffs are not to be had.', 'keys': 'https://docs.example/keys', 'steps': ['Sign in.', 'Make a key.'],"
  " 'credentials': [{'name': 'api_key', 'label': 'API key', 'type': 'password', 'required': true, 'hint': 'pp_…'},"
  "                 {'name': 'region', 'label': 'Region', 'default': 'eu', 'note': 'Where your account is.'}],"
  " 'auth': {'kind': 'bearer', 'token': '{api_key}'},"
  " 'base_url': 'https://{region}.parcels.example/v1',"
  " 'headers': {'X-Version': '3'},"
  " 'limits': {'requests': 5, 'seconds': 1, 'concurrent': 2},"
  " 'probe': {'operation': 'list-parcels', 'params': {'limit': 1}, 'account': '.owner'},"
  " 'errors': {'message': '.error.message'},"
  " 'operations': {"
  "  'list-parcels': {'summary': 'List parcels', 'effect': 'read',"
  "   'params': {'type': 'object', 'properties': {'limit': {'type': 'integer'}}}, 'example': {'limit': 1},"
  "   'request': {'method': 'GET', 'path': '/parcels', 'query': {'limit': '{limit}'}}, 'result': '.parcels'},"
  "  'send-parcel': {'summary': 'Send a parcel', 'effect': 'send', 'role': 'shipment.label', 'paid': true,"
  "   'params': {'type': 'object', 'properties': {'to': {'type': 'string'}, 'kind': {'type': 'string'}}, 'required': ['to']},"
  "   'example': {'to': 'Somebody'},"
  "   'request': {'method': 'POST', 'path': '/parcels/{kind}', 'headers': {'Idempotency-Key': '{idempotency_key}'},"
  "    'json': '{to: .to}'}, 'success': '.ok', 'result': '.id'}}}";

/* With a double quote for each single one. (transfer full) */
static JsonNode *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_good (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = parse (good);
  g_autoptr(RelaisManifest) manifest = relais_manifest_new (node, &error);
  const RelaisOperation *list;
  const RelaisOperation *send;
  const RelaisManifestField *region;

  g_assert_no_error (error);
  g_assert_cmpstr (manifest->id, ==, "parcel-post");
  g_assert_cmpuint (g_strv_length (manifest->steps), ==, 2);
  g_assert_cmpint (manifest->auth.kind, ==, RELAIS_AUTH_BEARER);
  g_assert_cmpstr (manifest->auth.secret, ==, "{api_key}");
  g_assert_cmpuint (manifest->requests, ==, 5);
  g_assert_cmpuint (manifest->seconds, ==, 1);
  g_assert_cmpuint (manifest->concurrent, ==, 2);
  g_assert_cmpstr (manifest->probe, ==, "list-parcels");
  g_assert_cmpstr (relais_jq_get_program (manifest->message), ==, ".error.message");

  region = relais_manifest_find_field (manifest, "region");
  g_assert_cmpint (region->type, ==, RELAIS_FIELD_TEXT);
  g_assert_cmpstr (region->otherwise, ==, "eu");
  g_assert_false (region->required);
  g_assert_cmpint (relais_manifest_find_field (manifest, "api_key")->type, ==, RELAIS_FIELD_PASSWORD);
  g_assert_null (relais_manifest_find_field (manifest, "nothing"));

  list = relais_manifest_find_operation (manifest, "list-parcels");
  g_assert_cmpint (list->effect, ==, RELAIS_EFFECT_READ);
  g_assert_cmpint (list->body_kind, ==, RELAIS_BODY_NONE);
  g_assert_cmpuint (list->query->len, ==, 1);
  send = relais_manifest_find_operation (manifest, "send-parcel");
  g_assert_cmpstr (relais_effect_to_string (send->effect), ==, "send");
  g_assert_cmpstr (send->role, ==, "shipment.label");
  g_assert_true (send->paid);
  g_assert_cmpint (send->body_kind, ==, RELAIS_BODY_JSON);
  g_assert_cmpstr (relais_jq_get_program (send->body), ==, "{to: .to}");
  g_assert_cmpstr (relais_jq_get_program (send->success), ==, ".ok");
  g_assert_null (relais_manifest_find_operation (manifest, "nothing"));
}

/* Each with one thing changed, and what is said of it. */
static const struct
{
  const char *from;
  const char *to;
  const char *says;
} wrong[] = {
  { "'id': 'parcel-post', ", "", "id: is missing" },
  { "'parcel-post'", "'Parcel Post'", "id: " },
  { "'summary': 'Parcels'", "'summary': ''", "summary: a text is wanted" },
  { "'summary': 'Parcels'", "'summary': 3", "summary: a text is wanted" },
  { "'category': 'shipping'", "'category': 'parcels'", "category: " },
  { "'https://docs.example/api'", "'http://docs.example/api'", "docs: " },
  { "'note':", "'notes':", "notes: there is no such key" },
  { "['Sign in.', 'Make a key.']", "'Sign in.'", "steps: a list of texts is wanted" },
  { "'type': 'password'", "'type': 'secret'", "credentials[0].type: “secret” is none of text, password" },
  { "'name': 'region', 'label': 'Region'", "'name': 'region'", "credentials[1].label: is missing" },
  { "'name': 'region'", "'name': 'api_key'", "credentials[1]: there are two of that name" },
  { "'name': 'api_key'", "'name': 'API-key'", "credentials[0].name: " },
  { "'hint': 'pp_…'", "'default': 'pp_1'", "credentials[0].default: a password has none" },
  { "'bearer', 'token': '{api_key}'", "'bearer', 'token': '{key}'", "auth.token: there is no value called “key”" },
  { "'bearer', 'token': '{api_key}'", "'bearer'", "auth.token: is missing" },
  { "'kind': 'bearer'", "'kind': 'magic'", "auth.kind: “magic” is none of" },
  { "'kind': 'bearer'", "'kind': 'none'", "auth.token: there is no such key" },
  { "'kind': 'bearer', ", "", "auth.kind: is missing" },
  { "'https://{region}.parcels.example/v1'", "'http://parcels.example'", "base_url: an https address is wanted" },
  { "parcels.example/v1'", "parcels.example/v1/'", "base_url: ends without a slash" },
  { "{region}.parcels", "{land}.parcels", "base_url: there is no value called “land”" },
  { "{region}.parcels", "{region.parcels", "base_url: " },
  { "'seconds': 1, ", "", "limits: “requests” and “seconds” go together" },
  { "'requests': 5", "'requests': 0", "limits.requests: a whole number from 1 to" },
  { "'requests': 5", "'requests': 1.5", "limits.requests: a whole number from 1 to" },
  { "'operation': 'list-parcels'", "'operation': 'list'", "probe.operation: there is no such operation" },
  { "'operation': 'list-parcels'", "'operation': 'send-parcel'", "probe.operation: a probe reads" },
  { "'send-parcel': {", "'Send Parcel': {", "operations.Send Parcel: " },
  { "'effect': 'send'", "'effect': 'post'", "operations.send-parcel.effect: " },
  { "'paid': true", "'paid': 1", "operations.send-parcel.paid: true or false is wanted" },
  { "'method': 'POST'", "'method': 'FETCH'", "operations.send-parcel.request.method: " },
  { "'/parcels/{kind}'", "'parcels'", "operations.send-parcel.request.path: " },
  { "'/parcels/{kind}'", "'/parcels?a=b'", "operations.send-parcel.request.path: " },
  { "'/parcels/{kind}'", "'/parcels/{weight}'", "operations.send-parcel.request.path: there is no value called “weight”" },
  { "'{limit}'", "7", "operations.list-parcels.request.query: a map of texts is wanted" },
  { "'json': '{to: .to}'", "'json': '{to: .to}', 'form': '.'", "operations.send-parcel.request: a request has one body" },
  { "'method': 'POST'", "'method': 'GET'", "operations.send-parcel.request: GET has no body" },
  { "'success': '.ok'", "'succeeds': '.ok'", "operations.send-parcel.succeeds: there is no such key" },
  { "'example': {'to': 'Somebody'}", "'example': {}", "operations.send-parcel.example: to: is missing" },
  { "{'to': 'Somebody'}", "{'to': 'Somebody', 'by': 1}", "operations.send-parcel.example: the whole: holds a property that is not described" },
  { "'required': ['to']", "'required': ['from']", "operations.send-parcel.example: from: is missing" },
  { "{'to': 'Somebody'}", "{'to': 7}", "operations.send-parcel.example: to: string is wanted" },
  { "'limit': {'type': 'integer'}", "'limit': {'type': 'whole'}", "operations.list-parcels.params: limit: a type is wanted" },
  { "'kind': {'type': 'string'}", "'region': {'type': 'string'}", "operations.send-parcel.params: “region” is a credential" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GString) text = g_string_new (good);
      g_autoptr(JsonNode) node = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, wrong[i].from, wrong[i].to, 1), ==, 1);
      node = parse (text->str);
      g_assert_null (relais_manifest_new (node, &error));
      g_assert_error (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MANIFEST);
      if (!g_str_has_prefix (error->message, wrong[i].says))
        g_error ("“%s” instead of “%s”", error->message, wrong[i].says);
    }
}

static void
test_no_object (void)
{
  static const char *const texts[] = { "null", "[]", "'a'", "{}", "{'operations': {'a': 1}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = parse (texts[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (relais_manifest_new (node, &error));
      g_assert_error (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MANIFEST);
    }
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/integrations/manifest/good", test_good);
  g_test_add_func ("/integrations/manifest/wrong", test_wrong);
  g_test_add_func ("/integrations/manifest/no-object", test_no_object);

  return g_test_run ();
}
