/* relais-manifest-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-manifest-reader-private.h"

char *
relais_manifest_reader_dup_where (RelaisManifestReader *self,
                                  const char           *name)
{
  return self->where[0] != '\0' ? g_strconcat (self->where, ".", name, NULL) : g_strdup (name);
}

gboolean
relais_manifest_reader_has_failed (RelaisManifestReader *self)
{
  return *self->error != NULL;
}

void
relais_manifest_reader_fail (RelaisManifestReader *self,
                             const char           *name,
                             const char           *problem)
{
  g_autofree char *where = name != NULL ? relais_manifest_reader_dup_where (self, name) : g_strdup (self->where);

  if (!relais_manifest_reader_has_failed (self))
    g_set_error (self->error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MANIFEST, "%s: %s",
                 where[0] != '\0' ? where : "manifest", problem);
}

void
relais_manifest_reader_init (RelaisManifestReader  *self,
                             JsonNode              *value,
                             const char            *where,
                             GError               **error)
{
  g_return_if_fail (error != NULL);

  self->object = NULL;
  self->where = g_strdup (where);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->error = error;
  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    self->object = json_object_ref (json_node_get_object (value));
  else
    relais_manifest_reader_fail (self, NULL, "an object is wanted");
}

gboolean
relais_manifest_reader_finish (RelaisManifestReader *self)
{
  JsonObjectIter iter;
  const char *name;

  if (self->object != NULL)
    {
      json_object_iter_init_ordered (&iter, self->object);
      while (json_object_iter_next_ordered (&iter, &name, NULL))
        if (!g_hash_table_contains (self->known, name))
          relais_manifest_reader_fail (self, name, "there is no such key");
    }
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->where, g_free);

  return !relais_manifest_reader_has_failed (self);
}

JsonNode *
relais_manifest_reader_get_member (RelaisManifestReader *self,
                                   const char           *name,
                                   RelaisMemberNeed      need)
{
  JsonNode *member;

  g_hash_table_add (self->known, g_strdup (name));
  if (relais_manifest_reader_has_failed (self) || self->object == NULL)
    return NULL;

  member = json_object_get_member (self->object, name);
  if (member == NULL && need == RELAIS_MEMBER_REQUIRED)
    relais_manifest_reader_fail (self, name, "is missing");

  return member;
}

char *
relais_manifest_reader_dup_text (RelaisManifestReader *self,
                                 const char           *name,
                                 RelaisMemberNeed      need)
{
  JsonNode *member = relais_manifest_reader_get_member (self, name, need);

  if (member == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_STRING || json_node_get_string (member)[0] == '\0')
    {
      relais_manifest_reader_fail (self, name, "a text is wanted");
      return NULL;
    }

  return json_node_dup_string (member);
}

RelaisJq *
relais_manifest_reader_dup_program (RelaisManifestReader *self,
                                    const char           *name,
                                    RelaisMemberNeed      need)
{
  g_autofree char *text = relais_manifest_reader_dup_text (self, name, need);

  return text != NULL ? relais_jq_new_later (text) : NULL;
}

guint
relais_manifest_reader_get_word (RelaisManifestReader *self,
                                 const char           *name,
                                 const char *const    *words,
                                 guint                 otherwise)
{
  g_autofree char *word = relais_manifest_reader_dup_text (self, name, RELAIS_MEMBER_OPTIONAL);
  g_autofree char *list = NULL;
  g_autofree char *problem = NULL;

  if (word == NULL)
    return otherwise;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;

  list = g_strjoinv (", ", (char **) words);
  problem = g_strdup_printf ("“%s” is none of %s", word, list);
  relais_manifest_reader_fail (self, name, problem);

  return otherwise;
}

gboolean
relais_manifest_reader_get_boolean (RelaisManifestReader *self,
                                    const char           *name)
{
  JsonNode *member = relais_manifest_reader_get_member (self, name, RELAIS_MEMBER_OPTIONAL);

  if (member == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_BOOLEAN)
    {
      relais_manifest_reader_fail (self, name, "true or false is wanted");
      return FALSE;
    }

  return json_node_get_boolean (member);
}

guint
relais_manifest_reader_get_number (RelaisManifestReader *self,
                                   const char           *name,
                                   guint                 most)
{
  JsonNode *member = relais_manifest_reader_get_member (self, name, RELAIS_MEMBER_OPTIONAL);
  g_autofree char *problem = NULL;
  gint64 number;

  if (member == NULL)
    return 0;

  number = JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_INT64 ? json_node_get_int (member) : 0;
  if (number >= 1 && number <= most)
    return (guint) number;

  problem = g_strdup_printf ("a whole number from 1 to %u is wanted", most);
  relais_manifest_reader_fail (self, name, problem);

  return 0;
}

GStrv
relais_manifest_reader_dup_texts (RelaisManifestReader *self,
                                  const char           *name)
{
  JsonNode *member = relais_manifest_reader_get_member (self, name, RELAIS_MEMBER_OPTIONAL);
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

  if (member != NULL && array == NULL)
    relais_manifest_reader_fail (self, name, "a list of texts is wanted");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (texts, json_node_get_string (element));
      else
        relais_manifest_reader_fail (self, name, "a list of texts is wanted");
    }

  return g_strv_builder_end (texts);
}

JsonObject *
relais_manifest_reader_dup_object (RelaisManifestReader *self,
                                   const char           *name,
                                   RelaisMemberNeed      need)
{
  JsonNode *member = relais_manifest_reader_get_member (self, name, need);

  if (member == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (member))
    {
      relais_manifest_reader_fail (self, name, "an object is wanted");
      return NULL;
    }

  return json_object_ref (json_node_get_object (member));
}
