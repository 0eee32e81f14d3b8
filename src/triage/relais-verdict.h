/* relais-verdict.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-knowledge.h"

G_BEGIN_DECLS

/* What is proposed for one message: its kind with confidence and reasons, the fields read in it, the action, the person, the
 * answer. Made by a pure function of the message and the knowledge: no I/O, no clock but @now, any thread.
 *
 * By construction nothing read in a message chooses a recipient: the answer goes to the envelope's sender (Reply-To, else From), a
 * forward to a member of the team that a kind or a rule names; fields are typed values that only fill the kind's own template.
 */
#define RELAIS_TYPE_VERDICT (relais_verdict_get_type ())
typedef struct _RelaisVerdict RelaisVerdict;

typedef enum
{
  RELAIS_SOURCE_CLASSIFIER,
  RELAIS_SOURCE_MODEL,
  RELAIS_SOURCE_RULE,
  RELAIS_SOURCE_PERSON,
} RelaisSource;

const char *relais_source_to_string (RelaisSource source);

/**
 * RelaisOpinion:
 * @kind: (nullable): %NULL: none of these
 * @fields: (nullable): values a model read, already checked to stand in the text
 *
 * Somebody else's word on the kind: a model that was asked, or the user.
 */
typedef struct
{
  RelaisSource  source;
  const char   *kind;
  double        confidence;
  JsonObject   *fields;
  const char   *version;
} RelaisOpinion;

GType                relais_verdict_get_type       (void) G_GNUC_CONST;
RelaisVerdict       *relais_verdict_new            (RelaisKnowledge      *knowledge,
                                                    RelaisParsedMessage  *message,
                                                    const RelaisOpinion  *opinion,
                                                    GDateTime            *now);

/* The kind alone, forty times as fast: (nullable), of @knowledge. */
RelaisKind          *relais_verdict_find_kind      (RelaisKnowledge      *knowledge,
                                                    RelaisParsedMessage  *message,
                                                    const RelaisOpinion  *opinion,
                                                    GDateTime            *now);
RelaisVerdict       *relais_verdict_ref            (RelaisVerdict        *self);
void                 relais_verdict_unref          (RelaisVerdict        *self);
RelaisKind          *relais_verdict_get_kind       (RelaisVerdict        *self);
double               relais_verdict_get_confidence (RelaisVerdict        *self);
RelaisSource         relais_verdict_get_source     (RelaisVerdict        *self);

/* Whether the built-in classifier alone would rather ask: below its threshold, or two kinds too close. */
gboolean             relais_verdict_is_unsure      (RelaisVerdict        *self);
RelaisAction         relais_verdict_get_action     (RelaisVerdict        *self);
const RelaisPerson  *relais_verdict_get_person     (RelaisVerdict        *self);
RelaisRule          *relais_verdict_get_rule       (RelaisVerdict        *self);
JsonObject          *relais_verdict_get_fields     (RelaisVerdict        *self);
const char          *relais_verdict_get_language   (RelaisVerdict        *self);

/* The words that counted, most first. */
const char * const  *relais_verdict_get_why        (RelaisVerdict        *self);

/* (nullable): nobody to answer */
const char          *relais_verdict_get_recipient  (RelaisVerdict        *self);
const char          *relais_verdict_get_subject    (RelaisVerdict        *self);
const char          *relais_verdict_get_answer     (RelaisVerdict        *self);

/* Variables of the template that the message did not give; empty when the answer is whole. */
const char * const  *relais_verdict_get_missing    (RelaisVerdict        *self);

/* The replayable record: text used, versions, votes, reasons, rule. */
JsonNode            *relais_verdict_dup_record     (RelaisVerdict        *self);

/* One element of "messages" in `relaisctl triage --json` (DESIGN 8). */
JsonNode            *relais_verdict_to_json        (RelaisVerdict        *self,
                                                    const char           *id,
                                                    const char           *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisVerdict, relais_verdict_unref)

G_END_DECLS
