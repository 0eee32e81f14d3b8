/* relais-render-css.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "relais-render-private.h"

/* A value is read token by token and written anew. What is no number, colour, plain word or quoted font name makes its declaration
 * disappear: url(), image-set(), expression(), var(), escapes, comments that hide something. */

/* No declaration that a mail needs is longer, and no letter is wider than this. */
#define MAX_DECLARATION 1000
#define MAX_NUMBER 10000.0

/* Any value of plain words, numbers and colours. */
static const char * const properties[] = {
  "background-color", "border", "border-bottom", "border-bottom-color", "border-bottom-left-radius",
  "border-bottom-right-radius", "border-bottom-style", "border-bottom-width", "border-collapse", "border-color",
  "border-left", "border-left-color", "border-left-style", "border-left-width", "border-radius", "border-right",
  "border-right-color", "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top",
  "border-top-color", "border-top-left-radius", "border-top-right-radius", "border-top-style", "border-top-width",
  "border-width", "box-sizing", "caption-side", "clear", "color", "direction", "empty-cells", "float", "font",
  "font-family", "font-size", "font-stretch", "font-style", "font-variant", "font-weight", "height", "hyphens",
  "letter-spacing", "line-height", "list-style", "list-style-type", "margin", "margin-bottom", "margin-left",
  "margin-right", "margin-top", "max-height", "max-width", "min-height", "opacity", "orphans", "padding",
  "padding-bottom", "padding-left", "padding-right", "padding-top", "table-layout", "text-align", "text-decoration",
  "text-decoration-color", "text-decoration-line", "text-decoration-style", "text-indent", "text-transform",
  "vertical-align", "visibility", "widows", "width", "word-break", "word-spacing", "word-wrap", "overflow-wrap",
  NULL,
};

/* These take only the words named: others would leave the message's place, or break out of its width. */
static const struct
{
  const char *property;
  const char *words;
} restricted[] = {
  { "display", " block inline inline-block none table table-cell table-row table-row-group table-header-group"
               " table-footer-group list-item inline-table " },
  { "overflow", " hidden visible " },
  { "unicode-bidi", " normal embed isolate plaintext " },
  { "white-space", " normal pre-wrap pre-line " },
};

static const char * const units[] = { "px", "pt", "em", "rem", "ex", "ch", "cm", "mm", "in", "pc", NULL };

/* Reads a number and its unit. Negative ones would pull text over other text. */
static gboolean
read_number (const char **cursor,
             GString     *out)
{
  const char *c = *cursor;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char unit[8] = "";
  gsize n = 0;
  double value;
  char *end;

  if (*c == '+')
    c++;
  if (!g_ascii_isdigit (*c) && !(*c == '.' && g_ascii_isdigit (c[1])))
    return FALSE;

  /* Not "1e9", where the unit would be eaten. */
  while (g_ascii_isdigit (c[n]) || c[n] == '.')
    n++;
  if (n >= sizeof number)
    return FALSE;
  memcpy (number, c, n);
  number[n] = '\0';
  value = g_ascii_strtod (number, &end);
  if (*end != '\0' || value > MAX_NUMBER)
    return FALSE;
  c += n;

  for (n = 0; g_ascii_isalpha (c[n]); n++)
    if (n >= sizeof unit - 1)
      return FALSE;
    else
      unit[n] = g_ascii_tolower (c[n]);
  c += n;
  if (*unit != '\0' && !g_strv_contains (units, unit))
    return FALSE;
  if (*unit == '\0' && *c == '%')
    {
      strcpy (unit, "%");
      c++;
    }

  g_string_append_printf (out, "%s%s", g_ascii_formatd (number, sizeof number, "%.6g", value), unit);
  *cursor = c;

  return TRUE;
}

/* rgb(), rgba(), hsl(), hsla(): numbers only. */
static gboolean
read_colour_function (const char  *name,
                      const char **cursor,
                      GString     *out)
{
  static const char * const functions[] = { "rgb", "rgba", "hsl", "hsla", NULL };
  const char *c = *cursor + 1;

  if (!g_strv_contains (functions, name))
    return FALSE;

  g_string_append_printf (out, "%s(", name);
  while (*c != ')')
    {
      if (*c == ' ' || *c == ',' || *c == '/')
        g_string_append_c (out, *c++);
      else if (!read_number (&c, out))
        return FALSE;
    }
  g_string_append_c (out, ')');
  *cursor = c + 1;

  return TRUE;
}

static gboolean
read_word (const char **cursor,
           GString     *out)
{
  const char *c = *cursor;
  g_autofree char *word = NULL;
  gsize n = 0;

  while (g_ascii_isalnum (c[n]) || c[n] == '-')
    n++;
  if (n == 0 || n > 40 || !g_ascii_isalpha (*c == '-' ? c[1] : *c))
    return FALSE;
  word = g_ascii_strdown (c, (gssize) n);
  *cursor = c + n;

  if (c[n] == '(')
    return read_colour_function (word, cursor, out);
  g_string_append (out, word);

  return TRUE;
}

static gboolean
read_hash (const char **cursor,
           GString     *out)
{
  gsize n = 1;

  while (g_ascii_isxdigit ((*cursor)[n]))
    n++;
  if ((n != 4 && n != 5 && n != 7 && n != 9) || g_ascii_isalnum ((*cursor)[n]))
    return FALSE;
  g_string_append_len (out, *cursor, (gssize) n);
  *cursor += n;

  return TRUE;
}

/* The name of a font. Written with ' because it may come to stand in an attribute. */
static gboolean
read_string (const char **cursor,
             GString     *out)
{
  char quote = **cursor;
  const char *c = *cursor + 1;
  gsize n = 0;

  while (c[n] != quote)
    {
      if (!g_ascii_isalnum (c[n]) && (c[n] == '\0' || strchr (" -_.", c[n]) == NULL))
        return FALSE;
      n++;
    }
  g_string_append_printf (out, "'%.*s'", (int) n, c);
  *cursor = c + n + 1;

  return TRUE;
}

static gboolean
read_value (const char *value,
            GString    *out)
{
  const char *c = value;
  gsize start = out->len;

  while (*c != '\0')
    {
      gboolean is_read;

      if (g_ascii_isspace (*c))
        {
          c++;
          if (out->len > start && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          continue;
        }
      if (*c == '!')
        {
          const char *word = c + 1 + strspn (c + 1, " ");

          /* "!important" would win over our own rules. */
          return g_ascii_strcasecmp (word, "important") == 0;
        }
      if (*c == ',' || *c == '/')
        {
          g_string_append_c (out, *c++);
          continue;
        }

      if (*c == '#')
        is_read = read_hash (&c, out);
      else if (*c == '"' || *c == '\'')
        is_read = read_string (&c, out);
      else if (g_ascii_isdigit (*c) || *c == '.' || *c == '+')
        is_read = read_number (&c, out);
      else
        is_read = read_word (&c, out);
      if (!is_read)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_restricted_word (const char *property,
                    const char *value)
{
  g_autofree char *word = g_strdup_printf (" %s ", value);

  for (guint i = 0; i < G_N_ELEMENTS (restricted); i++)
    if (g_str_equal (property, restricted[i].property))
      return strchr (value, ' ') == NULL && strstr (restricted[i].words, word) != NULL;

  return FALSE;
}

/* White is what paper has anyway. */
static gboolean
is_painted (const char *colour)
{
  static const char * const unpainted[] = {
    "", "#fff", "#ffffff", "#ffff", "#ffffffff", "white", "transparent", "none", "inherit", "initial", "unset",
    "rgb(255,255,255)", "rgb(255, 255, 255)", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)", "rgba(255,255,255,0)", NULL,
  };
  g_autofree char *lower = g_ascii_strdown (colour, -1);

  return !g_strv_contains (unpainted, lower);
}

gboolean
relais_css_is_colour (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *c = text;

  if (*c == '#')
    return read_hash (&c, out) && *c == '\0';
  for (gsize i = 0; text[i] != '\0'; i++)
    if (!g_ascii_isalpha (text[i]) || i > 30)
      return FALSE;

  return *text != '\0';
}

static void
append_declaration (GString    *out,
                    const char *property,
                    const char *value,
                    gboolean   *has_background)
{
  g_autoptr(GString) safe = g_string_new (NULL);
  gboolean is_background = g_str_equal (property, "background");

  if (!read_value (value, safe))
    return;
  while (safe->len > 0 && safe->str[safe->len - 1] == ' ')
    g_string_truncate (safe, safe->len - 1);
  if (safe->len == 0)
    return;

  /* Of the shorthand only a colour is left; anything else in it says how to place a picture. */
  if (is_background && strpbrk (safe->str, "(") == NULL && !relais_css_is_colour (safe->str))
    return;
  if (!is_background && !g_strv_contains (properties, property) &&
      !is_restricted_word (property, safe->str))
    return;

  if ((is_background || g_str_equal (property, "background-color")) && is_painted (safe->str))
    *has_background = TRUE;
  g_string_append_printf (out, "%s%s:%s", out->len > 0 ? ";" : "", is_background ? "background-color" : property, safe->str);
}

/* Comments out, as a browser would before it reads. */
static char *
without_comments (const char *css,
                  gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (css[i] == '/' && i + 1 < length && css[i + 1] == '*')
        {
          const char *end = g_strstr_len (css + i + 2, (gssize) (length - i - 2), "*/");

          if (end == NULL)
            break;
          i = (gsize) (end - css) + 1;
          g_string_append_c (out, ' ');
        }
      else if (css[i] != '\0')
        g_string_append_c (out, css[i]);
    }

  return g_string_free (out, FALSE);
}

char *
relais_css_declarations (const char *css,
                         gsize       length,
                         gboolean   *has_background)
{
  g_autofree char *plain = without_comments (css, length);
  GString *out = g_string_new (NULL);
  char *next;

  for (char *c = plain; c != NULL; c = next)
    {
      g_autofree char *property = NULL;
      char *colon;

      /* A ";" inside a string cuts it in two pieces, neither of which is a value: nothing of them is kept. */
      next = strchr (c, ';');
      if (next != NULL)
        *next++ = '\0';
      colon = strchr (c, ':');
      if (colon == NULL || strlen (c) > MAX_DECLARATION)
        continue;

      *colon = '\0';
      property = g_strstrip (g_ascii_strdown (c, -1));
      append_declaration (out, property, colon + 1, has_background);
    }

  return g_string_free (out, FALSE);
}
