/* relaisctl-jobs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "relaisctl.h"

static char *
dup_time (gint64 ms)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);

  return g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
}

/* The payload stays where it is: it may hold a letter. */
static JsonNode *
job_to_json (RelaisJob *job)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", relais_job_get_id (job));
  json_object_set_string_member (object, "kind", relais_job_get_kind (job));
  json_object_set_string_member (object, "state", relais_job_state_to_string (relais_job_get_state (job)));
  json_object_set_int_member (object, "attempts", relais_job_get_attempts (job));
  json_object_set_int_member (object, "created", relais_job_get_created (job));
  json_object_set_int_member (object, "not_before", relais_job_get_not_before (job));
  if (relais_job_get_error (job) != NULL)
    json_object_set_string_member (object, "error", relais_job_get_error (job));
  json_node_take_object (node, object);

  return node;
}

int
relaisctl_jobs (const RelaisctlContext  *context,
                int                      argc,
                char                   **argv)
{
  gboolean as_json = FALSE;
  gint64 retry = 0;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document on stdout", NULL },
    { "retry", 0, 0, G_OPTION_ARG_INT64, &retry, "Try a failed job again", "ID" },
    { NULL },
  };
  g_autoptr(RelaisWorkspace) workspace = NULL;
  g_auto(GValue) found = G_VALUE_INIT;
  g_autoptr(JsonArray) array = json_array_new ();
  RelaisDatabase *database;
  RelaisJobQueue *queue;
  GListModel *jobs;

  if (!relaisctl_parse ("What waits, runs or failed.", options, &argc, &argv))
    return 2;

  /* Only the database is opened: looking at the queue must not start it. */
  workspace = relais_workspace_new (context->workspace, NULL, RELAIS_WORKSPACE_OFFLINE);
  database = relais_workspace_get_database (workspace);
  queue = relais_workspace_get_queue (workspace);
  if (!g_file_test (relais_workspace_get_folder (workspace), G_FILE_TEST_IS_DIR))
    {
      g_printerr ("relaisctl jobs: there is no workspace “%s” yet\n", relais_workspace_get_name (workspace));
      return 1;
    }
  if (!relaisctl_wait (relais_database_open (database), NULL) ||
      (retry != 0 && !relaisctl_wait (relais_job_queue_retry (queue, retry), NULL)) ||
      !relaisctl_wait (relais_job_queue_list (queue, -1, 1000), &found))
    return 1;

  jobs = g_value_get_object (&found);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr(RelaisJob) job = g_list_model_get_item (jobs, i);
      g_autofree char *created = dup_time (relais_job_get_created (job));

      if (as_json)
        json_array_add_element (array, job_to_json (job));
      else
        printf ("%6" G_GINT64_FORMAT "  %-10s %-10s %s  %u tries%s%s\n", relais_job_get_id (job), relais_job_get_kind (job),
                relais_job_state_to_string (relais_job_get_state (job)), created, relais_job_get_attempts (job),
                relais_job_get_error (job) != NULL ? "  " : "",
                relais_job_get_error (job) != NULL ? relais_job_get_error (job) : "");
    }
  if (as_json)
    {
      g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
      JsonObject *object = json_object_new ();

      json_object_set_array_member (object, "jobs", g_steal_pointer (&array));
      json_node_take_object (root, object);
      relaisctl_print_json (root);
    }
  relais_database_close (database);

  return 0;
}
