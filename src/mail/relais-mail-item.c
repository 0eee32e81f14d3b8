/* relais-mail-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-folder-private.h"
#include "relais-parsed-message-private.h"

struct _RelaisMailItem
{
  GObject           parent_instance;

  RelaisMailFolder *folder;      /* (owned) */
  CamelMessageInfo *info;        /* (owned) */
  char             *sender;      /* (owned) */
  char             *address;     /* (owned) */
  char             *recipients;  /* (owned) (nullable) made when asked for */
  char             *subject;     /* (owned) */
  RelaisMailFlags   flags;
  RelaisMailFlags   changing;    /* shown, and not in the summary yet */
  guint             n_changes;
};

G_DEFINE_FINAL_TYPE (RelaisMailItem, relais_mail_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_UID = 1,
  PROP_SUBJECT,
  PROP_SENDER,
  PROP_ADDRESS,
  PROP_DATE,
  PROP_FLAGS,
} RelaisMailItemProperty;

static GParamSpec *props[PROP_FLAGS + 1];

static const struct
{
  guint32         camel;
  RelaisMailFlags flag;
} flag_map[] = {
  { CAMEL_MESSAGE_SEEN, RELAIS_MAIL_SEEN },
  { CAMEL_MESSAGE_FLAGGED, RELAIS_MAIL_FLAGGED },
  { CAMEL_MESSAGE_ANSWERED, RELAIS_MAIL_ANSWERED },
  { CAMEL_MESSAGE_FORWARDED, RELAIS_MAIL_FORWARDED },
  { CAMEL_MESSAGE_ATTACHMENTS, RELAIS_MAIL_ATTACHMENT },
};

guint32
relais_mail_flags_to_camel (RelaisMailFlags flags)
{
  guint32 camel = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flag_map); i++)
    if ((flags & flag_map[i].flag) != 0 && flag_map[i].flag != RELAIS_MAIL_ATTACHMENT)
      camel |= flag_map[i].camel;

  return camel;
}

RelaisMailFlags
relais_mail_flags_from_camel (guint32 flags)
{
  RelaisMailFlags result = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flag_map); i++)
    if ((flags & flag_map[i].camel) != 0)
      result |= flag_map[i].flag;

  return result;
}

gint64
relais_mail_info_get_date (CamelMessageInfo *info)
{
  gint64 sent = camel_message_info_get_date_sent (info);
  gint64 received = camel_message_info_get_date_received (info);

  /* A day covers every time zone mistake; beyond it the sender's clock is wrong, or wants to stay on top. */
  if (sent <= 0 || (received > 0 && sent > received + 24 * 60 * 60))
    return MAX (received, 0);

  return sent;
}

void
relais_mail_info_drop_preview (CamelMessageInfo *info)
{
  if (camel_message_info_get_preview (info) == NULL)
    return;

  /* Or a flag that another thread sets meanwhile would not be told either, and never reach the server. */
  camel_message_info_property_lock (info);
  camel_message_info_set_abort_notifications (info, TRUE);
  camel_message_info_set_preview (info, NULL);
  camel_message_info_set_abort_notifications (info, FALSE);
  camel_message_info_property_unlock (info);
}

/* Strings of a summary are borrowed from it, and another thread may change them. */
static char *
dup_string (CamelMessageInfo *info,
            const char     *(*get) (const CamelMessageInfo *info))
{
  char *copy;

  camel_message_info_property_lock (info);
  copy = g_strdup (get (info));
  camel_message_info_property_unlock (info);

  return copy;
}

/* Camel gives one string, decoded: "Name <address>", with quotes where the name needs them, and with characters that turn the direction
 * of writing: a sender could show another address than theirs. */
static void
split_sender (RelaisMailItem *self)
{
  g_autoptr(CamelInternetAddress) addresses = camel_internet_address_new ();
  g_autofree char *from = dup_string (self->info, camel_message_info_get_from);
  const char *name = NULL;
  const char *address = NULL;

  if (from != NULL && camel_address_unformat (CAMEL_ADDRESS (addresses), from) > 0)
    camel_internet_address_get (addresses, 0, &name, &address);

  self->address = relais_parse_one_line (address != NULL ? address : "");
  if (name != NULL && *name != '\0')
    self->sender = relais_parse_one_line (name);
  else
    self->sender = relais_parse_one_line (address != NULL ? address : from != NULL ? from : "");
}

static void
relais_mail_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RelaisMailItem *self = RELAIS_MAIL_ITEM (object);

  switch ((RelaisMailItemProperty) prop_id)
    {
    case PROP_UID:
      g_value_set_string (value, relais_mail_item_get_uid (self));
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    case PROP_SENDER:
      g_value_set_string (value, self->sender);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_DATE:
      g_value_set_int64 (value, relais_mail_item_get_date (self));
      break;
    case PROP_FLAGS:
      g_value_set_uint (value, self->flags);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_mail_item_dispose (GObject *object)
{
  RelaisMailItem *self = RELAIS_MAIL_ITEM (object);

  if (self->folder != NULL)
    relais_mail_folder_forget_item (self->folder, self);
  g_clear_object (&self->info);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (relais_mail_item_parent_class)->dispose (object);
}

static void
relais_mail_item_finalize (GObject *object)
{
  RelaisMailItem *self = RELAIS_MAIL_ITEM (object);

  g_free (self->sender);
  g_free (self->address);
  g_free (self->recipients);
  g_free (self->subject);

  G_OBJECT_CLASS (relais_mail_item_parent_class)->finalize (object);
}

static void
relais_mail_item_class_init (RelaisMailItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = relais_mail_item_get_property;
  object_class->dispose = relais_mail_item_dispose;
  object_class->finalize = relais_mail_item_finalize;

  props[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);
  props[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  props[PROP_SENDER] = g_param_spec_string ("sender", NULL, NULL, NULL, flags);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  props[PROP_DATE] = g_param_spec_int64 ("date", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_FLAGS] = g_param_spec_uint ("flags", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
relais_mail_item_init (RelaisMailItem *self)
{
}

RelaisMailItem *
relais_mail_item_new (RelaisMailFolder *folder,
                      CamelMessageInfo *info)
{
  RelaisMailItem *self = g_object_new (RELAIS_TYPE_MAIL_ITEM, NULL);
  g_autofree char *subject = NULL;

  self->folder = g_object_ref (folder);
  self->info = g_object_ref (info);
  self->flags = relais_mail_flags_from_camel (camel_message_info_get_flags (info));
  subject = dup_string (info, camel_message_info_get_subject);
  self->subject = relais_parse_one_line (subject != NULL ? subject : "");
  split_sender (self);

  return self;
}

gboolean
relais_mail_item_is_of (RelaisMailItem   *self,
                        CamelMessageInfo *info)
{
  return self->info == info;
}

static void
show_flags (RelaisMailItem  *self,
            RelaisMailFlags  flags)
{
  if (self->flags == flags)
    return;

  self->flags = flags;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FLAGS]);
}

/* Takes over what the summary says now. */
void
relais_mail_item_refresh (RelaisMailItem *self)
{
  RelaisMailFlags flags = relais_mail_flags_from_camel (camel_message_info_get_flags (self->info));

  show_flags (self, (flags & ~self->changing) | (self->flags & self->changing));
}

/* Shows flags before the summary knows them: a click answers at once, and news of what was before do not take it back. */
void
relais_mail_item_begin_change (RelaisMailItem  *self,
                               RelaisMailFlags  mask,
                               RelaisMailFlags  flags)
{
  self->n_changes++;
  self->changing |= mask;
  show_flags (self, (self->flags & ~mask) | (flags & mask));
}

void
relais_mail_item_end_change (RelaisMailItem *self)
{
  if (--self->n_changes > 0)
    return;

  self->changing = 0;
  relais_mail_item_refresh (self);
}

RelaisMailFolder *
relais_mail_item_get_folder (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), NULL);

  return self->folder;
}

const char *
relais_mail_item_get_uid (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), NULL);

  return camel_message_info_get_uid (self->info);
}

const char *
relais_mail_item_get_subject (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), NULL);

  return self->subject != NULL ? self->subject : "";
}

const char *
relais_mail_item_get_sender (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), NULL);

  return self->sender;
}

const char *
relais_mail_item_get_address (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), NULL);

  return self->address;
}

/* By their names, as a sender is. */
static char *
dup_recipients (RelaisMailItem *self)
{
  g_autoptr(CamelInternetAddress) addresses = camel_internet_address_new ();
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  g_autofree char *to = dup_string (self->info, camel_message_info_get_to);
  g_autofree char *joined = NULL;
  const char *name, *address;

  if (to == NULL || camel_address_unformat (CAMEL_ADDRESS (addresses), to) <= 0)
    return relais_parse_one_line (to != NULL ? to : "");

  for (int i = 0; camel_internet_address_get (addresses, i, &name, &address); i++)
    g_ptr_array_add (shown, (gpointer) (name != NULL && *name != '\0' ? name : address));
  g_ptr_array_add (shown, NULL);

  joined = g_strjoinv (", ", (char **) shown->pdata);

  return relais_parse_one_line (joined);
}

const char *
relais_mail_item_get_recipients (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), NULL);

  if (self->recipients == NULL)
    self->recipients = dup_recipients (self);

  return self->recipients;
}

gint64
relais_mail_item_get_date (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), 0);

  return relais_mail_info_get_date (self->info);
}

RelaisMailFlags
relais_mail_item_get_flags (RelaisMailItem *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ITEM (self), 0);

  return self->flags;
}
