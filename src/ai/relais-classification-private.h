/* relais-classification-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classification.h"

G_BEGIN_DECLS

#define RELAIS_CLASSIFICATION_MAX_RANKED 10

RelaisClassification *relais_classification_new (double      in_scope,
                                                 double      threshold);
void                  relais_classification_add_ranked (RelaisClassification *self,
                                                        const char           *kind,
                                                        double                probability);
void                  relais_classification_take_reason (RelaisClassification *self,
                                                         char                 *word,
                                                         double                weight);

G_END_DECLS
