/* relais-kind-editor-preview.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer.h"
#include "relais-clock.h"
#include "relais-fields.h"
#include "relais-kind-editor-preview.h"
#include "relais-kind-variables.h"
#include "relais-parsed-record.h"

/* Messages to try the answer on. */
#define MAX_MESSAGES 20

struct _RelaisKindEditorPreview
{
  AdwPreferencesGroup  parent_instance;

  AdwComboRow         *message_row;
  GtkWidget           *letter;
  GtkLabel            *subject;
  GtkLabel            *text;
  GtkLabel            *missing;

  RelaisWorkspace     *workspace;     /* (owned) (nullable) */
  RelaisKind          *kind;          /* (owned) (nullable) */
  char                *language;      /* (owned) (nullable) */
  GListModel          *records;       /* (owned) (nullable) of RelaisTriageRecord */
  GCancellable        *cancellable;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisKindEditorPreview, relais_kind_editor_preview, ADW_TYPE_PREFERENCES_GROUP)

/* The message as triage saw it, as far as an answer's text needs it. Returns: (transfer full) */
static RelaisParsedMessage *
make_message (RelaisTriageRecord *record)
{
  return relais_parsed_message_new_from_columns (&(RelaisParsedColumns) {
                                                   .subject = relais_triage_record_get_subject (record),
                                                   .sender_name = relais_triage_record_get_sender (record),
                                                   .sender_address = relais_triage_record_get_address (record),
                                                   .date = relais_triage_record_get_date (record) / 1000,
                                                   .text = relais_triage_record_get_text (record),
                                                 }, NULL, NULL);
}

/* (nullable): the list keeps it */
static RelaisTriageRecord *
get_record (RelaisKindEditorPreview *self)
{
  guint chosen = adw_combo_row_get_selected (self->message_row);
  g_autoptr(RelaisTriageRecord) record = self->records != NULL ? g_list_model_get_item (self->records, chosen) : NULL;

  return record;
}

static void
show_missing (RelaisKindEditorPreview *self,
              char                   **missing)
{
  g_autofree char *names = relais_kind_variables_dup_names (self->kind, (const char * const *) missing);
  g_autofree char *sentence = g_strdup_printf (_("The message does not say: %s."), names);

  gtk_label_set_label (self->missing, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing[0] != NULL);
}

static void
show_letter (RelaisKindEditorPreview *self)
{
  RelaisKnowledge *knowledge = relais_triage_get_knowledge (relais_workspace_get_triage (self->workspace));
  RelaisTriageRecord *record = get_record (self);
  g_autoptr(RelaisParsedMessage) message = record != NULL ? make_message (record) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (relais_clock_now () / 1000);
  g_autoptr(GDateTime) then = NULL;
  g_autoptr(JsonObject) fields = NULL;
  g_autoptr(RelaisAnswer) answer = NULL;
  gboolean possible = self->kind != NULL && knowledge != NULL && message != NULL &&
                      relais_kind_has_template (self->kind, self->language);

  gtk_widget_set_visible (self->letter, possible);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
  if (!possible)
    return;

  then = g_date_time_new_from_unix_local (relais_triage_record_get_date (record) / 1000);
  fields = relais_fields_extract (self->kind, relais_triage_record_get_subject (record), relais_triage_record_get_text (record),
                                  relais_triage_record_get_sender (record), relais_triage_record_get_language (record), then);
  answer = relais_answer_new (knowledge, self->kind, message, fields, self->language, now);
  gtk_label_set_label (self->subject, answer->subject);
  gtk_label_set_label (self->text, answer->text);
  show_missing (self, answer->missing);
}

static void
message_cb (RelaisKindEditorPreview *self)
{
  if (self->workspace != NULL)
    show_letter (self);
}

static char *
dup_name (RelaisTriageRecord *record)
{
  const char *sender = relais_triage_record_get_sender (record);
  const char *subject = relais_triage_record_get_subject (record);

  return g_strdup_printf ("%s · %s", sender != NULL && sender[0] != '\0' ? sender : relais_triage_record_get_address (record),
                          subject != NULL && subject[0] != '\0' ? subject : _("(No subject)"));
}

static void list_messages (RelaisKindEditorPreview *self,
                           const char              *kind);

static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisKindEditorPreview *self = owner;
  gboolean of_kind = GPOINTER_TO_INT (user_data);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *records;

  if (error != NULL)
    return;

  records = G_LIST_MODEL (g_value_get_object (value));
  /* Nothing of this kind came yet: any message shows how the answer reads. */
  if (g_list_model_get_n_items (records) == 0 && of_kind)
    {
      list_messages (self, NULL);
      return;
    }

  g_set_object (&self->records, records);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);
      g_autofree char *name = dup_name (record);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->message_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (records) > 0);
  show_letter (self);
}

static void
list_messages (RelaisKindEditorPreview *self,
               const char              *kind)
{
  RelaisTriageFilter filter = { .kind = kind, .fate = -1 };

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_triage_list (relais_workspace_get_triage (self->workspace), &filter, MAX_MESSAGES), self,
                       self->cancellable, listed_cb, GINT_TO_POINTER (kind != NULL));
}

void
relais_kind_editor_preview_set_workspace (RelaisKindEditorPreview *self,
                                          RelaisWorkspace         *workspace,
                                          const char              *kind)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_PREVIEW (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  list_messages (self, kind);
}

void
relais_kind_editor_preview_show (RelaisKindEditorPreview *self,
                                 RelaisKind              *kind,
                                 const char              *language)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_PREVIEW (self));

  g_set_object (&self->kind, kind);
  g_set_str (&self->language, language);
  if (self->workspace != NULL)
    show_letter (self);
}

static void
relais_kind_editor_preview_dispose (GObject *object)
{
  RelaisKindEditorPreview *self = RELAIS_KIND_EDITOR_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->kind);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR_PREVIEW);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (relais_kind_editor_preview_parent_class)->dispose (object);
}

static void
relais_kind_editor_preview_finalize (GObject *object)
{
  g_free (RELAIS_KIND_EDITOR_PREVIEW (object)->language);

  G_OBJECT_CLASS (relais_kind_editor_preview_parent_class)->finalize (object);
}

static void
relais_kind_editor_preview_class_init (RelaisKindEditorPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kind_editor_preview_dispose;
  object_class->finalize = relais_kind_editor_preview_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-editor-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorPreview, message_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorPreview, letter);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorPreview, subject);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorPreview, text);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorPreview, missing);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
}

static void
relais_kind_editor_preview_init (RelaisKindEditorPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
