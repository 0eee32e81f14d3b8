/* relais-kinds-page-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind-editor.h"
#include "relais-kinds-packs.h"
#include "relais-kinds-page-private.h"
#include "relais-kinds-trial.h"
#include "relais-rule-editor.h"
#include "relais-words.h"

static RelaisKind *
find_kind (RelaisKindsPage *self,
           GVariant        *parameter)
{
  return relais_kind_store_find (relais_workspace_get_kinds (self->workspace), g_variant_get_string (parameter, NULL));
}

void
relais_kinds_page_edit (RelaisKindsPage *self,
                        RelaisKind      *kind)
{
  adw_dialog_present (relais_kind_editor_new (self->workspace, kind), GTK_WIDGET (self));
}

void
relais_kinds_page_edit_rule (RelaisKindsPage *self,
                             RelaisRule      *rule)
{
  AdwDialog *dialog = relais_rule_editor_new (self->workspace, rule);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (relais_kinds_page_reload_rules), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  relais_kinds_page_edit (user_data, NULL);
}

static void
new_rule_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  relais_kinds_page_edit_rule (user_data, NULL);
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  RelaisKind *kind = find_kind (user_data, parameter);

  if (kind != NULL)
    relais_kinds_page_edit (user_data, kind);
}

static void
done_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  if (error != NULL)
    relais_kinds_page_say_error (owner, error);
}

static void
merged_cb (RelaisKindsPage *self,
           const char      *response,
           AdwAlertDialog  *dialog)
{
  AdwComboRow *into = g_object_get_data (G_OBJECT (dialog), "into");
  GPtrArray *ids = g_object_get_data (G_OBJECT (dialog), "ids");
  const char *from = g_object_get_data (G_OBJECT (dialog), "from");
  guint chosen = adw_combo_row_get_selected (into);

  if (self->workspace == NULL || !g_str_equal (response, "merge") || chosen >= ids->len)
    return;
  relais_future_to_ui (relais_kind_store_merge (relais_workspace_get_kinds (self->workspace), from,
                                                g_ptr_array_index (ids, chosen)), self, NULL, done_cb, NULL);
}

/* Two kinds become one for good: their examples are one heap afterwards. So this is asked, with the verb on the button. */
static void
merge_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RelaisKindsPage *self = user_data;
  RelaisKind *from = find_kind (self, parameter);
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *into = adw_combo_row_new ();
  g_autofree char *heading = NULL;
  AdwDialog *dialog;

  for (guint i = 0; from != NULL && i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);

      if (kind == from)
        continue;
      gtk_string_list_append (names, relais_kind_get_name (kind, relais_words_get_language ()));
      g_ptr_array_add (ids, g_strdup (relais_kind_get_id (kind)));
    }

  heading = g_strdup_printf (_("Merge “%s”?"), from != NULL ? relais_kind_get_name (from, relais_words_get_language ()) : "");
  dialog = adw_alert_dialog_new (heading, _("Its examples and past mail go to the other kind. Its answer and rules are lost."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (into), _("Into"));
  adw_combo_row_set_model (ADW_COMBO_ROW (into), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), into);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "merge", _("_Merge"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "merge", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "merge", from != NULL && ids->len > 0);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "into", into);
  g_object_set_data_full (G_OBJECT (dialog), "ids", ids, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (dialog), "from", g_strdup (g_variant_get_string (parameter, NULL)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (merged_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The ids of the kinds in @pack; all when @all. */
static char **
dup_ids (RelaisKindsPage *self,
         const char      *pack,
         gboolean         all)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);

      if (all || g_strcmp0 (relais_kind_get_pack (kind) != NULL ? relais_kind_get_pack (kind) : "", pack) == 0)
        g_strv_builder_add (ids, relais_kind_get_id (kind));
    }

  return g_strv_builder_end (ids);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RelaisKind *kind = find_kind (user_data, parameter);
  const char * const ids[] = { g_variant_get_string (parameter, NULL), NULL };

  if (kind != NULL)
    relais_kinds_page_export (user_data, g_strdupv ((char **) ids), relais_kind_get_name (kind, relais_words_get_language ()));
}

static void
export_pack_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  const char *pack = g_variant_get_string (parameter, NULL);
  g_autofree char *name = relais_kinds_page_dup_pack (pack);

  relais_kinds_page_export (user_data, dup_ids (user_data, pack, FALSE), name);
}

static void
export_all_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  relais_kinds_page_export (user_data, dup_ids (user_data, NULL, TRUE), _("Kinds of Request"));
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RelaisKind *kind = find_kind (user_data, parameter);

  if (kind != NULL)
    relais_kinds_page_remove (user_data, RELAIS_REMOVAL_KIND, relais_kind_get_id (kind),
                              relais_kind_get_name (kind, relais_words_get_language ()));
}

static void
remove_pack_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  const char *pack = g_variant_get_string (parameter, NULL);
  g_autofree char *name = relais_kinds_page_dup_pack (pack);

  relais_kinds_page_remove (user_data, RELAIS_REMOVAL_PACK, pack, name);
}

static void
packs_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RelaisKindsPage *self = user_data;
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *packs = g_object_new (RELAIS_TYPE_KINDS_PACKS, NULL);

  relais_kinds_packs_set_workspace (RELAIS_KINDS_PACKS (packs), self->workspace);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (packs),
                                         _("Kinds with answers in English and French, ready to use and to change."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (packs));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _("Starter Packs"));
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
import_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  relais_kinds_page_import (user_data);
}

static void
test_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  RelaisKindsPage *self = user_data;

  adw_dialog_present (relais_kinds_trial_new (self->workspace, NULL), GTK_WIDGET (self));
}

void
relais_kinds_page_init_actions (RelaisKindsPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = new_action },
    { .name = "new-rule", .activate = new_rule_action },
    { .name = "edit", .activate = edit_action, .parameter_type = "s" },
    { .name = "merge", .activate = merge_action, .parameter_type = "s" },
    { .name = "export", .activate = export_action, .parameter_type = "s" },
    { .name = "export-pack", .activate = export_pack_action, .parameter_type = "s" },
    { .name = "export-all", .activate = export_all_action },
    { .name = "remove", .activate = remove_action, .parameter_type = "s" },
    { .name = "remove-pack", .activate = remove_pack_action, .parameter_type = "s" },
    { .name = "packs", .activate = packs_action },
    { .name = "import", .activate = import_action },
    { .name = "test", .activate = test_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "kinds", G_ACTION_GROUP (self->actions));
}
