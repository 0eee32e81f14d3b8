/* relais-mail-folder.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-folder-private.h"

/* Files come in bursts: they are looked for together, after so long. */
#define MONITOR_MS 10

G_DEFINE_FINAL_TYPE (RelaisMailFolder, relais_mail_folder, G_TYPE_OBJECT)

typedef enum
{
  PROP_DISPLAY_NAME = 1,
  PROP_ROLE,
  PROP_UNREAD,
  PROP_TOTAL,
} RelaisMailFolderProperty;

static GParamSpec *props[PROP_TOTAL + 1];

/* Negative numbers: unknown. */
void
relais_mail_folder_update_counts (RelaisMailFolder *self,
                                  int               unread,
                                  int               total)
{
  if (unread >= 0 && self->unread != (guint) unread)
    {
      self->unread = (guint) unread;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNREAD]);
    }
  if (total >= 0 && self->total != (guint) total)
    {
      self->total = (guint) total;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOTAL]);
    }
}

static void
relais_mail_folder_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RelaisMailFolder *self = RELAIS_MAIL_FOLDER (object);

  switch ((RelaisMailFolderProperty) prop_id)
    {
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_ROLE:
      g_value_set_int (value, (int) self->role);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_mail_folder_dispose (GObject *object)
{
  RelaisMailFolder *self = RELAIS_MAIL_FOLDER (object);

  relais_mail_folder_detach (self);
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (relais_mail_folder_parent_class)->dispose (object);
}

static void
relais_mail_folder_finalize (GObject *object)
{
  RelaisMailFolder *self = RELAIS_MAIL_FOLDER (object);

  g_free (self->full_name);
  g_hash_table_unref (self->items);
  relais_flag_changes_free (self->flag_changes);
  g_free (self->display_name);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->changed);

  G_OBJECT_CLASS (relais_mail_folder_parent_class)->finalize (object);
}

static void
relais_mail_folder_class_init (RelaisMailFolderClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = relais_mail_folder_get_property;
  object_class->dispose = relais_mail_folder_dispose;
  object_class->finalize = relais_mail_folder_finalize;

  props[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  props[PROP_ROLE] = g_param_spec_int ("role", NULL, NULL, RELAIS_MAIL_ROLE_OTHER, RELAIS_MAIL_ROLE_OUTBOX,
                                       RELAIS_MAIL_ROLE_OTHER, flags);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
relais_mail_folder_init (RelaisMailFolder *self)
{
  self->flag_changes = relais_flag_changes_new ();
  relais_mail_folder_init_items (self);
  relais_mail_folder_empty_batch (self);
}

RelaisMailFolder *
relais_mail_folder_new (RelaisMailAccount *account,
                        const char        *full_name,
                        const char        *display_name,
                        RelaisMailRole     role)
{
  RelaisMailFolder *self = g_object_new (RELAIS_TYPE_MAIL_FOLDER, NULL);

  g_set_weak_pointer (&self->account, account);
  self->store = g_object_ref (account->store);
  self->session = g_object_ref (account->session);
  self->full_name = g_strdup (full_name);
  self->display_name = g_strdup (display_name);
  self->role = role;

  return self;
}

void
relais_mail_folder_update (RelaisMailFolder *self,
                           const char       *display_name,
                           RelaisMailRole    role,
                           int               unread,
                           int               total)
{
  if (g_set_str (&self->display_name, display_name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DISPLAY_NAME]);
  if (self->role != role)
    {
      self->role = role;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROLE]);
    }
  if (self->camel == NULL)
    relais_mail_folder_update_counts (self, unread, total);
}

/* Files that somebody puts into a Maildir are noticed by their folders' change, once the writer is done. */
static gboolean
monitor_settled_cb (gpointer data)
{
  RelaisMailFolder *self = data;

  self->monitor_id = 0;
  relais_mail_folder_refresh_quietly (self);

  return G_SOURCE_REMOVE;
}

static void
monitor_cb (RelaisMailFolder  *self,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event,
            GFileMonitor      *monitor)
{
  if (self->monitor_id == 0)
    self->monitor_id = g_timeout_add (MONITOR_MS, monitor_settled_cb, self);
}

static void
start_monitors (RelaisMailFolder *self)
{
  static const char *const parts[] = { "new", "cur" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *directory = g_strconcat (".", self->full_name, NULL);
      g_autofree char *path = g_build_filename (self->account->maildir,
                                                self->role == RELAIS_MAIL_ROLE_INBOX ? "." : directory, parts[i], NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);

      self->monitors[i] = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (self->monitors[i] != NULL)
        g_signal_connect_object (self->monitors[i], "changed", G_CALLBACK (monitor_cb), self, G_CONNECT_SWAPPED);
    }
}

/* From now on its changes are heard. */
void
relais_mail_folder_attach (RelaisMailFolder *self,
                           CamelFolder      *camel)
{
  if (self->camel == camel || self->account == NULL || self->account->stopped)
    return;

  relais_mail_folder_detach (self);
  self->camel = g_object_ref (camel);
  relais_mail_folder_listen (self);
  relais_mail_folder_update_counts (self, camel_folder_get_unread_message_count (camel), camel_folder_get_message_count (camel));
  if (self->account->maildir != NULL)
    start_monitors (self);
  if (self->list != NULL)
    relais_message_list_load (self->list);
  relais_mail_folder_tell_left (self);
}

void
relais_mail_folder_caught_up (RelaisMailFolder *self,
                              CamelFolder      *camel,
                              gboolean          audit)
{
  gboolean opened = self->camel == NULL;
  RelaisIntake *intake = relais_mail_folder_get_intake (self);

  relais_mail_folder_attach (self, camel);
  if (self->camel == NULL)
    return;

  relais_mail_folder_update_counts (self, camel_folder_get_unread_message_count (camel), camel_folder_get_message_count (camel));
  if (intake != NULL)
    {
      if (opened || audit)
        relais_intake_audit (intake, self);
      else
        relais_intake_compare (intake, self);
    }
  if (self->list != NULL)
    relais_message_list_settled (self->list);
}

CamelFolder *
relais_mail_folder_get_camel (RelaisMailFolder *self)
{
  return self->camel;
}

RelaisMailAccount *
relais_mail_folder_get_account (RelaisMailFolder *self)
{
  return self->account;
}

RelaisMessageList *
relais_mail_folder_peek_list (RelaisMailFolder *self)
{
  return self->list;
}

CamelFolder *
relais_mail_folder_open_sync (RelaisMailFolder  *self,
                              GCancellable      *cancellable,
                              GError           **error)
{
  return relais_mail_open_sync (self->store, self->full_name, cancellable, error);
}

void
relais_mail_folder_detach (RelaisMailFolder *self)
{
  g_clear_handle_id (&self->batch_id, g_source_remove);
  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->monitor_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->monitors); i++)
    g_clear_object (&self->monitors[i]);
  if (self->camel != NULL)
    g_clear_signal_handler (&self->changed_id, self->camel);
  g_clear_object (&self->camel);
  if (self->account != NULL && self->account->stopped)
    g_clear_weak_pointer (&self->account);
}

RelaisMailAccount *
relais_mail_folder_dup_account (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);

  return self->account != NULL ? g_object_ref (self->account) : NULL;
}

const char *
relais_mail_folder_get_full_name (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);

  return self->full_name;
}

const char *
relais_mail_folder_get_display_name (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);

  return self->display_name;
}

RelaisMailRole
relais_mail_folder_get_role (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), RELAIS_MAIL_ROLE_OTHER);

  return self->role;
}

gboolean
relais_mail_folder_is_ours (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), FALSE);

  return self->role == RELAIS_MAIL_ROLE_SENT || self->role == RELAIS_MAIL_ROLE_DRAFTS || self->role == RELAIS_MAIL_ROLE_OUTBOX;
}

guint
relais_mail_folder_get_unread (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), 0);

  return self->unread;
}

guint
relais_mail_folder_get_total (RelaisMailFolder *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), 0);

  return self->total;
}

RelaisMessageList *
relais_mail_folder_dup_list (RelaisMailFolder *self)
{
  RelaisMessageList *list;

  g_return_val_if_fail (RELAIS_IS_MAIL_FOLDER (self), NULL);

  if (self->list != NULL)
    return g_object_ref (self->list);

  list = relais_message_list_new (self);
  g_set_weak_pointer (&self->list, list);
  relais_mail_folder_refresh_quietly (self);

  return list;
}
