/* relais-mail-folder-flags.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-message.h"

/* What is done with single messages: reading one, marking some. */

#define SYNC_DELAY_MS 1500
#define SYNC_SECONDS 60
/* So long after the server was told, what it said before of these messages has arrived. */
#define LOOK_DELAY_MS 2000
#define LOAD_SECONDS 60
/* So long after a failure over a link that is alive, and twice as long after each other. */
#define FIRST_RETRY_MS 5000
#define LAST_RETRY_MS (5 * 60 * 1000)

typedef struct
{
  RelaisMailFolder *folder;   /* (owned) */
  GStrv             uids;     /* (owned) */
  guint32           mask;
  guint32           flags;
} FlagChange;

static void
flag_change_free (gpointer data)
{
  FlagChange *change = data;

  g_object_unref (change->folder);
  g_strfreev (change->uids);
  g_free (change);
}

/* Worker. */
static gboolean
load_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  FlagChange *load = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (load->folder, cancellable, error);
  g_autoptr(GBytes) bytes = NULL;
  RelaisMailMessage *message;

  if (camel == NULL)
    return FALSE;

  bytes = relais_mail_fetch_sync (camel, load->uids[0], cancellable, error);
  if (bytes == NULL)
    return FALSE;

  message = relais_mail_message_new_from_bytes (bytes, error);
  if (message == NULL)
    return FALSE;

  g_value_init (result, RELAIS_TYPE_MAIL_MESSAGE);
  g_value_take_object (result, message);

  return TRUE;
}

/* Rejected: there is no account any more. */
DexFuture *
relais_mail_folder_gone (void)
{
  return relais_future_new_error (g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND,
                                                       "the account is gone"));
}

DexFuture *
relais_mail_folder_load (RelaisMailFolder *self,
                         const char       *uid)
{
  FlagChange *load;

  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);
  g_return_val_if_fail (uid != NULL, NULL);

  if (self->account == NULL)
    return relais_mail_folder_gone ();

  load = g_new0 (FlagChange, 1);
  load->folder = g_object_ref (self);
  load->uids = g_new0 (char *, 2);
  load->uids[0] = g_strdup (uid);

  return relais_mail_account_run (self->account, "load message", load_func, load, flag_change_free, LOAD_SECONDS);
}

static gboolean
sync_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  RelaisMailFolder *folder = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (folder, cancellable, error);

  return camel != NULL && relais_flag_changes_sync (folder->flag_changes, camel, cancellable, error);
}

static gboolean
look_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  RelaisMailFolder *folder = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (folder, cancellable, error);

  if (camel == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, relais_flag_changes_look (folder->flag_changes, camel));

  return TRUE;
}

static void
looked_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  if (error == NULL && !g_value_get_boolean (value))
    relais_mail_folder_refresh_quietly (owner);
}

static gboolean
look_cb (gpointer data)
{
  RelaisMailFolder *self = data;

  self->look_id = 0;
  if (self->account != NULL)
    relais_future_to_ui (relais_mail_account_run (self->account, "look at flags", look_func,
                                                  g_object_ref (self), g_object_unref, LOAD_SECONDS),
                         self, NULL, looked_cb, NULL);

  return G_SOURCE_REMOVE;
}

static gboolean sync_cb (gpointer data);

static void
synced_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisMailFolder *self = owner;

  if (error == NULL)
    {
      self->retry_ms = 0;
      if (self->look_id == 0)
        self->look_id = g_timeout_add (LOOK_DELAY_MS, look_cb, self);
      return;
    }

  self->unsynced = TRUE;
  g_debug ("flags wait for the server: %s", error->message);
  /* A link that is down tells when it is back. */
  if (self->account == NULL || self->account->state != RELAIS_MAIL_ACCOUNT_ALIVE || self->sync_id != 0)
    return;

  self->retry_ms = CLAMP (2 * self->retry_ms, FIRST_RETRY_MS, LAST_RETRY_MS);
  self->sync_id = g_timeout_add (self->retry_ms, sync_cb, self);
}

static gboolean
sync_cb (gpointer data)
{
  RelaisMailFolder *self = data;

  self->sync_id = 0;
  self->unsynced = FALSE;
  if (self->account != NULL)
    relais_future_to_ui (relais_mail_account_run (self->account, "flags", sync_func,
                                                  g_object_ref (self), g_object_unref, SYNC_SECONDS),
                         self, NULL, synced_cb, NULL);

  return G_SOURCE_REMOVE;
}

/* Not before: a busy worker could synchronize first, and the server would not hear of the change until the next one. */
static gboolean
changed_cb (gpointer data)
{
  RelaisMailFolder *self = data;

  if (self->account == NULL || (self->sync_id != 0 && self->retry_ms == 0))
    return G_SOURCE_REMOVE;

  /* Not as late as the next try of what failed before. */
  g_clear_handle_id (&self->sync_id, g_source_remove);
  self->sync_id = g_timeout_add (SYNC_DELAY_MS, sync_cb, self);

  return G_SOURCE_REMOVE;
}

/* Worker: local, and therefore instant. The server hears of it from sync_func(). */
static gboolean
set_flags_func (gpointer       data,
                GCancellable  *cancellable,
                GValue        *result,
                GError       **error)
{
  FlagChange *change = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (change->folder, cancellable, error);

  if (camel == NULL)
    return FALSE;

  relais_flag_changes_make (change->folder->flag_changes, camel, (const char *const *) change->uids, change->mask, change->flags);

  /* Kept on disk now: a crash or a long time without a link loses nothing. */
  camel_folder_summary_save (camel_folder_get_folder_summary (camel), NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, changed_cb, g_object_ref (change->folder), g_object_unref);

  return TRUE;
}

static gboolean
tell_left_func (gpointer       data,
                GCancellable  *cancellable,
                GValue        *result,
                GError       **error)
{
  RelaisMailFolder *folder = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (folder, cancellable, error);

  if (camel == NULL)
    return FALSE;
  if (!relais_flag_changes_nothing_waits (camel))
    g_idle_add_full (G_PRIORITY_DEFAULT, changed_cb, g_object_ref (folder), g_object_unref);

  return TRUE;
}

/* What was set by a run before this one, which did not live to tell it: Camel would keep it until the next change. */
void
relais_mail_folder_tell_left (RelaisMailFolder *self)
{
  if (self->account != NULL)
    relais_future_detach (relais_mail_account_run (self->account, "flags of before", tell_left_func, g_object_ref (self), g_object_unref,
                                                   LOAD_SECONDS), "flags of before");
}

/* The link is back: what the server does not know is sent, and what is shown is looked at again. */
void
relais_mail_folder_reconnected (RelaisMailFolder *self)
{
  if (self->unsynced && self->sync_id == 0)
    self->sync_id = g_timeout_add (0, sync_cb, self);
  if (self->list != NULL && self->role != RELAIS_MAIL_ROLE_INBOX)
    relais_mail_folder_refresh_quietly (self);
}

/* What rows show while the summary is changed. */
typedef struct
{
  GPtrArray     *items;     /* (owned) of RelaisMailItem */
  RelaisPromise *promise;   /* (owned) */
} Shown;

static void
flags_set_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  g_autofree Shown *shown = user_data;

  for (guint i = 0; i < shown->items->len; i++)
    relais_mail_item_end_change (shown->items->pdata[i]);
  g_ptr_array_unref (shown->items);
  relais_promise_complete (shown->promise, NULL, error != NULL ? g_error_copy (error) : NULL);
}

DexFuture *
relais_mail_folder_set_flags (RelaisMailFolder   *self,
                              const char * const *uids,
                              RelaisMailFlags     mask,
                              RelaisMailFlags     flags)
{
  FlagChange *change;
  DexFuture *future;
  Shown *shown;

  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);
  g_return_val_if_fail (uids != NULL, NULL);

  if (self->account == NULL)
    return relais_mail_folder_gone ();

  shown = g_new0 (Shown, 1);
  shown->items = g_ptr_array_new_with_free_func (g_object_unref);
  shown->promise = relais_promise_new ();
  for (guint i = 0; uids[i] != NULL; i++)
    {
      RelaisMailItem *item = relais_mail_folder_peek_item (self, uids[i]);

      if (item == NULL)
        continue;
      relais_mail_item_begin_change (item, mask & ~RELAIS_MAIL_ATTACHMENT, flags);
      g_ptr_array_add (shown->items, g_object_ref (item));
    }

  change = g_new0 (FlagChange, 1);
  change->folder = g_object_ref (self);
  change->uids = g_strdupv ((char **) uids);
  change->mask = relais_mail_flags_to_camel (mask);
  change->flags = relais_mail_flags_to_camel (flags);

  future = relais_promise_dup_future (shown->promise);
  relais_future_to_ui (relais_mail_account_run (self->account, "set flags", set_flags_func, change, flag_change_free, LOAD_SECONDS),
                       NULL, NULL, flags_set_cb, shown);

  return future;
}
