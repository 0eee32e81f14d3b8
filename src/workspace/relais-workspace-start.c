/* relais-workspace-start.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libdex.h>

#include "relais-clock.h"
#include "relais-workspace-private.h"

/* A workspace opens in steps, and closes in steps. */

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
    relais_workspace_emit_opened (opened->self);
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
    dex_await (relais_workspace_remove_demo (self), NULL);
  relais_worker_stop (self->worker);

  return dex_future_new_true ();
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
