/* relais-mail.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "relais-intake-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-desktop-private.h"
#include "relais-mail-private.h"

#define DEFAULT_PERIOD_SECONDS 60
#define MIN_PERIOD_SECONDS 10
#define MAX_PERIOD_SECONDS 900
/* A third of the period for the answer, two thirds for the rest: long enough for a slow line, short enough to say so in time. */
#define DEADLINE_SHARE 3

G_DEFINE_FINAL_TYPE (RelaisMail, relais_mail, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ACCOUNTS,
} RelaisMailProperty;

static GParamSpec *props[PROP_ACCOUNTS + 1];

static void
relais_mail_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  RelaisMail *self = RELAIS_MAIL (object);

  switch ((RelaisMailProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
relais_mail_set_state (RelaisMail      *self,
                       RelaisMailState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* Camel tells changes of folders from idle sources that need the session and do not hold it. */
static gboolean
release_session_cb (gpointer session)
{
  return G_SOURCE_REMOVE;
}

static void
release_session (RelaisMail *self)
{
  if (self->session != NULL)
    g_idle_add_full (G_PRIORITY_LOW + 100, release_session_cb, g_steal_pointer (&self->session), g_object_unref);
}

static void
relais_mail_dispose (GObject *object)
{
  RelaisMail *self = RELAIS_MAIL (object);

  g_clear_pointer (&self->desktop, relais_mail_desktop_free);
  if (self->intake != NULL)
    relais_intake_stop (self->intake);
  for (guint i = 0; self->accounts != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      relais_mail_forget_account (self, account);
    }
  g_clear_object (&self->accounts);
  g_clear_object (&self->intake);
  g_clear_object (&self->worker);
  release_session (self);
  g_clear_object (&self->queue);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (relais_mail_parent_class)->dispose (object);
}

static void
relais_mail_finalize (GObject *object)
{
  RelaisMail *self = RELAIS_MAIL (object);

  g_free (self->data_dir);

  G_OBJECT_CLASS (relais_mail_parent_class)->finalize (object);
}

static void
relais_mail_class_init (RelaisMailClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = relais_mail_get_property;
  object_class->dispose = relais_mail_dispose;
  object_class->finalize = relais_mail_finalize;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, RELAIS_MAIL_STOPPED, RELAIS_MAIL_NOT_ALLOWED,
                                        RELAIS_MAIL_STOPPED, flags);
  props[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
relais_mail_init (RelaisMail *self)
{
  self->accounts = g_list_store_new (RELAIS_TYPE_MAIL_ACCOUNT);
  self->worker = relais_worker_new ("mail-desktop", 2);
  self->use_desktop = TRUE;
  self->period_ms = DEFAULT_PERIOD_SECONDS * 1000;
  self->deadline_ms = self->period_ms / DEADLINE_SHARE;
}

/**
 * relais_mail_new:
 * @database: opened before relais_mail_start()
 * @queue: (nullable): kept for those who send
 * @data_dir: ours alone: what must last (accepted certificates, what local accounts need)
 * @cache_dir: ours alone: summaries and fetched messages
 *
 * Main thread.
 *
 * Returns: (transfer full): the service; nothing happens before relais_mail_start()
 */
RelaisMail *
relais_mail_new (RelaisDatabase *database,
                 RelaisJobQueue *queue,
                 const char     *data_dir,
                 const char     *cache_dir)
{
  RelaisMail *self;
  g_autofree char *camel_dir = g_build_filename (data_dir, "camel", NULL);

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);
  g_return_val_if_fail (data_dir != NULL && cache_dir != NULL, NULL);

  /* Camel keeps there which certificates are trusted, and does not make the folder itself. A workspace whose folder cannot be written
   * says so when it is started. */
  if (g_mkdir_with_parents (camel_dir, 0700) != 0)
    g_info ("the folder for Camel cannot be made: %s", g_strerror (errno));
  camel_init (camel_dir, FALSE);
  camel_provider_init ();

  self = g_object_new (RELAIS_TYPE_MAIL, NULL);
  self->database = g_object_ref (database);
  g_set_object (&self->queue, queue);
  self->data_dir = g_strdup (data_dir);
  self->session = relais_mail_session_new (camel_dir, cache_dir);
  self->intake = relais_intake_new (self, database);

  return self;
}

/**
 * relais_mail_set_keep_alive:
 * @period_seconds: 10 to 900: a dead link is noticed within it
 * @deadline_seconds: how long an answer may take, less than the period; 0: a third of it
 */
void
relais_mail_set_keep_alive (RelaisMail *self,
                            guint       period_seconds,
                            guint       deadline_seconds)
{
  g_return_if_fail (RELAIS_IS_MAIL (self));

  period_seconds = CLAMP (period_seconds, MIN_PERIOD_SECONDS, MAX_PERIOD_SECONDS);
  if (deadline_seconds == 0 || deadline_seconds >= period_seconds)
    deadline_seconds = period_seconds / DEADLINE_SHARE;
  relais_mail_set_keep_alive_ms (self, period_seconds * 1000, deadline_seconds * 1000);
}

void
relais_mail_set_keep_alive_ms (RelaisMail *self,
                               guint       period,
                               guint       deadline)
{
  GListModel *model = G_LIST_MODEL (self->accounts);

  g_return_if_fail (deadline > 0 && deadline < period);

  self->period_ms = period;
  self->deadline_ms = deadline;
  for (guint i = 0; self->state != RELAIS_MAIL_STOPPED && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (model, i);

      relais_mail_account_start (account, self->period_ms, self->deadline_ms);
    }
}

/**
 * relais_mail_use_desktop:
 * @use_desktop: %FALSE before relais_mail_start(): the desktop's accounts are not opened, and no bus is looked for
 */
void
relais_mail_use_desktop (RelaisMail *self,
                         gboolean    use_desktop)
{
  g_return_if_fail (RELAIS_IS_MAIL (self));

  self->use_desktop = use_desktop;
}

static void
desktop_state_cb (RelaisMailState state,
                  gpointer        user_data)
{
  RelaisMail *self = user_data;

  relais_mail_session_set_registry (RELAIS_MAIL_SESSION (self->session), relais_mail_desktop_get_registry (self->desktop));
  relais_mail_set_state (self, state);
  if (self->starting != NULL)
    relais_promise_complete (g_steal_pointer (&self->starting), NULL, NULL);
}

/* Loads every provider that Camel has: several milliseconds, in which a window could have been built. */
static gboolean
register_types (gpointer       data,
                GCancellable  *cancellable,
                GValue        *result,
                GError       **error)
{
  e_source_camel_register_types ();

  return TRUE;
}

static void
types_registered_cb (gpointer      owner,
                     const GValue *value,
                     const GError *error,
                     gpointer      user_data)
{
  RelaisMail *self = owner;

  if (self->state == RELAIS_MAIL_STARTING)
    self->desktop = relais_mail_desktop_new (desktop_state_cb, relais_mail_source_event, self);
}

/**
 * relais_mail_start:
 *
 * Returns: (transfer full): resolves to %TRUE when it is known which accounts there are; "state" says why there may be none
 */
DexFuture *
relais_mail_start (RelaisMail *self)
{
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_MAIL (self), NULL);
  g_return_val_if_fail (self->state == RELAIS_MAIL_STOPPED, NULL);

  relais_mail_set_state (self, self->use_desktop ? RELAIS_MAIL_STARTING : RELAIS_MAIL_READY);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      relais_mail_account_start (account, self->period_ms, self->deadline_ms);
    }
  if (!self->use_desktop)
    return relais_future_new_true ();

  self->starting = relais_promise_new ();
  future = relais_promise_dup_future (self->starting);
  /* The registry makes a source's extensions from registered types: they come first. */
  relais_future_to_ui (relais_worker_run (self->worker, "register types", register_types, NULL, NULL), self, NULL,
                       types_registered_cb, NULL);

  return future;
}

RelaisMailState
relais_mail_get_state (RelaisMail *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL (self), RELAIS_MAIL_STOPPED);

  return self->state;
}

GListModel *
relais_mail_get_accounts (RelaisMail *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

RelaisIntake *
relais_mail_get_intake (RelaisMail *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL (self), NULL);

  return self->intake;
}

CamelSession *
relais_mail_get_session (RelaisMail *self)
{
  return self->session;
}

ESourceRegistry *
relais_mail_get_registry (RelaisMail *self)
{
  return self->desktop != NULL ? relais_mail_desktop_get_registry (self->desktop) : NULL;
}

ESourceCredentialsProvider *
relais_mail_get_credentials (RelaisMail *self)
{
  return relais_mail_session_get_credentials (RELAIS_MAIL_SESSION (self->session));
}

RelaisWorker *
relais_mail_get_worker (RelaisMail *self)
{
  return self->worker;
}

RelaisDatabase *
relais_mail_get_database (RelaisMail *self)
{
  return self->database;
}

RelaisJobQueue *
relais_mail_get_queue (RelaisMail *self)
{
  return self->queue;
}
