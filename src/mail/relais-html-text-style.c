/* relais-html-text-style.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-html-text-private.h"

#include <string.h>

RelaisHtmlFlow
relais_html_flow (const GumboNode *node)
{
  switch ((int) node->v.element.tag)
    {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
      return RELAIS_HTML_SKIP;
    case GUMBO_TAG_P:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_TABLE:
      return RELAIS_HTML_PARAGRAPH;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
      return RELAIS_HTML_BLOCK;
    default:
      return RELAIS_HTML_INLINE;
    }
}

/* Copies a style attribute without white space and in lower case, between two semicolons. */
static void
normalise_style (const char *value,
                 char *out,
                 gsize size)
{
  gsize n = 0;

  out[n++] = ';';
  for (const char *p = value; *p != '\0' && n < size - 2; p++)
    if (!g_ascii_isspace (*p))
      out[n++] = g_ascii_tolower (*p);
  out[n++] = ';';
  out[n] = '\0';
}

/* Returns the value of ";property:" in a normalised style. */
static const char *
find_property (const char *style,
               const char *property)
{
  gsize length = strlen (property);

  for (const char *p = strchr (style, ';'); p != NULL && p[1] != '\0'; p = strchr (p + 1, ';'))
    if (strncmp (p + 1, property, length) == 0 && p[1 + length] == ':')
      return p + 2 + length;
  return NULL;
}

static gboolean
value_is (const char *value,
          const char *wanted)
{
  gsize length = strlen (wanted);

  return value != NULL && strncmp (value, wanted, length) == 0
         && (value[length] == ';' || value[length] == '!');
}

/* "0", "0px", "0.0pt", ".0em" */
static gboolean
value_is_zero (const char *value)
{
  gsize digits;

  if (value == NULL)
    return FALSE;
  digits = strspn (value, "0.");
  return digits > 0 && !g_ascii_isdigit (value[digits]);
}

static gboolean
is_flush (const char *style)
{
  const char *margin = find_property (style, "margin");
  const char *top = find_property (style, "margin-top");
  const char *bottom = find_property (style, "margin-bottom");

  if (margin != NULL && value_is_zero (margin))
    return bottom == NULL || value_is_zero (bottom);
  return value_is_zero (top) && value_is_zero (bottom);
}

void
relais_html_read_style (const GumboElement *element,
                        RelaisHtmlStyle *style)
{
  const GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, "style");
  const GumboAttribute *class_name;
  char text[1024];

  *style = (RelaisHtmlStyle){ .zero_size = -1, .preformatted = -1 };
  if (gumbo_get_attribute (&element->attributes, "hidden") != NULL)
    style->hidden = TRUE;
  if (element->tag == GUMBO_TAG_PRE)
    style->preformatted = 1;
  class_name = gumbo_get_attribute (&element->attributes, "class");
  if (class_name != NULL && g_str_has_prefix (class_name->value, "Mso"))
    style->flush = TRUE;
  if (attribute == NULL)
    return;

  normalise_style (attribute->value, text, sizeof text);
  if (value_is (find_property (text, "display"), "none")
      || value_is (find_property (text, "visibility"), "hidden")
      || value_is (find_property (text, "mso-hide"), "all")
      || value_is (find_property (text, "opacity"), "0")
      || value_is_zero (find_property (text, "max-height"))
      || value_is_zero (find_property (text, "max-width")))
    style->hidden = TRUE;
  if (find_property (text, "font-size") != NULL)
    style->zero_size = value_is_zero (find_property (text, "font-size"));
  if (find_property (text, "white-space") != NULL)
    style->preformatted = strncmp (find_property (text, "white-space"), "pre", 3) == 0;
  style->flush = style->flush || is_flush (text);
  style->bar = find_property (text, "border-left") != NULL
               && strncmp (find_property (text, "border-left"), "none", 4) != 0
               && !value_is_zero (find_property (text, "border-left"));
}

/* Whether @names, separated by spaces, has @wanted; Outlook puts "x_" before the names in a
 * quote. */
static gboolean
has_name (const GumboAttribute *names,
          const char *wanted)
{
  gsize length = strlen (wanted);

  if (names == NULL)
    return FALSE;
  for (const char *p = names->value; *p != '\0';)
    {
      gsize n = strcspn (p, " \t\n");
      const char *name = p;
      gsize name_length = n;

      while (name_length > 2 && strncmp (name, "x_", 2) == 0)
        {
          name += 2;
          name_length -= 2;
        }
      if (name_length == length && g_ascii_strncasecmp (name, wanted, length) == 0)
        return TRUE;
      p += n;
      p += strspn (p, " \t\n");
    }
  return FALSE;
}

/* Containers of Gmail, Thunderbird, Yahoo, Proton, Outlook (Windows, Mac, web, phones), Apple
 * Mail, Zimbra, Zoho, Roundcube, Tutanota, Front, Mailspring, GMX and Missive, read from their
 * messages. */
static const struct {
  const char *name;
  RelaisQuoteMark mark;
} CONTAINERS[] = {
  { "gmail_quote", RELAIS_QUOTE_MARK_QUOTE },
  { "gmail_quote_container", RELAIS_QUOTE_MARK_QUOTE },
  { "gmail_attr", RELAIS_QUOTE_MARK_HEADER },
  { "moz-cite-prefix", RELAIS_QUOTE_MARK_HEADER },
  { "moz-forward-container", RELAIS_QUOTE_MARK_FORWARD },
  { "yahoo_quoted", RELAIS_QUOTE_MARK_QUOTE },
  { "protonmail_quote", RELAIS_QUOTE_MARK_QUOTE },
  { "tutanota_quote", RELAIS_QUOTE_MARK_QUOTE },
  { "zmail_extra", RELAIS_QUOTE_MARK_QUOTE },
  { "front-blockquote", RELAIS_QUOTE_MARK_QUOTE },
  { "missive_quote", RELAIS_QUOTE_MARK_QUOTE },
  { "quote_gmx", RELAIS_QUOTE_MARK_QUOTE },
  { "reply-intro", RELAIS_QUOTE_MARK_HEADER },
  { "divRplyFwdMsg", RELAIS_QUOTE_MARK_REST },
  { "appendonsend", RELAIS_QUOTE_MARK_REST },
  { "OutlookMessageHeader", RELAIS_QUOTE_MARK_REST },
  { "OLK_SRC_BODY_SECTION", RELAIS_QUOTE_MARK_REST },
  { "mail-editor-reference-message-container", RELAIS_QUOTE_MARK_REST },
  { "ms-outlook-mobile-reference-message", RELAIS_QUOTE_MARK_REST },
  { "zwchr", RELAIS_QUOTE_MARK_REST },
  { "gmail_signature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "gmail_signature_prefix", RELAIS_QUOTE_MARK_SIGNATURE },
  { "moz-signature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "protonmail_signature_block", RELAIS_QUOTE_MARK_SIGNATURE },
  { "Signature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "ms-outlook-mobile-signature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "AppleMailSignature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "zimbra-signature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "tutanota_signature", RELAIS_QUOTE_MARK_SIGNATURE },
  { "front-signature", RELAIS_QUOTE_MARK_SIGNATURE },
};

RelaisQuoteMark
relais_html_mark (const GumboNode *node,
                  gboolean *is_blockquote)
{
  const GumboElement *element = &node->v.element;
  const GumboAttribute *class_name = gumbo_get_attribute (&element->attributes, "class");
  const GumboAttribute *id = gumbo_get_attribute (&element->attributes, "id");
  const GumboAttribute *type;

  *is_blockquote = element->tag == GUMBO_TAG_BLOCKQUOTE;
  if (class_name != NULL || id != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (CONTAINERS); i++)
      if (has_name (class_name, CONTAINERS[i].name) || has_name (id, CONTAINERS[i].name))
        return CONTAINERS[i].mark;
  if (id != NULL && strncmp (id->value, "yahoo_quoted", 12) == 0)
    return RELAIS_QUOTE_MARK_QUOTE;
  if (!*is_blockquote)
    return 0;
  type = gumbo_get_attribute (&element->attributes, "type");
  if ((type != NULL && g_ascii_strcasecmp (type->value, "cite") == 0)
      || gumbo_get_attribute (&element->attributes, "cite") != NULL)
    return RELAIS_QUOTE_MARK_QUOTE;
  return RELAIS_QUOTE_MARK_INDENT;
}
