/* relais-mail-link-steps.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-mail-link-private.h"

/* What the link has done on its thread. */

/* Worker: from whatever the store is in to logged in. */
gboolean
relais_mail_link_connect_func (gpointer       data,
                               GCancellable  *cancellable,
                               GValue        *result,
                               GError       **error)
{
  RelaisMailAccount *account = ((RelaisMailConnect *) data)->account;
  gboolean disconnect_first = ((RelaisMailConnect *) data)->disconnect_first;
  CamelService *service = CAMEL_SERVICE (account->store);

  if (disconnect_first)
    camel_service_disconnect_sync (service, FALSE, cancellable, NULL);

  if (CAMEL_IS_OFFLINE_STORE (account->store) &&
      !camel_offline_store_get_online (CAMEL_OFFLINE_STORE (account->store)) &&
      !camel_offline_store_set_online_sync (CAMEL_OFFLINE_STORE (account->store), TRUE, cancellable, error))
    return FALSE;

  return camel_service_get_connection_status (service) == CAMEL_SERVICE_CONNECTED ||
         camel_service_connect_sync (service, cancellable, error);
}

void
relais_mail_connect_free (gpointer data)
{
  RelaisMailConnect *connect = data;

  g_object_unref (connect->account);
  g_free (connect);
}

/* Worker: one round trip. */
gboolean
relais_mail_link_poll_func (gpointer       data,
                            GCancellable  *cancellable,
                            GValue        *result,
                            GError       **error)
{
  RelaisMailAccount *account = data;
  g_autoptr(CamelFolder) inbox = NULL;

  inbox = relais_mail_account_open_role_sync (account, RELAIS_MAIL_ROLE_INBOX, FALSE, cancellable, error);
  if (inbox == NULL || !relais_camel_refresh_sync (inbox, cancellable, error))
    return FALSE;

  g_value_init (result, CAMEL_TYPE_FOLDER);
  g_value_take_object (result, g_steal_pointer (&inbox));

  return TRUE;
}

/* Worker: what else is watched. The link was alive a moment ago; what fails here is not about the link. */
gboolean
relais_mail_link_poll_sent_func (gpointer       data,
                                 GCancellable  *cancellable,
                                 GValue        *result,
                                 GError       **error)
{
  RelaisMailAccount *account = data;
  g_autoptr(CamelFolder) sent = NULL;

  sent = relais_mail_account_open_role_sync (account, RELAIS_MAIL_ROLE_SENT, FALSE, cancellable, error);
  if (sent == NULL || !relais_camel_refresh_sync (sent, cancellable, error))
    return FALSE;

  g_value_init (result, CAMEL_TYPE_FOLDER);
  g_value_take_object (result, g_steal_pointer (&sent));

  return TRUE;
}
