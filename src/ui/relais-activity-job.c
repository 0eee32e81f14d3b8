/* relais-activity-job.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-job.h"
#include "relais-json.h"
#include "relais-words.h"

#define MAX_PAYLOAD_SIZE (64 * 1024 * 1024)

/* By kind of job: what failed, for good or for now, and what it means to give it up. */
static const struct
{
  const char *kind;
  const char *sentence;
  const char *for_now;
  const char *loss;
} kinds[] = {
  { "mail.send", N_("A mail could not be sent"), N_("A mail could not leave yet"), N_("It will not be sent, and becomes a draft again.") },
  { "mail.copy", N_("The copy of a sent mail could not be kept in Sent"), N_("The copy of a sent mail could not be kept in Sent yet"),
    N_("The mail itself has left.") },
  { "triage", N_("A message could not be sorted"), N_("A message could not be sorted yet"),
    N_("The message stays in the inbox, marked as done.") },
};

gboolean
relais_activity_job_is_waiting (RelaisJob *job)
{
  return relais_job_get_state (job) == RELAIS_JOB_WAITING;
}

static gboolean
is_kind (RelaisJob  *job,
         const char *kind)
{
  return g_str_equal (relais_job_get_kind (job), kind);
}

char *
relais_activity_job_dup_sentence (RelaisJob *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_kind (job, kinds[i].kind))
      return g_strdup (relais_activity_job_is_waiting (job) ? _(kinds[i].for_now) : _(kinds[i].sentence));

  /* Translators: the technical name of something that failed */
  return g_strdup_printf (_("“%s” could not be done"), relais_job_get_kind (job));
}

const char *
relais_activity_job_get_loss (RelaisJob *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_kind (job, kinds[i].kind))
      return _(kinds[i].loss);

  return _("Relais does not try it any more.");
}

/* Returns: (transfer full) (nullable): the last failure, when it is one that there are words for */
static GError *
dup_error (RelaisJob *job)
{
  const GQuark known[] = { RELAIS_JOB_ERROR, RELAIS_STORAGE_ERROR, RELAIS_MAIL_ERROR, RELAIS_NET_ERROR, RELAIS_TRIAGE_ERROR };
  int code;
  const char *domain = relais_job_get_cause (job, &code);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (domain, g_quark_to_string (known[i])) == 0)
      return g_error_new_literal (known[i], code, relais_job_get_error (job) != NULL ? relais_job_get_error (job) : "");

  return NULL;
}

gboolean
relais_activity_job_is_uncertain (RelaisJob *job)
{
  g_autoptr(GError) cause = dup_error (job);

  return g_error_matches (cause, RELAIS_JOB_ERROR, RELAIS_JOB_ERROR_UNCERTAIN);
}

/* What is said elsewhere promises another try; here there is none. */
static const char *
get_last_word (const GError *cause)
{
  if (g_error_matches (cause, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TRY_LATER))
    return _("The server did not take it, again and again.");
  if (g_error_matches (cause, RELAIS_NET_ERROR, RELAIS_NET_ERROR_RATE_LIMITED))
    return _("The service asked for a pause, again and again.");
  if (g_error_matches (cause, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND))
    return _("Its mailbox is not there any more. Add it again, or discard this.");

  return NULL;
}

char *
relais_activity_job_dup_cause (RelaisJob *job)
{
  g_autoptr(GError) cause = dup_error (job);
  const char *last = relais_activity_job_is_waiting (job) ? NULL : get_last_word (cause);
  g_autoptr(GError) mail = NULL;

  if (cause == NULL && relais_job_get_cause (job, NULL) != NULL)
    return g_strdup (_("Something unexpected happened."));
  if (cause == NULL)
    return g_strdup (_("Relais ended each time while it did this."));
  if (last != NULL)
    return g_strdup (last);

  /* The queue's own words about a mail are those of the mail server. */
  if (cause->domain == RELAIS_JOB_ERROR && is_kind (job, "mail.send"))
    {
      mail = g_error_new_literal (RELAIS_MAIL_ERROR, cause->code == RELAIS_JOB_ERROR_UNCERTAIN ? RELAIS_MAIL_ERROR_UNCERTAIN
                                                                                               : RELAIS_MAIL_ERROR_REFUSED, "");
      return relais_words_dup_error (mail);
    }
  if (cause->domain == RELAIS_JOB_ERROR)
    return g_strdup (_("It is damaged, and trying again will hardly help."));

  return relais_words_dup_error (cause);
}

/* Returns: (transfer full) (nullable) */
static JsonNode *
parse_payload (RelaisJob *job)
{
  JsonNode *payload = relais_json_parse (relais_job_get_payload (job), -1, MAX_PAYLOAD_SIZE, "payload", NULL);

  if (payload != NULL && !JSON_NODE_HOLDS_OBJECT (payload))
    g_clear_pointer (&payload, json_node_unref);

  return payload;
}

static gint64
get_number (RelaisJob  *job,
            const char *kind,
            const char *member)
{
  g_autoptr(JsonNode) payload = is_kind (job, kind) ? parse_payload (job) : NULL;

  return payload != NULL ? relais_json_get_int (json_node_get_object (payload), member, 0) : 0;
}

gint64
relais_activity_job_get_message (RelaisJob *job)
{
  return get_number (job, "triage", "message");
}

gint64
relais_activity_job_get_delivery (RelaisJob *job)
{
  return get_number (job, "mail.send", "delivery");
}

/* “Timetable · noah@example.org”, of a mail */
static char *
dup_mail (RelaisJob *job)
{
  g_autoptr(JsonNode) payload = parse_payload (job);
  JsonNode *mail = payload != NULL ? json_object_get_member (json_node_get_object (payload), "mail") : NULL;
  g_autoptr(RelaisOutgoing) outgoing = mail != NULL ? relais_outgoing_new_from_json (mail, NULL) : NULL;
  g_auto(GStrv) recipients = outgoing != NULL ? relais_outgoing_dup_recipients (outgoing) : NULL;
  g_autofree char *to = recipients != NULL ? g_strjoinv (", ", recipients) : NULL;
  const char *subject = outgoing != NULL ? relais_outgoing_get_subject (outgoing) : NULL;

  if (outgoing == NULL)
    return NULL;

  return g_strdup_printf ("%s · %s", subject != NULL && subject[0] != '\0' ? subject : _("(No subject)"), to);
}

char *
relais_activity_job_dup_about (RelaisJob *job)
{
  guint attempts = relais_job_get_attempts (job);
  g_autofree char *mail = is_kind (job, "mail.send") ? dup_mail (job) : NULL;
  g_autofree char *tried = g_strdup_printf (ngettext ("Tried %u time", "Tried %u times", attempts), attempts);

  return mail != NULL ? g_strdup_printf ("%s · %s", mail, tried) : g_steal_pointer (&tried);
}

/* Names, times and the technical reason, never the payload. */
char *
relais_activity_job_dup_details (RelaisJob *job)
{
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_local (relais_job_get_created (job) / 1000);
  g_autofree char *when = g_date_time_format_iso8601 (created);
  const char *error = relais_job_get_error (job);

  return g_strdup_printf ("job %" G_GINT64_FORMAT " (%s)\nsince %s, attempts: %u\n%s", relais_job_get_id (job),
                          relais_job_get_kind (job), when, relais_job_get_attempts (job), error != NULL ? error : "no reason was given");
}

gboolean
relais_activity_job_matches (RelaisJob  *job,
                             const char *text)
{
  g_autofree char *sentence = relais_activity_job_dup_sentence (job);
  g_autofree char *cause = relais_activity_job_dup_cause (job);
  g_autofree char *about = relais_activity_job_dup_about (job);
  g_autofree char *all = g_strjoin ("\n", sentence, cause, about, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  return strstr (folded, wanted) != NULL;
}
