/* relais-workspace.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-account-setup.h"
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

/* See the private header. */
void
relais_workspace_emit_opened (RelaisWorkspace *self)
{
  g_signal_emit (self, signals[OPENED], 0);
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
      self->folder = g_dir_make_tmp (RELAIS_WORKSPACE_DEMO_PREFIX "XXXXXX", NULL);
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
  file = g_build_filename (self->folder, RELAIS_WORKSPACE_DATABASE, NULL);

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
