/* relais-notifier.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-notifier.h"
#include "relais-words.h"

/* New mail comes in bursts: one notification tells of all of it. */
#define BATCH_SECONDS 3

struct _RelaisNotifier
{
  GObject          parent_instance;

  GApplication    *application;   /* (unowned) it owns us */
  RelaisWorkspace *workspace;     /* (owned) */
  GSettings       *settings;      /* (owned) */
  guint            n_new;
  guint            batch_id;      /* source */
};

G_DEFINE_FINAL_TYPE (RelaisNotifier, relais_notifier, G_TYPE_OBJECT)

static void
notify (RelaisNotifier *self,
        const char     *id,
        const char     *title,
        const char     *body,
        const char     *page)
{
  g_autoptr(GNotification) notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-page", "s", page);
  g_application_send_notification (self->application, id, notification);
}

static gboolean
batch_cb (gpointer data)
{
  RelaisNotifier *self = data;
  g_autofree char *title = g_strdup_printf (ngettext ("%u new message", "%u new messages", self->n_new), self->n_new);

  self->batch_id = 0;
  self->n_new = 0;
  notify (self, "new-mail", title, _("Relais has read it and prepared what it could."), "inbox");

  return G_SOURCE_REMOVE;
}

static void
extracted_cb (RelaisNotifier *self)
{
  if (relais_workspace_is_demo (self->workspace) || !g_settings_get_boolean (self->settings, "notify-new-mail"))
    return;

  self->n_new++;
  if (self->batch_id == 0)
    self->batch_id = g_timeout_add_seconds (BATCH_SECONDS, batch_cb, self);
}

static void
delivery_changed_cb (RelaisNotifier *self,
                     gint64          delivery,
                     int             state)
{
  g_autofree char *id = g_strdup_printf ("delivery-%" G_GINT64_FORMAT, delivery);
  const char *title;

  if (!g_settings_get_boolean (self->settings, "notify-attention"))
    return;
  if (state == RELAIS_DELIVERY_BOUNCED)
    title = _("A mail of yours came back");
  else if (state == RELAIS_DELIVERY_FAILED)
    title = _("A mail of yours was refused");
  else if (state == RELAIS_DELIVERY_UNCERTAIN)
    title = _("A mail of yours may not have left");
  else
    return;

  notify (self, id, title, _("See in Today what happened and what to do."), "today");
}

static void
account_state_cb (RelaisMailAccount *account,
                  GParamSpec        *pspec,
                  RelaisNotifier    *self)
{
  g_autofree char *id = g_strconcat ("account-", relais_mail_account_get_id (account), NULL);
  g_autofree char *sentence = NULL;

  switch (relais_mail_account_get_state (account))
    {
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
    case RELAIS_MAIL_ACCOUNT_STALLED:
    case RELAIS_MAIL_ACCOUNT_FAILED:
      if (g_settings_get_boolean (self->settings, "notify-attention"))
        {
          sentence = relais_words_dup_account (account);
          notify (self, id, relais_mail_account_get_name (account), sentence, "inbox");
        }
      break;
    case RELAIS_MAIL_ACCOUNT_ALIVE:
      g_application_withdraw_notification (self->application, id);
      break;
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
    default:
      break;
    }
}

static void
accounts_changed_cb (GListModel     *accounts,
                     guint           position,
                     guint           removed,
                     guint           added,
                     RelaisNotifier *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      g_signal_connect_object (account, "notify::state", G_CALLBACK (account_state_cb), self, G_CONNECT_DEFAULT);
    }
}

static void
relais_notifier_dispose (GObject *object)
{
  RelaisNotifier *self = RELAIS_NOTIFIER (object);

  g_clear_handle_id (&self->batch_id, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (relais_notifier_parent_class)->dispose (object);
}

static void
relais_notifier_class_init (RelaisNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_notifier_dispose;
}

static void
relais_notifier_init (RelaisNotifier *self)
{
  self->settings = g_settings_new (RELAIS_APPLICATION_ID);
}

RelaisNotifier *
relais_notifier_new (GApplication    *application,
                     RelaisWorkspace *workspace)
{
  RelaisNotifier *self = g_object_new (RELAIS_TYPE_NOTIFIER, NULL);
  RelaisMail *mail = relais_workspace_get_mail (workspace);
  GListModel *accounts = relais_mail_get_accounts (mail);

  self->application = application;
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (relais_mail_get_intake (mail), "extracted", G_CALLBACK (extracted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_deliveries (workspace), "changed", G_CALLBACK (delivery_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);
  accounts_changed_cb (accounts, 0, 0, g_list_model_get_n_items (accounts), self);

  return self;
}
