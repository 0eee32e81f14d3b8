/* relaisctl-demo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "relaisctl.h"

/* Counts by kind and by action, for the last lines. */
static JsonObject *
count (GListModel *records)
{
  JsonObject *totals = json_object_new ();
  JsonObject *kinds = json_object_new ();
  JsonObject *actions = json_object_new ();
  gint64 answers = 0;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);
      const char *kind = relais_triage_record_get_kind (record);
      const char *action = relais_action_to_string (relais_triage_record_get_action (record));

      kind = kind != NULL ? kind : "none";
      json_object_set_int_member (kinds, kind, json_object_get_int_member_with_default (kinds, kind, 0) + 1);
      json_object_set_int_member (actions, action, json_object_get_int_member_with_default (actions, action, 0) + 1);
      answers += relais_triage_record_get_answer (record) != 0;
    }
  json_object_set_int_member (totals, "messages", g_list_model_get_n_items (records));
  json_object_set_int_member (totals, "proposed", answers);
  json_object_set_object_member (totals, "kinds", kinds);
  json_object_set_object_member (totals, "actions", actions);

  return totals;
}

static void
print_counts (const char *title,
              JsonObject *counts)
{
  g_autoptr(GList) names = json_object_get_members (counts);

  printf ("%s:", title);
  for (GList *l = names; l != NULL; l = l->next)
    printf ("%s %" G_GINT64_FORMAT " %s", l == names ? "" : ",", json_object_get_int_member (counts, l->data),
            (const char *) l->data);
  printf ("\n");
}

/* For who watches a terminal; a log would keep every step. */
static void
decided_cb (RelaisTriage *triage,
            gint64        message,
            guint        *n_decided)
{
  g_printerr ("\rMessages read: %u", ++*n_decided);
}

int
relaisctl_demo (const RelaisctlContext  *context,
                int                      argc,
                char                   **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document on stdout", NULL },
    { NULL },
  };
  const RelaisTriageFilter everything = { NULL, NULL, -1, 0 };
  g_autoptr(RelaisWorkspace) workspace = NULL;
  g_auto(GValue) found = G_VALUE_INIT;
  JsonObject *totals;
  gboolean is_watched = isatty (STDERR_FILENO) != 0;
  guint n_decided = 0;

  if (!relaisctl_parse ("The demo mailbox end to end, on this machine alone.", options, &argc, &argv))
    return 2;

  workspace = relais_workspace_new (NULL, NULL, RELAIS_WORKSPACE_DEMO);
  if (is_watched)
    g_signal_connect (relais_workspace_get_triage (workspace), "decided", G_CALLBACK (decided_cb), &n_decided);
  if (!relaisctl_wait (relais_workspace_start (workspace), NULL) ||
      !relaisctl_wait (relais_intake_settled (relais_mail_get_intake (relais_workspace_get_mail (workspace))), NULL) ||
      !relaisctl_wait (relais_triage_settled (relais_workspace_get_triage (workspace)), NULL) ||
      !relaisctl_wait (relais_triage_list (relais_workspace_get_triage (workspace), &everything, 1000), &found))
    {
      /* Its temporary folder goes even so. */
      relaisctl_wait (relais_workspace_stop (workspace), NULL);
      return 1;
    }
  if (is_watched)
    g_printerr ("\r                         \r");

  totals = count (g_value_get_object (&found));
  relaisctl_print_records (workspace, g_value_get_object (&found), NULL, as_json, json_object_ref (totals));
  if (!as_json)
    {
      printf ("\n%" G_GINT64_FORMAT " messages, %" G_GINT64_FORMAT " answers or forwards proposed, nothing sent\n",
              json_object_get_int_member (totals, "messages"), json_object_get_int_member (totals, "proposed"));
      print_counts ("Kinds", json_object_get_object_member (totals, "kinds"));
      print_counts ("Actions", json_object_get_object_member (totals, "actions"));
    }
  json_object_unref (totals);

  return relaisctl_wait (relais_workspace_stop (workspace), NULL) ? 0 : 1;
}
