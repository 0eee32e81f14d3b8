/* relaisctl-triage.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "relais-clock.h"
#include "relais-json.h"
#include "relaisctl.h"

/* How the files of a Maildir are judged: on all processors, in the order of their names. */
typedef struct
{
  RelaisKnowledge *knowledge;
  GDateTime       *now;
  GPtrArray       *files;      /* of char: paths */
  JsonNode       **results;    /* (nullable) each: one a file */
  char           **failures;   /* (nullable) each */
} Batch;

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* A Maildir's cur and new, or a plain folder of message files. */
static gboolean
list_files (const char  *folder,
            GPtrArray   *files,
            GError     **error)
{
  static const char * const parts[] = { "cur", "new" };
  gboolean maildir = FALSE;

  for (guint i = 0; i <= G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = i < G_N_ELEMENTS (parts) ? g_build_filename (folder, parts[i], NULL) : g_strdup (folder);
      g_autoptr(GDir) dir = NULL;
      const char *name;

      if (i == G_N_ELEMENTS (parts) && maildir)
        break;
      dir = g_dir_open (path, 0, i == G_N_ELEMENTS (parts) ? error : NULL);
      if (dir == NULL)
        {
          if (i < G_N_ELEMENTS (parts))
            continue;
          return FALSE;
        }
      maildir = TRUE;
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL);

          if (name[0] != '.' && g_file_test (file, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add (files, g_steal_pointer (&file));
        }
    }
  g_ptr_array_sort (files, compare_strings);

  return TRUE;
}

static char *
dup_message_id (RelaisParsedMessage *parsed,
                const char          *file)
{
  const char *id = relais_parsed_message_get_message_id (parsed);

  return id != NULL ? g_strdup (id) : g_path_get_basename (file);
}

static void
judge_file (gpointer data,
            gpointer user_data)
{
  guint index = GPOINTER_TO_UINT (data) - 1;
  Batch *batch = user_data;
  const char *path = g_ptr_array_index (batch->files, index);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisParsedMessage) parsed = relais_parsed_message_new_from_file (file, NULL, &error);
  g_autoptr(RelaisVerdict) verdict = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *id = NULL;

  if (parsed == NULL)
    {
      batch->failures[index] = g_strdup_printf ("%s: %s", name, error->message);
      return;
    }
  verdict = relais_verdict_new (batch->knowledge, parsed, NULL, batch->now);
  id = dup_message_id (parsed, path);
  batch->results[index] = relais_verdict_to_json (verdict, id, name);
}

static int
triage_maildir (const char *folder,
                gboolean    as_json)
{
  const RelaisIdentity nobody = { .name = (char *) "", .address = (char *) "", .team = (char *) "" };
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(RelaisKnowledge) knowledge = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *camel_folder = NULL;
  JsonArray *messages;
  GThreadPool *pool;
  Batch batch;
  int status = 0;

  if (!list_files (folder, files, &error))
    return relaisctl_fail (error);

  /* Camel wants a folder of its own even when it keeps nothing in it. */
  camel_folder = g_dir_make_tmp ("relaisctl-XXXXXX", &error);
  if (camel_folder == NULL)
    return relaisctl_fail (error);
  camel_init (camel_folder, FALSE);

  relais_workspace_load_models ();
  knowledge = relais_knowledge_new_shipped (&nobody, NULL, &error);
  if (knowledge == NULL)
    return relaisctl_fail (error);

  batch = (Batch) { knowledge, now, files, g_new0 (JsonNode *, files->len + 1), g_new0 (char *, files->len + 1) };
  pool = g_thread_pool_new (judge_file, &batch, (int) g_get_num_processors (), TRUE, NULL);
  for (guint i = 0; i < files->len; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);

  messages = json_array_new ();
  for (guint i = 0; i < files->len; i++)
    {
      if (batch.failures[i] != NULL)
        {
          g_printerr ("relaisctl: %s\n", batch.failures[i]);
          status = 1;
        }
      else
        {
          if (!as_json)
            relaisctl_print_message (json_node_get_object (batch.results[i]));
          json_array_add_element (messages, batch.results[i]);
        }
      g_free (batch.failures[i]);
    }
  if (as_json)
    {
      g_autoptr(JsonNode) root = relaisctl_wrap_messages (messages, NULL);

      relaisctl_print_json (root);
    }
  json_array_unref (messages);
  g_free (batch.results);
  g_free (batch.failures);
  g_rmdir (camel_folder);

  return status;
}

/* Opens the workspace and tells what it decided; with @apply, lets everything that is there be judged first, and sends what the user's
 * rules allow. */
static int
triage_account (RelaisWorkspace *workspace,
                const char      *address,
                gboolean         apply,
                gboolean         as_json)
{
  const RelaisTriageFilter everything = { NULL, NULL, -1, 0 };
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (workspace));
  g_auto(GValue) found = G_VALUE_INIT;
  g_autofree char *id = NULL;

  if (!relaisctl_wait (relais_workspace_start (workspace), NULL))
    {
      relaisctl_wait (relais_workspace_stop (workspace), NULL);
      return 1;
    }
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      if (g_ascii_strcasecmp (relais_mail_account_get_address (account), address) == 0)
        id = g_strdup (relais_mail_account_get_id (account));
    }
  if (id == NULL)
    {
      g_printerr ("relaisctl triage: there is no account “%s”\n", address);
      relaisctl_wait (relais_workspace_stop (workspace), NULL);
      return 1;
    }

  if ((apply &&
       (!relaisctl_wait (relais_intake_settled (relais_mail_get_intake (relais_workspace_get_mail (workspace))), NULL) ||
        !relaisctl_wait (relais_triage_settled (relais_workspace_get_triage (workspace)), NULL))) ||
      !relaisctl_wait (relais_triage_list (relais_workspace_get_triage (workspace), &everything, 5000), &found))
    {
      relaisctl_wait (relais_workspace_stop (workspace), NULL);
      return 1;
    }

  relaisctl_print_records (workspace, g_value_get_object (&found), id, as_json, NULL);

  return relaisctl_wait (relais_workspace_stop (workspace), NULL) ? 0 : 1;
}

int
relaisctl_triage (const RelaisctlContext  *context,
                  int                      argc,
                  char                   **argv)
{
  g_autofree char *maildir = NULL;
  g_autofree char *account = NULL;
  gboolean apply = FALSE;
  gboolean as_json = FALSE;
  const GOptionEntry options[] = {
    { "maildir", 0, 0, G_OPTION_ARG_FILENAME, &maildir, "Judge the messages of this Maildir (or folder of files); nothing is kept", "DIR" },
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, "What was decided about the mail of this account", "ADDRESS" },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &apply, "Judge what is new first, and act on it as your rules allow", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document on stdout", NULL },
    { NULL },
  };
  g_autoptr(RelaisWorkspace) workspace = NULL;

  if (!relaisctl_parse ("What mails ask, and what would be answered.", options, &argc, &argv))
    return 2;
  if ((maildir != NULL) == (account != NULL))
    {
      g_printerr ("relaisctl triage: give either --maildir or --account\n");
      return 2;
    }
  if (maildir != NULL && apply)
    {
      g_printerr ("relaisctl triage: --apply goes with --account\n");
      return 2;
    }
  if (maildir != NULL)
    return triage_maildir (maildir, as_json);

  workspace = relais_workspace_new (context->workspace, NULL, RELAIS_WORKSPACE_DEFAULT);

  return triage_account (workspace, account, apply, as_json);
}
