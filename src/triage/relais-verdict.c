/* relais-verdict.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-fields.h"
#include "relais-verdict-private.h"

G_DEFINE_BOXED_TYPE (RelaisVerdict, relais_verdict, relais_verdict_ref, relais_verdict_unref)

static const char * const source_names[] = {
  [RELAIS_SOURCE_CLASSIFIER] = "classifier",
  [RELAIS_SOURCE_MODEL] = "model",
  [RELAIS_SOURCE_RULE] = "rule",
  [RELAIS_SOURCE_PERSON] = "person",
};

static const char * const no_strings[] = { NULL };

static void
take_opinion (RelaisVerdict       *self,
              const RelaisOpinion *opinion)
{
  self->kind = relais_knowledge_get_kind (self->knowledge, opinion->kind);
  self->confidence = opinion->confidence;
  self->source = opinion->source;
  self->model_version = g_strdup (opinion->version);
  self->unsure = FALSE;
}

static void
read_fields (RelaisVerdict       *self,
             const RelaisOpinion *opinion,
             GDateTime           *now)
{
  gint64 date = relais_parsed_message_get_date (self->message);
  g_autoptr(GDateTime) written = date > 0 ? g_date_time_new_from_unix_local (date) : g_date_time_ref (now);

  g_clear_pointer (&self->fields, json_object_unref);
  if (self->kind == NULL)
    {
      self->fields = json_object_new ();
      return;
    }

  self->fields = relais_fields_extract (self->kind,
                                        relais_parsed_message_get_plain_subject (self->message),
                                        relais_parsed_message_get_text (self->message),
                                        /* Who passes a message on is not who asks. */
                                        relais_parsed_message_has_flag (self->message, RELAIS_PARSED_FORWARD)
                                        ? NULL : relais_parsed_message_get_from_name (self->message),
                                        self->language, written);
  if (opinion == NULL || opinion->fields == NULL)
    return;

  for (guint i = 0; i < relais_kind_get_fields (self->kind)->len; i++)
    {
      const RelaisKindField *field = g_ptr_array_index (relais_kind_get_fields (self->kind), i);
      const char *value = json_object_get_string_member_with_default (opinion->fields, field->name, NULL);
      g_autofree char *normalized = NULL;

      if (value != NULL &&
          relais_field_validate (field->type, value, relais_parsed_message_get_text (self->message),
                                 self->language, written, &normalized))
        json_object_set_string_member (self->fields, field->name, normalized);
    }
}

static void
apply_rules (RelaisVerdict *self,
             GDateTime     *now)
{
  GPtrArray *rules = relais_knowledge_get_rules (self->knowledge);
  const char *id = self->kind != NULL ? relais_kind_get_id (self->kind) : NULL;
  int action;

  self->action = self->kind != NULL ? relais_kind_get_action (self->kind) : RELAIS_ACTION_NONE;
  self->person = self->kind != NULL
                 ? relais_knowledge_get_person (self->knowledge, relais_kind_get_member (self->kind)) : NULL;

  for (guint i = 0; self->rule == NULL && i < rules->len; i++)
    if (relais_rule_matches (g_ptr_array_index (rules, i), self->message, id, self->fields))
      self->rule = g_ptr_array_index (rules, i);
  if (self->rule == NULL)
    return;

  /* A person's word on one message is above the rule they once made for many. */
  if (self->source != RELAIS_SOURCE_PERSON && relais_rule_get_then_kind (self->rule) != NULL)
    {
      self->kind = relais_knowledge_get_kind (self->knowledge, relais_rule_get_then_kind (self->rule));
      self->confidence = 1.0;
      self->source = RELAIS_SOURCE_RULE;
      self->unsure = FALSE;
      read_fields (self, NULL, now);
      self->action = self->kind != NULL ? relais_kind_get_action (self->kind) : RELAIS_ACTION_NONE;
      self->person = self->kind != NULL
                     ? relais_knowledge_get_person (self->knowledge, relais_kind_get_member (self->kind)) : NULL;
    }

  action = relais_rule_get_then_action (self->rule);
  if (action >= 0)
    self->action = (RelaisAction) action;
  if (relais_rule_get_then_member (self->rule) > 0)
    self->person = relais_knowledge_get_person (self->knowledge, relais_rule_get_then_member (self->rule));
}

static gboolean
wants_answer (RelaisAction action)
{
  return action == RELAIS_ACTION_DRAFT || action == RELAIS_ACTION_AUTO || action == RELAIS_ACTION_TASK;
}

/* What it is before any rule was asked. */
static RelaisVerdict *
begin (RelaisKnowledge     *knowledge,
       RelaisParsedMessage *message,
       const RelaisOpinion *opinion)
{
  RelaisVerdict *self = g_new0 (RelaisVerdict, 1);
  const char *language = relais_parsed_message_get_language (message);

  g_atomic_ref_count_init (&self->ref_count);
  self->knowledge = relais_knowledge_ref (knowledge);
  self->message = relais_parsed_message_ref (message);
  self->language = g_strdup (language != NULL ? language : "en");
  self->why = g_ptr_array_new_null_terminated (RELAIS_VERDICT_MAX_REASONS, g_free, TRUE);
  self->votes = json_array_new ();

  relais_verdict_classify (self);
  if (opinion != NULL)
    take_opinion (self, opinion);

  return self;
}

/**
 * relais_verdict_new:
 * @opinion: (nullable): what a model or the user says the kind is
 * @now: the reference for messages without a date, and "today" in templates
 *
 * Returns: (transfer full)
 */
RelaisVerdict *
relais_verdict_new (RelaisKnowledge     *knowledge,
                    RelaisParsedMessage *message,
                    const RelaisOpinion *opinion,
                    GDateTime           *now)
{
  RelaisVerdict *self = begin (knowledge, message, opinion);

  read_fields (self, opinion, now);
  apply_rules (self, now);

  if (self->kind != NULL && wants_answer (self->action) && relais_kind_has_template (self->kind, NULL))
    self->answer = relais_answer_new (knowledge, self->kind, message, self->fields, self->language, now);

  return self;
}

/**
 * relais_verdict_find_kind:
 *
 * Returns: (nullable) (transfer none): what relais_verdict_new() would say the kind is
 */
RelaisKind *
relais_verdict_find_kind (RelaisKnowledge     *knowledge,
                          RelaisParsedMessage *message,
                          const RelaisOpinion *opinion,
                          GDateTime           *now)
{
  g_autoptr(RelaisVerdict) self = begin (knowledge, message, opinion);
  GPtrArray *rules = relais_knowledge_get_rules (knowledge);
  gboolean asked = FALSE;

  for (guint i = 0; i < rules->len; i++)
    asked = asked || relais_rule_asks_fields (g_ptr_array_index (rules, i));
  if (asked)
    read_fields (self, opinion, now);
  else
    self->fields = json_object_new ();
  apply_rules (self, now);

  return self->kind;
}

const char *
relais_source_to_string (RelaisSource source)
{
  g_return_val_if_fail (source <= RELAIS_SOURCE_PERSON, NULL);

  return source_names[source];
}

RelaisVerdict *
relais_verdict_ref (RelaisVerdict *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
relais_verdict_unref (RelaisVerdict *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->answer, relais_answer_free);
  json_array_unref (self->votes);
  json_object_unref (self->fields);
  g_ptr_array_unref (self->why);
  g_free (self->language);
  g_free (self->model_version);
  relais_parsed_message_unref (self->message);
  relais_knowledge_unref (self->knowledge);
  g_free (self);
}

/**
 * relais_verdict_get_kind:
 *
 * Returns: (nullable) (transfer none): %NULL: none of these
 */
RelaisKind *
relais_verdict_get_kind (RelaisVerdict *self)
{
  return self->kind;
}

double
relais_verdict_get_confidence (RelaisVerdict *self)
{
  return self->confidence;
}

RelaisSource
relais_verdict_get_source (RelaisVerdict *self)
{
  return self->source;
}

gboolean
relais_verdict_is_unsure (RelaisVerdict *self)
{
  return self->unsure;
}

RelaisAction
relais_verdict_get_action (RelaisVerdict *self)
{
  return self->action;
}

/**
 * relais_verdict_get_person:
 *
 * Returns: (nullable) (transfer none): who is responsible
 */
const RelaisPerson *
relais_verdict_get_person (RelaisVerdict *self)
{
  return self->person;
}

/**
 * relais_verdict_get_rule:
 *
 * Returns: (nullable) (transfer none): the rule that decided
 */
RelaisRule *
relais_verdict_get_rule (RelaisVerdict *self)
{
  return self->rule;
}

JsonObject *
relais_verdict_get_fields (RelaisVerdict *self)
{
  return self->fields;
}

const char *
relais_verdict_get_language (RelaisVerdict *self)
{
  return self->language;
}

const char * const *
relais_verdict_get_why (RelaisVerdict *self)
{
  return self->why->len > 0 ? (const char * const *) self->why->pdata : no_strings;
}

const char *
relais_verdict_get_recipient (RelaisVerdict *self)
{
  const char *reply_to = relais_parsed_message_get_reply_to (self->message);

  if (relais_parsed_message_has_flag (self->message, RELAIS_PARSED_NO_REPLY))
    return NULL;

  return reply_to != NULL ? reply_to : relais_parsed_message_get_from_address (self->message);
}

/**
 * relais_verdict_get_subject:
 *
 * Returns: (nullable) (transfer none): of the answer; %NULL when none is proposed
 */
const char *
relais_verdict_get_subject (RelaisVerdict *self)
{
  return self->answer != NULL ? self->answer->subject : NULL;
}

/**
 * relais_verdict_get_answer:
 *
 * Returns: (nullable) (transfer none): the text of the answer; %NULL when none is proposed
 */
const char *
relais_verdict_get_answer (RelaisVerdict *self)
{
  return self->answer != NULL ? self->answer->text : NULL;
}

const char * const *
relais_verdict_get_missing (RelaisVerdict *self)
{
  return self->answer != NULL ? (const char * const *) self->answer->missing : no_strings;
}
