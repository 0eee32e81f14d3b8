/* relais-message-view-state.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-message-view-private.h"

/* What is kept about the message that is shown: its flag, and whether its sender may load pictures. */

/* The senders whose pictures are loaded: one setting a sender. */
static char *
dup_trust_key (RelaisMessageView *self)
{
  const char *address = relais_parsed_message_get_from_address (relais_mail_message_get_parsed (self->message));
  g_autofree char *lower = address != NULL ? g_ascii_strdown (address, -1) : NULL;

  return lower != NULL ? g_strconcat ("remote.", lower, NULL) : NULL;
}

gboolean
relais_message_view_is_trusted (RelaisMessageView *self)
{
  g_autofree char *key = dup_trust_key (self);

  return key != NULL && relais_settings_get_boolean (relais_workspace_get_settings (self->workspace), key, FALSE);
}

void
relais_message_view_set_trusted (RelaisMessageView *self,
                                 gboolean           trust)
{
  g_autofree char *key = self->message != NULL && self->workspace != NULL ? dup_trust_key (self) : NULL;

  if (key == NULL || trust == relais_message_view_is_trusted (self))
    return;
  relais_future_detach (relais_settings_set_boolean (relais_workspace_get_settings (self->workspace), key, trust),
                        "the sender was not remembered");
  adw_banner_set_revealed (self->remote_banner, !trust && relais_mail_message_has_remote (self->message));
  relais_message_web_show (self->web, self->message, trust);
  g_object_notify (G_OBJECT (self), "trust-sender");
}

/* This once. */
void
relais_message_view_load_remote (RelaisMessageView *self)
{
  adw_banner_set_revealed (self->remote_banner, FALSE);
  relais_message_web_show (self->web, self->message, TRUE);
}

gboolean
relais_message_view_is_flagged (RelaisMessageView *self)
{
  return self->item != NULL && (relais_mail_item_get_flags (self->item) & RELAIS_MAIL_FLAGGED) != 0;
}

void
relais_message_view_set_flagged (RelaisMessageView *self,
                                 gboolean           flagged)
{
  const char *uids[] = { self->uid, NULL };

  if (self->folder != NULL)
    relais_future_detach (relais_mail_folder_set_flags (self->folder, uids, RELAIS_MAIL_FLAGGED, flagged ? RELAIS_MAIL_FLAGGED : 0),
                          "the message was not marked");
}

static void
item_changed_cb (RelaisMessageView *self)
{
  g_object_notify (G_OBJECT (self), "flagged");
}

/* Follows the row of the message, which knows its flags. */
void
relais_message_view_watch_item (RelaisMessageView *self)
{
  g_autoptr(RelaisMessageList) list = self->folder != NULL ? relais_mail_folder_dup_list (self->folder) : NULL;
  guint position = list != NULL ? relais_message_list_find (list, self->uid) : GTK_INVALID_LIST_POSITION;

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_id, self->item);
  g_clear_object (&self->item);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      self->item = g_list_model_get_item (G_LIST_MODEL (list), position);
      self->item_id = g_signal_connect_swapped (self->item, "notify", G_CALLBACK (item_changed_cb), self);
    }
  item_changed_cb (self);
}

/* See the header. */
void
relais_message_view_show_several (RelaisMessageView *self,
                                  guint              count)
{
  g_autofree char *title = NULL;

  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  relais_message_view_clear (self);
  title = count == 0 ? g_strdup (_("No Message Chosen"))
                     : g_strdup_printf (ngettext ("%u Message Chosen", "%u Messages Chosen", count), count);
  adw_status_page_set_title (self->several_page, title);
  gtk_stack_set_visible_child_name (self->stack, "several");
}

void
relais_message_view_keep (RelaisMessageView *self)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  relais_triage_card_keep (self->card);
}

void
relais_message_view_set_ready (RelaisMessageView *self,
                               gboolean           ready)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  adw_status_page_set_title (self->none_page, ready ? _("No Message Chosen") : _("Nothing to Read Yet"));
  adw_status_page_set_description (self->none_page,
                                   ready ? _("Choose a message to see what it asks and what Relais proposes.")
                                         : _("What is in your mailbox is read here, with what Relais proposes."));
}
