/* relais-flag-changes.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-flag-changes-private.h"
#include "relais-mail.h"

/* So often at once: a new one is for what changed while the one before ran. */
#define TRIES 3

/* The flags that a server has for certain (RFC 9051, 2.3.2). */
#define SERVER_FLAGS (CAMEL_MESSAGE_ANSWERED | CAMEL_MESSAGE_DELETED | CAMEL_MESSAGE_DRAFT | CAMEL_MESSAGE_FLAGGED | CAMEL_MESSAGE_SEEN)

struct _RelaisFlagChanges
{
  GMutex      mutex;
  GHashTable *changes;   /* (owned) uid → Change; not told yet */
  GHashTable *told;      /* (owned) uid → Change; not looked at again yet */
};

typedef struct
{
  guint32           mask;
  guint32           flags;
  CamelMessageInfo *info;      /* (owned) (nullable) that is listened to */
  gulong            sent_id;
  int              *sent;      /* (owned) (nullable) atomic: the server was told since it was asked for */
  guint             stamp;     /* which Camel gave it then */
} Change;

static void
stop_listening (Change *change)
{
  if (change->info != NULL)
    g_signal_handler_disconnect (change->info, change->sent_id);
  g_clear_object (&change->info);
  g_clear_pointer (&change->sent, g_atomic_rc_box_release);
}

static void
change_free (gpointer data)
{
  stop_listening (data);
  g_free (data);
}

/* What waits to be told is changed by telling alone: Camel passes over news of it. Any thread. */
static void
server_flags_cb (CamelMessageInfo *info,
                 GParamSpec       *pspec,
                 gpointer          sent)
{
  if (camel_message_info_get_folder_flagged (info))
    g_atomic_int_set ((int *) sent, TRUE);
}

static void
release_cb (gpointer  data,
            GClosure *closure)
{
  g_atomic_rc_box_release (data);
}

static void
listen_to (Change           *change,
           CamelMessageInfo *info)
{
  if (change->info == info)
    return;

  stop_listening (change);
  change->info = g_object_ref (info);
  change->sent = g_atomic_rc_box_new0 (int);
  change->sent_id = g_signal_connect_data (info, "notify::server-flags", G_CALLBACK (server_flags_cb),
                                           g_atomic_rc_box_acquire (change->sent), release_cb, G_CONNECT_DEFAULT);
}

RelaisFlagChanges *
relais_flag_changes_new (void)
{
  RelaisFlagChanges *self = g_new0 (RelaisFlagChanges, 1);

  g_mutex_init (&self->mutex);
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);

  return self;
}

void
relais_flag_changes_free (RelaisFlagChanges *self)
{
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->told);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
is_of_imap (CamelMessageInfo *info)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (info), "server-flags") != NULL;
}

/* Camel takes late news of a message's earlier flags for new: what it believes that the server has is not asked. It is made to believe
 * that the server has the opposite. With the summary's lock, and the message's after it, as Camel takes them where it notes what was
 * told. */
static void
ask_to_tell (CamelMessageInfo *info,
             Change           *change)
{
  guint32 on_server = 0;

  listen_to (change, info);
  camel_message_info_property_lock (info);
  g_object_get (info, "server-flags", &on_server, NULL);
  on_server = (on_server & ~change->mask) | (~change->flags & change->mask);
  g_object_set (info, "server-flags", on_server, NULL);
  camel_message_info_set_flags (info, change->mask | CAMEL_MESSAGE_FOLDER_FLAGGED, change->flags | CAMEL_MESSAGE_FOLDER_FLAGGED);
  change->stamp = camel_message_info_get_folder_flagged_stamp (info);
  g_atomic_int_set (change->sent, FALSE);
  camel_message_info_property_unlock (info);
}

static Change *
remember (RelaisFlagChanges *self,
          const char        *uid,
          guint32            mask,
          guint32            flags)
{
  Change *change = g_hash_table_lookup (self->changes, uid);

  if (change == NULL)
    {
      change = g_new0 (Change, 1);
      g_hash_table_insert (self->changes, g_strdup (uid), change);
    }
  change->mask |= mask & SERVER_FLAGS;
  change->flags = (change->flags & ~mask) | (flags & mask & SERVER_FLAGS);
  g_hash_table_remove (self->told, uid);

  return change;
}

void
relais_flag_changes_make (RelaisFlagChanges  *self,
                          CamelFolder        *camel,
                          const char * const *uids,
                          guint32             mask,
                          guint32             flags)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (camel);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; uids[i] != NULL; i++)
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, uids[i]);

      /* Not for all of them: the main loop may want a row meanwhile. */
      camel_folder_summary_lock (summary);
      /* Camel marks a change as ours after it was made: what the server says of the message in between would take it back, here and
       * there. So both are said at once. */
      camel_folder_set_message_flags (camel, uids[i], mask | CAMEL_MESSAGE_FOLDER_FLAGGED, flags | CAMEL_MESSAGE_FOLDER_FLAGGED);
      if (info != NULL && (mask & SERVER_FLAGS) != 0 && is_of_imap (info))
        ask_to_tell (info, remember (self, uids[i], mask, flags));
      camel_folder_summary_unlock (summary);
    }
}

/* Camel told the server, believes so, and what it counted as told is not newer than what it was asked for. */
static gboolean
was_told (CamelMessageInfo *info,
          const Change     *change)
{
  guint32 on_server = 0;

  g_object_get (info, "server-flags", &on_server, NULL);

  return change->info == info && g_atomic_int_get (change->sent) && !camel_message_info_get_folder_flagged (info)
         && camel_message_info_get_folder_flagged_stamp (info) == change->stamp
         && ((on_server ^ change->flags) & change->mask) == 0;
}

/* Whether the server took all that was changed here. What it did not take is asked for again. */
static gboolean
all_were_told (RelaisFlagChanges *self,
               CamelFolder       *camel)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (camel);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GHashTableIter iter;
  gpointer uid, change;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &uid, &change))
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, uid);
      gboolean told;

      camel_folder_summary_lock (summary);
      told = info == NULL || was_told (info, change);
      if (!told)
        ask_to_tell (info, change);
      camel_folder_summary_unlock (summary);

      if (told)
        {
          stop_listening (change);
          g_hash_table_iter_steal (&iter);
          g_hash_table_replace (self->told, uid, change);
        }
    }

  return g_hash_table_size (self->changes) == 0;
}

/* See the header. */
gboolean
relais_flag_changes_nothing_waits (CamelFolder *camel)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (camel);
  gboolean waits = FALSE;
  GPtrArray *changed;

  if (!CAMEL_IS_OFFLINE_STORE (camel_folder_get_parent_store (camel)))
    return TRUE;

  changed = camel_folder_summary_get_changed (summary);
  for (guint i = 0; !waits && i < changed->len; i++)
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, changed->pdata[i]);

      waits = info != NULL && camel_message_info_get_folder_flagged (info);
    }
  camel_folder_summary_free_array (changed);

  return !waits;
}

gboolean
relais_flag_changes_is_empty (RelaisFlagChanges *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_size (self->changes) == 0;
}

gboolean
relais_flag_changes_sync (RelaisFlagChanges  *self,
                          CamelFolder        *camel,
                          GCancellable       *cancellable,
                          GError            **error)
{
  for (guint i = 0; i < TRIES; i++)
    {
      if (!relais_camel_synchronize_sync (camel, FALSE, cancellable, error))
        return FALSE;
      if (all_were_told (self, camel) && relais_flag_changes_nothing_waits (camel))
        return TRUE;
    }

  g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TRY_LATER, "the server does not know all flags yet");

  return FALSE;
}

gboolean
relais_flag_changes_look (RelaisFlagChanges *self,
                          CamelFolder       *camel)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (camel);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gboolean stand = TRUE;
  GHashTableIter iter;
  gpointer uid, value;

  g_hash_table_iter_init (&iter, self->told);
  while (stand && g_hash_table_iter_next (&iter, &uid, &value))
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, uid);
      const Change *change = value;

      stand = info == NULL || ((camel_message_info_get_flags (info) ^ change->flags) & change->mask) == 0;
    }
  g_hash_table_remove_all (self->told);

  return stand;
}
