/* relais-triage-card-editor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-card-private.h"

/* What was typed is kept this soon after the last key. */
#define SAVE_DELAY_MS 800

static char *
dup_typed_text (RelaisTriageCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

DexFuture *
relais_triage_card_save (RelaisTriageCard *self)
{
  g_autofree char *text = dup_typed_text (self);

  g_clear_handle_id (&self->save_id, g_source_remove);

  return relais_triage_save_answer (relais_workspace_get_triage (self->workspace), relais_triage_record_get_answer (self->record),
                                    gtk_editable_get_text (GTK_EDITABLE (self->to_row)),
                                    gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), text);
}

/* Keeps what was typed, now. */
void
relais_triage_card_keep (RelaisTriageCard *self)
{
  if (self->save_id != 0 && self->record != NULL && self->workspace != NULL)
    relais_future_detach (relais_triage_card_save (self), "the draft was not kept");
  g_clear_handle_id (&self->save_id, g_source_remove);
}

static gboolean
save_cb (gpointer data)
{
  relais_triage_card_keep (data);

  return G_SOURCE_REMOVE;
}

void
relais_triage_card_edited (RelaisTriageCard *self)
{
  if (self->filling || !self->editing)
    return;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

void
relais_triage_card_begin_edit (RelaisTriageCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter start;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->to_row), relais_triage_record_get_answer_recipient (self->record));
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), relais_triage_record_get_answer_subject (self->record));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, relais_triage_record_get_answer_text (self->record), -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  /* Before the signature. */
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  self->filling = FALSE;
  self->editing = TRUE;
  gtk_stack_set_visible_child_name (self->answer_stack, "edit");
  relais_triage_card_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}
