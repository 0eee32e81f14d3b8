/* relais-kinds-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-after-frame.h"
#include "relais-kinds-page-private.h"
#include "relais-kinds-row.h"
#include "relais-toast.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisKindsPage, relais_kinds_page, ADW_TYPE_BIN)

static RelaisPack *
find_pack (RelaisKindsPage *self,
           const char      *id)
{
  for (guint i = 0; i < self->packs->len; i++)
    if (g_strcmp0 (relais_pack_get_id (g_ptr_array_index (self->packs, i)), id) == 0)
      return g_ptr_array_index (self->packs, i);

  return NULL;
}

char *
relais_kinds_page_dup_pack (RelaisKindsPage *self,
                            const char      *pack)
{
  RelaisPack *found = find_pack (self, pack);

  return g_strdup (found != NULL ? relais_pack_get_name (found, relais_words_get_language ()) : _("Your Own"));
}

const char *
relais_kinds_page_get_pack (RelaisKindsPage *self,
                            RelaisKind      *kind)
{
  const char *pack = relais_kind_get_pack (kind);

  return find_pack (self, pack) != NULL ? pack : "";
}

/* Returns: (transfer full) (element-type RelaisKind): the kinds to show, those of a pack together, in the order of their first */
static GPtrArray *
list_kinds (RelaisKindsPage *self)
{
  GListModel *model = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  GPtrArray *kinds = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (model, i);
      guint place = kinds->len;

      if (relais_kinds_page_is_removed (self, RELAIS_REMOVAL_KIND, relais_kind_get_id (kind)) ||
          relais_kinds_page_is_removed (self, RELAIS_REMOVAL_PACK, relais_kinds_page_get_pack (self, kind)))
        continue;
      for (guint j = kinds->len; j > 0; j--)
        if (g_str_equal (relais_kinds_page_get_pack (self, g_ptr_array_index (kinds, j - 1)),
                         relais_kinds_page_get_pack (self, kind)))
          {
            place = j;
            break;
          }
      g_ptr_array_insert (kinds, (int) place, g_steal_pointer (&kind));
    }

  return kinds;
}

static gboolean
is_row_of (RelaisKindsPage *self,
           RelaisKindsRow  *row,
           RelaisKind      *kind)
{
  RelaisKind *shown = relais_kinds_row_get_kind (row);

  return g_str_equal (relais_kind_get_id (shown), relais_kind_get_id (kind)) &&
         g_str_equal (relais_kinds_page_get_pack (self, shown), relais_kinds_page_get_pack (self, kind));
}

/* Whether the kinds are those that are shown, in their order, but for some that went. */
static gboolean
only_went (RelaisKindsPage *self,
           GPtrArray       *kinds)
{
  guint found = 0;

  for (guint i = 0; i < self->rows->len && found < kinds->len; i++)
    if (is_row_of (self, g_ptr_array_index (self->rows, i), g_ptr_array_index (kinds, found)))
      found++;

  return found == kinds->len;
}

/* The rows of those that went, and the groups that have no other. */
static void
take_out (RelaisKindsPage *self,
          GPtrArray       *kinds)
{
  g_autoptr(GHashTable) full = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->rows->len;)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (i < kinds->len && is_row_of (self, RELAIS_KINDS_ROW (row), g_ptr_array_index (kinds, i)))
        {
          g_hash_table_add (full, group);
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->rows, i);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  for (guint i = self->groups->len; i > 0; i--)
    if (!g_hash_table_contains (full, g_ptr_array_index (self->groups, i - 1)))
      {
        adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i - 1));
        g_ptr_array_remove_index (self->groups, i - 1);
      }
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisKindsPage *self = owner;

  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      relais_kinds_page_update (self);
    }
}

static void
toggled_cb (RelaisKindsPage *self,
            gboolean         enabled,
            RelaisKindsRow  *row)
{
  RelaisKind *kind = relais_kinds_row_get_kind (row);
  g_autoptr(RelaisKind) changed = relais_kind_with (kind, relais_kind_get_action (kind), relais_kind_get_member (kind), enabled);

  relais_future_to_ui (relais_kind_store_save (relais_workspace_get_kinds (self->workspace), changed), self, NULL, saved_cb, NULL);
}

static void
activated_cb (RelaisKindsPage *self,
              RelaisKindsRow  *row)
{
  relais_kinds_page_edit (self, relais_kinds_row_get_kind (row));
}

static GtkWidget *
make_pack_menu (const char *pack)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenuItem) out = g_menu_item_new (_("E_xport…"), NULL);
  g_autoptr(GMenuItem) remove = g_menu_item_new (_("_Delete Pack"), NULL);
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_item_set_action_and_target (out, "kinds.export-pack", "s", pack);
  g_menu_item_set_action_and_target (remove, "kinds.remove-pack", "s", pack);
  g_menu_append_item (menu, out);
  if (pack[0] != '\0')
    g_menu_append_item (menu, remove);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static AdwPreferencesGroup *
add_group (RelaisKindsPage *self,
           const char      *pack)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *name = relais_kinds_page_dup_pack (self, pack);
  g_autofree char *title = g_markup_escape_text (name, -1);

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_header_suffix (group, make_pack_menu (pack));
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->groups, group);

  return group;
}

static GtkAdjustment *
get_adjustment (RelaisKindsPage *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->rules_group), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
scroll_back (GtkWidget *widget)
{
  RelaisKindsPage *self = RELAIS_KINDS_PAGE (widget);

  gtk_adjustment_set_value (get_adjustment (self), self->place);
}

static void
rebuild (RelaisKindsPage *self,
         GPtrArray       *kinds)
{
  AdwPreferencesGroup *group = NULL;
  const char *pack = NULL;

  self->place = gtk_adjustment_get_value (get_adjustment (self));
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);
      GtkWidget *row = relais_kinds_row_new (self->workspace);

      if (group == NULL || !g_str_equal (pack, relais_kinds_page_get_pack (self, kind)))
        group = add_group (self, relais_kinds_page_get_pack (self, kind));
      pack = relais_kinds_page_get_pack (self, kind);
      relais_kinds_row_set_kind (RELAIS_KINDS_ROW (row), kind);
      g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (group, row);
    }

  /* Kinds first, what stands above them last: most people never make a rule. */
  g_object_ref (self->rules_group);
  adw_preferences_page_remove (self->page, self->rules_group);
  adw_preferences_page_add (self->page, self->rules_group);
  g_object_unref (self->rules_group);
  if (self->place > 0)
    relais_after_frame (GTK_WIDGET (self), scroll_back);
}

/* Rows that stay keep the focus and their place on screen; only when kinds come the page is made again. */
void
relais_kinds_page_update (RelaisKindsPage *self)
{
  g_autoptr(GPtrArray) kinds = list_kinds (self);

  if (only_went (self, kinds))
    take_out (self, kinds);
  else
    rebuild (self, kinds);
  for (guint i = 0; i < kinds->len; i++)
    relais_kinds_row_set_kind (g_ptr_array_index (self->rows, i), g_ptr_array_index (kinds, i));

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "merge")), kinds->len > 1);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "export-all")),
                               kinds->len > 0);
  relais_kinds_page_filter (self);
}

/* A rule's sentence names kinds and people. */
static void
names_changed_cb (RelaisKindsPage *self)
{
  relais_kinds_page_update (self);
  relais_kinds_page_show_rules (self);
}

void
relais_kinds_page_set_workspace (RelaisKindsPage *self,
                                 RelaisWorkspace *workspace)
{
  g_return_if_fail (RELAIS_IS_KINDS_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (names_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_team (workspace), "items-changed", G_CALLBACK (names_changed_cb), self,
                           G_CONNECT_SWAPPED);
  relais_kinds_page_update (self);
  relais_kinds_page_reload_rules (self);
}

/* What was measured may have changed while nobody looked, and rules be made of a message. */
static void
relais_kinds_page_map (GtkWidget *widget)
{
  RelaisKindsPage *self = RELAIS_KINDS_PAGE (widget);

  GTK_WIDGET_CLASS (relais_kinds_page_parent_class)->map (widget);

  if (self->workspace == NULL)
    return;
  relais_kinds_page_update (self);
  relais_kinds_page_reload_rules (self);
}

static void
relais_kinds_page_unmap (GtkWidget *widget)
{
  RelaisKindsPage *self = RELAIS_KINDS_PAGE (widget);

  if (self->workspace != NULL)
    relais_kinds_page_settle (self);

  GTK_WIDGET_CLASS (relais_kinds_page_parent_class)->unmap (widget);
}

static void
relais_kinds_page_dispose (GObject *object)
{
  RelaisKindsPage *self = RELAIS_KINDS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);
  g_ptr_array_set_size (self->removals, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KINDS_PAGE);

  G_OBJECT_CLASS (relais_kinds_page_parent_class)->dispose (object);
}

static void
relais_kinds_page_finalize (GObject *object)
{
  RelaisKindsPage *self = RELAIS_KINDS_PAGE (object);

  g_clear_pointer (&self->packs, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->rule_rows, g_ptr_array_unref);
  g_clear_pointer (&self->removals, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_kinds_page_parent_class)->finalize (object);
}

static void
relais_kinds_page_class_init (RelaisKindsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kinds_page_dispose;
  object_class->finalize = relais_kinds_page_finalize;
  widget_class->map = relais_kinds_page_map;
  widget_class->unmap = relais_kinds_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kinds-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, page);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, rules_group);
  gtk_widget_class_bind_template_callback (widget_class, relais_kinds_page_filter);
}

static void
relais_kinds_page_init (RelaisKindsPage *self)
{
  self->packs = relais_pack_list_shipped ();
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->rule_rows = g_ptr_array_new ();
  self->removals = g_ptr_array_new_with_free_func (relais_kinds_page_free_removal);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It stands in a clamp, where the bar does not find it by itself. */
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  relais_kinds_page_init_actions (self);
}
