/* relais-kind-field-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind.h"
#include "relais-kind-field-row.h"
#include "relais-words.h"

struct _RelaisKindFieldRow
{
  AdwExpanderRow  parent_instance;

  AdwEntryRow    *label_en;
  AdwEntryRow    *label_fr;
  AdwComboRow    *field_type;
  AdwSwitchRow   *required;
  AdwEntryRow    *pattern;

  JsonObject     *definition;   /* (owned) what the form does not show included */
  char           *name;         /* (owned) */
  gboolean        fresh;
  gboolean        ready;        /* what is in the form was written by the user */
};

G_DEFINE_FINAL_TYPE (RelaisKindFieldRow, relais_kind_field_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static AdwEntryRow *
get_label_row (RelaisKindFieldRow *self,
               gboolean            own)
{
  gboolean french = g_str_equal (relais_words_get_language (), "fr");

  return french == own ? self->label_fr : self->label_en;
}

const char *
relais_kind_field_row_get_label (RelaisKindFieldRow *self)
{
  const char *own;

  g_return_val_if_fail (RELAIS_IS_KIND_FIELD_ROW (self), NULL);

  own = get_text (get_label_row (self, TRUE));

  return own[0] != '\0' ? own : get_text (get_label_row (self, FALSE));
}

/* Returns: (transfer full) (nullable) */
static char *
dup_pattern_fault (RelaisKindFieldRow *self)
{
  const char *pattern = get_text (self->pattern);
  g_autoptr(GRegex) regex = NULL;

  if (pattern[0] == '\0')
    return NULL;
  regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  if (regex == NULL)
    /* Translators: the name of a detail */
    return g_strdup_printf (_("The pattern of “%s” is not a regular expression."), relais_kind_field_row_get_label (self));
  if (g_regex_get_capture_count (regex) != 1)
    /* Translators: the name of a detail; a group is a part of a regular expression in parentheses */
    return g_strdup_printf (_("The pattern of “%s” needs exactly one group in parentheses."),
                            relais_kind_field_row_get_label (self));

  return NULL;
}

char *
relais_kind_field_row_dup_fault (RelaisKindFieldRow *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_FIELD_ROW (self), NULL);

  if (relais_kind_field_row_get_label (self)[0] == '\0')
    return g_strdup (_("Give the new detail a name, or remove it."));

  return dup_pattern_fault (self);
}

static void
show_head (RelaisKindFieldRow *self)
{
  const char *label = relais_kind_field_row_get_label (self);
  guint type = MIN (adw_combo_row_get_selected (self->field_type), G_N_ELEMENTS (type_words) - 1);
  const char *word = g_dpgettext2 (NULL, "detail", type_words[type]);
  g_autofree char *fault = dup_pattern_fault (self);
  g_autofree char *subtitle = NULL;

  if (adw_switch_row_get_active (self->required))
    /* Translators: what a detail is, as in “Date, needed for the answer” */
    subtitle = g_strdup_printf (_("%s, needed for the answer"), word);
  else
    subtitle = g_strdup (word);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label[0] != '\0' ? label : _("New Detail"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->pattern), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pattern), "error");
}

static void
changed_cb (RelaisKindFieldRow *self)
{
  if (!self->ready)
    return;
  show_head (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (RelaisKindFieldRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static const char *
get_member (RelaisKindFieldRow *self,
            const char         *member)
{
  return json_object_get_string_member_with_default (self->definition, member, "");
}

static void
fill_types (RelaisKindFieldRow *self)
{
  g_autoptr(GtkStringList) types = gtk_string_list_new (NULL);
  guint selected = RELAIS_FIELD_TEXT;

  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    {
      gtk_string_list_append (types, g_dpgettext2 (NULL, "detail", type_words[i]));
      if (g_str_equal (relais_field_type_to_string ((RelaisFieldType) i), get_member (self, "type")))
        selected = i;
    }
  adw_combo_row_set_model (self->field_type, G_LIST_MODEL (types));
  adw_combo_row_set_selected (self->field_type, selected);
}

GtkWidget *
relais_kind_field_row_new (JsonObject *definition)
{
  RelaisKindFieldRow *self = g_object_new (RELAIS_TYPE_KIND_FIELD_ROW, NULL);
  JsonObject *labels;

  self->definition = definition != NULL ? json_object_ref (definition) : json_object_new ();
  self->name = g_strdup (get_member (self, "name"));
  self->fresh = self->name[0] == '\0';
  labels = json_object_has_member (self->definition, "label") ? json_object_get_object_member (self->definition, "label") : NULL;
  if (labels != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->label_en), json_object_get_string_member_with_default (labels, "en", ""));
      gtk_editable_set_text (GTK_EDITABLE (self->label_fr), json_object_get_string_member_with_default (labels, "fr", ""));
    }
  fill_types (self);
  adw_switch_row_set_active (self->required, json_object_get_boolean_member_with_default (self->definition, "required", FALSE));
  gtk_editable_set_text (GTK_EDITABLE (self->pattern), get_member (self, "pattern"));
  show_head (self);
  self->ready = TRUE;

  return GTK_WIDGET (self);
}

const char *
relais_kind_field_row_get_name (RelaisKindFieldRow *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_FIELD_ROW (self), NULL);

  return self->name;
}

void
relais_kind_field_row_set_name (RelaisKindFieldRow *self,
                                const char         *name)
{
  g_return_if_fail (RELAIS_IS_KIND_FIELD_ROW (self));

  g_set_str (&self->name, name);
}

gboolean
relais_kind_field_row_is_fresh (RelaisKindFieldRow *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_FIELD_ROW (self), FALSE);

  return self->fresh;
}

void
relais_kind_field_row_settle (RelaisKindFieldRow *self)
{
  g_return_if_fail (RELAIS_IS_KIND_FIELD_ROW (self));

  self->fresh = self->name[0] == '\0';
}

JsonObject *
relais_kind_field_row_dup_definition (RelaisKindFieldRow *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *labels = json_object_new ();
  g_autoptr(GList) members = json_object_get_members (self->definition);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (object, l->data, json_node_copy (json_object_get_member (self->definition, l->data)));
  json_object_set_string_member (object, "name", self->name);
  if (get_text (self->label_en)[0] != '\0')
    json_object_set_string_member (labels, "en", get_text (self->label_en));
  if (get_text (self->label_fr)[0] != '\0')
    json_object_set_string_member (labels, "fr", get_text (self->label_fr));
  json_object_set_object_member (object, "label", labels);
  json_object_set_string_member (object, "type",
                                 relais_field_type_to_string ((RelaisFieldType) adw_combo_row_get_selected (self->field_type)));
  json_object_set_boolean_member (object, "required", adw_switch_row_get_active (self->required));
  if (get_text (self->pattern)[0] != '\0')
    json_object_set_string_member (object, "pattern", get_text (self->pattern));
  else if (json_object_has_member (object, "pattern"))
    json_object_remove_member (object, "pattern");

  return object;
}

void
relais_kind_field_row_edit (RelaisKindFieldRow *self)
{
  gboolean named;

  g_return_if_fail (RELAIS_IS_KIND_FIELD_ROW (self));

  named = relais_kind_field_row_get_label (self)[0] != '\0';
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (named ? self->pattern : get_label_row (self, TRUE)));
}

static void
relais_kind_field_row_dispose (GObject *object)
{
  RELAIS_KIND_FIELD_ROW (object)->ready = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_KIND_FIELD_ROW);

  G_OBJECT_CLASS (relais_kind_field_row_parent_class)->dispose (object);
}

static void
relais_kind_field_row_finalize (GObject *object)
{
  RelaisKindFieldRow *self = RELAIS_KIND_FIELD_ROW (object);

  g_clear_pointer (&self->definition, json_object_unref);
  g_free (self->name);

  G_OBJECT_CLASS (relais_kind_field_row_parent_class)->finalize (object);
}

static void
relais_kind_field_row_class_init (RelaisKindFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kind_field_row_dispose;
  object_class->finalize = relais_kind_field_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_KIND_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", RELAIS_TYPE_KIND_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindFieldRow, label_en);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindFieldRow, label_fr);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindFieldRow, field_type);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindFieldRow, required);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindFieldRow, pattern);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
relais_kind_field_row_init (RelaisKindFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
