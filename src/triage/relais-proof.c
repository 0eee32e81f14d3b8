/* relais-proof.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-proof.h"

static void
reply_free (gpointer data)
{
  RelaisProofReply *reply = data;

  g_free (reply->text);
  g_free (reply->language);
  g_free (reply->kind);
  g_free (reply->proposed);
  g_free (reply);
}

/* Returns: (transfer full) */
RelaisProof *
relais_proof_new (gint64               message,
                  gint64               received,
                  RelaisParsedMessage *parsed)
{
  RelaisProof *self = g_new0 (RelaisProof, 1);

  self->message = message;
  self->received = received;
  self->parsed = relais_parsed_message_ref (parsed);
  self->replies = g_ptr_array_new_with_free_func (reply_free);
  self->outcome = RELAIS_PROOF_UNCLEAR;

  return self;
}

/**
 * relais_proof_add_reply:
 * @language: (nullable): that of the message is taken then
 * @kind: (nullable)
 * @proposed: (nullable)
 */
void
relais_proof_add_reply (RelaisProof *self,
                        const char  *text,
                        const char  *language,
                        const char  *kind,
                        const char  *proposed)
{
  RelaisProofReply *reply = g_new0 (RelaisProofReply, 1);

  reply->text = g_strdup (text);
  reply->language = g_strdup (language);
  reply->kind = g_strdup (kind);
  reply->proposed = g_strdup (proposed);
  g_ptr_array_add (self->replies, reply);
}

static void
forget_texts (RelaisProof *self)
{
  g_clear_pointer (&self->parsed, relais_parsed_message_unref);
  g_clear_pointer (&self->replies, g_ptr_array_unref);
}

void
relais_proof_free (gpointer data)
{
  RelaisProof *self = data;

  forget_texts (self);
  g_free (self->model_kind);
  g_free (self->person_kind);
  g_free (self->kind);
  g_free (self);
}

static gboolean
was_learned (RelaisProof     *self,
             RelaisKnowledge *knowledge)
{
  const char *text = relais_parsed_message_get_text (self->parsed);
  g_autofree char *whole = g_strconcat (relais_parsed_message_get_plain_subject (self->parsed), "\n", text, NULL);

  /* Corrections learn subject and text, people may have copied the text alone. */
  return self->corrected || relais_knowledge_has_learned (knowledge, whole) || relais_knowledge_has_learned (knowledge, text);
}

/* Returns: (nullable): the kind whose answer it is */
static const char *
find_kind (const RelaisProofReply *reply,
           RelaisLikeness         *likeness,
           const char             *language)
{
  const char *written = reply->language != NULL ? reply->language : language;

  if (reply->kind != NULL && reply->proposed != NULL &&
      relais_likeness_agrees (likeness, reply->text, reply->proposed, written))
    return reply->kind;

  return relais_likeness_find (likeness, reply->text, written, NULL);
}

/* See the header. */
void
relais_proof_judge (RelaisProof     *self,
                    RelaisKnowledge *knowledge,
                    RelaisLikeness  *likeness)
{
  const RelaisOpinion opinion = { RELAIS_SOURCE_MODEL, self->model_kind, 1.0, NULL, NULL };
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (self->received / 1000);
  RelaisKind *kind = relais_verdict_find_kind (knowledge, self->parsed, self->modelled ? &opinion : NULL, then);
  const char *language = relais_parsed_message_get_language (self->parsed);
  gboolean right = FALSE;
  gboolean wrong;

  self->kind = kind != NULL ? g_strdup (relais_kind_get_id (kind)) : NULL;
  wrong = self->corrected && g_strcmp0 (self->person_kind, self->kind) != 0;
  for (guint i = 0; i < self->replies->len; i++)
    {
      const char *answered = find_kind (g_ptr_array_index (self->replies, i), likeness, language);

      if (answered != NULL && g_strcmp0 (answered, self->kind) == 0)
        right = TRUE;
      else if (answered != NULL)
        wrong = TRUE;
    }

  if (wrong)
    self->outcome = RELAIS_PROOF_WRONG;
  else if (right)
    self->outcome = was_learned (self, knowledge) ? RELAIS_PROOF_LEARNED : RELAIS_PROOF_RIGHT;
  else
    self->outcome = RELAIS_PROOF_UNCLEAR;

  forget_texts (self);
}
