/* relais-triage-card-lists.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-triage-card-private.h"
#include "relais-words.h"

/* The popover in which one says which kind it is. */

/* So wide they grow for a name. */
#define NAME_CHARS 40

void
relais_triage_card_fill_kinds (RelaisTriageCard *self)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));

  gtk_list_box_remove_all (self->kind_list);
  for (guint i = 0; i <= g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);
      const char *name = kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : _("None of the Kinds");
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (name);

      if (kind != NULL && !relais_kind_get_enabled (kind))
        continue;
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      /* What is as wide as its longest name may be wider than the screen, and is not shown at all then. */
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (kind != NULL)
        g_object_set_data_full (G_OBJECT (row), "kind", g_strdup (relais_kind_get_id (kind)), g_free);
      gtk_list_box_append (self->kind_list, row);
    }
}

static gboolean
filter_kind (GtkListBoxRow *row,
             gpointer       user_data)
{
  RelaisTriageCard *self = user_data;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->kind_search));
  const char *name = gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));

  return query[0] == '\0' || g_str_match_string (query, name, TRUE);
}

static void
kind_search_cb (RelaisTriageCard *self)
{
  gtk_list_box_invalidate_filter (self->kind_list);
}

static void
kind_activated_cb (RelaisTriageCard *self,
                   GtkListBoxRow    *row)
{
  gtk_popover_popdown (self->kind_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->kind_search), "");
  relais_triage_card_set_kind (self, g_object_get_data (G_OBJECT (row), "kind"));
}

/* The best match, or NULL. */
static GtkListBoxRow *
find_first (RelaisTriageCard *self)
{
  GtkListBoxRow *row;

  /* A key may come before the search has noticed the last letters. */
  gtk_list_box_invalidate_filter (self->kind_list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->kind_list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;

  return NULL;
}

static void
kind_search_activate_cb (RelaisTriageCard *self)
{
  GtkListBoxRow *row = find_first (self);

  if (row != NULL)
    kind_activated_cb (self, row);
}

/* The list itself would go to the row on which the keyboard was last, which may not be among those found. */
static gboolean
down_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  GtkListBoxRow *row = find_first (user_data);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
relais_triage_card_class_lists (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, kind_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_activated_cb);
  /* Else the entry keeps Escape for itself. */
  gtk_widget_class_bind_template_callback_full (widget_class, "popdown_cb", G_CALLBACK (gtk_popover_popdown));
}

void
relais_triage_card_init_lists (RelaisTriageCard *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_list_box_set_filter_func (self->kind_list, filter_kind, self, NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Down|KP_Down"),
                                                          gtk_callback_action_new (down_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->kind_search), keys);
}
