/* relais-verdict-classify.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-verdict-private.h"

/* Two kinds as close as this are a matter for somebody else. */
#define UNSURE_MARGIN 0.15

/* Mass mail and notifications are about what the sender wants, not about a request: they must look very much like one. */
#define MACHINE_CONFIDENCE 0.95

/* A pack's kinds have a hundred examples each: a mail that is of one looks very much like it (measured on mails that no pack quotes: nearly
 * all above 0.9), and one that only shares words with it does not. Kinds that people add begin with few examples and have the classifier's own
 * threshold. */
#define PACK_CONFIDENCE 0.75

/* Headers say for certain what words only suggest: a bounce and an automatic reply are what they are. */
static RelaisKind *
find_recognised (RelaisKnowledge     *knowledge,
                 RelaisParsedMessage *message)
{
  GPtrArray *kinds = relais_knowledge_get_kinds (knowledge);
  const char *sign = NULL;

  if (relais_parsed_message_has_flag (message, RELAIS_PARSED_REPORT))
    sign = "report";
  else if (relais_parsed_message_has_flag (message, RELAIS_PARSED_AUTO_REPLY))
    sign = "automatic";

  for (guint i = 0; sign != NULL && i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);

      if (relais_kind_get_enabled (kind) && g_strcmp0 (relais_kind_get_sign (kind), sign) == 0)
        return kind;
    }

  return NULL;
}

static void
take_votes (RelaisVerdict        *self,
            RelaisClassification *classification)
{
  const RelaisClassificationReason *reasons;
  double first = 0;
  double second = 0;
  guint n_reasons;

  for (guint i = 0; i < relais_classification_get_n_ranked (classification); i++)
    {
      JsonObject *vote = json_object_new ();
      double probability;

      json_object_set_string_member (vote, "kind", relais_classification_get_ranked (classification, i, &probability));
      json_object_set_double_member (vote, "probability", probability);
      json_array_add_object_element (self->votes, vote);
      if (i == 0)
        first = probability;
      else if (i == 1)
        second = probability;
    }

  reasons = relais_classification_get_reasons (classification, &n_reasons);
  for (guint i = 0; i < n_reasons; i++)
    if (reasons[i].weight > 0)
      g_ptr_array_add (self->why, g_strdup (reasons[i].word));

  self->unsure = relais_classification_get_kind (classification) == NULL || first - second < UNSURE_MARGIN;
}

static gboolean
is_by_machine (RelaisParsedMessage *message)
{
  return relais_parsed_message_has_flag (message, RELAIS_PARSED_LIST) ||
         relais_parsed_message_has_flag (message, RELAIS_PARSED_AUTOMATIC) ||
         relais_parsed_message_has_flag (message, RELAIS_PARSED_CALENDAR);
}

static gboolean
has_text (RelaisParsedMessage *message)
{
  const char *text = relais_parsed_message_get_text (message);

  return text[strspn (text, " \t\r\n")] != '\0';
}

/* What is asked stands in the file: somebody must open it. */
static gboolean
is_only_files (RelaisParsedMessage *message)
{
  guint n_attachments;

  relais_parsed_message_get_attachments (message, &n_attachments);

  return n_attachments > 0 && !has_text (message);
}

/* See the private header. The subject of a reply is that of the letter before: "Re: Certificate" over thanks asks for none. */
char *
relais_verdict_dup_text (RelaisParsedMessage *message)
{
  const char *subject = relais_parsed_message_get_plain_subject (message);
  gboolean is_reply = relais_parsed_message_get_in_reply_to (message) != NULL &&
                      strcmp (subject, relais_parsed_message_get_subject (message)) != 0;

  if (is_reply && has_text (message))
    return g_strdup (relais_parsed_message_get_text (message));

  return g_strconcat (subject, "\n", relais_parsed_message_get_text (message), NULL);
}

/* See the private header. */
void
relais_verdict_classify (RelaisVerdict *self)
{
  RelaisClassifierModel *model = relais_knowledge_get_model (self->knowledge);
  g_autofree char *text = relais_verdict_dup_text (self->message);
  g_autoptr(RelaisClassification) classification = relais_classifier_model_explain (model, text, RELAIS_VERDICT_MAX_REASONS);
  RelaisKind *recognised = find_recognised (self->knowledge, self->message);

  take_votes (self, classification);
  self->source = RELAIS_SOURCE_CLASSIFIER;
  self->confidence = relais_classification_get_confidence (classification);
  self->kind = relais_knowledge_get_kind (self->knowledge, relais_classification_get_kind (classification));

  if (recognised != NULL)
    {
      self->kind = recognised;
      self->confidence = 1.0;
      self->unsure = FALSE;
    }
  else if (self->kind != NULL && is_by_machine (self->message) && self->confidence < MACHINE_CONFIDENCE)
    {
      self->kind = NULL;
      self->unsure = FALSE;
    }
  else if (self->kind != NULL && relais_kind_get_pack (self->kind) != NULL && self->confidence < PACK_CONFIDENCE)
    {
      self->kind = NULL;
      self->unsure = TRUE;
    }
  else if (self->kind != NULL && is_only_files (self->message))
    {
      self->kind = NULL;
      self->unsure = FALSE;
    }

  /* Sure that it is nothing: what is reported is how sure. */
  if (self->kind == NULL)
    self->confidence = 1.0 - relais_classification_get_in_scope (classification);
}
