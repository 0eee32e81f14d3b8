/* relais-workspace.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-call-log.h"
#include "relais-chat.h"
#include "relais-delivery.h"
#include "relais-event-log.h"
#include "relais-http.h"
#include "relais-job-queue.h"
#include "relais-kind-store.h"
#include "relais-mail.h"
#include "relais-settings.h"
#include "relais-team.h"
#include "relais-triage.h"

G_BEGIN_DECLS

/* Opens a folder and builds, connects, starts and stops every service. The one object that the programs know; there is no global.
 *
 * A workspace is owned by one process at a time (RELAIS_STORAGE_ERROR_LOCKED). Several may exist, by name.
 *
 * Signal: "opened" () while it starts, when what is stored can be changed. The classifier is trained and the mailboxes are
 * connected after it, which takes its time: a window need not wait for that.
 */
#define RELAIS_TYPE_WORKSPACE (relais_workspace_get_type ())

G_DECLARE_FINAL_TYPE (RelaisWorkspace, relais_workspace, RELAIS, WORKSPACE, GObject)

/**
 * RelaisWorkspaceFlags:
 * @RELAIS_WORKSPACE_DEMO: a copy of the demo mailbox in a temporary folder that goes with the workspace; an outbox instead of SMTP;
 *   the desktop's accounts, the keyring and the network are never touched
 * @RELAIS_WORKSPACE_OFFLINE: the desktop's accounts are not opened (relaisctl triage --maildir)
 */
typedef enum
{
  RELAIS_WORKSPACE_DEFAULT = 0,
  RELAIS_WORKSPACE_DEMO    = 1 << 0,
  RELAIS_WORKSPACE_OFFLINE = 1 << 1,
} RelaisWorkspaceFlags;

/* @name: (nullable): "default"; letters, digits, "-" and "_". @folder: (nullable): for tests; default: XDG data and cache folders. */
RelaisWorkspace  *relais_workspace_new            (const char           *name,
                                                   const char           *folder,
                                                   RelaisWorkspaceFlags  flags);
gboolean          relais_workspace_is_name        (const char           *name);
DexFuture        *relais_workspace_start          (RelaisWorkspace      *self);
DexFuture        *relais_workspace_stop           (RelaisWorkspace      *self);
gboolean          relais_workspace_is_demo        (RelaisWorkspace      *self);
gboolean          relais_workspace_is_open        (RelaisWorkspace      *self);
const char       *relais_workspace_get_name       (RelaisWorkspace      *self);
const char       *relais_workspace_get_folder     (RelaisWorkspace      *self);
RelaisDatabase   *relais_workspace_get_database   (RelaisWorkspace      *self);
RelaisSettings   *relais_workspace_get_settings   (RelaisWorkspace      *self);
RelaisJobQueue   *relais_workspace_get_queue      (RelaisWorkspace      *self);
RelaisEventLog   *relais_workspace_get_log        (RelaisWorkspace      *self);
RelaisMail       *relais_workspace_get_mail       (RelaisWorkspace      *self);
RelaisDeliveries *relais_workspace_get_deliveries (RelaisWorkspace      *self);
RelaisTeam       *relais_workspace_get_team       (RelaisWorkspace      *self);
RelaisKindStore  *relais_workspace_get_kinds      (RelaisWorkspace      *self);
RelaisTriage     *relais_workspace_get_triage     (RelaisWorkspace      *self);
RelaisHttp       *relais_workspace_get_http       (RelaisWorkspace      *self);
RelaisCallLog    *relais_workspace_get_calls      (RelaisWorkspace      *self);

/* The classifiers that come with Relais (relais-learning.h) are found from now on. A workspace does it by itself; a program that judges
 * without one calls it before it has other threads. May be called again. */
void              relais_workspace_load_models    (void);

/* The model that may be asked. Settings model.base-url, model.name; the key in the keyring. @key: (nullable): leave as it is; "": forget.
 * Resolves when it was stored; the test makes one small call and resolves to a string: the model's name. */
DexFuture        *relais_workspace_set_model      (RelaisWorkspace      *self,
                                                   const char           *base_url,
                                                   const char           *model,
                                                   const char           *key);
DexFuture        *relais_workspace_test_model     (RelaisWorkspace      *self);

/* Whether a key is kept for the service at @base_url. It is never given to another one. */
gboolean          relais_workspace_has_model_key  (RelaisWorkspace      *self,
                                                   const char           *base_url);

G_END_DECLS
