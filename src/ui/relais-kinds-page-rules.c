/* relais-kinds-page-rules.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-page-private.h"
#include "relais-rule-words.h"

static void
remove_rule_cb (RelaisKindsPage *self,
                GtkButton       *button)
{
  RelaisRule *rule = g_object_get_data (G_OBJECT (button), "rule");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, relais_rule_get_id (rule));

  relais_kinds_page_remove (self, RELAIS_REMOVAL_RULE, id, relais_rule_get_name (rule));
}

static void
rule_activated_cb (RelaisKindsPage *self,
                   GtkWidget       *row)
{
  relais_kinds_page_edit_rule (self, g_object_get_data (G_OBJECT (row), "rule"));
}

static GtkWidget *
make_rule_row (RelaisKindsPage *self,
               RelaisRule      *rule)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *sentence = relais_rule_dup_sentence (self->workspace, rule);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), relais_rule_get_name (rule));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  gtk_widget_set_tooltip_text (button, _("Delete"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rule", g_object_ref (rule), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "rule", g_object_ref (rule), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_rule_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "activated", G_CALLBACK (rule_activated_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

void
relais_kinds_page_show_rules (RelaisKindsPage *self)
{
  for (guint i = 0; i < self->rule_rows->len; i++)
    adw_preferences_group_remove (self->rules_group, g_ptr_array_index (self->rule_rows, i));
  g_ptr_array_set_size (self->rule_rows, 0);

  for (guint i = 0; self->rules != NULL && i < self->rules->len; i++)
    {
      RelaisRule *rule = g_ptr_array_index (self->rules, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, relais_rule_get_id (rule));
      GtkWidget *row;

      if (relais_kinds_page_is_removed (self, RELAIS_REMOVAL_RULE, id))
        continue;
      row = make_rule_row (self, rule);
      g_ptr_array_add (self->rule_rows, row);
      adw_preferences_group_add (self->rules_group, row);
    }
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
      relais_kinds_page_say_error (self, error);
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
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_triage_list_rules (relais_workspace_get_triage (self->workspace)), self, self->cancellable,
                       rules_cb, NULL);
}
