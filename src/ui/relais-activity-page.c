/* relais-activity-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-page-private.h"
#include "relais-toast.h"

/* What changes in bursts is read once. */
#define REFRESH_MS 200

G_DEFINE_FINAL_TYPE (RelaisActivityPage, relais_activity_page, ADW_TYPE_BIN)

void
relais_activity_page_say (RelaisActivityPage *self,
                          const char         *sentence)
{
  AdwToast *toast = relais_toast_new (sentence);

  /* One that has the focus or the pointer stays: what was done last does not wait behind it. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  relais_toast_show (GTK_WIDGET (self), toast);
}

gboolean
relais_activity_page_is_searching (RelaisActivityPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0';
}

/* Only what needs somebody is shown. */
gboolean
relais_activity_page_is_filtered (RelaisActivityPage *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->filter_group), "failed") == 0;
}

static const char *
choose_page (RelaisActivityPage *self,
             gboolean            empty)
{
  if (self->broken)
    return "failed";
  if (!empty)
    return "list";
  if (self->loading)
    return "loading";
  if (relais_activity_page_is_searching (self))
    return "nothing-found";

  return relais_activity_page_is_filtered (self) ? "nothing-failed" : "empty";
}

/* Shows what was read. */
void
relais_activity_page_update (RelaisActivityPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->events)) == 0 &&
                   g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) == 0;
  guint retries = relais_activity_page_count_retries (self);
  const char *page = choose_page (self, empty);
  g_autofree char *title = NULL;

  /* A single one has a button of its own. */
  title = g_strdup_printf (ngettext ("%u step failed for good", "%u steps failed for good", retries), retries);
  if (retries > 1)
    adw_banner_set_title (self->banner, title);
  adw_banner_set_revealed (self->banner, retries > 1 && g_str_equal (page, "list"));
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), g_str_equal (page, "list"));
}

static gboolean
refresh_cb (gpointer data)
{
  RelaisActivityPage *self = data;

  /* A page of older ones is on its way: the newest come after it. */
  if (self->loading)
    return G_SOURCE_CONTINUE;

  self->refresh_id = 0;
  relais_activity_page_read_jobs (self);
  relais_activity_page_read_newest (self);

  return G_SOURCE_REMOVE;
}

void
relais_activity_page_refresh (RelaisActivityPage *self)
{
  if (self->workspace != NULL && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
filter_cb (RelaisActivityPage *self)
{
  if (self->workspace == NULL)
    return;

  g_list_store_remove_all (self->events);
  self->complete = FALSE;
  self->broken = FALSE;
  relais_activity_page_read_jobs (self);
  relais_activity_page_read_newest (self);
}

static void
search_mode_cb (RelaisActivityPage *self)
{
  /* A search that nobody sees is taken for the whole. */
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
export_cb (RelaisActivityPage *self)
{
  relais_activity_page_export (self);
}

static void
retry_all_cb (RelaisActivityPage *self)
{
  relais_activity_page_retry_all (self);
}

static void
edge_cb (RelaisActivityPage *self,
         GtkPositionType     edge)
{
  if (edge == GTK_POS_BOTTOM)
    relais_activity_page_read_older (self);
}

void
relais_activity_page_set_workspace (RelaisActivityPage *self,
                                    RelaisWorkspace    *workspace)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  relais_activity_page_init_list (self);
  g_signal_connect_object (relais_workspace_get_log (workspace), "added", G_CALLBACK (relais_activity_page_refresh), self,
                           G_CONNECT_SWAPPED);
  /* Steps name kinds. */
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_queue (workspace), "died", G_CALLBACK (relais_activity_page_refresh), self,
                           G_CONNECT_SWAPPED);
  filter_cb (self);
  relais_activity_page_update (self);
}

void
relais_activity_page_start_search (RelaisActivityPage *self)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
relais_activity_page_show_failed (RelaisActivityPage *self)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  adw_toggle_group_set_active_name (self->filter_group, "failed");
}

static void
relais_activity_page_dispose (GObject *object)
{
  RelaisActivityPage *self = RELAIS_ACTIVITY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->jobs_cancellable);
  g_clear_object (&self->jobs_cancellable);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_ACTIVITY_PAGE);
  g_clear_object (&self->events);
  g_clear_object (&self->jobs);
  g_clear_object (&self->untold);
  g_clear_pointer (&self->told, g_hash_table_unref);

  G_OBJECT_CLASS (relais_activity_page_parent_class)->dispose (object);
}

static void
relais_activity_page_class_init (RelaisActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_activity_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, filter_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, list);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
}

static void
relais_activity_page_init (RelaisActivityPage *self)
{
  self->jobs = g_list_store_new (RELAIS_TYPE_JOB);
  self->events = g_list_store_new (RELAIS_TYPE_EVENT);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->untold = relais_activity_page_new_filter (self->told);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}
