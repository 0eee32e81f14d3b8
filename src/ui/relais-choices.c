/* relais-choices.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-choices.h"
#include "relais-words.h"

/* The values stand beside the names that the row shows. */
#define VALUES "relais-values"

static GPtrArray *
get_values (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), VALUES);
}

static void
fill (AdwComboRow *row,
      GPtrArray   *names,
      GPtrArray   *values,
      const char  *selected)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < names->len; i++)
    {
      gtk_string_list_append (list, g_ptr_array_index (names, i));
      if (g_strcmp0 (g_ptr_array_index (values, i), selected) == 0)
        chosen = i;
    }
  g_object_set_data_full (G_OBJECT (row), VALUES, values, (GDestroyNotify) g_ptr_array_unref);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, chosen);
}

static const char *
get_value (AdwComboRow *row)
{
  GPtrArray *values = get_values (row);
  guint chosen = adw_combo_row_get_selected (row);

  return values != NULL && chosen < values->len ? g_ptr_array_index (values, chosen) : NULL;
}

void
relais_choices_fill_kinds (AdwComboRow     *row,
                           RelaisWorkspace *workspace,
                           const char      *none,
                           const char      *except,
                           const char      *selected)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (workspace));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strdup (none));
  g_ptr_array_add (values, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);

      if (g_strcmp0 (relais_kind_get_id (kind), except) == 0)
        continue;
      g_ptr_array_add (names, g_strdup (relais_kind_get_name (kind, relais_words_get_language ())));
      g_ptr_array_add (values, g_strdup (relais_kind_get_id (kind)));
    }
  fill (row, names, values, selected);
}

const char *
relais_choices_get_kind (AdwComboRow *row)
{
  return get_value (row);
}

static void
add_fields (GPtrArray  *names,
            GPtrArray  *values,
            RelaisKind *kind)
{
  GPtrArray *fields = relais_kind_get_fields (kind);

  for (guint i = 0; i < fields->len; i++)
    {
      const RelaisKindField *field = g_ptr_array_index (fields, i);
      gboolean known = FALSE;

      for (guint j = 0; j < values->len && !known; j++)
        known = g_strcmp0 (g_ptr_array_index (values, j), field->name) == 0;
      if (known)
        continue;
      g_ptr_array_add (names, g_strdup (relais_kind_field_get_label (field, relais_words_get_language ())));
      g_ptr_array_add (values, g_strdup (field->name));
    }
}

void
relais_choices_fill_fields (AdwComboRow     *row,
                            RelaisWorkspace *workspace,
                            const char      *kind,
                            const char      *none,
                            const char      *selected)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (workspace));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  gboolean found = selected == NULL;

  g_ptr_array_add (names, g_strdup (none));
  g_ptr_array_add (values, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) one = g_list_model_get_item (kinds, i);

      if (kind == NULL || g_str_equal (relais_kind_get_id (one), kind))
        add_fields (names, values, one);
    }
  for (guint i = 0; i < values->len && !found; i++)
    found = g_strcmp0 (g_ptr_array_index (values, i), selected) == 0;
  /* What is asked for stays visible, also when no kind reads it any more. */
  if (!found)
    {
      g_ptr_array_add (names, g_strdup (selected));
      g_ptr_array_add (values, g_strdup (selected));
    }
  fill (row, names, values, selected);
}

const char *
relais_choices_get_field (AdwComboRow *row)
{
  return get_value (row);
}

void
relais_choices_fill_team (AdwComboRow     *row,
                          RelaisWorkspace *workspace,
                          const char      *none,
                          gint64           selected)
{
  GListModel *team = G_LIST_MODEL (relais_workspace_get_team (workspace));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, selected);

  g_ptr_array_add (names, g_strdup (none));
  g_ptr_array_add (values, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr(RelaisMember) member = g_list_model_get_item (team, i);

      g_ptr_array_add (names, g_strdup (relais_member_get_name (member)));
      g_ptr_array_add (values, g_strdup_printf ("%" G_GINT64_FORMAT, relais_member_get_id (member)));
    }
  fill (row, names, values, wanted);
}

gint64
relais_choices_get_member (AdwComboRow *row)
{
  const char *value = get_value (row);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

void
relais_choices_fill_actions (AdwComboRow *row,
                             const char  *none,
                             gboolean     automatic,
                             int          selected)
{
  static const RelaisAction actions[] = {
    RELAIS_ACTION_DRAFT, RELAIS_ACTION_AUTO, RELAIS_ACTION_FORWARD, RELAIS_ACTION_TASK, RELAIS_ACTION_IGNORE,
  };
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  if (none != NULL)
    {
      g_ptr_array_add (names, g_strdup (none));
      g_ptr_array_add (values, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (actions[i] == RELAIS_ACTION_AUTO && !automatic)
        continue;
      g_ptr_array_add (names, g_strdup (relais_words_get_action (actions[i])));
      g_ptr_array_add (values, g_strdup (relais_action_to_string (actions[i])));
    }
  fill (row, names, values, selected >= 0 ? relais_action_to_string ((RelaisAction) selected) : NULL);
}

int
relais_choices_get_action (AdwComboRow *row)
{
  const char *value = get_value (row);
  RelaisAction action;

  return value != NULL && relais_action_from_string (value, &action) ? (int) action : -1;
}
