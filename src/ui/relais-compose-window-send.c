/* relais-compose-window-send.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-clock.h"
#include "relais-compose-window-private.h"
#include "relais-words.h"

static void
say_error (RelaisComposeWindow *self,
           const GError        *error)
{
  g_autofree char *sentence = relais_words_dup_error (error);

  relais_compose_window_say (self, sentence);
}

static void
set_sending (RelaisComposeWindow *self,
             gboolean             sending)
{
  self->sending = sending;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compose.send", !sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toasts), !sending);
}

/* FALSE when a recipient is wrong: the row is marked and the banner says which. */
static gboolean
add_recipients (RelaisComposeWindow *self,
                RelaisOutgoing      *outgoing,
                AdwEntryRow         *row,
                RelaisRecipientKind  kind)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *wrong = NULL;
  g_autoptr(GPtrArray) recipients = relais_recipients_parse (gtk_editable_get_text (GTK_EDITABLE (row)), &wrong, &error);
  g_autofree char *sentence = NULL;

  for (guint i = 0; recipients != NULL && error == NULL && i < recipients->len; i++)
    {
      const RelaisRecipient *recipient = g_ptr_array_index (recipients, i);

      if (!relais_outgoing_add_recipient (outgoing, kind, recipient->name, recipient->address, &error))
        g_set_str (&wrong, recipient->address);
    }
  if (error == NULL)
    return TRUE;

  /* Translators: %s is what was typed as an e-mail address */
  sentence = g_strdup_printf (_("“%s” is not an e-mail address."), wrong);
  relais_compose_window_say (self, sentence);
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_toggle_button_set_active (self->copies_button,
                                gtk_toggle_button_get_active (self->copies_button) || row != self->to_row);
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return FALSE;
}

/* FALSE when one of them cannot be sent: the banner says which. */
static gboolean
add_files (RelaisComposeWindow *self,
           RelaisOutgoing      *outgoing)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  if (count > RELAIS_OUTGOING_MAX_FILES)
    {
      relais_compose_window_say (self, _("These are too many files for one mail. Compress them into one first."));
      return FALSE;
    }

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(RelaisComposeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      g_autofree char *sentence = NULL;

      if (file->size > RELAIS_OUTGOING_MAX_FILE ||
          (file->message != NULL && !relais_outgoing_set_forwarded (outgoing, file->message, NULL)))
        /* Translators: %s is the name of a file, or the subject of a message */
        sentence = g_strdup_printf (_("“%s” is too large for a mail."), file->name);
      else if (file->message == NULL && !relais_outgoing_add_file (outgoing, file->path, file->name, file->media_type, NULL))
        /* Translators: %s is the name of a file */
        sentence = g_strdup_printf (_("“%s” cannot be sent under this name. Rename it first."), file->name);
      if (sentence == NULL)
        continue;
      relais_compose_window_say (self, sentence);
      return FALSE;
    }

  return TRUE;
}

/* (transfer full) (nullable): NULL when something is wrong; then it was said. */
static RelaisOutgoing *
build (RelaisComposeWindow *self)
{
  RelaisMailAccount *account = g_ptr_array_index (self->accounts, adw_combo_row_get_selected (self->from_row));
  RelaisSettings *settings = relais_workspace_get_settings (self->workspace);
  const char *name = relais_settings_get_string (settings, "me.name", relais_mail_account_get_sender_name (account));
  g_autoptr(RelaisOutgoing) outgoing = relais_outgoing_new (relais_mail_account_get_id (account));
  g_autofree char *text = relais_compose_window_dup_text (self);
  g_auto(GStrv) recipients = NULL;
  g_autoptr(GError) error = NULL;

  if (!add_recipients (self, outgoing, self->to_row, RELAIS_RECIPIENT_TO) ||
      !add_recipients (self, outgoing, self->cc_row, RELAIS_RECIPIENT_CC) ||
      !add_recipients (self, outgoing, self->bcc_row, RELAIS_RECIPIENT_BCC))
    return NULL;

  recipients = relais_outgoing_dup_recipients (outgoing);
  if (recipients == NULL || recipients[0] == NULL)
    {
      relais_compose_window_say (self, _("Say to whom it goes."));
      gtk_widget_grab_focus (GTK_WIDGET (self->to_row));
      return NULL;
    }
  if (!relais_outgoing_set_from (outgoing, name, relais_mail_account_get_address (account), &error) ||
      !relais_outgoing_set_subject (outgoing, gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), &error) ||
      !relais_compose_window_add_thread (self, outgoing, &error))
    {
      say_error (self, error);
      return NULL;
    }
  if (!relais_outgoing_set_text (outgoing, text, NULL))
    {
      relais_compose_window_say (self, _("The text is too long for a mail. Attach it as a file."));
      return NULL;
    }
  if (!add_files (self, outgoing))
    return NULL;

  return g_steal_pointer (&outgoing);
}

static guint
get_undo_seconds (RelaisComposeWindow *self)
{
  return relais_triage_get_undo_seconds (relais_workspace_get_triage (self->workspace));
}

static void
sent_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisComposeWindow *self = owner;

  set_sending (self, FALSE);
  if (error != NULL)
    {
      relais_compose_window_edited (self);
      say_error (self, error);
      /* All else was looked at before. */
      if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID))
        relais_compose_window_check_files (self);
      return;
    }

  /* Not hidden: GTK 4.18 tells whoever asks for a window too many of the last one there is, and ends when that one is hidden. */
  relais_compose_window_hand_over (self, g_value_get_int64 (value), get_undo_seconds (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

void
relais_compose_window_send (RelaisComposeWindow *self)
{
  g_autoptr(RelaisOutgoing) outgoing = NULL;

  if (self->sending || self->accounts->len == 0)
    return;

  relais_compose_window_say (self, NULL);
  outgoing = build (self);
  if (outgoing == NULL)
    return;

  set_sending (self, TRUE);
  relais_compose_window_leave (self, outgoing);
  relais_future_to_ui (relais_deliveries_send (relais_workspace_get_deliveries (self->workspace), outgoing,
                                               relais_clock_now () + 1000 * (gint64) get_undo_seconds (self)),
                       self, NULL, sent_cb, NULL);
}
