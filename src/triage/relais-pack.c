/* relais-pack.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-check.h"
#include "relais-pack.h"

#define RESOURCE_FOLDER "/org/relais/Relais/packs"

/* A pack somebody gives us: bounds far above any honest one. */
#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_EXAMPLE_LENGTH (64 * 1024)

struct _RelaisPack
{
  GObject     parent_instance;

  JsonObject *root;       /* (owned) */
  char       *id;         /* (owned) */
  GPtrArray  *kinds;      /* (owned) of RelaisKind */
  GPtrArray  *examples;   /* (owned) of RelaisExample */
};

G_DEFINE_FINAL_TYPE (RelaisPack, relais_pack, G_TYPE_OBJECT)

static const char *
get_text (RelaisPack *self,
          const char *member,
          const char *language)
{
  JsonNode *node = json_object_get_member (self->root, member);
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return "";

  text = json_object_get_string_member_with_default (json_node_get_object (node), language != NULL ? language : "en", NULL);
  if (text == NULL)
    text = json_object_get_string_member_with_default (json_node_get_object (node), "en", NULL);
  if (text == NULL)
    text = json_object_get_string_member_with_default (json_node_get_object (node), "fr", "");

  return text;
}

/* @by_language: {"en": ["…"], "fr": ["…"]} */
static gboolean
read_examples (GPtrArray   *examples,
               const char  *kind,
               JsonNode    *by_language,
               GError     **error)
{
  g_autoptr(GList) languages = NULL;

  if (by_language == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (by_language))
    goto wrong;

  languages = json_object_get_members (json_node_get_object (by_language));
  for (GList *l = languages; l != NULL; l = l->next)
    {
      JsonNode *list = json_object_get_member (json_node_get_object (by_language), l->data);
      JsonArray *texts;

      if (!JSON_NODE_HOLDS_ARRAY (list))
        goto wrong;

      texts = json_node_get_array (list);
      for (guint i = 0; i < json_array_get_length (texts); i++)
        {
          JsonNode *text = json_array_get_element (texts, i);

          if (json_node_get_value_type (text) != G_TYPE_STRING ||
              strlen (json_node_get_string (text)) > MAX_EXAMPLE_LENGTH)
            goto wrong;
          g_ptr_array_add (examples, relais_example_new (kind, l->data, json_node_get_string (text), 1.0));
        }
    }

  return TRUE;

wrong:
  g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID,
               "kind “%s”: the examples must be lists of texts by language", kind != NULL ? kind : "none");
  return FALSE;
}

static JsonNode *
load_resource (const char *name)
{
  g_autofree char *path = g_build_path ("/", RESOURCE_FOLDER, name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();

  if (bytes == NULL ||
      !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

static void
relais_pack_finalize (GObject *object)
{
  RelaisPack *self = RELAIS_PACK (object);

  g_clear_pointer (&self->root, json_object_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
  g_free (self->id);

  G_OBJECT_CLASS (relais_pack_parent_class)->finalize (object);
}

static void
relais_pack_class_init (RelaisPackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_pack_finalize;
}

static void
relais_pack_init (RelaisPack *self)
{
  self->kinds = g_ptr_array_new_with_free_func (g_object_unref);
  self->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);
}

/**
 * relais_example_new:
 *
 * Returns: (transfer full): a copy of the values
 */
RelaisExample *
relais_example_new (const char *kind,
                    const char *language,
                    const char *text,
                    double      weight)
{
  RelaisExample *example = g_new0 (RelaisExample, 1);

  example->kind = g_strdup (kind);
  example->language = g_strdup (language);
  example->text = g_strdup (text);
  example->weight = weight;

  return example;
}

void
relais_example_free (RelaisExample *example)
{
  g_free (example->kind);
  g_free (example->language);
  g_free (example->text);
  g_free (example);
}

/**
 * relais_pack_list_shipped:
 *
 * Returns: (transfer container) (element-type RelaisPack): by file name
 */
GPtrArray *
relais_pack_list_shipped (void)
{
  GPtrArray *packs = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) names = g_resources_enumerate_children (RESOURCE_FOLDER, 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", RESOURCE_FOLDER, names[i], NULL);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;
      RelaisPack *pack;

      if (g_str_equal (names[i], "schema.json") || g_str_equal (names[i], "background.json"))
        continue;

      bytes = g_resources_lookup_data (path, 0, NULL);
      pack = relais_pack_new_from_bytes (bytes, &error);
      if (pack == NULL)
        g_critical ("%s: %s", names[i], error->message);
      else
        g_ptr_array_add (packs, pack);
    }

  return packs;
}

/**
 * relais_pack_list_background:
 *
 * Returns: (transfer container) (element-type RelaisExample)
 */
GPtrArray *
relais_pack_list_background (void)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);
  g_autoptr(JsonNode) root = load_resource ("background.json");
  g_autoptr(GError) error = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      !read_examples (examples, NULL, json_object_get_member (json_node_get_object (root), "examples"), &error))
    g_critical ("background.json: %s", error != NULL ? error->message : "not an object");

  return examples;
}

/**
 * relais_pack_new_from_bytes:
 * @error: %RELAIS_TRIAGE_ERROR_NOT_KINDS, %RELAIS_TRIAGE_ERROR_NO_KINDS, or %RELAIS_TRIAGE_ERROR_INVALID for one of its kinds
 *
 * Returns: (transfer full) (nullable): the pack
 */
RelaisPack *
relais_pack_new_from_bytes (GBytes  *bytes,
                            GError **error)
{
  g_autoptr(RelaisPack) self = NULL;
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) local = NULL;
  JsonNode *root;
  JsonNode *kinds;

  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_KINDS, "the file is larger than 16 MB");
      return NULL;
    }
  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &local))
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_KINDS, "not JSON: %s", local->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  kinds = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "kinds") : NULL;
  if (kinds == NULL || !JSON_NODE_HOLDS_ARRAY (kinds))
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_KINDS, "the file holds no list of kinds");
      return NULL;
    }
  if (json_array_get_length (json_node_get_array (kinds)) == 0)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NO_KINDS, "its list of kinds is empty");
      return NULL;
    }

  self = g_object_new (RELAIS_TYPE_PACK, NULL);
  self->root = json_object_ref (json_node_get_object (root));
  self->id = g_strdup (json_object_get_string_member_with_default (self->root, "id", NULL));

  for (guint i = 0; i < json_array_get_length (json_node_get_array (kinds)); i++)
    {
      JsonNode *definition = json_array_get_element (json_node_get_array (kinds), i);
      RelaisKind *kind = relais_kind_new_from_json (definition, self->id, error);

      if (kind == NULL)
        return NULL;
      g_ptr_array_add (self->kinds, kind);
      if (!relais_kind_check (kind, error) ||
          !read_examples (self->examples, relais_kind_get_id (kind),
                          json_object_get_member (json_node_get_object (definition), "examples"), error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * relais_pack_to_bytes:
 * @kinds: (element-type RelaisKind)
 * @examples: (element-type RelaisExample)
 *
 * Returns: (transfer full): a file that relais_pack_new_from_bytes() reads
 */
GBytes *
relais_pack_to_bytes (const char *id,
                      const char *name,
                      GPtrArray  *kinds,
                      GPtrArray  *examples)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *names = json_object_new ();
  JsonArray *list = json_array_new ();
  char *text;

  json_node_take_object (root, object);
  json_object_set_string_member (object, "id", id);
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (names, "en", name);
  json_object_set_string_member (names, "fr", name);
  json_object_set_object_member (object, "name", names);

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);
      JsonNode *definition = relais_kind_to_json (kind);
      JsonObject *by_language = json_object_new ();

      for (guint j = 0; j < examples->len; j++)
        {
          const RelaisExample *example = g_ptr_array_index (examples, j);
          const char *language = g_strcmp0 (example->language, "fr") == 0 ? "fr" : "en";

          if (g_strcmp0 (example->kind, relais_kind_get_id (kind)) != 0)
            continue;
          if (!json_object_has_member (by_language, language))
            json_object_set_array_member (by_language, language, json_array_new ());
          json_array_add_string_element (json_object_get_array_member (by_language, language), example->text);
        }
      json_object_set_object_member (json_node_get_object (definition), "examples", by_language);
      json_array_add_element (list, definition);
    }
  json_object_set_array_member (object, "kinds", list);

  text = json_to_string (root, TRUE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * relais_pack_get_id:
 *
 * Returns: (nullable)
 */
const char *
relais_pack_get_id (RelaisPack *self)
{
  g_return_val_if_fail (RELAIS_IS_PACK (self), NULL);

  return self->id;
}

const char *
relais_pack_get_name (RelaisPack *self,
                      const char *language)
{
  g_return_val_if_fail (RELAIS_IS_PACK (self), NULL);

  return get_text (self, "name", language);
}

const char *
relais_pack_get_summary (RelaisPack *self,
                         const char *language)
{
  g_return_val_if_fail (RELAIS_IS_PACK (self), NULL);

  return get_text (self, "summary", language);
}

const char *
relais_pack_get_icon (RelaisPack *self)
{
  g_return_val_if_fail (RELAIS_IS_PACK (self), NULL);

  return json_object_get_string_member_with_default (self->root, "icon", "text-x-generic-symbolic");
}

GPtrArray *
relais_pack_get_kinds (RelaisPack *self)
{
  g_return_val_if_fail (RELAIS_IS_PACK (self), NULL);

  return self->kinds;
}

GPtrArray *
relais_pack_get_examples (RelaisPack *self)
{
  g_return_val_if_fail (RELAIS_IS_PACK (self), NULL);

  return self->examples;
}
