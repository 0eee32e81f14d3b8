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

typedef struct
{
  GtkStringList *names;    /* (owned) */
  GPtrArray     *values;   /* (owned) of strings (nullable), beside the names */
} Choices;

static void
add (Choices    *choices,
     const char *name,
     const char *value)
{
  gtk_string_list_append (choices->names, name);
  g_ptr_array_add (choices->values, g_strdup (value));
}

/* @none: (nullable): the name of no value */
static void
begin (Choices    *choices,
       const char *none)
{
  choices->names = gtk_string_list_new (NULL);
  choices->values = g_ptr_array_new_with_free_func (g_free);
  if (none != NULL)
    add (choices, none, NULL);
}

static gboolean
is_value (gconstpointer one,
          gconstpointer other)
{
  return g_strcmp0 (one, other) == 0;
}

/* @value: (nullable); @position: (out) (optional) */
static gboolean
find (Choices    *choices,
      const char *value,
      guint      *position)
{
  return g_ptr_array_find_with_equal_func (choices->values, value, is_value, position);
}

static void
fill (AdwComboRow *row,
      Choices     *choices,
      const char  *selected)
{
  guint chosen;

  if (!find (choices, selected, &chosen))
    chosen = 0;
  g_object_set_data_full (G_OBJECT (row), VALUES, choices->values, (GDestroyNotify) g_ptr_array_unref);
  adw_combo_row_set_model (row, G_LIST_MODEL (choices->names));
  adw_combo_row_set_selected (row, chosen);
  g_object_unref (choices->names);
}

static const char *
get_value (AdwComboRow *row)
{
  GPtrArray *values = g_object_get_data (G_OBJECT (row), VALUES);
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
  Choices choices;

  begin (&choices, none);
  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);

      if (g_strcmp0 (relais_kind_get_id (kind), except) != 0)
        add (&choices, relais_kind_get_name (kind, relais_words_get_language ()), relais_kind_get_id (kind));
    }
  fill (row, &choices, selected);
}

const char *
relais_choices_get_kind (AdwComboRow *row)
{
  return get_value (row);
}

static void
add_fields (Choices    *choices,
            RelaisKind *kind)
{
  GPtrArray *fields = relais_kind_get_fields (kind);

  for (guint i = 0; i < fields->len; i++)
    {
      const RelaisKindField *field = g_ptr_array_index (fields, i);

      if (!find (choices, field->name, NULL))
        add (choices, relais_kind_field_get_label (field, relais_words_get_language ()), field->name);
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
  Choices choices;

  begin (&choices, none);
  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) one = g_list_model_get_item (kinds, i);

      if (kind == NULL || g_str_equal (relais_kind_get_id (one), kind))
        add_fields (&choices, one);
    }
  /* What is asked for stays visible, also when no kind reads it any more. */
  if (!find (&choices, selected, NULL))
    add (&choices, selected, selected);
  fill (row, &choices, selected);
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
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, selected);
  Choices choices;

  begin (&choices, none);
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr(RelaisMember) member = g_list_model_get_item (team, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, relais_member_get_id (member));

      add (&choices, relais_member_get_name (member), value);
    }
  fill (row, &choices, wanted);
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
  Choices choices;

  begin (&choices, none);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i] != RELAIS_ACTION_AUTO || automatic)
      add (&choices, relais_words_get_action (actions[i]), relais_action_to_string (actions[i]));
  fill (row, &choices, selected >= 0 ? relais_action_to_string ((RelaisAction) selected) : NULL);
}

int
relais_choices_get_action (AdwComboRow *row)
{
  const char *value = get_value (row);
  RelaisAction action;

  return value != NULL && relais_action_from_string (value, &action) ? (int) action : -1;
}
