/* relais-mail-move.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-intake-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-folder-private.h"

/* Camel does not tell the new UIDs of moved messages, even where the server does. What was moved is found again by its
 * fingerprint, when somebody wants it back. */

#define MOVE_SECONDS 60

typedef struct
{
  guint8 bytes[RELAIS_FINGERPRINT_SIZE];
} Fingerprint;

struct _RelaisMailMove
{
  gatomicrefcount    ref_count;
  RelaisMailAccount *account;        /* (owned) */
  RelaisMailFolder  *source;         /* (owned) */
  char              *destination;    /* (owned) full name */
  GArray            *fingerprints;   /* (owned) of Fingerprint */
  gboolean           can_undo;
};

/* Messages on their way. */
typedef struct
{
  RelaisMailMove   *move;         /* (owned) */
  GStrv             uids;         /* (owned) */
  RelaisMailRole    role;         /* where to, when the folder has no name yet */
  RelaisPromise    *promise;      /* (owned) */
} Moving;

static RelaisMailMove *
relais_mail_move_ref (RelaisMailMove *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
relais_mail_move_unref (RelaisMailMove *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->account);
  g_object_unref (self->source);
  g_free (self->destination);
  g_array_unref (self->fingerprints);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (RelaisMailMove, relais_mail_move, relais_mail_move_ref, relais_mail_move_unref)

static RelaisMailMove *
move_new (RelaisMailFolder *source,
          const char       *destination,
          gboolean          can_undo)
{
  RelaisMailMove *self = g_new0 (RelaisMailMove, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->account = relais_mail_folder_dup_account (source);
  self->source = g_object_ref (source);
  self->destination = g_strdup (destination);
  self->fingerprints = g_array_new (FALSE, FALSE, sizeof (Fingerprint));
  self->can_undo = can_undo;

  return self;
}

/* Returns: those that are there: what another program, or a page that shows the message elsewhere, has moved is not moved again */
static GPtrArray *
remember (RelaisMailMove *move,
          CamelFolder    *source,
          GStrv           uids)
{
  GPtrArray *present = g_ptr_array_new ();

  for (guint i = 0; uids[i] != NULL; i++)
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (camel_folder_get_folder_summary (source), uids[i]);
      Fingerprint fingerprint;
      gboolean has_id;

      if (info == NULL)
        continue;
      relais_fingerprint (info, fingerprint.bytes, &has_id);
      g_array_append_val (move->fingerprints, fingerprint);
      g_ptr_array_add (present, uids[i]);
    }

  return present;
}

/* Worker. */
static gboolean
move_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Moving *moving = data;
  RelaisMailMove *move = moving->move;
  g_autoptr(CamelFolder) source = relais_mail_folder_open_sync (move->source, cancellable, error);
  g_autoptr(CamelFolder) destination = NULL;
  g_autoptr(GPtrArray) uids = NULL;

  if (source == NULL)
    return FALSE;

  destination = move->destination != NULL
                ? relais_mail_open_sync (move->account->store, move->destination, cancellable, error)
                : relais_mail_account_open_role_sync (move->account, moving->role, TRUE, cancellable, error);
  if (destination == NULL)
    return FALSE;

  g_set_str (&move->destination, camel_folder_get_full_name (destination));
  uids = remember (move, source, moving->uids);
  if (uids->len == 0)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "move: the messages are elsewhere already");
      return FALSE;
    }

  return relais_camel_transfer_sync (source, uids, destination, cancellable, error);
}

/* Worker: what is in Trash goes for good. */
static gboolean
expunge_func (gpointer       data,
              GCancellable  *cancellable,
              GValue        *result,
              GError       **error)
{
  Moving *moving = data;
  g_autoptr(CamelFolder) trash = relais_mail_folder_open_sync (moving->move->source, cancellable, error);

  if (trash == NULL)
    return FALSE;

  for (guint i = 0; moving->uids[i] != NULL; i++)
    camel_folder_set_message_flags (trash, moving->uids[i], CAMEL_MESSAGE_DELETED | CAMEL_MESSAGE_SEEN,
                                    CAMEL_MESSAGE_DELETED | CAMEL_MESSAGE_SEEN);

  return relais_camel_synchronize_sync (trash, TRUE, cancellable, error);
}

/* UIDs grow: of two that look the same, the longer or greater one came last. */
static int
compare_uids (gconstpointer a,
              gconstpointer b)
{
  const char *one = ((const RelaisSighting *) a)->uid;
  const char *two = ((const RelaisSighting *) b)->uid;
  gsize length_one = strlen (one);
  gsize length_two = strlen (two);

  if (length_one != length_two)
    return length_one > length_two ? -1 : 1;

  return strcmp (two, one);
}

static GPtrArray *
find_moved (RelaisMailMove *move,
            CamelFolder    *folder)
{
  g_autoptr(GArray) sightings = relais_intake_look (folder, NULL);
  g_autoptr(GArray) wanted = g_array_copy (move->fingerprints);
  GPtrArray *uids = g_ptr_array_new_with_free_func ((GDestroyNotify) camel_pstring_free);

  g_array_sort (sightings, compare_uids);
  for (guint i = 0; i < sightings->len && wanted->len > 0; i++)
    {
      const RelaisSighting *sighting = &g_array_index (sightings, RelaisSighting, i);

      for (guint j = 0; j < wanted->len; j++)
        if (memcmp (g_array_index (wanted, Fingerprint, j).bytes, sighting->fingerprint, RELAIS_FINGERPRINT_SIZE) == 0)
          {
            g_ptr_array_add (uids, (gpointer) camel_pstring_strdup (sighting->uid));
            g_array_remove_index_fast (wanted, j);
            break;
          }
    }

  return uids;
}

/* Worker. Only what is back counts, also by an undo whose link broke: a server passes over a UID that is gone, and Camel may not know
 * yet that another program took a message. */
static gboolean
undo_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Moving *moving = data;
  RelaisMailMove *move = moving->move;
  g_autoptr(CamelFolder) from = relais_mail_open_sync (move->account->store, move->destination, cancellable, error);
  g_autoptr(CamelFolder) to = NULL;
  g_autoptr(GPtrArray) uids = NULL;
  g_autoptr(GPtrArray) back = NULL;

  if (from == NULL || !relais_camel_refresh_sync (from, cancellable, error))
    return FALSE;
  to = relais_mail_folder_open_sync (move->source, cancellable, error);
  if (to == NULL)
    return FALSE;

  uids = find_moved (move, from);
  if ((uids->len > 0 && !relais_camel_transfer_sync (from, uids, to, cancellable, error)) ||
      !relais_camel_refresh_sync (to, cancellable, error))
    return FALSE;

  back = find_moved (move, to);
  if (back->len < move->fingerprints->len)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND,
                           "undo: a message is no longer where it was moved to");
      return FALSE;
    }

  return TRUE;
}

static void
moving_free (Moving *moving)
{
  relais_mail_move_unref (moving->move);
  g_strfreev (moving->uids);
  g_free (moving);
}

static void
refresh_folder (RelaisMailAccount *account,
                const char        *full_name)
{
  RelaisMailFolder *folder;

  if (account->stopped || full_name == NULL)
    return;

  folder = relais_mail_account_get_folder (account, full_name);
  if (folder != NULL)
    relais_mail_folder_refresh_quietly (folder);
  else
    relais_future_detach (relais_mail_account_list_folders (account, MOVE_SECONDS), "list after a move");
}

static void
moved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Moving *moving = user_data;
  RelaisMailMove *move = moving->move;
  RelaisMessageList *list = relais_mail_folder_peek_list (move->source);

  if (list != NULL && moving->uids != NULL)
    relais_message_list_unhide (list, (const char *const *) moving->uids, error == NULL);

  if (error != NULL)
    {
      relais_promise_complete (moving->promise, NULL, g_error_copy (error));
    }
  else
    {
      g_auto(GValue) result = G_VALUE_INIT;

      refresh_folder (move->account, move->destination);
      g_value_init (&result, RELAIS_TYPE_MAIL_MOVE);
      g_value_set_boxed (&result, move);
      relais_promise_complete (moving->promise, &result, NULL);
    }

  moving_free (moving);
}

static void
undone_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Moving *moving = user_data;

  if (error == NULL)
    refresh_folder (moving->move->account, moving->move->destination);
  relais_promise_complete (moving->promise, NULL, error != NULL ? g_error_copy (error) : NULL);
  moving_free (moving);
}

/* @move: (transfer full) */
static DexFuture *
start (RelaisMailMove       *move,
       const char * const   *uids,
       RelaisMailRole        role,
       const char           *what,
       RelaisWorkFunc        func,
       RelaisFutureCallback  callback)
{
  Moving *moving = g_new0 (Moving, 1);
  RelaisMessageList *list = relais_mail_folder_peek_list (move->source);
  DexFuture *future;

  moving->move = move;
  moving->uids = g_strdupv ((char **) uids);
  moving->role = role;
  moving->promise = relais_promise_new ();
  future = relais_promise_dup_future (moving->promise);
  if (list != NULL && uids != NULL)
    relais_message_list_hide (list, uids);

  relais_future_to_ui (relais_mail_account_run (move->account, what, func, moving, NULL, MOVE_SECONDS),
                       NULL, NULL, callback, moving);

  return future;
}

DexFuture *
relais_mail_folder_move (RelaisMailFolder   *self,
                         const char * const *uids,
                         RelaisMailFolder   *destination)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);
  g_return_val_if_fail (uids != NULL, NULL);
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (destination), NULL);

  if (relais_mail_folder_get_account (self) == NULL)
    return relais_mail_folder_gone ();
  if (relais_mail_folder_get_account (self) != relais_mail_folder_get_account (destination))
    return relais_future_new_error (g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID,
                                                         "messages move within one account only"));

  return start (move_new (self, relais_mail_folder_get_full_name (destination), TRUE),
                uids, RELAIS_MAIL_ROLE_OTHER, "move", move_func, moved_cb);
}

DexFuture *
relais_mail_folder_move_to_role (RelaisMailFolder   *self,
                                 const char * const *uids,
                                 RelaisMailRole      role)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);
  g_return_val_if_fail (uids != NULL, NULL);

  if (relais_mail_folder_get_account (self) == NULL)
    return relais_mail_folder_gone ();

  return start (move_new (self, NULL, TRUE), uids, role, "move", move_func, moved_cb);
}

DexFuture *
relais_mail_folder_delete (RelaisMailFolder   *self,
                           const char * const *uids)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);
  g_return_val_if_fail (uids != NULL, NULL);

  if (relais_mail_folder_get_account (self) == NULL)
    return relais_mail_folder_gone ();

  if (relais_mail_folder_get_role (self) == RELAIS_MAIL_ROLE_TRASH)
    return start (move_new (self, NULL, FALSE), uids, RELAIS_MAIL_ROLE_TRASH, "delete", expunge_func, moved_cb);

  return relais_mail_folder_move_to_role (self, uids, RELAIS_MAIL_ROLE_TRASH);
}

gboolean
relais_mail_move_can_undo (RelaisMailMove *move)
{
  g_return_val_if_fail (move != NULL, FALSE);

  return move->can_undo;
}

DexFuture *
relais_mail_move_undo (RelaisMailMove *move)
{
  g_return_val_if_fail (move != NULL, NULL);

  if (!move->can_undo)
    return relais_future_new_error (g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID,
                                                         "what was deleted from Trash does not come back"));

  return start (relais_mail_move_ref (move), NULL, RELAIS_MAIL_ROLE_OTHER, "undo", undo_func, undone_cb);
}
