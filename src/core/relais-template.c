/* relais-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

/* More than any text for people needs; ends lists of lists of nothing. */
#define MAX_STEPS 1000000

struct _RelaisTemplate
{
  RelaisTemplateMode  mode;
  GPtrArray          *nodes;      /* (owned) RelaisTemplateNode (owned) */
  GPtrArray          *variables;  /* (owned) RelaisTemplateVariable (owned) */
};

G_DEFINE_BOXED_TYPE (RelaisTemplate, relais_template, relais_template_ref, relais_template_unref)

/* One expansion. */
typedef struct
{
  RelaisTemplate *template;
  JsonObject     *data;       /* (nullable) */
  gboolean        french;
  GString        *output;     /* (owned) */
  GPtrArray      *missing;    /* (owned) RelaisTemplateVariable (owned) */
  guint           n_steps;
} Expansion;

/* The item of the list around, for "this" and "@index". */
typedef struct
{
  JsonNode *item;             /* (nullable): outside of every list */
  guint     index;
} Scope;

static gboolean expand_nodes (Expansion    *expansion,
                              GPtrArray    *nodes,
                              const Scope  *scope,
                              GError      **error);

static void
variable_free (gpointer data)
{
  RelaisTemplateVariable *self = data;

  g_free (self->name);
  g_free (self);
}

static void
add_variable (GPtrArray                *variables,
              const RelaisTemplateNode *node,
              gboolean                  required)
{
  RelaisTemplateVariable *variable = g_new0 (RelaisTemplateVariable, 1);

  variable->name = g_strdup (node->text);
  variable->line = node->line;
  variable->column = node->column;
  variable->required = required;
  g_ptr_array_add (variables, variable);
}

static gboolean
is_item (const RelaisTemplateNode *node)
{
  return g_str_equal (node->path[0], "this") || g_str_equal (node->path[0], "@index");
}

static gboolean
has_default (const RelaisTemplateNode *node)
{
  for (guint i = 0; i < node->filters->len; i++)
    if (g_array_index (node->filters, RelaisTemplateFilter, i).type == RELAIS_FILTER_DEFAULT)
      return TRUE;

  return FALSE;
}

/* @asked: the paths of the blocks around */
static void
collect_variables (GPtrArray *nodes,
                   GPtrArray *asked,
                   GPtrArray *variables)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const RelaisTemplateNode *node = g_ptr_array_index (nodes, i);

      if (node->type == RELAIS_NODE_TEXT)
        continue;

      if (!is_item (node))
        add_variable (variables, node, node->type == RELAIS_NODE_VALUE && !has_default (node) &&
                      !g_ptr_array_find_with_equal_func (asked, node->text, g_str_equal, NULL));
      if (node->type == RELAIS_NODE_VALUE)
        continue;

      g_ptr_array_add (asked, node->text);
      collect_variables (node->body, asked, variables);
      g_ptr_array_set_size (asked, (int) asked->len - 1);
      if (node->otherwise != NULL)
        collect_variables (node->otherwise, asked, variables);
    }
}

RelaisTemplate *
relais_template_new (const char          *source,
                     RelaisTemplateMode   mode,
                     GError             **error)
{
  g_autoptr(RelaisTemplate) self = g_atomic_rc_box_new0 (RelaisTemplate);
  g_autoptr(GPtrArray) asked = g_ptr_array_new ();

  g_return_val_if_fail (source != NULL, NULL);

  self->mode = mode;
  self->variables = g_ptr_array_new_with_free_func (variable_free);
  self->nodes = relais_template_parse (source, error);
  if (self->nodes == NULL)
    return NULL;

  if (mode == RELAIS_TEMPLATE_HTML && !relais_template_find_places (self->nodes, error))
    return NULL;

  collect_variables (self->nodes, asked, self->variables);

  return g_steal_pointer (&self);
}

RelaisTemplate *
relais_template_ref (RelaisTemplate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
template_clear (gpointer data)
{
  RelaisTemplate *self = data;

  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_ptr_array_unref);
}

void
relais_template_unref (RelaisTemplate *self)
{
  g_atomic_rc_box_release_full (self, template_clear);
}

GPtrArray *
relais_template_get_variables (RelaisTemplate *self)
{
  return self->variables;
}

/* Returns: (nullable): where the path leads; null counts as nothing */
static JsonNode *
look_up (const Expansion *expansion,
         char           **path,
         const Scope     *scope)
{
  JsonNode *node = NULL;
  JsonObject *object = expansion->data;
  guint i = 0;

  if (g_str_equal (path[0], "this"))
    {
      node = scope->item;
      i = 1;
      object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }

  for (; path[i] != NULL; i++)
    {
      node = object != NULL ? json_object_get_member (object, path[i]) : NULL;
      object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
is_true (JsonNode *node)
{
  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  return TRUE;
}

static void
expand_value (Expansion                *expansion,
              const RelaisTemplateNode *node,
              const Scope              *scope)
{
  RelaisTemplateValue value = { NULL, NULL };
  g_autofree char *text = NULL;

  if (g_str_equal (node->path[0], "@index"))
    value.text = scope->item != NULL ? g_strdup_printf ("%u", scope->index) : NULL;
  else
    value.node = look_up (expansion, node->path, scope);

  for (guint i = 0; i < node->filters->len; i++)
    relais_template_filter_apply (&g_array_index (node->filters, RelaisTemplateFilter, i), &value, expansion->french);

  text = relais_template_value_text (&value, expansion->french);
  if (text == NULL)
    add_variable (expansion->missing, node, TRUE);
  else
    relais_template_append (expansion->output, text, expansion->template->mode, node->place);
  g_free (value.text);
}

static gboolean
expand_each (Expansion                 *expansion,
             const RelaisTemplateNode  *node,
             const Scope               *scope,
             GError                   **error)
{
  JsonNode *list = look_up (expansion, node->path, scope);
  JsonArray *items;

  if (list == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (list))
    {
      add_variable (expansion->missing, node, TRUE);
      return TRUE;
    }

  items = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      Scope inner = { json_array_get_element (items, i), i + 1 };

      if (!expand_nodes (expansion, node->body, &inner, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
expand_node (Expansion                 *expansion,
             const RelaisTemplateNode  *node,
             const Scope               *scope,
             GError                   **error)
{
  switch (node->type)
    {
    case RELAIS_NODE_TEXT:
      g_string_append (expansion->output, node->text);
      return TRUE;

    case RELAIS_NODE_VALUE:
      expand_value (expansion, node, scope);
      return TRUE;

    case RELAIS_NODE_IF:
      if (is_true (look_up (expansion, node->path, scope)))
        return expand_nodes (expansion, node->body, scope, error);
      return node->otherwise == NULL || expand_nodes (expansion, node->otherwise, scope, error);

    case RELAIS_NODE_EACH:
    default:
      return expand_each (expansion, node, scope, error);
    }
}

/* Depth is bounded by RELAIS_TEMPLATE_MAX_DEPTH. */
static gboolean
expand_nodes (Expansion    *expansion,
              GPtrArray    *nodes,
              const Scope  *scope,
              GError      **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const RelaisTemplateNode *node = g_ptr_array_index (nodes, i);
      RelaisTemplateCursor where = { NULL, node->line, node->column };

      if (!expand_node (expansion, node, scope, error))
        return FALSE;

      if (++expansion->n_steps > MAX_STEPS || expansion->output->len > RELAIS_TEMPLATE_MAX_OUTPUT)
        {
          g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_LIMIT, &where,
                                                               "The text becomes longer than %d bytes",
                                                               RELAIS_TEMPLATE_MAX_OUTPUT));
          return FALSE;
        }
    }

  return TRUE;
}

char *
relais_template_expand (RelaisTemplate  *self,
                        JsonObject      *data,
                        const char      *language,
                        GPtrArray      **missing,
                        GError         **error)
{
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(GPtrArray) missing_variables = g_ptr_array_new_with_free_func (variable_free);
  Expansion expansion = { self, data, FALSE, output, missing_variables, 0 };
  Scope outermost = { NULL, 0 };

  g_return_val_if_fail (self != NULL, NULL);

  expansion.french = language != NULL && g_ascii_strncasecmp (language, "fr", 2) == 0;
  if (!expand_nodes (&expansion, self->nodes, &outermost, error))
    return NULL;

  if (missing != NULL)
    *missing = g_steal_pointer (&missing_variables);
  if (self->mode == RELAIS_TEMPLATE_HEADER)
    return relais_template_one_line (output->str);

  return g_string_free_and_steal (g_steal_pointer (&output));
}
