/* relais-autoconfig.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-setup-private.h"
#include "relais-address-private.h"

/* Real ones take two kilobytes. */
#define MAX_BYTES (64 * 1024)
#define MAX_TEXT 300

typedef struct
{
  const char          *address;
  RelaisAccountConfig *config;     /* (owned) */
  RelaisServer        *server;     /* the one that is read, or NULL outside of any that is wanted */
  GString             *text;       /* (owned) of the innermost element */
  gboolean             is_encrypted;
  gboolean             takes_password;
} Reader;

/* "%EMAILADDRESS%" and its kin. */
static char *
fill_in (const char *text,
         const char *address)
{
  const char *at = strrchr (address, '@');
  g_autofree char *local_part = g_strndup (address, (gsize) (at - address));
  g_autoptr(GString) filled = g_string_new (text);

  g_string_replace (filled, "%EMAILADDRESS%", address, 0);
  g_string_replace (filled, "%EMAILLOCALPART%", local_part, 0);
  g_string_replace (filled, "%EMAILDOMAIN%", at + 1, 0);

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static gboolean
has_path (GMarkupParseContext *context,
          const char          *parent)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);

  /* Innermost first: server, emailProvider, clientConfig. */
  return g_slist_length ((GSList *) stack) == 3 && g_str_equal (stack->next->data, "emailProvider") &&
         g_str_equal (stack->next->next->data, "clientConfig") && g_str_equal (stack->data, parent);
}

static void
start_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **attributes,
               const char          **values,
               gpointer              user_data,
               GError              **error)
{
  Reader *self = user_data;
  const char *type = "";

  g_string_truncate (self->text, 0);
  for (guint i = 0; attributes[i] != NULL; i++)
    if (g_str_equal (attributes[i], "type"))
      type = values[i];

  if (has_path (context, "incomingServer") && g_str_equal (type, "imap") && self->config->imap.host == NULL)
    self->server = &self->config->imap;
  else if (has_path (context, "outgoingServer") && g_str_equal (type, "smtp") && self->config->smtp.host == NULL)
    self->server = &self->config->smtp;
  else
    return;

  self->is_encrypted = FALSE;
  self->takes_password = FALSE;
}

static void
forget_server (RelaisServer *server)
{
  g_clear_pointer (&server->host, g_free);
  g_clear_pointer (&server->user, g_free);
  server->port = 0;
}

/* A server that is not encrypted or wants something else than a password is passed over. */
static void
end_server (Reader *self)
{
  if (!self->is_encrypted || !self->takes_password || self->server->host == NULL || self->server->port == 0)
    forget_server (self->server);
  else if (self->server->user == NULL)
    self->server->user = g_strdup (self->address);
  self->server = NULL;
}

static void
read_value (Reader     *self,
            const char *name,
            const char *text)
{
  RelaisServer *server = self->server;

  if (g_str_equal (name, "hostname"))
    {
      g_autofree char *host = fill_in (text, self->address);

      g_free (server->host);
      server->host = relais_domain_normalize (host, NULL);
    }
  else if (g_str_equal (name, "port"))
    {
      guint64 port;

      server->port = g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL) ? (guint16) port : 0;
    }
  else if (g_str_equal (name, "socketType"))
    {
      self->is_encrypted = g_str_equal (text, "SSL") || g_str_equal (text, "STARTTLS");
      server->security = g_str_equal (text, "SSL") ? RELAIS_SECURITY_TLS : RELAIS_SECURITY_STARTTLS;
    }
  else if (g_str_equal (name, "authentication"))
    {
      self->takes_password |= g_str_equal (text, "password-cleartext") || g_str_equal (text, "plain") ||
                              g_str_equal (text, "password-encrypted");
    }
  else if (g_str_equal (name, "username") && relais_header_check (name, text, MAX_TEXT, NULL))
    {
      g_free (server->user);
      server->user = fill_in (text, self->address);
    }
}

static void
end_element (GMarkupParseContext  *context,
             const char           *name,
             gpointer              user_data,
             GError              **error)
{
  Reader *self = user_data;
  g_autofree char *text = g_strstrip (g_strdup (self->text->str));

  g_string_truncate (self->text, 0);
  if (self->server == NULL)
    return;

  if (has_path (context, name))
    end_server (self);
  else if (*text != '\0')
    read_value (self, name, text);
}

static void
add_text (GMarkupParseContext  *context,
          const char           *text,
          gsize                 length,
          gpointer              user_data,
          GError              **error)
{
  Reader *self = user_data;

  if (self->text->len + length <= MAX_TEXT)
    g_string_append_len (self->text, text, (gssize) length);
}

RelaisAccountConfig *
relais_autoconfig_parse (const char *xml,
                         gsize       length,
                         const char *address)
{
  static const GMarkupParser parser = { .start_element = start_element, .end_element = end_element, .text = add_text };
  Reader reader = { .address = address };
  g_autoptr(RelaisAccountConfig) config = relais_account_config_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GMarkupParseContext) context = NULL;

  if (length > MAX_BYTES)
    return NULL;

  reader.config = config;
  reader.text = text;
  config->address = g_strdup (address);
  config->source = g_strdup ("autoconfig");
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  if (!g_markup_parse_context_parse (context, xml, (gssize) length, NULL) ||
      !g_markup_parse_context_end_parse (context, NULL) ||
      !relais_account_config_check (config, NULL))
    return NULL;

  return g_steal_pointer (&config);
}
