/* relais-today-page-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer-words.h"
#include "relais-toast.h"
#include "relais-today-approve-dialog.h"
#include "relais-today-page-private.h"
#include "relais-today-row.h"
#include "relais-window.h"
#include "relais-words.h"

static void
say_error (RelaisTodayPage *self,
           const GError    *error)
{
  if (relais_error_is_cancelled (error))
    return;
  relais_toast_say_error (GTK_WIDGET (self), error);
  relais_today_page_refresh (self);
}

static void
sent_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisTodayPage *self = owner;

  if (error != NULL)
    say_error (self, error);
  else
    relais_toast_say_sent (GTK_WIDGET (self), user_data != NULL ? _("Message passed on") : _("Answer sent"), self->workspace,
                           g_value_get_int64 (value));
}

/* An answer with holes is looked at, not sent. */
void
relais_today_page_send (RelaisTodayPage    *self,
                        RelaisTriageRecord *record)
{
  if (relais_today_is_whole (record))
    relais_future_to_ui (relais_triage_send_answer (relais_workspace_get_triage (self->workspace),
                                                    relais_triage_record_get_answer (record)), self, NULL, sent_cb,
                         GINT_TO_POINTER (relais_answer_is_forward (record)));
  else
    relais_today_page_open (self, record);
}

static void
finished_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisTodayPage *self = owner;

  if (error != NULL)
    say_error (self, error);
  else
    relais_toast_say_undo (GTK_WIDGET (self), _("Marked as done"), "win.undo-done",
                           g_variant_new_int64 ((gint64) GPOINTER_TO_SIZE (user_data)));
}

void
relais_today_page_finish (RelaisTodayPage    *self,
                          RelaisTriageRecord *record)
{
  gint64 message = relais_triage_record_get_message (record);

  relais_future_to_ui (relais_triage_set_done (relais_workspace_get_triage (self->workspace), message, TRUE),
                       self, NULL, finished_cb, GSIZE_TO_POINTER (message));
}

static void
tried_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  if (error != NULL)
    say_error (owner, error);
  else
    relais_today_page_refresh (owner);
}

/* A bounce has to be looked at first. */
void
relais_today_page_retry (RelaisTodayPage    *self,
                         RelaisTriageRecord *record)
{
  if (relais_triage_record_get_delivery (record) == RELAIS_DELIVERY_BOUNCED)
    relais_today_page_open (self, record);
  else
    relais_future_to_ui (relais_triage_retry (relais_workspace_get_triage (self->workspace),
                                              relais_triage_record_get_message (record)), self, NULL, tried_cb, NULL);
}

void
relais_today_page_open (RelaisTodayPage    *self,
                        RelaisTriageRecord *record)
{
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));

  if (window != NULL)
    relais_window_show_message (window, relais_triage_record_get_message (record));
}

/* Returns: (transfer container): whole answers of that kind that wait */
static GPtrArray *
list_waiting (RelaisTodayPage *self,
              const char      *kind)
{
  GListModel *records = relais_today_section_get_records (self->waiting);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);

      if (g_strcmp0 (relais_triage_record_get_kind (record), kind) == 0 && relais_today_is_whole (record))
        g_ptr_array_add (found, g_steal_pointer (&record));
    }

  return found;
}

static void
approve_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  RelaisTodayPage *self = user_data;
  const char *kind = g_variant_get_string (parameter, NULL);
  g_autoptr(GPtrArray) records = list_waiting (self, kind);

  if (records->len > 0)
    adw_dialog_present (relais_today_approve_dialog_new (self->workspace, kind, records), GTK_WIDGET (self));
}

/* One item for each kind of which two answers or more are ready. */
static GMenu *
make_approve_menu (RelaisTodayPage *self)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);
      g_autoptr(GPtrArray) records = list_waiting (self, relais_kind_get_id (kind));
      g_autoptr(GMenuItem) item = NULL;
      g_autofree char *label = NULL;

      if (records->len < 2)
        continue;
      /* Translators: a kind of request, and how many answers wait: “Certificate (4)…” */
      label = g_strdup_printf (_("%1$s (%2$u)…"), relais_kind_get_name (kind, relais_words_get_language ()), records->len);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "today.approve", "s", relais_kind_get_id (kind));
      g_menu_append_item (menu, item);
    }

  return menu;
}

static void
open_approve_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  g_autoptr(GMenu) menu = make_approve_menu (user_data);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
relais_today_page_update_approve (RelaisTodayPage *self)
{
  g_autoptr(GMenu) menu = make_approve_menu (self);

  gtk_widget_set_visible (GTK_WIDGET (self->approve_button), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

void
relais_today_page_init_actions (RelaisTodayPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "approve", .activate = approve_action, .parameter_type = "s" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "today", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_create_popup_func (self->approve_button, open_approve_cb, self, NULL);
}
