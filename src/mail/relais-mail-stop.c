/* relais-mail-stop.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-desktop-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-private.h"

/* The way out: what waits for a server, then goodbye, then the threads. */

#define GOODBYE_MS 3000

/* Camel refreshes folders in threads of its own, which hold the links of a store and not the store; what they still do with it when it
 * is gone is undefined. Their work is cancelled by the disconnection. Nothing tells when they are done. */
#define LINGER_SECONDS 5

typedef struct
{
  CamelStore   *store;     /* (owned) */
  CamelSession *session;   /* (owned) the store needs it and does not hold it */
} Lingering;

static void
lingering_free (gpointer data)
{
  Lingering *lingering = data;

  g_clear_object (&lingering->store);
  g_object_unref (lingering->session);
  g_free (lingering);
}

static gboolean
lingered_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

static gpointer
linger_func (gpointer data)
{
  Lingering *lingering = data;

  camel_service_disconnect_sync (CAMEL_SERVICE (lingering->store), FALSE, NULL, NULL);
  g_usleep (LINGER_SECONDS * G_USEC_PER_SEC);
  g_clear_object (&lingering->store);
  /* The session belongs to the main thread. */
  g_idle_add_full (G_PRIORITY_DEFAULT, lingered_cb, lingering, lingering_free);

  return NULL;
}

/* See the private header. */
void
relais_mail_let_go (CamelStore   *store,
                    CamelSession *session)
{
  Lingering *lingering = g_new0 (Lingering, 1);

  lingering->store = store;
  lingering->session = session;
  if (CAMEL_IS_OFFLINE_STORE (store))
    g_thread_unref (g_thread_new ("mail goodbye", linger_func, lingering));
  else
    lingering_free (lingering);
}

typedef struct
{
  RelaisMailAccount *account;   /* (owned) */
  GPtrArray         *folders;   /* (owned) of RelaisMailFolder: whose flags the server does not know */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->account);
  g_ptr_array_unref (leaving->folders);
  g_free (leaving);
}

static Leaving *
leaving_new (RelaisMailAccount *account)
{
  Leaving *leaving = g_new0 (Leaving, 1);
  GListModel *folders = relais_mail_account_get_folders (account);

  leaving->account = g_object_ref (account);
  leaving->folders = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (folders, i);

      if (!relais_flag_changes_is_empty (folder->flag_changes))
        g_ptr_array_add (leaving->folders, g_steal_pointer (&folder));
    }

  return leaving;
}

/* Worker: what waits for the server, then goodbye. */
static gboolean
leave_func (gpointer       data,
            GCancellable  *cancellable,
            GValue        *result,
            GError       **error)
{
  Leaving *leaving = data;
  RelaisMailAccount *account = leaving->account;
  gboolean alive = account->state == RELAIS_MAIL_ACCOUNT_ALIVE;

  for (guint i = 0; alive && i < leaving->folders->len; i++)
    {
      RelaisMailFolder *folder = leaving->folders->pdata[i];
      g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (folder, cancellable, NULL);

      if (camel != NULL)
        relais_flag_changes_sync (folder->flag_changes, camel, cancellable, NULL);
    }
  if (alive)
    camel_store_synchronize_sync (account->store, FALSE, cancellable, NULL);

  return camel_service_disconnect_sync (CAMEL_SERVICE (account->store), alive, cancellable, error);
}

static void
all_left (RelaisMail *self)
{
  GListModel *model = G_LIST_MODEL (self->accounts);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (model, i);

      relais_mail_forget_account (self, account);
    }
  g_list_store_remove_all (self->accounts);
  camel_session_remove_services (self->session);
  relais_mail_session_set_registry (RELAIS_MAIL_SESSION (self->session), NULL);
  camel_certdb_save (camel_certdb_get_default ());
  relais_worker_stop (self->worker);
  relais_promise_complete (g_steal_pointer (&self->stopping), NULL, NULL);
}

static void
left_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  g_autoptr(RelaisMail) self = user_data;

  /* A link that is gone cannot be closed politely. */
  if (error != NULL)
    g_debug ("disconnect: %s", error->message);
  if (--self->n_leaving == 0)
    all_left (self);
}

/**
 * relais_mail_stop:
 *
 * Returns: (transfer full): resolves to %TRUE when the threads are joined and the links closed; a few seconds at most
 */
DexFuture *
relais_mail_stop (RelaisMail *self)
{
  GListModel *model;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_MAIL (self), NULL);

  if (self->stopping != NULL)
    return relais_promise_dup_future (self->stopping);
  if (self->state == RELAIS_MAIL_STOPPED)
    return relais_future_new_true ();

  g_clear_pointer (&self->desktop, relais_mail_desktop_free);
  if (self->starting != NULL)
    relais_promise_complete (g_steal_pointer (&self->starting), NULL,
                             g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the mail service has stopped"));
  relais_intake_stop (self->intake);

  self->stopping = relais_promise_new ();
  future = relais_promise_dup_future (self->stopping);
  model = G_LIST_MODEL (self->accounts);
  self->n_leaving = 1;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (model, i);

      relais_mail_account_stop (account);
      if (relais_mail_account_get_store (account) == NULL)
        continue;
      self->n_leaving++;
      relais_future_to_ui (relais_mail_account_run_on (account, self->worker, "disconnect", leave_func,
                                                       leaving_new (account), leaving_free, GOODBYE_MS),
                           NULL, NULL, left_cb, g_object_ref (self));
    }
  relais_mail_set_state (self, RELAIS_MAIL_STOPPED);
  if (--self->n_leaving == 0)
    all_left (self);

  return future;
}
