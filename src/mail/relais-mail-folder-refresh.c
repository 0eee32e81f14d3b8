/* relais-mail-folder-refresh.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-link-private.h"

/* Opening a folder and looking for news in it. */

#define REFRESH_SECONDS 60
#define LOAD_SECONDS 60

static void
refreshed_quietly_cb (gpointer      owner,
                      const GValue *value,
                      const GError *error,
                      gpointer      user_data)
{
  if (error != NULL)
    g_debug ("refresh of a folder: %s", error->message);
}

/* Nobody asked for it, so nobody is told when there is no link. */
void
relais_mail_folder_refresh_quietly (RelaisMailFolder *self)
{
  relais_future_to_ui (relais_mail_folder_refresh (self), self, NULL, refreshed_quietly_cb, NULL);
}

/* Worker. */
static gboolean
refresh_func (gpointer       data,
              GCancellable  *cancellable,
              GValue        *result,
              GError       **error)
{
  RelaisMailFolder *self = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (self, cancellable, error);

  if (camel == NULL)
    return FALSE;

  /* Offline, what the cache has is all there is; the keep-alive tells about the link. */
  if (!relais_camel_refresh_sync (camel, cancellable, error))
    return FALSE;

  g_value_init (result, CAMEL_TYPE_FOLDER);
  g_value_take_object (result, g_steal_pointer (&camel));

  return TRUE;
}

/* Worker: the cache alone. */
static gboolean
open_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (data, cancellable, error);

  if (camel == NULL)
    return FALSE;

  g_value_init (result, CAMEL_TYPE_FOLDER);
  g_value_take_object (result, g_steal_pointer (&camel));

  return TRUE;
}

/* A refresh on its way. */
typedef struct
{
  RelaisMailFolder *folder;     /* (owned) */
  GPtrArray        *promises;   /* (owned) of RelaisPromise */
} Refresh;

static void start_refresh (RelaisMailFolder *self,
                           GPtrArray        *promises);

static void
opened_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  if (error == NULL)
    relais_mail_folder_attach (owner, g_value_get_object (value));
}

static void
refreshed_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  g_autofree Refresh *refresh = user_data;
  g_autoptr(RelaisMailFolder) self = refresh->folder;
  g_autoptr(GPtrArray) promises = refresh->promises;

  self->refreshing = FALSE;
  if (error == NULL)
    {
      relais_mail_folder_caught_up (self, g_value_get_object (value), FALSE);
    }
  else
    {
      if (self->list != NULL)
        relais_message_list_settled (self->list);
      if (relais_mail_error_is_network (error) && self->account != NULL && self->account->link != NULL)
        relais_mail_link_suspect (self->account->link);
    }

  for (guint i = 0; i < promises->len; i++)
    relais_promise_complete (promises->pdata[i], NULL, error != NULL ? g_error_copy (error) : NULL);

  if (self->refresh_again != NULL)
    start_refresh (self, g_steal_pointer (&self->refresh_again));
}

/* @promises: (transfer full) */
static void
start_refresh (RelaisMailFolder *self,
               GPtrArray        *promises)
{
  Refresh *refresh;

  if (self->account == NULL)
    {
      for (guint i = 0; i < promises->len; i++)
        relais_promise_complete (promises->pdata[i], NULL,
                                 g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "the account is gone"));
      g_ptr_array_unref (promises);
      return;
    }

  self->refreshing = TRUE;
  if (self->camel == NULL)
    relais_future_to_ui (relais_mail_account_run (self->account, "open folder", open_func,
                                                  g_object_ref (self), g_object_unref, LOAD_SECONDS),
                         self, NULL, opened_cb, NULL);

  refresh = g_new0 (Refresh, 1);
  refresh->folder = g_object_ref (self);
  refresh->promises = promises;
  relais_future_to_ui (relais_mail_account_run (self->account, "refresh folder", refresh_func,
                                                g_object_ref (self), g_object_unref, REFRESH_SECONDS),
                       NULL, NULL, refreshed_cb, refresh);
}

DexFuture *
relais_mail_folder_refresh (RelaisMailFolder *self)
{
  g_autoptr(GPtrArray) promises = NULL;
  RelaisPromise *promise;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);

  promise = relais_promise_new ();
  future = relais_promise_dup_future (promise);

  /* The one that runs may have looked already at where the news is: another follows for all who asked meanwhile. */
  if (self->refreshing && self->refresh_again != NULL)
    {
      g_ptr_array_add (self->refresh_again, promise);
      return future;
    }

  promises = g_ptr_array_new ();
  g_ptr_array_add (promises, promise);
  if (self->refreshing)
    self->refresh_again = g_steal_pointer (&promises);
  else
    start_refresh (self, g_steal_pointer (&promises));

  return future;
}
