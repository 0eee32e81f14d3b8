/* relais-kinds-page-rules.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-page-private.h"
#include "relais-rule-words.h"
#include "relais-toast.h"

static void
rule_activated_cb (RelaisKindsPage *self,
                   GtkWidget       *row)
{
  relais_kinds_page_edit_rule (self, g_object_get_data (G_OBJECT (row), "rule"));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        RelaisRule *rule)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", relais_rule_get_id (rule));
  g_menu_append_item (menu, item);
}

/* The first cannot go up, nor the last down. */
static GMenuModel *
make_rule_menu (RelaisRule *rule,
                gboolean    first,
                gboolean    last)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) order = g_menu_new ();
  g_autoptr(GMenu) end = g_menu_new ();

  append (menu, _("_Edit…"), "kinds.edit-rule", rule);
  if (!first)
    append (order, _("Move _Up"), "kinds.raise-rule", rule);
  if (!last)
    append (order, _("Move Do_wn"), "kinds.lower-rule", rule);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  append (end, _("_Delete"), "kinds.remove-rule", rule);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_rule_row (RelaisKindsPage *self,
               RelaisRule      *rule,
               gboolean         first,
               gboolean         last)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *sentence = relais_rule_dup_sentence (self->workspace, rule);
  g_autoptr(GMenuModel) menu = make_rule_menu (rule, first, last);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), relais_rule_get_name (rule));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (row), "rule", g_object_ref (rule), g_object_unref);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_signal_connect_object (row, "activated", G_CALLBACK (rule_activated_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

/* Returns: (transfer container): those that are shown, in order */
static GPtrArray *
list_shown (RelaisKindsPage *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->rules != NULL && i < self->rules->len; i++)
    {
      RelaisRule *rule = g_ptr_array_index (self->rules, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, relais_rule_get_id (rule));

      if (!relais_kinds_page_is_removed (self, RELAIS_REMOVAL_RULE, id))
        g_ptr_array_add (shown, g_object_ref (rule));
    }

  return shown;
}

/* Who moved a rule by the keyboard moves it further. */
static void
focus_rule (RelaisKindsPage *self,
            gint64           id)
{
  for (guint i = 0; i < self->rule_rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->rule_rows, i);

      if (relais_rule_get_id (g_object_get_data (row, "rule")) == id)
        gtk_widget_grab_focus (g_object_get_data (row, "button"));
    }
}

void
relais_kinds_page_show_rules (RelaisKindsPage *self)
{
  g_autoptr(GPtrArray) rules = list_shown (self);

  for (guint i = 0; i < self->rule_rows->len; i++)
    adw_preferences_group_remove (self->rules_group, g_ptr_array_index (self->rule_rows, i));
  g_ptr_array_set_size (self->rule_rows, 0);

  for (guint i = 0; i < rules->len; i++)
    {
      GtkWidget *row = make_rule_row (self, g_ptr_array_index (rules, i), i == 0, i == rules->len - 1);

      g_ptr_array_add (self->rule_rows, row);
      adw_preferences_group_add (self->rules_group, row);
    }
  relais_kinds_page_filter (self);
}

static void
sorted_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  if (error != NULL)
    {
      relais_toast_say_error (owner, error);
      relais_kinds_page_reload_rules (owner);
    }
}

/* Shown at once; what cannot be written is read again. */
void
relais_kinds_page_move_rule (RelaisKindsPage *self,
                             gint64           id,
                             int              step)
{
  g_autoptr(GPtrArray) shown = list_shown (self);
  g_autoptr(GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < shown->len; i++)
    {
      guint other = (guint) ((int) i + step);
      guint from;
      guint to;
      gpointer rule;

      if (relais_rule_get_id (g_ptr_array_index (shown, i)) != id || other >= shown->len)
        continue;
      g_ptr_array_find (self->rules, g_ptr_array_index (shown, i), &from);
      g_ptr_array_find (self->rules, g_ptr_array_index (shown, other), &to);
      rule = g_ptr_array_steal_index (self->rules, from);
      g_ptr_array_insert (self->rules, (int) to, rule);
      break;
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      gint64 one = relais_rule_get_id (g_ptr_array_index (self->rules, i));

      g_array_append_val (order, one);
    }
  relais_future_to_ui (relais_triage_sort_rules (relais_workspace_get_triage (self->workspace), (const gint64 *) order->data,
                                                 order->len), self, NULL, sorted_cb, NULL);
  relais_kinds_page_show_rules (self);
  focus_rule (self, id);
}

RelaisRule *
relais_kinds_page_find_rule (RelaisKindsPage *self,
                             gint64           id)
{
  for (guint i = 0; self->rules != NULL && i < self->rules->len; i++)
    if (relais_rule_get_id (g_ptr_array_index (self->rules, i)) == id)
      return g_ptr_array_index (self->rules, i);

  return NULL;
}

static void
rules_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisKindsPage *self = owner;
  GListModel *rules;

  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      return;
    }

  rules = G_LIST_MODEL (g_value_get_object (value));
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    g_ptr_array_add (self->rules, g_list_model_get_item (rules, i));
  relais_kinds_page_show_rules (self);
  relais_kinds_page_update (self);
}

void
relais_kinds_page_reload_rules (RelaisKindsPage *self)
{
  relais_cancellable_renew (&self->cancellable);
  relais_future_to_ui (relais_triage_list_rules (relais_workspace_get_triage (self->workspace)), self, self->cancellable,
                       rules_cb, NULL);
}
