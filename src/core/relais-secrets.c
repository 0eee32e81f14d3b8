/* relais-secrets.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "relais-secrets.h"
#include "relais-promise.h"

typedef struct
{
  RelaisPromise *promise;     /* (owned) until completed */
  GHashTable    *attributes;  /* (owned) */
} Request;

typedef struct
{
  gsize size;
  char  text[];
} Memory;

static const SecretSchema schema = {
  .name = RELAIS_APPLICATION_ID ".Secret",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "workspace", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  explicit_bzero (memory->text, memory->size);
  g_free (memory);
}

static Request *
request_new (const char *workspace,
             const char *name)
{
  Request *request = g_new0 (Request, 1);

  request->promise = relais_promise_new ();
  request->attributes = secret_attributes_build (&schema, "workspace", workspace, "name", name, NULL);

  return request;
}

/* @error: (transfer full) (nullable) */
static void
request_end (Request      *request,
             const GValue *value,
             GError       *error)
{
  relais_promise_complete (request->promise, value, error);
  g_hash_table_unref (request->attributes);
  g_free (request);
}

/* What libsecret, D-Bus and GIO say, in the few words that somebody can act on. @error: (transfer full) */
static GError *
translate (GError *error)
{
  g_autoptr(GError) original = error;

  if (g_error_matches (original, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&original);

  if (g_error_matches (original, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return g_error_new (RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_LOCKED, "The keyring is locked");

  /* No bus, no service on it, or one that fell silent. */
  if (original->domain == G_DBUS_ERROR || original->domain == G_IO_ERROR)
    {
      g_dbus_error_strip_remote_error (original);
      return g_error_new (RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_NO_SERVICE, "No keyring: %s", original->message);
    }

  return g_error_new (RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_FAILED, "The keyring refused: %s", original->message);
}

static gboolean
any_locked (GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (SECRET_IS_ITEM (l->data) && secret_item_get_locked (l->data))
      return TRUE;

  return FALSE;
}

/* libsecret gives nothing for a secret that is not there and for one that stayed locked. */
static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Request *request = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    error = translate (error);
  else if (any_locked (items))
    error = g_error_new (RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_LOCKED, "The keyring is locked");
  else
    error = g_error_new (RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_NOT_FOUND, "No such secret");

  g_list_free_full (items, g_object_unref);
  request_end (request, NULL, error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Request *request = user_data;
  g_auto(GValue) value = G_VALUE_INIT;
  GError *error = NULL;
  char *text = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    {
      request_end (request, NULL, translate (error));
      return;
    }

  if (text == NULL)
    {
      secret_password_searchv (&schema, request->attributes, SECRET_SEARCH_ALL,
                               relais_promise_get_cancellable (request->promise), searched_cb, request);
      return;
    }

  g_value_init (&value, G_TYPE_BYTES);
  g_value_take_boxed (&value, relais_secret_new (text));
  secret_password_free (text);
  request_end (request, &value, NULL);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Request *request = user_data;
  GError *error = NULL;

  if (!secret_password_store_finish (result, &error))
    error = error != NULL ? translate (error)
                          : g_error_new (RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_LOCKED, "The keyring stayed locked");
  request_end (request, NULL, error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Request *request = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    {
      request_end (request, NULL, translate (error));
      return;
    }

  request_end (request, NULL, NULL);
}

GBytes *
relais_secret_new (const char *text)
{
  gsize size = strlen (text);
  Memory *memory = g_malloc (sizeof *memory + size + 1);

  memory->size = size;
  memcpy (memory->text, text, size + 1);

  return g_bytes_new_with_free_func (memory->text, size, memory_free, memory);
}

DexFuture *
relais_secrets_store (const char *workspace,
                      const char *name,
                      const char *label,
                      GBytes     *secret)
{
  Request *request = request_new (workspace, name);
  DexFuture *future = relais_promise_dup_future (request->promise);

  secret_password_storev (&schema, request->attributes, SECRET_COLLECTION_DEFAULT, label,
                          g_bytes_get_data (secret, NULL),
                          relais_promise_get_cancellable (request->promise), stored_cb, request);

  return future;
}

DexFuture *
relais_secrets_lookup (const char *workspace,
                       const char *name)
{
  Request *request = request_new (workspace, name);
  DexFuture *future = relais_promise_dup_future (request->promise);

  secret_password_lookupv (&schema, request->attributes,
                           relais_promise_get_cancellable (request->promise), looked_up_cb, request);

  return future;
}

DexFuture *
relais_secrets_clear (const char *workspace,
                      const char *name)
{
  Request *request = request_new (workspace, name);
  DexFuture *future = relais_promise_dup_future (request->promise);

  secret_password_clearv (&schema, request->attributes,
                          relais_promise_get_cancellable (request->promise), cleared_cb, request);

  return future;
}
