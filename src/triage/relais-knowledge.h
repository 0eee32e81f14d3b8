/* relais-knowledge.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classifier-model.h"
#include "relais-kind.h"
#include "relais-parsed-message.h"
#include "relais-rule.h"

G_BEGIN_DECLS

/* All that decides what a message is and what to do with it, at one moment: kinds, rules, people, the trained classifier
 * and the settings. Immutable and reference counted, so any thread may judge with it, a decision can name it, and "test on my past
 * mail" is only judging with another one.
 */
#define RELAIS_TYPE_KNOWLEDGE (relais_knowledge_get_type ())
typedef struct _RelaisKnowledge RelaisKnowledge;

/**
 * RelaisPerson:
 *
 * A member of the team as a plain value.
 */
typedef struct
{
  gint64  id;
  char   *name;
  char   *address;
} RelaisPerson;

/**
 * RelaisIdentity:
 * @name: who answers
 * @signature_en: (nullable)
 * @signature_fr: (nullable)
 */
typedef struct
{
  char *name;
  char *address;
  char *team;
  char *signature_en;
  char *signature_fr;
} RelaisIdentity;

GType                  relais_knowledge_get_type     (void) G_GNUC_CONST;
RelaisKnowledge       *relais_knowledge_new          (GPtrArray             *kinds,
                                                      GPtrArray             *rules,
                                                      GPtrArray             *people,
                                                      const RelaisIdentity  *me,
                                                      RelaisClassifierModel *model,
                                                      RelaisTrainingSet     *samples);
RelaisKnowledge       *relais_knowledge_for          (RelaisKnowledge       *self,
                                                      const RelaisIdentity  *me);
RelaisKnowledge       *relais_knowledge_without      (RelaisKnowledge       *self,
                                                      RelaisRule            *rule);
RelaisKnowledge       *relais_knowledge_ref          (RelaisKnowledge       *self);
void                   relais_knowledge_unref        (RelaisKnowledge       *self);
GPtrArray             *relais_knowledge_get_kinds    (RelaisKnowledge       *self);
GPtrArray             *relais_knowledge_get_rules    (RelaisKnowledge       *self);
RelaisKind            *relais_knowledge_get_kind     (RelaisKnowledge       *self,
                                                      const char            *id);
const RelaisPerson    *relais_knowledge_get_person   (RelaisKnowledge       *self,
                                                      gint64                 id);
const RelaisIdentity  *relais_knowledge_get_me       (RelaisKnowledge       *self);
RelaisClassifierModel *relais_knowledge_get_model    (RelaisKnowledge       *self);

/* Whether that very text was among what it learned from, whatever its case, spaces and punctuation: it cannot prove then how well it learned. */
gboolean               relais_knowledge_has_learned  (RelaisKnowledge       *self,
                                                      const char            *text);

/* The packs as shipped, all kinds enabled, trained: what works before anything is configured. Blocking (about 0.2 s). */
RelaisKnowledge       *relais_knowledge_new_shipped  (const RelaisIdentity  *me,
                                                      GCancellable          *cancellable,
                                                      GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisKnowledge, relais_knowledge_unref)

G_END_DECLS
