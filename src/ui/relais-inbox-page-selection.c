/* relais-inbox-page-selection.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-inbox-row.h"

/* Rows chosen faster than this fly past. */
#define FLIP_MS 100

/* One row chosen is a message to read; several, or the mode with the check marks, are messages to do something with. */

guint
relais_inbox_page_count_selected (RelaisInboxPage *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return (guint) gtk_bitset_get_size (selected);
}

/* (element-type GObject): RelaisMailItem, or RelaisTriageRecord among what was searched for */
GPtrArray *
relais_inbox_page_dup_selected (RelaisInboxPage *self,
                                guint            most)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more && items->len < most;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->selection), position));

  return items;
}

/* The only row chosen, or GTK_INVALID_LIST_POSITION. */
static guint
get_single (RelaisInboxPage *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (selected) == 1 ? gtk_bitset_get_minimum (selected) : GTK_INVALID_LIST_POSITION;
}

static void
update_selecting (RelaisInboxPage *self)
{
  guint count = relais_inbox_page_count_selected (self);
  g_autofree char *title = count == 0 ? g_strdup (_("Choose Messages"))
                                      : g_strdup_printf (ngettext ("%u Chosen", "%u Chosen", count), count);

  gtk_label_set_label (self->count_label, title);
  gtk_stack_set_visible_child_name (self->title_stack, self->selecting ? "count" : "folder");
  gtk_toggle_button_set_active (self->select_button, self->selecting);
  gtk_action_bar_set_revealed (self->action_bar, self->selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->status_bar), !self->selecting);
  relais_inbox_page_update_bulk (self, count);
  if (self->selecting)
    relais_message_view_show_several (self->view, count);
}

static gboolean
show_cb (gpointer data)
{
  RelaisInboxPage *self = data;
  guint position = get_single (self);

  self->show_id = 0;
  if (position != GTK_INVALID_LIST_POSITION && !self->selecting)
    {
      g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

      relais_inbox_page_show_item (self, item);
    }

  return G_SOURCE_REMOVE;
}

/* Opening a letter takes longer than a frame. Who holds an arrow key goes over many: none of them is opened, and nothing is shown that
 * an action could mean, until the key rests. */
static void
show_single (RelaisInboxPage *self)
{
  guint position = get_single (self);
  gint64 now = g_get_monotonic_time ();
  gboolean flipping = now - self->chosen_at < FLIP_MS * 1000;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->shown = position;
  self->chosen_at = now;
  if (flipping && self->show_id == 0)
    relais_message_view_clear (self->view);
  g_clear_handle_id (&self->show_id, g_source_remove);
  if (flipping)
    self->show_id = g_timeout_add (FLIP_MS, show_cb, self);
  else
    show_cb (self);
}

void
relais_inbox_page_set_selecting (RelaisInboxPage *self,
                                 gboolean         selecting)
{
  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  self->shown = GTK_INVALID_LIST_POSITION;
  g_object_notify (G_OBJECT (self), "selecting");
  if (!selecting)
    {
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      relais_message_view_clear (self->view);
    }
  update_selecting (self);
}

static void
selection_changed_cb (RelaisInboxPage *self)
{
  guint count = relais_inbox_page_count_selected (self);

  if (self->replacing)
    return;
  g_clear_pointer (&self->wanted, g_free);
  if (!self->selecting && count > 1)
    relais_inbox_page_set_selecting (self, TRUE);
  else if (self->selecting)
    update_selecting (self);
  else
    show_single (self);
}

/* The message that was read went away, by our hand or another's: its neighbour takes its place, unless there is one pane only. */
static void
rows_changed_cb (RelaisInboxPage *self,
                 guint            position,
                 guint            removed,
                 guint            added)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (self->replacing)
    return;
  if (self->selecting)
    {
      update_selecting (self);
      return;
    }
  if (self->shown == GTK_INVALID_LIST_POSITION)
    return;

  if (get_single (self) != GTK_INVALID_LIST_POSITION)
    {
      self->shown = get_single (self);
      return;
    }
  if (position > self->shown || position + removed <= self->shown)
    return;
  if (relais_inbox_page_select_uid (self, relais_message_view_get_uid (self->view)))
    return;

  if (count > 0 && !adw_navigation_split_view_get_collapsed (self->split))
    {
      gboolean focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

      gtk_grid_view_scroll_to (self->list, MIN (self->shown, count - 1),
                               GTK_LIST_SCROLL_SELECT | (focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE), NULL);
    }
  else
    {
      self->shown = GTK_INVALID_LIST_POSITION;
      relais_message_view_clear (self->view);
    }
}

/* A list keeps the row in sight that was: who looks at the top, though, wants to see what arrives there, or comes back. What was asked for
 * before the folder was read is what one looks for. */
static void
rows_placed_cb (RelaisInboxPage *self,
                guint            position,
                guint            removed,
                guint            added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  if (!self->replacing && relais_inbox_page_select_uid (self, self->wanted))
    return;
  if (added > 0 && adjustment != NULL && gtk_adjustment_get_value (adjustment) < 1)
    gtk_grid_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
}

gboolean
relais_inbox_page_select_uid (RelaisInboxPage *self,
                              const char      *uid)
{
  guint position = uid != NULL && RELAIS_IS_MESSAGE_LIST (self->messages)
                   ? relais_message_list_find (RELAIS_MESSAGE_LIST (self->messages), uid) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  gtk_grid_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);

  return TRUE;
}

void
relais_inbox_page_set_rows (RelaisInboxPage *self,
                            GListModel      *messages)
{
  relais_inbox_page_set_selecting (self, FALSE);
  g_clear_pointer (&self->wanted, g_free);
  self->replacing = TRUE;
  self->shown = GTK_INVALID_LIST_POSITION;
  gtk_multi_selection_set_model (self->selection, messages);
  self->replacing = FALSE;
}

static GtkWidget *
find_row (RelaisInboxPage *self,
          double           x,
          double           y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self->list); widget = gtk_widget_get_parent (widget))
    {
      if (RELAIS_IS_INBOX_ROW (widget))
        return widget;
      /* The row's own edge lies outside what we put into it. */
      if (RELAIS_IS_INBOX_ROW (gtk_widget_get_first_child (widget)))
        return gtk_widget_get_first_child (widget);
    }

  return NULL;
}

static void
toggle (RelaisInboxPage *self,
        guint            position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}

/* Opening a row is another step than choosing it where there is one pane; with the check marks, it is a check. */
void
relais_inbox_page_activate (RelaisInboxPage *self,
                            guint            position)
{
  if (self->selecting)
    {
      toggle (self, position);
      return;
    }

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* Where there is one pane, a click opens. The list itself would also choose what the pointer is over. */
static void
released_cb (RelaisInboxPage *self,
             int              n_press,
             double           x,
             double           y)
{
  GtkWidget *row = find_row (self, x, y);

  if (!self->selecting && row != NULL)
    relais_inbox_page_activate (self, relais_inbox_row_get_position (RELAIS_INBOX_ROW (row)));
}

/* With the check marks, a click is a check; Ctrl and Shift are the list's own. */
static void
pressed_cb (RelaisInboxPage *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row = self->selecting ? find_row (self, x, y) : NULL;
  guint position = row != NULL ? relais_inbox_row_get_position (RELAIS_INBOX_ROW (row)) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    {
      if (self->selecting || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 || !adw_navigation_split_view_get_collapsed (self->split))
        gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  toggle (self, position);
  gtk_grid_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
long_pressed_cb (RelaisInboxPage *self,
                 double           x,
                 double           y,
                 GtkGesture      *gesture)
{
  GtkWidget *row = find_row (self, x, y);

  if (row == NULL || self->selecting)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  relais_inbox_page_set_selecting (self, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                   relais_inbox_row_get_position (RELAIS_INBOX_ROW (row)), TRUE);
}

void
relais_inbox_page_select_toggled (RelaisInboxPage *self)
{
  relais_inbox_page_set_selecting (self, gtk_toggle_button_get_active (self->select_button));
}

/* A narrow header has room for the name of the folder only without it: then the menu has it, until there are check marks to leave. */
gboolean
relais_inbox_page_shows_select (RelaisInboxPage *self,
                                gboolean         collapsed,
                                AdwBreakpoint   *narrow,
                                gboolean         selecting)
{
  return selecting || (!collapsed && narrow == NULL);
}

static void
select_shown_cb (RelaisInboxPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "inbox.select", !gtk_widget_get_visible (GTK_WIDGET (self->select_button)));
}

void
relais_inbox_page_init_selection (RelaisInboxPage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  self->shown = GTK_INVALID_LIST_POSITION;
  g_signal_connect_object (self->select_button, "notify::visible", G_CALLBACK (select_shown_cb), self, G_CONNECT_SWAPPED);
  select_shown_cb (self);
  self->selection = gtk_multi_selection_new (NULL);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (rows_placed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (press));
}
