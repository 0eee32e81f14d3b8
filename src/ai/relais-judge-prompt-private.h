/* relais-judge-prompt-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-judgment-private.h"
#include "relais-model-judge.h"

G_BEGIN_DECLS

/* What is said to the model. (transfer full) all of them. */

/* The part of a message that goes out: valid, without control characters, the beginning. */
char       *relais_judge_prompt_clean       (const char                *text);

/* A code that nobody can guess. */
char       *relais_judge_prompt_new_nonce   (void);

/* data/prompts/@name with the nonce in it. */
char       *relais_judge_prompt_load        (const char                *name,
                                             const char                *nonce);
char       *relais_judge_prompt_instruct    (const RelaisJudgeQuestion *question,
                                             const char                *nonce);

/* @text between two lines of @nonce. */
char       *relais_judge_prompt_enclose     (const char                *text,
                                             const char                *nonce);
JsonObject *relais_judge_prompt_schema      (GPtrArray                 *kinds);
JsonObject *relais_judge_prompt_polish_schema (void);

#define RELAIS_JUDGE_NONE      "none"
#define RELAIS_JUDGE_MAX_VALUE 200

G_END_DECLS
