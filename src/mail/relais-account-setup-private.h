/* relais-account-setup-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-account-setup.h"
#include "relais-mail-private.h"
#include "relais-mail-session-private.h"

G_BEGIN_DECLS

/* What setting up remembers between guess, check and create; it belongs to the mail service. Main thread. */
typedef struct
{
  RelaisHttp        *http;         /* (owned) (nullable) */
  RelaisCertificate *certificate;  /* (owned) (nullable) refused last */
  char              *checked;      /* (owned) (nullable) the servers that were checked last, see relais_account_servers_key() */
  char              *imap_login;   /* (owned) (nullable) how they let us in: "PLAIN", "LOGIN"; NULL for the protocol's own way */
  char              *smtp_login;   /* (owned) (nullable) NULL for none at all */
} RelaisAccountSetup;

RelaisAccountSetup  *relais_account_setup_get      (RelaisMail                 *mail);

/* Names both servers: what was found out of one configuration must not serve another. */
char                *relais_account_servers_key    (const RelaisAccountConfig  *config);

void                 relais_server_set             (RelaisServer               *server,
                                                    const char                 *host,
                                                    guint16                     port,
                                                    RelaisSecurity              security,
                                                    const char                 *user);

/* Whether it can be used: hosts, ports and users are there and are what they should be. */
gboolean             relais_account_config_check   (const RelaisAccountConfig  *config,
                                                    GError                    **error);

/* Of providers whose servers are known: by the address's domain, or by a mail exchanger of it. (transfer full) (nullable) */
RelaisAccountConfig *relais_known_host_for_domain    (const char                *address);
RelaisAccountConfig *relais_known_host_for_exchanger (const char                *address,
                                                      const char                *exchanger);

/* Reads config-v1.1.xml (https://www.bucksch.org/1/projects/thunderbird/autoconfiguration/config-file-format.html): the first IMAP and the
 * first SMTP server that are encrypted and take a password. (transfer full) (nullable) */
RelaisAccountConfig *relais_autoconfig_parse       (const char                 *xml,
                                                    gsize                       length,
                                                    const char                 *address);

/* In relais-account-lookup.c; blocking, for a worker: SRV records, else a known mail exchanger. (transfer full) (nullable) */
RelaisAccountConfig *relais_account_lookup_srv     (const char                 *address,
                                                    GCancellable               *cancellable);
RelaisAccountConfig *relais_account_lookup_last    (const char                 *address,
                                                    GCancellable               *cancellable);

/* imap. and smtp. of the domain, without asking anybody. (transfer full) */
RelaisAccountConfig *relais_account_usual_names    (const char                 *address);

G_END_DECLS
