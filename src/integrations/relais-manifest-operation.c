/* relais-manifest-operation.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-manifest-private.h"
#include "relais-schema.h"

static const char *const effects[] = { "read", "draft", "write", "send", "spend", "delete", NULL };
static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE", NULL };

void
relais_operation_free (gpointer data)
{
  RelaisOperation *self = data;

  g_free (self->id);
  g_free (self->summary);
  g_free (self->role);
  g_clear_pointer (&self->params, json_object_unref);
  g_clear_pointer (&self->example, json_object_unref);
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->query, g_ptr_array_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->body, relais_jq_unref);
  g_clear_pointer (&self->success, relais_jq_unref);
  g_clear_pointer (&self->result, relais_jq_unref);
  g_free (self);
}

static void
check_pairs (RelaisManifestReader *reader,
             const char           *name,
             GPtrArray            *pairs,
             GHashTable           *names)
{
  for (guint i = 0; i < pairs->len; i++)
    relais_manifest_check_template (reader, name, ((RelaisManifestPair *) pairs->pdata[i])->value, names);
}

static void
read_body (RelaisOperation      *self,
           RelaisManifestReader *reader)
{
  g_autoptr(RelaisJq) json = relais_manifest_reader_dup_program (reader, "json", RELAIS_MEMBER_OPTIONAL);
  g_autoptr(RelaisJq) form = relais_manifest_reader_dup_program (reader, "form", RELAIS_MEMBER_OPTIONAL);

  if (json != NULL && form != NULL)
    relais_manifest_reader_fail (reader, NULL, "a request has one body");
  if ((json != NULL || form != NULL) && g_strcmp0 (self->method, "GET") == 0)
    relais_manifest_reader_fail (reader, NULL, "GET has no body");
  self->body_kind = json != NULL ? RELAIS_BODY_JSON : form != NULL ? RELAIS_BODY_FORM : RELAIS_BODY_NONE;
  self->body = json != NULL ? g_steal_pointer (&json) : g_steal_pointer (&form);
}

static void
read_request (RelaisOperation      *self,
              RelaisManifestReader *parent,
              GHashTable           *names)
{
  g_autofree char *where = relais_manifest_reader_dup_where (parent, "request");
  RelaisManifestReader reader;
  guint method;

  if (relais_manifest_reader_has_failed (parent))
    return;

  relais_manifest_reader_init (&reader, relais_manifest_reader_get_member (parent, "request", RELAIS_MEMBER_REQUIRED), where,
                               parent->error);
  method = relais_manifest_reader_get_word (&reader, "method", methods, 0);
  self->method = g_strdup (methods[method]);
  self->path = relais_manifest_reader_dup_text (&reader, "path", RELAIS_MEMBER_REQUIRED);
  self->query = relais_manifest_read_pairs (&reader, "query");
  self->headers = relais_manifest_read_pairs (&reader, "headers");
  read_body (self, &reader);
  if (self->path != NULL && (self->path[0] != '/' || strpbrk (self->path, "?#") != NULL))
    relais_manifest_reader_fail (&reader, "path", "begins with a slash, and holds no query");
  relais_manifest_check_template (&reader, "path", self->path, names);
  check_pairs (&reader, "query", self->query, names);
  check_pairs (&reader, "headers", self->headers, names);
  relais_manifest_reader_finish (&reader);
}

/* A parameter may not take the place of a credential: whoever chooses parameters would choose whose account it is. */
static void
take_params (RelaisOperation      *self,
             RelaisManifestReader *reader,
             GHashTable           *names)
{
  JsonObject *properties = relais_json_get_object (self->params, "properties");
  JsonObjectIter iter;
  const char *name;

  if (g_strcmp0 (relais_json_get_string (self->params, "type", NULL), "object") != 0 || properties == NULL)
    {
      relais_manifest_reader_fail (reader, "params", "a schema of type “object” with “properties” is wanted");
      return;
    }

  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_hash_table_add (names, g_strdup (name)))
      {
        g_autofree char *problem = g_strdup_printf ("“%s” is a credential", name);

        relais_manifest_reader_fail (reader, "params", problem);
      }
}

/* The schema is one that we understand, and the example one of it. */
static void
check_example (RelaisOperation      *self,
               RelaisManifestReader *reader)
{
  g_autoptr(JsonNode) example = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GError) error = NULL;

  if (relais_manifest_reader_has_failed (reader))
    return;

  json_node_set_object (example, self->example);
  if (!relais_schema_check (self->params, &error))
    relais_manifest_reader_fail (reader, "params", error->message);
  else if (!relais_schema_validate (self->params, example, &error))
    relais_manifest_reader_fail (reader, "example", error->message);
}

/* Returns: (nullable): %NULL with @error */
RelaisOperation *
relais_operation_new (const RelaisManifest  *manifest,
                      const char            *id,
                      JsonNode              *node,
                      GError               **error)
{
  g_autofree char *where = g_strconcat ("operations.", id, NULL);
  g_autoptr(GHashTable) names = relais_manifest_dup_names (manifest);
  RelaisOperation *self = g_new0 (RelaisOperation, 1);
  RelaisManifestReader reader;

  relais_manifest_reader_init (&reader, node, where, error);
  self->id = g_strdup (id);
  self->summary = relais_manifest_reader_dup_text (&reader, "summary", RELAIS_MEMBER_REQUIRED);
  self->effect = (RelaisEffect) relais_manifest_reader_get_word (&reader, "effect", effects, RELAIS_EFFECT_READ);
  self->role = relais_manifest_reader_dup_text (&reader, "role", RELAIS_MEMBER_OPTIONAL);
  self->paid = relais_manifest_reader_get_boolean (&reader, "paid");
  self->params = relais_manifest_reader_dup_object (&reader, "params", RELAIS_MEMBER_REQUIRED);
  self->example = relais_manifest_reader_dup_object (&reader, "example", RELAIS_MEMBER_REQUIRED);
  self->success = relais_manifest_reader_dup_program (&reader, "success", RELAIS_MEMBER_OPTIONAL);
  self->result = relais_manifest_reader_dup_program (&reader, "result", RELAIS_MEMBER_OPTIONAL);
  if (strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") < strlen (id))
    relais_manifest_reader_fail (&reader, NULL, "a name of a-z, 0-9 and - is wanted");
  if (self->params != NULL)
    take_params (self, &reader, names);
  /* Relais makes one for each call. */
  g_hash_table_add (names, g_strdup ("idempotency_key"));
  read_request (self, &reader, names);
  check_example (self, &reader);
  if (relais_manifest_reader_finish (&reader))
    return self;

  relais_operation_free (self);

  return NULL;
}

const char *
relais_effect_to_string (RelaisEffect effect)
{
  return effects[effect];
}
