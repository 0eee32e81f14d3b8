/* relais-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-window.h"
#include "relais-section-row.h"
#include "relais-shortcuts.h"
#include "relais-toast.h"
#include "relais-window-private.h"
#include "relais-words.h"

/* Nobody notices so short a wait; a page that is gone before it was read, everybody. */
#define PATIENCE_MS 100

G_DEFINE_FINAL_TYPE (RelaisWindow, relais_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_NARROW = 1,
} RelaisWindowProperty;

static GParamSpec *props[PROP_NARROW + 1];

/* The page goes along with the keyboard; where there is one pane, it is opened when one says so. */
static void
section_selected_cb (RelaisWindow  *self,
                     GtkListBoxRow *row)
{
  if (row != NULL && self->ready)
    relais_window_turn_to (self, RELAIS_SECTION_ROW (row));
}

static void
section_activated_cb (RelaisWindow  *self,
                      GtkListBoxRow *row)
{
  relais_window_show_page (self, relais_section_row_get_page (RELAIS_SECTION_ROW (row)));
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

static void
update_actions (RelaisWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.compose", self->ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", self->ready);
}

static gboolean
present_cb (gpointer data)
{
  RelaisWindow *self = data;

  self->present_id = 0;
  gtk_window_present (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

void
relais_window_present_soon (RelaisWindow *self)
{
  g_return_if_fail (RELAIS_IS_WINDOW (self));

  self->present_id = g_timeout_add (PATIENCE_MS, present_cb, self);
}

/* The first page has something to show, or the workspace cannot be opened. */
static void
present_now (RelaisWindow *self)
{
  if (self->present_id == 0)
    return;

  g_clear_handle_id (&self->present_id, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

static void
loading_cb (RelaisWindow *self)
{
  if (!self->ready || relais_today_page_is_loading (self->today))
    return;

  present_now (self);
  relais_window_complete_pages (self);
}

void
relais_window_set_ready (RelaisWindow *self,
                         const GError *error)
{
  g_return_if_fail (RELAIS_IS_WINDOW (self));

  if (error != NULL)
    {
      g_autofree char *sentence = relais_words_dup_error_markup (error);

      g_message ("the workspace cannot be opened: %s", error->message);
      adw_status_page_set_description (self->failed_page, sentence);
      gtk_stack_set_visible_child_name (self->pages, "failed");
      gtk_widget_set_sensitive (GTK_WIDGET (self->sections), FALSE);
      present_now (self);
      return;
    }

  self->ready = TRUE;
  update_actions (self);
  relais_window_ready_pages (self);
  relais_window_watch_drafts (self);

  loading_cb (self);

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

  /* What it is asked for stands in front of it. */
  present_now (self);
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

  if (self->inbox != NULL)
    relais_inbox_page_keep (self->inbox);
}

void
relais_window_show_message (RelaisWindow *self,
                            gint64        message)
{
  const char *page;

  g_return_if_fail (RELAIS_IS_WINDOW (self));
  g_return_if_fail (self->ready);

  page = g_intern_string (gtk_stack_get_visible_child_name (self->pages));
  relais_window_show_page (self, "inbox");
  self->back_to = page;
  relais_inbox_page_show_message (self->inbox, message);
}

void
relais_window_moved_back (RelaisWindow *self)
{
  g_return_if_fail (RELAIS_IS_WINDOW (self));

  if (self->inbox != NULL)
    relais_inbox_page_search_again (self->inbox);
}

void
relais_window_show_shortcuts (RelaisWindow *self)
{
  adw_dialog_present (relais_shortcuts_new (), GTK_WIDGET (self));
}

/* The preferences hide what is said behind them. */
void
relais_window_add_toast (RelaisWindow *self,
                         AdwToast     *toast)
{
  GListModel *dialogs;

  g_return_if_fail (RELAIS_IS_WINDOW (self));

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));
  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr(AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      if (ADW_IS_PREFERENCES_DIALOG (dialog))
        {
          adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
          return;
        }
    }

  if (relais_toast_has_undo (toast))
    relais_window_offer_undo (self, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

RelaisWindow *
relais_window_get_for (GtkWidget *widget)
{
  return RELAIS_WINDOW (gtk_widget_get_ancestor (widget, RELAIS_TYPE_WINDOW));
}

static void
relais_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((RelaisWindowProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, RELAIS_WINDOW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RelaisWindow *self = RELAIS_WINDOW (object);

  switch ((RelaisWindowProperty) prop_id)
    {
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_window_dispose (GObject *object)
{
  RelaisWindow *self = RELAIS_WINDOW (object);

  g_clear_handle_id (&self->present_id, g_source_remove);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_WINDOW);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->to_open, g_ptr_array_unref);
  g_clear_pointer (&self->sent, g_hash_table_unref);

  G_OBJECT_CLASS (relais_window_parent_class)->dispose (object);
}

static void
relais_window_class_init (RelaisWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_window_dispose;
  object_class->get_property = relais_window_get_property;
  object_class->set_property = relais_window_set_property;

  /* One pane at a time: what the breakpoint says, for a page that may not be made yet. */
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (RELAIS_TYPE_TODAY_PAGE);

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
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);

  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.compose", NULL, compose_action);
  relais_window_class_drafts (widget_class);
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
  self->undo = g_ptr_array_new_with_free_func (g_object_unref);
  self->settings = g_settings_new (RELAIS_APPLICATION_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  relais_window_init_pages (self);
  update_actions (self);
}

RelaisWindow *
relais_window_new (GtkApplication  *application,
                   RelaisWorkspace *workspace)
{
  RelaisWindow *self = g_object_new (RELAIS_TYPE_WINDOW, "application", application, NULL);

  self->workspace = g_object_ref (workspace);
  adw_banner_set_revealed (self->demo_banner, relais_workspace_is_demo (workspace));
  g_signal_connect_object (self->today, "notify::loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  /* A demo lays its mail out first. */
  if (!relais_workspace_is_demo (workspace))
    relais_today_page_set_workspace (self->today, workspace);

  return self;
}
