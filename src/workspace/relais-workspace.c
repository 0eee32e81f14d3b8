/* relais-workspace.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libdex.h>

#include "relais-account-setup.h"
#include "relais-clock.h"
#include "relais-workspace-private.h"

/* Of the calls to services, so many stay in the log. */
#define KEPT_CALLS 10000

G_DEFINE_FINAL_TYPE (RelaisWorkspace, relais_workspace, G_TYPE_OBJECT)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
remove_tree (GFile   *file,
             GError **error)
{
  g_autoptr(GFileEnumerator) children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                                                   G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  while (children != NULL)
    {
      GFile *child;

      if (!g_file_enumerator_iterate (children, NULL, &child, NULL, error))
        return FALSE;
      if (child == NULL)
        break;
      if (!remove_tree (child, error))
        return FALSE;
    }

  return g_file_delete (file, NULL, error);
}

static gboolean
prepare_folders (gpointer       data,
                 GCancellable  *cancellable,
                 GValue        *result,
                 GError       **error)
{
  RelaisWorkspace *self = data;

  if (g_mkdir_with_parents (self->folder, 0700) != 0 || g_mkdir_with_parents (self->cache, 0700) != 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "the workspace's folder: %s", g_strerror (saved));
      return FALSE;
    }

  return TRUE;
}

static gboolean
remove_folders (gpointer       data,
                GCancellable  *cancellable,
                GValue        *result,
                GError       **error)
{
  RelaisWorkspace *self = data;
  g_autoptr(GFile) folder = g_file_new_for_path (self->folder);

  return remove_tree (folder, error);
}

static gboolean
goes_on (RelaisWorkspace  *self,
         GError          **error)
{
  if (self->stopping)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the workspace is being closed");

  return !self->stopping;
}

/* Settings, kinds, people: asked for at once, and read on other threads while our caller prepares its window. */
static void
ask_stored (RelaisWorkspace *self)
{
  g_queue_push_tail (&self->asked, relais_worker_run (self->worker, "workspace folder", prepare_folders, g_object_ref (self),
                                                      g_object_unref));
  g_queue_push_tail (&self->asked, relais_database_open (self->database));
  if ((self->flags & RELAIS_WORKSPACE_DEMO) != 0)
    relais_workspace_ask_demo (self);
  g_queue_push_tail (&self->asked, relais_settings_load (self->settings));
  g_queue_push_tail (&self->asked, relais_kind_store_load (self->kinds));
  g_queue_push_tail (&self->asked, relais_team_load (self->team));
}

static gboolean
await_stored (RelaisWorkspace  *self,
              GError          **error)
{
  while (!g_queue_is_empty (&self->asked))
    if (!dex_await (g_queue_pop_head (&self->asked), error) || !goes_on (self, error))
      return FALSE;

  if (relais_settings_get_int (self->settings, "workspace.created", 0) == 0 &&
      !dex_await (relais_settings_set_int (self->settings, "workspace.created", relais_clock_now ()), error))
    return FALSE;

  if (self->demo != NULL)
    relais_workspace_add_demo (self);

  return goes_on (self, error);
}

static DexFuture *
start_mail (RelaisWorkspace *self)
{
  relais_workspace_follow_settings (self);
  relais_deliveries_start (self->deliveries);
  relais_mail_use_desktop (self->mail, self->flags == RELAIS_WORKSPACE_DEFAULT);

  return relais_mail_start (self->mail);
}

/* What is learned is needed to judge, not to read: mail that lies on this machine is read meanwhile. The desktop's accounts wait, for they
 * keep the main loop from painting what was stored. */
static gboolean
await_services (RelaisWorkspace  *self,
                GError          **error)
{
  gboolean early = self->flags != RELAIS_WORKSPACE_DEFAULT;
  DexFuture *learning = relais_triage_start (self->triage);
  g_autoptr(DexFuture) mail = early ? start_mail (self) : NULL;

  if (!dex_await (learning, error) || !goes_on (self, error))
    return FALSE;

  relais_workspace_await_model (self);
  if (!goes_on (self, error))
    return FALSE;

  if (mail == NULL)
    mail = start_mail (self);

  return dex_await (g_steal_pointer (&mail), error) && goes_on (self, error) &&
         dex_await (relais_job_queue_start (self->queue), error);
}

typedef struct
{
  RelaisWorkspace *self;      /* (owned) */
  RelaisPromise   *promise;   /* (owned) */
} Opened;

static gboolean
tell_opened_cb (gpointer data)
{
  Opened *opened = data;

  opened->self->open = !opened->self->stopping;
  if (opened->self->open)
    g_signal_emit (opened->self, signals[OPENED], 0);
  relais_promise_complete (opened->promise, NULL, NULL);
  g_object_unref (opened->self);
  g_free (opened);

  return G_SOURCE_REMOVE;
}

/* Whoever listens does not run on the fiber that awaits this, and asks the database before training does. */
static DexFuture *
tell_opened (RelaisWorkspace *self)
{
  Opened *opened = g_new0 (Opened, 1);
  DexFuture *future;

  opened->self = g_object_ref (self);
  opened->promise = relais_promise_new ();
  future = relais_promise_dup_future (opened->promise);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_opened_cb, opened, NULL);

  return future;
}

static DexFuture *
start_fiber (gpointer data)
{
  RelaisWorkspace *self = data;
  g_autoptr(GPtrArray) stoppers = NULL;
  GError *error = NULL;
  gboolean started = await_stored (self, &error);

  if (started)
    started = dex_await (tell_opened (self), &error) && goes_on (self, &error) && await_services (self, &error);

  self->starting = FALSE;
  stoppers = g_steal_pointer (&self->stoppers);
  self->stoppers = g_ptr_array_new ();
  for (guint i = 0; i < stoppers->len; i++)
    relais_promise_complete (g_ptr_array_index (stoppers, i), NULL, NULL);

  return started ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
wait_until_started (RelaisWorkspace *self)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);

  g_ptr_array_add (self->stoppers, promise);

  return future;
}

/* Every step is taken whatever the one before said: a service that does not stop must not keep the others open. */
static DexFuture *
stop_fiber (gpointer data)
{
  RelaisWorkspace *self = data;

  self->stopping = TRUE;
  if (self->starting)
    dex_await (wait_until_started (self), NULL);

  dex_await (relais_job_queue_stop (self->queue), NULL);
  dex_await (relais_triage_stop (self->triage), NULL);
  dex_await (relais_mail_stop (self->mail), NULL);
  relais_http_stop (self->http);
  dex_await (relais_call_log_flush (self->calls), NULL);
  relais_database_close (self->database);
  if (self->temporary)
    dex_await (relais_worker_run (self->worker, "temporary folder", remove_folders, g_object_ref (self), g_object_unref), NULL);
  relais_worker_stop (self->worker);

  return dex_future_new_true ();
}

static void
relais_workspace_finalize (GObject *object)
{
  RelaisWorkspace *self = RELAIS_WORKSPACE (object);

  g_clear_object (&self->triage);
  g_clear_object (&self->deliveries);
  g_clear_object (&self->mail);
  g_clear_object (&self->kinds);
  g_clear_object (&self->team);
  g_clear_object (&self->calls);
  g_clear_object (&self->http);
  g_clear_object (&self->log);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);
  g_clear_object (&self->database);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->demo, relais_demo_free);
  g_clear_pointer (&self->stoppers, g_ptr_array_unref);
  g_queue_clear_full (&self->asked, dex_unref);
  g_free (self->name);
  g_free (self->folder);
  g_free (self->cache);

  G_OBJECT_CLASS (relais_workspace_parent_class)->finalize (object);
}

static void
relais_workspace_class_init (RelaisWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_workspace_finalize;

  relais_workspace_load_models ();

  signals[OPENED] = g_signal_new ("opened", RELAIS_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
relais_workspace_init (RelaisWorkspace *self)
{
}

/**
 * relais_workspace_is_name:
 *
 * Returns: whether a workspace may be called @name: it becomes a folder
 */
gboolean
relais_workspace_is_name (const char *name)
{
  if (name == NULL || name[0] == '\0' || strlen (name) > 64)
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return FALSE;

  return TRUE;
}

static void
choose_folders (RelaisWorkspace *self,
                const char      *folder)
{
  if (folder != NULL)
    {
      self->folder = g_strdup (folder);
      self->cache = g_build_filename (folder, "cache", NULL);
    }
  else if ((self->flags & RELAIS_WORKSPACE_DEMO) != 0)
    {
      /* A full or missing /tmp is said when the workspace is started. */
      self->folder = g_dir_make_tmp ("relais-demo-XXXXXX", NULL);
      self->temporary = self->folder != NULL;
      if (self->folder == NULL)
        self->folder = g_build_filename (g_get_tmp_dir (), "relais-demo", NULL);
      self->cache = g_build_filename (self->folder, "cache", NULL);
    }
  else
    {
      self->folder = g_build_filename (g_get_user_data_dir (), "relais", self->name, NULL);
      self->cache = g_build_filename (g_get_user_cache_dir (), "relais", self->name, NULL);
    }
}

/**
 * relais_workspace_new:
 *
 * Returns: (transfer full): a workspace that is not open yet
 */
RelaisWorkspace *
relais_workspace_new (const char           *name,
                      const char           *folder,
                      RelaisWorkspaceFlags  flags)
{
  RelaisWorkspace *self;
  g_autofree char *file = NULL;

  g_return_val_if_fail (name == NULL || relais_workspace_is_name (name), NULL);

  self = g_object_new (RELAIS_TYPE_WORKSPACE, NULL);
  self->name = g_strdup (name != NULL ? name : "default");
  self->flags = flags;
  choose_folders (self, folder);
  file = g_build_filename (self->folder, "relais.db", NULL);

  self->stoppers = g_ptr_array_new ();
  self->worker = relais_worker_new ("workspace", 1);
  self->database = relais_database_new (file);
  self->settings = relais_settings_new (self->database);
  self->queue = relais_job_queue_new (self->database);
  self->log = relais_event_log_new (self->database);
  self->http = relais_http_new ();
  self->calls = relais_call_log_new (self->database, self->http, KEPT_CALLS);
  self->mail = relais_mail_new (self->database, self->queue, self->folder, self->cache);
  relais_account_setup_use_http (self->mail, self->http);
  self->deliveries = relais_deliveries_new (self->mail, self->database, self->queue);
  self->team = relais_team_new (self->database);
  self->kinds = relais_kind_store_new (self->database);
  self->triage = relais_triage_new (self->database, self->queue, self->settings, self->mail, self->deliveries,
                                    self->team, self->kinds, self->folder);

  return self;
}

/**
 * relais_workspace_start:
 *
 * Once: a workspace that was stopped is not started again. Whatever this resolves to, relais_workspace_stop() comes after it.
 *
 * Returns: (transfer full): resolves when mail is read and jobs run; %RELAIS_STORAGE_ERROR_LOCKED when another process has it
 */
DexFuture *
relais_workspace_start (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (!self->starting && !self->stopping, NULL);

  self->starting = TRUE;
  ask_stored (self);

  return relais_future_spawn ("open workspace", start_fiber, g_object_ref (self), g_object_unref);
}

/**
 * relais_workspace_stop:
 *
 * Returns: (transfer full): resolves when nothing runs any more; a demo's folder is gone then
 */
DexFuture *
relais_workspace_stop (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);

  return relais_future_spawn ("close workspace", stop_fiber, g_object_ref (self), g_object_unref);
}
