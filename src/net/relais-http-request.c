/* relais-http-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-http-request-private.h"
#include "relais-net-error.h"

#define DEFAULT_ATTEMPT      30000
#define DEFAULT_BUDGET       90000
#define DEFAULT_MAX_ATTEMPTS 4
#define DEFAULT_MAX_RESPONSE (8 * 1024 * 1024)

G_DEFINE_BOXED_TYPE (RelaisHttpRequest, relais_http_request, relais_http_request_ref,
                     relais_http_request_unref)

static void
header_free (gpointer data)
{
  RelaisHttpHeader *self = data;

  if (self->secret)
    explicit_bzero (self->value, strlen (self->value));
  g_free (self->value);
  g_free (self->name);
  g_free (self);
}

static void
relais_http_request_clear (gpointer data)
{
  RelaisHttpRequest *self = data;

  g_free (self->service);
  g_free (self->method);
  g_free (self->url);
  g_free (self->path_template);
  g_free (self->content_type);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
}

static void
take_header (RelaisHttpRequest *self,
             const char        *name,
             char              *value,
             gboolean           secret)
{
  RelaisHttpHeader *header = g_new0 (RelaisHttpHeader, 1);

  for (guint i = 0; i < self->headers->len; i++)
    {
      RelaisHttpHeader *old = g_ptr_array_index (self->headers, i);

      if (g_ascii_strcasecmp (old->name, name) == 0)
        {
          g_ptr_array_remove_index (self->headers, i);
          break;
        }
    }

  header->name = g_strdup (name);
  header->value = value;
  header->secret = secret;
  g_ptr_array_add (self->headers, header);
}

/* RFC 9110, section 5.6.2 and 5.5, without obsolete bytes in names. */
static gboolean
header_is_sound (const RelaisHttpHeader *self)
{
  if (self->name[0] == '\0')
    return FALSE;

  for (const char *p = self->name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~", *p) == NULL)
      return FALSE;

  for (const guchar *p = (const guchar *) self->value; *p != '\0'; p++)
    if ((*p < 0x20 && *p != '\t') || *p == 0x7f)
      return FALSE;

  return TRUE;
}

RelaisHttpRequest *
relais_http_request_new (const char *service,
                         const char *method,
                         const char *url,
                         const char *path_template)
{
  static const char * const repeatable[] = { "GET", "HEAD", "OPTIONS", "PUT", "DELETE", NULL };
  RelaisHttpRequest *self;

  g_return_val_if_fail (service != NULL && method != NULL && url != NULL && path_template != NULL,
                        NULL);

  self = g_rc_box_new0 (RelaisHttpRequest);
  self->service = g_strdup (service);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  self->path_template = g_strdup (path_template);
  self->headers = g_ptr_array_new_with_free_func (header_free);
  self->repeatable = g_strv_contains (repeatable, method);
  self->attempt = DEFAULT_ATTEMPT;
  self->budget = DEFAULT_BUDGET;
  self->max_attempts = DEFAULT_MAX_ATTEMPTS;
  self->max_response = DEFAULT_MAX_RESPONSE;

  return self;
}

RelaisHttpRequest *
relais_http_request_ref (RelaisHttpRequest *self)
{
  return g_rc_box_acquire (self);
}

void
relais_http_request_unref (RelaisHttpRequest *self)
{
  g_rc_box_release_full (self, relais_http_request_clear);
}

void
relais_http_request_set_header (RelaisHttpRequest *self,
                                const char        *name,
                                const char        *value)
{
  take_header (self, name, g_strdup (value), FALSE);
}

void
relais_http_request_set_secret_header (RelaisHttpRequest *self,
                                       const char        *name,
                                       const char        *prefix,
                                       GBytes            *secret)
{
  gsize prefix_length = strlen (prefix);
  gsize length;
  const char *bytes = g_bytes_get_data (secret, &length);
  char *value;

  /* Keys are pasted, often with a line end. */
  while (length > 0 && g_ascii_isspace (bytes[0]))
    {
      bytes++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (bytes[length - 1]))
    length--;

  value = g_malloc0 (prefix_length + length + 1);
  memcpy (value, prefix, prefix_length);
  if (length > 0)
    memcpy (value + prefix_length, bytes, length);
  take_header (self, name, value, TRUE);
}

void
relais_http_request_set_body (RelaisHttpRequest *self,
                              GBytes            *body,
                              const char        *content_type)
{
  g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  g_set_str (&self->content_type, content_type);
}

void
relais_http_request_set_repeatable (RelaisHttpRequest *self,
                                    gboolean           repeatable)
{
  self->repeatable = repeatable;
}

void
relais_http_request_set_idempotency_key (RelaisHttpRequest *self,
                                         const char        *header,
                                         const char        *key)
{
  relais_http_request_set_header (self, header, key);
  self->repeatable = TRUE;
}

void
relais_http_request_set_deadlines (RelaisHttpRequest *self,
                                   guint              attempt,
                                   guint              budget)
{
  g_return_if_fail (attempt > 0 && budget > 0 && budget < G_MAXINT);

  self->attempt = MIN (attempt, budget);
  self->budget = budget;
}

void
relais_http_request_set_max_attempts (RelaisHttpRequest *self,
                                      guint              attempts)
{
  g_return_if_fail (attempts > 0);

  self->max_attempts = attempts;
}

void
relais_http_request_set_max_response (RelaisHttpRequest *self,
                                      gsize              bytes)
{
  self->max_response = bytes;
}

void
relais_http_request_set_plain_http (RelaisHttpRequest *self,
                                    RelaisPlainHttp    allowed)
{
  self->plain_http = allowed;
}

void
relais_http_request_set_by_hand (RelaisHttpRequest *self,
                                 gboolean           by_hand)
{
  self->by_hand = by_hand;
}

gboolean
relais_http_request_has_secret (RelaisHttpRequest *self)
{
  for (guint i = 0; i < self->headers->len; i++)
    if (((RelaisHttpHeader *) g_ptr_array_index (self->headers, i))->secret)
      return TRUE;

  return FALSE;
}

gboolean
relais_http_uri_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr(GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* Whether the request may be sent to @uri at all: its own address, or where a redirection
 * points. */
gboolean
relais_http_request_may_use (RelaisHttpRequest  *self,
                             GUri               *uri,
                             GError            **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *refusal = NULL;

  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    refusal = "the address names no host";
  else if (g_uri_get_userinfo (uri) != NULL)
    refusal = "the address holds a user name or password";
  else if (g_str_equal (scheme, "http"))
    {
      if (self->plain_http == RELAIS_PLAIN_HTTP_LOOPBACK && !relais_http_uri_is_loopback (uri))
        refusal = "it would go out unencrypted";
    }
  else if (!g_str_equal (scheme, "https"))
    refusal = "it is neither https: nor http:";

  if (refusal == NULL)
    return TRUE;

  g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REFUSED_BY_POLICY, "%s: not sent: %s",
               self->service, refusal);
  return FALSE;
}

GUri *
relais_http_request_check (RelaisHttpRequest  *self,
                           GError            **error)
{
  g_autoptr(GUri) uri = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL)
    {
      g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REFUSED_BY_POLICY,
                   "%s: not sent: not an address", self->service);
      return NULL;
    }
  if (!relais_http_request_may_use (self, uri, error))
    return NULL;

  for (guint i = 0; i < self->headers->len; i++)
    {
      const RelaisHttpHeader *header = g_ptr_array_index (self->headers, i);

      if (header_is_sound (header))
        continue;
      g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REFUSED_BY_POLICY,
                   "%s: not sent: a %s has a character that no header may carry", self->service,
                   header->secret ? "credential" : "header");
      return NULL;
    }

  return g_steal_pointer (&uri);
}

void
relais_http_request_fill (RelaisHttpRequest *self,
                          SoupMessage       *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const RelaisHttpHeader *header = g_ptr_array_index (self->headers, i);

      soup_message_headers_replace (headers, header->name, header->value);
    }

  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, self->content_type, self->body);
}

/* libsoup keeps headers in ordinary memory and frees them as they are. */
void
relais_http_request_wipe (RelaisHttpRequest *self,
                          SoupMessage       *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const RelaisHttpHeader *header = g_ptr_array_index (self->headers, i);
      char *value;

      if (!header->secret)
        continue;
      value = (char *) soup_message_headers_get_one (headers, header->name);
      if (value != NULL)
        explicit_bzero (value, strlen (value));
      soup_message_headers_remove (headers, header->name);
    }
}
