/* relais-render.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "relais-render-private.h"

/* The document's own rules. A message without backgrounds follows the desktop's light or dark style; one that paints
 * was made for white paper and gets it. */
static const char own_style[] =
  ":root{color-scheme:light dark}\n"
  "html,body{margin:0;padding:0;background:transparent}\n"
  "body{padding:" G_STRINGIFY (RELAIS_RENDER_MARGIN) "px 0;"
  "font:" G_STRINGIFY (RELAIS_RENDER_TEXT) "px/" G_STRINGIFY (RELAIS_RENDER_LINE) " system-ui,sans-serif;overflow-wrap:anywhere}\n"
  ".relais-mail,.relais-mail *{max-width:100%!important}\n"
  ".relais-mail{overflow-x:auto}\n"
  ".relais-mail img{height:auto!important}\n"
  ".relais-mail pre,.relais-text{white-space:pre-wrap}\n"
  ".relais-text{font-family:inherit}\n"
  ".relais-aside{opacity:.7}\n"
  ".relais-mail blockquote{margin:.5em 0 .5em .25em;padding-left:.75em;border-left:2px solid rgba(128,128,128,.5)}\n"
  ".relais-image{display:inline-block;box-sizing:border-box;min-width:1.5em;min-height:1.2em;padding:.2em .5em;"
  "border-radius:6px;background:rgba(128,128,128,.15);font-size:.85em;overflow:hidden}\n"
  ".relais-quote>summary{display:inline-block;padding:0 .75em;margin:.5em 0;border-radius:9px;cursor:default;"
  "background:rgba(128,128,128,.15);font-size:.85em;list-style:none}\n"
  ".relais-paper{color-scheme:light;background:#fff;color:#000;padding:12px;border-radius:9px}\n"
  "@media (prefers-color-scheme:dark){\n"
  ".relais-plain,.relais-plain *{color:inherit!important;background-color:transparent!important}\n"
  ".relais-plain a{color:#78aeed!important}\n"
  ".relais-plain .relais-image,.relais-plain .relais-quote>summary{background-color:rgba(128,128,128,.25)!important}\n"
  "}\n";

void
relais_render_init (RelaisRender      *self,
                    RelaisRenderFlags  flags)
{
  *self = (RelaisRender) {
    .flags = flags,
    .sheet = g_string_new (NULL),
    .body = g_string_new (NULL),
  };
}

void
relais_render_clear (RelaisRender *self)
{
  g_string_free (g_steal_pointer (&self->sheet), TRUE);
  g_string_free (g_steal_pointer (&self->body), TRUE);
}

void
relais_render_open_fold (RelaisRender *self,
                         gboolean      is_open)
{
  g_string_append_printf (self->body, "<details class=\"relais-quote\"%s><summary>", is_open ? " open" : "");
  /* Translators: unfolds the text of earlier messages in an answer */
  relais_render_escape (self->body, _("Earlier messages"), -1);
  g_string_append (self->body, "</summary>");
}

void
relais_render_close_fold (RelaisRender *self)
{
  g_string_append (self->body, "</details>");
}

char *
relais_render_finish (RelaisRender *self,
                      const char   *language)
{
  g_autoptr(GString) out = g_string_sized_new (self->body->len + self->sheet->len + 4096);
  gboolean remote = (self->flags & RELAIS_RENDER_REMOTE) != 0;

  g_string_append (out, "<!DOCTYPE html>\n<html");
  if (language != NULL)
    {
      g_string_append (out, " lang=\"");
      relais_render_escape (out, language, -1);
      g_string_append_c (out, '"');
    }
  g_string_append_printf (out,
                          ">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                          "style-src 'unsafe-inline'; img-src cid:%s; base-uri 'none'; form-action 'none'\">\n"
                          "<meta name=\"referrer\" content=\"no-referrer\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<title>",
                          remote ? " https: http:" : "");
  /* Translators: what a screen reader calls the text of a message */
  relais_render_escape (out, _("The letter"), -1);
  g_string_append (out, "</title>\n<style>\n");
  /* The message's rules hold tokens of allow lists only, no "<". What must win over them in ours is important. */
  g_string_append (out, own_style);
  g_string_append_len (out, self->sheet->str, (gssize) self->sheet->len);
  g_string_append_printf (out, "</style>\n</head>\n<body>\n<div class=\"relais-mail %s\">\n",
                          self->has_background ? "relais-paper" : "relais-plain");
  g_string_append_len (out, self->body->str, (gssize) self->body->len);
  g_string_append (out, "\n</div>\n</body>\n</html>\n");

  return g_string_free (g_steal_pointer (&out), FALSE);
}
