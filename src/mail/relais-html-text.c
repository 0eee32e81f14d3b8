/* relais-html-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-html-text-private.h"

#include <string.h>

#define MAX_HTML (1024u * 1024)
#define MAX_OUT (512u * 1024)
#define NO_RANGE G_MAXUINT

/* What holds inside one element that is open. */
typedef struct {
  const GumboNode *node;
  guint child; /* next to visit */
  guint range; /* to close behind it, or NO_RANGE */
  guint own_newlines;
  guint n_items;   /* of a list, or cells of a row */
  gsize row_start; /* of a row, in the text */
  guint list_depth;
  gboolean preformatted;
  gboolean zero_size;
  gboolean in_cell;
} Frame;

typedef struct {
  RelaisHtmlWriter writer;
  GArray *frames;
  GString *alternatives; /* of images, should there be no text */
  guint header_range;    /* open from the beginning of a quote container to the quote in it */
  guint n_containers;
} Walk;

static Frame *
top_frame (Walk *walk)
{
  return &g_array_index (walk->frames, Frame, walk->frames->len - 1);
}

static const GumboVector *
node_children (const GumboNode *node)
{
  switch (node->type)
    {
    case GUMBO_NODE_DOCUMENT:
      return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
      return &node->v.element.children;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_TEMPLATE:
    default:
      return NULL;
    }
}

/* Whether a quote stands in the container beside its introduction, without recursion. */
static gboolean
contains_quote (const GumboNode *container)
{
  const GumboNode *node = container;

  for (;;)
    {
      const GumboVector *children = node_children (node);

      if (children != NULL && children->length > 0)
        node = children->data[0];
      else
        {
          const GumboVector *siblings;

          while (node != container
                 && (siblings = node_children (node->parent),
                     node->index_within_parent + 1 >= siblings->length))
            node = node->parent;
          if (node == container)
            return FALSE;
          siblings = node_children (node->parent);
          node = siblings->data[node->index_within_parent + 1];
        }
      if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_BLOCKQUOTE)
        return TRUE;
    }
}

/* Emoji that a web mail shows as images keep their meaning; other images wait in @alternatives. */
static void
take_image (Walk *walk,
            const GumboElement *element)
{
  const GumboAttribute *alt = gumbo_get_attribute (&element->attributes, "alt");
  const GumboAttribute *width = gumbo_get_attribute (&element->attributes, "width");

  if (alt == NULL || *alt->value == '\0' || !g_utf8_validate (alt->value, -1, NULL))
    return;
  if (g_utf8_get_char (alt->value) >= 0x2190 && g_utf8_strlen (alt->value, 64) <= 6)
    {
      relais_html_writer_text (&walk->writer, alt->value, FALSE);
      return;
    }
  if ((width != NULL && (g_str_equal (width->value, "1") || g_str_equal (width->value, "0")))
      || walk->alternatives->len > MAX_OUT)
    return;
  g_string_append (walk->alternatives, alt->value);
  g_string_append_c (walk->alternatives, '\n');
}

static void
begin_list_item (Walk *walk,
                 const Frame *list)
{
  RelaisHtmlWriter *writer = &walk->writer;
  guint indent = list->list_depth > 1 ? 2 * MIN (list->list_depth - 1, 8) : 0;

  g_clear_pointer (&writer->prefix, g_free);
  writer->at_start = FALSE;
  relais_html_writer_want_newlines (writer, 1);
  if (list->node->v.element.tag == GUMBO_TAG_OL)
    writer->prefix = g_strdup_printf ("%*s%u. ", (int) indent, "", list->n_items);
  else
    writer->prefix = g_strdup_printf ("%*s- ", (int) indent, "");
  writer->at_start = TRUE;
}

/* A cell continues its row's line unless something in the row took several. */
static void
begin_cell (Walk *walk,
            Frame *row)
{
  RelaisHtmlWriter *writer = &walk->writer;
  gsize first = MIN (row->row_start, writer->out->len);

  writer->at_start = FALSE;
  if (row->n_items++ > 0 && writer->out->len > first)
    {
      while (first < writer->out->len && writer->out->str[first] == '\n')
        first++;
      if (first >= writer->line_start)
        {
          writer->newlines = 0;
          writer->tab = TRUE;
        }
      else
        relais_html_writer_want_newlines (writer, 1);
      writer->at_start = TRUE;
    }
}

static guint
wanted_newlines (const Frame *frame,
                 RelaisHtmlFlow flow,
                 const RelaisHtmlStyle *style)
{
  if (flow == RELAIS_HTML_BLOCK)
    return 1;
  if (flow != RELAIS_HTML_PARAGRAPH)
    return 0;
  if (style->flush || frame->in_cell || frame->list_depth > 1)
    return 1;
  return 2;
}

/* Opens the ranges that a container asks for. */
static guint
open_container (Walk *walk,
                const GumboNode *node,
                const RelaisHtmlStyle *style)
{
  gboolean blockquote = FALSE;
  RelaisQuoteMark mark = relais_html_mark (node, &blockquote);

  if (style->bar && (mark == RELAIS_QUOTE_MARK_INDENT || mark == 0))
    mark = blockquote ? RELAIS_QUOTE_MARK_QUOTE : RELAIS_QUOTE_MARK_INDENT;
  if (mark == 0)
    return NO_RANGE;
  if (mark == RELAIS_QUOTE_MARK_QUOTE && blockquote && walk->header_range != NO_RANGE)
    {
      relais_html_writer_close_range (&walk->writer, walk->header_range);
      walk->header_range = NO_RANGE;
    }
  if (mark == RELAIS_QUOTE_MARK_QUOTE && !blockquote)
    {
      /* People answer between the quotes inside such a container: only what stands before the first
       * quote is its introduction. Containers inside containers are all quoted anyway. */
      if (walk->n_containers > 0)
        return NO_RANGE;
      if (contains_quote (node))
        {
          walk->n_containers++;
          walk->header_range = relais_html_writer_open_range (&walk->writer,
                                                              RELAIS_QUOTE_MARK_HEADER);
          return NO_RANGE;
        }
    }
  if (mark == RELAIS_QUOTE_MARK_REST)
    {
      relais_html_writer_open_range (&walk->writer, mark);
      return NO_RANGE;
    }
  return relais_html_writer_open_range (&walk->writer, mark);
}

static void
enter_element (Walk *walk,
               const GumboNode *node)
{
  const GumboElement *element = &node->v.element;
  RelaisHtmlFlow flow = relais_html_flow (node);
  RelaisHtmlStyle style;
  Frame *parent = top_frame (walk);
  Frame frame = *parent;

  if (flow == RELAIS_HTML_SKIP)
    return;
  if (element->tag == GUMBO_TAG_BR)
    {
      relais_html_writer_break (&walk->writer);
      return;
    }
  relais_html_read_style (element, &style);
  if (style.hidden)
    return;
  if (element->tag == GUMBO_TAG_IMG)
    {
      take_image (walk, element);
      return;
    }

  frame.node = node;
  frame.child = 0;
  frame.n_items = 0;
  frame.row_start = walk->writer.out->len;
  if (style.zero_size >= 0)
    frame.zero_size = style.zero_size;
  if (style.preformatted >= 0)
    frame.preformatted = style.preformatted;
  if (element->tag == GUMBO_TAG_UL || element->tag == GUMBO_TAG_OL)
    frame.list_depth++;
  frame.own_newlines = wanted_newlines (&frame, flow, &style);

  if (element->tag == GUMBO_TAG_LI)
    {
      parent->n_items++;
      begin_list_item (walk, parent);
    }
  else if (element->tag == GUMBO_TAG_TD || element->tag == GUMBO_TAG_TH)
    {
      begin_cell (walk, parent);
      frame.in_cell = TRUE;
    }
  else if (frame.own_newlines > 0)
    relais_html_writer_want_newlines (&walk->writer, frame.own_newlines);
  frame.range = open_container (walk, node, &style);
  g_array_append_val (walk->frames, frame);
}

static void
leave_element (Walk *walk)
{
  const Frame *frame = top_frame (walk);
  gboolean item = frame->node->type == GUMBO_NODE_ELEMENT
                  && frame->node->v.element.tag == GUMBO_TAG_LI;

  if (frame->range != NO_RANGE)
    relais_html_writer_close_range (&walk->writer, frame->range);
  if (item)
    g_clear_pointer (&walk->writer.prefix, g_free);
  if (frame->own_newlines > 0)
    {
      walk->writer.at_start = walk->writer.at_start && !item;
      relais_html_writer_want_newlines (&walk->writer, frame->own_newlines);
    }
  g_array_set_size (walk->frames, walk->frames->len - 1);
}

static void
walk_tree (Walk *walk,
           const GumboNode *root)
{
  Frame first = { .node = root, .range = NO_RANGE };

  g_array_append_val (walk->frames, first);
  while (walk->frames->len > 0 && walk->writer.out->len < MAX_OUT)
    {
      Frame *frame = top_frame (walk);
      const GumboVector *children = node_children (frame->node);
      const GumboNode *child;

      if (frame->child >= children->length)
        {
          leave_element (walk);
          continue;
        }
      child = children->data[frame->child++];
      switch (child->type)
        {
        case GUMBO_NODE_ELEMENT:
          enter_element (walk, child);
          break;
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_WHITESPACE:
        case GUMBO_NODE_CDATA:
          if (!frame->zero_size)
            relais_html_writer_text (&walk->writer, child->v.text.text, frame->preformatted);
          break;
        case GUMBO_NODE_DOCUMENT:
        case GUMBO_NODE_COMMENT:
        case GUMBO_NODE_TEMPLATE:
        default:
          break;
        }
    }
  while (walk->writer.open->len > 0)
    relais_html_writer_close_range (&walk->writer, g_array_index (walk->writer.open, guint,
                                                                  walk->writer.open->len - 1));
}

char *
relais_html_to_text (const char *html,
                     gssize length,
                     GArray **ranges)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) guarded = NULL;
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;
  Walk walk = { .header_range = NO_RANGE };
  gsize size;
  char *text;

  g_return_val_if_fail (html != NULL, NULL);

  size = length < 0 ? strlen (html) : (gsize) length;
  valid = g_utf8_make_valid (html, MIN (size, MAX_HTML));
  guarded = relais_html_guard (valid, strlen (valid));

  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, guarded->str, guarded->len);
  relais_html_writer_init (&walk.writer);
  walk.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  walk.alternatives = g_string_new (NULL);
  walk_tree (&walk, output->document);
  gumbo_destroy_output (&options, output);

  if (walk.writer.out->str[strspn (walk.writer.out->str, " \t\n")] == '\0')
    {
      relais_html_writer_text (&walk.writer, walk.alternatives->str, TRUE);
      g_array_set_size (walk.writer.ranges, 0);
    }
  if (ranges != NULL)
    *ranges = g_steal_pointer (&walk.writer.ranges);
  while (walk.writer.out->len > 0
         && g_ascii_isspace (walk.writer.out->str[walk.writer.out->len - 1]))
    g_string_truncate (walk.writer.out, walk.writer.out->len - 1);
  text = g_string_free (g_steal_pointer (&walk.writer.out), FALSE);
  relais_html_writer_clear (&walk.writer);
  g_string_free (walk.alternatives, TRUE);
  g_array_unref (walk.frames);
  return text;
}
