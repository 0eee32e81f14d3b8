/* relais-triage-card-preview.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-card-private.h"

/* The letter below the answer wants to be seen, too: the rest of a long answer comes when it is asked for. No line is cut through. */

/* As many lines of an answer are seen at once. */
#define PREVIEW "1\n2\n3\n4\n5\n6\n7\n8\n9"

void
relais_triage_card_fit_preview (RelaisTriageCard *self)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->answer_text), PREVIEW);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_scrolled_window_set_policy (self->answer_scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->answer_scroller, height);
}

static void
preview_changed_cb (RelaisTriageCard *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->answer_scroller);

  gtk_widget_set_visible (GTK_WIDGET (self->whole_button),
                          gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
}

static void
whole_cb (RelaisTriageCard *self)
{
  gtk_scrolled_window_set_max_content_height (self->answer_scroller, -1);
  gtk_scrolled_window_set_policy (self->answer_scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
}

void
relais_triage_card_init_preview (RelaisTriageCard *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->answer_scroller);

  g_signal_connect_object (adjustment, "changed", G_CALLBACK (preview_changed_cb), self, G_CONNECT_SWAPPED);
}

void
relais_triage_card_class_preview (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, answer_scroller);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, whole_button);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
}
