/* relais-net-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

#include "relais-net-error-private.h"

typedef struct
{
  gint64              retry_after;
  RelaisHttpResponse *response;     /* (owned) (nullable) */
} RelaisNetErrorPrivate;

/* Nobody asks for a longer pause in earnest; without a bound a header could park a job for ever. */
#define MAX_RETRY_AFTER ((gint64) 24 * 60 * 60 * 1000)

static void
relais_net_error_private_init (RelaisNetErrorPrivate *private)
{
  private->retry_after = -1;
}

static void
relais_net_error_private_copy (const RelaisNetErrorPrivate *from,
                               RelaisNetErrorPrivate       *to)
{
  to->retry_after = from->retry_after;
  to->response = from->response != NULL ? relais_http_response_ref (from->response) : NULL;
}

static void
relais_net_error_private_clear (RelaisNetErrorPrivate *private)
{
  g_clear_pointer (&private->response, relais_http_response_unref);
}

G_DEFINE_EXTENDED_ERROR (RelaisNetError, relais_net_error)

static gboolean
is_ours (const GError *error)
{
  return error != NULL && error->domain == RELAIS_NET_ERROR;
}

gint64
relais_net_error_get_retry_after (const GError *error)
{
  return is_ours (error) ? relais_net_error_get_private (error)->retry_after : -1;
}

RelaisHttpResponse *
relais_net_error_get_response (const GError *error)
{
  return is_ours (error) ? relais_net_error_get_private (error)->response : NULL;
}

GError *
relais_net_error_new (RelaisNetError      code,
                      gint64              retry_after,
                      RelaisHttpResponse *response,
                      const char         *format,
                      ...)
{
  RelaisNetErrorPrivate *private;
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (RELAIS_NET_ERROR, code, format, args);
  va_end (args);

  private = relais_net_error_get_private (error);
  private->retry_after = retry_after;
  private->response = response != NULL ? relais_http_response_ref (response) : NULL;

  return error;
}

const char *
relais_net_error_get_nick (RelaisNetError code)
{
  switch (code)
    {
    case RELAIS_NET_ERROR_AUTH_REQUIRED: return "auth-required";
    case RELAIS_NET_ERROR_AUTH_EXPIRED: return "auth-expired";
    case RELAIS_NET_ERROR_RATE_LIMITED: return "rate-limited";
    case RELAIS_NET_ERROR_QUOTA: return "quota";
    case RELAIS_NET_ERROR_NOT_FOUND: return "not-found";
    case RELAIS_NET_ERROR_REJECTED: return "rejected";
    case RELAIS_NET_ERROR_INVALID_REPLY: return "invalid-reply";
    case RELAIS_NET_ERROR_OFFLINE: return "offline";
    case RELAIS_NET_ERROR_TIMED_OUT: return "timed-out";
    case RELAIS_NET_ERROR_REFUSED_BY_POLICY: return "refused-by-policy";
    case RELAIS_NET_ERROR_TOO_LARGE: return "too-large";
    case RELAIS_NET_ERROR_SERVER: return "server";
    default: return "failed";
    }
}

/* RFC 9110, section 10.2.3: seconds, or a date. Milliseconds from @now, or -1 when it is
 * neither. */
gint64
relais_net_parse_retry_after (const char *value,
                              GDateTime  *now)
{
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (value == NULL)
    return -1;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &seconds, NULL))
    return MIN ((gint64) seconds * 1000, MAX_RETRY_AFTER);

  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return -1;

  return CLAMP (g_date_time_difference (date, now) / 1000, 0, MAX_RETRY_AFTER);
}

static gint64
get_retry_after (RelaisHttpResponse *response)
{
  const char *date = relais_http_response_get_header (response, "Date");
  g_autoptr(GDateTime) now = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  /* A date counts from the service's clock, not from ours. */
  if (now == NULL)
    now = g_date_time_new_now_utc ();

  return relais_net_parse_retry_after (relais_http_response_get_header (response, "Retry-After"),
                                       now);
}

/* Every status that is not a success, in one place. */
static RelaisNetError
code_for_status (guint    status,
                 gboolean authenticated,
                 gint64   retry_after)
{
  switch (status)
    {
    case 401:
      return authenticated ? RELAIS_NET_ERROR_AUTH_EXPIRED : RELAIS_NET_ERROR_AUTH_REQUIRED;
    case 402:
      return RELAIS_NET_ERROR_QUOTA;
    case 403:
      return RELAIS_NET_ERROR_AUTH_REQUIRED;
    case 404:
    case 410:
      return RELAIS_NET_ERROR_NOT_FOUND;
    case 407:
      return RELAIS_NET_ERROR_OFFLINE;
    case 408:
    case 504:
      return RELAIS_NET_ERROR_TIMED_OUT;
    case 429:
      return RELAIS_NET_ERROR_RATE_LIMITED;
    case 503:
      return retry_after >= 0 ? RELAIS_NET_ERROR_RATE_LIMITED : RELAIS_NET_ERROR_SERVER;
    default:
      if (status >= 500)
        return RELAIS_NET_ERROR_SERVER;
      if (status >= 400)
        return RELAIS_NET_ERROR_REJECTED;
      return RELAIS_NET_ERROR_INVALID_REPLY;
    }
}

GError *
relais_net_error_for_response (const char         *service,
                               gboolean            authenticated,
                               RelaisHttpResponse *response)
{
  guint status = relais_http_response_get_status (response);
  gint64 retry_after = get_retry_after (response);

  return relais_net_error_new (code_for_status (status, authenticated, retry_after), retry_after,
                               response,
                               "%s: HTTP status %u", service, status);
}

/* GIO and libsoup write for the user's language and may quote what they failed on: only their
 * codes pass. */
GError *
relais_net_error_for_transport (const char   *service,
                                const char   *host,
                                const GError *error)
{
  RelaisNetError code = RELAIS_NET_ERROR_OFFLINE;
  const char *reason = "connection failed or lost";

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      code = RELAIS_NET_ERROR_TIMED_OUT;
      reason = "no complete answer in time";
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    reason = "connection refused";
  else if (error->domain == G_RESOLVER_ERROR ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    reason = "unknown host";
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      code = RELAIS_NET_ERROR_REFUSED_BY_POLICY;
      reason = "its certificate is not trusted";
    }
  else if (error->domain == G_TLS_ERROR)
    reason = "no TLS connection";
  else if (error->domain == SOUP_SESSION_ERROR ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      code = RELAIS_NET_ERROR_INVALID_REPLY;
      reason = "the answer is not HTTP";
    }

  return relais_net_error_new (code, -1, NULL, "%s: %s: %s (%s %d)", service, host, reason,
                               g_quark_to_string (error->domain), error->code);
}

/* Whether the same request may well succeed a little later. */
gboolean
relais_net_error_is_passing (const GError *error)
{
  RelaisHttpResponse *response = relais_net_error_get_response (error);

  if (error->domain != RELAIS_NET_ERROR)
    return FALSE;

  switch ((RelaisNetError) error->code)
    {
    case RELAIS_NET_ERROR_RATE_LIMITED:
    case RELAIS_NET_ERROR_OFFLINE:
    case RELAIS_NET_ERROR_TIMED_OUT:
      return TRUE;

    case RELAIS_NET_ERROR_SERVER:
      return response == NULL || relais_http_response_get_status (response) != 501;

    case RELAIS_NET_ERROR_AUTH_REQUIRED:
    case RELAIS_NET_ERROR_AUTH_EXPIRED:
    case RELAIS_NET_ERROR_QUOTA:
    case RELAIS_NET_ERROR_NOT_FOUND:
    case RELAIS_NET_ERROR_REJECTED:
    case RELAIS_NET_ERROR_INVALID_REPLY:
    case RELAIS_NET_ERROR_REFUSED_BY_POLICY:
    case RELAIS_NET_ERROR_TOO_LARGE:
    default:
      return FALSE;
    }
}
