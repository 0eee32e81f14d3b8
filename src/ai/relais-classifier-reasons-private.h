/* relais-classifier-reasons-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classification-private.h"
#include "relais-classifier-scorer-private.h"

G_BEGIN_DECLS

/**
 * relais_classifier_add_reasons:
 * @text: what @list was read from
 * @evidence: what the scorer said of it
 *
 * Adds the words of the text that counted most for and against the best kind.
 */
void relais_classifier_add_reasons (RelaisClassification           *result,
                                    const RelaisClassifierScorer   *scorer,
                                    const char                     *text,
                                    const RelaisFeatureList        *list,
                                    const RelaisClassifierEvidence *evidence,
                                    guint                           max_reasons);

G_END_DECLS
