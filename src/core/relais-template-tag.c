/* relais-template-tag.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

/* What stands between the braces of a value: a path, then filters. */

static const struct
{
  const char *name;
  gboolean    needs_argument;
  gboolean    takes_argument;
} filter_types[] = {
  [RELAIS_FILTER_DEFAULT] = { "default", TRUE, TRUE },
  [RELAIS_FILTER_DATE] = { "date", FALSE, TRUE },
  [RELAIS_FILTER_TIME] = { "time", FALSE, TRUE },
  [RELAIS_FILTER_UPPER] = { "upper", FALSE, FALSE },
  [RELAIS_FILTER_LOWER] = { "lower", FALSE, FALSE },
  [RELAIS_FILTER_CAPITALIZE] = { "capitalize", FALSE, FALSE },
};

/* Editors of people who write letters turn straight quotes into these. */
static const struct
{
  const char *open;
  const char *close;
} quotes[] = { { "\"", "\"" }, { "“", "”" } };

static void
filter_clear (gpointer data)
{
  g_free (((RelaisTemplateFilter *) data)->argument);
}

RelaisTemplateNode *
relais_template_node_new (RelaisTemplateNodeType      type,
                          const RelaisTemplateCursor *where)
{
  RelaisTemplateNode *self = g_new0 (RelaisTemplateNode, 1);

  self->type = type;
  self->line = where->line;
  self->column = where->column;

  return self;
}

void
relais_template_node_free (RelaisTemplateNode *self)
{
  g_free (self->text);
  g_strfreev (self->path);
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->body, g_ptr_array_unref);
  g_clear_pointer (&self->otherwise, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
relais_template_nodes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) relais_template_node_free);
}

/* Moves to @to, which is not before the cursor, and counts lines and characters. */
void
relais_template_advance (RelaisTemplateCursor *cursor,
                         const char           *to)
{
  for (; cursor->text < to; cursor->text++)
    {
      if (*cursor->text == '\n')
        {
          cursor->line++;
          cursor->column = 1;
        }
      else if ((*cursor->text & 0xc0) != 0x80)
        {
          cursor->column++;
        }
    }
}

static void
skip_space (RelaisTemplateCursor *cursor,
            const char           *end)
{
  while (cursor->text < end && g_ascii_isspace (*cursor->text))
    relais_template_advance (cursor, cursor->text + 1);
}

static gboolean
is_name_char (char     c,
              gboolean first)
{
  return g_ascii_isalpha (c) || c == '_' || (!first && (g_ascii_isdigit (c) || c == '-'));
}

/* Returns: the length of the path that begins at @text: names joined by dots, or @index */
static gsize
measure_path (const char *text,
              const char *end)
{
  const char *c = text;

  if (g_str_has_prefix (text, "@index"))
    return strlen ("@index");

  while (c < end && is_name_char (*c, TRUE))
    {
      while (c < end && is_name_char (*c, FALSE))
        c++;
      if (c + 1 >= end || *c != '.' || !is_name_char (c[1], TRUE))
        break;
      c++;
    }

  return (gsize) (c - text);
}

static gboolean
take_path (RelaisTemplateNode    *node,
           RelaisTemplateCursor  *cursor,
           const char            *end,
           GError               **error)
{
  gsize length;

  skip_space (cursor, end);
  length = measure_path (cursor->text, end);
  if (length == 0)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_SYNTAX, cursor,
                                                           "The name of a variable is expected here"));
      return FALSE;
    }

  node->text = g_strndup (cursor->text, length);
  node->path = g_strsplit (node->text, ".", -1);
  node->line = cursor->line;
  node->column = cursor->column;
  relais_template_advance (cursor, cursor->text + length);
  skip_space (cursor, end);

  return TRUE;
}

static gboolean
refuse_rest (RelaisTemplateCursor  *cursor,
             const char            *end,
             GError               **error)
{
  if (cursor->text >= end)
    return TRUE;

  g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_SYNTAX, cursor,
                                                       "Nothing is expected here before }}"));
  return FALSE;
}

/* The path of a block. */
gboolean
relais_template_parse_path (RelaisTemplateNode    *node,
                            RelaisTemplateCursor  *cursor,
                            const char            *end,
                            GError               **error)
{
  return take_path (node, cursor, end, error) && refuse_rest (cursor, end, error);
}

/* Returns: (transfer full) (nullable): what stands between quotes, with \" and \\ undone */
static char *
take_argument (RelaisTemplateCursor  *cursor,
               const char            *end,
               GError               **error)
{
  g_autoptr(GString) argument = g_string_new (NULL);

  skip_space (cursor, end);
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      const char *c = cursor->text + strlen (quotes[i].open);

      if (!g_str_has_prefix (cursor->text, quotes[i].open))
        continue;

      while (c < end && !g_str_has_prefix (c, quotes[i].close))
        {
          if (*c == '\\' && (c[1] == '"' || c[1] == '\\'))
            c++;
          g_string_append_c (argument, *c++);
        }
      if (c >= end)
        break;

      relais_template_advance (cursor, c + strlen (quotes[i].close));
      skip_space (cursor, end);

      return g_string_free_and_steal (g_steal_pointer (&argument));
    }

  g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_FILTER, cursor,
                                                       "A text in quotes is expected here"));
  return NULL;
}

static gboolean
take_filter (RelaisTemplateNode    *node,
             RelaisTemplateCursor  *cursor,
             const char            *end,
             GError               **error)
{
  RelaisTemplateFilter filter = { 0 };
  RelaisTemplateCursor start;
  gsize length = 0;
  guint type;

  skip_space (cursor, end);
  start = *cursor;
  while (cursor->text + length < end && g_ascii_isalpha (cursor->text[length]))
    length++;

  for (type = 0; type < G_N_ELEMENTS (filter_types); type++)
    if (strlen (filter_types[type].name) == length && strncmp (cursor->text, filter_types[type].name, length) == 0)
      break;
  if (type == G_N_ELEMENTS (filter_types))
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_FILTER, cursor,
                                                           "No such filter: %.*s", (int) MIN (length, 40), cursor->text));
      return FALSE;
    }

  relais_template_advance (cursor, cursor->text + length);
  skip_space (cursor, end);
  filter.type = (RelaisTemplateFilterType) type;
  if (cursor->text < end && *cursor->text == ':')
    {
      relais_template_advance (cursor, cursor->text + 1);
      filter.argument = take_argument (cursor, end, error);
      if (filter.argument == NULL)
        return FALSE;
    }

  g_array_append_val (node->filters, filter);
  if (filter.argument == NULL && filter_types[type].needs_argument)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_FILTER, &start,
                                                           "%s needs a text in quotes after a colon",
                                                           filter_types[type].name));
      return FALSE;
    }
  if (filter.argument != NULL && !filter_types[type].takes_argument)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_FILTER, &start,
                                                           "%s takes no text", filter_types[type].name));
      return FALSE;
    }
  if ((filter.type == RELAIS_FILTER_DATE || filter.type == RELAIS_FILTER_TIME) &&
      filter.argument != NULL && !relais_template_date_check (filter.argument))
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_FILTER, &start,
                                                           "%s: not a format of dates", filter.argument));
      return FALSE;
    }

  return TRUE;
}

gboolean
relais_template_parse_value (RelaisTemplateNode    *node,
                             RelaisTemplateCursor  *cursor,
                             const char            *end,
                             GError               **error)
{
  node->filters = g_array_new (FALSE, FALSE, sizeof (RelaisTemplateFilter));
  g_array_set_clear_func (node->filters, filter_clear);

  if (!take_path (node, cursor, end, error))
    return FALSE;

  while (cursor->text < end && *cursor->text == '|')
    {
      relais_template_advance (cursor, cursor->text + 1);
      if (!take_filter (node, cursor, end, error))
        return FALSE;
    }

  return refuse_rest (cursor, end, error);
}
