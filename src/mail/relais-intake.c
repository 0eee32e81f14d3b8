/* relais-intake.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"
#include "relais-intake-search-private.h"
#include "relais-mail-account-private.h"

#define DEFAULT_HORIZON_DAYS 14

G_DEFINE_FINAL_TYPE (RelaisIntake, relais_intake, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_EXTRACTED,
  SIGNAL_FAILED,
  SIGNAL_INDEXED,
  SIGNAL_PLACED,
} RelaisIntakeSignal;

static guint signals[SIGNAL_PLACED + 1];

static void
desk_free (gpointer data)
{
  RelaisIntakeDesk *desk = data;

  g_clear_handle_id (&desk->retry_id, g_source_remove);
  g_queue_clear_full (&desk->tasks, relais_intake_task_free);
  g_clear_pointer (&desk->ahead, g_ptr_array_unref);
  g_hash_table_unref (desk->in_flight);
  g_hash_table_unref (desk->known);
  g_object_unref (desk->account);
  g_free (desk);
}

static void
relais_intake_dispose (GObject *object)
{
  RelaisIntake *self = RELAIS_INTAKE (object);

  relais_intake_stop (self);
  g_clear_weak_pointer (&self->mail);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (relais_intake_parent_class)->dispose (object);
}

static void
relais_intake_finalize (GObject *object)
{
  RelaisIntake *self = RELAIS_INTAKE (object);

  g_ptr_array_unref (self->desks);
  g_ptr_array_unref (self->settlers);

  G_OBJECT_CLASS (relais_intake_parent_class)->finalize (object);
}

static void
relais_intake_class_init (RelaisIntakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_intake_dispose;
  object_class->finalize = relais_intake_finalize;

  signals[SIGNAL_EXTRACTED] = g_signal_new ("extracted", RELAIS_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", RELAIS_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_ERROR);
  signals[SIGNAL_INDEXED] = g_signal_new ("indexed", RELAIS_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PLACED] = g_signal_new ("placed", RELAIS_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
relais_intake_init (RelaisIntake *self)
{
  self->horizon_days = DEFAULT_HORIZON_DAYS;
  self->desks = g_ptr_array_new_with_free_func (desk_free);
  self->settlers = g_ptr_array_new ();
}

RelaisIntake *
relais_intake_new (RelaisMail     *mail,
                   RelaisDatabase *database)
{
  RelaisIntake *self = g_object_new (RELAIS_TYPE_INTAKE, NULL);

  g_set_weak_pointer (&self->mail, mail);
  self->database = g_object_ref (database);

  return self;
}

/* (nullable): NULL when the account was removed */
RelaisIntakeDesk *
relais_intake_desk (RelaisIntake      *self,
                    RelaisMailAccount *account)
{
  for (guint i = 0; i < self->desks->len; i++)
    {
      RelaisIntakeDesk *desk = self->desks->pdata[i];

      if (desk->account == account)
        return desk;
    }

  return NULL;
}

static void
state_changed_cb (RelaisIntake      *self,
                  GParamSpec        *pspec,
                  RelaisMailAccount *account)
{
  RelaisIntakeDesk *desk = relais_intake_desk (self, account);

  if (desk == NULL || self->stopped)
    return;

  if (account->state == RELAIS_MAIL_ACCOUNT_ALIVE)
    {
      g_clear_handle_id (&desk->retry_id, g_source_remove);
      relais_intake_pump (desk);
    }
  relais_intake_check_settled (self);
}

void
relais_intake_account_added (RelaisIntake      *self,
                             RelaisMailAccount *account)
{
  RelaisIntakeDesk *desk = g_new0 (RelaisIntakeDesk, 1);

  desk->intake = self;
  desk->account = g_object_ref (account);
  g_queue_init (&desk->tasks);
  desk->in_flight = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  desk->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->desks, desk);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
}

void
relais_intake_account_removed (RelaisIntake      *self,
                               RelaisMailAccount *account)
{
  RelaisIntakeDesk *desk = relais_intake_desk (self, account);

  g_signal_handlers_disconnect_by_func (account, state_changed_cb, self);
  if (desk != NULL)
    g_ptr_array_remove (self->desks, desk);
  relais_intake_check_settled (self);
}

/* What waits for the last message learns that none comes any more. */
void
relais_intake_stop (RelaisIntake *self)
{
  self->stopped = TRUE;
  g_ptr_array_set_size (self->desks, 0);
  for (guint i = 0; i < self->settlers->len; i++)
    relais_promise_complete (self->settlers->pdata[i], NULL,
                             g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the mail service has stopped"));
  g_ptr_array_set_size (self->settlers, 0);
}

gboolean
relais_intake_desk_is_idle (RelaisIntakeDesk *desk)
{
  RelaisMailAccount *account = desk->account;

  switch (account->state)
    {
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
    case RELAIS_MAIL_ACCOUNT_FAILED:
      /* Nothing moves before a person did something. */
      return TRUE;
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
      return account->last_alive == 0;
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
    case RELAIS_MAIL_ACCOUNT_STALLED:
      return FALSE;
    case RELAIS_MAIL_ACCOUNT_ALIVE:
    default:
      return desk->audited && desk->drained && !desk->auditing && !desk->claiming && desk->n_chunks == 0 &&
             desk->retry_id == 0 && g_queue_is_empty (&desk->tasks);
    }
}

void
relais_intake_check_settled (RelaisIntake *self)
{
  g_autoptr(GPtrArray) settlers = NULL;

  if (self->settlers->len == 0 || self->stopped)
    return;
  for (guint i = 0; i < self->desks->len; i++)
    if (!relais_intake_desk_is_idle (self->desks->pdata[i]))
      return;

  settlers = g_steal_pointer (&self->settlers);
  self->settlers = g_ptr_array_new ();
  for (guint i = 0; i < settlers->len; i++)
    relais_promise_complete (settlers->pdata[i], NULL, NULL);
}

void
relais_intake_emit_extracted (RelaisIntake *self,
                              gint64        message)
{
  g_signal_emit (self, signals[SIGNAL_EXTRACTED], 0, message);
}

void
relais_intake_emit_failed (RelaisIntake *self,
                           gint64        message,
                           const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message, error);
}

void
relais_intake_emit_indexed (RelaisIntake *self)
{
  g_signal_emit (self, signals[SIGNAL_INDEXED], 0);
}

void
relais_intake_emit_placed (RelaisIntake *self)
{
  g_signal_emit (self, signals[SIGNAL_PLACED], 0);
}

/**
 * relais_intake_set_sink:
 * @sink: (nullable): before relais_mail_start()
 */
void
relais_intake_set_sink (RelaisIntake     *self,
                        RelaisIntakeSink  sink,
                        gpointer          user_data)
{
  g_return_if_fail (RELAIS_IS_INTAKE (self));

  self->sink = sink;
  self->sink_data = user_data;
}

/**
 * relais_intake_set_horizon:
 * @days: mail that arrived longer ago is backlog in a first audit; %G_MAXUINT: none is
 */
void
relais_intake_set_horizon (RelaisIntake *self,
                           guint         days)
{
  g_return_if_fail (RELAIS_IS_INTAKE (self));

  self->horizon_days = days;
}

DexFuture *
relais_intake_search (RelaisIntake *self,
                      const char   *query,
                      guint         limit)
{
  g_return_val_if_fail (RELAIS_IS_INTAKE (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  return relais_search_run (self->database, query, limit);
}

DexFuture *
relais_intake_settled (RelaisIntake *self)
{
  RelaisPromise *promise;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_INTAKE (self), NULL);

  if (self->stopped)
    return relais_future_new_error (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the mail service has stopped"));

  promise = relais_promise_new ();
  future = relais_promise_dup_future (promise);
  g_ptr_array_add (self->settlers, promise);
  relais_intake_check_settled (self);

  return future;
}
