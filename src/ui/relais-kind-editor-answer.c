/* relais-kind-editor-answer.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind-editor-answer.h"
#include "relais-kind-editor-preview.h"
#include "relais-kind-variables.h"
#include "relais-words.h"

enum
{
  ENGLISH,
  FRENCH,
  N_LANGUAGES,
};

static const char * const languages[N_LANGUAGES] = { "en", "fr" };

struct _RelaisKindEditorAnswer
{
  AdwBin                   parent_instance;

  AdwToggleGroup          *languages;
  GtkMenuButton           *insert_button;
  AdwEntryRow             *subject_row;
  GtkTextView             *body;
  GtkLabel                *fault;
  RelaisKindEditorPreview *preview;

  gboolean                 ready;                    /* it shows a kind */
  GSimpleActionGroup      *actions;                  /* (owned) */
  RelaisKind              *kind;                     /* (owned) (nullable) as it would be saved */
  JsonArray               *fields;                   /* (owned) its details */
  char                    *subjects[N_LANGUAGES];    /* (owned) */
  char                    *bodies[N_LANGUAGES];      /* (owned) */
  char                    *faults[N_LANGUAGES];      /* (owned) (nullable) */
  gboolean                 filling;
};

G_DEFINE_FINAL_TYPE (RelaisKindEditorAnswer, relais_kind_editor_answer, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_language (RelaisKindEditorAnswer *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->languages), "fr") == 0 ? FRENCH : ENGLISH;
}

/* Returns: (transfer full) */
static char *
dup_body (RelaisKindEditorAnswer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
check (RelaisKindEditorAnswer *self,
       guint                   language)
{
  const char *subject = self->subjects[language];
  const char *body = self->bodies[language];
  char *fault;

  g_clear_pointer (&self->faults[language], g_free);
  if (subject[0] == '\0' && body[0] == '\0')
    return;

  fault = relais_kind_variables_dup_fault (self->fields, _("Subject"), subject, RELAIS_TEMPLATE_HEADER);
  if (fault == NULL)
    fault = relais_kind_variables_dup_fault (self->fields, _("Text"), body, RELAIS_TEMPLATE_TEXT);
  if (fault == NULL && subject[0] == '\0')
    fault = g_strdup (_("The answer has no subject."));
  if (fault == NULL && body[0] == '\0')
    fault = g_strdup (_("The answer has no text."));
  self->faults[language] = fault;
}

static void
show_fault (RelaisKindEditorAnswer *self)
{
  const char *fault = self->faults[get_language (self)];

  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
}

/* What cannot be written is not previewed. */
static void
show_preview (RelaisKindEditorAnswer *self)
{
  guint language = get_language (self);

  relais_kind_editor_preview_show (self->preview, self->faults[language] == NULL ? self->kind : NULL, languages[language]);
}

static void
changed_cb (RelaisKindEditorAnswer *self)
{
  guint language = get_language (self);

  if (self->filling || !self->ready)
    return;

  g_free (self->subjects[language]);
  self->subjects[language] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject_row)));
  g_free (self->bodies[language]);
  self->bodies[language] = dup_body (self);
  check (self, language);
  show_fault (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
relais_kind_editor_answer_preview (RelaisKindEditorAnswer *self,
                                   RelaisKind             *kind)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self));

  g_set_object (&self->kind, kind);
  show_preview (self);
}

static void
language_cb (RelaisKindEditorAnswer *self)
{
  guint language = get_language (self);

  if (!self->ready)
    return;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), self->subjects[language]);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body), self->bodies[language], -1);
  self->filling = FALSE;
  show_fault (self);
  show_preview (self);
}

static void
insert_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RelaisKindEditorAnswer *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

void
relais_kind_editor_answer_set_fields (RelaisKindEditorAnswer *self,
                                      JsonArray              *fields)
{
  g_autoptr(GMenuModel) menu = relais_kind_variables_make_menu (fields, "answer.insert");

  g_return_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self));

  json_array_unref (self->fields);
  self->fields = json_array_ref (fields);
  gtk_menu_button_set_menu_model (self->insert_button, menu);
  for (guint i = 0; i < N_LANGUAGES; i++)
    check (self, i);
  show_fault (self);
}

void
relais_kind_editor_answer_set (RelaisKindEditorAnswer *self,
                               RelaisWorkspace        *workspace,
                               const char             *kind,
                               JsonObject             *templates)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self));
  g_return_if_fail (!self->ready);

  for (guint i = 0; i < N_LANGUAGES; i++)
    {
      JsonObject *template = templates != NULL && json_object_has_member (templates, languages[i])
                             ? json_object_get_object_member (templates, languages[i]) : NULL;

      if (template == NULL)
        continue;
      g_free (self->subjects[i]);
      self->subjects[i] = g_strdup (json_object_get_string_member_with_default (template, "subject", ""));
      g_free (self->bodies[i]);
      self->bodies[i] = g_strdup (json_object_get_string_member_with_default (template, "body", ""));
    }
  self->ready = TRUE;
  adw_toggle_group_set_active_name (self->languages, relais_words_get_language ());
  language_cb (self);
  relais_kind_editor_preview_set_workspace (self->preview, workspace, kind);
}

JsonObject *
relais_kind_editor_answer_dup (RelaisKindEditorAnswer *self)
{
  JsonObject *templates = json_object_new ();

  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self), NULL);

  for (guint i = 0; i < N_LANGUAGES; i++)
    {
      JsonObject *template;

      if (self->subjects[i][0] == '\0' && self->bodies[i][0] == '\0')
        continue;
      template = json_object_new ();
      json_object_set_string_member (template, "subject", self->subjects[i]);
      json_object_set_string_member (template, "body", self->bodies[i]);
      json_object_set_object_member (templates, languages[i], template);
    }
  if (json_object_get_size (templates) == 0)
    g_clear_pointer (&templates, json_object_unref);

  return templates;
}

char *
relais_kind_editor_answer_dup_fault (RelaisKindEditorAnswer *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self), NULL);

  if (self->faults[ENGLISH] != NULL)
    /* Translators: what is wrong in the English answer, a sentence */
    return g_strdup_printf (_("Answer in English: %s"), self->faults[ENGLISH]);
  if (self->faults[FRENCH] != NULL)
    /* Translators: what is wrong in the French answer, a sentence */
    return g_strdup_printf (_("Answer in French: %s"), self->faults[FRENCH]);

  return NULL;
}

void
relais_kind_editor_answer_show_fault (RelaisKindEditorAnswer *self)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self));

  if (self->faults[get_language (self)] == NULL && (self->faults[ENGLISH] != NULL || self->faults[FRENCH] != NULL))
    adw_toggle_group_set_active_name (self->languages, languages[self->faults[ENGLISH] != NULL ? ENGLISH : FRENCH]);
  gtk_widget_grab_focus (self->subjects[get_language (self)][0] == '\0' ? GTK_WIDGET (self->subject_row)
                                                                        : GTK_WIDGET (self->body));
}

static void
relais_kind_editor_answer_dispose (GObject *object)
{
  RelaisKindEditorAnswer *self = RELAIS_KIND_EDITOR_ANSWER (object);

  self->ready = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR_ANSWER);
  g_clear_object (&self->actions);
  g_clear_object (&self->kind);

  G_OBJECT_CLASS (relais_kind_editor_answer_parent_class)->dispose (object);
}

static void
relais_kind_editor_answer_finalize (GObject *object)
{
  RelaisKindEditorAnswer *self = RELAIS_KIND_EDITOR_ANSWER (object);

  for (guint i = 0; i < N_LANGUAGES; i++)
    {
      g_free (self->subjects[i]);
      g_free (self->bodies[i]);
      g_free (self->faults[i]);
    }
  json_array_unref (self->fields);

  G_OBJECT_CLASS (relais_kind_editor_answer_parent_class)->finalize (object);
}

static void
relais_kind_editor_answer_class_init (RelaisKindEditorAnswerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kind_editor_answer_dispose;
  object_class->finalize = relais_kind_editor_answer_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_KIND_EDITOR_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (RELAIS_TYPE_KIND_EDITOR_PREVIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-editor-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, languages);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, insert_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, body);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, fault);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, preview);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
}

static void
relais_kind_editor_answer_init (RelaisKindEditorAnswer *self)
{
  static const GActionEntry entries[] = {
    { .name = "insert", .activate = insert_action, .parameter_type = "s" },
  };

  for (guint i = 0; i < N_LANGUAGES; i++)
    {
      self->subjects[i] = g_strdup ("");
      self->bodies[i] = g_strdup ("");
    }
  self->fields = json_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->body), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "answer", G_ACTION_GROUP (self->actions));
}
