/* relaisctl.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The commands of relaisctl. Each gets its own arguments (argv[0] is the command) and gives the exit status: 0 done, 1 it failed,
 * 2 wrong usage. stdout holds the result only, one JSON document with --json; everything else goes to stderr.
 */
typedef struct
{
  const char *workspace;   /* (nullable) --workspace */
} RelaisctlContext;

typedef int (*RelaisctlCommand) (const RelaisctlContext  *context,
                                 int                      argc,
                                 char                   **argv);

int  relaisctl_demo        (const RelaisctlContext  *context,
                            int                      argc,
                            char                   **argv);
int  relaisctl_triage      (const RelaisctlContext  *context,
                            int                      argc,
                            char                   **argv);
int  relaisctl_accounts    (const RelaisctlContext  *context,
                            int                      argc,
                            char                   **argv);
int  relaisctl_jobs        (const RelaisctlContext  *context,
                            int                      argc,
                            char                   **argv);

/* Parses @argv with @options; FALSE after the reason was said. What is left over is an error unless @rest takes it. */
gboolean relaisctl_parse   (const char              *summary,
                            const GOptionEntry      *options,
                            int                     *argc,
                            char                  ***argv);

/* Says what went wrong on stderr; gives the exit status of a failure. */
int  relaisctl_fail        (const GError            *error);

/* One JSON document on stdout. */
void relaisctl_print_json  (JsonNode                *node);

/* One message as a line or two for people. @object: in the shape of DESIGN 8 */
void relaisctl_print_message (JsonObject            *object);

/* Returns: (transfer full): {"messages": […], "totals": …}; @totals (transfer full) (nullable) */
JsonNode *relaisctl_wrap_messages (JsonArray        *messages,
                                   JsonObject       *totals);

/* What the workspace knows of each message: of one account (nullable: of all), oldest first. @totals (transfer full) (nullable) */
void relaisctl_print_records (RelaisWorkspace       *workspace,
                              GListModel            *records,
                              const char            *account,
                              gboolean               as_json,
                              JsonObject            *totals);

/* Waits for @future (transfer full); says why when it fails. */
gboolean relaisctl_wait    (DexFuture               *future,
                            GValue                  *value);

G_END_DECLS
