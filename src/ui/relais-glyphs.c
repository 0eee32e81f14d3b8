/* relais-glyphs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "relais-glyphs.h"

/* What most words are made of: a letter that is not here is drawn when it comes. */
#define ALPHABET "etaoinsrhdlucmfpgwybvkxjqzéESIACRDPMBTLNVFOHGJQUWY0123456789.,’:-"
/* Adwaita's captions are that much smaller. */
#define CAPTION_SCALE 0.82
/* cairo keeps a glyph for each quarter of a pixel at which it may start. */
#define N_PHASES 4

typedef struct
{
  PangoFontDescription *font;        /* (owned) */
  cairo_font_options_t *options;     /* (owned) */
  double                resolution;  /* dpi */
  gboolean              round;       /* glyphs start at whole pixels */
} Warming;

static void
draw (PangoContext *context,
      cairo_t      *cr,
      PangoWeight   weight,
      double        scale,
      guint         n_phases)
{
  g_autoptr(PangoLayout) layout = pango_layout_new (context);
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_weight (font, weight);
  /* GTK's are in pixels. */
  pango_font_description_set_absolute_size (font, pango_font_description_get_size (font) * scale);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, ALPHABET, -1);
  for (guint phase = 0; phase < n_phases; phase++)
    {
      cairo_move_to (cr, (double) phase / N_PHASES, 0);
      pango_cairo_show_layout (cr, layout);
    }
}

static gpointer
warm (gpointer data)
{
  g_autofree Warming *self = data;
  /* Font maps are a thread's own; cairo's fonts below them are shared. */
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 2048, 64);
  cairo_t *cr = cairo_create (surface);
  guint n_phases = self->round ? 1 : N_PHASES;

  pango_context_set_font_description (context, self->font);
  pango_cairo_context_set_font_options (context, self->options);
  pango_cairo_context_set_resolution (context, self->resolution);
  pango_context_set_round_glyph_positions (context, self->round);
  draw (context, cr, PANGO_WEIGHT_NORMAL, 1, n_phases);
  draw (context, cr, PANGO_WEIGHT_BOLD, 1, n_phases);
  draw (context, cr, PANGO_WEIGHT_NORMAL, CAPTION_SCALE, n_phases);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (context);
  pango_font_description_free (self->font);
  cairo_font_options_destroy (self->options);

  return NULL;
}

void
relais_glyphs_warm (void)
{
  g_autoptr(GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *context = gtk_widget_get_pango_context (label);
  Warming *self = g_new0 (Warming, 1);

  self->font = pango_font_description_copy (pango_context_get_font_description (context));
  self->options = cairo_font_options_copy (pango_cairo_context_get_font_options (context));
  self->resolution = pango_cairo_context_get_resolution (context);
  self->round = pango_context_get_round_glyph_positions (context);
  g_thread_unref (g_thread_new ("glyphs", warm, self));
}
