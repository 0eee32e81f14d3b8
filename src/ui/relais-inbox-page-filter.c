/* relais-inbox-page-filter.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-toast.h"
#include "relais-words.h"

#define MAX_FOUND 500

/* The fates one looks for; the others say little on their own. */
static const RelaisFate offered_fates[] = {
  RELAIS_FATE_DRAFT, RELAIS_FATE_TASK, RELAIS_FATE_ASSIGNED, RELAIS_FATE_ANSWERED, RELAIS_FATE_AUTOMATIC,
  RELAIS_FATE_FORWARDED, RELAIS_FATE_BOUNCED, RELAIS_FATE_FAILED, RELAIS_FATE_NONE,
};

static const char *
get_state (RelaisInboxPage *self,
           const char      *action)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->filters), action);
  const char *value = g_variant_get_string (state, NULL);

  /* The strings live as long as the action's state, which nobody changes while we look. */
  return value[0] != '\0' ? g_intern_string (value) : NULL;
}

gboolean
relais_inbox_page_is_filtered (RelaisInboxPage *self)
{
  return get_state (self, "kind") != NULL || get_state (self, "fate") != NULL || get_state (self, "member") != NULL ||
         gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0';
}

static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisInboxPage *self = owner;

  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      return;
    }

  relais_inbox_page_show_messages (self, g_value_get_object (value));
}

static void
update_label (RelaisInboxPage *self)
{
  const char *kind_id = get_state (self, "kind");
  const char *fate = get_state (self, "fate");
  const char *member_id = get_state (self, "member");
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (self->workspace), kind_id);
  RelaisMember *member = member_id != NULL ? relais_team_find (relais_workspace_get_team (self->workspace),
                                                              g_ascii_strtoll (member_id, NULL, 10)) : NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *label = NULL;

  if (kind != NULL)
    g_ptr_array_add (parts, (gpointer) relais_kind_get_name (kind, relais_words_get_language ()));
  if (fate != NULL)
    g_ptr_array_add (parts, (gpointer) relais_words_get_fate ((RelaisFate) g_ascii_strtoull (fate, NULL, 10)));
  if (member != NULL)
    g_ptr_array_add (parts, (gpointer) relais_member_get_name (member));
  g_ptr_array_add (parts, NULL);

  label = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->filter_label, label);
  gtk_revealer_set_reveal_child (self->filter_bar, label[0] != '\0');
}

/* Shows what the words and the filters ask for, or the folder when they ask for nothing. */
void
relais_inbox_page_search (RelaisInboxPage *self)
{
  const char *fate = get_state (self, "fate");
  const char *member = get_state (self, "member");
  const RelaisTriageFilter filter = {
    .query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
    .kind = get_state (self, "kind"),
    .fate = fate != NULL ? (int) g_ascii_strtoull (fate, NULL, 10) : -1,
    .member = member != NULL ? g_ascii_strtoll (member, NULL, 10) : 0,
  };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  update_label (self);

  if (!relais_inbox_page_is_filtered (self))
    {
      if (self->folder != NULL && !RELAIS_IS_MESSAGE_LIST (self->messages))
        relais_inbox_page_choose (self, self->folder);
      return;
    }

  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_triage_list (relais_workspace_get_triage (self->workspace), &filter, MAX_FOUND),
                       self, self->cancellable, found_cb, NULL);
}

/* See the header. */
void
relais_inbox_page_take_out (RelaisInboxPage *self,
                            GPtrArray       *records)
{
  guint position;

  if (RELAIS_IS_MESSAGE_LIST (self->messages))
    return;
  for (guint i = 0; i < records->len; i++)
    if (g_list_store_find (G_LIST_STORE (self->messages), g_ptr_array_index (records, i), &position))
      g_list_store_remove (G_LIST_STORE (self->messages), position);
}

static void
filter_changed_cb (RelaisInboxPage *self)
{
  if (self->workspace != NULL)
    relais_inbox_page_search (self);
}

void
relais_inbox_page_clear_filters (RelaisInboxPage *self)
{
  static const char * const names[] = { "kind", "fate", "member" };

  /* The words go first, or the last filter that goes would look for them once more. */
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_action_group_change_action_state (G_ACTION_GROUP (self->filters), names[i], g_variant_new_string (""));
}

void
relais_inbox_page_init_filters (RelaisInboxPage *self)
{
  static const char * const names[] = { "kind", "fate", "member" };

  self->filters = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GSimpleAction) action = g_simple_action_new_stateful (names[i], G_VARIANT_TYPE_STRING,
                                                                      g_variant_new_string (""));

      g_signal_connect_object (action, "notify::state", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (self->filters), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (self->filters));
}

static void
append_choice (GMenu      *menu,
               const char *label,
               const char *action,
               const char *value)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (menu, item);
}

static void
fill_menu (RelaisInboxPage *self)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  GListModel *team = G_LIST_MODEL (relais_workspace_get_team (self->workspace));
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) kind_menu = g_menu_new ();
  g_autoptr(GMenu) fate_menu = g_menu_new ();
  g_autoptr(GMenu) team_menu = g_menu_new ();
  g_autoptr(GMenu) filters = g_menu_new ();
  g_autoptr(GMenu) more = g_menu_new ();
  g_autoptr(GMenuItem) select = g_menu_item_new (_("Choose Several Messages"), "inbox.select");

  append_choice (kind_menu, _("All Kinds"), "filter.kind", "");
  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);

      append_choice (kind_menu, relais_kind_get_name (kind, relais_words_get_language ()), "filter.kind",
                     relais_kind_get_id (kind));
    }
  append_choice (fate_menu, _("All States"), "filter.fate", "");
  for (guint i = 0; i < G_N_ELEMENTS (offered_fates); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", (guint) offered_fates[i]);

      append_choice (fate_menu, relais_words_get_fate (offered_fates[i]), "filter.fate", value);
    }
  append_choice (team_menu, _("Everybody"), "filter.member", "");
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr(RelaisMember) member = g_list_model_get_item (team, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, relais_member_get_id (member));

      append_choice (team_menu, relais_member_get_name (member), "filter.member", value);
    }

  g_menu_append_submenu (filters, C_("filter", "Kind"), G_MENU_MODEL (kind_menu));
  g_menu_append_submenu (filters, C_("filter", "State"), G_MENU_MODEL (fate_menu));
  g_menu_append_submenu (filters, C_("filter", "Person"), G_MENU_MODEL (team_menu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filters));
  g_menu_item_set_attribute (select, "hidden-when", "s", "action-disabled");
  g_menu_append_item (more, select);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (self->filter_button, G_MENU_MODEL (menu));
}

/* What is of the kind that is asked for may be more than before, or nothing because the kind is no more. */
static void
kinds_changed_cb (RelaisInboxPage *self)
{
  const char *kind = get_state (self, "kind");

  fill_menu (self);
  if (kind == NULL)
    return;
  if (relais_kind_store_find (relais_workspace_get_kinds (self->workspace), kind) != NULL)
    relais_inbox_page_search (self);
  else
    g_action_group_change_action_state (G_ACTION_GROUP (self->filters), "kind", g_variant_new_string (""));
}

void
relais_inbox_page_fill_filters (RelaisInboxPage *self)
{
  g_signal_connect_object (relais_workspace_get_kinds (self->workspace), "changed", G_CALLBACK (kinds_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_team (self->workspace), "items-changed", G_CALLBACK (fill_menu), self,
                           G_CONNECT_SWAPPED);
  fill_menu (self);
}
