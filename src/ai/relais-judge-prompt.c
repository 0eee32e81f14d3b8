/* relais-judge-prompt.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "relais-judge-prompt-private.h"
#include "relais-resources.h"

/* A description says what a kind is; more than this only costs tokens. */
#define MAX_DESCRIPTION 400
#define MAX_FIELDS      40
#define MAX_POLISHED    20000

char *
relais_judge_prompt_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) clean = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0' &&
       n < RELAIS_MODEL_JUDGE_MAX_TEXT; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if ((type == G_UNICODE_CONTROL && c != '\n' && c != '\t') || type == G_UNICODE_FORMAT)
        continue;
      g_string_append_unichar (clean, c);
      n++;
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

char *
relais_judge_prompt_new_nonce (void)
{
  g_autofree char *one = g_uuid_string_random ();
  g_autofree char *other = g_uuid_string_random ();

  return g_strconcat (one, "-", other, NULL);
}

char *
relais_judge_prompt_load (const char *name,
                          const char *nonce)
{
  g_autofree char *path = g_strconcat (RELAIS_RESOURCE_PREFIX "prompts/", name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GString) prompt = NULL;

  g_assert (bytes != NULL);
  prompt = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (prompt, "{nonce}", nonce, 0);

  return g_string_free (g_steal_pointer (&prompt), FALSE);
}

char *
relais_judge_prompt_enclose (const char *text,
                             const char *nonce)
{
  return g_strconcat (nonce, "\n", text, "\n", nonce, NULL);
}

static void
add_short (JsonObject *object,
           const char *name,
           const char *text)
{
  g_autofree char *shortened = g_utf8_substring (text, 0,
                                                 MIN (g_utf8_strlen (text, -1), MAX_DESCRIPTION));

  json_object_set_string_member (object, name, shortened);
}

static JsonObject *
describe_kind (const RelaisJudgeKind *kind)
{
  JsonObject *object = json_object_new ();
  JsonArray *fields = json_array_new ();

  json_object_set_string_member (object, "id", kind->id);
  add_short (object, "name", kind->name);
  add_short (object, "description", kind->description);
  for (guint i = 0; i < kind->fields->len; i++)
    {
      const RelaisJudgeField *field = g_ptr_array_index (kind->fields, i);
      JsonObject *described = json_object_new ();

      json_object_set_string_member (described, "name", field->name);
      json_object_set_string_member (described, "type", field->type);
      add_short (described, "label", field->label);
      json_array_add_object_element (fields, described);
    }
  if (kind->fields->len > 0)
    json_object_set_array_member (object, "fields", fields);
  else
    json_array_unref (fields);

  return object;
}

/* The instructions, then the kinds as JSON, then what else is known. */
char *
relais_judge_prompt_instruct (const RelaisJudgeQuestion *question,
                              const char                *nonce)
{
  g_autofree char *prompt = relais_judge_prompt_load ("judge.txt", nonce);
  g_autoptr(GString) text = g_string_new (prompt);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr(JsonArray) kinds = json_array_new ();
  g_autofree char *json = NULL;

  for (guint i = 0; i < question->kinds->len; i++)
    json_array_add_object_element (kinds, describe_kind (g_ptr_array_index (question->kinds, i)));
  json_node_set_array (node, kinds);
  json = json_to_string (node, FALSE);
  g_string_append (text, json);

  if (question->language != NULL)
    g_string_append_printf (text, "\n\nThe message seems to be in this language: %s.",
                            question->language);
  if (question->written != NULL)
    {
      g_autofree char *day = g_date_time_format (question->written, "%A %Y-%m-%d");

      g_string_append_printf (text, "\nIt was written on %s.", day);
    }
  if (question->candidates != NULL && question->candidates[0] != NULL)
    {
      g_autofree char *candidates = g_strjoinv (", ", (char **) question->candidates);

      g_string_append_printf (text,
                              "\nA simple program holds these kinds possible, the best first, "
                              "and may be wrong: %s.", candidates);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JsonObject *
new_typed (const char *type)
{
  JsonObject *schema = json_object_new ();

  json_object_set_string_member (schema, "type", type);

  return schema;
}

/* An object of which every property is required and no other is allowed: what "strict" asks for. */
static JsonObject *
new_closed (JsonObject *properties)
{
  JsonObject *schema = new_typed ("object");
  g_autoptr(GList) names = json_object_get_members (properties);
  JsonArray *required = json_array_new ();

  for (GList *l = names; l != NULL; l = l->next)
    json_array_add_string_element (required, l->data);
  json_object_set_object_member (schema, "properties", properties);
  json_object_set_array_member (schema, "required", required);
  json_object_set_boolean_member (schema, "additionalProperties", FALSE);

  return schema;
}

static void
add_name (JsonArray  *names,
          GHashTable *seen,
          const char *name)
{
  if (g_hash_table_add (seen, (gpointer) name))
    json_array_add_string_element (names, name);
}

static JsonObject *
new_fields_schema (JsonArray *names)
{
  JsonObject *fields = new_typed ("array");
  JsonObject *properties = json_object_new ();
  JsonObject *name = new_typed ("string");
  JsonObject *value = new_typed ("string");

  /* An empty enumeration is no schema; the list is then empty anyhow. */
  json_object_set_int_member (fields, "maxItems",
                              json_array_get_length (names) > 0 ? MAX_FIELDS : 0);
  if (json_array_get_length (names) > 0)
    json_object_set_array_member (name, "enum", json_array_ref (names));
  json_object_set_int_member (value, "maxLength", RELAIS_JUDGE_MAX_VALUE);
  json_object_set_object_member (properties, "name", name);
  json_object_set_object_member (properties, "value", value);
  json_object_set_object_member (fields, "items", new_closed (properties));

  return fields;
}

JsonObject *
relais_judge_prompt_schema (GPtrArray *kinds)
{
  JsonObject *properties = json_object_new ();
  JsonObject *kind_schema = new_typed ("string");
  JsonObject *confidence = new_typed ("number");
  JsonArray *ids = json_array_new ();
  g_autoptr(JsonArray) names = json_array_new ();
  g_autoptr(GHashTable) seen_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) seen_names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kinds->len; i++)
    {
      const RelaisJudgeKind *kind = g_ptr_array_index (kinds, i);

      add_name (ids, seen_ids, kind->id);
      for (guint j = 0; j < kind->fields->len; j++)
        add_name (names, seen_names,
                  ((RelaisJudgeField *) g_ptr_array_index (kind->fields, j))->name);
    }
  add_name (ids, seen_ids, RELAIS_JUDGE_NONE);

  json_object_set_array_member (kind_schema, "enum", ids);
  json_object_set_int_member (confidence, "minimum", 0);
  json_object_set_int_member (confidence, "maximum", 1);
  json_object_set_object_member (properties, "kind", kind_schema);
  json_object_set_object_member (properties, "confidence", confidence);
  json_object_set_object_member (properties, "fields", new_fields_schema (names));

  return new_closed (properties);
}

JsonObject *
relais_judge_prompt_polish_schema (void)
{
  JsonObject *properties = json_object_new ();
  JsonObject *text = new_typed ("string");

  json_object_set_int_member (text, "minLength", 1);
  json_object_set_int_member (text, "maxLength", MAX_POLISHED);
  json_object_set_object_member (properties, "text", text);

  return new_closed (properties);
}
