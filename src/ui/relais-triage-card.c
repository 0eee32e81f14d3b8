/* relais-triage-card.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer-words.h"
#include "relais-kind-variables.h"
#include "relais-triage-card-private.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisTriageCard, relais_triage_card, ADW_TYPE_BIN)

static RelaisKind *
get_kind (RelaisTriageCard *self)
{
  return relais_kind_store_find (relais_workspace_get_kinds (self->workspace), relais_triage_record_get_kind (self->record));
}

static gboolean
has_draft (RelaisTriageCard *self)
{
  return g_strcmp0 (relais_triage_record_get_answer_state (self->record), "draft") == 0;
}

/* Dates are kept as ISO 8601; people read them as their language writes them. */
static char *
dup_value (const RelaisKindField *field,
           const char            *value)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *midnight = field->type == RELAIS_FIELD_DATE && strlen (value) == strlen ("2026-11-23")
                              ? g_strconcat (value, "T00:00:00", NULL) : NULL;
  g_autoptr(GDateTime) date = midnight != NULL ? g_date_time_new_from_iso8601 (midnight, zone) : NULL;

  if (date == NULL)
    return g_strdup (value);

  /* Translators: a day that was read in a message, as strftime writes it */
  return g_date_time_format (date, _("%-e %B %Y"));
}

static void
show_fields (RelaisTriageCard *self)
{
  JsonObject *values = relais_triage_record_get_fields (self->record);
  RelaisKind *kind = get_kind (self);
  GPtrArray *fields = kind != NULL ? relais_kind_get_fields (kind) : NULL;
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    adw_wrap_box_remove (self->fields, child);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const RelaisKindField *field = g_ptr_array_index (fields, i);
      const char *value = json_object_get_string_member_with_default (values, field->name, NULL);
      g_autofree char *shown_value = NULL;
      g_autofree char *markup = NULL;
      GtkWidget *label;

      if (value == NULL)
        continue;
      shown_value = dup_value (field, value);
      markup = g_markup_printf_escaped ("<span alpha=\"60%%\">%s</span> %s",
                                        relais_kind_field_get_label (field, relais_words_get_language ()), shown_value);
      label = gtk_label_new (NULL);
      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      adw_wrap_box_append (self->fields, label);
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fields), shown > 0);
}

static void
show_answer (RelaisTriageCard *self)
{
  const char *recipient = relais_triage_record_get_answer_recipient (self->record);
  g_autofree char *text = relais_answer_dup_text (self->record);
  g_autofree char *to = NULL;

  if (relais_triage_record_get_answer (self->record) == 0)
    {
      gtk_stack_set_visible_child_name (self->answer_stack, "none");
      return;
    }

  /* Translators: to whom an answer goes, and its subject */
  to = g_strdup_printf (_("To %1$s · %2$s"), recipient, relais_triage_record_get_answer_subject (self->record));
  gtk_label_set_label (self->answer_to, to);
  gtk_label_set_label (self->answer_text, text);
  relais_triage_card_fit_preview (self);
  if (self->editing)
    return;
  gtk_stack_set_visible_child_name (self->answer_stack, "preview");
}

static void
show_buttons (RelaisTriageCard *self)
{
  RelaisFate fate = relais_triage_record_get_fate (self->record);
  gboolean draft = has_draft (self);
  gboolean sent = g_strcmp0 (relais_triage_record_get_answer_state (self->record), "queued") == 0;
  RelaisSettings *settings = relais_workspace_get_settings (self->workspace);

  gtk_widget_set_visible (GTK_WIDGET (self->send_button), draft);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_button), (draft && !self->editing) || relais_triage_card_is_refused (self));
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), draft);
  gtk_widget_set_visible (GTK_WIDGET (self->answer_button), !draft && (!sent || fate == RELAIS_FATE_BOUNCED));
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), fate == RELAIS_FATE_QUEUED);
  gtk_widget_set_visible (GTK_WIDGET (self->forward_button), !sent);
  gtk_widget_set_visible (GTK_WIDGET (self->nobody_button), fate == RELAIS_FATE_ASSIGNED);
  gtk_widget_set_visible (GTK_WIDGET (self->done_button),
                          fate == RELAIS_FATE_TASK || fate == RELAIS_FATE_ASSIGNED || fate == RELAIS_FATE_BOUNCED ||
                          fate == RELAIS_FATE_FAILED);
  gtk_widget_set_visible (GTK_WIDGET (self->reopen_button), fate == RELAIS_FATE_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), fate == RELAIS_FATE_FAILED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "triage.unassign", fate == RELAIS_FATE_ASSIGNED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "triage.discard", draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "triage.polish",
                                 draft && !self->polishing && relais_settings_get_boolean (settings, "model.enabled", FALSE));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "triage.done",
                                 fate == RELAIS_FATE_DRAFT || gtk_widget_get_visible (GTK_WIDGET (self->done_button)));
}

static void
show_missing (RelaisTriageCard *self)
{
  JsonNode *missing = json_object_get_member (relais_triage_record_get_record (self->record), "missing");
  RelaisKind *kind = get_kind (self);
  g_autoptr(GStrvBuilder) variables = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;
  g_autofree char *names = NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; missing != NULL && JSON_NODE_HOLDS_ARRAY (missing) && i < json_array_get_length (json_node_get_array (missing)); i++)
    g_strv_builder_add (variables, json_array_get_string_element (json_node_get_array (missing), i));
  all = g_strv_builder_end (variables);
  names = relais_kind_variables_dup_names (kind, (const char * const *) all);

  gtk_widget_set_visible (GTK_WIDGET (self->missing), all[0] != NULL && has_draft (self));
  sentence = g_strdup_printf (_("The message did not say: %s. Read the answer before you send it."), names);
  gtk_label_set_label (self->missing, sentence);
}

void
relais_triage_card_update (RelaisTriageCard *self)
{
  RelaisFate fate;
  RelaisKind *kind;
  RelaisMember *who;
  g_autofree char *percent = NULL;
  g_autofree char *became = NULL;
  const char *name;
  gboolean judged;

  gtk_widget_set_visible (GTK_WIDGET (self), self->record != NULL);
  if (self->record == NULL)
    return;

  fate = relais_triage_record_get_fate (self->record);
  kind = get_kind (self);
  judged = fate != RELAIS_FATE_UNKNOWN;
  percent = relais_words_dup_percent (relais_triage_record_get_confidence (self->record));

  gtk_image_set_from_icon_name (self->fate_icon, relais_words_get_fate_icon (fate));
  name = kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : _("None of the Kinds");
  gtk_menu_button_set_label (self->kind_button, name);
  /* Else what stands in its popover would be part of it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_label (self->confidence, percent);
  gtk_widget_set_visible (GTK_WIDGET (self->confidence), judged && kind != NULL);
  relais_triage_why_show (self->why, self->record);
  gtk_widget_set_visible (GTK_WIDGET (self->why_button), judged);
  who = relais_triage_card_get_assignee (self);
  became = who != NULL ? g_strdup_printf ("%s · %s", relais_words_get_fate (fate), relais_member_get_name (who))
                       : g_strdup (relais_words_get_fate (fate));
  gtk_label_set_label (self->fate, became);
  gtk_widget_set_visible (GTK_WIDGET (self->fate), fate != RELAIS_FATE_NONE);

  show_fields (self);
  show_answer (self);
  show_missing (self);
  show_buttons (self);
  relais_triage_card_show_delivery (self);
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    {
      if (!relais_error_is_cancelled (error))
        {
          g_clear_object (&self->record);
          relais_triage_card_update (self);
        }
      return;
    }

  g_set_object (&self->record, RELAIS_TRIAGE_RECORD (g_value_get_object (value)));
  relais_triage_card_update (self);
}

void
relais_triage_card_reload (RelaisTriageCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->message == 0 || self->workspace == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_triage_load (relais_workspace_get_triage (self->workspace), self->message),
                       self, self->cancellable, loaded_cb, NULL);
}

static void
message_changed_cb (RelaisTriageCard *self,
                    gint64            message)
{
  if (message == 0 || message == self->message)
    relais_triage_card_reload (self);
}

/* It may be called otherwise now, or be another one. */
static void
kinds_changed_cb (RelaisTriageCard *self)
{
  relais_triage_card_fill_kinds (self);
  relais_triage_card_reload (self);
}

static void
edited_cb (RelaisTriageCard *self)
{
  relais_triage_card_edited (self);
}

void
relais_triage_card_set_workspace (RelaisTriageCard *self,
                                  RelaisWorkspace  *workspace)
{
  RelaisTriage *triage;

  g_return_if_fail (RELAIS_IS_TRIAGE_CARD (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  triage = relais_workspace_get_triage (workspace);
  g_signal_connect_object (triage, "decided", G_CALLBACK (message_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (triage, "answer-changed", G_CALLBACK (message_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (kinds_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_team (workspace), "items-changed", G_CALLBACK (relais_triage_card_fill_team), self,
                           G_CONNECT_SWAPPED);
  relais_triage_why_set_workspace (self->why, workspace);
  relais_triage_card_fill_kinds (self);
  relais_triage_card_fill_team (self);
}

void
relais_triage_card_set_message (RelaisTriageCard *self,
                                gint64            message)
{
  g_return_if_fail (RELAIS_IS_TRIAGE_CARD (self));

  if (self->message == message)
    return;

  /* What was typed for the last message is kept before we look at another. */
  relais_triage_card_keep (self);
  relais_triage_card_forget_note (self);
  self->message = message;
  self->editing = FALSE;
  g_clear_object (&self->record);
  relais_triage_card_update (self);
  relais_triage_card_reload (self);
}

GtkWidget *
relais_triage_card_get_focus_widget (RelaisTriageCard *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_CARD (self), NULL);

  return GTK_WIDGET (self->card);
}

static void
relais_triage_card_dispose (GObject *object)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (object);

  if (self->workspace != NULL)
    relais_triage_card_keep (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  /* AdwBin would drop it once more, when the template has. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_TRIAGE_CARD);

  G_OBJECT_CLASS (relais_triage_card_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, card);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, fate_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, kind_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, kind_popover);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, kind_search);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, kind_list);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, confidence);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, why_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, why);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, fate);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, fields);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, answer_stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, answer_to);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, answer_text);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, to_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, editor);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, delivery);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, missing);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, forward_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, forward_popover);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, note);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, team_list);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, send_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, answer_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, more_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, done_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, forward_check);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageCard, nobody_button);
  relais_triage_card_class_lists (widget_class);
  relais_triage_card_class_people (widget_class);
  relais_triage_card_class_preview (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
relais_triage_card_class_init (RelaisTriageCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_triage_card_dispose;

  g_type_ensure (RELAIS_TYPE_TRIAGE_WHY);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/relais/Relais/ui/relais-triage-card.ui");
  bind_children (GTK_WIDGET_CLASS (klass));
  relais_triage_card_class_actions (GTK_WIDGET_CLASS (klass));
}

static void
relais_triage_card_init (RelaisTriageCard *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the editor, which would write a line break. */
  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                                                          gtk_named_action_new ("triage.send")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  relais_triage_card_init_lists (self);
  relais_triage_card_init_preview (self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->editor), "changed", G_CALLBACK (edited_cb), self);
}
