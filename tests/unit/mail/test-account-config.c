/* test-account-config.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-test.h"

/* What is known and read without asking anybody. */

static const char autoconfig[] =
  "<?xml version='1.0'?><clientConfig version='1.1'><emailProvider id='example.org'><domain>example.org</domain>"
  "<incomingServer type='pop3'><hostname>pop.example.org</hostname><port>995</port><socketType>SSL</socketType>"
  "<authentication>password-cleartext</authentication></incomingServer>"
  "<incomingServer type='imap'><hostname>plain.example.org</hostname><port>143</port><socketType>plain</socketType>"
  "<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></incomingServer>"
  "<incomingServer type='imap'><hostname> imap.%EMAILDOMAIN% </hostname><port>993</port><socketType>SSL</socketType>"
  "<username>%EMAILLOCALPART%</username><authentication>OAuth2</authentication><authentication>password-cleartext</authentication></incomingServer>"
  "<incomingServer type='imap'><hostname>second.example.org</hostname><port>143</port><socketType>STARTTLS</socketType>"
  "<authentication>password-cleartext</authentication></incomingServer>"
  "<outgoingServer type='smtp'><hostname>smtp.example.org</hostname><port>587</port><socketType>STARTTLS</socketType>"
  "<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></outgoingServer>"
  "</emailProvider></clientConfig>";

static void
test_autoconfig (void)
{
  g_autoptr(RelaisAccountConfig) config = relais_autoconfig_parse (autoconfig, strlen (autoconfig), "ada@example.org");

  g_assert_nonnull (config);
  g_assert_cmpstr (config->source, ==, "autoconfig");
  g_assert_cmpstr (config->imap.host, ==, "imap.example.org");
  g_assert_cmpuint (config->imap.port, ==, 993);
  g_assert_cmpint (config->imap.security, ==, RELAIS_SECURITY_TLS);
  g_assert_cmpstr (config->imap.user, ==, "ada");
  g_assert_cmpstr (config->smtp.host, ==, "smtp.example.org");
  g_assert_cmpuint (config->smtp.port, ==, 587);
  g_assert_cmpint (config->smtp.security, ==, RELAIS_SECURITY_STARTTLS);
  g_assert_cmpstr (config->smtp.user, ==, "ada@example.org");
}

/* Each is the good one with one thing changed. */
static void
test_autoconfig_refused (void)
{
  static const struct { const char *from, *to; } changes[] = {
    { "<clientConfig", "<html><clientConfig" },
    { "</clientConfig>", "" },
    { "emailProvider", "emailProviders" },
    { "smtp.example.org", "smtp_example.org" },
    { "smtp.example.org", "evil.example\r\nX: y" },
    { "<port>587</port>", "<port>70000</port>" },
    { "<port>587</port>", "<port>0</port>" },
    { "<port>587</port>", "<port>-1</port>" },
    { "<port>587</port>", "" },
    { "<socketType>STARTTLS</socketType><username>%EMAILADDRESS%", "<socketType>plain</socketType><username>%EMAILADDRESS%" },
    { "<hostname>smtp", "<hostnames>smtp" },
    { "type='smtp'", "type='lmtp'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GString) xml = g_string_new (autoconfig);
      g_autoptr(RelaisAccountConfig) config = NULL;

      g_assert_cmpuint (g_string_replace (xml, changes[i].from, changes[i].to, 0), >, 0);
      config = relais_autoconfig_parse (xml->str, xml->len, "ada@example.org");
      if (config != NULL)
        g_error ("accepted with %s", changes[i].to);
    }
}

static void
test_autoconfig_bounds (void)
{
  g_autoptr(GString) big = g_string_new (autoconfig);
  g_autoptr(GString) deep = g_string_new (NULL);

  while (big->len < 70 * 1024)
    g_string_append (big, "<!-- padding -->");
  g_assert_null (relais_autoconfig_parse (big->str, big->len, "ada@example.org"));

  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<a>");
  g_assert_null (relais_autoconfig_parse (deep->str, deep->len, "ada@example.org"));
  g_assert_null (relais_autoconfig_parse ("\xff\xfe", 2, "ada@example.org"));
}

static void
test_known (void)
{
  static const struct { const char *address, *imap, *smtp, *imap_user; guint16 smtp_port; } cases[] = {
    { "ada@gmail.com", "imap.gmail.com", "smtp.gmail.com", "ada@gmail.com", 465 },
    { "ada@orange.fr", "imap.orange.fr", "smtp.orange.fr", "ada@orange.fr", 465 },
    { "ada@free.fr", "imap.free.fr", "smtp.free.fr", "ada", 465 },
    { "ada@laposte.net", "imap.laposte.net", "smtp.laposte.net", "ada", 465 },
    { "ada@hotmail.fr", "outlook.office365.com", "smtp-mail.outlook.com", "ada@hotmail.fr", 587 },
    { "ada@icloud.com", "imap.mail.me.com", "smtp.mail.me.com", "ada", 587 },
    { "ada@proton.me", "127.0.0.1", "127.0.0.1", "ada@proton.me", 1025 },
    { "ada@mail.orange.fr", NULL, NULL, NULL, 0 },
    { "ada@com", NULL, NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RelaisAccountConfig) config = relais_known_host_for_domain (cases[i].address);

      if (cases[i].imap == NULL)
        {
          g_assert_null (config);
          continue;
        }
      g_assert_cmpstr (config->imap.host, ==, cases[i].imap);
      g_assert_cmpstr (config->imap.user, ==, cases[i].imap_user);
      g_assert_cmpstr (config->smtp.host, ==, cases[i].smtp);
      g_assert_cmpuint (config->smtp.port, ==, cases[i].smtp_port);
      g_assert_cmpstr (config->source, ==, "known");
      g_assert_true (relais_account_config_check (config, NULL));
      g_assert_cmpint (config->imap.security, ==, config->imap.port == 993 ? RELAIS_SECURITY_TLS : RELAIS_SECURITY_STARTTLS);
    }
}

/* A domain of one's own at a known provider. */
static void
test_exchanger (void)
{
  static const struct { const char *exchanger, *imap; } cases[] = {
    { "ASPMX.L.GOOGLE.COM.", "imap.gmail.com" },
    { "mx1.mail.ovh.net", "ssl0.ovh.net" },
    { "spool.mail.gandi.net", "mail.gandi.net" },
    { "relais-example.mail.protection.outlook.com", "outlook.office365.com" },
    { "evilgoogle.com", NULL },
    { "google.com.evil.example", NULL },
    { "", NULL },
    { ".", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RelaisAccountConfig) config = relais_known_host_for_exchanger ("ada@relais.example", cases[i].exchanger);

      g_assert_cmpstr (config != NULL ? config->imap.host : NULL, ==, cases[i].imap);
      if (config != NULL)
        g_assert_cmpstr (config->imap.user, ==, "ada@relais.example");
    }
}

static void
test_copy (void)
{
  g_autoptr(RelaisAccountConfig) config = relais_account_usual_names ("ada@relais.example");
  g_autoptr(RelaisAccountConfig) copy = NULL;
  g_autofree char *key = relais_account_servers_key (config);
  g_autofree char *copied_key = NULL;

  config->name = g_strdup ("Ada");
  copy = relais_account_config_copy (config);
  copied_key = relais_account_servers_key (copy);
  g_assert_cmpstr (key, ==, copied_key);
  g_assert_cmpstr (copy->name, ==, "Ada");
  g_assert_cmpstr (copy->source, ==, "guess");
  g_assert_cmpstr (copy->imap.host, ==, "imap.relais.example");
}

static void
test_check (void)
{
  static const char * const hosts[] = { "", "a b", "a\r\nb", "-x.example", "x..example" };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr(RelaisAccountConfig) config = relais_account_usual_names ("ada@relais.example");

      g_assert_true (relais_account_config_check (config, NULL));
      g_set_str (&config->imap.host, hosts[i]);
      g_assert_false (relais_account_config_check (config, &error));
      g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
      g_clear_error (&error);
    }
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/mail/account-config/autoconfig", test_autoconfig);
  g_test_add_func ("/mail/account-config/autoconfig-refused", test_autoconfig_refused);
  g_test_add_func ("/mail/account-config/autoconfig-bounds", test_autoconfig_bounds);
  g_test_add_func ("/mail/account-config/known", test_known);
  g_test_add_func ("/mail/account-config/exchanger", test_exchanger);
  g_test_add_func ("/mail/account-config/copy", test_copy);
  g_test_add_func ("/mail/account-config/check", test_check);

  return g_test_run ();
}
