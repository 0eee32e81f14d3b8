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
merge_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RelaisKind *from = find_kind (user_data, parameter);

  if (from != NULL)
    relais_kinds_page_merge (user_data, from);
}

static void
edit_rule_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RelaisRule *rule = relais_kinds_page_find_rule (user_data, g_variant_get_int64 (parameter));

  if (rule != NULL)
    relais_kinds_page_edit_rule (user_data, rule);
}

static void
move_rule_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gboolean up = g_str_equal (g_action_get_name (G_ACTION (action)), "raise-rule");

  relais_kinds_page_move_rule (user_data, g_variant_get_int64 (parameter), up ? -1 : 1);
}

static void
remove_rule_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  RelaisRule *rule = relais_kinds_page_find_rule (user_data, g_variant_get_int64 (parameter));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (parameter));

  if (rule != NULL)
    relais_kinds_page_remove (user_data, RELAIS_REMOVAL_RULE, id, relais_rule_get_name (rule));
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

      if (all || g_str_equal (relais_kinds_page_get_pack (self, kind), pack))
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
  g_autofree char *name = relais_kinds_page_dup_pack (user_data, pack);

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
  g_autofree char *name = relais_kinds_page_dup_pack (user_data, pack);

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
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 560);
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

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  relais_kinds_page_start_search (user_data);
}

void
relais_kinds_page_init_actions (RelaisKindsPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = new_action },
    { .name = "new-rule", .activate = new_rule_action },
    { .name = "edit", .activate = edit_action, .parameter_type = "s" },
    { .name = "merge", .activate = merge_action, .parameter_type = "s" },
    { .name = "edit-rule", .activate = edit_rule_action, .parameter_type = "x" },
    { .name = "raise-rule", .activate = move_rule_action, .parameter_type = "x" },
    { .name = "lower-rule", .activate = move_rule_action, .parameter_type = "x" },
    { .name = "remove-rule", .activate = remove_rule_action, .parameter_type = "x" },
    { .name = "export", .activate = export_action, .parameter_type = "s" },
    { .name = "export-pack", .activate = export_pack_action, .parameter_type = "s" },
    { .name = "export-all", .activate = export_all_action },
    { .name = "remove", .activate = remove_action, .parameter_type = "s" },
    { .name = "remove-pack", .activate = remove_pack_action, .parameter_type = "s" },
    { .name = "packs", .activate = packs_action },
    { .name = "import", .activate = import_action },
    { .name = "test", .activate = test_action },
    { .name = "search", .activate = search_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  /* The menu has what the header has no room for. */
  g_object_bind_property (self->search_button, "visible", g_action_map_lookup_action (G_ACTION_MAP (self->actions), "search"),
                          "enabled", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "kinds", G_ACTION_GROUP (self->actions));
}
