/* relais-account-repair.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-password-dialog.h"
#include "relais-toast.h"

gboolean
relais_account_needs_repair (RelaisMailAccount *account)
{
  switch (relais_mail_account_get_state (account))
    {
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
    case RELAIS_MAIL_ACCOUNT_FAILED:
    case RELAIS_MAIL_ACCOUNT_STALLED:
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
      return TRUE;
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
    case RELAIS_MAIL_ACCOUNT_ALIVE:
    default:
      return FALSE;
    }
}

gboolean
relais_account_open_online_accounts (void)
{
  g_autoptr(GAppInfo) settings = g_app_info_create_from_commandline ("gnome-control-center online-accounts", NULL,
                                                                     G_APP_INFO_CREATE_NONE, NULL);

  return g_app_info_launch (settings, NULL, NULL, NULL);
}

static void
sign_in_again (GtkWidget *parent)
{
  if (!relais_account_open_online_accounts ())
    relais_toast_say (parent, _("Open Online Accounts in the desktop’s settings and sign in again."));
}

void
relais_account_repair (RelaisMailAccount *account,
                       GtkWidget         *parent)
{
  switch (relais_mail_account_get_state (account))
    {
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
      adw_dialog_present (ADW_DIALOG (relais_password_dialog_new (account)), parent);
      break;
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
      sign_in_again (parent);
      break;
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
    case RELAIS_MAIL_ACCOUNT_ALIVE:
    case RELAIS_MAIL_ACCOUNT_STALLED:
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
    case RELAIS_MAIL_ACCOUNT_FAILED:
    default:
      relais_mail_account_reconnect (account);
    }
}
