/* relais-message-folders.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-message-folders.h"

struct _RelaisMessageFolders
{
  AdwDialog         parent_instance;

  GtkListBox       *list;

  RelaisFolderFunc  func;
  GObject          *owner;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisMessageFolders, relais_message_folders, ADW_TYPE_DIALOG)

static void
activated_cb (RelaisMessageFolders *self,
              GtkListBoxRow        *row)
{
  g_autoptr(RelaisMailFolder) folder = g_object_ref (g_object_get_data (G_OBJECT (row), "folder"));

  self->func (self->owner, folder);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_folder (RelaisMessageFolders *self,
            RelaisMailFolder     *folder)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), relais_message_folders_get_name (folder));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (relais_message_folders_get_icon (folder)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "folder", g_object_ref (folder), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static void
relais_message_folders_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_MESSAGE_FOLDERS);
  g_clear_object (&RELAIS_MESSAGE_FOLDERS (object)->owner);

  G_OBJECT_CLASS (relais_message_folders_parent_class)->dispose (object);
}

static void
relais_message_folders_class_init (RelaisMessageFoldersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = relais_message_folders_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-message-folders.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageFolders, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
relais_message_folders_init (RelaisMessageFolders *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
relais_message_folders_get_icon (RelaisMailFolder *folder)
{
  switch (relais_mail_folder_get_role (folder))
    {
    case RELAIS_MAIL_ROLE_INBOX:
      return "mail-unread-symbolic";
    case RELAIS_MAIL_ROLE_SENT:
    case RELAIS_MAIL_ROLE_OUTBOX:
      return "mail-send-symbolic";
    case RELAIS_MAIL_ROLE_DRAFTS:
      return "document-edit-symbolic";
    case RELAIS_MAIL_ROLE_ARCHIVE:
      return "folder-documents-symbolic";
    case RELAIS_MAIL_ROLE_JUNK:
      return "dialog-warning-symbolic";
    case RELAIS_MAIL_ROLE_TRASH:
      return "user-trash-symbolic";
    case RELAIS_MAIL_ROLE_OTHER:
    default:
      return "folder-symbolic";
    }
}

const char *
relais_message_folders_get_name (RelaisMailFolder *folder)
{
  switch (relais_mail_folder_get_role (folder))
    {
    case RELAIS_MAIL_ROLE_INBOX:
      return C_("folder", "Inbox");
    case RELAIS_MAIL_ROLE_SENT:
      return C_("folder", "Sent");
    case RELAIS_MAIL_ROLE_OUTBOX:
      return C_("folder", "Outbox");
    case RELAIS_MAIL_ROLE_DRAFTS:
      return C_("folder", "Drafts");
    case RELAIS_MAIL_ROLE_ARCHIVE:
      return C_("folder", "Archive");
    case RELAIS_MAIL_ROLE_JUNK:
      return C_("folder", "Junk");
    case RELAIS_MAIL_ROLE_TRASH:
      return C_("folder", "Trash");
    case RELAIS_MAIL_ROLE_OTHER:
    default:
      return relais_mail_folder_get_display_name (folder);
    }
}

/* See the header. */
void
relais_message_folders_present (RelaisMailAccount *account,
                                RelaisMailFolder  *except,
                                GtkWidget         *parent,
                                RelaisFolderFunc   func,
                                gpointer           owner)
{
  RelaisMessageFolders *self = g_object_new (RELAIS_TYPE_MESSAGE_FOLDERS, NULL);
  GListModel *folders = relais_mail_account_get_folders (account);

  self->func = func;
  self->owner = g_object_ref (owner);
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (folders, i);

      if (folder != except && !relais_mail_folder_is_ours (folder))
        add_folder (self, folder);
    }
  adw_dialog_present (ADW_DIALOG (self), parent);
}
