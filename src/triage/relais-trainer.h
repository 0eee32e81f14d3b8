/* relais-trainer.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-knowledge.h"
#include "relais-proposal.h"
#include "relais-worker.h"

G_BEGIN_DECLS

/* Turns the workspace's kinds, examples, rules, people and settings into a RelaisKnowledge. Nothing is trained that came
 * trained with Relais, see relais-learning.h. Any other model is kept in a file beside the database under a hash of what it was trained
 * on, so a restart gives exactly the same answers, at once; a damaged or foreign file is trained again.
 *
 * @proposal: (nullable): instead of what the workspace has, for trials
 *
 * Returns: (transfer full): resolves to a RelaisKnowledge. Main thread; the work runs on @worker.
 */
DexFuture *relais_trainer_run (RelaisDatabase *database,
                               RelaisWorker   *worker,
                               const char     *model_file,
                               RelaisIdentity  me,
                               RelaisProposal *proposal);

G_END_DECLS
