/* relais-triage-card-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer-words.h"
#include "relais-toast.h"
#include "relais-triage-card-private.h"
#include "relais-words.h"

static RelaisTriage *
get_triage (RelaisTriageCard *self)
{
  return relais_workspace_get_triage (self->workspace);
}

static void
say_error (RelaisTriageCard *self,
           const GError     *error)
{
  if (relais_error_is_cancelled (error))
    return;
  relais_toast_say_error (GTK_WIDGET (self), error);
  relais_triage_card_reload (self);
}

/* For deeds whose success shows by itself. */
static void
done_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  if (error != NULL)
    say_error (owner, error);
  else
    relais_triage_card_reload (owner);
}

static void
sent_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }

  self->editing = FALSE;
  relais_toast_say_sent (GTK_WIDGET (self), user_data != NULL ? _("Message passed on") : _("Answer sent"), self->workspace,
                         g_value_get_int64 (value));
  relais_triage_card_reload (self);
}

static void
record_for_edit_cb (gpointer      owner,
                    const GValue *value,
                    const GError *error,
                    gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  g_set_object (&self->record, RELAIS_TRIAGE_RECORD (g_value_get_object (value)));
  relais_triage_card_begin_edit (self);
}

static void
answer_started_cb (gpointer      owner,
                   const GValue *value,
                   const GError *error,
                   gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    say_error (self, error);
  else
    relais_future_to_ui (relais_triage_load (get_triage (self), self->message), self, NULL, record_for_edit_cb, NULL);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  if (self->record == NULL)
    return;
  if (g_strcmp0 (relais_triage_record_get_answer_state (self->record), "draft") == 0)
    relais_triage_card_begin_edit (self);
  else if (relais_triage_card_is_refused (self))
    relais_future_to_ui (relais_triage_undo_send (get_triage (self), relais_triage_record_get_answer (self->record)), self, NULL,
                         answer_started_cb, NULL);
  else
    relais_future_to_ui (relais_triage_start_answer (get_triage (self), self->message), self, NULL, answer_started_cb, NULL);
}

void
relais_triage_card_reply (RelaisTriageCard *self)
{
  g_return_if_fail (RELAIS_IS_TRIAGE_CARD (self));

  edit_action (GTK_WIDGET (self), NULL, NULL);
}

gboolean
relais_triage_card_forward (RelaisTriageCard *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_CARD (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->forward_button)))
    return FALSE;
  gtk_menu_button_popup (self->forward_button);

  return TRUE;
}

static void
saved_then_send_cb (gpointer      owner,
                    const GValue *value,
                    const GError *error,
                    gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    say_error (self, error);
  else
    relais_future_to_ui (relais_triage_send_answer (get_triage (self), relais_triage_record_get_answer (self->record)),
                         self, NULL, sent_cb, GINT_TO_POINTER (relais_answer_is_forward (self->record)));
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  if (self->record == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->send_button)))
    return;

  if (self->editing)
    relais_future_to_ui (relais_triage_card_save (self), self, NULL, saved_then_send_cb, NULL);
  else
    saved_then_send_cb (self, NULL, NULL, NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  /* As the toast does, which then has nothing to offer any more. */
  gtk_widget_activate_action (widget, "win.undo-send", "x", relais_triage_record_get_answer (self->record));
}

static void
discarded_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  self->editing = FALSE;
  relais_toast_say_undo (GTK_WIDGET (self), _("Draft discarded"), "win.undo-discard",
                         g_variant_new_int64 (relais_triage_record_get_answer (self->record)));
  relais_triage_card_reload (self);
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  g_clear_handle_id (&self->save_id, g_source_remove);
  relais_future_to_ui (relais_triage_discard_answer (get_triage (self), relais_triage_record_get_answer (self->record), TRUE),
                       self, NULL, discarded_cb, NULL);
}

static void
done_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  relais_future_to_ui (relais_triage_set_done (get_triage (self), self->message, g_str_equal (name, "triage.done")),
                       self, NULL, done_cb, NULL);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  relais_future_to_ui (relais_triage_retry (get_triage (self), self->message), self, NULL, done_cb, NULL);
}

static void
polished_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  self->polishing = FALSE;
  if (self->record != NULL)
    relais_triage_card_update (self);
  if (error != NULL)
    {
      say_error (self, error);
      return;
    }

  /* Ctrl+Z in the editor takes it back: the draft is only changed by what is in the editor. */
  relais_triage_card_begin_edit (self);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->editor), g_value_get_string (value), -1);
}

static void
polish_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RelaisTriageCard *self = RELAIS_TRIAGE_CARD (widget);

  relais_triage_card_keep (self);
  self->polishing = TRUE;
  relais_triage_card_update (self);
  relais_future_to_ui (relais_triage_polish (get_triage (self), relais_triage_record_get_answer (self->record)),
                       self, NULL, polished_cb, NULL);
}

static void
corrected_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisTriageCard *self = owner;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  relais_toast_say_undo (GTK_WIDGET (self), _("Thank you: Relais learns from this"), "win.undo-kind",
                         g_variant_new ("(xx)", (gint64) GPOINTER_TO_SIZE (user_data), g_value_get_int64 (value)));
  relais_triage_card_reload (self);
}

/* @kind: (nullable): none of the kinds */
void
relais_triage_card_set_kind (RelaisTriageCard *self,
                             const char       *kind)
{
  relais_triage_card_keep (self);
  self->editing = FALSE;
  relais_future_to_ui (relais_triage_correct (get_triage (self), self->message, kind), self, NULL, corrected_cb,
                       GSIZE_TO_POINTER (self->message));
}

void
relais_triage_card_pass_on (RelaisTriageCard *self,
                            gint64            member)
{
  g_autofree char *note = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note)));

  relais_triage_card_forget_note (self);
  relais_future_to_ui (relais_triage_forward (get_triage (self), self->message, member, note), self, NULL, sent_cb,
                       GINT_TO_POINTER (TRUE));
}

static void
kind_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_menu_button_popup (RELAIS_TRIAGE_CARD (widget)->kind_button);
}

static void
forward_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  relais_triage_card_forward (RELAIS_TRIAGE_CARD (widget));
}

/* Enter on a button is that button's, and in a text a line. */
static gboolean
enter_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  if (gtk_root_get_focus (gtk_widget_get_root (widget)) != GTK_WIDGET (RELAIS_TRIAGE_CARD (widget)->card))
    return FALSE;

  return gtk_widget_activate_action_variant (widget, "triage.send", NULL);
}

void
relais_triage_card_class_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "triage.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "triage.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "triage.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "triage.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "triage.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "triage.reopen", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "triage.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "triage.polish", NULL, polish_action);
  gtk_widget_class_install_action (widget_class, "triage.kind", NULL, kind_action);
  gtk_widget_class_install_action (widget_class, "triage.forward", NULL, forward_action);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);
}
