/* relais-refusal.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-send-private.h"

/* A refusal of an SMTP server is for good (5yz) or for now (4yz; RFC 5321, section 4.2.1). Camel (3.56) drops the reply code, and of a
 * server that announces enhanced codes (RFC 2034), as most do, that one too: then there are only the server's words. Those that say
 * either are looked for; what says neither is tried for an hour, which is longer than greylisting lasts, and not for a day. */
#define UNCLEAR_MS (60 * 60 * 1000)

static const char * const for_now[] = {
  "greylist", "graylist", "grey list", "try again", "later", "temporar", "too many", "too fast", "rate limit", "busy", "not now",
  "insufficient", "queue", "unable to verify", "timed out", "timeout",
};
static const char * const for_good[] = {
  "user unknown", "unknown user", "no such user", "no such recipient", "no such mailbox", "no such domain", "user not found",
  "mailbox not found", "mailbox unavailable", "recipient not found", "does not exist", "doesn't exist", "not exist", "invalid recipient",
  "invalid mailbox", "no mailbox", "unknown recipient", "unknown address", "address unknown", "account disabled", "account inactive",
  "relay access denied", "relaying denied", "relay denied", "not permitted to relay", "relay not permitted", "unable to relay",
  "not owned by user", "not allowed to send", "sender address rejected", "bad destination", "domain not found", "too large", "too big",
  "size exceeds", "exceeds size", "exceeds the maximum", "size limit", "spam", "blocked", "blacklist", "not accepted", "not local",
};

static gboolean
says_one_of (const char         *reply,
             const char * const *phrases,
             gsize               n_phrases)
{
  for (gsize i = 0; i < n_phrases; i++)
    if (strstr (reply, phrases[i]) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
relais_refusal_is_final (const GError    *error,
                         RelaisSendNotes *notes,
                         gint64           waited_ms)
{
  g_autofree char *reply = NULL;

  if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_REFUSED) ||
      g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID))
    return TRUE;
  if (!notes->is_unclear || notes->reply == NULL)
    return FALSE;

  reply = g_ascii_strdown (notes->reply, -1);

  return waited_ms >= UNCLEAR_MS ||
         (says_one_of (reply, for_good, G_N_ELEMENTS (for_good)) && !says_one_of (reply, for_now, G_N_ELEMENTS (for_now)));
}
