/* relais-account-config.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-address-private.h"
#include "relais-outgoing.h"

#define MAX_USER 320

G_DEFINE_BOXED_TYPE (RelaisAccountConfig, relais_account_config, relais_account_config_copy, relais_account_config_free)

static void
setup_free (gpointer data)
{
  RelaisAccountSetup *self = data;

  g_clear_object (&self->http);
  g_clear_pointer (&self->certificate, relais_certificate_free);
  g_free (self->checked);
  g_free (self->imap_login);
  g_free (self->smtp_login);
  g_free (self);
}

RelaisAccountSetup *
relais_account_setup_get (RelaisMail *mail)
{
  static GQuark quark;
  RelaisAccountSetup *self;

  if (quark == 0)
    quark = g_quark_from_static_string ("relais-account-setup");

  self = g_object_get_qdata (G_OBJECT (mail), quark);
  if (self == NULL)
    {
      self = g_new0 (RelaisAccountSetup, 1);
      g_object_set_qdata_full (G_OBJECT (mail), quark, self, setup_free);
    }

  return self;
}

char *
relais_account_servers_key (const RelaisAccountConfig *config)
{
  return g_strdup_printf ("%s:%u:%d:%s %s:%u:%d:%s",
                          config->imap.host, config->imap.port, (int) config->imap.security, config->imap.user,
                          config->smtp.host, config->smtp.port, (int) config->smtp.security, config->smtp.user);
}

void
relais_server_set (RelaisServer   *server,
                   const char     *host,
                   guint16         port,
                   RelaisSecurity  security,
                   const char     *user)
{
  g_set_str (&server->host, host);
  g_set_str (&server->user, user);
  server->port = port;
  server->security = security;
}

static gboolean
check_server (const char          *name,
              const RelaisServer  *server,
              GError             **error)
{
  g_autofree char *domain = NULL;

  if (server->host == NULL || server->port == 0)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: no server", name);
      return FALSE;
    }

  /* An address of the network goes as it is; a name must be one. */
  if (!g_hostname_is_ip_address (server->host))
    {
      domain = relais_domain_normalize (server->host, error);
      if (domain == NULL)
        return FALSE;
    }

  return server->user == NULL || relais_header_check (name, server->user, MAX_USER, error);
}

gboolean
relais_account_config_check (const RelaisAccountConfig  *config,
                             GError                    **error)
{
  g_autofree char *address = NULL;

  if (config->address == NULL)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "address: missing");
      return FALSE;
    }

  address = relais_mail_address_normalize (config->address, error);

  return address != NULL &&
         (config->name == NULL || relais_header_check ("name", config->name, MAX_USER, error)) &&
         check_server ("IMAP", &config->imap, error) && check_server ("SMTP", &config->smtp, error);
}

RelaisAccountConfig *
relais_account_config_new (void)
{
  return g_new0 (RelaisAccountConfig, 1);
}

RelaisAccountConfig *
relais_account_config_copy (const RelaisAccountConfig *self)
{
  RelaisAccountConfig *copy = relais_account_config_new ();

  copy->name = g_strdup (self->name);
  copy->address = g_strdup (self->address);
  copy->source = g_strdup (self->source);
  relais_server_set (&copy->imap, self->imap.host, self->imap.port, self->imap.security, self->imap.user);
  relais_server_set (&copy->smtp, self->smtp.host, self->smtp.port, self->smtp.security, self->smtp.user);

  return copy;
}

void
relais_account_config_free (RelaisAccountConfig *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->source);
  g_free (self->imap.host);
  g_free (self->imap.user);
  g_free (self->smtp.host);
  g_free (self->smtp.user);
  g_free (self);
}
