/* test-setup.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "send-world.h"

/* Adding an account among real servers: what the dialog and relaisctl do. */

typedef struct
{
  char      *folder;
  SendWorld *world;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = relais_test_make_folder ();
  fixture->world = send_world_open (fixture->folder, TRUE);
  send_world_start_queue (fixture->world);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  send_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static const char *
password (void)
{
  return g_getenv ("RELAIS_PEER_PASSWORD");
}

static guint16
port_of (const char *name)
{
  return (guint16) g_ascii_strtoull (g_getenv (name), NULL, 10);
}

static GError *
check_error (Fixture                   *fixture,
             const RelaisAccountConfig *config,
             const char                *secret)
{
  return relais_test_await_error (relais_account_setup_check (fixture->world->mail, config, secret, NULL));
}

static void
assert_refused (Fixture                   *fixture,
                const RelaisAccountConfig *config,
                const char                *secret,
                RelaisMailError            code,
                const char                *step)
{
  g_autoptr(GError) error = check_error (fixture, config, secret);

  g_test_message ("%s", error->message);
  g_assert_error (error, RELAIS_MAIL_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, step));
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();

  relais_test_await (relais_account_setup_check (fixture->world->mail, config, password (), NULL));
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();

  assert_refused (fixture, config, "wrong", RELAIS_MAIL_ERROR_AUTH_EXPIRED, "IMAP: ");
}

static void
test_not_reached (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  guint16 smtp_port = config->smtp.port;

  config->smtp.port = 1;
  assert_refused (fixture, config, password (), RELAIS_MAIL_ERROR_OFFLINE, "SMTP: ");
  config->smtp.port = smtp_port;

  g_set_str (&config->imap.host, "no-such-host.invalid");
  assert_refused (fixture, config, password (), RELAIS_MAIL_ERROR_NOT_FOUND, "IMAP: ");
}

/* The person asked for encryption, the server has none: nothing goes out in the clear. */
static void
test_no_tls (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();

  config->smtp.port = port_of ("RELAIS_PEER_SMTP_BARE");
  config->smtp.security = RELAIS_SECURITY_STARTTLS;
  assert_refused (fixture, config, password (), RELAIS_MAIL_ERROR_NO_TLS, "SMTP: ");
}

static void
use_tls (RelaisAccountConfig *config,
         RelaisSecurity       security)
{
  gboolean is_tls = security == RELAIS_SECURITY_TLS;

  config->imap.port = port_of (is_tls ? "RELAIS_PEER_IMAPS" : "RELAIS_PEER_IMAP");
  config->imap.security = security;
  config->smtp.port = port_of (is_tls ? "RELAIS_PEER_SMTPS" : "RELAIS_PEER_SMTP");
  config->smtp.security = security;
}

/* Refused, shown, accepted by its fingerprint. */
static void
test_certificate (Fixture       *fixture,
                  gconstpointer  data)
{
  RelaisSecurity security = GPOINTER_TO_INT (data) != 0 ? RELAIS_SECURITY_STARTTLS : RELAIS_SECURITY_TLS;
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  g_autoptr(RelaisCertificate) certificate = NULL;
  g_autoptr(GError) error = NULL;

  /* What was accepted of one host counts for that host until the program ends. */
  if (security == RELAIS_SECURITY_STARTTLS)
    {
      g_set_str (&config->imap.host, "localhost");
      g_set_str (&config->smtp.host, "localhost");
    }
  use_tls (config, security);
  assert_refused (fixture, config, password (), RELAIS_MAIL_ERROR_CERTIFICATE, "IMAP: ");
  certificate = relais_account_setup_dup_certificate (fixture->world->mail);
  g_assert_nonnull (certificate);
  g_assert_cmpuint (strlen (certificate->sha256), ==, 32 * 3 - 1);
  g_assert_nonnull (strstr (certificate->subject, "localhost"));
  g_assert_nonnull (strstr (certificate->issuer, "localhost"));
  g_assert_cmpstr (certificate->host, ==, config->imap.host);
  g_assert_cmpint (certificate->flags & G_TLS_CERTIFICATE_UNKNOWN_CA, !=, 0);

  error = relais_test_await_error (relais_account_setup_check (fixture->world->mail, config, password (), "00:11"));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_CERTIFICATE);
  relais_test_await (relais_account_setup_check (fixture->world->mail, config, password (), certificate->sha256));
}

static gboolean
is_alive (gpointer user_data)
{
  return relais_mail_account_get_state (user_data) == RELAIS_MAIL_ACCOUNT_ALIVE;
}

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  RelaisMailAccount *account = send_world_add_account (fixture->world);
  g_autofree char *id = g_strdup (relais_mail_account_get_id (account));

  g_assert_cmpstr (relais_mail_account_get_address (account), ==, "desk@relais.example");
  g_assert_cmpstr (relais_mail_account_get_sender_name (account), ==, "Le Désk");
  g_assert_true (relais_mail_account_can_send (account));
  g_assert_true (relais_mail_account_is_removable (account));
  relais_test_wait_for (is_alive, account);

  /* After a restart the password comes from the keyring, for both servers. */
  send_world_close (fixture->world);
  fixture->world = send_world_open (fixture->folder, TRUE);
  send_world_start_queue (fixture->world);
  account = relais_mail_get_account (fixture->world->mail, id);
  g_assert_nonnull (account);
  relais_test_wait_for (is_alive, account);
  {
    g_autoptr(RelaisOutgoing) mail = send_world_mail (id, "ada@example.org", "Premier envoi");

    relais_test_await (relais_mail_account_send (account, mail));
    g_assert_cmpuint (send_world_recorded (relais_outgoing_get_message_id (mail)), ==, 1);
  }
  relais_future_run (relais_mail_account_remove (account), NULL, NULL);
}

/* A server that knows no login at all, as small ones on the same machine are. */
static void
test_no_login (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  g_autoptr(RelaisOutgoing) mail = NULL;
  RelaisMailAccount *account;
  g_auto(GValue) value = G_VALUE_INIT;

  config->smtp.port = port_of ("RELAIS_PEER_SMTP_BARE");
  relais_test_await (relais_account_setup_check (fixture->world->mail, config, password (), NULL));
  relais_test_await_value (relais_account_setup_create (fixture->world->mail, config, password ()), &value);
  account = g_value_get_object (&value);
  mail = send_world_mail (relais_mail_account_get_id (account), "ada@example.org", "Sans mot de passe");
  relais_test_await (relais_mail_account_send (account, mail));
  g_assert_cmpuint (send_world_recorded (relais_outgoing_get_message_id (mail)), ==, 1);
  relais_future_run (relais_mail_account_remove (account), NULL, NULL);
}

static void
test_guess (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(GValue) known = G_VALUE_INIT;
  g_auto(GValue) guessed = G_VALUE_INIT;
  const RelaisAccountConfig *config;
  g_autoptr(GError) error = NULL;

  relais_test_await_value (relais_account_setup_guess (fixture->world->mail, "Ada@Gmail.com"), &known);
  config = g_value_get_boxed (&known);
  g_assert_cmpstr (config->source, ==, "known");
  g_assert_cmpstr (config->imap.host, ==, "imap.gmail.com");
  g_assert_cmpstr (config->imap.user, ==, "Ada@gmail.com");

  /* RFC 6761: "invalid" does not exist; then the usual names are proposed. */
  relais_test_await_value (relais_account_setup_guess (fixture->world->mail, "ada@no-such-domain.invalid"), &guessed);
  config = g_value_get_boxed (&guessed);
  g_assert_cmpstr (config->source, ==, "guess");
  g_assert_cmpstr (config->imap.host, ==, "imap.no-such-domain.invalid");
  g_assert_cmpint (config->imap.security, ==, RELAIS_SECURITY_TLS);

  error = relais_test_await_error (relais_account_setup_guess (fixture->world->mail, "nonsense"));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
}

static void
test_nonsense (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  g_autoptr(GError) error = NULL;

  g_set_str (&config->smtp.host, "a b\r\nc");
  error = check_error (fixture, config, password ());
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
  g_clear_error (&error);
  error = relais_test_await_error (relais_account_setup_create (fixture->world->mail, config, password ()));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

#define ADD(path, func, data) g_test_add ("/setup/" path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD ("plain", test_plain, 0);
  ADD ("wrong-password", test_wrong_password, 0);
  ADD ("not-reached", test_not_reached, 0);
  ADD ("no-tls", test_no_tls, 0);
  ADD ("certificate", test_certificate, 0);
  ADD ("certificate-starttls", test_certificate, 1);
  ADD ("create", test_create, 0);
  ADD ("no-login", test_no_login, 0);
  ADD ("guess", test_guess, 0);
  ADD ("nonsense", test_nonsense, 0);

  return g_test_run ();
}
