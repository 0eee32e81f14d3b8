/* relais-render-sheet.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-render-private.h"

/* Newsletters lay out by class. Of their style sheets these rules are kept: selectors of element names, classes and ids, one inside the
 * other; the declarations of relais-render-css.c; @media for screens and widths. All of it stands under ".relais-mail", so that it
 * cannot touch the document around the message. */

#define MAX_SHEETS (512 * 1024)
#define MAX_RULES 4000
#define MAX_SELECTOR 200
#define MAX_NAME 64

/* Element names that a message may style; others are not written either. */
static const char * const elements[] = {
  "a", "address", "article", "aside", "b", "big", "blockquote", "body", "center", "cite", "code", "col", "dd", "div", "dl", "dt",
  "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "i", "img",
  "li", "main", "nav", "ol", "p", "pre", "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
  "tfoot", "th", "thead", "tr", "u", "ul", NULL,
};

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* One name of a selector: "td", ".button", "#top". */
static gboolean
read_simple (const char **cursor,
             GString     *out)
{
  const char *c = *cursor;
  char mark = *c == '.' || *c == '#' ? *c++ : '\0';
  gsize n = 0;
  g_autofree char *name = NULL;

  while (is_name_character (c[n]))
    n++;
  if (n == 0 || n > MAX_NAME)
    return FALSE;
  *cursor = c + n;

  if (mark != '\0')
    {
      g_string_append_printf (out, "%c" RELAIS_CSS_PREFIX "%.*s", mark, (int) n, c);
      return TRUE;
    }

  name = g_ascii_strdown (c, (gssize) n);
  if (!g_strv_contains (elements, name))
    return FALSE;
  if (g_str_equal (name, "body") || g_str_equal (name, "html"))
    g_string_append (out, ".relais-mail");
  else
    g_string_append (out, name);

  return TRUE;
}

/* "table.main > td p"; anything else (attributes, pseudo-classes, "*") is refused. */
static gboolean
append_selector (GString    *out,
                 const char *selector)
{
  g_autoptr(GString) safe = g_string_new (NULL);
  g_autofree char *trimmed = g_strstrip (g_strdup (selector));
  const char *c = trimmed;

  if (*c == '\0' || strlen (c) > MAX_SELECTOR)
    return FALSE;

  while (*c != '\0')
    {
      if (g_ascii_isspace (*c) || *c == '>')
        {
          gboolean is_child = FALSE;

          while (g_ascii_isspace (*c) || *c == '>')
            is_child |= *c++ == '>';
          g_string_append (safe, is_child ? ">" : " ");
          if (*c == '\0')
            return FALSE;
        }
      else if (!read_simple (&c, safe))
        return FALSE;
    }

  if (!g_str_has_prefix (safe->str, ".relais-mail"))
    g_string_prepend (safe, ".relais-mail ");
  g_string_append_printf (out, "%s%s", out->len > 0 ? "," : "", safe->str);

  return TRUE;
}

static void
append_rule (GString    *out,
             const char *selectors,
             gsize       selectors_length,
             const char *body,
             gsize       body_length,
             gboolean   *has_background)
{
  g_autofree char *list = g_strndup (selectors, selectors_length);
  g_autofree char *declarations = relais_css_declarations (body, body_length, has_background);
  g_auto(GStrv) parts = g_strsplit (list, ",", 50);
  g_autoptr(GString) safe = g_string_new (NULL);

  if (*declarations == '\0')
    return;
  for (guint i = 0; parts[i] != NULL; i++)
    append_selector (safe, parts[i]);
  if (safe->len > 0)
    g_string_append_printf (out, "%s{%s}\n", safe->str, declarations);
}

/* "@media only screen and (max-width: 600px)", or NULL. */
static char *
media_query (const char *prelude,
             gsize       length)
{
  g_autofree char *text = g_strndup (prelude, MIN (length, MAX_SELECTOR));
  g_autofree char *lower = g_ascii_strdown (g_strstrip (text), -1);

  if (length > MAX_SELECTOR ||
      !g_regex_match_simple ("^@media +((only +)?(screen|all)( +and +|$))?"
                             "(\\( *(min|max)-(device-)?width *: *[0-9]{1,4}px *\\)( +and +(?=\\()|$))*$",
                             lower, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT) ||
      g_str_has_suffix (lower, "and"))
    return NULL;

  return g_steal_pointer (&lower);
}

/* The "}" that closes the "{" at @c. */
static const char *
block_end (const char *c,
           const char *end)
{
  guint depth = 0;

  for (; c < end; c++)
    {
      if (*c == '{')
        depth++;
      else if (*c == '}' && --depth == 0)
        return c;
    }

  return end;
}

/* The rules between @c and @end. @media is looked into once, what stands deeper is left out. */
static void
append_rules (GString    *out,
              const char *c,
              const char *end,
              gboolean    is_nested,
              gboolean   *has_background)
{
  for (guint n = 0; c < end && n < MAX_RULES; n++)
    {
      const char *open, *close;

      c += strspn (c, " \t\r\n\f;}");
      for (open = c; open < end && *open != '{' && !(*c == '@' && *open == ';'); open++)
        ;
      if (open >= end)
        return;
      if (*open == ';')
        {
          c = open + 1;
          continue;
        }

      close = block_end (open, end);
      if (*c != '@')
        append_rule (out, c, (gsize) (open - c), open + 1, (gsize) (close - open - 1), has_background);
      else if (!is_nested)
        {
          g_autofree char *query = media_query (c, (gsize) (open - c));

          if (query != NULL)
            {
              g_string_append_printf (out, "%s{\n", query);
              append_rules (out, open + 1, close, TRUE, has_background);
              g_string_append (out, "}\n");
            }
        }
      c = close < end ? close + 1 : end;
    }
}

/* Comments and the "<!--" of old times. */
static char *
clean_sheet (const char *text,
             gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (i + 1 < length && text[i] == '/' && text[i + 1] == '*')
        {
          const char *close = g_strstr_len (text + i + 2, (gssize) (length - i - 2), "*/");

          if (close == NULL)
            break;
          i = (gsize) (close - text) + 1;
        }
      else if (text[i] == '<' && length - i >= 4 && strncmp (text + i, "<!--", 4) == 0)
        i += 3;
      else if (text[i] == '-' && length - i >= 3 && strncmp (text + i, "-->", 3) == 0)
        i += 2;
      else
        g_string_append_c (out, text[i] != '\0' ? text[i] : ' ');
    }

  return g_string_free (out, FALSE);
}

static const char *
find_nocase (const char *text,
             const char *end,
             const char *word)
{
  gsize length = strlen (word);

  for (const char *c = text; (c = memchr (c, *word, (gsize) (end - c))) != NULL; c++)
    if ((gsize) (end - c) >= length && g_ascii_strncasecmp (c, word, length) == 0)
      return c;

  return NULL;
}

void
relais_css_sheets (GString    *out,
                   const char *html,
                   gsize       length,
                   gboolean   *has_background)
{
  const char *end = html + length;
  const char *c = html;

  /* What this scan takes for a sheet need not be one: whatever it is, only rules that pass come out. */
  while (c < end && out->len < MAX_SHEETS && (c = memchr (c, '<', (gsize) (end - c))) != NULL)
    {
      const char *open, *close;
      g_autofree char *text = NULL;

      if (end - c >= 4 && strncmp (c, "<!--", 4) == 0)
        {
          close = g_strstr_len (c + 4, end - c - 4, "-->");
          if (close == NULL)
            return;
          c = close + 3;
          continue;
        }
      if (end - c < 7 || g_ascii_strncasecmp (c, "<style", 6) != 0 || is_name_character (c[6]))
        {
          c++;
          continue;
        }

      open = memchr (c, '>', (gsize) (end - c));
      close = open != NULL ? find_nocase (open, end, "</style") : NULL;
      if (close == NULL)
        return;
      text = clean_sheet (open + 1, MIN ((gsize) (close - open - 1), MAX_SHEETS));
      append_rules (out, text, text + strlen (text), FALSE, has_background);
      c = close;
    }
}

void
relais_css_append_names (GString    *out,
                         const char *names)
{
  g_auto(GStrv) list = g_strsplit_set (names, " \t\r\n\f", 50);
  gboolean is_first = TRUE;

  for (guint i = 0; list[i] != NULL; i++)
    {
      gsize n = 0;

      while (is_name_character (list[i][n]))
        n++;
      if (n == 0 || n > MAX_NAME || list[i][n] != '\0')
        continue;
      g_string_append_printf (out, "%s" RELAIS_CSS_PREFIX "%s", is_first ? "" : " ", list[i]);
      is_first = FALSE;
    }
}
