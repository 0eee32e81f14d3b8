/* relais-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-drafts.h"
#include "relais-compose-window.h"
#include "relais-section-row.h"
#include "relais-window-private.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisWindow, relais_window, ADW_TYPE_APPLICATION_WINDOW)

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

/* A page that nobody has seen yet reads nothing: what is on screen comes first. */
static void
wake_page (RelaisWindow *self,
           const char   *page)
{
  if (g_str_equal (page, "kinds") && !self->kinds_read)
    {
      self->kinds_read = TRUE;
      relais_kinds_page_set_workspace (self->kinds, self->workspace);
    }
  else if (g_str_equal (page, "activity") && !self->activity_read)
    {
      self->activity_read = TRUE;
      relais_activity_page_set_workspace (self->activity, self->workspace);
    }
}

void
relais_window_show_page (RelaisWindow *self,
                         const char   *page)
{
  gboolean failures = g_str_equal (page, "failures");
  RelaisSectionRow *row = get_section (self, failures ? "activity" : page);

  g_return_if_fail (row != NULL);

  if (self->ready)
    wake_page (self, relais_section_row_get_page (row));
  if (failures)
    relais_activity_page_show_failed (self->activity);
  gtk_list_box_select_row (self->sections, GTK_LIST_BOX_ROW (row));
  adw_navigation_page_set_title (self->content_page, relais_section_row_get_title (row));
  if (self->ready)
    gtk_stack_set_visible_child_name (self->pages, relais_section_row_get_page (row));
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

static void
section_activated_cb (RelaisWindow  *self,
                      GtkListBoxRow *row)
{
  relais_window_show_page (self, relais_section_row_get_page (RELAIS_SECTION_ROW (row)));
}

static void
counts_cb (RelaisWindow *self)
{
  relais_section_row_set_count (get_section (self, "today"), relais_today_page_get_count (self->today));
  relais_section_row_set_count (get_section (self, "inbox"), relais_inbox_page_get_unread (self->inbox));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "activity") == 0)
    relais_activity_page_start_search (self->activity);
  else if (g_strcmp0 (page, "kinds") == 0)
    relais_kinds_page_start_search (self->kinds);
  else if (self->ready)
    {
      relais_window_show_page (self, "inbox");
      relais_inbox_page_start_search (self->inbox);
    }
}

static void
compose_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);

  if (self->ready)
    gtk_window_present (GTK_WINDOW (relais_compose_window_new (GTK_WINDOW (self), self->workspace)));
}

/* A setting changed: a message may have been begun, kept or sent. */
static void
drafts_changed_cb (RelaisWindow *self)
{
  guint count = relais_compose_drafts_count (self->workspace);
  g_autofree char *title = g_strdup_printf (ngettext ("A message that you began was kept", "%u messages that you began were kept",
                                                      count), count);

  if (count > 0)
    adw_banner_set_title (self->drafts_banner, title);
  adw_banner_set_revealed (self->drafts_banner, count > 0);
}

static void
continue_drafts_cb (RelaisWindow *self)
{
  relais_compose_drafts_open (GTK_WINDOW (self), self->workspace);
  drafts_changed_cb (self);
}

static void
update_actions (RelaisWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.compose", self->ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", self->ready);
}

void
relais_window_set_ready (RelaisWindow *self,
                         const GError *error)
{
  GtkListBoxRow *row;

  g_return_if_fail (RELAIS_IS_WINDOW (self));

  if (error != NULL)
    {
      g_autofree char *sentence = relais_words_dup_error (error);

      adw_status_page_set_description (self->failed_page, sentence);
      gtk_stack_set_visible_child_name (self->pages, "failed");
      gtk_widget_set_sensitive (GTK_WIDGET (self->sections), FALSE);
      return;
    }

  self->ready = TRUE;
  relais_today_page_set_workspace (self->today, self->workspace);
  relais_inbox_page_set_workspace (self->inbox, self->workspace);
  update_actions (self);
  g_signal_connect_object (relais_workspace_get_settings (self->workspace), "changed", G_CALLBACK (drafts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  relais_compose_drafts_settle (self->workspace);
  drafts_changed_cb (self);

  row = gtk_list_box_get_selected_row (self->sections);
  wake_page (self, relais_section_row_get_page (RELAIS_SECTION_ROW (row)));
  gtk_stack_set_visible_child_name (self->pages, relais_section_row_get_page (RELAIS_SECTION_ROW (row)));
  for (guint i = 0; i < self->to_open->len; i++)
    relais_window_open (self, g_ptr_array_index (self->to_open, i));
  g_ptr_array_set_size (self->to_open, 0);
}

void
relais_window_open (RelaisWindow *self,
                    GFile        *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (RELAIS_IS_WINDOW (self));

  if (!self->ready)
    {
      g_ptr_array_add (self->to_open, g_object_ref (file));
      return;
    }

  uri = g_file_get_uri (file);
  if (g_ascii_strncasecmp (uri, "mailto:", strlen ("mailto:")) == 0)
    {
      RelaisComposeWindow *composer = relais_compose_window_new (GTK_WINDOW (self), self->workspace);

      relais_compose_window_set_mailto (composer, uri);
      gtk_window_present (GTK_WINDOW (composer));
    }
  else
    {
      relais_window_show_page (self, "inbox");
      relais_inbox_page_show_file (self->inbox, file);
    }
}

void
relais_window_keep (RelaisWindow *self)
{
  g_return_if_fail (RELAIS_IS_WINDOW (self));

  if (self->ready)
    relais_inbox_page_keep (self->inbox);
}

void
relais_window_show_message (RelaisWindow *self,
                            gint64        message)
{
  g_return_if_fail (RELAIS_IS_WINDOW (self));

  relais_window_show_page (self, "inbox");
  relais_inbox_page_show_message (self->inbox, message);
}

void
relais_window_show_shortcuts (RelaisWindow *self)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/relais/Relais/ui/relais-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (self));
  gtk_window_present (shortcuts);
}

void
relais_window_add_toast (RelaisWindow *self,
                         AdwToast     *toast)
{
  g_return_if_fail (RELAIS_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

RelaisWindow *
relais_window_get_for (GtkWidget *widget)
{
  return RELAIS_WINDOW (gtk_widget_get_ancestor (widget, RELAIS_TYPE_WINDOW));
}

static void
relais_window_dispose (GObject *object)
{
  RelaisWindow *self = RELAIS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_WINDOW);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->to_open, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_window_parent_class)->dispose (object);
}

static void
relais_window_class_init (RelaisWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_window_dispose;

  g_type_ensure (RELAIS_TYPE_TODAY_PAGE);
  g_type_ensure (RELAIS_TYPE_INBOX_PAGE);
  g_type_ensure (RELAIS_TYPE_KINDS_PAGE);
  g_type_ensure (RELAIS_TYPE_ACTIVITY_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, drafts_banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, starting);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, sections);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, today);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, inbox);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, kinds);
  gtk_widget_class_bind_template_child (widget_class, RelaisWindow, activity);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_drafts_cb);

  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.compose", NULL, compose_action);
  relais_window_class_panes (widget_class);
  relais_window_class_undo (widget_class);
}

static void
relais_window_init (RelaisWindow *self)
{
  g_autoptr(GdkPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  spinner = GDK_PAINTABLE (adw_spinner_paintable_new (GTK_WIDGET (self->starting)));
  adw_status_page_set_paintable (self->starting, spinner);
  self->to_open = g_ptr_array_new_with_free_func (g_object_unref);
  self->settings = g_settings_new (RELAIS_APPLICATION_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  for (guint i = 0; i < G_N_ELEMENTS (section_table); i++)
    gtk_list_box_append (self->sections,
                         relais_section_row_new (section_table[i].page,
                                                 g_dpgettext2 (NULL, "page", section_table[i].title),
                                                 section_table[i].icon));
  gtk_list_box_select_row (self->sections, gtk_list_box_get_row_at_index (self->sections, 0));

  g_signal_connect_object (self->today, "notify::count", G_CALLBACK (counts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inbox, "notify::unread", G_CALLBACK (counts_cb), self, G_CONNECT_SWAPPED);
  update_actions (self);
}

RelaisWindow *
relais_window_new (GtkApplication  *application,
                   RelaisWorkspace *workspace)
{
  RelaisWindow *self = g_object_new (RELAIS_TYPE_WINDOW, "application", application, NULL);

  self->workspace = g_object_ref (workspace);
  adw_banner_set_revealed (self->demo_banner, relais_workspace_is_demo (workspace));

  return self;
}
