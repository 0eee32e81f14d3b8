/* relais-mail-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>
#include <libsecret/secret.h>

#include "relais-mail-error-private.h"

G_DEFINE_QUARK (relais-mail-error-quark, relais_mail_error)

static const char *const sentences[] = {
  [RELAIS_MAIL_ERROR_NO_SERVICE] = "a service of the desktop cannot be reached",
  [RELAIS_MAIL_ERROR_AUTH_REQUIRED] = "no password is kept",
  [RELAIS_MAIL_ERROR_AUTH_EXPIRED] = "the server refused the credentials",
  [RELAIS_MAIL_ERROR_CERTIFICATE] = "the server's certificate is not trusted",
  [RELAIS_MAIL_ERROR_NO_TLS] = "the server does not offer the encryption that was asked for",
  [RELAIS_MAIL_ERROR_OFFLINE] = "there is no link to the server",
  [RELAIS_MAIL_ERROR_TIMED_OUT] = "the server does not answer",
  [RELAIS_MAIL_ERROR_NOT_FOUND] = "not found",
  [RELAIS_MAIL_ERROR_REFUSED] = "the server refused",
  [RELAIS_MAIL_ERROR_TRY_LATER] = "the server refused for now",
  [RELAIS_MAIL_ERROR_UNCERTAIN] = "the link was lost after the body had left",
  [RELAIS_MAIL_ERROR_INVALID] = "not valid",
};

static int
code_of_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return RELAIS_MAIL_ERROR_TIMED_OUT;
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_NOT_FOUND:
      return RELAIS_MAIL_ERROR_NOT_FOUND;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_NO_SPACE:
    case G_IO_ERROR_READ_ONLY:
    case G_IO_ERROR_NOT_SUPPORTED:
      return RELAIS_MAIL_ERROR_REFUSED;
    default:
      return RELAIS_MAIL_ERROR_OFFLINE;
    }
}

static int
code_of_tls_error (int code)
{
  switch (code)
    {
    case G_TLS_ERROR_BAD_CERTIFICATE:
    case G_TLS_ERROR_CERTIFICATE_REQUIRED:
      return RELAIS_MAIL_ERROR_CERTIFICATE;
    case G_TLS_ERROR_EOF:
      return RELAIS_MAIL_ERROR_OFFLINE;
    default:
      return RELAIS_MAIL_ERROR_NO_TLS;
    }
}

static int
code_of_service_error (int code)
{
  switch (code)
    {
    case CAMEL_SERVICE_ERROR_CANT_AUTHENTICATE:
      return RELAIS_MAIL_ERROR_AUTH_EXPIRED;
    case CAMEL_SERVICE_ERROR_URL_INVALID:
      return RELAIS_MAIL_ERROR_NOT_FOUND;
    default:
      return RELAIS_MAIL_ERROR_OFFLINE;
    }
}

/* Camel gives server refusals as translated text without the reply code. Two things in it survive translation: the enhanced status
 * code (RFC 3463), when the server sends one, and the name of the STARTTLS command. @status: (out): into @text */
static int
code_of_text (const char  *text,
              const char **status)
{
  if (strstr (text, "STARTTLS") != NULL)
    return RELAIS_MAIL_ERROR_NO_TLS;

  for (const char *at = text; *at != '\0'; at++)
    {
      const char *p = at;

      if ((*p != '4' && *p != '5') || p[1] != '.' || (at > text && g_ascii_isalnum (at[-1])))
        continue;
      p += 2;
      if (!g_ascii_isdigit (*p))
        continue;
      while (g_ascii_isdigit (*p))
        p++;
      if (*p != '.' || !g_ascii_isdigit (p[1]))
        continue;

      *status = at;
      return *at == '5' ? RELAIS_MAIL_ERROR_REFUSED : RELAIS_MAIL_ERROR_TRY_LATER;
    }

  return RELAIS_MAIL_ERROR_TRY_LATER;
}

gboolean
relais_mail_error_has_status (const char *text)
{
  const char *status = NULL;

  code_of_text (text, &status);

  return status != NULL;
}

static int
code_of (const GError  *error,
         const char   **status)
{
  if (error->domain == G_IO_ERROR)
    return code_of_io_error (error->code);
  if (error->domain == G_TLS_ERROR)
    return code_of_tls_error (error->code);
  if (error->domain == CAMEL_SERVICE_ERROR)
    return code_of_service_error (error->code);
  if (error->domain == CAMEL_STORE_ERROR || error->domain == CAMEL_FOLDER_ERROR || error->domain == G_FILE_ERROR)
    return RELAIS_MAIL_ERROR_NOT_FOUND;
  if (error->domain == G_RESOLVER_ERROR)
    return error->code == G_RESOLVER_ERROR_NOT_FOUND ? RELAIS_MAIL_ERROR_NOT_FOUND : RELAIS_MAIL_ERROR_OFFLINE;
  if (error->domain == G_DBUS_ERROR)
    return RELAIS_MAIL_ERROR_NO_SERVICE;
  if (error->domain == SECRET_ERROR)
    return RELAIS_MAIL_ERROR_AUTH_REQUIRED;
  if (error->domain == CAMEL_ERROR)
    return code_of_text (error->message, status);

  /* The provider's own domains are not in an installed header: "the connection broke, try again". */
  return RELAIS_MAIL_ERROR_OFFLINE;
}

void
relais_mail_error_map (GError     **error,
                       const char  *what)
{
  g_autoptr(GError) given = NULL;
  const char *status = NULL;
  int code;

  g_return_if_fail (error != NULL);

  if (*error != NULL && ((*error)->domain == RELAIS_MAIL_ERROR ||
                         g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;

  given = g_steal_pointer (error);
  if (given == NULL)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_OFFLINE,
                   "%s: the link was dropped without a reason", what);
      return;
    }

  code = code_of (given, &status);
  g_debug ("%s: %s/%d", what, g_quark_to_string (given->domain), given->code);

  if (status != NULL)
    g_set_error (error, RELAIS_MAIL_ERROR, code, "%s: %s (%.*s)", what, sentences[code],
                 (int) strspn (status, "0123456789."), status);
  else
    g_set_error (error, RELAIS_MAIL_ERROR, code, "%s: %s", what, sentences[code]);
}

gboolean
relais_mail_error_is_network (const GError *error)
{
  return g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_OFFLINE) ||
         g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TIMED_OUT);
}
