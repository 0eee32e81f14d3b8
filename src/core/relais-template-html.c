/* relais-template-html.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-html-private.h"

/* Where in an HTML text a variable stands: a small part of the tokenizer of the HTML standard
 * (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), stricter where the two could differ. */

static const char * const url_attributes[] = {
  "href", "src", "cite", "background", "poster", "longdesc", "xlink:href", NULL,
};
static const char * const refused_attributes[] = {
  "style", "srcdoc", "srcset", "dynsrc", "lowsrc", "action", "formaction", "data", "ping", "manifest", "http-equiv",
  "content", "codebase", "classid", "archive", "profile", "usemap", "target", "xmlns", NULL,
};
/* A variable in any of their attributes could load, send or run something. */
static const char * const refused_elements[] = {
  "link", "meta", "base", "form", "input", "button", "select", "option", "area", "map", NULL,
};
/* They run, load or change how the text behind them is read, and no mail program shows them. */
static const char * const forbidden_elements[] = {
  "script", "object", "embed", "iframe", "frame", "frameset", "applet", "svg", "math", "template", "xmp", "noembed",
  "noframes", "noscript", "plaintext", NULL,
};
static const char * const rcdata_elements[] = { "title", "textarea", NULL };

static void
append_char (char *name,
             char  c)
{
  gsize length = strlen (name);

  if (length + 1 < RELAIS_HTML_NAME_SIZE)
    name[length] = g_ascii_tolower (c);
}

static void
append_recent (RelaisHtmlContext *context,
               char               c)
{
  memmove (context->recent, context->recent + 1, RELAIS_HTML_NAME_SIZE - 2);
  context->recent[RELAIS_HTML_NAME_SIZE - 2] = g_ascii_tolower (c);
}

static gboolean
recent_is (const RelaisHtmlContext *context,
           const char              *text)
{
  return strncmp (context->recent + RELAIS_HTML_NAME_SIZE - 1 - strlen (text), text, strlen (text)) == 0;
}

void
relais_html_forget (RelaisHtmlContext *context)
{
  memset (context->recent, ' ', RELAIS_HTML_NAME_SIZE - 1);
}

static void
begin_value (RelaisHtmlContext *context,
             RelaisHtmlState    state)
{
  context->state = state;
  context->phase = RELAIS_URL_START;
  memset (context->url, 0, sizeof context->url);

  if (g_strv_contains (refused_elements, context->element) ||
      g_strv_contains (refused_attributes, context->attribute) ||
      g_str_has_prefix (context->attribute, "on") ||
      strlen (context->attribute) + 1 >= RELAIS_HTML_NAME_SIZE)
    context->kind = RELAIS_VALUE_REFUSED;
  else if (g_strv_contains (url_attributes, context->attribute))
    context->kind = RELAIS_VALUE_URL;
  else
    context->kind = RELAIS_VALUE_PLAIN;
}

static void
end_value (RelaisHtmlContext *context)
{
  context->state = RELAIS_HTML_IN_TAG;
  memset (context->attribute, 0, sizeof context->attribute);
}

/* A URL grows by a character that stands in the template itself. Until its scheme and host are complete, a variable could
 * still decide where it leads. */
static void
grow_url (RelaisHtmlContext *context,
          char               c)
{
  const char *colon = strchr (context->url, ':');
  const char *host = strstr (context->url, "://");
  gboolean is_web = g_str_has_prefix (context->url, "http://") || g_str_has_prefix (context->url, "https://");

  if (context->phase == RELAIS_URL_PART || g_ascii_isspace (c) || g_ascii_iscntrl (c))
    return;

  context->phase = RELAIS_URL_AUTHORITY;

  /* A character reference could hide a colon: never complete. */
  if (c == '&')
    context->url[0] = ':';
  else if (strchr ("/?#", c) != NULL && is_web && strlen (host) > strlen ("://"))
    context->phase = RELAIS_URL_PART;
  else if (strchr ("?#", c) != NULL && colon == NULL)
    context->phase = RELAIS_URL_PART;
  else if (colon == NULL && c != '/' && c != '\\' && g_str_equal (context->url, "/"))
    context->phase = RELAIS_URL_PART;

  append_char (context->url, c);
  if (g_str_equal (context->url, "mailto:") || g_str_equal (context->url, "tel:") || g_str_equal (context->url, "cid:"))
    context->phase = RELAIS_URL_PART;
}

static void
end_tag (RelaisHtmlContext *context)
{
  relais_html_forget (context);
  if (g_strv_contains (forbidden_elements, context->element))
    context->forbidden = TRUE;

  if (g_str_equal (context->element, "style"))
    context->state = RELAIS_HTML_RAW;
  else if (g_strv_contains (rcdata_elements, context->element))
    context->state = RELAIS_HTML_RCDATA;
  else
    context->state = RELAIS_HTML_TEXT;
}

/* Only its own end tag ends it: "</style" and then a space, a slash or ">". */
static void
step_raw (RelaisHtmlContext *context,
          char               c)
{
  char end[RELAIS_HTML_NAME_SIZE + 3];

  g_snprintf (end, sizeof end, "</%s%c", context->element, g_ascii_tolower (c));
  append_recent (context, c);
  if ((g_ascii_isspace (c) || c == '/' || c == '>') && recent_is (context, end))
    context->state = c == '>' ? RELAIS_HTML_TEXT : RELAIS_HTML_END_TAG;
}

/* What follows "<" decides whether it is a tag at all. */
static void
open_tag (RelaisHtmlContext *context,
          char               c)
{
  memset (context->element, 0, sizeof context->element);
  memset (context->attribute, 0, sizeof context->attribute);

  if (g_ascii_isalpha (c))
    {
      append_char (context->element, c);
      context->state = RELAIS_HTML_TAG_NAME;
    }
  else if (c == '/')
    {
      context->state = RELAIS_HTML_END_TAG;
    }
  else if (c == '!' || c == '?')
    {
      relais_html_forget (context);
      context->state = RELAIS_HTML_MARKUP;
    }
  else if (c != '<')
    {
      context->state = RELAIS_HTML_TEXT;
    }
}

static void
step_tag (RelaisHtmlContext *context,
          char               c)
{
  switch (context->state)
    {
    case RELAIS_HTML_TAG_OPEN:
      open_tag (context, c);
      break;

    case RELAIS_HTML_TAG_NAME:
      if (c == '>')
        end_tag (context);
      else if (g_ascii_isspace (c) || c == '/')
        context->state = RELAIS_HTML_IN_TAG;
      else
        append_char (context->element, c);
      break;

    case RELAIS_HTML_END_TAG:
      if (c == '>')
        context->state = RELAIS_HTML_TEXT;
      break;

    case RELAIS_HTML_IN_TAG:
      if (c == '>')
        end_tag (context);
      else if (c == '=' && *context->attribute != '\0')
        context->state = RELAIS_HTML_BEFORE_VALUE;
      else if (!g_ascii_isspace (c) && c != '/')
        {
          memset (context->attribute, 0, sizeof context->attribute);
          append_char (context->attribute, c);
          context->state = RELAIS_HTML_NAME;
        }
      break;

    case RELAIS_HTML_NAME:
      if (c == '>')
        end_tag (context);
      else if (c == '=')
        context->state = RELAIS_HTML_BEFORE_VALUE;
      else if (g_ascii_isspace (c) || c == '/')
        context->state = RELAIS_HTML_IN_TAG;
      else
        append_char (context->attribute, c);
      break;

    case RELAIS_HTML_BEFORE_VALUE:
      if (c == '"')
        begin_value (context, RELAIS_HTML_DOUBLE_QUOTED);
      else if (c == '\'')
        begin_value (context, RELAIS_HTML_SINGLE_QUOTED);
      else if (c == '>')
        end_tag (context);
      else if (!g_ascii_isspace (c))
        context->state = RELAIS_HTML_UNQUOTED;
      break;

    case RELAIS_HTML_TEXT:
    case RELAIS_HTML_RCDATA:
    case RELAIS_HTML_RAW:
    case RELAIS_HTML_DOUBLE_QUOTED:
    case RELAIS_HTML_SINGLE_QUOTED:
    case RELAIS_HTML_UNQUOTED:
    case RELAIS_HTML_MARKUP:
    case RELAIS_HTML_COMMENT:
    default:
      g_assert_not_reached ();
    }
}

/* Reads one more character of the template. */
void
relais_html_step (RelaisHtmlContext *context,
                  char               c)
{
  switch (context->state)
    {
    case RELAIS_HTML_TEXT:
      if (c == '<')
        context->state = RELAIS_HTML_TAG_OPEN;
      break;

    case RELAIS_HTML_RCDATA:
    case RELAIS_HTML_RAW:
      step_raw (context, c);
      break;

    case RELAIS_HTML_DOUBLE_QUOTED:
    case RELAIS_HTML_SINGLE_QUOTED:
      if (c == (context->state == RELAIS_HTML_DOUBLE_QUOTED ? '"' : '\''))
        end_value (context);
      else
        grow_url (context, c);
      break;

    case RELAIS_HTML_UNQUOTED:
      if (c == '>')
        end_tag (context);
      else if (g_ascii_isspace (c))
        end_value (context);
      break;

    case RELAIS_HTML_MARKUP:
      append_recent (context, c);
      if (recent_is (context, "--"))
        context->state = RELAIS_HTML_COMMENT;
      else if (c == '>')
        context->state = RELAIS_HTML_TEXT;
      break;

    case RELAIS_HTML_COMMENT:
      append_recent (context, c);
      if (recent_is (context, "-->"))
        context->state = RELAIS_HTML_TEXT;
      break;

    case RELAIS_HTML_TAG_OPEN:
    case RELAIS_HTML_TAG_NAME:
    case RELAIS_HTML_END_TAG:
    case RELAIS_HTML_IN_TAG:
    case RELAIS_HTML_NAME:
    case RELAIS_HTML_BEFORE_VALUE:
    default:
      step_tag (context, c);
      break;
    }
}
