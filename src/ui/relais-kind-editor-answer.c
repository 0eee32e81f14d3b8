/* relais-kind-editor-answer.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer.h"
#include "relais-clock.h"
#include "relais-fields.h"
#include "relais-kind-editor-answer.h"
#include "relais-parsed-record.h"
#include "relais-template.h"
#include "relais-words.h"

/* Messages to try the answer on. */
#define MAX_MESSAGES 20

enum
{
  ENGLISH,
  FRENCH,
  N_LANGUAGES,
};

static const char * const languages[N_LANGUAGES] = { "en", "fr" };

struct _RelaisKindEditorAnswer
{
  AdwBin               parent_instance;

  AdwToggleGroup      *languages;
  GtkMenuButton       *insert_button;
  AdwEntryRow         *subject_row;
  GtkTextView         *body;
  GtkLabel            *fault;
  AdwPreferencesGroup *preview_group;
  AdwComboRow         *message_row;
  GtkWidget           *preview;
  GtkLabel            *preview_subject;
  GtkLabel            *preview_text;
  GtkLabel            *missing;

  RelaisWorkspace     *workspace;                /* (owned) (nullable) */
  GSimpleActionGroup  *actions;                  /* (owned) */
  RelaisKind          *kind;                     /* (owned) (nullable) as it would be saved */
  char                *kind_id;                  /* (owned) (nullable) */
  char                *subjects[N_LANGUAGES];    /* (owned) */
  char                *bodies[N_LANGUAGES];      /* (owned) */
  char                *faults[N_LANGUAGES];      /* (owned) (nullable) */
  GListModel          *records;                  /* (owned) (nullable) of RelaisTriageRecord */
  GCancellable        *cancellable;              /* (owned) (nullable) */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (RelaisKindEditorAnswer, relais_kind_editor_answer, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What every message gives, whatever its kind. */
static const struct
{
  const char *name;
  const char *variable;
} variables[] = {
  { NC_("variable", "Sender’s first name"), "sender.first_name" },
  { NC_("variable", "Sender’s name"), "sender.name" },
  { NC_("variable", "Subject"), "subject" },
  { NC_("variable", "Today’s date"), "today | date" },
  { NC_("variable", "Date of the message"), "received | date" },
  { NC_("variable", "Your name"), "me.name" },
  { NC_("variable", "Your signature"), "me.signature" },
  { NC_("variable", "Your team"), "team.name" },
};

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

static const char *
get_reason (const GError *error)
{
  switch ((RelaisTemplateError) error->code)
    {
    case RELAIS_TEMPLATE_ERROR_BLOCK:
      return _("a block is not closed, or was not open");
    case RELAIS_TEMPLATE_ERROR_FILTER:
      return _("there is no such filter");
    case RELAIS_TEMPLATE_ERROR_LIMIT:
      return _("this is too long or too deep");
    case RELAIS_TEMPLATE_ERROR_SYNTAX:
    case RELAIS_TEMPLATE_ERROR_PLACE:
    default:
      return _("what stands between the braces cannot be read");
    }
}

/* Returns: (transfer full) (nullable): what is wrong, and where */
static char *
find_fault (const char         *where,
            const char         *source,
            RelaisTemplateMode  mode)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisTemplate) template = relais_template_new (source, mode, &error);
  guint line = 1;
  guint column = 1;

  if (template != NULL)
    return NULL;
  relais_template_error_get_place (error, &line, &column);

  /* Translators: where (“Subject” or “Text”), line and column, and what is wrong there */
  return g_strdup_printf (_("%1$s, line %2$u, column %3$u: %4$s."), where, line, column, get_reason (error));
}

static void
check (RelaisKindEditorAnswer *self,
       guint                   language)
{
  gboolean subject = self->subjects[language][0] != '\0';
  gboolean body = self->bodies[language][0] != '\0';

  g_clear_pointer (&self->faults[language], g_free);
  if (!subject && !body)
    return;

  self->faults[language] = find_fault (_("Subject"), self->subjects[language], RELAIS_TEMPLATE_HEADER);
  if (self->faults[language] == NULL)
    self->faults[language] = find_fault (_("Text"), self->bodies[language], RELAIS_TEMPLATE_TEXT);
  if (self->faults[language] == NULL && !subject)
    self->faults[language] = g_strdup (_("The answer has no subject."));
  if (self->faults[language] == NULL && !body)
    self->faults[language] = g_strdup (_("The answer has no text."));
}

static void
show_fault (RelaisKindEditorAnswer *self)
{
  const char *fault = self->faults[get_language (self)];

  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
}

static void
changed_cb (RelaisKindEditorAnswer *self)
{
  guint language = get_language (self);

  if (self->filling || self->workspace == NULL)
    return;

  g_free (self->subjects[language]);
  self->subjects[language] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject_row)));
  g_free (self->bodies[language]);
  self->bodies[language] = dup_body (self);
  check (self, language);
  show_fault (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The message as triage saw it, as far as an answer's text needs it. Returns: (transfer full) */
static RelaisParsedMessage *
make_message (RelaisTriageRecord *record)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const char *subject = relais_triage_record_get_subject (record);

  json_object_set_string_member (object, "subject", subject != NULL ? subject : "");
  json_object_set_string_member (object, "plain_subject", subject != NULL ? subject : "");
  json_object_set_string_member (object, "from_name", relais_triage_record_get_sender (record));
  json_object_set_string_member (object, "from_address", relais_triage_record_get_address (record));
  json_object_set_int_member (object, "date", relais_triage_record_get_date (record) / 1000);
  json_node_take_object (node, object);

  return relais_parsed_message_new_from_record (node, relais_triage_record_get_text (record), NULL);
}

static RelaisTriageRecord *
get_record (RelaisKindEditorAnswer *self)
{
  guint chosen = adw_combo_row_get_selected (self->message_row);
  g_autoptr(RelaisTriageRecord) record = self->records != NULL ? g_list_model_get_item (self->records, chosen) : NULL;

  /* The list keeps it. */
  return record;
}

static void
show_missing (RelaisKindEditorAnswer *self,
              char                  **missing)
{
  g_autofree char *names = g_strjoinv (", ", missing);
  g_autofree char *sentence = g_strdup_printf (_("The message does not say: %s."), names);

  gtk_label_set_label (self->missing, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing[0] != NULL);
}

static void
show_preview (RelaisKindEditorAnswer *self)
{
  RelaisKnowledge *knowledge = relais_triage_get_knowledge (relais_workspace_get_triage (self->workspace));
  RelaisTriageRecord *record = get_record (self);
  const char *language = languages[get_language (self)];
  g_autoptr(RelaisParsedMessage) message = record != NULL ? make_message (record) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (relais_clock_now () / 1000);
  g_autoptr(GDateTime) then = NULL;
  g_autoptr(JsonObject) fields = NULL;
  g_autoptr(RelaisAnswer) answer = NULL;
  gboolean possible = self->kind != NULL && knowledge != NULL && message != NULL &&
                      self->faults[get_language (self)] == NULL && relais_kind_has_template (self->kind, language);

  gtk_widget_set_visible (GTK_WIDGET (self->preview_group), self->records != NULL && g_list_model_get_n_items (self->records) > 0);
  gtk_widget_set_visible (self->preview, possible);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
  if (!possible)
    return;

  then = g_date_time_new_from_unix_local (relais_triage_record_get_date (record) / 1000);
  fields = relais_fields_extract (self->kind, relais_triage_record_get_subject (record), relais_triage_record_get_text (record),
                                  relais_triage_record_get_sender (record), relais_triage_record_get_language (record), then);
  answer = relais_answer_new (knowledge, self->kind, message, fields, language, now);
  gtk_label_set_label (self->preview_subject, answer->subject);
  gtk_label_set_label (self->preview_text, answer->text);
  show_missing (self, answer->missing);
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
message_cb (RelaisKindEditorAnswer *self)
{
  if (self->workspace != NULL)
    show_preview (self);
}

static void
language_cb (RelaisKindEditorAnswer *self)
{
  guint language = get_language (self);

  if (self->workspace == NULL)
    return;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), self->subjects[language]);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body), self->bodies[language], -1);
  self->filling = FALSE;
  show_fault (self);
  show_preview (self);
}

static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisKindEditorAnswer *self = owner;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *records;

  if (error != NULL)
    return;

  records = G_LIST_MODEL (g_value_get_object (value));
  /* Nothing of this kind came yet: any message shows how the answer reads. */
  if (g_list_model_get_n_items (records) == 0 && user_data != NULL)
    {
      RelaisTriageFilter any = { .fate = -1 };

      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      relais_future_to_ui (relais_triage_list (relais_workspace_get_triage (self->workspace), &any, MAX_MESSAGES), self,
                           self->cancellable, listed_cb, NULL);
      return;
    }

  g_set_object (&self->records, records);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);
      const char *sender = relais_triage_record_get_sender (record);
      const char *subject = relais_triage_record_get_subject (record);
      g_autofree char *name = g_strdup_printf ("%s · %s",
                                               sender != NULL && sender[0] != '\0' ? sender : relais_triage_record_get_address (record),
                                               subject != NULL && subject[0] != '\0' ? subject : _("(No subject)"));

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->message_row, G_LIST_MODEL (names));
  show_preview (self);
}

static void
insert_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RelaisKindEditorAnswer *self = user_data;
  g_autofree char *text = g_strdup_printf ("{{%s}}", g_variant_get_string (parameter, NULL));

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->body), text, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *variable)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "answer.insert", "s", variable);
  g_menu_append_item (menu, item);
}

void
relais_kind_editor_answer_set_fields (RelaisKindEditorAnswer *self,
                                      JsonArray              *fields)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) general = g_menu_new ();
  g_autoptr(GMenu) details = g_menu_new ();

  g_return_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self));

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    append (general, g_dpgettext2 (NULL, "variable", variables[i].name), variables[i].variable);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      JsonObject *labels = json_object_get_object_member (field, "label");
      const char *name = json_object_get_string_member (field, "name");
      const char *type = json_object_get_string_member_with_default (field, "type", "text");
      const char *label = json_object_get_string_member_with_default (labels, relais_words_get_language (), name);
      g_autofree char *variable = g_strdup_printf (g_str_equal (type, "date") ? "fields.%s | date" : "fields.%s", name);

      append (details, label, variable);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (general));
  g_menu_append_section (menu, _("Details"), G_MENU_MODEL (details));
  gtk_menu_button_set_menu_model (self->insert_button, G_MENU_MODEL (menu));
}

void
relais_kind_editor_answer_set (RelaisKindEditorAnswer *self,
                               RelaisWorkspace        *workspace,
                               const char             *kind,
                               JsonObject             *templates)
{
  RelaisTriageFilter filter = { .kind = kind, .fate = -1 };

  g_return_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->kind_id = g_strdup (kind);
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
      check (self, i);
    }
  adw_toggle_group_set_active_name (self->languages, relais_words_get_language ());
  language_cb (self);

  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_triage_list (relais_workspace_get_triage (workspace), &filter, MAX_MESSAGES), self,
                       self->cancellable, listed_cb, self->kind_id);
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

const char *
relais_kind_editor_answer_get_fault (RelaisKindEditorAnswer *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_ANSWER (self), NULL);

  return self->faults[ENGLISH] != NULL ? self->faults[ENGLISH] : self->faults[FRENCH];
}

static void
relais_kind_editor_answer_dispose (GObject *object)
{
  RelaisKindEditorAnswer *self = RELAIS_KIND_EDITOR_ANSWER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR_ANSWER);
  g_clear_object (&self->actions);
  g_clear_object (&self->records);
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
  g_free (self->kind_id);

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

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-editor-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, languages);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, insert_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, body);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, fault);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, preview_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, message_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, preview);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, preview_subject);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, preview_text);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorAnswer, missing);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->body), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "answer", G_ACTION_GROUP (self->actions));
}
