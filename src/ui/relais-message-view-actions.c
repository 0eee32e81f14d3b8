/* relais-message-view-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-window.h"
#include "relais-message-folders.h"
#include "relais-message-view-private.h"
#include "relais-toast.h"
#include "relais-window.h"

static gboolean
went_to_several (RelaisMailMessage *message)
{
  RelaisParsedMessage *parsed = relais_mail_message_get_parsed (message);
  guint n_to, n_cc;

  relais_parsed_message_get_to (parsed, &n_to);
  relais_parsed_message_get_cc (parsed, &n_cc);

  return n_to + n_cc > 1;
}

void
relais_message_view_update_actions (RelaisMessageView *self)
{
  static const char * const stored[] = {
    "message.archive", "message.delete", "message.unread", "message.read", "message.flag", "message.move",
  };
  gboolean is_stored = self->folder != NULL && self->message != NULL;
  gboolean can_write = self->message != NULL && self->workspace != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), stored[i], is_stored);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.reply", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.reply-all", can_write && went_to_several (self->message));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.forward", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.forward-to", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.save", self->message != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.save-files", self->message != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.trust-sender", can_write);
}

/* What triage does not know, such as a message of another folder, is answered and passed on as any mail is. */
static void
compose (RelaisMessageView *self,
         gboolean           forward,
         gboolean           all)
{
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));
  g_autoptr(RelaisMailAccount) account = self->folder != NULL ? relais_mail_folder_dup_account (self->folder) : NULL;
  RelaisComposeWindow *composer;

  if (window == NULL)
    return;
  composer = relais_compose_window_new (GTK_WINDOW (window), self->workspace);
  if (forward)
    relais_compose_window_set_forward (composer, account, self->message);
  else
    relais_compose_window_set_reply (composer, account, relais_mail_message_get_parsed (self->message), all);
  gtk_window_present (GTK_WINDOW (composer));
}

static void
reply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);

  gboolean forward = g_str_has_prefix (name, "message.forward");
  gboolean all = g_str_equal (name, "message.reply-all");
  gboolean has_card = gtk_widget_get_visible (GTK_WIDGET (self->card)) && !all && !g_str_equal (name, "message.forward-to");

  if (has_card && !forward)
    relais_triage_card_reply (self->card);
  else if (!has_card || !relais_triage_card_forward (self->card))
    compose (self, forward, all);
}

static void
move_free (gpointer move)
{
  g_boxed_free (RELAIS_TYPE_MAIL_MOVE, move);
}

static void
moved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisMessageView *self = owner;
  g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func (move_free);
  const char *sentence;

  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      g_signal_emit_by_name (self, "stayed");
      return;
    }

  g_ptr_array_add (moves, g_value_dup_boxed (value));
  sentence = g_str_equal (user_data, "archive") ? _("Message archived")
             : g_str_equal (user_data, "delete") ? _("Message deleted") : _("Message moved");
  relais_toast_say_moved (GTK_WIDGET (self), sentence, moves);
}

static void
move_to_cb (gpointer          owner,
            RelaisMailFolder *folder)
{
  RelaisMessageView *self = owner;
  const char *uids[] = { self->uid, NULL };

  if (self->folder == NULL)
    return;
  relais_future_to_ui (relais_mail_folder_move (self->folder, uids, folder), self, NULL, moved_cb, (gpointer) "move");
  g_signal_emit_by_name (self, "moved");
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);
  g_autoptr(RelaisMailAccount) account = relais_mail_folder_dup_account (self->folder);
  const char *uids[] = { self->uid, NULL };

  if (g_str_equal (name, "message.move"))
    {
      relais_message_folders_present (account, self->folder, widget, move_to_cb, self);
      return;
    }

  if (g_str_equal (name, "message.archive"))
    relais_future_to_ui (relais_mail_folder_move_to_role (self->folder, uids, RELAIS_MAIL_ROLE_ARCHIVE), self, NULL, moved_cb,
                         (gpointer) "archive");
  else
    relais_future_to_ui (relais_mail_folder_delete (self->folder, uids), self, NULL, moved_cb, (gpointer) "delete");
  g_signal_emit_by_name (self, "moved");
}

static void
mark_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);
  const char *uids[] = { self->uid, NULL };

  relais_future_detach (relais_mail_folder_set_flags (self->folder, uids, RELAIS_MAIL_SEEN,
                                                      g_str_equal (name, "message.read") ? RELAIS_MAIL_SEEN : 0),
                        "the message was not marked");
}

gboolean
relais_message_view_activate (RelaisMessageView *self,
                              const char        *action)
{
  gboolean is_card = g_str_has_prefix (action, "triage.");
  GtkWidget *widget = is_card ? GTK_WIDGET (self->card) : GTK_WIDGET (self);

  g_return_val_if_fail (RELAIS_IS_MESSAGE_VIEW (self), FALSE);

  return (!is_card || gtk_widget_get_mapped (widget)) && gtk_widget_activate_action_variant (widget, action, NULL);
}

void
relais_message_view_class_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "message.reply", NULL, reply_action);
  gtk_widget_class_install_action (widget_class, "message.reply-all", NULL, reply_action);
  gtk_widget_class_install_action (widget_class, "message.forward", NULL, reply_action);
  /* To anybody, past the people of the card. */
  gtk_widget_class_install_action (widget_class, "message.forward-to", NULL, reply_action);
  gtk_widget_class_install_action (widget_class, "message.archive", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.delete", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.move", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.unread", NULL, mark_action);
  gtk_widget_class_install_action (widget_class, "message.read", NULL, mark_action);
}
