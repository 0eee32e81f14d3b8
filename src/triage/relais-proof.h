/* relais-proof.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-likeness.h"
#include "relais-sql.h"
#include "relais-verdict.h"

G_BEGIN_DECLS

/* What the user's own past answers prove about the kinds, mail from before Relais included. Each message that a person answered is judged by
 * what is known now, and that is held against what they really wrote (relais-likeness.h):
 *
 *   right     a reply agrees with the answer of the kind that is said
 *   wrong     a reply agrees with another kind's answer, or a person said that it is another kind
 *   unclear   no reply agrees with any kind's answer: that proves nothing, and people are told how many there are
 *   learned   it would be right, but that very text was learned from, or a person's word on it was: it cannot be its own proof
 *
 * A reply is a mail of ours whose In-Reply-To (without one, its last reference) names the message: one that lies in Sent, or an answer
 * that a person sent through Relais and that has left, which is also compared with what was proposed to them. Automatic answers, of ours or of
 * others, are none. When several replies say different things the worst counts. What a model said of a message stands; no model is asked
 * again.
 *
 * Messages that were kept before there were records (relais-parsed-record.h) are judged by their columns alone: people have answered them, so
 * that they came through a list matters little.
 *
 * The results are table proof. They are a moment behind what is known; corrections are not, see relais_guard_measure().
 */
#define RELAIS_PROOF_MAX_MESSAGES 5000

typedef enum
{
  RELAIS_PROOF_RIGHT,
  RELAIS_PROOF_WRONG,
  RELAIS_PROOF_UNCLEAR,
  RELAIS_PROOF_LEARNED,
} RelaisProofOutcome;

/**
 * RelaisProofReply:
 * @kind: (nullable): whose answer it was made from
 * @proposed: (nullable): that answer, before a person touched it
 */
typedef struct
{
  char *text;
  char *language;
  char *kind;
  char *proposed;
} RelaisProofReply;

/**
 * RelaisProof:
 * @parsed: (nullable): until it was judged
 * @replies: (nullable) (element-type RelaisProofReply): until it was judged
 * @modelled: a model said @model_kind
 * @corrected: a person said @person_kind
 * @kind: (nullable): once judged, what is said of it
 *
 * One answered message.
 */
typedef struct
{
  gint64               message;
  gint64               received;      /* ms */
  RelaisParsedMessage *parsed;        /* (owned) */
  GPtrArray           *replies;       /* (owned) */
  gboolean             modelled;
  char                *model_kind;    /* (owned) */
  gboolean             corrected;
  char                *person_kind;   /* (owned) */
  char                *kind;          /* (owned) */
  RelaisProofOutcome   outcome;
} RelaisProof;

RelaisProof *relais_proof_new        (gint64               message,
                                      gint64               received,
                                      RelaisParsedMessage *parsed);
void         relais_proof_add_reply  (RelaisProof         *self,
                                      const char          *text,
                                      const char          *language,
                                      const char          *kind,
                                      const char          *proposed);
void         relais_proof_free       (gpointer             self);

/* Any thread. Frees what is not needed any more. */
void         relais_proof_judge      (RelaisProof         *self,
                                      RelaisKnowledge     *knowledge,
                                      RelaisLikeness      *likeness);

/* Database thread. (element-type gint64): the messages that were answered last, at most %RELAIS_PROOF_MAX_MESSAGES; @all: also those in the
 * table */
GArray      *relais_proof_sql_list   (RelaisSql           *sql,
                                      gboolean             all,
                                      GError             **error);

/* (nullable) without an error when it is not there any more */
RelaisProof *relais_proof_sql_load   (RelaisSql           *sql,
                                      gint64               message,
                                      GError             **error);

/* @proofs: (element-type RelaisProof): judged; @all: they are all there is */
gboolean     relais_proof_sql_write  (RelaisSql           *sql,
                                      GPtrArray           *proofs,
                                      gboolean             all,
                                      GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisProof, relais_proof_free)

G_END_DECLS
