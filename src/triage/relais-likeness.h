/* relais-likeness.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind.h"

G_BEGIN_DECLS

/* How near a text that a person wrote comes to what the kinds would have answered. No learning, nothing hidden:
 *
 * A text is the set of its words and of its pairs of neighbouring words; case, accents and punctuation do not count. What stands in the answers
 * of many kinds ("thank you for your message") weighs little, what stands in one weighs most: ln ((n + 1) / d), n the number of kinds, d of
 * those whose answer has it (at least 1). The likeness of two texts is twice the weight of what both have, divided by the weight of all they
 * have (Dice): 1 for the same words in the same order, 0 when nothing is shared.
 *
 * A kind's answer is its template, once with everything that can be filled in and once with nothing, whichever is nearer. A text agrees with
 * it from %RELAIS_LIKENESS_AGREES on: half of all that was written is the same (measured on the packs: an answer with another greeting and
 * a sentence changed is at 0.7 to 0.9, one with a paragraph more or less at 0.5 to 0.6, a refusal in one's own words at 0.2, and
 * answers of different kinds are below 0.25 of each other). It never agrees
 *  - when another kind's answer is nearly as near (%RELAIS_LIKENESS_MARGIN),
 *  - when it says "not" or "unfortunately" more often than the template does: the words may be the same and the answer the opposite,
 *  - with an answer of less than %RELAIS_LIKENESS_WORDS words, which may stand anywhere.
 *
 * Immutable once made; any thread. Languages: "fr" is French, anything else English, as answers are written.
 */
#define RELAIS_LIKENESS_AGREES 0.5
#define RELAIS_LIKENESS_MARGIN 0.15
#define RELAIS_LIKENESS_WORDS 6

typedef struct _RelaisLikeness RelaisLikeness;

/* @kinds: (element-type RelaisKind): those that are enabled and have an answer are compared with */
RelaisLikeness *relais_likeness_new     (GPtrArray       *kinds);
void            relais_likeness_free    (RelaisLikeness  *self);

/* Returns: (nullable): the id of the one kind whose answer @text agrees with. @nearest: (out) (optional): how near the nearest is, 0 to 1 */
const char     *relais_likeness_find    (RelaisLikeness  *self,
                                         const char      *text,
                                         const char      *language,
                                         double          *nearest);

/* Whether @text is still what was @proposed, by the same measure. */
gboolean        relais_likeness_agrees  (RelaisLikeness  *self,
                                         const char      *text,
                                         const char      *proposed,
                                         const char      *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisLikeness, relais_likeness_free)

G_END_DECLS
