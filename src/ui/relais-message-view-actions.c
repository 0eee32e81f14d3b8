/* relais-message-view-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-message-view-private.h"
#include "relais-window.h"
#include "relais-words.h"

static void
say (RelaisMessageView *self,
     const char        *sentence)
{
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));

  if (window != NULL)
    relais_window_add_toast (window, adw_toast_new (sentence));
}

void
relais_message_view_say_error (RelaisMessageView *self,
                               const GError      *error)
{
  g_autofree char *sentence = NULL;

  if (relais_error_is_cancelled (error))
    return;
  sentence = relais_words_dup_error (error);
  say (self, sentence);
}

static void
reply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);

  if (g_str_equal (name, "message.reply"))
    relais_triage_card_reply (self->card);
  else
    relais_triage_card_forward (self->card);
}

static void
move_undone_cb (gpointer      owner,
                const GValue *value,
                const GError *error,
                gpointer      user_data)
{
  if (error != NULL)
    relais_message_view_say_error (owner, error);
}

static void
undo_move_cb (RelaisMessageView *self)
{
  if (self->last_move != NULL)
    relais_future_to_ui (relais_mail_move_undo (self->last_move), self, NULL, move_undone_cb, NULL);
}

static void
moved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisMessageView *self = owner;
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));
  AdwToast *toast;

  if (error != NULL)
    {
      relais_message_view_say_error (self, error);
      return;
    }

  if (self->last_move != NULL)
    g_boxed_free (RELAIS_TYPE_MAIL_MOVE, self->last_move);
  self->last_move = g_value_dup_boxed (value);
  toast = adw_toast_new (user_data != NULL ? _("Message archived") : _("Message deleted"));
  if (relais_mail_move_can_undo (self->last_move))
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_move_cb), self, G_CONNECT_SWAPPED);
    }
  if (window != NULL)
    relais_window_add_toast (window, toast);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);
  g_autoptr(RelaisMailAccount) account = relais_mail_folder_dup_account (self->folder);
  const char *uids[] = { self->uid, NULL };
  gboolean archive = g_str_equal (name, "message.archive");
  RelaisMailFolder *destination = relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_ARCHIVE);

  if (archive && destination == NULL)
    {
      say (self, _("This mailbox has no archive folder."));
      return;
    }
  relais_future_to_ui (archive ? relais_mail_folder_move (self->folder, uids, destination)
                               : relais_mail_folder_delete (self->folder, uids),
                       self, NULL, moved_cb, GINT_TO_POINTER (archive));
  g_signal_emit_by_name (self, "moved");
}

static void
flag_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);
  const char *uids[] = { self->uid, NULL };
  gboolean flag = g_str_equal (name, "message.flag");

  relais_future_detach (relais_mail_folder_set_flags (self->folder, uids, flag ? RELAIS_MAIL_FLAGGED : RELAIS_MAIL_SEEN,
                                                      flag ? RELAIS_MAIL_FLAGGED : 0), "the message was not marked");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RelaisMessageView) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    relais_message_view_say_error (self, error);
}

static void
save_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(RelaisMessageView) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->message != NULL)
    g_file_replace_contents_bytes_async (file, relais_mail_message_get_source (self->message), NULL, FALSE,
                                         G_FILE_CREATE_NONE, NULL, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, "message.eml");
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, save_chosen_cb, g_object_ref (self));
}

void
relais_message_view_class_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "message.reply", NULL, reply_action);
  gtk_widget_class_install_action (widget_class, "message.forward", NULL, reply_action);
  gtk_widget_class_install_action (widget_class, "message.archive", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.delete", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.unread", NULL, flag_action);
  gtk_widget_class_install_action (widget_class, "message.flag", NULL, flag_action);
  gtk_widget_class_install_action (widget_class, "message.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "message.reply", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "message.delete", NULL);
}
