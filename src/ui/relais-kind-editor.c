/* relais-kind-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-choices.h"
#include "relais-kind-editor.h"
#include "relais-kind-editor-answer.h"
#include "relais-kind-editor-examples.h"
#include "relais-kind-editor-fields.h"
#include "relais-kinds-row.h"
#include "relais-kinds-trial.h"
#include "relais-words.h"

struct _RelaisKindEditor
{
  AdwDialog                 parent_instance;

  GtkButton                *save_button;
  AdwBanner                *banner;
  AdwEntryRow              *name_en;
  AdwEntryRow              *name_fr;
  AdwEntryRow              *description_en;
  AdwEntryRow              *description_fr;
  AdwComboRow              *action_row;
  AdwComboRow              *member_row;
  AdwPreferencesGroup      *autonomy_group;
  AdwActionRow             *autonomy_row;
  GtkImage                 *autonomy_icon;
  RelaisKindEditorFields   *fields;
  RelaisKindEditorAnswer   *answer;
  RelaisKindEditorExamples *examples;

  RelaisWorkspace          *workspace;     /* (owned) (nullable) */
  RelaisKind               *kind;          /* (owned) (nullable) as it was; NULL: a new one */
  GCancellable             *cancellable;   /* (owned) (nullable) of the measure */
  gboolean                  filling;
};

G_DEFINE_FINAL_TYPE (RelaisKindEditor, relais_kind_editor, ADW_TYPE_DIALOG)

static void
set_localized (JsonObject  *object,
               const char  *member,
               AdwEntryRow *en,
               AdwEntryRow *fr)
{
  g_autofree char *english = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (en))));
  g_autofree char *french = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (fr))));
  JsonObject *texts;

  json_object_remove_member (object, member);
  if (english[0] == '\0' && french[0] == '\0')
    return;
  texts = json_object_new ();
  if (english[0] != '\0')
    json_object_set_string_member (texts, "en", english);
  if (french[0] != '\0')
    json_object_set_string_member (texts, "fr", french);
  json_object_set_object_member (object, member, texts);
}

static void
show_localized (JsonObject  *object,
                const char  *member,
                AdwEntryRow *en,
                AdwEntryRow *fr)
{
  JsonObject *texts = json_object_has_member (object, member) ? json_object_get_object_member (object, member) : NULL;

  if (texts == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (en), json_object_get_string_member_with_default (texts, "en", ""));
  gtk_editable_set_text (GTK_EDITABLE (fr), json_object_get_string_member_with_default (texts, "fr", ""));
}

/* A name for files and rules: letters that every file system has, not taken by another kind. Returns: (transfer full) */
static char *
make_id (RelaisKindEditor *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_en));
  g_autofree char *ascii = g_str_to_ascii (name[0] != '\0' ? name : gtk_editable_get_text (GTK_EDITABLE (self->name_fr)), NULL);
  g_autoptr(GString) id = g_string_new (NULL);
  g_autofree char *unique = NULL;

  for (const char *c = ascii; *c != '\0' && id->len < 48; c++)
    if (g_ascii_isalpha (*c) || (g_ascii_isdigit (*c) && id->len > 0))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, "kind");

  unique = g_strdup (id->str);
  for (guint i = 2; relais_kind_store_find (relais_workspace_get_kinds (self->workspace), unique) != NULL; i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", id->str, i);
    }

  return g_steal_pointer (&unique);
}

/* The kind as the form says it. Returns: (transfer full) (nullable) */
static RelaisKind *
read_kind (RelaisKindEditor  *self,
           GError           **error)
{
  g_autoptr(JsonNode) node = self->kind != NULL ? relais_kind_to_json (self->kind) : json_node_init_object (json_node_alloc (), NULL);
  g_autoptr(RelaisKind) bare = NULL;
  int action = relais_choices_get_action (self->action_row);
  JsonObject *templates = relais_kind_editor_answer_dup (self->answer);
  JsonObject *object;

  if (self->kind == NULL)
    {
      g_autofree char *id = make_id (self);

      json_node_take_object (node, json_object_new ());
      json_object_set_string_member (json_node_get_object (node), "id", id);
    }
  object = json_node_get_object (node);
  set_localized (object, "name", self->name_en, self->name_fr);
  set_localized (object, "description", self->description_en, self->description_fr);
  json_object_set_string_member (object, "action", relais_action_to_string ((RelaisAction) MAX (action, 0)));
  json_object_set_array_member (object, "fields", relais_kind_editor_fields_dup (self->fields));
  json_object_remove_member (object, "template");
  if (templates != NULL)
    json_object_set_object_member (object, "template", templates);

  bare = relais_kind_new_from_json (node, self->kind != NULL ? relais_kind_get_pack (self->kind) : NULL, error);
  if (bare == NULL)
    return NULL;

  return relais_kind_with (bare, relais_kind_get_action (bare), relais_choices_get_member (self->member_row),
                           self->kind == NULL || relais_kind_get_enabled (self->kind));
}

/* What has to be done before it can be saved; NULL when nothing has. */
static const char *
find_fault (RelaisKindEditor *self)
{
  int action = relais_choices_get_action (self->action_row);
  g_autoptr(JsonObject) templates = relais_kind_editor_answer_dup (self->answer);

  if (gtk_editable_get_text (GTK_EDITABLE (self->name_en))[0] == '\0' &&
      gtk_editable_get_text (GTK_EDITABLE (self->name_fr))[0] == '\0')
    return _("Give the kind a name.");
  if (relais_kind_editor_answer_get_fault (self->answer) != NULL)
    return relais_kind_editor_answer_get_fault (self->answer);
  if ((action == RELAIS_ACTION_DRAFT || action == RELAIS_ACTION_AUTO) && templates == NULL)
    return _("Write the answer, or choose something else to happen.");
  if (action == RELAIS_ACTION_FORWARD && relais_choices_get_member (self->member_row) == 0)
    return _("Choose who gets this mail.");

  return NULL;
}

static void
changed_cb (RelaisKindEditor *self)
{
  g_autoptr(RelaisKind) kind = NULL;
  const char *fault;

  if (self->filling || self->workspace == NULL)
    return;

  fault = find_fault (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), fault == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save_button), fault);
  adw_banner_set_revealed (self->banner, FALSE);
  kind = read_kind (self, NULL);
  relais_kind_editor_answer_preview (self->answer, kind);
}

static void
fields_changed_cb (RelaisKindEditor *self)
{
  g_autoptr(JsonArray) fields = relais_kind_editor_fields_dup (self->fields);

  relais_kind_editor_answer_set_fields (self->answer, fields);
  changed_cb (self);
}

static void
say_error (RelaisKindEditor *self,
           const GError     *error)
{
  g_autofree char *sentence = relais_words_dup_error (error);

  adw_banner_set_title (self->banner, sentence);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisKindEditor *self = owner;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  relais_kind_editor_examples_save (self->examples, relais_kind_get_id (self->kind));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (RelaisKindEditor *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisKind) kind = read_kind (self, &error);

  if (kind == NULL)
    {
      say_error (self, error);
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  g_set_object (&self->kind, kind);
  relais_future_to_ui (relais_kind_store_save (relais_workspace_get_kinds (self->workspace), kind), self, NULL, saved_cb, NULL);
}

/* The workspace's kinds, this one as it is in the form. */
static void
test_cb (RelaisKindEditor *self)
{
  GListModel *model = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisKind) edited = read_kind (self, &error);

  if (edited == NULL)
    {
      say_error (self, error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (model, i);

      if (!g_str_equal (relais_kind_get_id (kind), relais_kind_get_id (edited)))
        g_ptr_array_add (kinds, g_steal_pointer (&kind));
    }
  g_ptr_array_add (kinds, g_steal_pointer (&edited));
  adw_dialog_present (relais_kinds_trial_new (self->workspace, kinds), GTK_WIDGET (self));
}

static void
show_autonomy (RelaisKindEditor     *self,
               const RelaisAutonomy *autonomy)
{
  g_autofree char *measure = relais_kinds_dup_measure (autonomy);
  g_autofree char *bar = relais_words_dup_percent (autonomy->bar);
  g_autofree char *subtitle = NULL;
  int action = relais_choices_get_action (self->action_row);

  if (autonomy->earned)
    subtitle = g_strdup (_("This kind has earned it: you may choose “Answer by itself” above."));
  else
    /* Translators: a share as “98 %”, and how many messages */
    subtitle = g_strdup_printf (ngettext ("Can be chosen once %1$s of at least %2$u message was recognised rightly.",
                                          "Can be chosen once %1$s of at least %2$u messages were recognised rightly.",
                                          autonomy->bar_messages), bar, autonomy->bar_messages);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->autonomy_row), measure[0] != '\0' ? measure : _("Nothing measured yet"));
  adw_action_row_set_subtitle (self->autonomy_row, subtitle);
  gtk_image_set_from_icon_name (self->autonomy_icon, autonomy->earned ? "object-select-symbolic" : "content-loading-symbolic");

  /* A kind that answers by itself already keeps the choice, so that it can be seen and changed. */
  self->filling = TRUE;
  relais_choices_fill_actions (self->action_row, NULL, autonomy->earned || action == RELAIS_ACTION_AUTO, action);
  self->filling = FALSE;
}

static void
measured_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  if (error == NULL)
    show_autonomy (owner, g_value_get_boxed (value));
}

static void
show_kind (RelaisKindEditor *self)
{
  g_autoptr(JsonNode) node = self->kind != NULL ? relais_kind_to_json (self->kind) : NULL;
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  RelaisAction action = self->kind != NULL ? relais_kind_get_action (self->kind) : RELAIS_ACTION_DRAFT;

  self->filling = TRUE;
  if (object != NULL)
    {
      show_localized (object, "name", self->name_en, self->name_fr);
      show_localized (object, "description", self->description_en, self->description_fr);
      if (json_object_has_member (object, "fields"))
        relais_kind_editor_fields_set (self->fields, json_object_get_array_member (object, "fields"));
    }
  relais_choices_fill_actions (self->action_row, NULL, action == RELAIS_ACTION_AUTO, (int) action);
  relais_choices_fill_team (self->member_row, self->workspace, _("Nobody"),
                            self->kind != NULL ? relais_kind_get_member (self->kind) : 0);
  relais_kind_editor_answer_set (self->answer, self->workspace, self->kind != NULL ? relais_kind_get_id (self->kind) : NULL,
                                 object != NULL && json_object_has_member (object, "template")
                                 ? json_object_get_object_member (object, "template") : NULL);
  relais_kind_editor_examples_set_kind (self->examples, self->workspace,
                                        self->kind != NULL ? relais_kind_get_id (self->kind) : NULL);
  self->filling = FALSE;
  fields_changed_cb (self);
}

AdwDialog *
relais_kind_editor_new (RelaisWorkspace *workspace,
                        RelaisKind      *kind)
{
  RelaisKindEditor *self = g_object_new (RELAIS_TYPE_KIND_EDITOR, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->kind, kind);
  adw_dialog_set_title (ADW_DIALOG (self), kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : _("New Kind"));
  gtk_widget_set_visible (GTK_WIDGET (self->autonomy_group), kind != NULL);
  show_kind (self);
  if (kind != NULL)
    {
      self->cancellable = g_cancellable_new ();
      relais_future_to_ui (relais_triage_measure (relais_workspace_get_triage (workspace), relais_kind_get_id (kind)), self,
                           self->cancellable, measured_cb, NULL);
    }

  return ADW_DIALOG (self);
}

static void
relais_kind_editor_dispose (GObject *object)
{
  RelaisKindEditor *self = RELAIS_KIND_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->kind);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR);

  G_OBJECT_CLASS (relais_kind_editor_parent_class)->dispose (object);
}

static void
relais_kind_editor_class_init (RelaisKindEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kind_editor_dispose;

  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_FIELDS);
  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_ANSWER);
  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_EXAMPLES);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, name_en);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, name_fr);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, description_en);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, description_fr);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, action_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, member_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, autonomy_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, autonomy_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, autonomy_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, answer);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditor, examples);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
relais_kind_editor_init (RelaisKindEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
