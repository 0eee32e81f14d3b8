/* relais-manifest.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-manifest-private.h"

G_DEFINE_BOXED_TYPE (RelaisManifest, relais_manifest, relais_manifest_ref, relais_manifest_unref)

static const char *const categories[] = {
  "social", "support", "seo", "analytics", "crm", "email", "copy", "knowledge", "calendar", "ai", "video", "messages", "shipping",
  "automation", "business", "context", NULL,
};

static void
read_operations (RelaisManifest       *self,
                 RelaisManifestReader *reader)
{
  g_autoptr(JsonObject) object = relais_manifest_reader_dup_object (reader, "operations", RELAIS_MEMBER_REQUIRED);
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (object == NULL)
    return;

  json_object_iter_init_ordered (&iter, object);
  while (!relais_manifest_reader_has_failed (reader) && json_object_iter_next_ordered (&iter, &id, &node))
    {
      RelaisOperation *operation = relais_operation_new (self, id, node, reader->error);

      if (operation != NULL)
        g_ptr_array_add (self->operations, operation);
    }
}

/* The operation that proves the credentials: one that changes nothing. */
static void
read_probe (RelaisManifest       *self,
            RelaisManifestReader *parent)
{
  JsonNode *node = relais_manifest_reader_get_member (parent, "probe", RELAIS_MEMBER_OPTIONAL);
  const RelaisOperation *operation;
  RelaisManifestReader reader;

  if (node == NULL)
    return;

  relais_manifest_reader_init (&reader, node, "probe", parent->error);
  self->probe = relais_manifest_reader_dup_text (&reader, "operation", RELAIS_MEMBER_REQUIRED);
  self->probe_params = relais_manifest_reader_dup_object (&reader, "params", RELAIS_MEMBER_OPTIONAL);
  self->account = relais_manifest_reader_dup_program (&reader, "account", RELAIS_MEMBER_OPTIONAL);
  operation = self->probe != NULL ? relais_manifest_find_operation (self, self->probe) : NULL;
  if (operation == NULL)
    relais_manifest_reader_fail (&reader, "operation", "there is no such operation");
  else if (operation->effect != RELAIS_EFFECT_READ)
    relais_manifest_reader_fail (&reader, "operation", "a probe reads");
  relais_manifest_reader_finish (&reader);
}

static void
read_errors (RelaisManifest       *self,
             RelaisManifestReader *parent)
{
  JsonNode *node = relais_manifest_reader_get_member (parent, "errors", RELAIS_MEMBER_OPTIONAL);
  RelaisManifestReader reader;

  if (node == NULL)
    return;

  relais_manifest_reader_init (&reader, node, "errors", parent->error);
  self->message = relais_manifest_reader_dup_program (&reader, "message", RELAIS_MEMBER_REQUIRED);
  relais_manifest_reader_finish (&reader);
}

/* The host is the manifest's, or it is a field of the kind "url", or a part of it is a field. */
static void
check_base_url (RelaisManifest       *self,
                RelaisManifestReader *reader)
{
  if (self->base_url == NULL)
    return;
  if (!g_str_has_prefix (self->base_url, "https://") && !g_str_has_prefix (self->base_url, "http://127.0.0.1") &&
      self->base_url[0] != '{')
    relais_manifest_reader_fail (reader, "base_url", "an https address is wanted");
  if (g_str_has_suffix (self->base_url, "/"))
    relais_manifest_reader_fail (reader, "base_url", "ends without a slash");
}

static void
read_all (RelaisManifest       *self,
          RelaisManifestReader *reader)
{
  g_autoptr(GHashTable) names = NULL;

  self->id = relais_manifest_reader_dup_text (reader, "id", RELAIS_MEMBER_REQUIRED);
  self->name = relais_manifest_reader_dup_text (reader, "name", RELAIS_MEMBER_REQUIRED);
  self->category = relais_manifest_reader_dup_text (reader, "category", RELAIS_MEMBER_REQUIRED);
  self->summary = relais_manifest_reader_dup_text (reader, "summary", RELAIS_MEMBER_REQUIRED);
  self->docs = relais_manifest_reader_dup_text (reader, "docs", RELAIS_MEMBER_REQUIRED);
  self->note = relais_manifest_reader_dup_text (reader, "note", RELAIS_MEMBER_OPTIONAL);
  self->keys = relais_manifest_reader_dup_text (reader, "keys", RELAIS_MEMBER_OPTIONAL);
  self->steps = relais_manifest_reader_dup_texts (reader, "steps");
  self->base_url = relais_manifest_reader_dup_text (reader, "base_url", RELAIS_MEMBER_REQUIRED);
  self->headers = relais_manifest_read_pairs (reader, "headers");
  if (self->id != NULL && strspn (self->id, "abcdefghijklmnopqrstuvwxyz0123456789-") < strlen (self->id))
    relais_manifest_reader_fail (reader, "id", "a-z, 0-9 and - only");
  if (self->category != NULL && !g_strv_contains (categories, self->category))
    relais_manifest_reader_fail (reader, "category", "there is no such category");
  if (self->docs != NULL && !g_str_has_prefix (self->docs, "https://"))
    relais_manifest_reader_fail (reader, "docs", "an https address is wanted");

  relais_manifest_read_fields (self, reader);
  names = relais_manifest_dup_names (self);
  check_base_url (self, reader);
  relais_manifest_check_template (reader, "base_url", self->base_url, names);
  for (guint i = 0; i < self->headers->len; i++)
    relais_manifest_check_template (reader, "headers", ((RelaisManifestPair *) self->headers->pdata[i])->value, names);
  relais_manifest_read_auth (self, reader, names);
  relais_manifest_read_limits (self, reader);
  read_operations (self, reader);
  read_probe (self, reader);
  read_errors (self, reader);
}

RelaisManifest *
relais_manifest_new (JsonNode  *node,
                     GError   **error)
{
  g_autoptr(RelaisManifest) self = g_new0 (RelaisManifest, 1);
  RelaisManifestReader reader;
  GError *local_error = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->fields = g_ptr_array_new_with_free_func (relais_manifest_field_free);
  self->operations = g_ptr_array_new_with_free_func (relais_operation_free);

  relais_manifest_reader_init (&reader, node, "", &local_error);
  read_all (self, &reader);
  if (!relais_manifest_reader_finish (&reader))
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

RelaisManifest *
relais_manifest_ref (RelaisManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
relais_manifest_unref (RelaisManifest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->category);
  g_free (self->summary);
  g_free (self->docs);
  g_free (self->note);
  g_free (self->keys);
  g_strfreev (self->steps);
  g_ptr_array_unref (self->fields);
  g_free (self->auth.name);
  g_free (self->auth.user);
  g_free (self->auth.secret);
  g_free (self->base_url);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_free (self->probe);
  g_clear_pointer (&self->probe_params, json_object_unref);
  g_clear_pointer (&self->account, relais_jq_unref);
  g_clear_pointer (&self->message, relais_jq_unref);
  g_ptr_array_unref (self->operations);
  g_free (self);
}

const RelaisManifestField *
relais_manifest_find_field (const RelaisManifest *self,
                            const char           *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RelaisManifestField *field = self->fields->pdata[i];

      if (g_str_equal (field->name, name))
        return field;
    }

  return NULL;
}

const RelaisOperation *
relais_manifest_find_operation (const RelaisManifest *self,
                                const char           *id)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      const RelaisOperation *operation = self->operations->pdata[i];

      if (g_str_equal (operation->id, id))
        return operation;
    }

  return NULL;
}
