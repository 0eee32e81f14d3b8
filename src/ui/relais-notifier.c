/* relais-notifier.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-words.h"
#include "relais-notifier.h"
#include "relais-words.h"

/* New mail and failures come in bursts: one notification tells of all of it. */
#define BATCH_SECONDS 3

/* More failures at once have one cause. */
#define MAX_EVENTS 100

struct _RelaisNotifier
{
  GObject          parent_instance;

  GApplication    *application;   /* (unowned) it owns us */
  RelaisWorkspace *workspace;     /* (owned) */
  GSettings       *settings;      /* (owned) */
  guint            n_new;
  guint            batch_id;      /* source */

  GHashTable      *ill;           /* (owned) mailbox → RelaisMailAccountState that was told */
  GHashTable      *mails;         /* (owned) delivery → RelaisDeliveryState that was told */
  GPtrArray       *titles;        /* (owned) of constants: what to tell of mails in the next batch */
  guint            n_dead;        /* jobs to tell of */
  gint64           first_event;   /* the oldest event that was not told when it came; 0: none */
  guint            failures_id;   /* source */
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

/* What is told of where it happens: as a mail that did not arrive. */
static gboolean
is_about_mail (RelaisEvent *event)
{
  static const char * const steps[] = { "bounced", "refused", "unsent", "uncertain", "delayed", NULL };

  return g_strv_contains (steps, relais_event_get_step (event));
}

/* An answer that was held back waits in Today; everything else stands in Activity. */
static void
events_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisNotifier *self = owner;
  g_autoptr(RelaisEvent) told = NULL;
  g_autofree char *title = NULL;
  gboolean held = TRUE;
  guint count = 0;
  GListModel *events;

  if (error != NULL)
    return;

  events = G_LIST_MODEL (g_value_get_object (value));
  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr(RelaisEvent) event = g_list_model_get_item (events, i);

      if (relais_event_get_id (event) < self->first_event || is_about_mail (event))
        continue;
      count++;
      held &= g_str_equal (relais_event_get_step (event), "held");
      g_set_object (&told, event);
    }

  /* Somebody saw to it meanwhile. */
  if (count == 0)
    return;

  title = count == 1 ? relais_activity_dup_sentence (self->workspace, told)
                     : g_strdup_printf (ngettext ("%u step needs you", "%u steps need you", count), count);
  notify (self, "attention", title, held ? _("The answer waits in Today.") : _("See in Activity what happened and what to do."),
          held ? "today" : "failures");
}

static void
tell_mails (RelaisNotifier *self)
{
  g_autofree char *title = NULL;

  if (self->titles->len == 0)
    return;

  title = self->titles->len == 1
          ? g_strdup (g_ptr_array_index (self->titles, 0))
          : g_strdup_printf (ngettext ("%u mail of yours did not arrive", "%u mails of yours did not arrive", self->titles->len),
                             self->titles->len);
  notify (self, "mails", title, _("See in Today what happened and what to do."), "today");
  g_ptr_array_set_size (self->titles, 0);
}

static gboolean
failures_cb (gpointer data)
{
  RelaisNotifier *self = data;
  const RelaisEventQuery query = { .attention = TRUE, .limit = MAX_EVENTS };
  g_autofree char *title = NULL;

  self->failures_id = 0;
  tell_mails (self);
  if (self->n_dead > 0)
    {
      title = g_strdup_printf (ngettext ("%u step failed for good", "%u steps failed for good", self->n_dead), self->n_dead);
      notify (self, "jobs", title, _("See in Activity what happened and what to do."), "failures");
      self->n_dead = 0;
    }
  if (self->first_event != 0)
    relais_future_to_ui (relais_event_log_search (relais_workspace_get_log (self->workspace), &query), self, NULL, events_cb, NULL);

  return G_SOURCE_REMOVE;
}

/* The failures of a demo are part of it. */
static gboolean
wants_failures (RelaisNotifier *self)
{
  return !relais_workspace_is_demo (self->workspace) && g_settings_get_boolean (self->settings, "notify-attention");
}

static void
tell_soon (RelaisNotifier *self)
{
  if (self->failures_id == 0)
    self->failures_id = g_timeout_add_seconds (BATCH_SECONDS, failures_cb, self);
}

static void
attention_cb (RelaisNotifier *self,
              gint64          event)
{
  if (!wants_failures (self))
    return;

  if (self->first_event == 0)
    self->first_event = event;
  tell_soon (self);
}

/* A message that cannot be sorted is an event that needs somebody, a mail that cannot be sent a delivery that failed. */
static void
died_cb (RelaisNotifier *self,
         RelaisJob      *job)
{
  const char *kind = relais_job_get_kind (job);

  if (!wants_failures (self) || g_str_equal (kind, "triage") || g_str_equal (kind, "mail.send"))
    return;

  self->n_dead++;
  tell_soon (self);
}

static const char *
get_mail_title (int state)
{
  if (state == RELAIS_DELIVERY_BOUNCED)
    return _("A mail of yours came back");
  if (state == RELAIS_DELIVERY_FAILED)
    return _("A mail of yours was refused");
  if (state == RELAIS_DELIVERY_UNCERTAIN)
    return _("A mail of yours may not have left");

  return NULL;
}

static void
delivery_changed_cb (RelaisNotifier *self,
                     gint64          delivery,
                     int             state)
{
  const char *title = get_mail_title (state);

  if (title == NULL)
    {
      /* Should it fail again, that is new. */
      g_hash_table_remove (self->mails, &delivery);
      return;
    }
  if (!wants_failures (self) || GPOINTER_TO_INT (g_hash_table_lookup (self->mails, &delivery)) == state)
    return;

  g_hash_table_insert (self->mails, g_memdup2 (&delivery, sizeof delivery), GINT_TO_POINTER (state));
  g_ptr_array_add (self->titles, (gpointer) title);
  tell_soon (self);
}

static void
account_state_cb (RelaisMailAccount *account,
                  GParamSpec        *pspec,
                  RelaisNotifier    *self)
{
  g_autofree char *id = g_strconcat ("account-", relais_mail_account_get_id (account), NULL);
  int state = (int) relais_mail_account_get_state (account);
  g_autofree char *sentence = NULL;

  switch ((RelaisMailAccountState) state)
    {
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
    case RELAIS_MAIL_ACCOUNT_STALLED:
    case RELAIS_MAIL_ACCOUNT_FAILED:
      /* One that is ill is tried again and again, and stays ill each time. */
      if (wants_failures (self) && GPOINTER_TO_INT (g_hash_table_lookup (self->ill, id)) != state)
        {
          sentence = relais_words_dup_account (account);
          notify (self, id, relais_mail_account_get_name (account), sentence, "inbox");
          g_hash_table_insert (self->ill, g_strdup (id), GINT_TO_POINTER (state));
        }
      break;
    case RELAIS_MAIL_ACCOUNT_ALIVE:
      g_application_withdraw_notification (self->application, id);
      g_hash_table_remove (self->ill, id);
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
  g_clear_handle_id (&self->failures_id, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (relais_notifier_parent_class)->dispose (object);
}

static void
relais_notifier_finalize (GObject *object)
{
  RelaisNotifier *self = RELAIS_NOTIFIER (object);

  g_hash_table_unref (self->ill);
  g_hash_table_unref (self->mails);
  g_ptr_array_unref (self->titles);

  G_OBJECT_CLASS (relais_notifier_parent_class)->finalize (object);
}

static void
relais_notifier_class_init (RelaisNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_notifier_dispose;
  object_class->finalize = relais_notifier_finalize;
}

static void
relais_notifier_init (RelaisNotifier *self)
{
  self->settings = g_settings_new (RELAIS_APPLICATION_ID);
  self->ill = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->mails = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->titles = g_ptr_array_new ();
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
  g_signal_connect_object (relais_workspace_get_log (workspace), "attention", G_CALLBACK (attention_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_queue (workspace), "died", G_CALLBACK (died_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);
  accounts_changed_cb (accounts, 0, 0, g_list_model_get_n_items (accounts), self);

  return self;
}
