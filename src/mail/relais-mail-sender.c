/* relais-mail-sender.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-send-private.h"

/* A link that nobody used for so long is closed; many servers do it themselves after five minutes. */
#define IDLE_SECONDS 60
#define LOGIN_MS (30 * 1000)

/* What sends the mails of one account: a thread of its own, because a Camel transport does one thing at a time. */
typedef struct
{
  RelaisMailAccount *account;   /* borrowed: it belongs to the account */
  RelaisWorker      *worker;    /* (owned) */
  guint              idle_id;
} Sender;

static void
sender_free (gpointer data)
{
  Sender *self = data;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_object_unref (self->worker);
  g_free (self);
}

static Sender *
get_sender (RelaisMailAccount *account)
{
  static GQuark quark;
  Sender *self;

  if (quark == 0)
    quark = g_quark_from_static_string ("relais-sender");

  self = g_object_get_qdata (G_OBJECT (account), quark);
  if (self == NULL)
    {
      self = g_new0 (Sender, 1);
      self->account = account;
      self->worker = relais_worker_new ("relais-send", 1);
      g_object_set_qdata_full (G_OBJECT (account), quark, self, sender_free);
    }

  return self;
}

static gboolean
close_work (gpointer       data,
            GCancellable  *cancellable,
            GValue        *result,
            GError       **error)
{
  CamelService *transport = relais_mail_account_get_transport (RELAIS_MAIL_ACCOUNT (data));

  return transport == NULL || camel_service_get_connection_status (transport) != CAMEL_SERVICE_CONNECTED ||
         camel_service_disconnect_sync (transport, TRUE, cancellable, error);
}

static void
closed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  /* A link that cannot be closed politely is closed as well. */
}

static gboolean
close_cb (gpointer data)
{
  Sender *self = data;

  self->idle_id = 0;
  relais_future_to_ui (relais_mail_account_run_sending (self->account, "close", close_work,
                                                        g_object_ref (self->account), g_object_unref, 5000),
                       NULL, NULL, closed_cb, NULL);

  return G_SOURCE_REMOVE;
}

DexFuture *
relais_mail_account_run_sending (RelaisMailAccount *self,
                                 const char        *what,
                                 RelaisWorkFunc     func,
                                 gpointer           data,
                                 GDestroyNotify     destroy,
                                 guint              deadline_ms)
{
  return relais_mail_account_run_on (self, get_sender (self)->worker, what, func, data, destroy, deadline_ms);
}

static gboolean
connect_work (gpointer       data,
              GCancellable  *cancellable,
              GValue        *result,
              GError       **error)
{
  return camel_service_connect_sync (relais_mail_account_get_transport (RELAIS_MAIL_ACCOUNT (data)), cancellable, error);
}

void
relais_mail_account_close_later (RelaisMailAccount *account)
{
  Sender *sender = get_sender (account);

  g_clear_handle_id (&sender->idle_id, g_source_remove);
  sender->idle_id = g_timeout_add_seconds (IDLE_SECONDS, close_cb, sender);
}

static void
tried_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisMailAccount *account = owner;

  relais_mail_account_close_later (account);
  relais_mail_account_note_sending (account, error);
  /* Somebody waits for an answer, and this one is not about the login. */
  if (account->sending.problem == RELAIS_MAIL_ACCOUNT_CONNECTING)
    relais_mail_account_set_sending (account, RELAIS_MAIL_ACCOUNT_FAILED, error);
}

void
relais_mail_account_try_sending (RelaisMailAccount *self)
{
  relais_mail_session_forget_problem (RELAIS_MAIL_SESSION (self->session), camel_service_get_uid (self->transport));
  relais_mail_account_set_sending (self, RELAIS_MAIL_ACCOUNT_CONNECTING, NULL);
  relais_future_to_ui (relais_mail_account_run_sending (self, "login for sending", connect_work, g_object_ref (self), g_object_unref,
                                                        LOGIN_MS),
                       self, NULL, tried_cb, NULL);
}
