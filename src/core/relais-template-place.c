/* relais-template-place.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-html-private.h"
#include "relais-template-private.h"

/* Finds once, when an HTML template is compiled, where each variable stands. What is not understood is refused, so that a
 * variable never stands where escaping would not be enough. */

static const char *
describe (const RelaisHtmlContext *context)
{
  switch (context->state)
    {
    case RELAIS_HTML_RAW:
      return "inside a style";
    case RELAIS_HTML_COMMENT:
    case RELAIS_HTML_MARKUP:
      return "inside a comment";
    case RELAIS_HTML_BEFORE_VALUE:
    case RELAIS_HTML_UNQUOTED:
      return "as the value of an attribute without quotes";
    case RELAIS_HTML_DOUBLE_QUOTED:
    case RELAIS_HTML_SINGLE_QUOTED:
      return context->kind == RELAIS_VALUE_URL ? "as the host of an address" : "in this attribute";
    case RELAIS_HTML_TAG_OPEN:
    case RELAIS_HTML_TAG_NAME:
    case RELAIS_HTML_END_TAG:
    case RELAIS_HTML_IN_TAG:
    case RELAIS_HTML_NAME:
    case RELAIS_HTML_TEXT:
    case RELAIS_HTML_RCDATA:
    default:
      return "as the name of a tag or of an attribute";
    }
}

static gboolean
place_value (RelaisHtmlContext   *context,
             RelaisTemplateNode  *node,
             GError             **error)
{
  RelaisTemplateCursor where = { NULL, node->line, node->column };
  gboolean quoted = context->state == RELAIS_HTML_DOUBLE_QUOTED || context->state == RELAIS_HTML_SINGLE_QUOTED;

  if (context->state == RELAIS_HTML_TEXT || context->state == RELAIS_HTML_RCDATA)
    {
      node->place = context->state == RELAIS_HTML_TEXT ? RELAIS_PLACE_TEXT : RELAIS_PLACE_RCDATA;
      /* What was seen of an end tag does not go on after a value. */
      relais_html_forget (context);
      return TRUE;
    }

  if (quoted && context->kind == RELAIS_VALUE_PLAIN)
    {
      node->place = RELAIS_PLACE_ATTRIBUTE;
      return TRUE;
    }

  if (quoted && context->kind == RELAIS_VALUE_URL && context->phase != RELAIS_URL_AUTHORITY)
    {
      node->place = context->phase == RELAIS_URL_START ? RELAIS_PLACE_URL : RELAIS_PLACE_URL_PART;
      context->phase = RELAIS_URL_PART;
      return TRUE;
    }

  g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_PLACE, &where,
                                                       "{{%s}} cannot stand %s", node->text, describe (context)));
  return FALSE;
}

/* The end tag or the end of a comment that may have begun. */
static const char *
get_tail (const RelaisHtmlContext *context)
{
  const char *tail = strrchr (context->recent, '<');

  if (context->state == RELAIS_HTML_COMMENT || context->state == RELAIS_HTML_MARKUP)
    return context->recent + RELAIS_HTML_NAME_SIZE - 1 - strlen ("--");

  return tail != NULL ? tail : "";
}

/* What matters for what follows is the same. */
static gboolean
is_same (const RelaisHtmlContext *first,
         const RelaisHtmlContext *second)
{
  gboolean in_value = first->state == RELAIS_HTML_DOUBLE_QUOTED || first->state == RELAIS_HTML_SINGLE_QUOTED;

  if (first->state != second->state)
    return FALSE;
  if (first->state == RELAIS_HTML_TEXT)
    return TRUE;

  return strcmp (first->element, second->element) == 0 &&
         strcmp (first->attribute, second->attribute) == 0 &&
         (!in_value || (first->kind == second->kind && first->phase == second->phase &&
                        (first->phase != RELAIS_URL_AUTHORITY || strcmp (first->url, second->url) == 0))) &&
         strcmp (get_tail (first), get_tail (second)) == 0;
}

static gboolean walk (RelaisHtmlContext  *context,
                      GPtrArray          *nodes,
                      GError            **error);

/* Whatever a block does, the text behind it stands in one place only. */
static gboolean
walk_block (RelaisHtmlContext   *context,
            RelaisTemplateNode  *node,
            GError             **error)
{
  RelaisTemplateCursor where = { NULL, node->line, node->column };
  RelaisHtmlContext other = *context;

  if (!walk (context, node->body, error) ||
      (node->otherwise != NULL && !walk (&other, node->otherwise, error)))
    return FALSE;

  if (is_same (context, &other))
    return TRUE;

  g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_PLACE, &where,
                                                       "The HTML behind this block depends on what is in it"));
  return FALSE;
}

static gboolean
walk_text (RelaisHtmlContext   *context,
           RelaisTemplateNode  *node,
           GError             **error)
{
  RelaisTemplateCursor where = { node->text, node->line, node->column };

  while (*where.text != '\0')
    {
      relais_html_step (context, *where.text);
      if (context->forbidden)
        {
          g_propagate_error (error, relais_template_error_new (RELAIS_TEMPLATE_ERROR_PLACE, &where,
                                                               "<%s> does not belong in a mail", context->element));
          return FALSE;
        }
      relais_template_advance (&where, where.text + 1);
    }

  return TRUE;
}

/* Depth is bounded by RELAIS_TEMPLATE_MAX_DEPTH. */
static gboolean
walk (RelaisHtmlContext  *context,
      GPtrArray          *nodes,
      GError            **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      RelaisTemplateNode *node = g_ptr_array_index (nodes, i);

      if (node->type == RELAIS_NODE_TEXT)
        {
          if (!walk_text (context, node, error))
            return FALSE;
        }
      else if (node->type == RELAIS_NODE_VALUE ? !place_value (context, node, error) : !walk_block (context, node, error))
        return FALSE;
    }

  return TRUE;
}

/* Gives each value of an HTML template its place, or says why it may not stand there. */
gboolean
relais_template_find_places (GPtrArray  *nodes,
                             GError    **error)
{
  RelaisHtmlContext context = { .state = RELAIS_HTML_TEXT };

  relais_html_forget (&context);
  if (!walk (&context, nodes, error))
    return FALSE;

  if (context.state == RELAIS_HTML_TEXT)
    return TRUE;

  g_set_error (error, RELAIS_TEMPLATE_ERROR, RELAIS_TEMPLATE_ERROR_PLACE,
               "The HTML ends inside a tag, a style or a comment");
  return FALSE;
}
