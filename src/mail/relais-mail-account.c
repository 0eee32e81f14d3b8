/* relais-mail-account.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-link-private.h"
#include "relais-mail-private.h"

/* Enough for two downloads of the intake beside what a person asks for. */
#define WORKER_THREADS 3

G_DEFINE_FINAL_TYPE (RelaisMailAccount, relais_mail_account, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_ADDRESS,
  PROP_STATE,
  PROP_LAST_ALIVE,
  PROP_NEXT_ATTEMPT,
  PROP_CAN_SEND,
} RelaisMailAccountProperty;

static GParamSpec *props[PROP_CAN_SEND + 1];

static void
relais_mail_account_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RelaisMailAccount *self = RELAIS_MAIL_ACCOUNT (object);

  switch ((RelaisMailAccountProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) relais_mail_account_get_state (self));
      break;
    case PROP_LAST_ALIVE:
      g_value_set_int64 (value, self->last_alive);
      break;
    case PROP_NEXT_ATTEMPT:
      g_value_set_int64 (value, self->next_attempt);
      break;
    case PROP_CAN_SEND:
      g_value_set_boolean (value, relais_mail_account_can_send (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_mail_account_dispose (GObject *object)
{
  RelaisMailAccount *self = RELAIS_MAIL_ACCOUNT (object);

  relais_mail_account_stop (self);
  g_clear_pointer (&self->link, relais_mail_link_free);
  g_clear_object (&self->workers);
  g_clear_weak_pointer (&self->mail);
  g_clear_object (&self->folders);
  g_clear_object (&self->transport);
  if (self->store != NULL)
    relais_mail_let_go (g_steal_pointer (&self->store), g_steal_pointer (&self->session));
  g_clear_object (&self->session);
  g_clear_object (&self->source);
  g_clear_object (&self->transport_source);

  G_OBJECT_CLASS (relais_mail_account_parent_class)->dispose (object);
}

static void
relais_mail_account_finalize (GObject *object)
{
  RelaisMailAccount *self = RELAIS_MAIL_ACCOUNT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_free (self->sender_name);
  g_free (self->maildir);
  g_free (self->shadow);
  g_clear_error (&self->error);
  g_clear_pointer (&self->certificate, relais_certificate_free);
  g_clear_error (&self->sending.error);
  g_clear_pointer (&self->sending.certificate, relais_certificate_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->locked.roles); i++)
    g_free (self->locked.roles[i]);
  g_object_unref (self->locked.link_life);
  g_mutex_clear (&self->locked.mutex);

  G_OBJECT_CLASS (relais_mail_account_parent_class)->finalize (object);
}

static void
relais_mail_account_class_init (RelaisMailAccountClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = relais_mail_account_get_property;
  object_class->dispose = relais_mail_account_dispose;
  object_class->finalize = relais_mail_account_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, RELAIS_MAIL_ACCOUNT_OFFLINE, RELAIS_MAIL_ACCOUNT_FAILED,
                                        RELAIS_MAIL_ACCOUNT_OFFLINE, flags);
  props[PROP_LAST_ALIVE] = g_param_spec_int64 ("last-alive", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_NEXT_ATTEMPT] = g_param_spec_int64 ("next-attempt", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_CAN_SEND] = g_param_spec_boolean ("can-send", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
relais_mail_account_init (RelaisMailAccount *self)
{
  g_mutex_init (&self->locked.mutex);
  self->locked.link_life = g_cancellable_new ();
  self->sending.problem = RELAIS_MAIL_ACCOUNT_ALIVE;
  self->folders = g_list_store_new (RELAIS_TYPE_MAIL_FOLDER);
  self->workers = relais_worker_new ("mail", WORKER_THREADS);
}

/* Without a name and settings yet. */
RelaisMailAccount *
relais_mail_account_new (RelaisMail   *mail,
                         CamelSession *session,
                         const char   *id,
                         const char   *backend)
{
  RelaisMailAccount *self = g_object_new (RELAIS_TYPE_MAIL_ACCOUNT, NULL);
  g_autoptr(GError) error = NULL;
  CamelService *service;

  g_set_weak_pointer (&self->mail, mail);
  self->session = g_object_ref (session);
  self->id = g_strdup (id);

  service = camel_session_add_service (session, id, backend, CAMEL_PROVIDER_STORE, &error);
  if (service != NULL)
    {
      self->store = CAMEL_STORE (service);
      /* Camel's virtual Trash and Junk would be searched again at each change, by threads that outlive the session. */
      camel_store_set_flags (self->store,
                             camel_store_get_flags (self->store) & ~(guint32) (CAMEL_STORE_VTRASH | CAMEL_STORE_VJUNK));
    }
  else
    {
      relais_mail_error_map (&error, "account");
      relais_mail_account_set_state (self, RELAIS_MAIL_ACCOUNT_FAILED, g_steal_pointer (&error));
    }
  self->link = relais_mail_link_new (self);

  return self;
}

RelaisMailAccount *
relais_mail_account_new_local (RelaisMail   *mail,
                               CamelSession *session,
                               const char   *id,
                               const char   *name,
                               const char   *address,
                               const char   *maildir,
                               const char   *shadow)
{
  RelaisMailAccount *self = relais_mail_account_new (mail, session, id, "maildir");

  self->maildir = g_strdup (maildir);
  self->shadow = g_strdup (shadow);
  self->name = g_strdup (name);
  self->address = g_strdup (address);

  if (self->store != NULL)
    {
      g_autoptr(CamelSettings) settings = camel_service_ref_settings (CAMEL_SERVICE (self->store));

      camel_local_settings_set_path (CAMEL_LOCAL_SETTINGS (settings), shadow);
      camel_local_settings_set_filter_junk (CAMEL_LOCAL_SETTINGS (settings), FALSE);
    }

  return self;
}

void
relais_mail_account_start (RelaisMailAccount *self,
                           guint              period_ms,
                           guint              deadline_ms)
{
  if (self->store != NULL && !self->stopped)
    relais_mail_link_start (self->link, period_ms, deadline_ms);
}

/* Joins the account's threads; what they do is cancelled. */
void
relais_mail_account_stop (RelaisMailAccount *self)
{
  if (self->stopped)
    return;

  self->stopped = TRUE;
  if (self->link != NULL)
    relais_mail_link_stop (self->link);
  relais_worker_stop (self->workers);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->folders)); i++)
    {
      g_autoptr(RelaisMailFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->folders), i);

      relais_mail_folder_detach (folder);
    }
}

void
relais_mail_account_set_state (RelaisMailAccount      *self,
                               RelaisMailAccountState  state,
                               GError                 *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    g_info ("account: %s", error->message);

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
relais_mail_account_set_alive (RelaisMailAccount *self)
{
  self->last_alive = g_get_real_time () / 1000;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_ALIVE]);
  relais_mail_account_set_state (self, RELAIS_MAIL_ACCOUNT_ALIVE, NULL);
}

void
relais_mail_account_set_next_attempt (RelaisMailAccount *self,
                                      gint64             next_attempt)
{
  if (self->next_attempt == next_attempt)
    return;

  self->next_attempt = next_attempt;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NEXT_ATTEMPT]);
}

/* @certificate: (transfer full) (nullable) */
void
relais_mail_account_take_certificate (RelaisMailAccount *self,
                                      RelaisCertificate *certificate)
{
  g_clear_pointer (&self->certificate, relais_certificate_free);
  self->certificate = certificate;
}

CamelSession *
relais_mail_account_get_session (RelaisMailAccount *self)
{
  return self->session;
}

CamelStore *
relais_mail_account_get_store (RelaisMailAccount *self)
{
  return self->store;
}

CamelService *
relais_mail_account_get_transport (RelaisMailAccount *self)
{
  return self->transport;
}

ESource *
relais_mail_account_get_source (RelaisMailAccount *self)
{
  return self->source;
}

const char *
relais_mail_account_get_id (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return self->id;
}

const char *
relais_mail_account_get_name (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return self->name;
}

const char *
relais_mail_account_get_address (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return self->address;
}

const char *
relais_mail_account_get_sender_name (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return self->sender_name;
}

gint64
relais_mail_account_get_last_alive (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), 0);

  return self->last_alive;
}

gint64
relais_mail_account_get_next_attempt (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), 0);

  return self->next_attempt;
}

gboolean
relais_mail_account_is_local (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), FALSE);

  return self->maildir != NULL;
}

gboolean
relais_mail_account_is_removable (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), FALSE);

  return self->source != NULL && e_source_get_removable (self->source);
}

gboolean
relais_mail_account_can_send (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), FALSE);

  return self->transport != NULL || self->maildir != NULL;
}

GListModel *
relais_mail_account_get_folders (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return G_LIST_MODEL (self->folders);
}

