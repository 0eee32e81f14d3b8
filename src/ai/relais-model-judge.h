/* relais-model-judge.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-chat.h"
#include "relais-judgment.h"

G_BEGIN_DECLS

/**
 * RelaisModelJudge:
 *
 * Asks a chat model which kind a message is, and to polish a draft. The message is data: it goes
 * out as a message of its own between two lines that hold a code nobody can guess, with the
 * instruction that nothing in it is an instruction.
 *
 * That instruction is not what is relied upon. A hostile reply, whoever wrote it, can at worst pick
 * a wrong kind: the kind is one of those given or none; each field is one of that kind's, and its
 * value a passage of the message itself (or a date that stands in it). Nothing of a reply is
 * executed, followed or used as an address.
 *
 * Errors are those of RelaisChat. With %RELAIS_NET_ERROR_INVALID_REPLY (after one more try that
 * gave the reason) or any other, the caller goes on with the built-in classifier's result.
 *
 * Main thread.
 */
#define RELAIS_TYPE_MODEL_JUDGE (relais_model_judge_get_type ())

G_DECLARE_FINAL_TYPE (RelaisModelJudge, relais_model_judge, RELAIS, MODEL_JUDGE, GObject)

/* Of a message so many characters go out, the beginning. */
#define RELAIS_MODEL_JUDGE_MAX_TEXT 8000

/**
 * RelaisJudgeQuestion:
 * @kinds: (element-type RelaisJudgeKind): one at least
 * @text: subject and body as extracted, UTF-8
 * @language: (nullable): "en" or "fr" when known
 * @written: (nullable): when the message was written: "next Thursday" is counted from it
 * @candidates: (nullable): ids that the built-in classifier holds possible, the best first
 */
typedef struct
{
  GPtrArray          *kinds;
  const char         *text;
  const char         *language;
  GDateTime          *written;
  const char * const *candidates;
} RelaisJudgeQuestion;

/**
 * relais_model_judge_new:
 * @model: as the service names it, such as "mistral-small-latest"
 */
RelaisModelJudge *relais_model_judge_new          (RelaisChat                *chat,
                                                   const char                *model);
RelaisChat       *relais_model_judge_get_chat     (RelaisModelJudge          *self);
const char       *relais_model_judge_get_model    (RelaisModelJudge          *self);

/**
 * relais_model_judge_set_deadlines:
 * @timeout: milliseconds for one try; 30,000 unless told
 * @budget: milliseconds for one question to the service with its repetitions; 60,000 unless told
 */
void              relais_model_judge_set_deadlines (RelaisModelJudge         *self,
                                                   guint                      timeout,
                                                   guint                      budget);

/**
 * relais_model_judge_judge:
 * @question: copied
 *
 * Returns: (transfer full): resolves to a RelaisJudgment
 */
DexFuture        *relais_model_judge_judge        (RelaisModelJudge          *self,
                                                   const RelaisJudgeQuestion *question);

/**
 * relais_model_judge_polish:
 * @draft: plain text
 * @language: "en" or "fr"
 * @tone: (nullable): a few words, such as "warm and short"
 *
 * Asks for better words for the same facts. All addresses, links, numbers, amounts, weekdays,
 * months and number words of the result are those of @draft, in the same order, or it is refused.
 * The words around them are the model's: show them to a person before they leave; an automatic
 * answer is never polished.
 *
 * Returns: (transfer full): resolves to the text (string); %RELAIS_NET_ERROR_INVALID_REPLY: the
 *   draft stays as it is
 */
DexFuture        *relais_model_judge_polish       (RelaisModelJudge          *self,
                                                   const char                *draft,
                                                   const char                *language,
                                                   const char                *tone);

G_END_DECLS
