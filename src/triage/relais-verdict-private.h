/* relais-verdict-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-answer.h"
#include "relais-verdict.h"

G_BEGIN_DECLS

struct _RelaisVerdict
{
  gatomicrefcount  ref_count;

  RelaisKnowledge     *knowledge;    /* (owned) keeps kind, person and rule alive */
  RelaisParsedMessage *message;      /* (owned) */
  RelaisKind          *kind;         /* (unowned) (nullable) */
  double               confidence;
  RelaisSource         source;
  gboolean             unsure;
  RelaisAction         action;
  const RelaisPerson  *person;       /* (unowned) (nullable) */
  RelaisRule          *rule;         /* (unowned) (nullable) */
  JsonObject          *fields;       /* (owned) */
  char                *language;     /* (owned) */
  GPtrArray           *why;          /* (owned) of char, ends with NULL */
  JsonArray           *votes;        /* (owned) {"kind", "probability"} */
  RelaisAnswer        *answer;       /* (owned) (nullable) */
  char                *model_version;/* (owned) (nullable) of the opinion */
};

#define RELAIS_VERDICT_MAX_REASONS 8

/* The text of a message that is judged, and learned. */
char *relais_verdict_dup_text (RelaisParsedMessage *message);

/* What the built-in classifier and the headers say: kind, confidence, votes and reasons. */
void relais_verdict_classify (RelaisVerdict *self);

G_END_DECLS
