/* relais-learning.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classifier-model.h"
#include "relais-pack.h"

G_BEGIN_DECLS

/* What the classifier of a workspace learns from, and the classifiers that come with Relais. Any thread.
 *
 * Training is deterministic, so that what somebody who just chose a pack would train is trained when Relais is built, by the same code
 * on the same examples (src/workspace/make-models.c), and lies in the program under the hash of those examples. One more example, one
 * kind less, and there is none for them: the workspace trains its own.
 */
#define RELAIS_LEARNING_MODELS "/org/relais/Relais/models/shipped.models"

/**
 * relais_learning_make_set:
 * @kinds: (element-type RelaisKind): those that are switched off are left out, and so are their examples
 * @examples: (element-type RelaisExample)
 *
 * Returns: (transfer full): what to train with, the texts outside all kinds among it
 */
RelaisTrainingSet     *relais_learning_make_set           (GPtrArray  *kinds,
                                                           GPtrArray  *examples);

/**
 * relais_learning_make_pack_set:
 * @packs: (element-type RelaisPack)
 *
 * Returns: (transfer full): what a workspace trains with that has these packs, installed in this order and unchanged
 */
RelaisTrainingSet     *relais_learning_make_pack_set      (GPtrArray  *packs);

/**
 * relais_learning_train_shipped:
 *
 * Trains for each pack alone and for all of them. Blocks for some seconds: when Relais is built, and in tests.
 *
 * Returns: (transfer full): the file that relais_learning_load_shipped() reads
 */
GBytes                *relais_learning_train_shipped      (void);

/**
 * relais_learning_load_shipped:
 * @hash: from relais_training_set_dup_hash()
 *
 * Returns: (transfer full) (nullable): exactly what training with that set gives; %NULL when it must be trained
 */
RelaisClassifierModel *relais_learning_load_shipped       (const char *hash);

G_END_DECLS
