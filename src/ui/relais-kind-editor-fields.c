/* relais-kind-editor-fields.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind.h"
#include "relais-kind-editor-fields.h"
#include "relais-words.h"

struct _RelaisKindEditorFields
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *fields;    /* (owned) of Field */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (RelaisKindEditorFields, relais_kind_editor_fields, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One detail: its definition, what the form does not show included, and the widgets that change it (owned by the row). */
typedef struct
{
  JsonObject   *definition;   /* (owned) */
  GtkWidget    *row;
  AdwEntryRow  *label_en;
  AdwEntryRow  *label_fr;
  AdwComboRow  *type;
  AdwSwitchRow *required;
  AdwEntryRow  *pattern;
} Field;

static const char * const type_words[] = {
  [RELAIS_FIELD_TEXT] = NC_("detail", "Words"),
  [RELAIS_FIELD_PERSON] = NC_("detail", "Person"),
  [RELAIS_FIELD_DATE] = NC_("detail", "Date"),
  [RELAIS_FIELD_TIME] = NC_("detail", "Time"),
  [RELAIS_FIELD_NUMBER] = NC_("detail", "Number"),
  [RELAIS_FIELD_MONEY] = NC_("detail", "Amount of money"),
  [RELAIS_FIELD_EMAIL] = NC_("detail", "E-mail address"),
  [RELAIS_FIELD_PHONE] = NC_("detail", "Phone number"),
  [RELAIS_FIELD_PLACE] = NC_("detail", "Place"),
  [RELAIS_FIELD_REFERENCE] = NC_("detail", "Reference"),
};

static void
field_free (gpointer data)
{
  Field *field = data;

  json_object_unref (field->definition);
  g_free (field);
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  return json_object_get_string_member_with_default (object, member, "");
}

static const char *
get_label (Field      *field,
           const char *language)
{
  JsonObject *labels = json_object_has_member (field->definition, "label")
                       ? json_object_get_object_member (field->definition, "label") : NULL;

  return labels != NULL ? get_string (labels, language) : "";
}

static const char *
get_shown_label (Field *field)
{
  const char *own = gtk_editable_get_text (GTK_EDITABLE (g_str_equal (relais_words_get_language (), "fr")
                                                         ? field->label_fr : field->label_en));
  const char *other = gtk_editable_get_text (GTK_EDITABLE (g_str_equal (relais_words_get_language (), "fr")
                                                           ? field->label_en : field->label_fr));

  return own[0] != '\0' ? own : other;
}

static void
show_head (Field *field)
{
  const char *label = get_shown_label (field);
  guint type = adw_combo_row_get_selected (field->type);
  g_autofree char *subtitle = NULL;

  subtitle = g_strdup_printf (adw_switch_row_get_active (field->required)
                              /* Translators: what a detail is, as in “Date, needed for the answer” */
                              ? _("%s, needed for the answer") : "%s",
                              g_dpgettext2 (NULL, "detail", type_words[MIN (type, G_N_ELEMENTS (type_words) - 1)]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->row), label[0] != '\0' ? label : _("New Detail"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (field->row), subtitle);
}

/* A name for templates: letters that every keyboard has, not taken by another detail. */
static char *
make_name (RelaisKindEditorFields *self,
           const char             *label)
{
  g_autofree char *ascii = g_str_to_ascii (label, NULL);
  g_autoptr(GString) name = g_string_new (NULL);
  guint tries = 1;
  gboolean taken = TRUE;

  for (const char *c = ascii; *c != '\0' && name->len < 32; c++)
    if (g_ascii_isalpha (*c) || (g_ascii_isdigit (*c) && name->len > 0))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  while (name->len > 0 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "detail");

  while (taken)
    {
      taken = FALSE;
      for (guint i = 0; i < self->fields->len && !taken; i++)
        taken = g_str_equal (get_string (((Field *) g_ptr_array_index (self->fields, i))->definition, "name"), name->str);
      if (taken)
        {
          if (tries > 1)
            g_string_truncate (name, name->len - 1);
          g_string_append_printf (name, "%u", ++tries % 10);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&name));
}

static void
edited_cb (RelaisKindEditorFields *self)
{
  if (self->filling)
    return;

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      const char *label = get_shown_label (field);

      show_head (field);
      if (get_string (field->definition, "name")[0] == '\0' && label[0] != '\0')
        {
          g_autofree char *name = make_name (self, label);

          json_object_set_string_member (field->definition, "name", name);
        }
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (RelaisKindEditorFields *self,
            GtkWidget              *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_EXPANDER_ROW);

  for (guint i = 0; i < self->fields->len; i++)
    if (((Field *) g_ptr_array_index (self->fields, i))->row == row)
      {
        g_ptr_array_remove_index (self->fields, i);
        break;
      }
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static AdwEntryRow *
add_entry (RelaisKindEditorFields *self,
           Field                  *field,
           const char             *title,
           const char             *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_connect_object (row, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (field->row), row);

  return ADW_ENTRY_ROW (row);
}

static void
add_type (RelaisKindEditorFields *self,
          Field                  *field)
{
  g_autoptr(GtkStringList) types = gtk_string_list_new (NULL);
  const char *type = get_string (field->definition, "type");
  guint selected = RELAIS_FIELD_TEXT;

  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    {
      gtk_string_list_append (types, g_dpgettext2 (NULL, "detail", type_words[i]));
      if (g_str_equal (relais_field_type_to_string ((RelaisFieldType) i), type))
        selected = i;
    }

  field->type = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->type), _("What It Is"));
  adw_combo_row_set_model (field->type, G_LIST_MODEL (types));
  adw_combo_row_set_selected (field->type, selected);
  g_signal_connect_object (field->type, "notify::selected", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (field->row), GTK_WIDGET (field->type));
}

static void
add_required (RelaisKindEditorFields *self,
              Field                  *field)
{
  field->required = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->required), _("Needed for the Answer"));
  adw_switch_row_set_active (field->required, json_object_get_boolean_member_with_default (field->definition, "required", FALSE));
  g_signal_connect_object (field->required, "notify::active", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (field->row), GTK_WIDGET (field->required));
}

static Field *
add_field (RelaisKindEditorFields *self,
           JsonObject             *definition)
{
  Field *field = g_new0 (Field, 1);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  field->definition = json_object_ref (definition);
  field->row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (field->row), FALSE);
  field->label_en = add_entry (self, field, _("Name in English"), get_label (field, "en"));
  field->label_fr = add_entry (self, field, _("Name in French"), get_label (field, "fr"));
  add_type (self, field);
  add_required (self, field);
  field->pattern = add_entry (self, field, _("Pattern (a regular expression with one group)"),
                              get_string (definition, "pattern"));

  gtk_widget_set_tooltip_text (remove, _("Remove Detail"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (field->row), remove);

  g_ptr_array_add (self->fields, field);
  show_head (field);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), field->row);

  return field;
}

static void
new_cb (RelaisKindEditorFields *self)
{
  g_autoptr(JsonObject) definition = json_object_new ();
  Field *field;

  self->filling = TRUE;
  field = add_field (self, definition);
  self->filling = FALSE;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (field->row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (g_str_equal (relais_words_get_language (), "fr") ? field->label_fr : field->label_en));
}

void
relais_kind_editor_fields_set (RelaisKindEditorFields *self,
                               JsonArray              *fields)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_FIELDS (self));

  self->filling = TRUE;
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    add_field (self, json_array_get_object_element (fields, i));
  self->filling = FALSE;
}

/* Returns: (transfer full): the definition as the form says it */
static JsonObject *
dup_definition (Field *field)
{
  JsonObject *object = json_object_new ();
  JsonObject *labels = json_object_new ();
  const char *en = gtk_editable_get_text (GTK_EDITABLE (field->label_en));
  const char *fr = gtk_editable_get_text (GTK_EDITABLE (field->label_fr));
  const char *pattern = gtk_editable_get_text (GTK_EDITABLE (field->pattern));
  g_autoptr(GList) members = json_object_get_members (field->definition);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (object, l->data, json_node_copy (json_object_get_member (field->definition, l->data)));
  if (en[0] != '\0')
    json_object_set_string_member (labels, "en", en);
  if (fr[0] != '\0')
    json_object_set_string_member (labels, "fr", fr);
  json_object_set_object_member (object, "label", labels);
  json_object_set_string_member (object, "type",
                                 relais_field_type_to_string ((RelaisFieldType) adw_combo_row_get_selected (field->type)));
  json_object_set_boolean_member (object, "required", adw_switch_row_get_active (field->required));
  if (pattern[0] != '\0')
    json_object_set_string_member (object, "pattern", pattern);
  else
    json_object_remove_member (object, "pattern");

  return object;
}

/* A detail without a name is not one yet. */
JsonArray *
relais_kind_editor_fields_dup (RelaisKindEditorFields *self)
{
  JsonArray *fields = json_array_new ();

  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_FIELDS (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (get_string (field->definition, "name")[0] != '\0')
        json_array_add_object_element (fields, dup_definition (field));
    }

  return fields;
}

static void
relais_kind_editor_fields_finalize (GObject *object)
{
  g_ptr_array_unref (RELAIS_KIND_EDITOR_FIELDS (object)->fields);

  G_OBJECT_CLASS (relais_kind_editor_fields_parent_class)->finalize (object);
}

static void
relais_kind_editor_fields_class_init (RelaisKindEditorFieldsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_kind_editor_fields_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_KIND_EDITOR_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
relais_kind_editor_fields_init (RelaisKindEditorFields *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->fields = g_ptr_array_new_with_free_func (field_free);
  gtk_widget_set_tooltip_text (button, _("Add Detail"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (new_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}
