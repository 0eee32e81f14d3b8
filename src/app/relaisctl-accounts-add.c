/* relaisctl-accounts-add.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "relais-account-setup.h"
#include "relais-outgoing.h"
#include "relaisctl-accounts.h"

#define MAX_PASSWORD 1024

static const char * const securities[] = { "tls", "starttls", "none" };

G_STATIC_ASSERT (G_N_ELEMENTS (securities) == RELAIS_SECURITY_NONE + 1);

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
get_config (RelaisctlDesk    *desk,
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
  g_auto(RelaisctlDesk) desk = { NULL };
  g_autoptr(RelaisAccountConfig) config = NULL;
  g_autofree char *password = read_password ();
  g_autoptr(GError) error = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  if (password == NULL)
    {
      g_printerr ("relaisctl accounts: the password is read from standard input, one line\n");
      return 2;
    }
  if (!relaisctl_desk_open (&desk, context))
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

int
relaisctl_accounts_add (const RelaisctlContext  *context,
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
