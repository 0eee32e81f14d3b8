/* relais-kind-editor-fields.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind-editor-fields.h"
#include "relais-kind-field-row.h"

struct _RelaisKindEditorFields
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;    /* (owned) of RelaisKindFieldRow; owned by the group */
};

G_DEFINE_FINAL_TYPE (RelaisKindEditorFields, relais_kind_editor_fields, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_taken (RelaisKindEditorFields *self,
          RelaisKindFieldRow     *except,
          const char             *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RelaisKindFieldRow *row = g_ptr_array_index (self->rows, i);

      if (row != except && g_str_equal (relais_kind_field_row_get_name (row), name))
        return TRUE;
    }

  return FALSE;
}

/* A name for templates: letters that every keyboard has, not taken by another detail. Returns: (transfer full) */
static char *
make_name (RelaisKindEditorFields *self,
           RelaisKindFieldRow     *row)
{
  g_autofree char *ascii = g_str_to_ascii (relais_kind_field_row_get_label (row), NULL);
  g_autoptr(GString) name = g_string_new (NULL);
  char *unique;

  for (const char *c = ascii; *c != '\0' && name->len < 32; c++)
    if (g_ascii_isalpha (*c) || (g_ascii_isdigit (*c) && name->len > 0))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  while (name->len > 0 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "detail");

  unique = g_strdup (name->str);
  for (guint tries = 2; is_taken (self, row, unique); tries++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s%u", name->str, tries);
    }

  return unique;
}

static void
changed_cb (RelaisKindEditorFields *self,
            RelaisKindFieldRow     *row)
{
  if (relais_kind_field_row_is_fresh (row) && relais_kind_field_row_get_label (row)[0] != '\0')
    {
      g_autofree char *name = make_name (self, row);

      relais_kind_field_row_set_name (row, name);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (RelaisKindEditorFields *self,
           RelaisKindFieldRow     *row)
{
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_signal_emit (self, signals[CHANGED], 0);
}

static RelaisKindFieldRow *
add_row (RelaisKindEditorFields *self,
         JsonObject             *definition)
{
  GtkWidget *row = relais_kind_field_row_new (definition);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return RELAIS_KIND_FIELD_ROW (row);
}

static void
new_cb (RelaisKindEditorFields *self)
{
  relais_kind_field_row_edit (add_row (self, NULL));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
relais_kind_editor_fields_set (RelaisKindEditorFields *self,
                               JsonArray              *fields)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_FIELDS (self));

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    add_row (self, json_array_get_object_element (fields, i));
}

JsonArray *
relais_kind_editor_fields_dup (RelaisKindEditorFields *self)
{
  JsonArray *fields = json_array_new ();

  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_FIELDS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RelaisKindFieldRow *row = g_ptr_array_index (self->rows, i);

      if (relais_kind_field_row_get_name (row)[0] != '\0')
        json_array_add_object_element (fields, relais_kind_field_row_dup_definition (row));
    }

  return fields;
}

char *
relais_kind_editor_fields_dup_fault (RelaisKindEditorFields *self)
{
  char *fault = NULL;

  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_FIELDS (self), NULL);

  for (guint i = 0; fault == NULL && i < self->rows->len; i++)
    fault = relais_kind_field_row_dup_fault (g_ptr_array_index (self->rows, i));

  return fault;
}

void
relais_kind_editor_fields_show_fault (RelaisKindEditorFields *self)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_FIELDS (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *fault = relais_kind_field_row_dup_fault (g_ptr_array_index (self->rows, i));

      if (fault != NULL)
        {
          relais_kind_field_row_edit (g_ptr_array_index (self->rows, i));
          return;
        }
    }
}

/* Who leaves for another page may use the details there: their names in templates stay from now on. */
static void
relais_kind_editor_fields_unmap (GtkWidget *widget)
{
  RelaisKindEditorFields *self = RELAIS_KIND_EDITOR_FIELDS (widget);

  for (guint i = 0; i < self->rows->len; i++)
    relais_kind_field_row_settle (g_ptr_array_index (self->rows, i));

  GTK_WIDGET_CLASS (relais_kind_editor_fields_parent_class)->unmap (widget);
}

static void
relais_kind_editor_fields_finalize (GObject *object)
{
  g_ptr_array_unref (RELAIS_KIND_EDITOR_FIELDS (object)->rows);

  G_OBJECT_CLASS (relais_kind_editor_fields_parent_class)->finalize (object);
}

static void
relais_kind_editor_fields_class_init (RelaisKindEditorFieldsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_kind_editor_fields_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = relais_kind_editor_fields_unmap;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_KIND_EDITOR_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
relais_kind_editor_fields_init (RelaisKindEditorFields *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_ptr_array_new ();
  gtk_widget_set_tooltip_text (button, _("Add Detail"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (new_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}
