/* relais-window-pages.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-after-frame.h"
#include "relais-window-private.h"

static const struct
{
  const char *page;
  const char *title;
  const char *icon;
} section_table[] = {
  { "today", NC_("page", "Today"), "checkbox-checked-symbolic" },
  { "inbox", NC_("page", "Inbox"), "mail-unread-symbolic" },
  { "kinds", NC_("page", "Kinds of Request"), "view-list-bullet-symbolic" },
  { "activity", NC_("page", "Activity"), "document-open-recent-symbolic" },
};

static RelaisSectionRow *
get_section (RelaisWindow *self,
             const char   *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (section_table); i++)
    if (g_str_equal (section_table[i].page, page))
      return RELAIS_SECTION_ROW (gtk_list_box_get_row_at_index (self->sections, (int) i));

  return NULL;
}

static void
counts_cb (RelaisWindow *self)
{
  relais_section_row_set_count (get_section (self, "today"), relais_today_page_get_count (self->today));
  if (self->inbox != NULL)
    relais_section_row_set_count (get_section (self, "inbox"), relais_inbox_page_get_unread (self->inbox));
}

/* Back, from a message in the only pane, to the page from which it was opened. */
static void
left_cb (RelaisWindow *self)
{
  if (self->back_to != NULL)
    relais_window_show_page (self, self->back_to);
}

/* Three of four pages are not on screen when the window opens: making them would double the time until it does. */
static void
make_page (RelaisWindow *self,
           const char   *page)
{
  if (g_str_equal (page, "inbox") && self->inbox == NULL)
    {
      self->inbox = g_object_new (RELAIS_TYPE_INBOX_PAGE, NULL);
      gtk_stack_add_named (self->pages, GTK_WIDGET (self->inbox), page);
      g_object_bind_property (self, "narrow", self->inbox, "collapsed", G_BINDING_SYNC_CREATE);
      g_object_bind_property (self->outer, "collapsed", self->inbox, "three-pane", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
      g_signal_connect_object (self->inbox, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->inbox, "notify::unread", G_CALLBACK (counts_cb), self, G_CONNECT_SWAPPED);
      relais_inbox_page_set_workspace (self->inbox, self->workspace);
    }
  else if (g_str_equal (page, "kinds") && self->kinds == NULL)
    {
      self->kinds = g_object_new (RELAIS_TYPE_KINDS_PAGE, NULL);
      gtk_stack_add_named (self->pages, GTK_WIDGET (self->kinds), page);
      relais_kinds_page_set_workspace (self->kinds, self->workspace);
    }
  else if (g_str_equal (page, "activity") && self->activity == NULL)
    {
      self->activity = g_object_new (RELAIS_TYPE_ACTIVITY_PAGE, NULL);
      gtk_stack_add_named (self->pages, GTK_WIDGET (self->activity), page);
      relais_activity_page_set_workspace (self->activity, self->workspace);
    }
}

static void
make_inbox (GtkWidget *widget)
{
  make_page (RELAIS_WINDOW (widget), "inbox");
}

/* See the private header. */
void
relais_window_turn_to (RelaisWindow     *self,
                       RelaisSectionRow *row)
{
  self->back_to = NULL;
  adw_navigation_page_set_title (self->content_page, relais_section_row_get_title (row));
  if (!self->ready)
    return;

  make_page (self, relais_section_row_get_page (row));
  gtk_stack_set_visible_child_name (self->pages, relais_section_row_get_page (row));
}

void
relais_window_show_page (RelaisWindow *self,
                         const char   *page)
{
  gboolean failures = g_str_equal (page, "failures");
  RelaisSectionRow *row = get_section (self, failures ? "activity" : page);

  g_return_if_fail (row != NULL);

  relais_window_turn_to (self, row);
  gtk_list_box_select_row (self->sections, GTK_LIST_BOX_ROW (row));
  if (failures && self->activity != NULL)
    relais_activity_page_show_failed (self->activity);
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

void
relais_window_init_pages (RelaisWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (section_table); i++)
    gtk_list_box_append (self->sections,
                         relais_section_row_new (section_table[i].page,
                                                 g_dpgettext2 (NULL, "page", section_table[i].title),
                                                 section_table[i].icon));
  gtk_list_box_select_row (self->sections, gtk_list_box_get_row_at_index (self->sections, 0));

  g_signal_connect_object (self->today, "notify::count", G_CALLBACK (counts_cb), self, G_CONNECT_SWAPPED);
}

void
relais_window_ready_pages (RelaisWindow *self)
{
  RelaisSectionRow *row = RELAIS_SECTION_ROW (gtk_list_box_get_selected_row (self->sections));

  if (relais_workspace_is_demo (self->workspace))
    relais_today_page_set_workspace (self->today, self->workspace);
  make_page (self, relais_section_row_get_page (row));
  gtk_stack_set_visible_child_name (self->pages, relais_section_row_get_page (row));
}

/* The inbox counts what is unread, also when nobody looks at it. It is made while nobody waits: a page that still loads comes first, and
 * what it waits for runs on this thread too. */
void
relais_window_complete_pages (RelaisWindow *self)
{
  if (self->inbox == NULL)
    relais_after_frame (GTK_WIDGET (self), make_inbox);
}
