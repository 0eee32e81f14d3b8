/* relais-address.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/random.h>

#include "relais-address-private.h"
#include "relais-outgoing.h"

/* RFC 5321, section 4.5.3.1. A path holds 256 octets with its angle brackets. */
#define MAX_LOCAL_PART 64
#define MAX_ADDRESS 254
#define MAX_LABEL 63

/* RFC 5322, section 2.1.1: a line holds 998 octets, and an id cannot be folded. */
#define MAX_MESSAGE_ID 900

static gboolean
invalid (GError     **error,
         const char  *field,
         const char  *fault)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: %s", field, fault);

  return FALSE;
}

static gboolean
is_line_separator (gunichar c)
{
  return c == 0x2028 || c == 0x2029;
}

/* RFC 5322, section 3.2.3. */
static gboolean
is_atext (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static gboolean
is_dot_string (const char *text,
               gsize       length)
{
  gboolean after_dot = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '.' ? after_dot : !is_atext (text[i]))
        return FALSE;
      after_dot = text[i] == '.';
    }

  return length > 0 && !after_dot;
}

/* RFC 5321, section 4.1.2: Quoted-string. */
static gboolean
is_quoted_string (const char *text,
                  gsize       length)
{
  if (length < 3 || text[0] != '"' || text[length - 1] != '"')
    return FALSE;

  for (gsize i = 1; i < length - 1; i++)
    {
      if (text[i] == '\\')
        i++;
      else if (text[i] == '"')
        return FALSE;
      if (i >= length - 1 || text[i] < 0x20 || text[i] > 0x7e)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_ldh_domain (const char *domain)
{
  g_auto(GStrv) labels = g_strsplit (domain, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > MAX_LABEL || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (const char *c = labels[i]; *c != '\0'; c++)
        if (!g_ascii_isalnum (*c) && *c != '-')
          return FALSE;
    }

  return labels[0] != NULL;
}

static char *
literal_domain (const char *domain)
{
  gsize length = strlen (domain);
  g_autofree char *inner = NULL;
  const char *address;

  if (length < 4 || domain[length - 1] != ']')
    return NULL;

  inner = g_strndup (domain + 1, length - 2);
  address = g_ascii_strncasecmp (inner, "IPv6:", 5) == 0 ? inner + 5 : inner;
  if ((strchr (address, ':') != NULL) != (address != inner) || !g_hostname_is_ip_address (address))
    return NULL;

  return g_strdup (domain);
}

gboolean
relais_header_check (const char  *field,
                     const char  *value,
                     gsize        max_bytes,
                     GError     **error)
{
  g_return_val_if_fail (value != NULL, FALSE);

  if (strlen (value) > max_bytes)
    return invalid (error, field, "too long");
  if (!g_utf8_validate (value, -1, NULL))
    return invalid (error, field, "not UTF-8");

  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)) || is_line_separator (g_utf8_get_char (c)))
      return invalid (error, field, "a control character");

  return TRUE;
}

gboolean
relais_body_check (const char  *field,
                   const char  *value,
                   gsize        max_bytes,
                   GError     **error)
{
  g_return_val_if_fail (value != NULL, FALSE);

  if (strlen (value) > max_bytes)
    return invalid (error, field, "too long");
  if (!g_utf8_validate (value, -1, NULL))
    return invalid (error, field, "not UTF-8");

  for (const char *c = value; *c != '\0'; c++)
    if (((guchar) *c < 0x20 && *c != '\n' && *c != '\r' && *c != '\t') || *c == 0x7f)
      return invalid (error, field, "a control character");

  return TRUE;
}

gboolean
relais_message_id_is_valid (const char *id)
{
  gsize length = strlen (id);
  guint ats = 0;

  if (length < 3 || length > MAX_MESSAGE_ID || id[0] == '@' || id[length - 1] == '@')
    return FALSE;

  /* Wider than RFC 5322's id-left, which many programs do not keep to; but nothing that could end it. */
  for (const char *c = id; *c != '\0'; c++)
    {
      if (*c <= 0x20 || *c >= 0x7f || strchr ("<>(),;\\\"", *c) != NULL)
        return FALSE;
      ats += *c == '@';
    }

  return ats == 1;
}

char *
relais_message_id_random (void)
{
  static const char digits[] = "abcdefghijkmnpqrstuvwxyz23456789";
  guint8 bytes[25];
  char *text;

  /* Up to 256 bytes are never cut short nor interrupted (getrandom(2)); what remains is a kernel without the call. */
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("no random numbers from the system");

  text = g_new0 (char, sizeof bytes + 1);
  for (gsize i = 0; i < sizeof bytes; i++)
    text[i] = digits[bytes[i] % 32];

  return text;
}

char *
relais_domain_normalize (const char  *domain,
                         GError     **error)
{
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;

  if (domain[0] == '[')
    {
      lower = literal_domain (domain);
      if (lower == NULL)
        invalid (error, "address", "not an address literal");
      return g_steal_pointer (&lower);
    }

  ascii = g_hostname_to_ascii (domain);
  if (ascii == NULL || !is_ldh_domain (ascii))
    {
      invalid (error, "address", "not a domain name");
      return NULL;
    }

  return g_ascii_strdown (ascii, -1);
}

/**
 * relais_mail_address_normalize:
 * @address: as somebody typed it, without a name and angle brackets
 *
 * Checks the syntax of RFC 5321 and turns an international domain into its ASCII form. Addresses whose local part is not
 * ASCII are refused: Camel does not speak SMTPUTF8.
 *
 * Returns: (transfer full) (nullable): the address as it goes on the wire, or %NULL with
 *   %RELAIS_MAIL_ERROR_INVALID
 */
char *
relais_mail_address_normalize (const char  *address,
                               GError     **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *normal = NULL;
  const char *at;
  gsize local;

  g_return_val_if_fail (address != NULL, NULL);

  if (!relais_header_check ("address", address, 4 * MAX_ADDRESS, error))
    return NULL;

  trimmed = g_strstrip (g_strdup (address));
  at = strrchr (trimmed, '@');
  if (at == NULL)
    {
      invalid (error, "address", "no @");
      return NULL;
    }

  local = (gsize) (at - trimmed);
  if (local > MAX_LOCAL_PART || (!is_dot_string (trimmed, local) && !is_quoted_string (trimmed, local)))
    {
      invalid (error, "address", "the part before @ is not valid");
      return NULL;
    }

  domain = relais_domain_normalize (at + 1, error);
  if (domain == NULL)
    return NULL;

  normal = g_strdup_printf ("%.*s@%s", (int) local, trimmed, domain);
  if (strlen (normal) > MAX_ADDRESS)
    {
      invalid (error, "address", "too long");
      return NULL;
    }

  return g_steal_pointer (&normal);
}
