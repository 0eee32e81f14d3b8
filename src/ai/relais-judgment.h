/* relais-judgment.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RelaisJudgeKind:
 *
 * A kind as a model is told of it. Immutable once asked about; reference-counted boxed type.
 */
#define RELAIS_TYPE_JUDGE_KIND (relais_judge_kind_get_type ())
typedef struct _RelaisJudgeKind RelaisJudgeKind;

GType            relais_judge_kind_get_type  (void) G_GNUC_CONST;
RelaisJudgeKind *relais_judge_kind_new       (const char      *id,
                                              const char      *name,
                                              const char      *description);
RelaisJudgeKind *relais_judge_kind_ref       (RelaisJudgeKind *self);
void             relais_judge_kind_unref     (RelaisJudgeKind *self);

/**
 * relais_judge_kind_add_field:
 * @type: "text", "person", "date", "time", "number", "money", "email", "phone", "place" or
 *   "reference"
 * @label: what it is, in a few words
 */
void             relais_judge_kind_add_field (RelaisJudgeKind *self,
                                              const char      *name,
                                              const char      *type,
                                              const char      *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisJudgeKind, relais_judge_kind_unref)

/**
 * RelaisJudgment:
 *
 * What a model says a message is, after all checks. Immutable, reference-counted boxed type.
 */
#define RELAIS_TYPE_JUDGMENT (relais_judgment_get_type ())
typedef struct _RelaisJudgment RelaisJudgment;

GType               relais_judgment_get_type              (void) G_GNUC_CONST;
RelaisJudgment     *relais_judgment_ref                   (RelaisJudgment *self);
void                relais_judgment_unref                 (RelaisJudgment *self);

/**
 * relais_judgment_get_kind:
 *
 * Returns: (nullable): one of the ids that were asked about; %NULL: none of these
 */
const char         *relais_judgment_get_kind              (RelaisJudgment *self);

/**
 * relais_judgment_get_confidence:
 *
 * Returns: 0 to 1, by the model's own word: not measured
 */
double              relais_judgment_get_confidence        (RelaisJudgment *self);

/**
 * relais_judgment_get_fields:
 *
 * Returns: (transfer none): field name → string; each a passage of the message as it is written
 *   there, white space made single; a date may be ISO 8601 ("2026-11-26") when the message says
 *   that day
 */
JsonObject         *relais_judgment_get_fields            (RelaisJudgment *self);

/**
 * relais_judgment_get_dropped:
 *
 * Returns: (transfer none): names of fields whose value did not stand in the message
 */
const char * const *relais_judgment_get_dropped           (RelaisJudgment *self);

/**
 * relais_judgment_get_model:
 *
 * Returns: the exact model, for the record of a decision
 */
const char         *relais_judgment_get_model             (RelaisJudgment *self);
guint               relais_judgment_get_prompt_tokens     (RelaisJudgment *self);
guint               relais_judgment_get_completion_tokens (RelaisJudgment *self);

/**
 * relais_judgment_get_attempts:
 *
 * Returns: 1, or 2 when the first reply was refused
 */
guint               relais_judgment_get_attempts          (RelaisJudgment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisJudgment, relais_judgment_unref)

G_END_DECLS
