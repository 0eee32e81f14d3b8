/* relais-classifier-solver-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classifier-scorer-private.h"

G_BEGIN_DECLS

/**
 * relais_classifier_solve:
 * @vectors: (array length=n_vectors) (element-type GArray): their elements are RelaisClassifierTerm
 * @classes: (array length=n_vectors): the class of each, below @n_classes, each class at least once
 * @copies: (array length=n_vectors): how many times each counts
 *
 * Finds the weights that tell the classes apart, with the multi-class support vector machine of
 * Crammer and Singer in LIBLINEAR. Blocks.
 *
 * Returns: (transfer full): @n_classes weights for each column, column by column
 */
double *relais_classifier_solve (GArray * const *vectors,
                                 const guint    *classes,
                                 const guint    *copies,
                                 guint           n_vectors,
                                 guint           n_columns,
                                 guint           n_classes);

G_END_DECLS
