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

/* libsecret does not bear to be cancelled: it ends the request a second time. A keyring that is there answers at once, so what is cancelled
 * waits for that, but not for ever. */
#define PATIENCE_SECONDS 3

static gboolean
give_up_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      patient)
{
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, PATIENCE_SECONDS, give_up_cb, g_object_ref (patient), g_object_unref);
}

gboolean
relais_keyring_lookup (ESourceCredentialsProvider  *provider,
                       ESource                     *source,
                       GCancellable                *cancellable,
                       ENamedParameters           **values,
                       GError                     **error)
{
  g_autoptr(GCancellable) patient = g_cancellable_new ();
  gulong id = cancellable != NULL
              ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (patient), g_object_unref) : 0;
  gboolean found = e_source_credentials_provider_lookup_sync (provider, source, patient, values, error);

  g_cancellable_disconnect (cancellable, id);

  return found;
}

typedef struct
{
  GAsyncResult *result;    /* (owned) (nullable) until the search is over */
} Search;

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ((Search *) user_data)->result = g_object_ref (result);
}

static RelaisMailAccountState
judge (GList        *items,
       const GError *error)
{
  if (error != NULL && error->domain == G_DBUS_ERROR)
    return RELAIS_MAIL_ACCOUNT_NO_KEYRING;

  for (GList *l = items; l != NULL; l = l->next)
    if (SECRET_IS_ITEM (l->data) && secret_item_get_locked (l->data))
      return RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED;

  return RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD;
}

static RelaisMailAccountState
search (GMainContext *context,
        ESource      *source,
        GCancellable *cancellable)
{
  g_autolist(GObject) items = NULL;
  g_autoptr(GError) error = NULL;
  Search state = { NULL };

  secret_password_search (&keyring_schema, SECRET_SEARCH_ALL, cancellable, searched_cb, &state,
                          "e-source-uid", e_source_get_uid (source), NULL);
  while (state.result == NULL)
    g_main_context_iteration (context, TRUE);
  items = secret_password_search_finish (state.result, &error);
  g_object_unref (state.result);

  return judge (items, error);
}

/* No password came: is there none, or can it not be read? Asks the Secret Service itself, because evolution-data-server gives the
 * same answer for both.
 *
 * Each item is a D-Bus proxy, and what a proxy holds is freed in the context that it was made in. secret_password_search_sync() makes
 * the items in a context that is gone when it returns, so that a little is lost with each; here they go before their context. */
RelaisMailAccountState
relais_keyring_why_no_password (ESource      *source,
                                GCancellable *cancellable)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  RelaisMailAccountState state;

  g_main_context_push_thread_default (context);
  state = search (context, source, cancellable);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);

  return state;
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
