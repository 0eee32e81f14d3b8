/* relais-workspace-services.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-models-resources.h"
#include "relais-workspace-private.h"

void
relais_workspace_load_models (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      relais_models_register_resource ();
      /* Taken in as relais_core_init() does it: on the one thread that there is. */
      relais_models_get_resource ();
      g_once_init_leave (&done, 1);
    }
}

gboolean
relais_workspace_is_demo (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), FALSE);

  return (self->flags & RELAIS_WORKSPACE_DEMO) != 0;
}

gboolean
relais_workspace_is_open (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), FALSE);

  return self->open;
}

const char *
relais_workspace_get_name (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);

  return self->name;
}

const char *
relais_workspace_get_folder (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);

  return self->folder;
}

RelaisDatabase *
relais_workspace_get_database (RelaisWorkspace *self)
{
  return self->database;
}

RelaisSettings *
relais_workspace_get_settings (RelaisWorkspace *self)
{
  return self->settings;
}

RelaisJobQueue *
relais_workspace_get_queue (RelaisWorkspace *self)
{
  return self->queue;
}

RelaisEventLog *
relais_workspace_get_log (RelaisWorkspace *self)
{
  return self->log;
}

RelaisMail *
relais_workspace_get_mail (RelaisWorkspace *self)
{
  return self->mail;
}

RelaisDeliveries *
relais_workspace_get_deliveries (RelaisWorkspace *self)
{
  return self->deliveries;
}

RelaisTeam *
relais_workspace_get_team (RelaisWorkspace *self)
{
  return self->team;
}

RelaisKindStore *
relais_workspace_get_kinds (RelaisWorkspace *self)
{
  return self->kinds;
}

RelaisTriage *
relais_workspace_get_triage (RelaisWorkspace *self)
{
  return self->triage;
}

RelaisCallLog *
relais_workspace_get_calls (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);

  return self->calls;
}

RelaisHttp *
relais_workspace_get_http (RelaisWorkspace *self)
{
  return self->http;
}
