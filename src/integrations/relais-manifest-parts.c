/* relais-manifest-parts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-manifest-private.h"
#include "relais-url-template.h"

/* What a service is connected with: fields, auth, limits; and what other parts are made of. */

#define MAX_REQUESTS 1000000
#define MAX_SECONDS (24 * 60 * 60)
#define MAX_CONCURRENT 100

static const char *const field_types[] = { "text", "password", "email", "url", "textarea", NULL };
static const char *const auth_kinds[] = { "none", "bearer", "basic", "header", "query", NULL };

void
relais_manifest_field_free (gpointer data)
{
  RelaisManifestField *field = data;

  g_free (field->name);
  g_free (field->label);
  g_free (field->hint);
  g_free (field->note);
  g_free (field->otherwise);
  g_free (field);
}

static void
pair_free (gpointer data)
{
  RelaisManifestPair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

GPtrArray *
relais_manifest_read_pairs (RelaisManifestReader *reader,
                            const char           *name)
{
  g_autoptr(JsonObject) object = relais_manifest_reader_dup_object (reader, name, RELAIS_MEMBER_OPTIONAL);
  GPtrArray *pairs = g_ptr_array_new_with_free_func (pair_free);
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (object == NULL)
    return pairs;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      RelaisManifestPair *pair;

      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        {
          relais_manifest_reader_fail (reader, name, "a map of texts is wanted");
          break;
        }
      pair = g_new0 (RelaisManifestPair, 1);
      pair->name = g_strdup (key);
      pair->value = json_node_dup_string (value);
      g_ptr_array_add (pairs, pair);
    }

  return pairs;
}

void
relais_manifest_check_template (RelaisManifestReader *reader,
                                const char           *name,
                                const char           *template,
                                GHashTable           *names)
{
  g_autoptr(GHashTable) read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;
  GHashTableIter iter;
  gpointer place;

  if (template == NULL)
    return;
  if (!relais_url_template_check (template, read, &error))
    {
      relais_manifest_reader_fail (reader, name, error->message);
      return;
    }

  g_hash_table_iter_init (&iter, read);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!g_hash_table_contains (names, place))
      {
        g_autofree char *problem = g_strdup_printf ("there is no value called “%s”", (const char *) place);

        relais_manifest_reader_fail (reader, name, problem);
      }
}

GHashTable *
relais_manifest_dup_names (const RelaisManifest *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    g_hash_table_add (names, g_strdup (((RelaisManifestField *) self->fields->pdata[i])->name));

  return names;
}

static RelaisManifestField *
read_field (JsonNode    *node,
            const char  *where,
            GError     **error)
{
  RelaisManifestReader reader;
  RelaisManifestField *field = g_new0 (RelaisManifestField, 1);

  relais_manifest_reader_init (&reader, node, where, error);
  field->name = relais_manifest_reader_dup_text (&reader, "name", RELAIS_MEMBER_REQUIRED);
  field->label = relais_manifest_reader_dup_text (&reader, "label", RELAIS_MEMBER_REQUIRED);
  field->type = (RelaisFieldType) relais_manifest_reader_get_word (&reader, "type", field_types, RELAIS_FIELD_TEXT);
  field->required = relais_manifest_reader_get_boolean (&reader, "required");
  field->hint = relais_manifest_reader_dup_text (&reader, "hint", RELAIS_MEMBER_OPTIONAL);
  field->note = relais_manifest_reader_dup_text (&reader, "note", RELAIS_MEMBER_OPTIONAL);
  field->otherwise = relais_manifest_reader_dup_text (&reader, "default", RELAIS_MEMBER_OPTIONAL);
  if (field->name != NULL && strspn (field->name, "abcdefghijklmnopqrstuvwxyz0123456789_") < strlen (field->name))
    relais_manifest_reader_fail (&reader, "name", "a-z, 0-9 and _ only");
  if (field->type == RELAIS_FIELD_PASSWORD && field->otherwise != NULL)
    relais_manifest_reader_fail (&reader, "default", "a password has none");
  relais_manifest_reader_finish (&reader);

  return field;
}

void
relais_manifest_read_fields (RelaisManifest       *self,
                             RelaisManifestReader *reader)
{
  JsonNode *member = relais_manifest_reader_get_member (reader, "credentials", RELAIS_MEMBER_REQUIRED);
  JsonArray *array = member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

  if (array == NULL)
    relais_manifest_reader_fail (reader, "credentials", "a list is wanted");
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && !relais_manifest_reader_has_failed (reader); i++)
    {
      g_autofree char *where = g_strdup_printf ("credentials[%u]", i);
      RelaisManifestField *field = read_field (json_array_get_element (array, i), where, reader->error);

      if (field->name != NULL && relais_manifest_find_field (self, field->name) != NULL)
        relais_manifest_reader_fail (reader, where, "there are two of that name");
      g_ptr_array_add (self->fields, field);
    }
}

/* What each kind of auth is made of: the others have no place in it. */
void
relais_manifest_read_auth (RelaisManifest       *self,
                           RelaisManifestReader *parent,
                           GHashTable           *names)
{
  RelaisManifestAuth *auth = &self->auth;
  RelaisManifestReader reader;

  if (relais_manifest_reader_has_failed (parent))
    return;

  relais_manifest_reader_init (&reader, relais_manifest_reader_get_member (parent, "auth", RELAIS_MEMBER_REQUIRED), "auth",
                               parent->error);
  auth->kind = (RelaisAuthKind) relais_manifest_reader_get_word (&reader, "kind", auth_kinds, G_MAXUINT);
  switch (auth->kind)
    {
    case RELAIS_AUTH_NONE:
      break;
    case RELAIS_AUTH_BEARER:
      auth->secret = relais_manifest_reader_dup_text (&reader, "token", RELAIS_MEMBER_REQUIRED);
      relais_manifest_check_template (&reader, "token", auth->secret, names);
      break;
    case RELAIS_AUTH_BASIC:
      auth->user = relais_manifest_reader_dup_text (&reader, "user", RELAIS_MEMBER_REQUIRED);
      auth->secret = relais_manifest_reader_dup_text (&reader, "password", RELAIS_MEMBER_REQUIRED);
      relais_manifest_check_template (&reader, "user", auth->user, names);
      relais_manifest_check_template (&reader, "password", auth->secret, names);
      break;
    case RELAIS_AUTH_HEADER:
    case RELAIS_AUTH_QUERY:
      auth->name = relais_manifest_reader_dup_text (&reader, "name", RELAIS_MEMBER_REQUIRED);
      auth->secret = relais_manifest_reader_dup_text (&reader, "value", RELAIS_MEMBER_REQUIRED);
      relais_manifest_check_template (&reader, "value", auth->secret, names);
      break;
    default:
      relais_manifest_reader_fail (&reader, "kind", "is missing");
      break;
    }
  relais_manifest_reader_finish (&reader);
}

void
relais_manifest_read_limits (RelaisManifest       *self,
                             RelaisManifestReader *parent)
{
  JsonNode *node = relais_manifest_reader_get_member (parent, "limits", RELAIS_MEMBER_OPTIONAL);
  RelaisManifestReader reader;

  if (node == NULL)
    return;

  relais_manifest_reader_init (&reader, node, "limits", parent->error);
  self->requests = relais_manifest_reader_get_number (&reader, "requests", MAX_REQUESTS);
  self->seconds = relais_manifest_reader_get_number (&reader, "seconds", MAX_SECONDS);
  self->concurrent = relais_manifest_reader_get_number (&reader, "concurrent", MAX_CONCURRENT);
  if ((self->requests != 0) != (self->seconds != 0))
    relais_manifest_reader_fail (&reader, NULL, "“requests” and “seconds” go together");
  relais_manifest_reader_finish (&reader);
}

const char *
relais_field_type_to_string (RelaisFieldType type)
{
  return field_types[type];
}
