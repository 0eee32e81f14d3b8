/* relais-activity-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-page-private.h"
#include "relais-activity-row.h"
#include "relais-window.h"
#include "relais-words.h"

/* So many steps are read at a time. */
#define PAGE 100

/* What changes in bursts is read once. */
#define REFRESH_MS 200

/* Failures above the log; more of them have one cause. */
#define MAX_JOBS 20

G_DEFINE_FINAL_TYPE (RelaisActivityPage, relais_activity_page, ADW_TYPE_BIN)

void
relais_activity_page_say (RelaisActivityPage *self,
                          const char         *sentence)
{
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));
  AdwToast *toast;

  if (window == NULL)
    return;
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  relais_window_add_toast (window, toast);
}

static gboolean
is_filtered (RelaisActivityPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0';
}

static void
update_stack (RelaisActivityPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->events)) == 0 &&
                   g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) == 0;
  const char *page = "list";

  if (empty && self->loading)
    page = "loading";
  else if (empty && is_filtered (self))
    page = "nothing-found";
  else if (empty)
    page = gtk_toggle_button_get_active (self->failed_button) ? "nothing-failed" : "empty";

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), !empty);
}

/* What is asked for now: the strings belong to the entry. */
void
relais_activity_page_query (RelaisActivityPage *self,
                            RelaisEventQuery   *query)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  *query = (RelaisEventQuery) {
    .text = text[0] != '\0' ? text : NULL,
    .attention = gtk_toggle_button_get_active (self->failed_button),
    .limit = PAGE,
  };
}

static gint64
get_id (RelaisActivityPage *self,
        guint               position)
{
  g_autoptr(RelaisEvent) event = g_list_model_get_item (G_LIST_MODEL (self->events), position);

  return event != NULL ? relais_event_get_id (event) : 0;
}

static void
put_events (RelaisActivityPage *self,
            guint               position,
            guint               removals,
            GListModel         *events,
            guint               count)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (items, g_list_model_get_item (events, i));
  if (removals > 0 || count > 0)
    g_list_store_splice (self->events, position, removals, items->pdata, count);
}

/* Whoever looks at the newest goes on doing so; whoever reads further down is left there. */
static gboolean
is_at_top (RelaisActivityPage *self)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) < 1 ||
         !gtk_widget_get_mapped (GTK_WIDGET (self->list));
}

/* The newest steps again: what is known already stays as it is, so that the place in the list does. */
static void
show_newest (RelaisActivityPage *self,
             GListModel         *events)
{
  gint64 newest = get_id (self, 0);
  guint count = g_list_model_get_n_items (events);
  gboolean top = is_at_top (self);
  guint added = 0;

  for (; added < count; added++)
    {
      g_autoptr(RelaisEvent) event = g_list_model_get_item (events, added);

      if (relais_event_get_id (event) <= newest)
        break;
    }

  if (newest == 0 || added == PAGE)
    {
      put_events (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)), events, count);
      self->complete = count < PAGE;
    }
  else
    {
      put_events (self, 0, 0, events, added);
    }
  if (top && count > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisActivityPage *self = owner;
  gboolean older = GPOINTER_TO_INT (user_data);
  GListModel *events;

  if (error != NULL)
    {
      if (relais_error_is_cancelled (error))
        return;
      self->loading = FALSE;
      {
        g_autofree char *sentence = relais_words_dup_error (error);

        adw_status_page_set_description (self->failed_page, sentence);
        gtk_stack_set_visible_child_name (self->stack, "failed");
      }
      return;
    }

  self->loading = FALSE;
  events = G_LIST_MODEL (g_value_get_object (value));
  if (older)
    {
      guint count = g_list_model_get_n_items (events);

      put_events (self, g_list_model_get_n_items (G_LIST_MODEL (self->events)), 0, events, count);
      self->complete = count < PAGE;
    }
  else
    {
      show_newest (self, events);
    }
  update_stack (self);
}

static void
read_events (RelaisActivityPage *self,
             gint64              before)
{
  RelaisEventQuery query;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;

  relais_activity_page_query (self, &query);
  query.before = before;
  relais_future_to_ui (relais_event_log_search (relais_workspace_get_log (self->workspace), &query), self, self->cancellable,
                       read_cb, GINT_TO_POINTER (before != 0));
}

static void
jobs_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisActivityPage *self = owner;
  GListModel *jobs;

  if (error != NULL)
    return;

  jobs = G_LIST_MODEL (g_value_get_object (value));
  g_list_store_remove_all (self->jobs);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr(GObject) job = g_list_model_get_item (jobs, i);

      g_list_store_append (self->jobs, job);
    }
  update_stack (self);
}

static void
read_jobs (RelaisActivityPage *self)
{
  g_cancellable_cancel (self->jobs_cancellable);
  g_clear_object (&self->jobs_cancellable);

  /* Somebody who looks for words looks for messages. */
  if (is_filtered (self))
    {
      g_list_store_remove_all (self->jobs);
      return;
    }

  self->jobs_cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_job_queue_list (relais_workspace_get_queue (self->workspace), RELAIS_JOB_DEAD, MAX_JOBS), self,
                       self->jobs_cancellable, jobs_cb, NULL);
}

static gboolean
refresh_cb (gpointer data)
{
  RelaisActivityPage *self = data;

  /* A page of older ones is on its way: the newest come after it. */
  if (self->loading)
    return G_SOURCE_CONTINUE;

  self->refresh_id = 0;
  read_jobs (self);
  read_events (self, 0);

  return G_SOURCE_REMOVE;
}

static void
refresh (RelaisActivityPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
filter_cb (RelaisActivityPage *self)
{
  if (self->workspace == NULL)
    return;

  g_list_store_remove_all (self->events);
  self->complete = FALSE;
  read_jobs (self);
  read_events (self, 0);
}

static void
search_mode_cb (RelaisActivityPage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;

  /* A filter that nobody sees is taken for the whole. */
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->failed_button, FALSE);
}

static void
export_cb (RelaisActivityPage *self)
{
  relais_activity_page_export (self);
}

static void
edge_cb (RelaisActivityPage *self,
         GtkPositionType     edge)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->events));

  if (edge == GTK_POS_BOTTOM && !self->loading && !self->complete && count > 0)
    read_events (self, get_id (self, count - 1));
}

static void
activate_cb (RelaisActivityPage *self,
             guint               position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr(GObject) item = g_list_model_get_item (model, position);
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));

  if (window != NULL && RELAIS_IS_EVENT (item) && relais_event_get_message (RELAIS_EVENT (item)) != 0)
    relais_window_show_message (window, relais_event_get_message (RELAIS_EVENT (item)));
}

static void
done_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisActivityPage *self = owner;

  if (error != NULL && !relais_error_is_cancelled (error))
    {
      g_autofree char *sentence = relais_words_dup_error (error);

      relais_activity_page_say (self, sentence);
    }
  filter_cb (self);
}

static void
retry_cb (RelaisActivityPage *self,
          RelaisJob          *job)
{
  relais_future_to_ui (relais_job_queue_retry (relais_workspace_get_queue (self->workspace), relais_job_get_id (job)), self, NULL,
                       done_cb, NULL);
}

static void
seen_cb (RelaisActivityPage *self,
         RelaisEvent        *event)
{
  relais_future_to_ui (relais_event_log_dismiss (relais_workspace_get_log (self->workspace), relais_event_get_id (event)), self,
                       NULL, done_cb, NULL);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              RelaisActivityPage       *self)
{
  GtkWidget *row = relais_activity_row_new (self->workspace);

  g_signal_connect_object (row, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "seen", G_CALLBACK (seen_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             RelaisActivityPage       *self)
{
  GObject *item = gtk_list_item_get_item (list_item);

  relais_activity_row_bind (RELAIS_ACTIVITY_ROW (gtk_list_item_get_child (list_item)), item, list_item);
  gtk_list_item_set_activatable (list_item, RELAIS_IS_EVENT (item) && relais_event_get_message (RELAIS_EVENT (item)) != 0);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               RelaisActivityPage       *self)
{
  relais_activity_row_unbind (RELAIS_ACTIVITY_ROW (gtk_list_item_get_child (list_item)));
}

static GtkSelectionModel *
make_model (RelaisActivityPage *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (parts, self->jobs);
  g_list_store_append (parts, self->events);

  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)))));
}

void
relais_activity_page_set_workspace (RelaisActivityPage *self,
                                    RelaisWorkspace    *workspace)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) model = NULL;

  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  model = make_model (self);
  gtk_list_view_set_model (self->list, model);

  g_signal_connect_object (relais_workspace_get_log (workspace), "added", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_queue (workspace), "died", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  filter_cb (self);
  update_stack (self);
}

void
relais_activity_page_start_search (RelaisActivityPage *self)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
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

  G_OBJECT_CLASS (relais_activity_page_parent_class)->dispose (object);
}

static void
relais_activity_page_class_init (RelaisActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_activity_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, failed_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, list);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
relais_activity_page_init (RelaisActivityPage *self)
{
  self->jobs = g_list_store_new (RELAIS_TYPE_JOB);
  self->events = g_list_store_new (RELAIS_TYPE_EVENT);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}
