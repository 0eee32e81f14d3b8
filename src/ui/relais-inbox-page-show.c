/* relais-inbox-page-show.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-inbox-page-private.h"
#include "relais-toast.h"

/* What the message pane shows: a row, what was searched for, what somebody elsewhere asked for, a file. */

static void
located_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisInboxPage *self = owner;
  const RelaisPlace *place;
  RelaisMailFolder *folder;

  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      return;
    }

  place = g_value_get_boxed (value);
  folder = relais_mail_get_folder_at (relais_workspace_get_mail (self->workspace), place);
  if (folder != NULL)
    relais_message_view_show (self->view, folder, place->uid);
}

/* Somebody elsewhere asked for it: the list shows its folder, with its row chosen, and the message is what one sees. */
static void
asked_for_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisInboxPage *self = owner;
  const RelaisPlace *place = error == NULL ? g_value_get_boxed (value) : NULL;
  RelaisMailFolder *folder = place != NULL ? relais_mail_get_folder_at (relais_workspace_get_mail (self->workspace), place) : NULL;

  relais_inbox_page_set_selecting (self, FALSE);
  if (folder != NULL && relais_inbox_page_is_filtered (self))
    relais_inbox_page_clear_filters (self);
  if (folder != NULL && (folder != self->folder || !RELAIS_IS_MESSAGE_LIST (self->messages)))
    relais_inbox_page_choose (self, folder);
  if (folder == NULL || !relais_inbox_page_select_uid (self, place->uid))
    {
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      located_cb (owner, value, error, user_data);
      if (RELAIS_IS_MESSAGE_LIST (self->messages) && relais_message_list_is_loading (RELAIS_MESSAGE_LIST (self->messages)))
        g_set_str (&self->wanted, folder != NULL ? place->uid : NULL);
    }
  if (error == NULL)
    adw_navigation_split_view_set_show_content (self->split, TRUE);
}

void
relais_inbox_page_show_message (RelaisInboxPage *self,
                                gint64           message)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  relais_future_to_ui (relais_intake_locate (relais_mail_get_intake (relais_workspace_get_mail (self->workspace)), message),
                       self, NULL, asked_for_cb, NULL);
}

void
relais_inbox_page_show_file (RelaisInboxPage *self,
                             GFile           *file)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  relais_message_view_show_file (self->view, file);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

void
relais_inbox_page_show_item (RelaisInboxPage *self,
                             GObject         *item)
{
  if (RELAIS_IS_MAIL_ITEM (item))
    relais_message_view_show (self->view, relais_mail_item_get_folder (RELAIS_MAIL_ITEM (item)),
                              relais_mail_item_get_uid (RELAIS_MAIL_ITEM (item)));
  else
    relais_future_to_ui (relais_intake_locate (relais_mail_get_intake (relais_workspace_get_mail (self->workspace)),
                                               relais_triage_record_get_message (RELAIS_TRIAGE_RECORD (item))),
                         self, NULL, located_cb, NULL);
}

/* The only pane may show the list again. */
void
relais_inbox_page_content_changed (RelaisInboxPage *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split) && !adw_navigation_split_view_get_show_content (self->split))
    g_signal_emit_by_name (self, "left");
  else
    relais_message_view_mark_read (self->view);
}

void
relais_inbox_page_keep (RelaisInboxPage *self)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  relais_message_view_keep (self->view);
}
