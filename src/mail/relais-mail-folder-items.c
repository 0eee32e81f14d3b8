/* relais-mail-folder-items.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"
#include "relais-mail-folder-private.h"

/* Of each message there is one item at most, whoever shows it: rows of the folder's list, rows that were searched for. They hold the
 * folder, so it needs not hold them. */

#define LOAD_SECONDS 60

void
relais_mail_folder_init_items (RelaisMailFolder *self)
{
  /* Interned strings are equal when their addresses are. */
  self->items = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) camel_pstring_free, NULL);
}

RelaisMailItem *
relais_mail_folder_dup_item (RelaisMailFolder *self,
                             CamelMessageInfo *info)
{
  const char *uid = camel_message_info_get_uid (info);
  RelaisMailItem *item = relais_mail_folder_peek_item (self, uid);

  /* The same uid means another message once the server counts anew. */
  if (item != NULL && relais_mail_item_is_of (item, info))
    return g_object_ref (item);

  item = relais_mail_item_new (self, info);
  g_hash_table_replace (self->items, (gpointer) camel_pstring_strdup (uid), item);

  return item;
}

RelaisMailItem *
relais_mail_folder_peek_item (RelaisMailFolder *self,
                              const char       *uid)
{
  return g_hash_table_lookup (self->items, camel_pstring_peek (uid));
}

void
relais_mail_folder_forget_item (RelaisMailFolder *self,
                                RelaisMailItem   *item)
{
  const char *uid = camel_pstring_peek (relais_mail_item_get_uid (item));

  if (g_hash_table_lookup (self->items, uid) == item)
    g_hash_table_remove (self->items, uid);
}

void
relais_mail_folder_refresh_items (RelaisMailFolder *self,
                                  GPtrArray        *uids)
{
  g_autoptr(GPtrArray) items = g_hash_table_get_values_as_ptr_array (self->items);

  for (guint i = 0; uids == NULL && i < items->len; i++)
    relais_mail_item_refresh (items->pdata[i]);
  for (guint i = 0; uids != NULL && i < uids->len; i++)
    {
      RelaisMailItem *item = relais_mail_folder_peek_item (self, uids->pdata[i]);

      if (item != NULL)
        relais_mail_item_refresh (item);
    }
}

/* What a worker looks for. */
typedef struct
{
  RelaisMailFolder *folder;   /* (owned) */
  char             *uid;      /* (owned) */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->folder);
  g_free (wanted->uid);
  g_free (wanted);
}

/* Worker. */
static gboolean
load_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Wanted *wanted = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (wanted->folder, cancellable, error);
  CamelMessageInfo *info;

  if (camel == NULL)
    return FALSE;

  info = camel_folder_get_message_info (camel, wanted->uid);
  if (info == NULL)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "the message is not in the folder any more");
      return FALSE;
    }

  g_value_init (result, CAMEL_TYPE_MESSAGE_INFO);
  g_value_take_object (result, info);

  return TRUE;
}

/* Who waits for it. */
typedef struct
{
  RelaisMailFolder *folder;    /* (owned) */
  RelaisPromise    *promise;   /* (owned) */
} Loading;

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  g_autofree Loading *loading = user_data;
  g_auto(GValue) item = G_VALUE_INIT;

  if (error == NULL)
    {
      g_value_init (&item, RELAIS_TYPE_MAIL_ITEM);
      g_value_take_object (&item, relais_mail_folder_dup_item (loading->folder, g_value_get_object (value)));
    }
  relais_promise_complete (loading->promise, &item, error != NULL ? g_error_copy (error) : NULL);
  g_object_unref (loading->folder);
}

DexFuture *
relais_mail_folder_load_item (RelaisMailFolder *self,
                              const char       *uid)
{
  Wanted *wanted;
  Loading *loading;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);
  g_return_val_if_fail (uid != NULL, NULL);

  if (self->account == NULL)
    return relais_mail_folder_gone ();

  wanted = g_new0 (Wanted, 1);
  wanted->folder = g_object_ref (self);
  wanted->uid = g_strdup (uid);

  loading = g_new0 (Loading, 1);
  loading->folder = g_object_ref (self);
  loading->promise = relais_promise_new ();

  future = relais_promise_dup_future (loading->promise);
  relais_future_to_ui (relais_mail_account_run (self->account, "load item", load_func, wanted, wanted_free, LOAD_SECONDS), NULL, NULL,
                       loaded_cb, loading);

  return future;
}
