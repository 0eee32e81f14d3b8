/* relais-report.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-report-private.h"

#include <string.h>

#include "relais-extract-private.h"
#include "relais-parsed-message-private.h"
#include "relais-quote-private.h"

#define MAX_DEPTH 8
#define MAX_PARTS 60

G_DEFINE_BOXED_TYPE (RelaisReport, relais_report, relais_report_ref, relais_report_unref)

/* What the walk through the parts has found so far. */
typedef struct {
  RelaisReport *report;
  GString *text; /* (nullable): gathers the prose instead of the fields */
  guint n_parts;
} Search;

void
relais_report_clear_recipient (RelaisReportRecipient *recipient)
{
  g_free (recipient->original_recipient);
  g_free (recipient->final_recipient);
  g_free (recipient->status);
  g_free (recipient->diagnostic);
}

RelaisReport *
relais_report_ref (RelaisReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
relais_report_unref (RelaisReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->recipients);
  g_free (self->original_message_id);
  g_free (self->original_subject);
  g_free (self->reporting_mta);
  g_free (self);
}

static void
read_original (RelaisReport *self,
               CamelMimeMessage *original)
{
  g_auto (GStrv) ids =
    relais_parse_ids (camel_medium_get_header (CAMEL_MEDIUM (original), "Message-ID"), 1);

  if (self->original_message_id == NULL)
    self->original_message_id = g_strdup (ids[0]);
  if (self->original_subject == NULL)
    self->original_subject = relais_parse_one_line (camel_mime_message_get_subject (original));
}

static void
search_leaf (Search *search,
             CamelMimePart *part)
{
  static const struct {
    const char *subtype;
    RelaisReportType type;
  } fields[] = {
    { "delivery-status", RELAIS_REPORT_DSN },
    { "global-delivery-status", RELAIS_REPORT_DSN },
    { "disposition-notification", RELAIS_REPORT_MDN },
    { "global-disposition-notification", RELAIS_REPORT_MDN },
    { "feedback-report", RELAIS_REPORT_FEEDBACK },
  };
  CamelContentType *type = relais_extract_content_type (part);
  g_autofree char *text = NULL;

  if (type == NULL || camel_content_type_is (type, "text", "plain")
      || camel_content_type_is (type, "text", "html"))
    {
      if (search->text == NULL || search->text->len >= RELAIS_REPORT_MAX_TEXT)
        return;
      text = relais_extract_part_text (part, RELAIS_REPORT_MAX_TEXT, NULL, NULL);
      g_string_append_printf (search->text, "%s\n\n", text);
      return;
    }
  if (search->text != NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (camel_content_type_is (type, "message", fields[i].subtype))
      {
        text = relais_extract_part_text (part, RELAIS_REPORT_MAX_TEXT, NULL, NULL);
        relais_report_read_fields (search->report, text, fields[i].type);
        return;
      }
  if (camel_content_type_is (type, "text", "rfc822-headers")
      || camel_content_type_is (type, "message", "global-headers")
      || camel_content_type_is (type, "message", "global")
      || camel_content_type_is (type, "message", "rfc822"))
    {
      text = relais_extract_part_text (part, RELAIS_REPORT_MAX_TEXT, NULL, NULL);
      relais_report_read_returned (search->report, text);
    }
}

static void
search_part (Search *search,
             CamelMimePart *part,
             guint depth)
{
  CamelDataWrapper *content = camel_medium_get_content (CAMEL_MEDIUM (part));

  if (content == NULL || depth > MAX_DEPTH || search->n_parts++ > MAX_PARTS)
    return;
  if (CAMEL_IS_MULTIPART (content))
    {
      guint n_parts = MIN (camel_multipart_get_number (CAMEL_MULTIPART (content)), MAX_PARTS);

      for (guint i = 0; i < n_parts; i++)
        {
          CamelMimePart *child = camel_multipart_get_part (CAMEL_MULTIPART (content), i);

          if (child != NULL)
            search_part (search, child, depth + 1);
        }
    }
  else if (CAMEL_IS_MIME_MESSAGE (content) && search->text == NULL)
    read_original (search->report, CAMEL_MIME_MESSAGE (content));
  else if (!CAMEL_IS_MIME_MESSAGE (content))
    search_leaf (search, part);
}

/* Reads the prose only of what looks like a bounce from outside: it costs as much as all the
 * rest. */
static gboolean
search_prose (RelaisReport *self,
              CamelMimeMessage *message)
{
  Search search = { .report = self };
  gboolean found;

  if (!relais_report_may_be_prose (message))
    return FALSE;
  search.text = g_string_new (NULL);
  search_part (&search, CAMEL_MIME_PART (message), 0);
  found = relais_report_read_prose (self, message, search.text->str);
  g_string_free (search.text, TRUE);
  return found;
}

/* RFC 3834 section 5: "auto-replied"; and what answered by itself before there was a standard. */
gboolean
relais_report_is_auto_reply (CamelMimeMessage *message)
{
  static const char *const present[] = {
    "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder", "X-Autoreply-From",
    "X-Mail-Autoreply", "X-Vacation", NULL,
  };
  static const char *const openers[] = {
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response",
    "automatic response", "out of office", "out of the office", "reponse automatique",
    "reponse auto ", "reponse auto:", "message d'absence", "absence du bureau", "absent du bureau",
    "automatische antwort", "abwesenheitsnotiz", "respuesta automatica", "risposta automatica",
    "automatisch antwoord", "(auto)", NULL,
  };
  CamelMedium *medium = CAMEL_MEDIUM (message);
  g_autofree char *submitted = relais_parse_header (medium, "Auto-Submitted");
  g_autofree char *precedence = relais_parse_header (medium, "Precedence");
  const char *subject = camel_mime_message_get_subject (message);
  g_autoptr (GString) fold = g_string_new (NULL);

  if (submitted != NULL && g_ascii_strncasecmp (submitted, "auto-replied", 12) == 0)
    return TRUE;
  if (precedence != NULL && (g_ascii_strcasecmp (precedence, "auto_reply") == 0
                             || g_ascii_strcasecmp (precedence, "auto-reply") == 0))
    return TRUE;
  for (gsize i = 0; present[i] != NULL; i++)
    if (camel_medium_get_header (medium, present[i]) != NULL)
      return TRUE;
  if (subject != NULL)
    relais_quote_fold (fold, subject, strlen (subject));
  for (gsize i = 0; openers[i] != NULL; i++)
    if (g_str_has_prefix (fold->str, openers[i]))
      return TRUE;
  return FALSE;
}

static void
read_answered (RelaisReport *self,
               CamelMimeMessage *message)
{
  CamelMedium *medium = CAMEL_MEDIUM (message);
  g_auto (GStrv) ids = relais_parse_ids (camel_medium_get_header (medium, "In-Reply-To"), 1);

  if (ids[0] == NULL)
    {
      g_clear_pointer (&ids, g_strfreev);
      ids = relais_parse_ids (camel_medium_get_header (medium, "References"), 1);
    }
  self->original_message_id = g_strdup (ids[0]);
}

/* Whether the message itself, not a copy inside somebody's forward, is a report. */
static gboolean
is_report_container (CamelMimeMessage *message)
{
  CamelContentType *type = relais_extract_content_type (CAMEL_MIME_PART (message));

  return type != NULL && (camel_content_type_is (type, "multipart", "report")
                          || camel_content_type_is (type, "message", "delivery-status"));
}

RelaisReport *
relais_report_parse (CamelMimeMessage *message)
{
  RelaisReport *self = g_new0 (RelaisReport, 1);
  Search search = { .report = self };

  g_atomic_ref_count_init (&self->refs);
  self->recipients = g_array_new (FALSE, TRUE, sizeof (RelaisReportRecipient));
  g_array_set_clear_func (self->recipients, (GDestroyNotify) relais_report_clear_recipient);
  g_return_val_if_fail (CAMEL_IS_MIME_MESSAGE (message), self);

  search_part (&search, CAMEL_MIME_PART (message), 0);
  if (self->type == RELAIS_REPORT_NONE && is_report_container (message))
    self->type = RELAIS_REPORT_DSN;
  if (self->type == RELAIS_REPORT_DSN && self->recipients->len == 0)
    search_prose (self, message);
  else if (self->type == RELAIS_REPORT_NONE && !search_prose (self, message))
    {
      g_clear_pointer (&self->original_message_id, g_free);
      g_clear_pointer (&self->original_subject, g_free);
      if (relais_report_is_auto_reply (message))
        {
          self->type = RELAIS_REPORT_AUTO_REPLY;
          read_answered (self, message);
        }
    }
  return self;
}

RelaisReportType
relais_report_get_report_type (RelaisReport *self)
{
  return self->type;
}

const RelaisReportRecipient *
relais_report_get_recipients (RelaisReport *self,
                              guint *n_recipients)
{
  *n_recipients = self->recipients->len;
  return (const RelaisReportRecipient *) (gpointer) self->recipients->data;
}

const char *
relais_report_get_original_message_id (RelaisReport *self)
{
  return self->original_message_id;
}

const char *
relais_report_get_original_subject (RelaisReport *self)
{
  return self->original_subject;
}

const char *
relais_report_get_reporting_mta (RelaisReport *self)
{
  return self->reporting_mta;
}

const char *
relais_report_action_to_string (RelaisReportAction action)
{
  switch (action)
    {
    case RELAIS_REPORT_ACTION_FAILED:
      return "failed";
    case RELAIS_REPORT_ACTION_DELAYED:
      return "delayed";
    case RELAIS_REPORT_ACTION_DELIVERED:
      return "delivered";
    case RELAIS_REPORT_ACTION_RELAYED:
      return "relayed";
    case RELAIS_REPORT_ACTION_EXPANDED:
      return "expanded";
    case RELAIS_REPORT_ACTION_DISPLAYED:
      return "displayed";
    case RELAIS_REPORT_ACTION_DELETED:
      return "deleted";
    case RELAIS_REPORT_ACTION_UNKNOWN:
    default:
      return "unknown";
    }
}
