/* relais-message-view-scroll.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "relais-message-look-private.h"
#include "relais-message-view-private.h"

/* A web view without scripts does not tell how long its letter is, so it cannot be as high as that. It is as high as the pane: what
 * stands above it scrolls away first, then the letter scrolls. On the way back the letter comes first, and what it has no use for
 * WebKit leaves to us. */

/* Above and below the letter. */
#define MARGINS 24
/* Bytes: what is longer fills any pane. */
#define MAX_MEASURED 10000

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

/* How long the letter is, as far as that is known: a plain text of some lines without quotes, which unfold; -1 otherwise. */
static int
measure_letter (RelaisMessageView *self)
{
  GtkWidget *view = relais_message_web_get_view (self->web);
  RelaisParsedMessage *parsed;
  const RelaisTextSegment *segments;
  const char *text;
  guint n_segments;

  if (view == NULL || self->message == NULL || !relais_mail_message_is_plain (self->message))
    return -1;

  parsed = relais_mail_message_get_parsed (self->message);
  text = relais_parsed_message_get_full_text (parsed);
  segments = relais_parsed_message_get_segments (parsed, &n_segments);
  for (guint i = 0; i < n_segments; i++)
    if (segments[i].type == RELAIS_SEGMENT_QUOTE || segments[i].type == RELAIS_SEGMENT_REPLY_HEADER)
      return -1;

  return strlen (text) <= MAX_MEASURED ? relais_message_look_measure (view, text) : -1;
}

/* Where the end of the letter is in sight, or where the letter has the whole pane. */
static double
get_end (RelaisMessageView *self,
         GtkAdjustment     *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - page;
  int letter = measure_letter (self);
  graphene_point_t top;

  if (letter < 0 ||
      !gtk_widget_compute_point (GTK_WIDGET (self->web), GTK_WIDGET (self->scroller), &GRAPHENE_POINT_INIT (0, 0), &top))
    return end;

  return MIN (end, gtk_adjustment_get_value (adjustment) + top.y + letter - page);
}

static gboolean
scroll_cb (RelaisMessageView        *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double whole = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double end;

  if (dy <= 0 || whole - value < 1)
    return GDK_EVENT_PROPAGATE;

  /* A short letter ends before: its head stays, and there is nothing that WebKit could scroll. */
  end = get_end (self, adjustment);
  if (value < end)
    gtk_adjustment_set_value (adjustment, MIN (end, value + dy * get_step (controller, adjustment)));

  return GDK_EVENT_STOP;
}

/* The viewport shows all of what gets the focus: of a letter as high as the pane that would be its head's end, at the first click. */
static void
enter_cb (RelaisMessageView *self)
{
  GtkViewport *viewport = GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scroller));
  graphene_point_t top;
  gboolean in_sight = gtk_widget_compute_point (GTK_WIDGET (self->web), GTK_WIDGET (self->scroller), &GRAPHENE_POINT_INIT (0, 0), &top) &&
                      top.y < gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (self->scroller));

  gtk_viewport_set_scroll_to_focus (viewport, !in_sight);
}

static void
leave_cb (RelaisMessageView *self)
{
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scroller)), TRUE);
}

void
relais_message_view_init_scrolling (RelaisMessageView *self)
{
  GtkEventController *controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Before the web view, which takes each. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->web), controller);
  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->web), focus);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::page-size", G_CALLBACK (page_size_cb),
                           self, G_CONNECT_SWAPPED);
}
