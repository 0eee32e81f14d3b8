/* relais-report-prose.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-report-private.h"

#include <string.h>

#include "relais-parsed-message-private.h"
#include "relais-quote-private.h"

/* Bounces of qmail, Exim, sendmail, Postfix, Exchange, Notes and web mail that carry no RFC 3464
 * part. All phrases are folded. */

static gboolean
contains_any (const char *text,
              const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (strstr (text, phrases[i]) != NULL)
      return TRUE;
  return FALSE;
}

static char *
fold_text (const char *text)
{
  GString *fold = g_string_new (NULL);

  relais_quote_fold (fold, text, strlen (text));
  return g_string_free (fold, FALSE);
}

static gboolean
is_bounce_sender (CamelMimeMessage *message)
{
  static const char *const senders[] = {
    "mailer-daemon", "postmaster", "mail delivery", "mailerdaemon", "microsoftexchange", "bounce",
    "mail administrator", "mail-daemon", NULL,
  };
  g_autofree char *from = relais_parse_header (CAMEL_MEDIUM (message), "From");
  g_autofree char *lower = from != NULL ? g_ascii_strdown (from, -1) : NULL;

  return lower != NULL && contains_any (lower, senders);
}

static gboolean
is_bounce_subject (const char *fold)
{
  static const char *const phrases[] = {
    "undelivered mail", "undeliverable", "undelivered:", "delivery status notification",
    "delivery failure", "delivery failed", "mail delivery", "failure notice", "returned mail",
    "returned to sender", "delivery notification", "message not delivered",
    "could not be delivered", "non remis", "non distribu", "non delivre", "echec de la remise",
    "echec de remise", "echec de livraison", "echec de distribution", "echec d'envoi",
    "message non remis", "avis de non-remise", "notification d'etat de remise", "unzustellbar",
    "nicht zugestellt", "delivery delayed", "warning: message", "remise retardee",
    "delivery problem", "returned:", "rejected:", "mail system error", "undeliver", NULL,
  };

  return contains_any (fold, phrases);
}

static gboolean
has_failure (const char *fold)
{
  static const char *const phrases[] = {
    "could not be delivered", "couldn't be delivered", "wasn't delivered", "was not delivered",
    "not be delivered", "unable to deliver", "wasn't able to deliver", "was unable to deliver",
    "delivery has failed", "delivery failed", "delivery to the following", "did not reach",
    "failed permanently", "permanent error", "permanent fatal errors", "returned to sender",
    "undeliverable", "user unknown", "unknown user", "no such user", "mailbox unavailable",
    "mailbox full", "mailbox is full", "quota exceeded", "over quota", "address rejected",
    "does not exist", "doesn't exist", "cannot be reached", "recipient rejected",
    "rejected your message", "no mailbox here", "n'a pas pu etre remis", "n'a pu etre remis",
    "n'a pas pu etre distribue", "n'a pas pu etre delivre", "n'a pu etre delivre",
    "impossible de remettre", "impossible de delivrer", "echec de la remise", "la remise a echoue",
    "destinataire inconnu", "utilisateur inconnu", "adresse introuvable", "boite pleine",
    "boite aux lettres pleine", "n'existe pas", "ne peut pas etre remis", "has been delayed",
    "is delayed", "not been delivered", "still trying", "delivery is delayed",
    "konnte nicht zugestellt", "a ete retarde", NULL,
  };

  return contains_any (fold, phrases);
}

static gboolean
is_delay (const char *fold)
{
  static const char *const delayed[] = {
    "has been delayed", "is delayed", "delivery delayed", "still trying", "not yet been delivered",
    "has not been delivered yet", "will be retried", "will continue to", "will keep trying",
    "you do not need to resend", "warning message only", "a ete retarde", "retardee",
    "nouvelle tentative", "delivery attempts will continue", "no action is required", NULL,
  };
  static const char *const final[] = {
    "failed permanently", "permanent error", "permanent fatal", "gave up", "giving up",
    "i've given up", "this is a permanent", NULL,
  };

  return contains_any (fold, delayed) && !contains_any (fold, final);
}

static gboolean
is_known (RelaisReport *self,
          const char *address)
{
  for (guint i = 0; i < self->recipients->len; i++)
    if (g_ascii_strcasecmp (
          g_array_index (self->recipients, RelaisReportRecipient, i).final_recipient, address) == 0)
      return TRUE;
  return FALSE;
}

static void
add_recipient (RelaisReport *self,
               const char *address,
               RelaisReportAction action,
               const char *reason)
{
  RelaisReportRecipient recipient = { NULL };

  if (self->recipients->len >= RELAIS_REPORT_MAX_RECIPIENTS || is_known (self, address))
    return;
  recipient.final_recipient = g_strdup (address);
  recipient.action = action;
  recipient.diagnostic = relais_report_cut_diagnostic (reason);
  recipient.status = relais_report_find_status (reason);
  g_array_append_val (self->recipients, recipient);
}

/* Where the returned message begins: its headers name people who are no failed recipients. */
static const char *
find_returned (const char *text)
{
  static const char *const openers[] = {
    "--- below this line is a copy", "------ this is a copy of", "----- original message",
    "-----original message", "--- the header of the original", "----- message header",
    "--- original message", "----- transcript of", "return-path:", "received:", "message-id:",
    "----- message d'origine", "----- original", "original message headers",
    "message headers follow", "en-tetes d'origine", NULL,
  };

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      g_autoptr (GString) fold = g_string_new (NULL);

      if (*line == '\n')
        line++;
      if (*line == '\0')
        break;
      relais_quote_fold (fold, line, MIN (strcspn (line, "\n"), 120));
      for (gsize i = 0; openers[i] != NULL; i++)
        if (g_str_has_prefix (fold->str, openers[i]) && strstr (openers[i], "transcript") == NULL)
          return line;
    }
  return text + strlen (text);
}

static gboolean
begins_with_address (const char *line)
{
  g_autofree char *address = relais_report_find_address (line, strcspn (line, " \t"));

  return address != NULL && strstr (line, address) - line <= 1;
}

/* The lines that name an address at their beginning, with what stands behind it and below as
 * reason. */
static void
find_recipients (RelaisReport *self,
                 const char *text,
                 gsize length,
                 RelaisReportAction action)
{
  g_autofree char *part = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (part, "\n", 2000);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i] + strspn (lines[i], " \t*'\"<(-");
      const char *colon;
      g_autofree char *address = relais_report_find_address (line, strlen (line));
      g_autoptr (GString) reason = NULL;

      if (address == NULL)
        continue;
      /* "user@example.org", "<user@example.org>:", "User (user@example.org)", "To:
       * user@example.org" */
      colon = strstr (line, address);
      if (colon == NULL
          || (colon != line && strchr ("<('\" \t:;", colon[-1]) == NULL) || colon - line > 60)
        continue;
      if (g_ascii_strncasecmp (line, "from", 4) == 0 ||
          g_ascii_strncasecmp (line, "reply", 5) == 0 ||
          g_ascii_strncasecmp (line, "sender", 6) == 0 || g_ascii_strncasecmp (line, "de ", 3) == 0)
        continue;
      if (colon - line > 24 && line[strcspn (line, "<(")] == '\0')
        continue;
      reason = g_string_new (colon + strlen (address));
      for (gsize j = i + 1; lines[j] != NULL && reason->len < 600 && j < i + 8; j++)
        {
          const char *below = lines[j] + strspn (lines[j], " \t");

          if (*below == '\0' && reason->len > 3)
            break;
          if (begins_with_address (below) && reason->len > 3)
            break;
          g_string_append_c (reason, ' ');
          g_string_append (reason, below);
        }
      g_string_erase (reason, 0, strspn (reason->str, ">'\"): \t"));
      add_recipient (self, address, action, reason->str);
    }
}

/* The prose is read when a header gives it away, or when two signs of three agree: a person may
 * write "undeliverable", and a postmaster may write letters. An answer to a bounce keeps its
 * subject. */
static gboolean
has_signs (CamelMimeMessage *message,
           gboolean *sure)
{
  CamelMedium *medium = CAMEL_MEDIUM (message);
  g_autofree char *subject = relais_parse_one_line (camel_mime_message_get_subject (message));
  g_autofree char *fold = fold_text (subject != NULL ? subject : "");

  *sure = camel_medium_get_header (medium, "X-Failed-Recipients") != NULL;
  if (*sure || is_bounce_sender (message))
    return TRUE;
  return is_bounce_subject (fold) && camel_medium_get_header (medium, "In-Reply-To") == NULL
         && relais_quote_subject_context (fold) == RELAIS_QUOTE_CONTEXT_NONE;
}

gboolean
relais_report_may_be_prose (CamelMimeMessage *message)
{
  gboolean sure;

  return has_signs (message, &sure);
}

static void
take_failed_header (RelaisReport *self,
                    const char *failed,
                    RelaisReportAction action,
                    const char *text)
{
  g_auto (GStrv) addresses = g_strsplit (failed, ",", RELAIS_REPORT_MAX_RECIPIENTS);

  for (gsize i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *address = relais_report_find_address (addresses[i], strlen (addresses[i]));

      if (address != NULL)
        add_recipient (self, address, action, text);
    }
}

gboolean
relais_report_read_prose (RelaisReport *self,
                          CamelMimeMessage *message,
                          const char *text)
{
  g_autofree char *subject = relais_parse_one_line (camel_mime_message_get_subject (message));
  g_autofree char *subject_fold = fold_text (subject != NULL ? subject : "");
  g_autofree char *failed = relais_parse_header (CAMEL_MEDIUM (message), "X-Failed-Recipients");
  g_autofree char *fold = fold_text (text);
  const char *returned = find_returned (text);
  const char *original;
  RelaisReportAction action;
  gboolean sure;

  if (!has_signs (message, &sure) || (!sure && !has_failure (fold)))
    return FALSE;

  self->type = RELAIS_REPORT_DSN;
  action = is_delay (fold) || strstr (subject_fold, "delay") != NULL ||
               strstr (subject_fold, "retard") != NULL
             ? RELAIS_REPORT_ACTION_DELAYED
             : RELAIS_REPORT_ACTION_FAILED;
  find_recipients (self, text, returned - text, action);
  if (failed != NULL)
    take_failed_header (self, failed, action, text);
  relais_report_read_returned (self, returned);
  /* Exchange: "Subject: …" in its prose, "Undeliverable: …" above it. */
  relais_report_read_returned (self, text);
  original = subject != NULL ? strchr (subject, ':') : NULL;
  if (self->original_subject == NULL && original != NULL &&
      (g_str_has_prefix (subject_fold, "undeliverable:") ||
       g_str_has_prefix (subject_fold, "non remis")))
    self->original_subject = g_strdup (original + 1 + strspn (original + 1, " "));
  return TRUE;
}
