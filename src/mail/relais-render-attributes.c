/* relais-render-attributes.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-render-private.h"

/* No attribute is copied: each of these has a form that its value must have, and what has another form is left out. */

#define MAX_TITLE 500

/* At most so many pixels: nobody sees it, somebody counts it. */
#define TRACKER_SIZE 2.0

typedef gboolean (*ValueFunc) (const char *value);

static const char *
get (const GumboElement *element,
     const char         *name)
{
  const GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, name);

  return attribute != NULL ? attribute->value : NULL;
}

static gboolean
is_direction (const char *value)
{
  static const char * const words[] = { "ltr", "rtl", "auto", NULL };
  g_autofree char *lower = g_ascii_strdown (value, -1);

  return g_strv_contains (words, lower);
}

static gboolean
is_language (const char *value)
{
  gsize n = strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

  return n > 0 && n <= 35 && value[n] == '\0';
}

static gboolean
is_alignment (const char *value)
{
  static const char * const words[] = {
    "left", "right", "center", "justify", "top", "middle", "bottom", "baseline", NULL,
  };
  g_autofree char *lower = g_ascii_strdown (value, -1);

  return g_strv_contains (words, lower);
}

/* "600", "600px", "50%" */
static gboolean
is_length (const char *value)
{
  gsize n = strspn (value, "0123456789");

  return n > 0 && n <= 4 && (value[n] == '\0' || g_str_equal (value + n, "%") || g_str_equal (value + n, "px"));
}

static gboolean
is_count (const char *value)
{
  gsize n = strspn (value, "0123456789");

  return n > 0 && n <= 2 && value[n] == '\0';
}

static gboolean
is_number (const char *value)
{
  gsize n = strspn (value, "0123456789");

  return n > 0 && n <= 6 && value[n] == '\0';
}

static gboolean
is_font_size (const char *value)
{
  const char *digit = *value == '+' || *value == '-' ? value + 1 : value;

  return *digit >= '1' && *digit <= '7' && digit[1] == '\0';
}

static gboolean
is_font_name (const char *value)
{
  gsize n = strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ ,");

  return n > 0 && n <= 200 && value[n] == '\0';
}

static gboolean
is_list_type (const char *value)
{
  static const char * const words[] = { "1", "a", "A", "i", "I", "disc", "circle", "square", NULL };

  return g_strv_contains (words, value);
}

static const struct
{
  GumboTag    tag;       /* GUMBO_TAG_LAST: any */
  const char *name;
  ValueFunc   is_valid;
} rules[] = {
  { GUMBO_TAG_LAST, "dir", is_direction },
  { GUMBO_TAG_LAST, "lang", is_language },
  { GUMBO_TAG_LAST, "align", is_alignment },
  { GUMBO_TAG_LAST, "valign", is_alignment },
  { GUMBO_TAG_LAST, "bgcolor", relais_css_is_colour },
  { GUMBO_TAG_TABLE, "width", is_length },
  { GUMBO_TAG_TABLE, "height", is_length },
  { GUMBO_TAG_TABLE, "border", is_count },
  { GUMBO_TAG_TABLE, "cellpadding", is_count },
  { GUMBO_TAG_TABLE, "cellspacing", is_count },
  { GUMBO_TAG_TD, "width", is_length },
  { GUMBO_TAG_TD, "height", is_length },
  { GUMBO_TAG_TD, "colspan", is_count },
  { GUMBO_TAG_TD, "rowspan", is_count },
  { GUMBO_TAG_TH, "width", is_length },
  { GUMBO_TAG_TH, "height", is_length },
  { GUMBO_TAG_TH, "colspan", is_count },
  { GUMBO_TAG_TH, "rowspan", is_count },
  { GUMBO_TAG_TR, "height", is_length },
  { GUMBO_TAG_COL, "width", is_length },
  { GUMBO_TAG_COL, "span", is_count },
  { GUMBO_TAG_COLGROUP, "span", is_count },
  { GUMBO_TAG_HR, "width", is_length },
  { GUMBO_TAG_FONT, "color", relais_css_is_colour },
  { GUMBO_TAG_FONT, "size", is_font_size },
  { GUMBO_TAG_FONT, "face", is_font_name },
  { GUMBO_TAG_OL, "start", is_number },
  { GUMBO_TAG_OL, "type", is_list_type },
  { GUMBO_TAG_UL, "type", is_list_type },
  { GUMBO_TAG_LI, "value", is_number },
};

static void
append (GString    *out,
        const char *name,
        const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  relais_render_escape (out, value, -1);
  g_string_append_c (out, '"');
}

static void
append_title (GString    *out,
              const char *title)
{
  gsize length = strlen (title);

  if (length > MAX_TITLE)
    length = (gsize) (g_utf8_find_prev_char (title, title + MAX_TITLE) - title);
  g_string_append (out, " title=\"");
  relais_render_escape (out, title, (gssize) length);
  g_string_append_c (out, '"');
}

static void
append_names (GString    *out,
              const char *attribute,
              const char *names)
{
  g_autoptr(GString) safe = g_string_new (NULL);

  relais_css_append_names (safe, names);
  if (safe->len > 0)
    append (out, attribute, safe->str);
}

static void
append_style (RelaisRender       *self,
              const GumboElement *element)
{
  const char *style = get (element, "style");
  const char *colour = get (element, "bgcolor");
  g_autofree char *safe = NULL;

  if (style != NULL)
    {
      safe = relais_css_declarations (style, strlen (style), &self->has_background);
      if (*safe != '\0')
        append (self->body, "style", safe);
    }
  if (colour != NULL)
    {
      /* The attribute itself was written above; here only whether it paints. */
      g_autofree char *declaration = g_strdup_printf ("background-color:%s", colour);

      g_free (relais_css_declarations (declaration, strlen (declaration), &self->has_background));
    }
}

/* A link says where it really leads, whatever its text says. */
static void
append_link (RelaisRender       *self,
             const GumboElement *element)
{
  const char *address = get (element, "href");
  g_autofree char *safe = address != NULL ? relais_render_link (address) : NULL;

  if (safe == NULL)
    return;
  append (self->body, "href", safe);
  append_title (self->body, safe);
  g_string_append (self->body, " rel=\"noopener noreferrer\"");
}

void
relais_render_attributes (RelaisRender       *self,
                          const GumboElement *element)
{
  const char *title = get (element, "title");
  const char *class_names = get (element, "class");
  const char *id = get (element, "id");

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].tag == GUMBO_TAG_LAST || rules[i].tag == element->tag)
      {
        const char *value = get (element, rules[i].name);

        if (value != NULL && rules[i].is_valid (value))
          append (self->body, rules[i].name, value);
      }

  if (class_names != NULL)
    append_names (self->body, "class", class_names);
  if (id != NULL)
    append_names (self->body, "id", id);
  append_style (self, element);

  if (element->tag == GUMBO_TAG_A)
    append_link (self, element);
  else if (title != NULL && *title != '\0')
    append_title (self->body, title);
}

/* The value of a length property among safe declarations, in pixels; -1 when it says nothing in pixels. */
static double
declared_pixels (const char *declarations,
                 const char *property)
{
  g_auto(GStrv) list = g_strsplit (declarations, ";", -1);
  gsize n = strlen (property);

  for (guint i = 0; list[i] != NULL; i++)
    if (g_str_has_prefix (list[i], property) && list[i][n] == ':')
      {
        char *end;
        double value = g_ascii_strtod (list[i] + n + 1, &end);

        if (end != list[i] + n + 1 && (*end == '\0' || g_str_equal (end, "px")))
          return value;
      }

  return -1;
}

static gboolean
is_tiny (const char *declarations,
         const char *attribute,
         const char *property)
{
  double pixels = declared_pixels (declarations, property);

  if (pixels < 0 && attribute != NULL && is_length (attribute) && !g_str_has_suffix (attribute, "%"))
    pixels = g_ascii_strtod (attribute, NULL);

  return pixels >= 0 && pixels <= TRACKER_SIZE;
}

static gboolean
is_hidden (const char *declarations)
{
  return strstr (declarations, "display:none") != NULL || strstr (declarations, "visibility:hidden") != NULL;
}

static void
append_sizes (RelaisRender *self,
              const char   *width,
              const char   *height,
              const char   *declarations)
{
  if (width != NULL && is_length (width))
    append (self->body, "width", width);
  if (height != NULL && is_length (height))
    append (self->body, "height", height);
  if (*declarations != '\0')
    append (self->body, "style", declarations);
}

/* A picture of another host that is not shown: its place, its size and what its author says it shows. */
static void
append_box (RelaisRender *self,
            const char   *width,
            const char   *height,
            const char   *alt)
{
  g_autoptr(GString) style = g_string_new (NULL);

  if (width != NULL && is_length (width))
    g_string_append_printf (style, "width:%s%s", width, g_ascii_isdigit (width[strlen (width) - 1]) ? "px" : "");
  if (height != NULL && is_length (height) && !g_str_has_suffix (height, "%"))
    g_string_append_printf (style, "%smin-height:%s%s", style->len > 0 ? ";" : "", height,
                            g_ascii_isdigit (height[strlen (height) - 1]) ? "px" : "");

  g_string_append (self->body, "<span class=\"relais-image\"");
  if (style->len > 0)
    append (self->body, "style", style->str);
  g_string_append_c (self->body, '>');
  if (alt != NULL)
    relais_render_escape (self->body, alt, -1);
  g_string_append (self->body, "</span>");
}

void
relais_render_img (RelaisRender       *self,
                   const GumboElement *element)
{
  const char *source = get (element, "src");
  const char *alt = get (element, "alt");
  const char *width = get (element, "width");
  const char *height = get (element, "height");
  const char *style = get (element, "style");
  gboolean ignored = FALSE;
  g_autofree char *declarations = relais_css_declarations (style != NULL ? style : "", style != NULL ? strlen (style) : 0, &ignored);
  g_autofree char *safe = NULL;
  RelaisImagePlace place = source != NULL ? relais_render_image (source, &safe) : RELAIS_IMAGE_NONE;

  if (place == RELAIS_IMAGE_REMOTE &&
      (is_tiny (declarations, width, "width") || is_tiny (declarations, height, "height") || is_hidden (declarations)))
    return;

  if (place == RELAIS_IMAGE_NONE)
    {
      if (alt != NULL)
        relais_render_escape (self->body, alt, -1);
      return;
    }

  if (place == RELAIS_IMAGE_REMOTE)
    {
      self->has_remote = TRUE;
      if ((self->flags & RELAIS_RENDER_REMOTE) == 0)
        {
          append_box (self, width, height, alt);
          return;
        }
    }

  g_string_append (self->body, "<img");
  append (self->body, "src", safe);
  append (self->body, "alt", alt != NULL ? alt : "");
  append_sizes (self, width, height, declarations);
  if (get (element, "class") != NULL)
    append_names (self->body, "class", get (element, "class"));
  g_string_append_c (self->body, '>');
}
