/* fuzz-render.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-render-private.h"
#include "render-check.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check (const guint8      *data,
       gsize              size,
       RelaisRenderFlags  flags)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  RelaisTextSegment whole = { RELAIS_SEGMENT_QUOTE, 0, strlen (text) };
  g_autofree char *document = NULL;
  g_autofree char *fault = NULL;
  RelaisRender render;

  relais_render_init (&render, flags);
  relais_render_html (&render, (const char *) data, size, FALSE);
  relais_render_text (&render, text, &whole, 1);
  document = relais_render_finish (&render, NULL);
  relais_render_clear (&render);

  fault = render_check (document, (flags & RELAIS_RENDER_REMOTE) != 0);
  if (fault != NULL)
    g_error ("%s in\n%s", fault, document);
}

/* Whatever a message holds, what is shown keeps to the lists of render-check.c. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  check (data, size, RELAIS_RENDER_DEFAULT);
  check (data, size, RELAIS_RENDER_REMOTE | RELAIS_RENDER_QUOTES);

  return 0;
}
