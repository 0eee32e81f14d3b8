/* relais-mail-account-roles.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-roles-private.h"
#include "relais-maildir-private.h"

/* The folder for a purpose, made when there is none. */

static gboolean
create_folder (RelaisMailAccount  *self,
               const char         *name,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr(CamelFolderInfo) info = NULL;
  g_autoptr(GError) local_error = NULL;

  if (self->maildir != NULL)
    return relais_maildir_add_folder (self->shadow, self->maildir, name, error);

  info = camel_store_create_folder_sync (self->store, NULL, name, cancellable, &local_error);
  if (info == NULL && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

CamelFolder *
relais_mail_account_open_role_sync (RelaisMailAccount  *self,
                                    RelaisMailRole      role,
                                    gboolean            create,
                                    GCancellable       *cancellable,
                                    GError            **error)
{
  g_autofree char *full_name = NULL;

  g_mutex_lock (&self->locked.mutex);
  full_name = g_strdup (self->locked.roles[role]);
  g_mutex_unlock (&self->locked.mutex);

  if (full_name == NULL && role == RELAIS_MAIL_ROLE_INBOX)
    full_name = g_strdup (self->maildir != NULL ? "Inbox" : "INBOX");

  if (full_name == NULL)
    {
      if (!create || relais_mail_role_get_new_name (role) == NULL)
        {
          g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND,
                               "the account has no folder for that");
          return NULL;
        }
      full_name = g_strdup (relais_mail_role_get_new_name (role));
      if (!create_folder (self, full_name, cancellable, error))
        return NULL;
      g_mutex_lock (&self->locked.mutex);
      g_set_str (&self->locked.roles[role], full_name);
      g_mutex_unlock (&self->locked.mutex);
    }

  return relais_mail_open_sync (self->store, full_name, cancellable, error);
}
