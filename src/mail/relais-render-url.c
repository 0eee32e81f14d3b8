/* relais-render-url.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-render-private.h"

/* Longer ones exist only to hide something. */
#define MAX_ADDRESS 8192

/* What a browser does before it reads an address (WHATWG URL, 4.4): white space and controls at the ends go, tabs and line ends go
 * everywhere, so that "java\nscript:" is seen for what it is. */
static char *
clean_address (const char *address)
{
  GString *out = g_string_new (NULL);

  while (*address != '\0' && (guchar) *address <= 0x20)
    address++;
  for (; *address != '\0' && out->len <= MAX_ADDRESS; address++)
    if (*address != '\t' && *address != '\n' && *address != '\r')
      g_string_append_c (out, *address);
  while (out->len > 0 && (guchar) out->str[out->len - 1] <= 0x20)
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

static gboolean
has_prefix (const char *text,
            const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* RFC 3986: everything that is no character of an address becomes %XX. */
static char *
percent_encode (const char *address)
{
  GString *out = g_string_new (NULL);

  for (const char *c = address; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c) || strchr ("-._~:/?#[]@!$&()*+,;=%", *c) != NULL)
        g_string_append_c (out, *c);
      else
        g_string_append_printf (out, "%%%02X", (guint) (guchar) *c);
    }

  return g_string_free (out, FALSE);
}

/* Whether there is a host, and no "\", which some programs read as "/" and others as a part of the name. */
static gboolean
has_host (const char *address)
{
  const char *host = strstr (address, "//") + 2;

  return *host != '\0' && strchr ("/?#:@", *host) == NULL && strchr (address, '\\') == NULL;
}

char *
relais_render_link (const char *address)
{
  g_autofree char *clean = clean_address (address);

  if (strlen (clean) > MAX_ADDRESS)
    return NULL;
  if (has_prefix (clean, "mailto:") && clean[7] != '\0')
    return percent_encode (clean);
  if ((has_prefix (clean, "http://") || has_prefix (clean, "https://")) && has_host (clean))
    return percent_encode (clean);

  return NULL;
}

RelaisImagePlace
relais_render_image (const char  *address,
                     char       **safe)
{
  g_autofree char *clean = clean_address (address);

  *safe = NULL;
  if (strlen (clean) > MAX_ADDRESS)
    return RELAIS_IMAGE_NONE;

  if (has_prefix (clean, "cid:") && clean[4] != '\0')
    {
      g_autofree char *id = percent_encode (clean + 4);

      *safe = g_strconcat ("cid:", id, NULL);
      return RELAIS_IMAGE_PART;
    }
  if ((has_prefix (clean, "http://") || has_prefix (clean, "https://")) && has_host (clean))
    {
      *safe = percent_encode (clean);
      return RELAIS_IMAGE_REMOTE;
    }

  return RELAIS_IMAGE_NONE;
}

void
relais_render_escape (GString    *out,
                      const char *text,
                      gssize      length)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;

  for (const char *c = text; c < end; c++)
    switch (*c)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      case '`':
        g_string_append (out, "&#96;");
        break;
      default:
        if ((guchar) *c >= 0x20 ? *c != 0x7f : *c == '\n' || *c == '\t')
          g_string_append_c (out, *c);
      }
}
