/* relais-message-view-scroll.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "relais-message-view-private.h"

/* A web view without scripts does not tell how long its letter is, so it cannot be as high as that. It is as high as the pane: what
 * stands above it scrolls away first, then the letter scrolls. On the way back the letter comes first, and what it has no use for
 * WebKit leaves to us. */

/* Above and below the letter. */
#define MARGINS 24

static void
set_height_cb (gpointer data)
{
  RelaisMessageView *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->height_id = 0;
  gtk_widget_set_size_request (GTK_WIDGET (self->web), -1, MAX (0, (int) gtk_adjustment_get_page_size (adjustment) - MARGINS));
}

/* In the midst of giving widgets their places none may ask for another. */
static void
page_size_cb (RelaisMessageView *self)
{
  if (self->height_id == 0)
    self->height_id = g_idle_add_once (set_height_cb, self);
}

/* As far as a scrolled window goes by itself. */
static double
get_step (GtkEventControllerScroll *controller,
          GtkAdjustment            *adjustment)
{
  return gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
         ? pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0) : 1;
}

static gboolean
scroll_cb (RelaisMessageView        *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (dy <= 0 || end - value < 1)
    return GDK_EVENT_PROPAGATE;

  gtk_adjustment_set_value (adjustment, value + dy * get_step (controller, adjustment));

  return GDK_EVENT_STOP;
}

void
relais_message_view_init_scrolling (RelaisMessageView *self)
{
  GtkEventController *controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  /* Before the web view, which takes each. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->web), controller);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::page-size", G_CALLBACK (page_size_cb),
                           self, G_CONNECT_SWAPPED);
}
