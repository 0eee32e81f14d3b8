/* relais-mail-folder-changes.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-private.h"

/* What Camel tells of a folder, for its list and for the intake. */

/* Bursts of signals about one message each are common: they are handled together, after so long. */
#define BATCH_MS 10
/* Beyond it nobody goes through the uids one by one: the folder is looked at as a whole, on a worker. */
#define MAX_BATCH 2000

static GPtrArray *
uids_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) camel_pstring_free);
}

void
relais_mail_folder_empty_batch (RelaisMailFolder *self)
{
  self->batch_id = 0;
  self->overflow = FALSE;
  self->added = uids_new ();
  self->removed = uids_new ();
  self->changed = uids_new ();
}

RelaisIntake *
relais_mail_folder_get_intake (RelaisMailFolder *self)
{
  if (self->account == NULL || self->account->mail == NULL)
    return NULL;

  return relais_mail_get_intake (self->account->mail);
}

static gboolean
batch_cb (gpointer data)
{
  RelaisMailFolder *self = data;
  g_autoptr(GPtrArray) added = g_steal_pointer (&self->added);
  g_autoptr(GPtrArray) removed = g_steal_pointer (&self->removed);
  g_autoptr(GPtrArray) changed = g_steal_pointer (&self->changed);
  RelaisIntake *intake = relais_mail_folder_get_intake (self);
  gboolean overflow = self->overflow;

  relais_mail_folder_empty_batch (self);
  if (self->camel == NULL)
    return G_SOURCE_REMOVE;

  relais_mail_folder_update_counts (self, camel_folder_get_unread_message_count (self->camel),
                                    camel_folder_get_message_count (self->camel));
  if (intake != NULL && overflow)
    relais_intake_audit (intake, self);
  else if (intake != NULL && added->len + removed->len > 0)
    relais_intake_folder_changed (intake, self, added, removed);
  relais_mail_folder_refresh_items (self, overflow ? NULL : changed);
  if (self->list != NULL && overflow)
    relais_message_list_load (self->list);
  else if (self->list != NULL)
    relais_message_list_changed (self->list, added, removed, changed);

  return G_SOURCE_REMOVE;
}

static void
take_over (GPtrArray *to,
           GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, (gpointer) camel_pstring_strdup (from->pdata[i]));
}

static guint
length_of (GPtrArray *uids)
{
  return uids != NULL ? uids->len : 0;
}

static void
take_changes (RelaisMailFolder            *self,
              const CamelFolderChangeInfo *changes)
{
  gboolean alone = self->batch_id == 0;

  if (length_of (changes->uid_added) + length_of (changes->uid_removed) + length_of (changes->uid_changed) > MAX_BATCH)
    {
      self->overflow = TRUE;
    }
  else
    {
      take_over (self->added, changes->uid_added);
      take_over (self->removed, changes->uid_removed);
      take_over (self->changed, changes->uid_changed);
    }

  /* A first message is not kept waiting for a second one. */
  if (alone)
    self->batch_id = g_timeout_add (length_of (changes->uid_added) > 0 ? 0 : BATCH_MS, batch_cb, self);
}

typedef struct
{
  RelaisMailFolder      *folder;    /* (owned) */
  CamelFolder           *camel;     /* (owned) */
  CamelFolderChangeInfo *changes;   /* (owned) */
} Elsewhere;

static void
elsewhere_free (gpointer data)
{
  Elsewhere *elsewhere = data;

  g_object_unref (elsewhere->folder);
  g_object_unref (elsewhere->camel);
  camel_folder_change_info_free (elsewhere->changes);
  g_free (elsewhere);
}

static gboolean
elsewhere_cb (gpointer data)
{
  Elsewhere *elsewhere = data;

  if (elsewhere->folder->camel == elsewhere->camel)
    take_changes (elsewhere->folder, elsewhere->changes);

  return G_SOURCE_REMOVE;
}

static void
weak_ref_free_cb (gpointer  reference,
                  GClosure *closure)
{
  camel_utils_weak_ref_free (reference);
}

/* On the main thread, which is the session's context; but on the thread that made the changes when another one thawed the folder between
 * Camel's look at whether it is frozen and its telling. */
static void
changed_cb (CamelFolder           *camel,
            CamelFolderChangeInfo *changes,
            gpointer               reference)
{
  g_autoptr(RelaisMailFolder) self = g_weak_ref_get (reference);
  Elsewhere *elsewhere;

  if (self == NULL)
    return;
  if (g_main_context_is_owner (g_main_context_default ()))
    {
      take_changes (self, changes);
      return;
    }

  elsewhere = g_new0 (Elsewhere, 1);
  elsewhere->folder = g_steal_pointer (&self);
  elsewhere->camel = g_object_ref (camel);
  elsewhere->changes = camel_folder_change_info_copy (changes);
  g_idle_add_full (G_PRIORITY_DEFAULT, elsewhere_cb, elsewhere, elsewhere_free);
}

void
relais_mail_folder_listen (RelaisMailFolder *self)
{
  self->changed_id = g_signal_connect_data (self->camel, "changed", G_CALLBACK (changed_cb), camel_utils_weak_ref_new (self),
                                            weak_ref_free_cb, G_CONNECT_DEFAULT);
}
