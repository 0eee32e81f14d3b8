/* relais-inbox-page-folders.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-message-folders.h"
#include "relais-words.h"

#define STATUS_SECONDS 5

/* One mailbox needs a heading only when there are others. */
static GtkWidget *
make_heading (RelaisMailAccount *account)
{
  GtkWidget *label = gtk_label_new (relais_mail_account_get_name (account));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_margin_top (label, 9);
  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_margin_bottom (label, 3);

  return label;
}

static GtkWidget *
make_folder_row (RelaisMailFolder *folder)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (relais_message_folders_get_icon (folder));
  GtkWidget *label = gtk_label_new (relais_message_folders_get_name (folder));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, relais_message_folders_get_name (folder), -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "folder", g_object_ref (folder), g_object_unref);

  return row;
}

void
relais_inbox_page_fill_folders (RelaisInboxPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  guint n_accounts = g_list_model_get_n_items (accounts);

  gtk_list_box_remove_all (self->folder_list);
  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);
      GListModel *folders = relais_mail_account_get_folders (account);
      guint n_folders = g_list_model_get_n_items (folders);

      if (n_accounts > 1)
        {
          GtkWidget *heading = gtk_list_box_row_new ();

          gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (heading), make_heading (account));
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (heading), FALSE);
          gtk_widget_set_focusable (heading, FALSE);
          gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          relais_mail_account_get_name (account), -1);
          gtk_list_box_append (self->folder_list, heading);
        }
      for (guint j = 0; j < n_folders; j++)
        {
          g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (folders, j);

          gtk_list_box_append (self->folder_list, make_folder_row (folder));
        }
    }
}

void
relais_inbox_page_folder_chosen (RelaisInboxPage *self,
                                 GtkListBoxRow   *row)
{
  RelaisMailFolder *folder = g_object_get_data (G_OBJECT (row), "folder");

  gtk_popover_popdown (self->folder_popover);
  if (folder != NULL)
    {
      relais_inbox_page_clear_filters (self);
      relais_inbox_page_choose (self, folder);
    }
}

static void
unread_cb (RelaisInboxPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  guint unread = 0;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);
      RelaisMailFolder *inbox = relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_INBOX);

      if (inbox != NULL)
        unread += relais_mail_folder_get_unread (inbox);
    }
  if (unread != self->unread)
    {
      self->unread = unread;
      g_object_notify (G_OBJECT (self), "unread");
    }
}

void
relais_inbox_page_choose (RelaisInboxPage  *self,
                          RelaisMailFolder *folder)
{
  g_autoptr(RelaisMessageList) messages = relais_mail_folder_dup_list (folder);

  if (self->account != NULL)
    g_clear_signal_handler (&self->account_id, self->account);
  if (self->folder != NULL)
    g_clear_signal_handler (&self->unread_id, self->folder);
  g_clear_object (&self->account);
  g_set_object (&self->folder, folder);
  self->account = relais_mail_folder_dup_account (folder);
  self->account_id = g_signal_connect_swapped (self->account, "notify", G_CALLBACK (relais_inbox_page_update_status), self);
  self->unread_id = g_signal_connect_swapped (folder, "notify", G_CALLBACK (unread_cb), self);

  gtk_label_set_label (self->folder_title, relais_message_folders_get_name (folder));
  adw_navigation_page_set_title (self->list_page, relais_message_folders_get_name (folder));
  relais_inbox_page_show_messages (self, G_LIST_MODEL (messages));
  relais_inbox_page_update_status (self);
  unread_cb (self);
}

/* Whose state is told: before any folder is known, as when the first sign-in fails, it is the first mailbox's.
 * (transfer full) (nullable) */
RelaisMailAccount *
relais_inbox_page_dup_account (RelaisInboxPage *self)
{
  if (self->account != NULL)
    return g_object_ref (self->account);

  return self->workspace != NULL
         ? g_list_model_get_item (relais_mail_get_accounts (relais_workspace_get_mail (self->workspace)), 0)
         : NULL;
}

/* The mailbox's state, with its proof of life, and the one button that helps. */
void
relais_inbox_page_update_status (RelaisInboxPage *self)
{
  g_autoptr(RelaisMailAccount) account = relais_inbox_page_dup_account (self);
  g_autofree char *sentence = NULL;
  g_autofree char *escaped = NULL;
  RelaisMailAccountState state;
  const char *repair;

  if (account == NULL)
    {
      gtk_label_set_label (self->status_label, "");
      gtk_widget_set_visible (GTK_WIDGET (self->repair_button), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->status_icon), FALSE);
      return;
    }

  state = relais_mail_account_get_state (account);
  sentence = relais_words_dup_account (account);
  repair = relais_mail_account_is_local (account) ? NULL : relais_words_get_repair (state);
  gtk_label_set_label (self->status_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->status_icon), TRUE);
  gtk_image_set_from_icon_name (self->status_icon,
                                state == RELAIS_MAIL_ACCOUNT_ALIVE ? "object-select-symbolic"
                                : state == RELAIS_MAIL_ACCOUNT_CONNECTING ? "content-loading-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->repair_button), repair != NULL);
  escaped = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (self->trouble_page, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_button), repair != NULL);
  if (repair != NULL)
    {
      gtk_button_set_label (self->repair_button, repair);
      gtk_button_set_label (self->trouble_button, repair);
    }
}

static gboolean
tick_cb (gpointer data)
{
  relais_inbox_page_update_status (data);

  return G_SOURCE_CONTINUE;
}

/* Of any mailbox: before a folder is known, none is followed more closely. */
static void
state_cb (RelaisInboxPage *self)
{
  relais_inbox_page_update_stack (self);
  relais_inbox_page_update_status (self);
}

/* The first mailbox that has an inbox is shown; one that went away is not. */
static void
accounts_changed_cb (RelaisInboxPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  RelaisMailFolder *first = NULL;
  gboolean there = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      there |= account == self->account;
      if (first == NULL)
        first = relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_INBOX);
      g_signal_handlers_disconnect_by_func (relais_mail_account_get_folders (account), accounts_changed_cb, self);
      g_signal_connect_object (relais_mail_account_get_folders (account), "items-changed",
                               G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_handlers_disconnect_by_func (account, state_cb, self);
      g_signal_connect_object (account, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
    }

  relais_inbox_page_fill_folders (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->folder_button), first != NULL);
  if (!there && self->account != NULL)
    {
      g_clear_signal_handler (&self->account_id, self->account);
      g_clear_object (&self->account);
      relais_inbox_page_show_messages (self, NULL);
      relais_message_view_clear (self->view);
    }
  if (self->account == NULL && first != NULL)
    relais_inbox_page_choose (self, first);
  state_cb (self);
}

void
relais_inbox_page_watch_accounts (RelaisInboxPage *self)
{
  RelaisMail *mail = relais_workspace_get_mail (self->workspace);

  g_signal_connect_object (relais_mail_get_accounts (mail), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mail, "notify::state", G_CALLBACK (relais_inbox_page_update_stack), self, G_CONNECT_SWAPPED);
  self->status_id = g_timeout_add_seconds (STATUS_SECONDS, tick_cb, self);
  accounts_changed_cb (self);
}
