/* relaisctl-accounts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "relais-file.h"
#include "relaisctl-accounts.h"

void
relaisctl_desk_close (RelaisctlDesk *self)
{
  if (self->mail != NULL)
    relais_future_run (relais_mail_stop (self->mail), NULL, NULL);
  g_clear_object (&self->mail);
  if (self->database != NULL)
    relais_database_close (self->database);
  g_clear_object (&self->database);
  if (self->folder != NULL)
    relais_file_remove_tree (self->folder, NULL);
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->workspace);
}

gboolean
relaisctl_desk_open (RelaisctlDesk          *self,
                     const RelaisctlContext *context)
{
  g_autofree char *file = NULL;
  g_autofree char *cache = NULL;
  const char *data;
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("relais-accounts-XXXXXX", &error);
  if (self->folder == NULL)
    {
      relaisctl_fail (error);
      return FALSE;
    }

  file = g_build_filename (self->folder, "relais.db", NULL);
  cache = g_build_filename (self->folder, "cache", NULL);
  self->workspace = relais_workspace_new (context->workspace, NULL, RELAIS_WORKSPACE_OFFLINE);
  data = relais_workspace_get_folder (self->workspace);
  g_mkdir_with_parents (data, 0700);
  self->database = relais_database_new (file);
  if (!relaisctl_wait (relais_database_open (self->database), NULL))
    return FALSE;

  self->mail = relais_mail_new (self->database, NULL, data, cache);
  if (!relaisctl_wait (relais_mail_start (self->mail), NULL))
    return FALSE;

  switch (relais_mail_get_state (self->mail))
    {
    case RELAIS_MAIL_READY:
      return TRUE;
    case RELAIS_MAIL_NO_BUS:
      g_printerr ("relaisctl accounts: there is no session bus, and without it no accounts of the desktop\n");
      return FALSE;
    case RELAIS_MAIL_NOT_ALLOWED:
      g_printerr ("relaisctl accounts: the sandbox hides evolution-data-server\n");
      return FALSE;
    case RELAIS_MAIL_STOPPED:
    case RELAIS_MAIL_STARTING:
    case RELAIS_MAIL_NO_SERVICE:
    default:
      g_printerr ("relaisctl accounts: evolution-data-server cannot be reached\n");
      return FALSE;
    }
}

static int
list (const RelaisctlContext  *context,
      int                      argc,
      char                   **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document on stdout", NULL },
    { NULL },
  };
  g_auto(RelaisctlDesk) desk = { NULL };
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonArray) array = json_array_new ();
  GListModel *accounts;

  if (!relaisctl_parse ("The desktop's mail accounts.", options, &argc, &argv))
    return 2;
  if (!relaisctl_desk_open (&desk, context))
    return 1;

  accounts = relais_mail_get_accounts (desk.mail);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);
      const char *address = relais_mail_account_get_address (account);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", relais_mail_account_get_id (account));
      json_object_set_string_member (object, "name", relais_mail_account_get_name (account));
      json_object_set_string_member (object, "address", address != NULL ? address : "");
      json_object_set_boolean_member (object, "can_send", relais_mail_account_can_send (account));
      json_object_set_boolean_member (object, "removable", relais_mail_account_is_removable (account));
      json_array_add_object_element (array, object);
      if (!as_json)
        printf ("%s %s\n", relais_mail_account_get_id (account), address != NULL ? address : relais_mail_account_get_name (account));
    }

  if (as_json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_array_member (object, "accounts", g_steal_pointer (&array));
      json_node_take_object (root, object);
      relaisctl_print_json (root);
    }

  return 0;
}

/* By id or address; (transfer none) (nullable). */
static RelaisMailAccount *
find_account (RelaisMail *mail,
              const char *wanted)
{
  GListModel *accounts = relais_mail_get_accounts (mail);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);
      const char *address = relais_mail_account_get_address (account);

      if (g_str_equal (relais_mail_account_get_id (account), wanted) ||
          (address != NULL && g_ascii_strcasecmp (address, wanted) == 0))
        return account;
    }

  return NULL;
}

static int
remove_account (const RelaisctlContext  *context,
                int                      argc,
                char                   **argv)
{
  g_auto(GStrv) wanted = NULL;
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &wanted, NULL, "ADDRESS" },
    { NULL },
  };
  g_auto(RelaisctlDesk) desk = { NULL };
  g_autoptr(GError) error = NULL;
  RelaisMailAccount *account;

  if (!relaisctl_parse ("Removes a mail account from the desktop. No mail is deleted.", options, &argc, &argv))
    return 2;
  if (wanted == NULL || g_strv_length (wanted) != 1)
    {
      g_printerr ("relaisctl accounts remove: the address of one account is needed\n");
      return 2;
    }
  if (!relaisctl_desk_open (&desk, context))
    return 1;

  account = find_account (desk.mail, wanted[0]);
  if (account == NULL)
    {
      g_printerr ("relaisctl accounts: there is no account “%s”\n", wanted[0]);
      return 1;
    }

  /* The account's own threads end with it, perhaps before they could say that it is done. */
  if (relais_future_run (relais_mail_account_remove (account), NULL, &error) ||
      (relais_error_is_cancelled (error) && find_account (desk.mail, wanted[0]) == NULL))
    return 0;

  return relaisctl_fail (error);
}

int
relaisctl_accounts (const RelaisctlContext  *context,
                    int                      argc,
                    char                   **argv)
{
  static const struct
  {
    const char       *name;
    RelaisctlCommand  run;
  } verbs[] = { { "list", list }, { "add", relaisctl_accounts_add }, { "remove", remove_account } };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].run (context, argc - 1, argv + 1);

  g_printerr ("usage: relaisctl accounts list [--json]\n"
              "       relaisctl accounts add --address A [--imap HOST:PORT --smtp HOST:PORT] [--security tls|starttls|none] [--user U]\n"
              "       relaisctl accounts remove A\n");

  return argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")) ? 0 : 2;
}
