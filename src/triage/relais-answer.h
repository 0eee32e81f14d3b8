/* relais-answer.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-knowledge.h"

G_BEGIN_DECLS

/* The text of an answer: a kind's template filled with what was read in the message. Any thread. */

/**
 * RelaisAnswer:
 * @subject: one line, safe for a header
 * @text: plain text
 * @missing: (array zero-terminated=1): variables that nothing filled; empty when the answer is whole
 */
typedef struct
{
  char  *subject;
  char  *text;
  char **missing;
} RelaisAnswer;

RelaisAnswer *relais_answer_new      (RelaisKnowledge      *knowledge,
                                      RelaisKind           *kind,
                                      RelaisParsedMessage  *message,
                                      JsonObject           *fields,
                                      const char           *language,
                                      GDateTime            *now);

/* The variables of a message, for the preview of a template that is being written. (transfer full) */
JsonObject   *relais_answer_dup_data (RelaisKnowledge      *knowledge,
                                      RelaisParsedMessage  *message,
                                      JsonObject           *fields,
                                      const char           *language,
                                      GDateTime            *now);

/* Whether every message gives @name, as in the data above; “fields.…” is its kind's matter. */
gboolean      relais_answer_is_variable (const char *name);

/* The greeting name: "Camille" of "Camille Morel", "Morel, Camille" or "MOREL Camille". (transfer full) */
char         *relais_answer_first_name (const char         *name);
void          relais_answer_free     (RelaisAnswer         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisAnswer, relais_answer_free)

G_END_DECLS
