/* relais-mail-accounts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-desktop-private.h"
#include "relais-mail-private.h"

/* Accounts that come and go. */

void
relais_mail_forget_account (RelaisMail        *self,
                            RelaisMailAccount *account)
{
  CamelStore *store = relais_mail_account_get_store (account);
  CamelService *transport = relais_mail_account_get_transport (account);

  relais_mail_account_stop (account);
  relais_intake_account_removed (self->intake, account);
  if (store != NULL)
    camel_session_remove_service (self->session, CAMEL_SERVICE (store));
  if (transport != NULL)
    camel_session_remove_service (self->session, transport);
}

static void
add_account (RelaisMail        *self,
             RelaisMailAccount *account)
{
  relais_intake_account_added (self->intake, account);
  g_list_store_append (self->accounts, account);
  if (self->state != RELAIS_MAIL_STOPPED)
    relais_mail_account_start (account, self->period_ms, self->deadline_ms);
}

/**
 * relais_mail_add_local:
 * @id: unique, kept across restarts; letters, digits and "-"
 * @maildir: a Maildir (cur, new, tmp, and Maildir++ folders); made when missing
 *
 * Returns: (transfer none): the account
 */
RelaisMailAccount *
relais_mail_add_local (RelaisMail *self,
                       const char *id,
                       const char *name,
                       const char *address,
                       const char *maildir)
{
  g_autoptr(RelaisMailAccount) account = NULL;
  g_autofree char *shadow = NULL;

  g_return_val_if_fail (RELAIS_IS_MAIL (self), NULL);
  g_return_val_if_fail (id != NULL && maildir != NULL, NULL);
  g_return_val_if_fail (relais_mail_get_account (self, id) == NULL, NULL);

  shadow = g_build_filename (self->data_dir, "local", id, NULL);
  account = relais_mail_account_new_local (self, self->session, id, name, address, maildir, shadow);
  add_account (self, account);

  return account;
}

/* What the desktop tells of its sources. */
void
relais_mail_source_event (RelaisMailDesktopEvent  event,
                          ESource                *source,
                          gpointer                user_data)
{
  RelaisMail *self = user_data;
  RelaisMailAccount *known = relais_mail_get_account (self, e_source_get_uid (source));
  ESourceRegistry *registry = relais_mail_desktop_get_registry (self->desktop);
  guint position;

  relais_mail_session_set_registry (RELAIS_MAIL_SESSION (self->session), registry);

  switch (event)
    {
    case RELAIS_MAIL_DESKTOP_ADDED:
      if (known == NULL)
        {
          g_autoptr(RelaisMailAccount) account = relais_mail_account_new_for_source (self, self->session, registry, source);

          add_account (self, account);
        }
      break;

    case RELAIS_MAIL_DESKTOP_CHANGED:
      /* Names and transports are in sources of their own. */
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
        {
          g_autoptr(RelaisMailAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

          if (relais_mail_account_get_source (account) != NULL)
            relais_mail_account_update (account, registry);
        }
      break;

    case RELAIS_MAIL_DESKTOP_REMOVED:
      if (known != NULL && g_list_store_find (self->accounts, known, &position))
        {
          g_autoptr(RelaisMailAccount) account = g_object_ref (known);

          g_list_store_remove (self->accounts, position);
          relais_mail_forget_account (self, account);
        }
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * relais_mail_get_account:
 *
 * Returns: (transfer none) (nullable): the account
 */
RelaisMailAccount *
relais_mail_get_account (RelaisMail *self,
                         const char *id)
{
  GListModel *model;

  g_return_val_if_fail (RELAIS_IS_MAIL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  model = G_LIST_MODEL (self->accounts);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (model, i);

      if (strcmp (relais_mail_account_get_id (account), id) == 0)
        return account;
    }

  return NULL;
}

RelaisMailFolder *
relais_mail_get_folder_at (RelaisMail        *self,
                           const RelaisPlace *place)
{
  RelaisMailAccount *account;

  g_return_val_if_fail (place != NULL, NULL);

  account = relais_mail_get_account (self, place->account);

  return account != NULL ? relais_mail_account_get_folder (account, place->folder) : NULL;
}
