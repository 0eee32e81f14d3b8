/* relais-known-hosts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"

/* How the user is called: the whole address, or what stands before the "@". */
typedef enum
{
  ADDRESS,
  LOCAL_PART,
} UserForm;

/* From the providers' own pages and Mozilla's ISPDB (March 2026), read in November 2026. Ports: 993 and 465 speak TLS from the first byte, all
 * others STARTTLS. @exchangers: endings of the names of their mail exchangers, for domains that they host. */
static const struct
{
  const char *domains;      /* with spaces around each */
  const char *exchangers;   /* (nullable) */
  const char *imap_host;
  guint16     imap_port;
  UserForm    imap_user;
  const char *smtp_host;
  guint16     smtp_port;
  UserForm    smtp_user;
} hosts[] = {
  { " gmail.com googlemail.com google.com ", ".google.com .googlemail.com",
    "imap.gmail.com", 993, ADDRESS, "smtp.gmail.com", 465, ADDRESS },
  { " outlook.com outlook.fr outlook.be outlook.de outlook.es outlook.it hotmail.com hotmail.fr hotmail.be hotmail.co.uk hotmail.de"
    " hotmail.es hotmail.it live.com live.fr live.be live.co.uk msn.com windowslive.com ", NULL,
    "outlook.office365.com", 993, ADDRESS, "smtp-mail.outlook.com", 587, ADDRESS },
  { " office365.com ", ".mail.protection.outlook.com",
    "outlook.office365.com", 993, ADDRESS, "smtp.office365.com", 587, ADDRESS },
  { " yahoo.com yahoo.fr yahoo.ca yahoo.co.uk yahoo.de yahoo.es yahoo.it ymail.com rocketmail.com ", ".yahoodns.net",
    "imap.mail.yahoo.com", 993, ADDRESS, "smtp.mail.yahoo.com", 465, ADDRESS },
  { " aol.com aol.fr aim.com aol.co.uk aol.de ", NULL, "imap.aol.com", 993, ADDRESS, "smtp.aol.com", 465, ADDRESS },
  { " icloud.com me.com mac.com ", ".mail.icloud.com",
    "imap.mail.me.com", 993, LOCAL_PART, "smtp.mail.me.com", 587, ADDRESS },
  { " orange.fr wanadoo.fr ", NULL, "imap.orange.fr", 993, ADDRESS, "smtp.orange.fr", 465, ADDRESS },
  { " free.fr ", NULL, "imap.free.fr", 993, LOCAL_PART, "smtp.free.fr", 465, LOCAL_PART },
  { " sfr.fr neuf.fr club-internet.fr ", NULL, "imap.sfr.fr", 993, ADDRESS, "smtp.sfr.fr", 465, ADDRESS },
  { " laposte.net ", NULL, "imap.laposte.net", 993, LOCAL_PART, "smtp.laposte.net", 465, LOCAL_PART },
  { " ovh.net ", ".mail.ovh.net", "ssl0.ovh.net", 993, ADDRESS, "ssl0.ovh.net", 465, ADDRESS },
  { " gandi.net ", ".mail.gandi.net", "mail.gandi.net", 993, ADDRESS, "mail.gandi.net", 465, ADDRESS },
  { " ik.me ikmail.com etik.com infomaniak.com ", ".infomaniak.ch .infomaniak.com",
    "mail.infomaniak.com", 993, ADDRESS, "mail.infomaniak.com", 465, ADDRESS },
  { " gmx.com gmx.fr gmx.co.uk gmx.es gmx.it gmx.us ", NULL, "imap.gmx.com", 993, ADDRESS, "mail.gmx.com", 465, ADDRESS },
  { " gmx.net gmx.de gmx.at gmx.ch gmx.eu ", NULL, "imap.gmx.net", 993, ADDRESS, "mail.gmx.net", 465, ADDRESS },
  { " web.de ", NULL, "imap.web.de", 993, LOCAL_PART, "smtp.web.de", 465, LOCAL_PART },
  { " mail.com email.com ", NULL, "imap.mail.com", 993, ADDRESS, "smtp.mail.com", 465, ADDRESS },
  { " fastmail.com fastmail.fm fastmail.fr ", ".messagingengine.com",
    "imap.fastmail.com", 993, ADDRESS, "smtp.fastmail.com", 465, ADDRESS },
  { " posteo.de posteo.net posteo.eu posteo.org posteo.be posteo.ch posteo.co posteo.fr ", NULL,
    "posteo.de", 993, ADDRESS, "posteo.de", 465, ADDRESS },
  { " mailbox.org ", ".mailbox.org", "imap.mailbox.org", 993, ADDRESS, "smtp.mailbox.org", 465, ADDRESS },
  { " bluewin.ch bluemail.ch ", NULL, "imaps.bluewin.ch", 993, ADDRESS, "smtpauths.bluewin.ch", 465, ADDRESS },
  { " skynet.be proximus.be belgacom.net ", NULL, "imap.proximus.be", 993, ADDRESS, "relay.proximus.be", 587, ADDRESS },
  { " t-online.de magenta.de ", NULL, "secureimap.t-online.de", 993, ADDRESS, "securesmtp.t-online.de", 465, ADDRESS },
  { " zoho.com zohomail.com ", NULL, "imap.zoho.com", 993, ADDRESS, "smtp.zoho.com", 465, ADDRESS },
  /* Through Bridge, which runs on the user's own machine and has a password of its own. */
  { " proton.me protonmail.com protonmail.ch pm.me ", ".protonmail.ch",
    "127.0.0.1", 1143, ADDRESS, "127.0.0.1", 1025, ADDRESS },
};

static RelaisSecurity
security_of (guint16 port)
{
  return port == 993 || port == 465 ? RELAIS_SECURITY_TLS : RELAIS_SECURITY_STARTTLS;
}

static RelaisAccountConfig *
config_of (guint       index,
           const char *address)
{
  RelaisAccountConfig *config = relais_account_config_new ();
  g_autofree char *local_part = g_strndup (address, (gsize) (strrchr (address, '@') - address));

  config->address = g_strdup (address);
  config->source = g_strdup ("known");
  relais_server_set (&config->imap, hosts[index].imap_host, hosts[index].imap_port, security_of (hosts[index].imap_port),
                     hosts[index].imap_user == LOCAL_PART ? local_part : address);
  relais_server_set (&config->smtp, hosts[index].smtp_host, hosts[index].smtp_port, security_of (hosts[index].smtp_port),
                     hosts[index].smtp_user == LOCAL_PART ? local_part : address);

  return config;
}

RelaisAccountConfig *
relais_known_host_for_domain (const char *address)
{
  g_autofree char *wanted = g_strdup_printf (" %s ", strrchr (address, '@') + 1);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (strstr (hosts[i].domains, wanted) != NULL)
      return config_of (i, address);

  return NULL;
}

RelaisAccountConfig *
relais_known_host_for_exchanger (const char *address,
                                 const char *exchanger)
{
  g_autofree char *name = g_ascii_strdown (exchanger, -1);
  gsize length = strlen (name);

  if (length > 0 && name[length - 1] == '.')
    name[length - 1] = '\0';

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_auto(GStrv) endings = g_strsplit (hosts[i].exchangers != NULL ? hosts[i].exchangers : "", " ", -1);

      for (guint n = 0; endings[n] != NULL; n++)
        if (*endings[n] != '\0' && g_str_has_suffix (name, endings[n]))
          return config_of (i, address);
    }

  return NULL;
}
