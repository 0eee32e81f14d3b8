/* relaisctl-accounts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "relais-account-setup.h"
#include "relais-outgoing.h"
#include "relaisctl.h"

#define MAX_PASSWORD 1024

/* The desktop's accounts belong to no workspace: they are opened beside one, so that this works while the application runs. What the
 * mail service keeps for itself goes into a folder that is forgotten; certificates that were accepted go to the workspace. */
typedef struct
{
  RelaisWorkspace *workspace;   /* (owned) */
  char            *folder;      /* (owned) */
  RelaisDatabase  *database;    /* (owned) */
  RelaisMail      *mail;        /* (owned) */
} Desk;

static const char * const securities[] = { "tls", "starttls", "none" };

G_STATIC_ASSERT (G_N_ELEMENTS (securities) == RELAIS_SECURITY_NONE + 1);

static void
forget_folder (GFile *folder)
{
  g_autoptr(GFileEnumerator) children = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_NAME,
                                                                   G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        forget_folder (child);
      else
        g_file_delete (child, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

static void
desk_close (Desk *self)
{
  if (self->mail != NULL)
    relais_future_run (relais_mail_stop (self->mail), NULL, NULL);
  g_clear_object (&self->mail);
  if (self->database != NULL)
    relais_database_close (self->database);
  g_clear_object (&self->database);
  if (self->folder != NULL)
    {
      g_autoptr(GFile) file = g_file_new_for_path (self->folder);

      forget_folder (file);
    }
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->workspace);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

/* FALSE after the reason was said. */
static gboolean
desk_open (Desk                   *self,
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

/* One line without its end; (nullable). On a terminal it is not shown. */
static char *
read_password (void)
{
  char line[MAX_PASSWORD + 2];
  gboolean is_terminal = isatty (STDIN_FILENO) != 0;
  struct termios shown, hidden;
  char *password = NULL;

  if (is_terminal)
    {
      g_printerr ("Password: ");
      is_terminal = tcgetattr (STDIN_FILENO, &shown) == 0;
      hidden = shown;
      hidden.c_lflag &= ~(tcflag_t) ECHO;
      if (is_terminal)
        tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    }
  if (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      if (*line != '\0' && strlen (line) <= MAX_PASSWORD)
        password = g_strdup (line);
      explicit_bzero (line, sizeof line);
    }
  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
      g_printerr ("\n");
    }

  return password;
}

/* "host:port", "[::1]:993", or a host alone. FALSE when it is none. */
static gboolean
read_server (RelaisServer *server,
             const char   *text,
             guint16       usual_port)
{
  g_autoptr(GSocketConnectable) address = g_network_address_parse (text, usual_port, NULL);

  if (address == NULL || *g_network_address_get_hostname (G_NETWORK_ADDRESS (address)) == '\0')
    return FALSE;
  g_set_str (&server->host, g_network_address_get_hostname (G_NETWORK_ADDRESS (address)));
  server->port = g_network_address_get_port (G_NETWORK_ADDRESS (address));

  return server->port > 0;
}

static void
say_certificate (RelaisMail *mail)
{
  RelaisCertificate *certificate = relais_account_setup_dup_certificate (mail);

  if (certificate == NULL)
    return;
  g_printerr ("  shown by  %s\n  names     %s\n  signed by %s\n  SHA-256   %s\n"
              "If that is your server's own certificate, repeat with --trust and this fingerprint.\n",
              certificate->host, certificate->subject != NULL ? certificate->subject : "?",
              certificate->issuer != NULL ? certificate->issuer : "?", certificate->sha256);
  g_free (certificate->host);
  g_free (certificate->sha256);
  g_free (certificate->subject);
  g_free (certificate->issuer);
  g_free (certificate);
}

typedef struct
{
  char *address;
  char *imap;
  char *smtp;
  char *security;
  char *user;
  char *name;
  char *trust;
} AddOptions;

static void
add_options_clear (AddOptions *self)
{
  g_free (self->address);
  g_free (self->imap);
  g_free (self->smtp);
  g_free (self->security);
  g_free (self->user);
  g_free (self->name);
  g_free (self->trust);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, add_options_clear)

/* What was typed; NULL after the reason was said. */
static RelaisAccountConfig *
config_of (const AddOptions *options)
{
  g_autoptr(RelaisAccountConfig) config = relais_account_config_new ();
  RelaisSecurity security = RELAIS_SECURITY_TLS;

  while (options->security != NULL && security <= RELAIS_SECURITY_NONE &&
         !g_str_equal (options->security, securities[security]))
    security++;
  if (security > RELAIS_SECURITY_NONE)
    {
      g_printerr ("relaisctl accounts: --security is tls, starttls or none\n");
      return NULL;
    }

  config->source = g_strdup ("user");
  config->imap.security = security;
  config->smtp.security = security;
  if (!read_server (&config->imap, options->imap, security == RELAIS_SECURITY_TLS ? 993 : 143) ||
      !read_server (&config->smtp, options->smtp, security == RELAIS_SECURITY_TLS ? 465 : 587))
    {
      g_printerr ("relaisctl accounts: a server is HOST:PORT\n");
      return NULL;
    }

  return g_steal_pointer (&config);
}

/* Typed, or found out from the address. */
static RelaisAccountConfig *
get_config (Desk             *desk,
            const AddOptions *options,
            const char       *address)
{
  g_autoptr(RelaisAccountConfig) config = NULL;
  const char *user = options->user != NULL ? options->user : address;
  g_auto(GValue) value = G_VALUE_INIT;

  if (options->imap != NULL)
    {
      config = config_of (options);
    }
  else if (relaisctl_wait (relais_account_setup_guess (desk->mail, address), &value))
    {
      config = g_value_dup_boxed (&value);
      g_printerr ("IMAP %s:%u, SMTP %s:%u (%s)\n", config->imap.host, config->imap.port, config->smtp.host, config->smtp.port,
                  config->source);
    }
  if (config == NULL)
    return NULL;

  g_set_str (&config->address, address);
  g_set_str (&config->name, options->name);
  if (options->imap != NULL || options->user != NULL)
    {
      g_set_str (&config->imap.user, user);
      g_set_str (&config->smtp.user, user);
    }

  return g_steal_pointer (&config);
}

static int
add_account (const RelaisctlContext *context,
             const AddOptions       *options,
             const char             *address)
{
  g_auto(Desk) desk = { NULL };
  g_autoptr(RelaisAccountConfig) config = NULL;
  g_autofree char *password = read_password ();
  g_autoptr(GError) error = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  if (password == NULL)
    {
      g_printerr ("relaisctl accounts: the password is read from standard input, one line\n");
      return 2;
    }
  if (!desk_open (&desk, context))
    return 1;

  config = get_config (&desk, options, address);
  if (config == NULL)
    return 1;
  if (!relais_future_run (relais_account_setup_check (desk.mail, config, password, options->trust), NULL, &error))
    {
      relaisctl_fail (error);
      if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_CERTIFICATE))
        say_certificate (desk.mail);
      return 1;
    }
  if (!relaisctl_wait (relais_account_setup_create (desk.mail, config, password), &value))
    return 1;

  printf ("%s %s\n", relais_mail_account_get_id (g_value_get_object (&value)), address);

  return 0;
}

static int
add (const RelaisctlContext  *context,
     int                      argc,
     char                   **argv)
{
  g_auto(AddOptions) given = { NULL };
  const GOptionEntry options[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &given.address, "The mail address", "ADDRESS" },
    { "imap", 0, 0, G_OPTION_ARG_STRING, &given.imap, "The server that keeps the mail; found out when left out", "HOST:PORT" },
    { "smtp", 0, 0, G_OPTION_ARG_STRING, &given.smtp, "The server that sends", "HOST:PORT" },
    { "security", 0, 0, G_OPTION_ARG_STRING, &given.security, "tls (the default), starttls or none", "WORD" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &given.user, "The login, when it is not the address", "USER" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &given.name, "The sender's name", "NAME" },
    { "trust", 0, 0, G_OPTION_ARG_STRING, &given.trust, "Accept the certificate with this SHA-256 fingerprint", "FINGERPRINT" },
    { NULL },
  };
  g_autofree char *address = NULL;
  g_autoptr(GError) error = NULL;

  if (!relaisctl_parse ("Adds a mail account to the desktop. The password is read from standard input, one line.", options, &argc, &argv))
    return 2;

  if (given.address == NULL || (given.imap == NULL) != (given.smtp == NULL))
    {
      g_printerr ("relaisctl accounts add: --address is needed, and --imap and --smtp go together\n");
      return 2;
    }
  address = relais_mail_address_normalize (given.address, &error);
  if (address == NULL)
    {
      relaisctl_fail (error);
      return 2;
    }
  if (given.imap != NULL)
    {
      g_autoptr(RelaisAccountConfig) checked = config_of (&given);

      if (checked == NULL)
        return 2;
    }

  return add_account (context, &given, address);
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
  g_auto(Desk) desk = { NULL };
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonArray) array = json_array_new ();
  GListModel *accounts;

  if (!relaisctl_parse ("The desktop's mail accounts.", options, &argc, &argv))
    return 2;
  if (!desk_open (&desk, context))
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
  g_auto(Desk) desk = { NULL };
  RelaisMailAccount *account;

  if (!relaisctl_parse ("Removes a mail account from the desktop. No mail is deleted.", options, &argc, &argv))
    return 2;
  if (wanted == NULL || g_strv_length (wanted) != 1)
    {
      g_printerr ("relaisctl accounts remove: the address of one account is needed\n");
      return 2;
    }
  if (!desk_open (&desk, context))
    return 1;

  account = find_account (desk.mail, wanted[0]);
  if (account == NULL)
    {
      g_printerr ("relaisctl accounts: there is no account “%s”\n", wanted[0]);
      return 1;
    }

  return relaisctl_wait (relais_mail_account_remove (account), NULL) ? 0 : 1;
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
  } verbs[] = { { "list", list }, { "add", add }, { "remove", remove_account } };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].run (context, argc - 1, argv + 1);

  g_printerr ("usage: relaisctl accounts list [--json]\n"
              "       relaisctl accounts add --address A [--imap HOST:PORT --smtp HOST:PORT] [--security tls|starttls|none] [--user U]\n"
              "       relaisctl accounts remove A\n");

  return argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")) ? 0 : 2;
}
