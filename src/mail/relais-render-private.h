/* relais-render-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gumbo.h>

#include "relais-mail-message.h"

G_BEGIN_DECLS

/* HTML of strangers, made safe to show. All functions are pure, do not recurse, and are linear in what they read: any thread.
 *
 * Nothing is copied that was not understood: elements, attributes, style properties and addresses each pass an allow
 * list and are written anew, escaped. No element whose content is raw text (script, style, xmp, noscript …), no foreign element (SVG,
 * MathML) and no comment is ever written, so a browser that reads the result finds the tree that was meant. */

/* What a part told on the way. */
typedef struct
{
  RelaisRenderFlags  flags;          /* in */
  gboolean           has_remote;     /* out: an image of another host was shown or left out */
  gboolean           has_background; /* out: it is painted for light paper */
  GString           *sheet;          /* (owned) the rules of its style sheets */
  GString           *body;           /* (owned) what was written */
} RelaisRender;

void      relais_render_init       (RelaisRender            *self,
                                    RelaisRenderFlags        flags);
void      relais_render_clear      (RelaisRender            *self);

/* Each adds one part of the message. @is_forward: what is quoted is what the sender wants to be read. */
void      relais_render_html       (RelaisRender            *self,
                                    const char              *html,
                                    gsize                    length,
                                    gboolean                 is_forward);
void      relais_render_text       (RelaisRender            *self,
                                    const char              *text,
                                    const RelaisTextSegment *segments,
                                    guint                    n_segments);

/* The whole document. @language: (nullable) */
char     *relais_render_finish     (RelaisRender            *self,
                                    const char              *language);

/* The declarations of a style attribute or rule that are allowed, written anew; "" for none. @has_background: set when they paint. */
char     *relais_css_declarations  (const char              *css,
                                    gsize                    length,
                                    gboolean                *has_background);

/* The same for the style sheets in @html: rules with simple selectors, every class and id with RELAIS_CSS_PREFIX. */
#define RELAIS_CSS_PREFIX "m-"
void      relais_css_sheets        (GString                 *out,
                                    const char              *html,
                                    gsize                    length,
                                    gboolean                *has_background);

/* Writes class or id names with the prefix; those that are no plain names are left out. */
void      relais_css_append_names  (GString                 *out,
                                    const char              *names);
gboolean  relais_css_is_colour     (const char              *text);

/* Where a link may lead: http, https and mailto with everything unusual percent-encoded; NULL for all else. */
char     *relais_render_link       (const char              *address);

typedef enum
{
  RELAIS_IMAGE_NONE,
  RELAIS_IMAGE_PART,    /* "cid:", a part of the message */
  RELAIS_IMAGE_REMOTE,
} RelaisImagePlace;

RelaisImagePlace relais_render_image (const char *address,
                                      char      **safe);

/* Escaped for text and for attribute values in double quotes; control characters are left out. */
void      relais_render_escape     (GString                 *out,
                                    const char              *text,
                                    gssize                   length);

/* The line that unfolds a quote, and its end. */
void      relais_render_open_fold  (RelaisRender            *self,
                                    gboolean                 is_open);
void      relais_render_close_fold (RelaisRender            *self);

/* The attributes of @element that are allowed, in relais-render-attributes.c. */
void      relais_render_attributes (RelaisRender            *self,
                                    const GumboElement      *element);
void      relais_render_img        (RelaisRender            *self,
                                    const GumboElement      *element);

G_END_DECLS
