/* relais-render-html.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-html-text-private.h"
#include "relais-render-private.h"

/* Newsletters stay under a tenth of it. */
#define MAX_HTML (2 * 1024 * 1024)
#define MAX_BODY (16 * 1024 * 1024)

/* Browsers stop at 512; nothing readable lies that deep. */
#define MAX_DEPTH 200

/* What becomes of an element. */
typedef enum
{
  UNWRAP,        /* its content stays */
  KEEP,
  KEEP_VOID,     /* has no content and no end tag */
  AS_DIV,
  AS_SPAN,
  AS_PRE,
  DROP,          /* with its content */
  IMAGE,
  FIELD,         /* a form's field: what stands in it, as text */
} Action;

static const guint8 actions[GUMBO_TAG_LAST + 1] = {
  [GUMBO_TAG_A] = KEEP, [GUMBO_TAG_ABBR] = KEEP, [GUMBO_TAG_ACRONYM] = KEEP, [GUMBO_TAG_ADDRESS] = KEEP,
  [GUMBO_TAG_ARTICLE] = KEEP, [GUMBO_TAG_ASIDE] = KEEP, [GUMBO_TAG_B] = KEEP, [GUMBO_TAG_BDI] = KEEP,
  [GUMBO_TAG_BDO] = KEEP, [GUMBO_TAG_BIG] = KEEP, [GUMBO_TAG_BLOCKQUOTE] = KEEP, [GUMBO_TAG_BR] = KEEP_VOID,
  [GUMBO_TAG_CAPTION] = KEEP, [GUMBO_TAG_CENTER] = KEEP, [GUMBO_TAG_CITE] = KEEP, [GUMBO_TAG_CODE] = KEEP,
  [GUMBO_TAG_COL] = KEEP_VOID, [GUMBO_TAG_COLGROUP] = KEEP, [GUMBO_TAG_DD] = KEEP, [GUMBO_TAG_DEL] = KEEP,
  [GUMBO_TAG_DFN] = KEEP, [GUMBO_TAG_DIR] = KEEP, [GUMBO_TAG_DIV] = KEEP, [GUMBO_TAG_DL] = KEEP,
  [GUMBO_TAG_DT] = KEEP, [GUMBO_TAG_EM] = KEEP, [GUMBO_TAG_FIGCAPTION] = KEEP, [GUMBO_TAG_FIGURE] = KEEP,
  [GUMBO_TAG_FONT] = KEEP, [GUMBO_TAG_FOOTER] = KEEP, [GUMBO_TAG_H1] = KEEP, [GUMBO_TAG_H2] = KEEP,
  [GUMBO_TAG_H3] = KEEP, [GUMBO_TAG_H4] = KEEP, [GUMBO_TAG_H5] = KEEP, [GUMBO_TAG_H6] = KEEP,
  [GUMBO_TAG_HEADER] = KEEP, [GUMBO_TAG_HR] = KEEP_VOID, [GUMBO_TAG_I] = KEEP, [GUMBO_TAG_INS] = KEEP,
  [GUMBO_TAG_KBD] = KEEP, [GUMBO_TAG_LI] = KEEP, [GUMBO_TAG_MAIN] = KEEP, [GUMBO_TAG_MARK] = KEEP,
  [GUMBO_TAG_MENU] = KEEP, [GUMBO_TAG_NAV] = KEEP, [GUMBO_TAG_OL] = KEEP, [GUMBO_TAG_P] = KEEP,
  [GUMBO_TAG_PRE] = KEEP, [GUMBO_TAG_Q] = KEEP, [GUMBO_TAG_RP] = KEEP, [GUMBO_TAG_RT] = KEEP,
  [GUMBO_TAG_RUBY] = KEEP, [GUMBO_TAG_S] = KEEP, [GUMBO_TAG_SAMP] = KEEP, [GUMBO_TAG_SECTION] = KEEP,
  [GUMBO_TAG_SMALL] = KEEP, [GUMBO_TAG_SPAN] = KEEP, [GUMBO_TAG_STRIKE] = KEEP, [GUMBO_TAG_STRONG] = KEEP,
  [GUMBO_TAG_SUB] = KEEP, [GUMBO_TAG_SUP] = KEEP, [GUMBO_TAG_TABLE] = KEEP, [GUMBO_TAG_TBODY] = KEEP,
  [GUMBO_TAG_TD] = KEEP, [GUMBO_TAG_TFOOT] = KEEP, [GUMBO_TAG_TH] = KEEP, [GUMBO_TAG_THEAD] = KEEP,
  [GUMBO_TAG_TIME] = KEEP, [GUMBO_TAG_TR] = KEEP, [GUMBO_TAG_TT] = KEEP, [GUMBO_TAG_U] = KEEP,
  [GUMBO_TAG_UL] = KEEP, [GUMBO_TAG_VAR] = KEEP, [GUMBO_TAG_WBR] = KEEP_VOID,

  [GUMBO_TAG_BODY] = AS_DIV, [GUMBO_TAG_DETAILS] = AS_DIV, [GUMBO_TAG_DIALOG] = AS_DIV, [GUMBO_TAG_FIELDSET] = AS_DIV,
  [GUMBO_TAG_FORM] = AS_DIV, [GUMBO_TAG_HGROUP] = AS_DIV, [GUMBO_TAG_LEGEND] = AS_DIV, [GUMBO_TAG_OPTION] = AS_DIV,
  [GUMBO_TAG_SEARCH] = AS_DIV, [GUMBO_TAG_SUMMARY] = AS_DIV,
  [GUMBO_TAG_BUTTON] = AS_SPAN, [GUMBO_TAG_LABEL] = AS_SPAN, [GUMBO_TAG_OUTPUT] = AS_SPAN,
  [GUMBO_TAG_LISTING] = AS_PRE, [GUMBO_TAG_PLAINTEXT] = AS_PRE, [GUMBO_TAG_TEXTAREA] = AS_PRE, [GUMBO_TAG_XMP] = AS_PRE,
  [GUMBO_TAG_IMG] = IMAGE, [GUMBO_TAG_IMAGE] = IMAGE,
  [GUMBO_TAG_INPUT] = FIELD,

  [GUMBO_TAG_APPLET] = DROP, [GUMBO_TAG_AREA] = DROP, [GUMBO_TAG_AUDIO] = DROP, [GUMBO_TAG_BASE] = DROP,
  [GUMBO_TAG_BASEFONT] = DROP, [GUMBO_TAG_BGSOUND] = DROP, [GUMBO_TAG_CANVAS] = DROP, [GUMBO_TAG_DATALIST] = DROP,
  [GUMBO_TAG_EMBED] = DROP, [GUMBO_TAG_FRAME] = DROP, [GUMBO_TAG_FRAMESET] = DROP, [GUMBO_TAG_HEAD] = DROP,
  [GUMBO_TAG_IFRAME] = DROP, [GUMBO_TAG_ISINDEX] = DROP, [GUMBO_TAG_KEYGEN] = DROP, [GUMBO_TAG_LINK] = DROP,
  [GUMBO_TAG_MATH] = DROP, [GUMBO_TAG_META] = DROP, [GUMBO_TAG_METER] = DROP, [GUMBO_TAG_NEXTID] = DROP,
  [GUMBO_TAG_NOEMBED] = DROP, [GUMBO_TAG_NOFRAMES] = DROP, [GUMBO_TAG_NOSCRIPT] = DROP, [GUMBO_TAG_OBJECT] = DROP,
  [GUMBO_TAG_PARAM] = DROP, [GUMBO_TAG_PROGRESS] = DROP, [GUMBO_TAG_SCRIPT] = DROP, [GUMBO_TAG_SOURCE] = DROP,
  [GUMBO_TAG_STYLE] = DROP, [GUMBO_TAG_SVG] = DROP, [GUMBO_TAG_TEMPLATE] = DROP, [GUMBO_TAG_TITLE] = DROP,
  [GUMBO_TAG_TRACK] = DROP, [GUMBO_TAG_VIDEO] = DROP,
};

/* An element whose children are being written. */
typedef struct
{
  const GumboNode *node;
  guint            next;         /* index of the child to come */
  const char      *close;        /* (nullable) name of the end tag */
  gboolean         has_outer;    /* a fold stands around it */
  gboolean         has_inner;    /* a fold began at one of its children and takes in all that follow */
} Frame;

typedef struct
{
  RelaisRender    *render;
  GArray          *frames;       /* (owned) */
  guint            depth;        /* of open elements in the output */
  gboolean         in_quote;
  gboolean         is_open;      /* quotes start unfolded */
  const GumboNode *last_text;    /* (nullable) the last thing the sender wrote outside quotes */
  gboolean         is_past_last; /* it has been written */
} Writer;

static gboolean
is_element (const GumboNode *node)
{
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static Action
action_of (const GumboNode *node)
{
  const GumboElement *element = &node->v.element;

  if (node->type == GUMBO_NODE_TEMPLATE || element->tag_namespace != GUMBO_NAMESPACE_HTML)
    return DROP;
  if (gumbo_get_attribute (&element->attributes, "hidden") != NULL)
    return DROP;

  return (Action) actions[element->tag];
}

/* QUOTE: the element holds a quote. REST: it and all that follows it. 0: neither. */
static RelaisQuoteMark
fold_of (const GumboNode *node)
{
  gboolean is_blockquote;
  RelaisQuoteMark mark = relais_html_mark (node, &is_blockquote);

  return mark == RELAIS_QUOTE_MARK_QUOTE || mark == RELAIS_QUOTE_MARK_REST ? mark : 0;
}

static const GumboVector *
children_of (const GumboNode *node)
{
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : &node->v.element.children;
}

/* The last visible text that stands in no quote: quotes before it are answered in place and stay open. */
static const GumboNode *
find_last_text (const GumboNode *root)
{
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  const GumboNode *last = NULL;
  Frame first = { .node = root };

  g_array_append_val (frames, first);
  while (frames->len > 0)
    {
      Frame *frame = &g_array_index (frames, Frame, frames->len - 1);
      const GumboNode *child;

      if (frame->next >= children_of (frame->node)->length)
        {
          g_array_set_size (frames, frames->len - 1);
          continue;
        }

      child = children_of (frame->node)->data[frame->next++];
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA)
        last = child;
      else if (is_element (child) && action_of (child) != DROP)
        {
          RelaisQuoteMark fold = fold_of (child);

          if (fold == RELAIS_QUOTE_MARK_REST)
            frame->next = children_of (frame->node)->length;
          else if (fold == 0)
            {
              Frame below = { .node = child };

              g_array_append_val (frames, below);
            }
        }
    }

  return last;
}

static void
write_field (Writer             *self,
             const GumboElement *element)
{
  static const char * const silent[] = { "hidden", "password", "image", "file", "color", "range", NULL };
  const GumboAttribute *type = gumbo_get_attribute (&element->attributes, "type");
  const GumboAttribute *value = gumbo_get_attribute (&element->attributes, "value");
  g_autofree char *kind = g_ascii_strdown (type != NULL ? type->value : "text", -1);
  GString *out = self->render->body;

  if (g_str_equal (kind, "checkbox") || g_str_equal (kind, "radio"))
    g_string_append (out, gumbo_get_attribute (&element->attributes, "checked") != NULL ? "☑ " : "☐ ");
  else if (value != NULL && !g_strv_contains (silent, kind))
    {
      g_string_append (out, "<span>");
      relais_render_escape (out, value->value, -1);
      g_string_append (out, "</span>");
    }
}

static const char *
output_name (const GumboElement *element,
             Action              action)
{
  switch (action)
    {
    case KEEP:
    case KEEP_VOID:
      return gumbo_normalized_tagname (element->tag);
    case AS_DIV:
      return "div";
    case AS_SPAN:
      return "span";
    case AS_PRE:
      return "pre";
    case UNWRAP:
    case DROP:
    case IMAGE:
    case FIELD:
    default:
      return NULL;
    }
}

/* A fold may not stand between the parts of a table. */
static gboolean
is_table_part (const GumboNode *node)
{
  static const GumboTag tags[] = {
    GUMBO_TAG_TABLE, GUMBO_TAG_CAPTION, GUMBO_TAG_COLGROUP, GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_TR,
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tags[i])
      return TRUE;

  return FALSE;
}

/* Opens a fold before @frame's element when a quote begins there that nobody answers in place. */
static void
maybe_open_fold (Writer *self,
                 Frame  *frame,
                 Action  action)
{
  Frame *parent = &g_array_index (self->frames, Frame, self->frames->len - 1);
  RelaisQuoteMark fold = fold_of (frame->node);

  if (fold == 0 || self->in_quote || is_table_part (parent->node) ||
      (fold == RELAIS_QUOTE_MARK_QUOTE && (!self->is_past_last || action == KEEP_VOID)))
    return;

  relais_render_open_fold (self->render, self->is_open);
  self->in_quote = TRUE;
  if (fold == RELAIS_QUOTE_MARK_REST)
    parent->has_inner = TRUE;
  else
    frame->has_outer = TRUE;
}

static void
write_element (Writer          *self,
               const GumboNode *node)
{
  const GumboElement *element = &node->v.element;
  GString *out = self->render->body;
  Frame frame = { .node = node };
  Action action = action_of (node);
  const char *name;

  if (action == DROP)
    return;
  if (action == IMAGE)
    {
      relais_render_img (self->render, element);
      return;
    }
  if (action == FIELD)
    {
      write_field (self, element);
      return;
    }

  maybe_open_fold (self, &frame, action);
  name = output_name (element, action);
  if (name != NULL && self->depth < MAX_DEPTH)
    {
      g_string_append_printf (out, "<%s", name);
      relais_render_attributes (self->render, element);
      g_string_append_c (out, '>');
      if (action == KEEP_VOID)
        return;
      frame.close = name;
      self->depth++;

      /* The parser of a browser drops a line end that stands first in <pre>. */
      if (g_str_equal (name, "pre"))
        g_string_append_c (out, '\n');
    }
  g_array_append_val (self->frames, frame);
}

static void
close_frame (Writer *self)
{
  Frame frame = g_array_index (self->frames, Frame, self->frames->len - 1);

  g_array_set_size (self->frames, self->frames->len - 1);

  if (frame.has_inner)
    relais_render_close_fold (self->render);
  if (frame.close != NULL)
    {
      g_string_append_printf (self->render->body, "</%s>", frame.close);
      self->depth--;
    }
  if (frame.has_outer)
    relais_render_close_fold (self->render);
  if (frame.has_inner || frame.has_outer)
    self->in_quote = FALSE;
}

static void
write_node (Writer          *self,
            const GumboNode *node)
{
  switch (node->type)
    {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      relais_render_escape (self->render->body, node->v.text.text, -1);
      if (node == self->last_text)
        self->is_past_last = TRUE;
      break;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      write_element (self, node);
      break;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    default:
      break;
    }
}

static void
write_tree (Writer          *self,
            const GumboNode *root)
{
  Frame first = { .node = root };

  g_array_append_val (self->frames, first);
  while (self->frames->len > 0)
    {
      Frame *frame = &g_array_index (self->frames, Frame, self->frames->len - 1);
      const GumboVector *children = children_of (frame->node);

      /* At the bound only end tags are written any more. */
      if (frame->next < children->length && self->render->body->len < MAX_BODY)
        write_node (self, children->data[frame->next++]);
      else
        close_frame (self);
    }
}

void
relais_render_html (RelaisRender *self,
                    const char   *html,
                    gsize         length,
                    gboolean      is_forward)
{
  g_autofree char *valid = g_utf8_make_valid (html, (gssize) MIN (length, MAX_HTML));
  g_autoptr(GString) guarded = NULL;
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;
  Writer writer = { .render = self };

  relais_css_sheets (self->sheet, valid, strlen (valid), &self->has_background);

  guarded = relais_html_guard (valid, strlen (valid));
  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, guarded->str, guarded->len);

  writer.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  writer.last_text = find_last_text (output->root);
  writer.is_past_last = writer.last_text == NULL;
  /* With nothing but a quote there is nothing else to show. */
  writer.is_open = is_forward || writer.last_text == NULL || (self->flags & RELAIS_RENDER_QUOTES) != 0;
  write_tree (&writer, output->root);

  g_array_unref (writer.frames);
  gumbo_destroy_output (&options, output);
}
