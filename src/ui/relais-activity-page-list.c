/* relais-activity-page-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-activity-job.h"
#include "relais-activity-page-private.h"
#include "relais-activity-row.h"
#include "relais-activity-words.h"
#include "relais-json.h"
#include "relais-window.h"
#include "relais-words.h"

/* So many steps are read at a time. */
#define PAGE 100

void
relais_activity_words_clear (RelaisActivityWords *words)
{
  g_clear_pointer (&words->steps, g_strfreev);
  g_clear_pointer (&words->kinds, g_strfreev);
}

void
relais_activity_page_query (RelaisActivityPage  *self,
                            RelaisActivityWords *words,
                            RelaisEventQuery    *query)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  *query = (RelaisEventQuery) { .attention = relais_activity_page_is_filtered (self), .limit = PAGE };
  if (text[0] == '\0')
    return;

  words->steps = relais_activity_find_steps (text);
  words->kinds = relais_activity_find_kinds (relais_workspace_get_kinds (self->workspace), text);
  query->text = text;
  query->steps = (const char * const *) words->steps;
  query->kinds = (const char * const *) words->kinds;
}

/* Only the step that gave it up: what failed on the way is a story of its own. */
static gboolean
is_untold (gpointer item,
           gpointer user_data)
{
  GHashTable *told = user_data;
  RelaisEvent *event = item;
  JsonObject *detail = relais_event_get_detail (event);
  gint64 delivery = detail != NULL ? relais_json_get_int (detail, "delivery", 0) : 0;
  g_autofree char *failure = NULL;

  if (!relais_event_get_attention (event) || !relais_activity_is_failure (event) ||
      (delivery == 0 && !g_str_equal (relais_event_get_step (event), "classified")))
    return TRUE;
  failure = relais_activity_page_dup_failure (relais_event_get_message (event), delivery);

  return failure == NULL || !g_hash_table_contains (told, failure);
}

GtkFilter *
relais_activity_page_new_filter (GHashTable *told)
{
  return GTK_FILTER (gtk_custom_filter_new (is_untold, g_hash_table_ref (told), (GDestroyNotify) g_hash_table_unref));
}

static RelaisEvent *
get_event (GListModel *events,
           guint       position)
{
  RelaisEvent *event = g_list_model_get_item (events, position);

  /* The list holds it. */
  if (event != NULL)
    g_object_unref (event);

  return event;
}

static void
put_events (RelaisActivityPage *self,
            guint               position,
            guint               removals,
            GListModel         *events,
            guint               count)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (items, get_event (events, i));
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

/* What was seen to meanwhile is shown so. @events: as read now, from @first on the same as the list's own */
static void
replace_changed (RelaisActivityPage *self,
                 GListModel         *events,
                 guint               first)
{
  for (guint i = first; i < g_list_model_get_n_items (events); i++)
    {
      RelaisEvent *now = get_event (events, i);
      RelaisEvent *shown = get_event (G_LIST_MODEL (self->events), i);

      if (shown != NULL && relais_event_get_id (shown) == relais_event_get_id (now) &&
          relais_event_get_attention (shown) != relais_event_get_attention (now))
        g_list_store_splice (self->events, i, 1, (gpointer *) &now, 1);
    }
}

/* The newest steps again: what is known already stays as it is, so that the place in the list does. */
static void
show_newest (RelaisActivityPage *self,
             GListModel         *events)
{
  RelaisEvent *first = get_event (G_LIST_MODEL (self->events), 0);
  gint64 newest = first != NULL ? relais_event_get_id (first) : 0;
  guint count = g_list_model_get_n_items (events);
  gboolean top = is_at_top (self);
  guint added = 0;

  while (added < count && relais_event_get_id (get_event (events, added)) > newest)
    added++;

  /* A list of what needs somebody gets shorter, too. */
  if (newest == 0 || added == PAGE || relais_activity_page_is_filtered (self))
    {
      put_events (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)), events, count);
      self->complete = count < PAGE;
    }
  else
    {
      put_events (self, 0, 0, events, added);
      replace_changed (self, events, added);
    }
  if (top && count > 0)
    gtk_grid_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisActivityPage *self = owner;
  gboolean older = GPOINTER_TO_INT (user_data);

  if (error != NULL && relais_error_is_cancelled (error))
    return;

  self->loading = FALSE;
  self->broken = error != NULL;
  if (error != NULL)
    {
      g_autofree char *sentence = relais_words_dup_error_markup (error);

      adw_status_page_set_description (self->failed_page, sentence);
    }
  else if (older)
    {
      GListModel *events = G_LIST_MODEL (g_value_get_object (value));
      guint count = g_list_model_get_n_items (events);

      put_events (self, g_list_model_get_n_items (G_LIST_MODEL (self->events)), 0, events, count);
      self->complete = count < PAGE;
    }
  else
    {
      show_newest (self, G_LIST_MODEL (g_value_get_object (value)));
    }
  relais_activity_page_update (self);
}

static void
read_events (RelaisActivityPage *self,
             gint64              before)
{
  g_auto(RelaisActivityWords) words = { NULL, NULL };
  RelaisEventQuery query;

  relais_cancellable_renew (&self->cancellable);
  self->loading = TRUE;

  relais_activity_page_query (self, &words, &query);
  query.before = before;
  relais_future_to_ui (relais_event_log_search (relais_workspace_get_log (self->workspace), &query), self, self->cancellable,
                       read_cb, GINT_TO_POINTER (before != 0));
}

void
relais_activity_page_read_newest (RelaisActivityPage *self)
{
  read_events (self, 0);
}

void
relais_activity_page_read_older (RelaisActivityPage *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->events));

  if (!self->loading && !self->complete && count > 0)
    read_events (self, relais_event_get_id (get_event (G_LIST_MODEL (self->events), count - 1)));
}

static gint64
get_message (GObject *item)
{
  return RELAIS_IS_JOB (item) ? relais_activity_job_get_message (RELAIS_JOB (item)) : relais_event_get_message (RELAIS_EVENT (item));
}

static void
activate_cb (RelaisActivityPage *self,
             guint               position,
             GtkGridView        *list)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_grid_view_get_model (list)), position);
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));

  if (window != NULL && item != NULL && get_message (item) != 0)
    relais_window_show_message (window, get_message (item));
}

static void
dismissed_cb (gpointer      owner,
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
  relais_activity_page_refresh (self);
}

static void
seen_cb (RelaisActivityPage *self,
         RelaisEvent        *event)
{
  relais_future_to_ui (relais_event_log_dismiss (relais_workspace_get_log (self->workspace), relais_event_get_id (event)), self,
                       NULL, dismissed_cb, NULL);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              RelaisActivityPage       *self)
{
  GtkWidget *row = relais_activity_row_new (self->workspace);

  g_signal_connect_object (row, "retry", G_CALLBACK (relais_activity_page_retry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "discard", G_CALLBACK (relais_activity_page_discard), self, G_CONNECT_SWAPPED);
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
  gtk_list_item_set_activatable (list_item, get_message (item) != 0);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               RelaisActivityPage       *self)
{
  relais_activity_row_unbind (RELAIS_ACTIVITY_ROW (gtk_list_item_get_child (list_item)));
}

void
relais_activity_page_init_list (RelaisActivityPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) model = NULL;
  g_autoptr(GtkFilterListModel) untold = NULL;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_grid_view_set_factory (self->list, factory);

  g_list_store_append (parts, self->jobs);
  untold = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->events)), g_object_ref (self->untold));
  g_list_store_append (parts, untold);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)))));
  gtk_grid_view_set_model (self->list, model);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}
