/* relais-extract-pgp.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-extract-private.h"

#include <string.h>

/* RFC 9580 section 7: the text stands between a header block and the signature, its lines that
 * begin with a dash escaped by "- ". Returns NULL when @text holds no such message. */
char *
relais_extract_strip_pgp (const char *text)
{
  const char *begin = strstr (text, "-----BEGIN PGP SIGNED MESSAGE-----");
  const char *body = begin != NULL ? strstr (begin, "\n\n") : NULL;
  const char *signature = body != NULL ? strstr (body, "-----BEGIN PGP SIGNATURE-----") : NULL;
  const char *end = signature != NULL ? strstr (signature, "-----END PGP SIGNATURE-----") : NULL;
  GString *out;

  if (signature == NULL)
    return NULL;
  out = g_string_new_len (text, begin - text);
  for (const char *p = body + 2; p < signature;)
    {
      const char *newline = memchr (p, '\n', signature - p);
      const char *next = newline != NULL ? newline + 1 : signature;

      if (strncmp (p, "- ", 2) == 0)
        p += 2;
      g_string_append_len (out, p, next - p);
      p = next;
    }
  if (end != NULL)
    g_string_append (out, end + strlen ("-----END PGP SIGNATURE-----"));
  return g_string_free (out, FALSE);
}
