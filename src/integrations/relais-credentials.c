/* relais-credentials.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-credentials.h"
#include "relais-schema.h"
#include "relais-secrets.h"
#include "relais-url-template.h"

struct _RelaisCredentials
{
  gatomicrefcount  ref_count;
  GHashTable      *values;   /* (owned) name → GBytes, as of relais_secret_new() */
};

G_DEFINE_BOXED_TYPE (RelaisCredentials, relais_credentials, relais_credentials_ref, relais_credentials_unref)

static gboolean
refuse (const char              *name,
        RelaisIntegrationError   code,
        const char              *problem,
        GError                 **error)
{
  g_set_error (error, RELAIS_INTEGRATION_ERROR, code, "%s: %s", name, problem);

  return FALSE;
}

static gboolean
fits (const RelaisManifestField  *field,
      const char                 *value,
      GError                    **error)
{
  if (field->type != RELAIS_FIELD_TEXTAREA && strpbrk (value, "\r\n\t") != NULL)
    return refuse (field->name, RELAIS_INTEGRATION_ERROR_INVALID, "one line is wanted", error);
  if (field->type == RELAIS_FIELD_EMAIL && !relais_schema_has_format (value, "email"))
    return refuse (field->name, RELAIS_INTEGRATION_ERROR_INVALID, "an e-mail address is wanted", error);
  if (field->type == RELAIS_FIELD_URL && !relais_url_is_base (value))
    return refuse (field->name, RELAIS_INTEGRATION_ERROR_INVALID, "an address that begins with https:// is wanted", error);

  return TRUE;
}

static gboolean
take (RelaisCredentials          *self,
      const RelaisManifestField  *field,
      JsonObject                 *values,
      GError                    **error)
{
  JsonNode *node = json_object_get_member (values, field->name);
  const char *given = NULL;
  char *trimmed;
  GBytes *secret;

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (field->name, RELAIS_INTEGRATION_ERROR_INVALID, "a text is wanted", error);
      given = json_node_get_string (node);
    }
  if (given != NULL)
    given += strspn (given, " \t\r\n");
  if (given == NULL || given[0] == '\0')
    given = field->otherwise;
  if (given == NULL)
    return !field->required || refuse (field->name, RELAIS_INTEGRATION_ERROR_MISSING, "is missing", error);

  trimmed = g_strchomp (g_strdup (given));
  secret = relais_secret_new (trimmed);
  explicit_bzero (trimmed, strlen (trimmed));
  g_free (trimmed);
  g_hash_table_insert (self->values, g_strdup (field->name), secret);

  return fits (field, g_bytes_get_data (secret, NULL), error);
}

RelaisCredentials *
relais_credentials_new (const RelaisManifest  *manifest,
                        JsonObject            *values,
                        GError               **error)
{
  g_autoptr(RelaisCredentials) self = g_new0 (RelaisCredentials, 1);
  JsonObjectIter iter;
  const char *name;

  g_return_val_if_fail (manifest != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (relais_manifest_find_field (manifest, name) == NULL)
      {
        refuse (name, RELAIS_INTEGRATION_ERROR_INVALID, "there is no such field", error);
        return NULL;
      }
  for (guint i = 0; i < manifest->fields->len; i++)
    if (!take (self, manifest->fields->pdata[i], values, error))
      return NULL;

  return g_steal_pointer (&self);
}

RelaisCredentials *
relais_credentials_ref (RelaisCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
relais_credentials_unref (RelaisCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->values);
  g_free (self);
}

const char *
relais_credentials_get (RelaisCredentials *self,
                        const char        *name)
{
  GBytes *value = g_hash_table_lookup (self->values, name);

  return value != NULL ? g_bytes_get_data (value, NULL) : NULL;
}
