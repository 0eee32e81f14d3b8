/* relais-mail-link.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-error-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-link-private.h"

#define MIN_CONNECT_MS 5000
#define MAX_CONNECT_MS 30000
#define FIRST_BACKOFF_MS 1000
#define MAX_BACKOFF_MS (5 * 60 * 1000)
/* A server that refused a password or has a bad certificate is asked again, but not so often that it would lock us out. */
#define REFUSED_RETRY_MS (15 * 60 * 1000)
#define LIST_SECONDS 60

/* Camel reports a refusal, too, when another of its threads closes the connection under the login (3.56, "No IMAPx connection object
 * provided"). One that our session did not see is believed when it comes so often in a row. */
#define BELIEVED_REFUSALS 3

typedef enum
{
  PHASE_STOPPED,
  PHASE_CONNECTING,   /* a connect runs */
  PHASE_LISTING,      /* connected for the first time: the list tells which folder is the inbox */
  PHASE_POLLING,      /* a round trip runs */
  PHASE_WAITING,      /* connected; the timer starts the next round trip */
  PHASE_PAUSED,       /* not connected; the timer starts the next attempt */
} Phase;

struct _RelaisMailLink
{
  RelaisMailAccount *account;      /* borrowed: it owns us */
  RelaisWorker      *worker;       /* (owned) one thread: a hung fetch must not hide a dead link */
  GCancellable      *cancellable;  /* (owned) of the step that runs */
  Phase              phase;
  guint              period_ms;
  guint              deadline_ms;
  guint              attempt;      /* in a row that brought no proof of life: no connection, or one without a round trip */
  guint              n_refusals;   /* of them, the last that were refusals */
  guint              timer_id;
  gboolean           listed;       /* folders were looked at since the last connect */
  gboolean           listing;      /* they are being looked at */
  gboolean           caught_up;    /* audited since the last connect */
  gboolean           doubted;      /* the last round trip failed: made anew, and not believed before the next */
};

static void connect_now (RelaisMailLink *self);
static void poll_now    (RelaisMailLink *self);

static void
run_step (RelaisMailLink       *self,
          const char           *what,
          RelaisWorkFunc        func,
          gpointer              data,
          GDestroyNotify        destroy,
          guint                 deadline_ms,
          RelaisFutureCallback  callback)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_mail_account_run_on (self->account, self->worker, what, func, data, destroy, deadline_ms),
                       self->account, self->cancellable, callback, NULL);
}

static gboolean
timer_cb (gpointer data)
{
  RelaisMailLink *self = data;

  self->timer_id = 0;
  if (self->phase == PHASE_WAITING)
    poll_now (self);
  else if (self->phase == PHASE_PAUSED)
    connect_now (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for (RelaisMailLink *self,
          Phase           phase,
          guint           milliseconds)
{
  self->phase = phase;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, timer_cb, self, NULL);
  g_source_set_name_by_id (self->timer_id, "[relais] mail link");
}

static guint
backoff_ms (RelaisMailLink *self)
{
  guint longest = CLAMP (5 * self->period_ms, MIN_CONNECT_MS, MAX_BACKOFF_MS);
  guint delay = FIRST_BACKOFF_MS << MIN (self->attempt, 16);

  delay = MIN (delay, longest);

  /* Jitter, so that many clients of a server that comes back do not all come at once. */
  return delay / 2 + (guint) g_random_int_range (0, (gint32) (delay / 2) + 1);
}

static void
pause_after (RelaisMailLink         *self,
             RelaisMailAccountState  state,
             const GError           *error,
             guint                   milliseconds)
{
  self->listed = FALSE;
  self->caught_up = FALSE;
  self->attempt++;
  relais_mail_account_set_next_attempt (self->account, g_get_real_time () / 1000 + milliseconds);
  relais_mail_account_set_state (self->account, state, g_error_copy (error));
  wait_for (self, PHASE_PAUSED, milliseconds);
}

static void
connect_failed (RelaisMailLink *self,
                const GError   *error)
{
  RelaisMailSession *session = RELAIS_MAIL_SESSION (self->account->session);
  RelaisMailAccountState refusal = relais_mail_account_get_refusal (self->account, CAMEL_SERVICE (self->account->store));
  gboolean seen = relais_mail_session_get_problem (session, self->account->id) != RELAIS_MAIL_ACCOUNT_OFFLINE;
  gboolean refused = g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED);

  relais_mail_account_list_kept_folders (self->account);
  self->n_refusals = refused ? self->n_refusals + 1 : 0;
  if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_REQUIRED))
    pause_after (self, refusal, error, self->period_ms);
  else if (refused && !seen && self->n_refusals < BELIEVED_REFUSALS)
    pause_after (self, RELAIS_MAIL_ACCOUNT_RECONNECTING, error, backoff_ms (self));
  else if (refused)
    pause_after (self, refusal, error, refusal == RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN ? self->period_ms : REFUSED_RETRY_MS);
  else if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_CERTIFICATE))
    {
      relais_mail_account_take_certificate (self->account,
                                            relais_mail_session_dup_certificate (session, self->account->id));
      pause_after (self, RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE, error, REFUSED_RETRY_MS);
    }
  else if (relais_mail_error_is_network (error) ||
           g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND))
    pause_after (self, RELAIS_MAIL_ACCOUNT_RECONNECTING, error, backoff_ms (self));
  else
    pause_after (self, RELAIS_MAIL_ACCOUNT_FAILED, error, backoff_ms (self));
}

static void
list_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisMailLink *self = RELAIS_MAIL_ACCOUNT (owner)->link;

  if (self == NULL)
    return;

  /* Without a list the inbox still works; the next round trip asks again. */
  if (error != NULL)
    g_info ("listing the folders: %s", error->message);
  self->listing = FALSE;
  self->listed = error == NULL;
  if (self->phase == PHASE_LISTING)
    poll_now (self);
}

static void
list_folders (RelaisMailLink *self)
{
  self->listing = TRUE;
  relais_future_to_ui (relais_mail_account_list_folders (self->account, LIST_SECONDS), self->account, NULL, list_cb, NULL);
}

static void
connected_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisMailAccount *account = owner;
  RelaisMailLink *self = account->link;

  if (self == NULL || self->phase != PHASE_CONNECTING || relais_error_is_cancelled (error))
    return;

  if (error != NULL)
    {
      connect_failed (self, error);
      return;
    }

  self->n_refusals = 0;
  self->caught_up = FALSE;
  relais_mail_account_take_certificate (account, NULL);
  relais_mail_account_set_next_attempt (account, 0);
  if (!self->doubted)
    relais_mail_account_set_alive (account);

  /* A list may take longer than a dead link may go unnoticed: where the folders are known, it comes after the first proof of life. */
  if (account->folders_told)
    {
      poll_now (self);
      return;
    }

  self->phase = PHASE_LISTING;
  if (!self->listing)
    list_folders (self);
}

static void
connect_now (RelaisMailLink *self)
{
  RelaisMailConnect *connect;

  self->phase = PHASE_CONNECTING;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->account->state != RELAIS_MAIL_ACCOUNT_STALLED)
    relais_mail_account_set_state (self->account,
                                   self->attempt > 0 ? RELAIS_MAIL_ACCOUNT_RECONNECTING : RELAIS_MAIL_ACCOUNT_CONNECTING,
                                   NULL);
  relais_mail_session_forget_problem (RELAIS_MAIL_SESSION (self->account->session), self->account->id);

  connect = g_new0 (RelaisMailConnect, 1);
  connect->account = g_object_ref (self->account);
  connect->disconnect_first = self->doubted;
  run_step (self, "connect", relais_mail_link_connect_func, connect, relais_mail_connect_free,
            CLAMP (2 * self->period_ms, MIN_CONNECT_MS, MAX_CONNECT_MS), connected_cb);
}

static void
sent_polled_cb (gpointer      owner,
                const GValue *value,
                const GError *error,
                gpointer      user_data)
{
  RelaisMailAccount *account = owner;
  RelaisMailLink *self = account->link;
  RelaisMailFolder *folder;

  if (error != NULL || self == NULL || self->phase == PHASE_STOPPED)
    return;

  folder = relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_SENT);
  if (folder != NULL)
    relais_mail_folder_caught_up (folder, g_value_get_object (value), GPOINTER_TO_INT (user_data));
}

/* What happened matters less than that no proof came: an open link that carries nothing looks like this. One that worked is made again
 * at once; a server that takes the login and then does not open the inbox is not asked again and again without a pause. */
static void
poll_failed (RelaisMailLink *self,
             const GError   *error)
{
  gboolean network = relais_mail_error_is_network (error);

  if (!self->caught_up)
    {
      pause_after (self, network ? RELAIS_MAIL_ACCOUNT_STALLED : RELAIS_MAIL_ACCOUNT_FAILED, error, backoff_ms (self));
      return;
    }

  self->listed = self->listed && network;
  relais_mail_account_set_state (self->account, RELAIS_MAIL_ACCOUNT_STALLED, g_error_copy (error));
  connect_now (self);
}

static void
polled_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisMailAccount *account = owner;
  RelaisMailLink *self = account->link;
  RelaisMailFolder *folder;
  gboolean first;

  if (self == NULL || self->phase != PHASE_POLLING || relais_error_is_cancelled (error))
    return;

  if (error != NULL)
    {
      self->doubted = TRUE;
      poll_failed (self, error);
      relais_mail_account_end_link (account);
      return;
    }

  relais_mail_account_set_alive (account);
  self->attempt = 0;
  self->doubted = FALSE;
  first = !self->caught_up;
  self->caught_up = TRUE;

  folder = relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_INBOX);
  if (folder != NULL)
    relais_mail_folder_caught_up (folder, g_value_get_object (value), first);
  if (first)
    relais_mail_account_tell_reconnected (account);
  if (!self->listed && !self->listing)
    list_folders (self);

  if (relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_SENT) != NULL)
    relais_future_to_ui (relais_mail_account_run (account, "refresh of Sent", relais_mail_link_poll_sent_func,
                                                  g_object_ref (account), g_object_unref, LIST_SECONDS),
                         account, NULL, sent_polled_cb, GINT_TO_POINTER (first));

  wait_for (self, PHASE_WAITING, self->period_ms - self->deadline_ms);
}

static void
poll_now (RelaisMailLink *self)
{
  self->phase = PHASE_POLLING;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  run_step (self, "keep-alive", relais_mail_link_poll_func, g_object_ref (self->account), g_object_unref, self->deadline_ms, polled_cb);
}

static void
network_changed_cb (RelaisMailAccount *account,
                    gboolean           available,
                    GNetworkMonitor   *monitor)
{
  if (account->link == NULL || relais_mail_account_is_local (account))
    return;

  if (account->link->phase == PHASE_PAUSED && available)
    relais_mail_link_try_now (account->link);
  else
    relais_mail_link_suspect (account->link);
}

RelaisMailLink *
relais_mail_link_new (RelaisMailAccount *account)
{
  RelaisMailLink *self = g_new0 (RelaisMailLink, 1);

  self->account = account;
  self->worker = relais_worker_new ("mail-link", 1);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), account, G_CONNECT_SWAPPED);

  return self;
}

void
relais_mail_link_free (RelaisMailLink *self)
{
  relais_mail_link_stop (self);
  g_clear_object (&self->worker);
  g_free (self);
}

void
relais_mail_link_start (RelaisMailLink *self,
                        guint           period_ms,
                        guint           deadline_ms)
{
  g_return_if_fail (deadline_ms > 0 && deadline_ms < period_ms);

  self->period_ms = period_ms;
  self->deadline_ms = deadline_ms;

  if (self->phase == PHASE_STOPPED)
    connect_now (self);
  else if (self->phase == PHASE_WAITING)
    wait_for (self, PHASE_WAITING, self->period_ms - self->deadline_ms);
}

void
relais_mail_link_stop (RelaisMailLink *self)
{
  self->phase = PHASE_STOPPED;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  relais_worker_stop (self->worker);
}

void
relais_mail_link_try_now (RelaisMailLink *self)
{
  if (self->phase == PHASE_PAUSED)
    connect_now (self);
  else if (self->phase == PHASE_WAITING)
    poll_now (self);
}

void
relais_mail_link_suspect (RelaisMailLink *self)
{
  if (self->phase == PHASE_WAITING)
    poll_now (self);
}
