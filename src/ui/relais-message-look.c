/* relais-message-look.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "relais-mail-message.h"
#include "relais-message-look-private.h"
#include "relais-webkit-private.h"

/* A letter that follows the dark style would lie on WebKit's own dark instead. */
#define PAPER "html{background:#fafafb!important}@media(prefers-color-scheme:dark){html{background:#222226!important}}"

#define NORMAL_POINTS 11.0

WebKitUserContentManager *
relais_message_look_new_paper (void)
{
  WebKitUserContentManager *content = webkit_user_content_manager_new ();
  WebKitUserStyleSheet *paper = webkit_user_style_sheet_new (PAPER, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                                             WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);

  webkit_user_content_manager_add_style_sheet (content, paper);
  webkit_user_style_sheet_unref (paper);

  return content;
}

/* Letters are as large beside the window's text as at the size that GNOME comes with: 11 points, 96 dots an inch. WebKit takes
 * nothing of it from the desktop by itself. */
static double
get_zoom (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  double points;
  int dpi;

  g_object_get (settings, "gtk-font-name", &name, "gtk-xft-dpi", &dpi, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  points = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  if (points <= 0 || pango_font_description_get_size_is_absolute (font))
    points = NORMAL_POINTS;
  pango_font_description_free (font);

  return CLAMP (points / NORMAL_POINTS * (dpi > 0 ? dpi / 1024.0 / 96 : 1), 0.5, 4);
}

/* In the window's font. A line more is for what WebKit breaks elsewhere. */
int
relais_message_look_measure (GtkWidget  *view,
                             const char *text)
{
  GtkSettings *settings = gtk_widget_get_settings (view);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (view, text);
  double zoom = get_zoom (settings);
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  double lines;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  pango_font_description_set_absolute_size (font, RELAIS_RENDER_TEXT * zoom * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, gtk_widget_get_width (view) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  lines = pango_layout_get_line_count (layout) + 1;

  return (int) ((RELAIS_RENDER_TEXT * RELAIS_RENDER_LINE * lines + 2 * RELAIS_RENDER_MARGIN) * zoom);
}

/* See the header. The window's colours are libadwaita's. A transparent view, drawn without the graphics processor, stays blank more
 * often than not (WebKitGTK 2.54). */
void
relais_message_look_apply (WebKitWebView *view)
{
  static const GdkRGBA light = { 0xfa / 255.0f, 0xfa / 255.0f, 0xfb / 255.0f, 1 };
  static const GdkRGBA dark = { 0x22 / 255.0f, 0x22 / 255.0f, 0x26 / 255.0f, 1 };

  webkit_web_view_set_background_color (view, adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark : &light);
  webkit_web_view_set_zoom_level (view, get_zoom (gtk_widget_get_settings (GTK_WIDGET (view))));
}
