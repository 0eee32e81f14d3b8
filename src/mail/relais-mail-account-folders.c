/* relais-mail-account-folders.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-roles-private.h"
#include "relais-maildir-private.h"

#define LIST_SECONDS 60
#define LIST_FLAGS (CAMEL_STORE_FOLDER_INFO_RECURSIVE | CAMEL_STORE_FOLDER_INFO_NO_VIRTUAL | CAMEL_STORE_FOLDER_INFO_FAST)
/* Where Camel keeps what it fetched by IMAP, in the folder of the account. */
#define FETCHED "folders"

/* Which folder has which role: what the server says (RFC 6154), then the names that servers and programs give. */

typedef struct
{
  char           *full_name;     /* (owned) */
  char           *display_name;  /* (owned) */
  RelaisMailRole  role;
  int             unread;
  int             total;
} Listed;

static void
listed_free (gpointer data)
{
  Listed *listed = data;

  g_free (listed->full_name);
  g_free (listed->display_name);
  g_free (listed);
}

static void
collect (GPtrArray        *list,
         CamelFolderInfo  *info)
{
  for (; info != NULL; info = info->next)
    {
      const guint32 hidden = CAMEL_FOLDER_NOSELECT | CAMEL_FOLDER_VIRTUAL | CAMEL_FOLDER_VTRASH;

      if ((info->flags & hidden) == 0)
        {
          Listed *listed = g_new0 (Listed, 1);

          listed->full_name = g_strdup (info->full_name);
          listed->display_name = g_strdup (info->display_name);
          listed->unread = info->unread;
          listed->total = info->total;
          if ((info->flags & CAMEL_FOLDER_TYPE_MASK) == CAMEL_FOLDER_TYPE_INBOX ||
              g_ascii_strcasecmp (info->full_name, "INBOX") == 0)
            listed->role = RELAIS_MAIL_ROLE_INBOX;
          g_ptr_array_add (list, listed);
        }
      collect (list, info->child);
    }
}

static Listed *
find_listed (GPtrArray  *list,
             const char *full_name)
{
  for (guint i = 0; i < list->len; i++)
    {
      Listed *listed = g_ptr_array_index (list, i);

      if (strcmp (listed->full_name, full_name) == 0)
        return listed;
    }

  return NULL;
}

/* One folder a role: the first that the server named, else the first by name. */
static void
assign_roles (RelaisMailAccount *self,
              GPtrArray         *list,
              GHashTable        *setup)
{
  gboolean taken[RELAIS_MAIL_ROLE_OUTBOX + 1] = { FALSE };
  const char *key;
  RelaisMailRole named;

  for (guint i = 0; relais_mail_role_by_setup (i, &key, &named); i++)
    {
      const char *full_name = g_hash_table_lookup (setup, key);
      Listed *listed = full_name != NULL ? find_listed (list, full_name) : NULL;

      if (listed != NULL && listed->role == RELAIS_MAIL_ROLE_OTHER)
        {
          listed->role = named;
          taken[listed->role] = TRUE;
        }
    }

  for (guint i = 0; i < list->len; i++)
    {
      Listed *listed = g_ptr_array_index (list, i);
      RelaisMailRole role = relais_mail_role_by_name (listed->display_name);

      if (listed->role != RELAIS_MAIL_ROLE_OTHER || taken[role])
        continue;
      if (role == RELAIS_MAIL_ROLE_OUTBOX && self->maildir == NULL)
        continue;
      listed->role = role;
      taken[role] = role != RELAIS_MAIL_ROLE_OTHER;
    }

  g_mutex_lock (&self->locked.mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->locked.roles); i++)
    g_clear_pointer (&self->locked.roles[i], g_free);
  for (guint i = 0; i < list->len; i++)
    {
      Listed *listed = g_ptr_array_index (list, i);

      if (listed->role != RELAIS_MAIL_ROLE_OTHER)
        g_set_str (&self->locked.roles[listed->role], listed->full_name);
    }
  g_mutex_unlock (&self->locked.mutex);
}

/* @result: a GPtrArray of Listed */
static void
sort_out (RelaisMailAccount *self,
          CamelFolderInfo   *info,
          GHashTable        *setup,
          GValue            *result)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (listed_free);

  collect (list, info);
  assign_roles (self, list, setup);
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&list));
}

/* Worker: what Camel knows of the folders, without asking the server. Where it keeps nothing it fails without saying why, and warns. */
static gboolean
list_kept_func (gpointer       data,
                GCancellable  *cancellable,
                GValue        *result,
                GError       **error)
{
  RelaisMailAccount *self = data;
  g_autoptr(GHashTable) setup = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *fetched = g_build_filename (camel_service_get_user_cache_dir (CAMEL_SERVICE (self->store)), FETCHED, NULL);
  g_autoptr(CamelFolderInfo) info = NULL;

  if (!g_file_test (fetched, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND, "nothing was fetched");
      return FALSE;
    }

  info = camel_store_get_folder_info_sync (self->store, NULL, LIST_FLAGS, cancellable, error);
  if (info == NULL)
    return FALSE;

  sort_out (self, info, setup, result);

  return TRUE;
}

/* Worker. */
static gboolean
list_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  RelaisMailAccount *self = data;
  g_autoptr(GHashTable) setup = NULL;
  g_autoptr(CamelFolderInfo) info = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GError) setup_error = NULL;

  if (self->maildir != NULL && !relais_maildir_prepare (self->shadow, self->maildir, error))
    return FALSE;

  /* Asks the server for its folders and their uses; the list itself then comes from what it answered. */
  if (!camel_store_initial_setup_sync (self->store, &setup, cancellable, &setup_error))
    g_info ("roles of the folders: %s", setup_error != NULL ? setup_error->message : "unknown");
  if (setup == NULL)
    setup = g_hash_table_new (g_str_hash, g_str_equal);

  info = camel_store_get_folder_info_sync (self->store, NULL, LIST_FLAGS, cancellable, &local_error);
  if (info == NULL)
    {
      if (local_error == NULL)
        local_error = g_steal_pointer (&setup_error);
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  sort_out (self, info, setup, result);

  return TRUE;
}

static void
remove_missing (RelaisMailAccount *self,
                GPtrArray         *list)
{
  GListModel *model = G_LIST_MODEL (self->folders);

  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (model, i);

      if (find_listed (list, relais_mail_folder_get_full_name (folder)) == NULL)
        {
          relais_mail_folder_detach (folder);
          g_list_store_remove (self->folders, i);
        }
    }
}

static int
compare_folders (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  RelaisMailFolder *one = (RelaisMailFolder *) a;
  RelaisMailFolder *two = (RelaisMailFolder *) b;
  RelaisMailRole role_one = relais_mail_folder_get_role (one);
  RelaisMailRole role_two = relais_mail_folder_get_role (two);

  /* Those with a role first, in the order of the enumeration. */
  if (role_one != role_two)
    {
      if (role_one == RELAIS_MAIL_ROLE_OTHER)
        return 1;
      if (role_two == RELAIS_MAIL_ROLE_OTHER)
        return -1;
      return role_one < role_two ? -1 : 1;
    }

  return g_utf8_collate (relais_mail_folder_get_full_name (one), relais_mail_folder_get_full_name (two));
}

/* A list on its way. */
typedef struct
{
  RelaisMailAccount *account;   /* (owned) */
  RelaisPromise     *promise;   /* (owned) */
  gboolean           kept;
} Listing;

static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  g_autofree Listing *listing = user_data;
  g_autoptr(RelaisMailAccount) self = listing->account;
  RelaisPromise *promise = listing->promise;
  GPtrArray *list;

  if (error != NULL || self->stopped)
    {
      relais_promise_complete (promise, NULL,
                               error != NULL ? g_error_copy (error)
                                             : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped"));
      return;
    }

  /* What the server says is newer. */
  if (listing->kept && self->folders_told)
    {
      relais_promise_complete (promise, NULL, NULL);
      return;
    }

  self->folders_told = !listing->kept;
  list = g_value_get_boxed (value);
  remove_missing (self, list);
  for (guint i = 0; i < list->len; i++)
    {
      Listed *listed = g_ptr_array_index (list, i);
      RelaisMailFolder *known = relais_mail_account_get_folder (self, listed->full_name);

      if (known != NULL)
        {
          relais_mail_folder_update (known, listed->display_name, listed->role, listed->unread, listed->total);
        }
      else
        {
          g_autoptr(RelaisMailFolder) folder = relais_mail_folder_new (self, listed->full_name, listed->display_name,
                                                                       listed->role);

          relais_mail_folder_update (folder, listed->display_name, listed->role, listed->unread, listed->total);
          g_list_store_insert_sorted (self->folders, folder, compare_folders, NULL);
        }
    }

  relais_promise_complete (promise, NULL, NULL);
}

static DexFuture *
list_with (RelaisMailAccount *self,
           RelaisWorkFunc     func,
           guint              deadline_seconds)
{
  Listing *listing = g_new0 (Listing, 1);
  DexFuture *future;

  listing->account = g_object_ref (self);
  listing->promise = relais_promise_new ();
  listing->kept = func == list_kept_func;
  future = relais_promise_dup_future (listing->promise);
  relais_future_to_ui (relais_mail_account_run (self, "list of folders", func,
                                                g_object_ref (self), g_object_unref, deadline_seconds),
                       NULL, NULL, listed_cb, listing);

  return future;
}

DexFuture *
relais_mail_account_list_folders (RelaisMailAccount *self,
                                  guint              deadline_seconds)
{
  return list_with (self, list_func, deadline_seconds);
}

static void
kept_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  if (error != NULL)
    g_info ("no folders are kept: %s", error->message);
}

void
relais_mail_account_list_kept_folders (RelaisMailAccount *self)
{
  if (!self->folders_told && g_list_model_get_n_items (G_LIST_MODEL (self->folders)) == 0)
    relais_future_to_ui (list_with (self, list_kept_func, LIST_SECONDS), NULL, NULL, kept_cb, NULL);
}

RelaisMailFolder *
relais_mail_account_get_folder (RelaisMailAccount *self,
                                const char        *full_name)
{
  GListModel *model;

  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);
  g_return_val_if_fail (full_name != NULL, NULL);

  model = G_LIST_MODEL (self->folders);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (model, i);

      if (strcmp (relais_mail_folder_get_full_name (folder), full_name) == 0)
        return folder;
    }

  return NULL;
}

RelaisMailFolder *
relais_mail_account_get_role (RelaisMailAccount *self,
                              RelaisMailRole     role)
{
  GListModel *model;

  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  model = G_LIST_MODEL (self->folders);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (model, i);

      if (relais_mail_folder_get_role (folder) == role)
        return folder;
    }

  return NULL;
}

void
relais_mail_account_tell_reconnected (RelaisMailAccount *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->folders)); i++)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->folders), i);

      relais_mail_folder_reconnected (folder);
    }
}
