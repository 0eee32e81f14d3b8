/* relais-keyring.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <libsecret/secret.h>

#include "relais-keyring-private.h"

/* How the keyring files what evolution-data-server keeps; see libedataserver/e-source-credentials-provider-impl-password.c. */
static const SecretSchema keyring_schema = {
  "org.gnome.Evolution.Data.Source",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "e-source-uid", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* No password came: is there none, or can it not be read? Asks the Secret Service itself, because
 * evolution-data-server gives the same answer for both. */
RelaisMailAccountState
relais_keyring_why_no_password (ESource      *source,
                                GCancellable *cancellable)
{
  g_autolist(GObject) items = NULL;
  g_autoptr(GError) error = NULL;

  items = secret_password_search_sync (&keyring_schema, SECRET_SEARCH_ALL, cancellable, &error,
                                       "e-source-uid", e_source_get_uid (source), NULL);
  if (error != NULL && error->domain == G_DBUS_ERROR)
    return RELAIS_MAIL_ACCOUNT_NO_KEYRING;

  for (GList *l = items; l != NULL; l = l->next)
    if (SECRET_IS_ITEM (l->data) && secret_item_get_locked (l->data))
      return RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED;

  return RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD;
}

gboolean
relais_mechanism_needs_password (const char *mechanism)
{
  CamelServiceAuthType *type;

  if (mechanism == NULL)
    return TRUE;
  if (camel_sasl_is_xoauth2_alias (mechanism))
    return FALSE;

  type = camel_sasl_authtype (mechanism);

  return type == NULL || type->need_password;
}
