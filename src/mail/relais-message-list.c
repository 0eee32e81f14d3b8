/* relais-message-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-message-list-private.h"

/* The rows are sorted on a worker; the main thread merges small changes into them and swaps large ones in. */

#define LOAD_SECONDS 120

static void relais_message_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RelaisMessageList, relais_message_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, relais_message_list_model_init))

typedef enum
{
  PROP_LOADING = 1,
} RelaisMessageListProperty;

static GParamSpec *props[PROP_LOADING + 1];

/* What a worker reads: all rows, or those of some uids. */
typedef struct
{
  RelaisMailFolder *folder;    /* (owned) */
  GPtrArray        *uids;      /* (owned) (nullable) (element-type utf8) camel_pstring; NULL for all */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->uids, g_ptr_array_unref);
  g_object_unref (reading->folder);
  g_free (reading);
}

/* Worker. */
static gboolean
read_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Reading *reading = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (reading->folder, cancellable, error);
  gboolean with_deleted = relais_mail_folder_get_role (reading->folder) == RELAIS_MAIL_ROLE_TRASH;

  if (camel == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, relais_message_rows_read (camel, reading->uids, with_deleted));

  return TRUE;
}

/* Worker: dropping 100,000 records takes longer than a frame. */
static gboolean
drop_rows_func (gpointer       data,
                GCancellable  *cancellable,
                GValue        *result,
                GError       **error)
{
  g_clear_pointer ((GArray **) data, g_array_unref);

  return TRUE;
}

static void
holder_free (gpointer data)
{
  GArray **holder = data;

  g_clear_pointer (holder, g_array_unref);
  g_free (holder);
}

/* @rows: (transfer full) */
static void
drop_rows (RelaisMessageList *self,
           GArray            *rows)
{
  RelaisMailAccount *account = relais_mail_folder_get_account (self->folder);
  GArray **holder;

  if (account == NULL || rows->len < RELAIS_MESSAGE_LIST_SMALL)
    {
      g_array_unref (rows);
      return;
    }

  holder = g_new (GArray *, 1);
  *holder = rows;
  relais_future_detach (relais_mail_account_run (account, "drop rows", drop_rows_func, holder, holder_free, 0),
                        "drop rows");
}

static GType
relais_message_list_get_item_type (GListModel *model)
{
  return RELAIS_TYPE_MAIL_ITEM;
}

static guint
relais_message_list_get_n_items (GListModel *model)
{
  return RELAIS_MESSAGE_LIST (model)->rows->len;
}

static gpointer
relais_message_list_get_item (GListModel *model,
                              guint       position)
{
  RelaisMessageList *self = RELAIS_MESSAGE_LIST (model);

  if (position >= self->rows->len)
    return NULL;

  return relais_mail_folder_dup_item (self->folder, g_array_index (self->rows, RelaisMessageRow, position).info);
}

static void
relais_message_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = relais_message_list_get_item_type;
  iface->get_n_items = relais_message_list_get_n_items;
  iface->get_item = relais_message_list_get_item;
}

static void
relais_message_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RelaisMessageList *self = RELAIS_MESSAGE_LIST (object);

  switch ((RelaisMessageListProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_message_list_dispose (GObject *object)
{
  RelaisMessageList *self = RELAIS_MESSAGE_LIST (object);

  if (self->folder != NULL)
    drop_rows (self, g_steal_pointer (&self->rows));
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (relais_message_list_parent_class)->dispose (object);
}

static void
relais_message_list_finalize (GObject *object)
{
  RelaisMessageList *self = RELAIS_MESSAGE_LIST (object);

  g_clear_pointer (&self->rows, g_array_unref);
  g_hash_table_unref (self->hidden);

  G_OBJECT_CLASS (relais_message_list_parent_class)->finalize (object);
}

static void
relais_message_list_class_init (RelaisMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = relais_message_list_get_property;
  object_class->dispose = relais_message_list_dispose;
  object_class->finalize = relais_message_list_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
relais_message_list_init (RelaisMessageList *self)
{
  self->rows = relais_message_rows_new (0);
  /* Interned strings are equal when their addresses are. */
  self->hidden = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) camel_pstring_free, NULL);
  self->loading = TRUE;
}

static void
set_loading (RelaisMessageList *self,
             gboolean           loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/* Puts @rows in the place of ours and tells what differs between the first and the last difference. */
static void
replace_rows (RelaisMessageList *self,
              GArray            *rows)
{
  GArray *old = g_steal_pointer (&self->rows);
  guint n_old = old->len;
  guint head = 0, tail = 0;

  self->rows = g_array_ref (rows);
  relais_message_rows_drop (self->rows, self->hidden);

  while (head < old->len && head < rows->len &&
         g_array_index (old, RelaisMessageRow, head).info == g_array_index (rows, RelaisMessageRow, head).info)
    head++;
  while (tail < old->len - head && tail < rows->len - head &&
         g_array_index (old, RelaisMessageRow, old->len - 1 - tail).info ==
         g_array_index (rows, RelaisMessageRow, rows->len - 1 - tail).info)
    tail++;

  drop_rows (self, old);
  if (n_old != rows->len || head < rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, rows->len - head - tail);
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisMessageList *self = owner;

  self->reading = FALSE;

  if (error == NULL)
    {
      self->loaded = TRUE;
      replace_rows (self, g_value_get_boxed (value));
      if (self->rows->len > 0 || self->settled)
        set_loading (self, FALSE);
    }
  else if (!relais_error_is_cancelled (error))
    {
      g_info ("list of messages: %s", error->message);
    }

  if (self->again)
    relais_message_list_load (self);
}

/* @uids: (transfer full) (nullable): NULL for all. Resolves to the rows. */
DexFuture *
relais_message_list_read (RelaisMessageList *self,
                          RelaisMailAccount *account,
                          GPtrArray         *uids)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->folder = g_object_ref (self->folder);
  reading->uids = uids;

  return relais_mail_account_run (account, "list of messages", read_func, reading, reading_free, LOAD_SECONDS);
}

/* Reads all rows again. */
void
relais_message_list_load (RelaisMessageList *self)
{
  RelaisMailAccount *account = relais_mail_folder_get_account (self->folder);

  self->again = self->reading;
  if (self->reading || account == NULL)
    return;

  self->reading = TRUE;
  relais_future_to_ui (relais_message_list_read (self, account, NULL), self, NULL, loaded_cb, NULL);
}

RelaisMessageList *
relais_message_list_new (RelaisMailFolder *folder)
{
  RelaisMessageList *self = g_object_new (RELAIS_TYPE_MESSAGE_LIST, NULL);

  self->folder = g_object_ref (folder);
  relais_message_list_load (self);

  return self;
}

/* Tells that the server was asked: an empty folder is then really empty. */
void
relais_message_list_settled (RelaisMessageList *self)
{
  self->settled = TRUE;
  if (self->loaded && !self->reading)
    set_loading (self, FALSE);
}

gboolean
relais_message_list_is_loading (RelaisMessageList *self)
{
  g_return_val_if_fail (RELAIS_IS_MESSAGE_LIST (self), FALSE);

  return self->loading;
}

/**
 * relais_message_list_find:
 *
 * Returns: the row's position, or %GTK_INVALID_LIST_POSITION's value, %G_MAXUINT
 */
guint
relais_message_list_find (RelaisMessageList *self,
                          const char        *uid)
{
  const char *interned;

  g_return_val_if_fail (RELAIS_IS_MESSAGE_LIST (self), G_MAXUINT);
  g_return_val_if_fail (uid != NULL, G_MAXUINT);

  interned = camel_pstring_peek (uid);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, RelaisMessageRow, i).uid == interned)
      return i;

  return G_MAXUINT;
}
