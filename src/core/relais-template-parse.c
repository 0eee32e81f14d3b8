/* relais-template-parse.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

/* A stack of open blocks; the outermost one is the template itself. */
typedef struct
{
  RelaisTemplateNode *block;      /* (nullable) borrowed from the list around it */
  GPtrArray          *nodes;      /* where the next node goes; borrowed, but for the outermost */
} Level;

typedef struct
{
  RelaisTemplateCursor  cursor;
  GArray               *levels;   /* (owned) Level */
} Parser;

/* The longest that is still shown in a message. */
#define SHOWN_CHARS 40

static Level *
top (Parser *parser)
{
  return &g_array_index (parser->levels, Level, parser->levels->len - 1);
}

static void
add_node (Parser             *parser,
          RelaisTemplateNode *node)
{
  g_ptr_array_add (top (parser)->nodes, node);
}

static void
add_text (Parser     *parser,
          const char *text,
          gsize       length)
{
  RelaisTemplateNode *node;

  if (length == 0)
    return;

  node = relais_template_node_new (RELAIS_NODE_TEXT, &parser->cursor);
  node->text = g_strndup (text, length);
  add_node (parser, node);
}

/* Returns: where the tag's closing braces begin, past quoted arguments; NULL when there are none on this line or the
 * next ones before another tag opens */
static const char *
find_end (const char *text)
{
  gboolean in_quotes = FALSE;

  for (; *text != '\0'; text++)
    {
      if (in_quotes && *text == '\\' && text[1] != '\0')
        text++;
      else if (*text == '"')
        in_quotes = !in_quotes;
      else if (!in_quotes && text[0] == '}' && text[1] == '}')
        return text;
      else if (!in_quotes && text[0] == '{' && text[1] == '{')
        return NULL;
    }

  return NULL;
}

static gboolean
is_blank (const char *from,
          const char *to)
{
  for (; from < to; from++)
    if (*from != ' ' && *from != '\t')
      return FALSE;

  return TRUE;
}

/* Whether the tag between @open and @close (past the braces) has its line for itself; then where that line begins and
 * where the next one does. */
static gboolean
has_own_line (const char  *source,
              const char  *open,
              const char  *close,
              const char **line_start,
              const char **next_line)
{
  const char *start = open;
  const char *end = close;

  while (start > source && start[-1] != '\n')
    start--;
  while (*end == ' ' || *end == '\t' || *end == '\r')
    end++;

  if (!is_blank (start, open) || (*end != '\n' && *end != '\0'))
    return FALSE;

  *line_start = start;
  *next_line = *end == '\n' ? end + 1 : end;

  return TRUE;
}

static gboolean
open_block (Parser                  *parser,
            RelaisTemplateNodeType   type,
            const char              *end,
            GError                 **error)
{
  RelaisTemplateNode *node = relais_template_node_new (type, &parser->cursor);
  Level level;

  add_node (parser, node);
  if (parser->levels->len > RELAIS_TEMPLATE_MAX_DEPTH)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_LIMIT, &parser->cursor,
                                                           "More than %d blocks inside each other",
                                                           RELAIS_TEMPLATE_MAX_DEPTH));
      return FALSE;
    }

  node->body = relais_template_nodes_new ();
  level = (Level) { node, node->body };
  g_array_append_val (parser->levels, level);

  return relais_template_parse_path (node, &parser->cursor, end, error);
}

static gboolean
close_block (Parser                  *parser,
             RelaisTemplateNodeType   type,
             const char              *name,
             GError                 **error)
{
  if (top (parser)->block == NULL || top (parser)->block->type != type)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_BLOCK, &parser->cursor,
                                                           "{{/%s}} closes nothing that is open here", name));
      return FALSE;
    }

  g_array_set_size (parser->levels, parser->levels->len - 1);

  return TRUE;
}

static gboolean
begin_else (Parser  *parser,
            GError **error)
{
  RelaisTemplateNode *block = top (parser)->block;

  if (block == NULL || block->type != RELAIS_NODE_IF || block->otherwise != NULL)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_BLOCK, &parser->cursor,
                                                           "{{else}} belongs to no {{#if}}"));
      return FALSE;
    }

  block->otherwise = relais_template_nodes_new ();
  top (parser)->nodes = block->otherwise;

  return TRUE;
}

/* Whether the tag's text from the cursor to @end is @word, possibly with an argument; moves past the word. */
static gboolean
take_word (Parser     *parser,
           const char *end,
           const char *word,
           gboolean    has_argument)
{
  gsize length = strlen (word);
  const char *after = parser->cursor.text + length;

  if (after > end || strncmp (parser->cursor.text, word, length) != 0)
    return FALSE;
  if (has_argument ? (after < end && *after != ' ' && *after != '\t') : !is_blank (after, end))
    return FALSE;

  relais_template_advance (&parser->cursor, after);

  return TRUE;
}

static gboolean
parse_tag (Parser      *parser,
           const char  *end,
           gboolean    *is_block,
           GError     **error)
{
  RelaisTemplateCursor start = parser->cursor;
  RelaisTemplateNode *node;

  while (parser->cursor.text < end && g_ascii_isspace (*parser->cursor.text))
    relais_template_advance (&parser->cursor, parser->cursor.text + 1);

  *is_block = TRUE;
  if (take_word (parser, end, "#if", TRUE))
    return open_block (parser, RELAIS_NODE_IF, end, error);
  if (take_word (parser, end, "#each", TRUE))
    return open_block (parser, RELAIS_NODE_EACH, end, error);
  if (take_word (parser, end, "/if", FALSE))
    return close_block (parser, RELAIS_NODE_IF, "if", error);
  if (take_word (parser, end, "/each", FALSE))
    return close_block (parser, RELAIS_NODE_EACH, "each", error);
  if (take_word (parser, end, "else", FALSE))
    return begin_else (parser, error);

  *is_block = FALSE;
  if (*parser->cursor.text == '#' || *parser->cursor.text == '/')
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_BLOCK, &start,
                                                           "No such block: %.*s", SHOWN_CHARS, parser->cursor.text));
      return FALSE;
    }

  node = relais_template_node_new (RELAIS_NODE_VALUE, &start);
  add_node (parser, node);

  return relais_template_parse_value (node, &parser->cursor, end, error);
}

static gboolean
parse_next (Parser      *parser,
            const char  *source,
            GError     **error)
{
  const char *open = strstr (parser->cursor.text, "{{");
  const char *end, *line_start, *next_line, *text = parser->cursor.text;
  RelaisTemplateCursor before;
  gboolean is_block;

  if (open == NULL)
    {
      add_text (parser, text, strlen (text));
      relais_template_advance (&parser->cursor, text + strlen (text));
      return TRUE;
    }

  before = parser->cursor;
  relais_template_advance (&parser->cursor, open);
  end = find_end (open + 2);
  if (end == NULL)
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_SYNTAX, &parser->cursor,
                                                           "{{ without }}"));
      return FALSE;
    }

  /* The text before goes first, but whether its last line is kept depends on the tag. */
  {
    RelaisTemplateCursor tag = parser->cursor;
    const char *word = open + 2;

    while (g_ascii_isspace (*word))
      word++;
    is_block = *word == '#' || *word == '/' ||
               (g_str_has_prefix (word, "else") && !g_ascii_isalnum (word[4]) && word[4] != '.');
    parser->cursor = before;
    if (is_block && has_own_line (source, open, end + 2, &line_start, &next_line))
      add_text (parser, text, line_start > text ? (gsize) (line_start - text) : 0);
    else
      {
        add_text (parser, text, (gsize) (open - text));
        next_line = end + 2;
      }
    parser->cursor = tag;
  }

  relais_template_advance (&parser->cursor, open + 2);
  if (!parse_tag (parser, end, &is_block, error))
    return FALSE;
  relais_template_advance (&parser->cursor, next_line);

  return TRUE;
}

/* Returns: (transfer full) (nullable): the nodes of a whole template */
GPtrArray *
relais_template_parse (const char  *source,
                       GError     **error)
{
  g_autoptr(GPtrArray) nodes = relais_template_nodes_new ();
  g_autoptr(GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Parser parser = { { source, 1, 1 }, levels };
  Level outermost = { NULL, nodes };

  if (strlen (source) > RELAIS_TEMPLATE_MAX_SOURCE || !g_utf8_validate (source, -1, NULL))
    {
      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_LIMIT, &parser.cursor,
                                                           "Not UTF-8, or longer than %d bytes",
                                                           RELAIS_TEMPLATE_MAX_SOURCE));
      return NULL;
    }

  g_array_append_val (levels, outermost);
  while (*parser.cursor.text != '\0')
    if (!parse_next (&parser, source, error))
      return NULL;

  if (levels->len > 1)
    {
      const RelaisTemplateNode *block = top (&parser)->block;
      RelaisTemplateCursor where = { NULL, block->line, block->column };

      g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_BLOCK, &where,
                                                           "{{#%s %s}} is never closed",
                                                           block->type == RELAIS_NODE_IF ? "if" : "each", block->text));
      return NULL;
    }

  return g_steal_pointer (&nodes);
}
