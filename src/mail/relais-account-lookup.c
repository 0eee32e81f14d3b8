/* relais-account-lookup.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-address-private.h"

/* The records of RFC 6186 and RFC 8314, section 5.1, the encrypted service first. FALSE when the domain does not offer it. */
static gboolean
find_service (const char    *domain,
              const char    *service,
              RelaisServer  *server,
              GCancellable  *cancellable)
{
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  GList *targets = g_resolver_lookup_service (resolver, service, "tcp", domain, cancellable, NULL);
  gboolean found = FALSE;

  /* Sorted as RFC 2782 wants it. */
  for (GList *l = targets; l != NULL && !found; l = l->next)
    {
      const char *name = g_srv_target_get_hostname (l->data);
      g_autofree char *trimmed = g_strdup (name);
      g_autofree char *host = NULL;
      gsize length = strlen (trimmed);

      if (length > 0 && trimmed[length - 1] == '.')
        trimmed[length - 1] = '\0';
      /* "." says: not here. */
      host = *trimmed != '\0' ? relais_domain_normalize (trimmed, NULL) : NULL;
      if (host == NULL || g_srv_target_get_port (l->data) == 0)
        continue;

      g_set_str (&server->host, host);
      server->port = g_srv_target_get_port (l->data);
      found = TRUE;
    }
  g_resolver_free_targets (targets);

  return found;
}

static gboolean
find_either (const char    *domain,
             const char    *encrypted,
             const char    *upgraded,
             RelaisServer  *server,
             GCancellable  *cancellable)
{
  server->security = RELAIS_SECURITY_TLS;
  if (find_service (domain, encrypted, server, cancellable))
    return TRUE;
  server->security = RELAIS_SECURITY_STARTTLS;

  return find_service (domain, upgraded, server, cancellable);
}

RelaisAccountConfig *
relais_account_lookup_srv (const char   *address,
                           GCancellable *cancellable)
{
  g_autoptr(RelaisAccountConfig) config = relais_account_config_new ();
  const char *domain = strrchr (address, '@') + 1;

  if (!find_either (domain, "imaps", "imap", &config->imap, cancellable) ||
      !find_either (domain, "submissions", "submission", &config->smtp, cancellable))
    return NULL;

  config->address = g_strdup (address);
  config->source = g_strdup ("srv");
  config->imap.user = g_strdup (address);
  config->smtp.user = g_strdup (address);

  return g_steal_pointer (&config);
}

static RelaisAccountConfig *
find_exchanger (const char   *address,
                GCancellable *cancellable)
{
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  GList *records = g_resolver_lookup_records (resolver, strrchr (address, '@') + 1, G_RESOLVER_RECORD_MX, cancellable, NULL);
  RelaisAccountConfig *config = NULL;

  for (GList *l = records; l != NULL && config == NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_variant_get (l->data, "(qs)", NULL, &name);
      config = relais_known_host_for_exchanger (address, name);
    }
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);

  return config;
}

static gboolean
exists (const char   *host,
        GCancellable *cancellable)
{
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  GList *addresses = g_resolver_lookup_by_name (resolver, host, cancellable, NULL);
  gboolean found = addresses != NULL;

  g_resolver_free_addresses (addresses);

  return found;
}

RelaisAccountConfig *
relais_account_usual_names (const char *address)
{
  RelaisAccountConfig *config = relais_account_config_new ();
  const char *domain = strrchr (address, '@') + 1;

  config->address = g_strdup (address);
  config->source = g_strdup ("guess");
  config->imap = (RelaisServer) { g_strconcat ("imap.", domain, NULL), 993, RELAIS_SECURITY_TLS, g_strdup (address) };
  config->smtp = (RelaisServer) { g_strconcat ("smtp.", domain, NULL), 465, RELAIS_SECURITY_TLS, g_strdup (address) };

  return config;
}

/* "mail." where the usual name does not exist and that one does. */
static void
prefer_existing (RelaisServer *server,
                 const char   *domain,
                 GCancellable *cancellable)
{
  g_autofree char *other = g_strconcat ("mail.", domain, NULL);

  if (!exists (server->host, cancellable) && exists (other, cancellable))
    g_set_str (&server->host, other);
}

RelaisAccountConfig *
relais_account_lookup_last (const char   *address,
                            GCancellable *cancellable)
{
  RelaisAccountConfig *config = find_exchanger (address, cancellable);
  const char *domain = strrchr (address, '@') + 1;

  if (config == NULL)
    {
      config = relais_account_usual_names (address);
      prefer_existing (&config->imap, domain, cancellable);
      prefer_existing (&config->smtp, domain, cancellable);
    }

  return config;
}
