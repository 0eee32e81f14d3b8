/* relais-kinds-page-search.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kinds-page-private.h"
#include "relais-kinds-row.h"
#include "relais-words.h"

static gboolean
matches (const char *query,
         const char *title,
         const char *text)
{
  return query[0] == '\0' || g_str_match_string (query, title, TRUE) || (text != NULL && g_str_match_string (query, text, TRUE));
}

static guint
filter_kinds (RelaisKindsPage *self,
              const char      *query)
{
  g_autoptr(GHashTable) groups = g_hash_table_new (NULL, NULL);
  guint shown = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      RelaisKind *kind = relais_kinds_row_get_kind (RELAIS_KINDS_ROW (row));
      gboolean found = matches (query, relais_kind_get_name (kind, relais_words_get_language ()),
                                relais_kind_get_description (kind, relais_words_get_language ()));

      gtk_widget_set_visible (row, found);
      if (!found)
        continue;
      g_hash_table_add (groups, gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP));
      shown++;
    }
  /* What stays is not hidden for a moment: the focus would leave it, and the page scroll to where that goes. */
  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->groups, i), g_hash_table_contains (groups, g_ptr_array_index (self->groups, i)));

  return shown;
}

static guint
filter_rules (RelaisKindsPage *self,
              const char      *query)
{
  guint shown = 0;

  for (guint i = 0; i < self->rule_rows->len; i++)
    {
      AdwActionRow *row = g_ptr_array_index (self->rule_rows, i);
      gboolean found = matches (query, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), adw_action_row_get_subtitle (row));

      gtk_widget_set_visible (GTK_WIDGET (row), found);
      shown += found;
    }

  return shown;
}

void
relais_kinds_page_filter (RelaisKindsPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  guint kinds = filter_kinds (self, query);
  guint rules = filter_rules (self, query);

  gtk_widget_set_visible (GTK_WIDGET (self->rules_group), query[0] == '\0' || rules > 0);
  if (self->rows->len == 0 && self->rule_rows->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (self->stack, kinds + rules > 0 || query[0] == '\0' ? "list" : "nothing");
}

void
relais_kinds_page_start_search (RelaisKindsPage *self)
{
  g_return_if_fail (RELAIS_IS_KINDS_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
