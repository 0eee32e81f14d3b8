/* relais-window-panes.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-window-private.h"

/* What F6 goes round: the sidebar, and the panes of the page. */
static GPtrArray *
dup_panes (RelaisWindow *self)
{
  GPtrArray *panes = g_ptr_array_new ();
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  g_ptr_array_add (panes, self->sections);
  if (page == GTK_WIDGET (self->inbox))
    relais_inbox_page_add_panes (self->inbox, panes);
  else if (page != NULL)
    g_ptr_array_add (panes, page);
  for (guint i = panes->len; i > 0; i--)
    if (!gtk_widget_get_mapped (g_ptr_array_index (panes, i - 1)))
      g_ptr_array_remove_index (panes, i - 1);

  return panes;
}

static gboolean
focus_pane (GtkWidget *pane)
{
  if (GTK_IS_LIST_BOX (pane))
    return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (pane))));

  return GTK_IS_STACK (gtk_widget_get_parent (pane)) ? gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD)
                                                     : gtk_widget_grab_focus (pane);
}

static void
next_pane_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr(GPtrArray) panes = dup_panes (RELAIS_WINDOW (widget));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));
  int step = g_str_equal (name, "win.next-pane") ? 1 : -1;
  int count = (int) panes->len;
  int current = step > 0 ? -1 : count;

  for (int i = 0; focus != NULL && i < count; i++)
    if (focus == g_ptr_array_index (panes, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (panes, i)))
      current = i;
  for (int i = 1; i <= count; i++)
    if (focus_pane (g_ptr_array_index (panes, (current + i * step + 2 * count) % count)))
      return;
}

/* By the keyboard: the focus goes along, or the keys would still belong to the page that is not there any more. */
static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);
  const char *page = g_variant_get_string (parameter, NULL);

  relais_window_show_page (self, page);
  if (!self->ready)
    return;
  if (g_str_equal (page, "inbox"))
    relais_inbox_page_focus_list (self->inbox);
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

void
relais_window_class_panes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_action);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, next_pane_action);
  gtk_widget_class_install_action (widget_class, "win.previous-pane", NULL, next_pane_action);
}
