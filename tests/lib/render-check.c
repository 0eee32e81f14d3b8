/* render-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gumbo.h>

#include "render-check.h"

static const char * const allowed_elements[] = {
  "html", "head", "meta", "title", "style", "body",
  "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
  "code", "col", "colgroup", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em", "figcaption", "figure", "font",
  "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "menu",
  "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
  "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr", NULL,
};

static const char * const allowed_attributes[] = {
  "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "colspan", "dir", "face", "height",
  "href", "id", "lang", "open", "rel", "rowspan", "size", "span", "src", "start", "style", "title", "type", "valign",
  "value", "width", NULL,
};

/* Properties that load, cover, move or run something. */
static const char * const bad_properties[] = {
  "animation", "animation-name", "background", "background-image", "backdrop-filter", "behavior", "border-image", "clip-path",
  "content", "cursor", "filter", "list-style-image", "mask", "mask-image", "position", "shape-outside", "src", "top", "left",
  "transform", "transition", "z-index", "-moz-binding", "-webkit-mask", "inset", "offset-path", NULL,
};

/* Where the document's own rules end. */
#define OWN_STYLE_END "rgba(128,128,128,.25)!important}\n}\n"

static gboolean
starts (const char *text,
        const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* What stands before a "(" : a function that makes a colour, or nothing in the conditions of @media. */
static gboolean
is_allowed_bracket (const char *text,
                    const char *bracket)
{
  static const char * const functions[] = { "rgb", "rgba", "hsl", "hsla", NULL };
  const char *start = bracket;
  g_autofree char *word = NULL;

  while (start > text && (g_ascii_isalnum (start[-1]) || start[-1] == '-' || start[-1] == '_'))
    start--;
  word = g_strndup (start, (gsize) (bracket - start));
  if (*word == '\0')
    return g_regex_match_simple ("^\\( *(min|max)-(device-)?width *: *[0-9]+px *\\)", bracket, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);

  return g_strv_contains (functions, word);
}

/* Declarations, or with @is_sheet rules. */
static char *
check_style (const char *style,
             gboolean    is_sheet)
{
  const char *from = is_sheet ? strstr (style, OWN_STYLE_END) : style;
  g_autofree char *text = NULL;
  g_auto(GStrv) pieces = NULL;

  if (from == NULL)
    return g_strdup ("the document's own style is not there");
  text = g_ascii_strdown (is_sheet ? from + strlen (OWN_STYLE_END) : from, -1);

  if (strpbrk (text, "\\<`") != NULL || strstr (text, "/*") != NULL || strstr (text, "!") != NULL)
    return g_strdup ("a style with a character that has no place in it");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '(' && !is_allowed_bracket (text, c))
        return g_strdup_printf ("a style with a function: %.40s", c > text + 10 ? c - 10 : text);
      if (*c == '@' && (!is_sheet || !starts (c, "@media ")))
        return g_strdup_printf ("a style with %.20s", c);
    }

  pieces = g_strsplit_set (text, ";{}\n", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (pieces[i], strcspn (pieces[i], ":"));

      g_strstrip (name);
      if (g_strv_contains (bad_properties, name) || g_str_has_prefix (name, "--"))
        return g_strdup_printf ("a style with “%s”", name);
    }

  return NULL;
}

static char *
check_address (const char *name,
               const char *value,
               gboolean    allow_remote)
{
  for (const char *c = value; *c != '\0'; c++)
    if ((guchar) *c <= 0x20 || (guchar) *c >= 0x7f || strchr ("<>\"'`\\{}|^", *c) != NULL)
      return g_strdup_printf ("%s with a strange character: %s", name, value);

  if (g_str_equal (name, "href")
      ? starts (value, "http://") || starts (value, "https://") || starts (value, "mailto:")
      : starts (value, "cid:") || (allow_remote && (starts (value, "http://") || starts (value, "https://"))))
    return NULL;

  return g_strdup_printf ("%s leads to %s", name, value);
}

static char *
check_meta (const GumboElement *element)
{
  const GumboAttribute *equiv = gumbo_get_attribute (&element->attributes, "http-equiv");
  const GumboAttribute *name = gumbo_get_attribute (&element->attributes, "name");

  if (equiv != NULL)
    return g_str_equal (equiv->value, "Content-Security-Policy") ? NULL : g_strdup_printf ("meta %s", equiv->value);
  if (name != NULL && !g_str_equal (name->value, "referrer") && !g_str_equal (name->value, "viewport"))
    return g_strdup_printf ("meta %s", name->value);

  return NULL;
}

static char *
check_element (const GumboElement *element,
               gboolean            allow_remote)
{
  const char *tag = gumbo_normalized_tagname (element->tag);

  if (element->tag_namespace != GUMBO_NAMESPACE_HTML)
    return g_strdup ("a foreign element");
  if (!g_strv_contains (allowed_elements, tag))
    return g_strdup_printf ("element <%s>", tag);
  if (element->tag == GUMBO_TAG_META)
    return check_meta (element);

  for (guint i = 0; i < element->attributes.length; i++)
    {
      const GumboAttribute *attribute = element->attributes.data[i];
      char *fault = NULL;

      if (!g_strv_contains (allowed_attributes, attribute->name))
        return g_strdup_printf ("attribute %s of <%s>", attribute->name, tag);
      if (g_str_equal (attribute->name, "href") || g_str_equal (attribute->name, "src"))
        fault = check_address (attribute->name, attribute->value, allow_remote);
      else if (g_str_equal (attribute->name, "style"))
        fault = check_style (attribute->value, FALSE);
      if (fault != NULL)
        return fault;
    }

  return NULL;
}

static char *
check_node (const GumboNode *node,
            gboolean         allow_remote)
{
  switch (node->type)
    {
    case GUMBO_NODE_ELEMENT:
      return check_element (&node->v.element, allow_remote);
    case GUMBO_NODE_TEMPLATE:
      return g_strdup ("a template");
    case GUMBO_NODE_COMMENT:
      return g_strdup ("a comment");
    case GUMBO_NODE_TEXT:
      if (node->parent != NULL && node->parent->type == GUMBO_NODE_ELEMENT && node->parent->v.element.tag == GUMBO_TAG_STYLE)
        return check_style (node->v.text.text, TRUE);
      return NULL;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
    default:
      return NULL;
    }
}

char *
render_check (const char *document,
              gboolean    allow_remote)
{
  GumboOutput *output = gumbo_parse (document);
  g_autoptr(GPtrArray) waiting = g_ptr_array_new ();
  char *fault = NULL;
  guint n_metas = 0;
  guint n_titles = 0;

  g_ptr_array_add (waiting, output->root);
  while (waiting->len > 0 && fault == NULL)
    {
      const GumboNode *node = g_ptr_array_steal_index (waiting, waiting->len - 1);

      fault = check_node (node, allow_remote);
      if (node->type != GUMBO_NODE_ELEMENT)
        continue;
      n_metas += node->v.element.tag == GUMBO_TAG_META;
      n_titles += node->v.element.tag == GUMBO_TAG_TITLE;
      for (guint i = 0; i < node->v.element.children.length; i++)
        g_ptr_array_add (waiting, node->v.element.children.data[i]);
    }
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  if (fault == NULL && (n_metas != 4 || n_titles != 1))
    return g_strdup_printf ("%u meta and %u title elements", n_metas, n_titles);

  return fault;
}
